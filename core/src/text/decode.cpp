#include "text/decode.hpp"

#include <algorithm>

#include "fazhi/context.hpp"
#include "fazhi/error.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

[[noreturn]] void invalid(std::size_t byte) {
  throw ParseError("not valid UTF-8 at byte " + std::to_string(byte) +
                       "; name the encoding (encoding=gb18030) or save the file as UTF-8",
                   "第" + std::to_string(byte) + "字节处不是有效的UTF-8；请指定编码（encoding=gb18030）或另存为UTF-8");
}

}  // namespace

void index_text(TextData& text, Context* ctx) {
  const auto* s = reinterpret_cast<const unsigned char*>(text.utf8.data());
  const std::size_t n = text.utf8.size();
  const auto starts =
      static_cast<std::size_t>(std::count_if(s, s + n, [](unsigned char c) { return (c & 0xC0) != 0x80; }));
  text.code_points.resize(starts);
  text.byte_index.clear();
  text.byte_index.reserve(starts / 64 + 1);
  char32_t* const out = text.code_points.data();
  std::size_t i = 0;
  std::size_t count = 0;
  while (i < n) {
    // A stray continuation byte has no place in `out`.
    if ((s[i] & 0xC0) == 0x80) invalid(i);
    if (count % 64 == 0) {
      text.byte_index.push_back(static_cast<std::uint32_t>(i));
      if (ctx != nullptr) ctx->check_cancelled();
    }
    const unsigned char c = s[i];
    if (c < 0x80) {
      out[count++] = c;
      ++i;
      continue;
    }
    const int extra = c >= 0xF0 ? 3 : c >= 0xE0 ? 2 : 1;
    if (c < 0xC2 || c > 0xF4) invalid(i);
    char32_t v = c & (0x3F >> extra);
    for (int k = 1; k <= extra; ++k) {
      if (i + k >= n || (s[i + k] & 0xC0) != 0x80) invalid(i);
      v = (v << 6) | (s[i + k] & 0x3F);
    }
    const bool overlong = (extra == 2 && v < 0x800) || (extra == 3 && v < 0x10000);
    if (overlong || v > 0x10FFFF || (v >= 0xD800 && v <= 0xDFFF)) invalid(i);
    out[count++] = v;
    i += static_cast<std::size_t>(extra) + 1;
  }
}

void append_utf8(std::string& out, char32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | (c >> 6));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | (c >> 12));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (c >> 18));
    out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

std::string to_utf8(std::u32string_view text) {
  std::string out;
  out.reserve(text.size() * 3);
  for (char32_t c : text) append_utf8(out, c);
  return out;
}

}  // namespace detail
FAZHI_NAMESPACE_END
