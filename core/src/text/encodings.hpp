// The decoders behind decode_text.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "fazhi/decode.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

/// Where and why bytes are not of an encoding.
struct DecodeFault {
  std::size_t byte = 0;
  bool truncated = false;  ///< the file ends inside a character
};

std::optional<DecodeFault> check_utf8(std::string_view bytes, Context& ctx);
/// Fills utf8 and source_offsets (base is added to each).
std::optional<DecodeFault> decode_utf16(std::string_view bytes, bool big_endian, std::size_t base, DecodedText& out,
                                        Context& ctx);
std::optional<DecodeFault> decode_gb18030(std::string_view bytes, DecodedText& out, Context& ctx);
/// True where the double bytes lie where common Chinese lies (GB 2312 level 1 and its marks).
bool reads_as_gb_chinese(std::string_view bytes, Context& ctx);
/// 'l' or 'b' where the bytes look like UTF-16 without a mark, 0 where they do not.
char utf16_evidence(std::string_view bytes) noexcept;

}  // namespace detail
FAZHI_NAMESPACE_END
