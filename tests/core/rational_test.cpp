// Small and large numbers take different roads; both must give what the arithmetic of any size gives.
#include "relations/rational.hpp"

#include <gtest/gtest.h>

#include <boost/multiprecision/cpp_int.hpp>
#include <limits>
#include <random>
#include <stdexcept>

#include "model/data.hpp"

namespace {

using namespace fazhi::detail;
using Exact = boost::multiprecision::cpp_rational;

constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();

std::int64_t any_number(std::mt19937_64& random) {
  constexpr std::int64_t edges[] = {
      0, 1, -1, 2, 10, 100, 10000, 100000000, largest, -largest, largest - 1, std::numeric_limits<std::int64_t>::min()};
  switch (random() % 4) {
    case 0:
      return edges[random() % std::size(edges)];
    case 1:
      return static_cast<std::int64_t>(random() % 2000) - 1000;
    case 2:
      return static_cast<std::int64_t>(random() % 2000000000000) - 1000000000000;
    default:
      return static_cast<std::int64_t>(random() >> 1) - largest / 2;
  }
}

std::string text_of(const Exact& v) {
  return denominator(v) == 1 ? numerator(v).str() : numerator(v).str() + "/" + denominator(v).str();
}

TEST(Rational, agrees_with_arithmetic_of_any_size) {
  std::mt19937_64 random(20240607);
  for (int i = 0; i < 20000; ++i) {
    const std::int64_t a = any_number(random), b = any_number(random), c = any_number(random), d = any_number(random);
    if (b == 0 || d == 0) continue;
    const Rational x(a, b), y(c, d);
    const Exact ex = Exact(a) / Exact(b), ey = Exact(c) / Exact(d);
    EXPECT_EQ(x < y, ex < ey) << a << '/' << b << ' ' << c << '/' << d;
    EXPECT_EQ(x == y, ex == ey);
    const auto check = [&](const Rational& got, const Exact& want, char sign) {
      // Made whole by its denominator, every digit is compared.
      const Rational whole = got * Rational(b) * Rational(d) * Rational(c == 0 ? 1 : c);
      const Exact exact = want * Exact(b) * Exact(d) * Exact(c == 0 ? 1 : c);
      EXPECT_EQ(plain(whole), text_of(exact)) << a << '/' << b << ' ' << sign << ' ' << c << '/' << d;
    };
    check(x + y, ex + ey, '+');
    check(x - y, ex - ey, '-');
    check(x * y, ex * ey, '*');
    if (c != 0) check(x / y, ex / ey, '/');
    EXPECT_EQ(x + y - y, x);  // back from large numbers, the small form again
    if (c != 0) {
      EXPECT_EQ(x / y * y, x);
    }
  }
}

TEST(Rational, floors_towards_less) {
  EXPECT_EQ(plain(Rational(7, 2).floor()), "3");
  EXPECT_EQ(plain(Rational(-7, 2).floor()), "-4");
  EXPECT_EQ(plain(Rational(-4).floor()), "-4");
  const Rational huge = Rational(largest) * largest;
  EXPECT_EQ((huge + Rational(1, 2)).floor(), huge);
  EXPECT_EQ((-huge - Rational(1, 2)).floor(), -huge - 1);
}

TEST(Rational, prints_decimals_and_what_has_none) {
  EXPECT_EQ(plain(Rational(1, 8)), "0.125");
  EXPECT_EQ(plain(Rational(-1, 20)), "-0.05");
  EXPECT_EQ(plain(Rational(1, 3)), "1/3");
  EXPECT_EQ(plain(Rational(largest)), "9223372036854775807");
  EXPECT_EQ(plain(Rational(largest) * 10), "92233720368547758070");
  EXPECT_EQ(plain(Rational(largest) * 10 + Rational(1, 4)), "92233720368547758070.25");
  EXPECT_EQ(amount(Rational(123450000)), "1.2345亿");
  EXPECT_EQ(rounded(Rational(2, 3), 2), "0.67");
}

TEST(Rational, says_what_it_cannot_hold) {
  EXPECT_THROW(Rational(1) / Rational(0), std::overflow_error);
  Rational v(largest);
  EXPECT_THROW(for (int i = 0; i < 8; ++i) v *= v, std::overflow_error);
}

TEST(Rational, takes_values_of_more_than_a_word) {
  fazhi::detail::Value v;
  v.num = static_cast<__int128>(largest) * 1000;
  v.den = 7;
  EXPECT_EQ(plain(rational(v) * 7), "9223372036854775807000");
}

}  // namespace
