#include "relations/rational.hpp"

#include <array>
#include <boost/multiprecision/cpp_int.hpp>
#include <limits>
#include <stdexcept>

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

using Integer = boost::multiprecision::number<boost::multiprecision::cpp_int_backend<
    512, 512, boost::multiprecision::signed_magnitude, boost::multiprecision::checked, void>>;
using Fraction =
    boost::multiprecision::number<boost::multiprecision::rational_adaptor<boost::multiprecision::cpp_int_backend<
        512, 512, boost::multiprecision::signed_magnitude, boost::multiprecision::checked, void>>>;

constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min() + 1;  // its negative is a number too
constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
constexpr int longest_decimal = 12;

Integer integer(__int128 v) {
  const auto u = magnitude(v);
  Integer out = static_cast<std::uint64_t>(u >> 64);
  out <<= 64;
  out += static_cast<std::uint64_t>(u);
  return v < 0 ? Integer(-out) : out;
}

bool is_decimal(int places) { return places >= 0 && places <= longest_decimal; }

}  // namespace

struct Rational::Big {
  Fraction value;
};

Rational Rational::small_or_big(__int128 num, __int128 den) {
  if (den == 0) throw std::overflow_error("division by zero");
  if (den < 0) num = -num, den = -den;
  if (den != 1) {
    const unsigned __int128 common = common_divisor(magnitude(num), static_cast<unsigned __int128>(den));
    if (common > 1 && common >> 64 == 0 && magnitude(num) >> 64 == 0 && magnitude(den) >> 64 == 0) {
      // Division of 128 bits is a call.
      const auto by = static_cast<std::uint64_t>(common);
      const auto above = static_cast<__int128>(static_cast<std::uint64_t>(magnitude(num)) / by);
      num = num < 0 ? -above : above;
      den = static_cast<__int128>(static_cast<std::uint64_t>(den) / by);
    } else if (common > 1) {
      num /= static_cast<__int128>(common);
      den /= static_cast<__int128>(common);
    }
  }
  if (num >= least && num <= most && den <= most) {
    Rational out;
    out.num_ = static_cast<std::int64_t>(num);
    out.den_ = static_cast<std::int64_t>(den);
    return out;
  }
  return Rational(std::make_shared<const Big>(Big{Fraction(integer(num), integer(den))}));
}

Rational Rational::apply(char sign, const Rational& a, const Rational& b) {
  if (a.big_ == nullptr && b.big_ == nullptr) {
    const auto x = static_cast<__int128>(a.num_);
    const auto y = static_cast<__int128>(b.num_);
    __int128 left = 0, right = 0;
    switch (sign) {
      case '*':
        return small_or_big(x * y, static_cast<__int128>(a.den_) * b.den_);
      case '/':
        return small_or_big(x * b.den_, static_cast<__int128>(a.den_) * y);
      default:
        if (a.den_ == b.den_) return small_or_big(sign == '+' ? x + y : x - y, a.den_);
        left = x * b.den_;
        right = y * a.den_;  // each below 2^126: the sum has room
        return small_or_big(sign == '+' ? left + right : left - right, static_cast<__int128>(a.den_) * b.den_);
    }
  }
  const auto wide = [](const Rational& v) {
    return v.big_ != nullptr ? v.big_->value : Fraction(integer(v.num_), integer(v.den_));
  };
  const Fraction x = wide(a);
  const Fraction y = wide(b);
  const Fraction z = sign == '+'   ? Fraction(x + y)
                     : sign == '-' ? Fraction(x - y)
                     : sign == '*' ? Fraction(x * y)
                                   : Fraction(x / y);
  const Integer n = numerator(z);
  const Integer d = denominator(z);
  if (n >= least && n <= most && d <= most)
    return small_or_big(n.convert_to<std::int64_t>(), d.convert_to<std::int64_t>());
  return Rational(std::make_shared<const Big>(Big{z}));
}

std::strong_ordering Rational::compare(const Rational& a, const Rational& b) {
  if (a.big_ == nullptr && b.big_ == nullptr)
    return static_cast<__int128>(a.num_) * b.den_ <=> static_cast<__int128>(b.num_) * a.den_;
  const Rational gap = a - b;
  if (gap.big_ == nullptr) return gap.num_ <=> 0;
  return gap.big_->value < 0 ? std::strong_ordering::less : std::strong_ordering::greater;
}

bool Rational::big_whole() const noexcept { return denominator(big_->value) == 1; }

Rational Rational::floor() const {
  if (whole()) return *this;
  if (big_ == nullptr) return Rational(num_ / den_ - (num_ < 0 ? 1 : 0));
  const Integer n = numerator(big_->value);
  const Integer d = denominator(big_->value);
  Integer q = n / d;
  if (n < 0) --q;
  if (q >= least && q <= most) return Rational(q.convert_to<std::int64_t>());
  return Rational(std::make_shared<const Big>(Big{Fraction(q)}));
}

std::string Rational::text() const {
  if (big_ == nullptr) {
    if (den_ == 1) return std::to_string(num_);
    const int places = decimal_places(den_);
    if (!is_decimal(places)) return std::to_string(num_) + "/" + std::to_string(den_);
    const std::int64_t above = num_ < 0 ? -num_ : num_;
    const std::string behind = std::to_string(above % den_ * (power_of_ten(places) / den_));
    std::string out = (num_ < 0 ? "-" : "") + std::to_string(above / den_) + ".";
    out.append(static_cast<std::size_t>(places) - behind.size(), '0');
    return out += behind;
  }
  const Integer n = numerator(big_->value);
  const Integer d = denominator(big_->value);
  if (d == 1) return n.str();
  const int places = decimal_places(d);
  if (!is_decimal(places)) return n.str() + "/" + d.str();
  std::string digits =
      Integer(abs(n) * boost::multiprecision::pow(Integer(10), static_cast<unsigned>(places)) / d).str();
  const auto width = static_cast<std::size_t>(places);
  if (digits.size() <= width) digits.insert(0, width + 1 - digits.size(), '0');
  digits.insert(digits.size() - width, 1, '.');
  return (n < 0 ? "-" : "") + digits;
}

namespace {

/// With at most four places behind 万 or 亿; anything longer stays plain.
bool in_scale(const Rational& v, std::int64_t scale, std::string& out) {
  const Rational s = v / scale;
  if (abs(s) < 1 || !(s * 10000).whole()) return false;
  out = plain(s);
  return true;
}

}  // namespace

Rational floor_to(const Rational& v, const Rational& step) {
  if (step == 1) return v.floor();
  return (v / step).floor() * step;
}

Rational round_to(const Rational& v, const Rational& step) {
  if (step == 1 && v.whole()) return v;
  if (v < 0) return -round_to(-v, step);
  return (v / step + Rational(1, 2)).floor() * step;
}

std::string plain(const Rational& v) { return v.text(); }

std::string amount(const Rational& v) {
  std::string out;
  if (v.whole() && abs(v) >= 10000) {
    if (in_scale(v, 1000000000000, out)) return out + "万亿";
    if (in_scale(v, 100000000, out)) return out + "亿";
    if (in_scale(v, 10000, out)) return out + "万";
  }
  return plain(v);
}

std::string rounded(const Rational& v, int places) {
  return plain(v.whole() ? v : round_to(v, Rational(1, power_of_ten(places))));
}

Interval wide(const FigureData& f, bool counts) {
  if (f.approximation != Approximation::exact)
    return {rational(f.low), rational(f.high), f.has_low, f.has_high, f.low_open, f.high_open};
  const Rational v = rational(f.value);
  Rational step = rational(f.step);
  const bool scaled = f.decimals == 0 && step >= 10000;
  if (v == 0 || step == 0 || (counts && step <= 1 && f.value.den == 1)) return {v, v};
  if (scaled)
    while ((v / (step * 10)).whole()) step *= 10;
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
