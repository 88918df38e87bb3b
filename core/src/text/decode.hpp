// UTF-8 to code points and back.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "model/data.hpp"

FAZHI_NAMESPACE_BEGIN
class Context;
namespace detail {

/// Fills code_points and byte_index from utf8. Throws ParseError with the byte offset of the first invalid sequence.
/// Polls `ctx` where one is given: a file at the limit takes a second.
void index_text(TextData& text, Context* ctx = nullptr);
/// Appends one code point as UTF-8.
void append_utf8(std::string& out, char32_t c);
std::string to_utf8(std::u32string_view text);

}  // namespace detail
FAZHI_NAMESPACE_END
