// Exact arithmetic of the relations.
#pragma once

#include <compare>
#include <concepts>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>

#include "model/value.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

/// A fraction, always reduced. Nearly every number of a report fits machine words; what does not is kept in 512 bits,
/// and beyond these (no figure), or where the divisor is zero, std::overflow_error is thrown.
class Rational {
 public:
  Rational() noexcept = default;
  template <std::integral T>
    requires(sizeof(T) < 8 || std::same_as<T, std::int64_t>)
  Rational(T v) : num_(v) {
    if constexpr (sizeof(T) == 8)
      if (v == lowest) *this = small_or_big(v, 1);
  }
  Rational(std::int64_t num, std::int64_t den) : Rational(small_or_big(num, den)) {}
  explicit Rational(const Value& v) : Rational(small_or_big(v.num, v.den)) {}

  [[nodiscard]] bool whole() const noexcept { return big_ == nullptr ? den_ == 1 : big_whole(); }

  friend Rational operator+(const Rational& a, const Rational& b) {
    std::int64_t sum = 0;
    if (both_whole(a, b) && !__builtin_add_overflow(a.num_, b.num_, &sum) && sum != lowest) return Rational(sum);
    return apply('+', a, b);
  }
  friend Rational operator-(const Rational& a, const Rational& b) {
    std::int64_t gap = 0;
    if (both_whole(a, b) && !__builtin_sub_overflow(a.num_, b.num_, &gap) && gap != lowest) return Rational(gap);
    return apply('-', a, b);
  }
  friend Rational operator*(const Rational& a, const Rational& b) {
    std::int64_t product = 0;
    if (both_whole(a, b) && !__builtin_mul_overflow(a.num_, b.num_, &product) && product != lowest)
      return Rational(product);
    return apply('*', a, b);
  }
  friend Rational operator/(const Rational& a, const Rational& b) { return apply('/', a, b); }
  Rational operator-() const { return 0 - *this; }
  Rational& operator+=(const Rational& b) { return *this = *this + b; }
  Rational& operator-=(const Rational& b) { return *this = *this - b; }
  Rational& operator*=(const Rational& b) { return *this = *this * b; }
  Rational& operator/=(const Rational& b) { return *this = *this / b; }

  // What fits machine words is never kept in more.
  friend bool operator==(const Rational& a, const Rational& b) {
    if (a.big_ != nullptr && b.big_ != nullptr) return compare(a, b) == 0;
    return a.big_ == b.big_ && a.num_ == b.num_ && a.den_ == b.den_;
  }
  friend std::strong_ordering operator<=>(const Rational& a, const Rational& b) {
    if (both_whole(a, b)) return a.num_ <=> b.num_;
    return compare(a, b);
  }

  /// The largest whole number that is not above it.
  [[nodiscard]] Rational floor() const;
  /// Decimal where it has at most 12 places, else num/den.
  [[nodiscard]] std::string text() const;

 private:
  /// Its negative is no machine word: kept as a large number.
  static constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
  struct Big;
  explicit Rational(std::shared_ptr<const Big> big) noexcept : big_(std::move(big)) {}

  static bool both_whole(const Rational& a, const Rational& b) noexcept {
    return a.den_ == 1 && b.den_ == 1 && a.big_ == nullptr && b.big_ == nullptr;
  }
  static Rational small_or_big(__int128 num, __int128 den);
  static Rational apply(char sign, const Rational& a, const Rational& b);
  static std::strong_ordering compare(const Rational& a, const Rational& b);
  [[nodiscard]] bool big_whole() const noexcept;

  std::int64_t num_ = 0, den_ = 1;  ///< where there is no big_
  std::shared_ptr<const Big> big_;
};

inline Rational abs(const Rational& v) { return v < 0 ? -v : v; }

/// What a printed figure can stand for.
struct Interval {
  Rational low, high;
  bool has_low = true, has_high = true;
  bool low_open = false, high_open = false;
};

inline Rational rational(const Value& v) { return Rational(v); }
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
