#include "model/value.hpp"

#include <limits>
#include <numeric>

#include "fazhi/error.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

constexpr __int128 largest = (static_cast<__int128>(std::numeric_limits<std::int64_t>::max()) << 63);

std::string digits(unsigned __int128 v) {
  char buffer[40];
  char* p = buffer + sizeof buffer;
  // Division of 128 bits is a call; nearly every number of a report needs none.
  while (v >> 64 != 0) {
    *--p = static_cast<char>('0' + static_cast<int>(v % 10));
    v /= 10;
  }
  auto low = static_cast<std::uint64_t>(v);
  do {
    *--p = static_cast<char>('0' + low % 10);
    low /= 10;
  } while (low != 0);
  return {p, static_cast<std::size_t>(buffer + sizeof buffer - p)};
}

/// Reads digits with at most one point; scale is the number of places behind it.
bool read_decimal(std::string_view s, __int128& num, int& scale) noexcept {
  num = 0;
  scale = 0;
  bool point = false;
  bool any = false;
  for (char c : s) {
    if (c == '.' && !point) {
      point = true;
      continue;
    }
    if (c < '0' || c > '9' || num > largest / 16) return false;
    num = num * 10 + (c - '0');
    scale += point;
    any = true;
  }
  return any && scale <= 18;
}

}  // namespace

unsigned __int128 common_divisor(unsigned __int128 a, unsigned __int128 b) noexcept {
  while (b != 0) {
    // As a rule from the first step on: division of 128 bits is a call.
    if (a >> 64 == 0 && b >> 64 == 0) return std::gcd(static_cast<std::uint64_t>(a), static_cast<std::uint64_t>(b));
    const auto rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

std::optional<Value> make_value(__int128 num, __int128 den) noexcept {
  if (den < 0) num = -num, den = -den;
  const auto common = static_cast<__int128>(common_divisor(magnitude(num), magnitude(den)));
  if (common > 1) num /= common, den /= common;
  if (den > std::numeric_limits<std::int64_t>::max()) return std::nullopt;
  return Value{num, static_cast<std::int64_t>(den)};
}

std::string to_text(const Value& v) {
  const auto num = magnitude(v.num);
  std::string out(v.num < 0 ? "-" : "");
  if (v.den == 1) return out += digits(num);
  const int places = decimal_places(v.den);
  if (places < 0 || places > 18) return out += digits(num) + "/" + digits(static_cast<unsigned __int128>(v.den));
  const auto den = static_cast<unsigned __int128>(v.den);
  out += digits(num / den);
  const std::string fraction = digits(num % den * (static_cast<unsigned __int128>(power_of_ten(places)) / den));
  out += '.';
  out.append(static_cast<std::size_t>(places) - fraction.size(), '0');
  return out += fraction;
}

std::optional<Value> try_value_from_text(std::string_view text) noexcept {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const std::size_t slash = text.find('/');
  __int128 num = 0;
  __int128 below = 1;
  int scale = 0;
  if (!read_decimal(text.substr(0, slash), num, scale)) return std::nullopt;
  if (slash != text.npos) {
    int none = 0;
    if (scale != 0 || !read_decimal(text.substr(slash + 1), below, none) || none != 0 || below == 0)
      return std::nullopt;
  }
  return make_value(negative ? -num : num, slash == text.npos ? power_of_ten(scale) : below);
}

Value value_from_text(std::string_view text) {
  if (const auto v = try_value_from_text(text)) return *v;
  throw ParseError(
      "not a number: \"" + std::string(text) + "\"; write a decimal such as 98.5 or a fraction such as 1/3",
      "不是数：“" + std::string(text) + "”；请写作98.5这样的小数或1/3这样的分数");
}

}  // namespace detail
FAZHI_NAMESPACE_END
