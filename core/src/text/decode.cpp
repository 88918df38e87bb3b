#include "text/decode.hpp"

#include <algorithm>

#include "fazhi/context.hpp"
#include "fazhi/error.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

constexpr std::size_t cancel_steps = 64;

[[noreturn]] void invalid(std::size_t byte) {
  throw ParseError("not valid UTF-8 at byte " + std::to_string(byte) +
                       "; name the encoding (encoding=gb18030) or save the file as UTF-8",
                   "第" + std::to_string(byte) + "字节处不是有效的UTF-8；请指定编码（encoding=gb18030）或另存为UTF-8");
}

bool no_scalar(char32_t v) { return ((v < 0x800) | ((v & 0xF800) == 0xD800)) != 0; }

/// Four characters of three bytes each, as most of a Chinese text are; false where the twelve bytes are anything else.
bool read_four(const unsigned char* s, char32_t* out) {
  const unsigned leads = (s[0] ^ 0xE0u) | (s[3] ^ 0xE0u) | (s[6] ^ 0xE0u) | (s[9] ^ 0xE0u);
  unsigned rest = 0;
  for (const int k : {1, 2, 4, 5, 7, 8, 10, 11}) rest |= s[k] ^ 0x80u;
  if (((leads & 0xF0) | (rest & 0xC0)) != 0) return false;
  bool wrong = false;
  for (int k = 0; k < 4; ++k) {
    const char32_t v = (s[3 * k] & 0x0Fu) << 12 | (s[3 * k + 1] & 0x3Fu) << 6 | (s[3 * k + 2] & 0x3Fu);
    wrong |= no_scalar(v);
    out[k] = v;
  }
  return !wrong;
}

}  // namespace

void index_text(TextData& text, Context* ctx) {
  const auto* const begin = reinterpret_cast<const unsigned char*>(text.utf8.data());
  const auto* const end = begin + text.utf8.size();
  const auto starts =
      static_cast<std::size_t>(std::count_if(begin, end, [](unsigned char c) { return (c & 0xC0) != 0x80; }));
  text.code_points.resize(starts);
  text.byte_index.clear();
  text.byte_index.reserve(starts / byte_index_step + 1);
  char32_t* out = text.code_points.data();
  const unsigned char* s = begin;
  std::size_t steps = 0;
  while (s < end) {
    text.byte_index.push_back(static_cast<std::uint32_t>(s - begin));
    if (ctx != nullptr && ++steps % cancel_steps == 0) ctx->check_cancelled();
    for (std::size_t k = 0; k < byte_index_step && s < end; ++k) {
      if (k + 4 <= byte_index_step && end - s >= 12 && read_four(s, out)) {
        out += 4;
        s += 12;
        k += 3;
        continue;
      }
      const unsigned char c = *s;
      // Most characters of a Chinese text: three bytes, neither overlong nor a surrogate.
      if ((c & 0xF0) == 0xE0 && end - s >= 3) {
        const char32_t v = static_cast<char32_t>(c & 0x0F) << 12 | (s[1] & 0x3Fu) << 6 | (s[2] & 0x3Fu);
        if ((((s[1] ^ 0x80) | (s[2] ^ 0x80)) & 0xC0) != 0 || no_scalar(v)) invalid(static_cast<std::size_t>(s - begin));
        *out++ = v;
        s += 3;
        continue;
      }
      // A stray continuation byte has no place in `out`.
      if ((c & 0xC0) == 0x80) invalid(static_cast<std::size_t>(s - begin));
      const std::ptrdiff_t width = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
      if (width > end - s || (c >= 0x80 && c < 0xC2) || c > 0xF4) invalid(static_cast<std::size_t>(s - begin));
      char32_t v = width == 1 ? c : c & (0x7Fu >> width);
      for (std::ptrdiff_t i = 1; i < width; ++i) {
        if ((s[i] & 0xC0) != 0x80) invalid(static_cast<std::size_t>(s - begin));
        v = v << 6 | (s[i] & 0x3Fu);
      }
      if (width == 4 && (v < 0x10000 || v > 0x10FFFF)) invalid(static_cast<std::size_t>(s - begin));
      *out++ = v;
      s += width;
    }
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
