// The grammar of numbering marks (GB/T 9704 7.3.3 and what reports print), read at one place of the shadow.
#pragma once

#include <cstdint>
#include <string_view>

#include "fazhi/report.hpp"
#include "text/fold.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

/// Marks that belong to one list. Finer than LabelStyle: chapters and their sections, （1） and 1） are lists of their
/// own. The order is the usual ladder, shallow to deep.
enum class Family : std::uint8_t {
  part,
  chapter,
  chapter_section,
  article,
  heading,
  han,
  han_bracket,
  arabic_dot,
  decimal_2,
  decimal_3,
  arabic_bracket,
  arabic_half_bracket,
  circled,
  ordinal,
  first_next,
  is_list,
  dash
};
inline constexpr std::size_t family_count = 17;

LabelStyle style_of(Family family) noexcept;

struct Label {
  std::uint32_t size = 0;  ///< code points, separator included; 0: no label stands here
  std::int32_t ordinal = 0;
  Family family = Family::heading;
  bool doubtful = false;  ///< separator lost, or followed by a digit: only a sequence proves it
};

/// The mark at `at`; what stands before it is for the caller to judge.
Label parse_label(std::u32string_view text, std::uint32_t at, std::uint32_t end);

/// Value of a run of Han numerals (一 to 九百九十九) at `at`; size 0 where there is none.
struct LabelNumber {
  std::uint32_t size = 0;
  std::int32_t value = 0;
};
LabelNumber han_numeral(std::u32string_view text, std::uint32_t at, std::uint32_t end) noexcept;

}  // namespace detail
FAZHI_NAMESPACE_END
