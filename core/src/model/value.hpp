// Printing and reading of exact values. Kept apart from data.hpp: the arithmetic needs 128 bits, most readers do not.
#pragma once

#include <optional>
#include <string_view>

#include "model/data.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

/// 10 to the power n, 0 <= n <= 18.
constexpr std::int64_t power_of_ten(int n) noexcept {
  std::int64_t p = 1;
  while (n-- > 0) p *= 10;
  return p;
}

constexpr unsigned __int128 magnitude(__int128 v) noexcept {
  return v < 0 ? -static_cast<unsigned __int128>(v) : static_cast<unsigned __int128>(v);
}
/// Greatest common divisor; of 0 and another the other.
unsigned __int128 common_divisor(unsigned __int128 a, unsigned __int128 b) noexcept;

/// Places behind the point of a reduced fraction with this denominator; -1 where it has no end.
template <class Number>
int decimal_places(Number den) {
  int twos = 0;
  int fives = 0;
  for (; den % 2 == 0; den /= 2) ++twos;
  for (; den % 5 == 0; den /= 5) ++fives;
  return den != 1 ? -1 : twos > fives ? twos : fives;
}

/// Reduced num/den, den > 0; nothing where the reduced denominator does not fit. den must not be 0.
std::optional<Value> make_value(__int128 num, __int128 den) noexcept;
/// As value_from_text, without an exception.
std::optional<Value> try_value_from_text(std::string_view text) noexcept;

}  // namespace detail
FAZHI_NAMESPACE_END
