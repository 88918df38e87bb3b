#include "text/fold.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

bool is_zero_width(char32_t c) noexcept {
  return c == 0xAD || c == 0x61C || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF || (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
}

bool is_blank(char32_t c) noexcept {
  return c == U'\t' || c == U' ' || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F ||
         c == 0x205F || c == 0x3000;
}

}  // namespace

char32_t fold_rare(char32_t c, char32_t before) noexcept {
  if (is_blank(c)) return U' ';
  if ((c >= 0xA && c <= 0xD) || c == 0x85 || c == 0x2028 || c == 0x2029) return U'\n';
  if (c >= 0xFF10 && c <= 0xFF5A) {
    if (c == 0xFF2F && is_han_digit(before)) return U'〇';
    const bool alnum = c <= 0xFF19 || (c >= 0xFF21 && c <= 0xFF3A) || c >= 0xFF41;
    return alnum ? c - 0xFEE0 : c;
  }
  if (c == 0xFF05 || c == 0xFE6A) return U'%';
  if (c == 0x25CB || c == 0x25EF) return U'〇';
  return is_zero_width(c) ? left_out : c;
}

}  // namespace detail
FAZHI_NAMESPACE_END
