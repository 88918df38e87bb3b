// A set of characters that may answer yes for others, but never no for its own: what most characters of a text are told
// by.
#pragma once

#include <array>
#include <cstdint>

#include "fazhi/export.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

/// 4096 bits, a character by its lowest twelve.
class CharFilter {
 public:
  constexpr void add(char32_t c) noexcept { bits_[c >> 6 & 63] |= std::uint64_t{1} << (c & 63); }
  [[nodiscard]] constexpr bool maybe(char32_t c) const noexcept { return (bits_[c >> 6 & 63] >> (c & 63) & 1) != 0; }

 private:
  std::array<std::uint64_t, 64> bits_{};
};

}  // namespace detail
FAZHI_NAMESPACE_END
