#include "relations/rational.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

Integer integer(__int128 v) {
  const bool negative = v < 0;
  const auto u = negative ? -static_cast<unsigned __int128>(v) : static_cast<unsigned __int128>(v);
  Integer out = static_cast<std::uint64_t>(u >> 64);
  out <<= 64;
  out += static_cast<std::uint64_t>(u);
  return negative ? Integer(-out) : out;
}

Integer floor_of(const Rational& v) {
  const Integer n = numerator(v);
  const Integer d = denominator(v);
  Integer q = n / d;
  if (n < 0 && q * d != n) --q;
  return q;
}

/// With at most four places behind 万 or 亿; anything longer stays plain.
bool in_scale(const Rational& v, std::int64_t scale, std::string& out) {
  const Rational s = v / scale;
  if (abs(s) < 1 || denominator(Rational(s * 10000)) != 1) return false;
  out = plain(s);
  return true;
}

}  // namespace

Rational rational(const Value& v) {
  return v.den == 1 ? Rational(integer(v.num)) : Rational(integer(v.num), Integer(v.den));
}

Rational floor_to(const Rational& v, const Rational& step) { return Rational(floor_of(v / step)) * step; }

Rational round_to(const Rational& v, const Rational& step) {
  if (step == 1 && denominator(v) == 1) return v;
  if (v < 0) return -round_to(-v, step);
  return Rational(floor_of(v / step + Rational(1, 2))) * step;
}

std::string plain(const Rational& v) {
  const Integer n = numerator(v);
  const Integer d = denominator(v);
  // Nearly every number of a report: whole, and far from the bounds of a machine word.
  if (d == 1) return abs(n) < 1000000000000 ? std::to_string(n.convert_to<std::int64_t>()) : n.str();
  Integer rest = d;
  int places = 0;
  int twos = 0;
  int fives = 0;
  while (rest % 2 == 0) rest /= 2, ++twos;
  while (rest % 5 == 0) rest /= 5, ++fives;
  places = std::max(twos, fives);
  if (rest != 1 || places > 12) return n.str() + "/" + d.str();
  std::string digits =
      Integer(abs(n) * boost::multiprecision::pow(Integer(10), static_cast<unsigned>(places)) / d).str();
  const auto width = static_cast<std::size_t>(places);
  if (digits.size() <= width) digits.insert(0, width + 1 - digits.size(), '0');
  digits.insert(digits.size() - width, 1, '.');
  return (n < 0 ? "-" : "") + digits;
}

std::string amount(const Rational& v) {
  std::string out;
  if (denominator(v) == 1 && abs(v) >= 10000) {
    if (in_scale(v, 1000000000000, out)) return out + "万亿";
    if (in_scale(v, 100000000, out)) return out + "亿";
    if (in_scale(v, 10000, out)) return out + "万";
  }
  return plain(v);
}

std::string rounded(const Rational& v, int places) {
  return plain(denominator(v) == 1 ? v : round_to(v, Rational(1, power_of_ten(places))));
}

Interval wide(const FigureData& f, bool counts) {
  if (f.approximation != Approximation::exact)
    return {rational(f.low), rational(f.high), f.has_low, f.has_high, f.low_open, f.high_open};
  const Rational v = rational(f.value);
  Rational step = rational(f.step);
  const bool scaled = f.decimals == 0 && step >= 10000;
  if (v == 0 || step == 0 || (counts && step <= 1 && f.value.den == 1)) return {v, v};
  if (scaled)
    while (denominator(Rational(v / (step * 10))) == 1) step *= 10;
  return {v - step / 2, v + step, true, true, false, true};
}

bool apart(const Interval& a, const Interval& b) {
  const auto below = [](const Interval& x, const Interval& y) {
    if (!x.has_high || !y.has_low) return false;
    return x.high < y.low || (x.high == y.low && (x.high_open || y.low_open));
  };
  return below(a, b) || below(b, a);
}

Interval operator+(const Interval& a, const Interval& b) {
  return {a.low + b.low,
          a.high + b.high,
          a.has_low && b.has_low,
          a.has_high && b.has_high,
          a.low_open || b.low_open,
          a.high_open || b.high_open};
}

Interval operator-(const Interval& a, const Interval& b) {
  return {a.low - b.high,
          a.high - b.low,
          a.has_low && b.has_high,
          a.has_high && b.has_low,
          a.low_open || b.high_open,
          a.high_open || b.low_open};
}

Interval operator*(const Interval& a, const Interval& b) {
  return {a.low * b.low,
          a.high * b.high,
          a.has_low && b.has_low,
          a.has_high && b.has_high,
          a.low_open || b.low_open,
          a.high_open || b.high_open};
}

Interval operator/(const Interval& a, const Interval& b) {
  Interval out;
  out.has_low = a.has_low && b.has_high && b.high > 0;
  out.has_high = a.has_high && b.has_low && b.low > 0;
  if (out.has_low) out.low = a.low / b.high;
  if (out.has_high) out.high = a.high / b.low;
  out.low_open = a.low_open || b.high_open;
  out.high_open = a.high_open || b.low_open;
  return out;
}

}  // namespace detail
FAZHI_NAMESPACE_END
