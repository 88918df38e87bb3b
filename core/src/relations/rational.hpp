// Exact arithmetic of the relations. Included by judge*.cpp alone: the big-number header is slow to compile.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <string>

#include "model/value.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

/// 512 bits without allocation; overflow throws std::overflow_error (a sum of more than that is no figure).
using Integer = boost::multiprecision::number<boost::multiprecision::cpp_int_backend<
    512, 512, boost::multiprecision::signed_magnitude, boost::multiprecision::checked, void>>;
using Rational =
    boost::multiprecision::number<boost::multiprecision::rational_adaptor<boost::multiprecision::cpp_int_backend<
        512, 512, boost::multiprecision::signed_magnitude, boost::multiprecision::checked, void>>>;

/// What a printed figure can stand for.
struct Interval {
  Rational low, high;
  bool has_low = true, has_high = true;
  bool low_open = false, high_open = false;
};

Rational rational(const Value& v);
Rational floor_to(const Rational& v, const Rational& step);
/// Half up, away from zero for negative values.
Rational round_to(const Rational& v, const Rational& step);
std::string plain(const Rational& v);
/// With 亿 or 万 where that is how a clerk would write it.
std::string amount(const Rational& v);
/// Decimal with at most `places` places, half up; trailing zeros dropped.
std::string rounded(const Rational& v, int places);

/// The interval that the words allow, or where they are exact, what rounding and truncation of the print allow: half a
/// step below and a step above; the trailing zeros of a 万 or 亿 value are no printed places. A plain count is what it
/// is.
Interval wide(const FigureData& f, bool counts);
bool apart(const Interval& a, const Interval& b);
Interval operator+(const Interval& a, const Interval& b);
Interval operator-(const Interval& a, const Interval& b);
/// For values that are not negative.
Interval operator*(const Interval& a, const Interval& b);
Interval operator/(const Interval& a, const Interval& b);

}  // namespace detail
FAZHI_NAMESPACE_END
