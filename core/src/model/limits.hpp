// What the model can hold.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "fazhi/error.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

/// Positions of code points and bytes have 32 bits.
inline constexpr std::uint64_t most_bytes = 0xFFFF'FFFF;

/// Throws ParseError where a source, or the UTF-8 that it became, is too long to be counted.
inline void check_size(std::uint64_t bytes, std::string_view name) {
  if (bytes <= most_bytes) return;
  const std::string file(name);
  throw ParseError(file + ": a text of " + std::to_string(bytes) + " bytes; at most 4 GiB can be read, split it",
                   file + "：文本有" + std::to_string(bytes) + "字节，最多可读4 GiB，请拆分后再读");
}

}  // namespace detail
FAZHI_NAMESPACE_END
