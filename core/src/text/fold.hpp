// Folding of one code point for the shadow; see shadow.hpp for what is folded and why.
#pragma once

#include <cstdint>

#include "fazhi/export.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

inline constexpr char32_t left_out = 0xFFFFFFFF;

inline bool is_han(char32_t c) noexcept {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || c == 0x3007 ||
         (c >= 0x20000 && c <= 0x323AF) || (c >= 0xF900 && c <= 0xFAFF);
}
inline bool is_digit(char32_t c) noexcept { return c >= U'0' && c <= U'9'; }
inline bool is_letter(char32_t c) noexcept { return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z'); }
/// 一二三四五六七八九十百零〇两
inline bool is_han_digit(char32_t c) noexcept {
  switch (c) {
    case U'一':
    case U'二':
    case U'三':
    case U'四':
    case U'五':
    case U'六':
    case U'七':
    case U'八':
    case U'九':
    case U'十':
    case U'百':
    case U'零':
    case U'〇':
    case U'两':
      return true;
    default:
      return false;
  }
}

/// Han characters, printed ASCII, “” — … and the marks of the CJK and full-width blocks. Without branches: Han
/// characters and marks come too irregularly to be foretold.
inline bool stays_itself(char32_t c) noexcept {
  return ((c - 0x4E00u < 0x5200u) | (c - 0x21u < 0x5Eu) | (c - 0x3001u < 0x100u) | (c - 0xFF06u < 10u) |
          (c - 0x2010u < 0x18u)) != 0;
}

char32_t fold_rare(char32_t c, char32_t before) noexcept;

/// `before` is the folded character before: a letter O behind a Han digit is a zero. left_out for zero-width
/// characters.
inline char32_t fold(char32_t c, char32_t before) noexcept { return stays_itself(c) ? c : fold_rare(c, before); }

}  // namespace detail
FAZHI_NAMESPACE_END
