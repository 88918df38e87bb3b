// Numerals as they are printed: Arabic, Han and mixed, with their scale (千, 万, 亿) and the 余 or 多 inside them.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "model/value.hpp"
#include "text/han_digit.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

/// A number num × scale / 10^decimals, or a printed fraction.
struct Numeral {
  std::uint32_t start = 0, end = 0;  ///< in the text; behind scale and 余
  __int128 num = 0;
  __int128 scale = 1;
  __int128 high = 0;         ///< 三五, 十几: upper value before scale; 0 otherwise
  std::int64_t divisor = 0;  ///< of a fraction
  __int128 more_step = 0;    ///< 余 or 多: the value lies below value + more_step
  std::uint8_t decimals = 0;
  std::uint8_t digits = 0;  ///< digits printed before the point
  bool arabic = false;
  bool scaled = false;    ///< a 千, 万 or 亿 behind the digits
  bool bare = false;      ///< a scale without a digit: 百, 千万
  bool sequence = false;  ///< Han digits without 十, 百: 二〇二四
  bool more = false;      ///< 余, 多
  bool some = false;      ///< 来 (十来个): about
  bool grouped = false;   ///< thousands separators

  [[nodiscard]] std::optional<Value> value() const noexcept;
  [[nodiscard]] std::optional<Value> high_value() const noexcept;
  /// One unit of the last printed digit, scale multiplied out.
  [[nodiscard]] std::optional<Value> step() const noexcept;
  /// One unit of the last printed digit that is not zero.
  [[nodiscard]] std::optional<Value> significant_step() const noexcept;
  [[nodiscard]] bool is_one() const noexcept {
    return num == 1 && scale == 1 && decimals == 0 && divisor == 0 && high == 0;
  }
  [[nodiscard]] bool is_two() const noexcept { return num == 2 && !arabic && end == start + 1; }
};

/// Reads the numeral that starts at `at`; nothing where none does, or where it has too many digits to be exact.
/// `text` must not begin inside a numeral.
std::optional<Numeral> read_numeral(std::u32string_view text, std::uint32_t at) noexcept;

/// 10, 100, 1000, 10000, 100000000, or 0.
std::int64_t han_scale(char32_t c) noexcept;
constexpr bool is_digit(char32_t c) noexcept { return c >= U'0' && c <= U'9'; }

}  // namespace detail
FAZHI_NAMESPACE_END
