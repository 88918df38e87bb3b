// Han digits.
#pragma once

#include "fazhi/export.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

/// Whether 两 is a digit. It counts things (两件, 两百); it never stands in a number that orders them (第二,
/// 二〇二三年).
enum class Liang : bool { is_no_digit, is_two };

/// 0 to 9 for a Han digit, -1 for every other character.
constexpr int han_digit(char32_t c, Liang liang = Liang::is_two) noexcept {
  switch (c) {
    case U'〇':
    case U'零':
      return 0;
    case U'一':
      return 1;
    case U'二':
      return 2;
    case U'两':
      return liang == Liang::is_two ? 2 : -1;
    case U'三':
      return 3;
    case U'四':
      return 4;
    case U'五':
      return 5;
    case U'六':
      return 6;
    case U'七':
      return 7;
    case U'八':
      return 8;
    case U'九':
      return 9;
    default:
      return -1;
  }
}

}  // namespace detail
FAZHI_NAMESPACE_END
