// Small questions about code points that the parts of the scanner share.
#pragma once

#include <string_view>

#include "figures/numeral.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

constexpr bool is_ascii_letter(char32_t c) noexcept { return (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z'); }
constexpr bool one_of(char32_t c, std::u32string_view set) noexcept {
  return c != U'\0' && set.find(c) != std::u32string_view::npos;
}
constexpr bool is_han(char32_t c) noexcept { return c >= 0x4E00 && c <= 0x9FFF; }

/// 2024 as a year: four digits, no scale.
constexpr bool like_a_year(const Numeral& n) noexcept {
  return n.sequence || (n.arabic && n.digits == 4 && n.decimals == 0 && !n.scaled && !n.more && !n.grouped &&
                        n.num >= 1800 && n.num < 2200);
}

}  // namespace detail
FAZHI_NAMESPACE_END
