// The folded shadow of a text that all matching runs on.
//
// Folding: full-width digits, letters and ％﹪ become ASCII; NBSP, U+3000, tab and other blanks become one ' ' each; CR
// and LF are '\n'; the variants of 〇 become U+3007. Punctuation keeps its width (a rule may need it). Zero-width
// characters, soft line breaks of wrapped text and the page furniture inside a wrapped paragraph are left out: a number
// cut in two by a PDF line end is whole here. Where nothing was left out the shadow has the length of the text and
// `map` is empty.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "fazhi/report.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

/// A line of page furniture that stood inside a wrapped paragraph and was left out of the shadow.
struct Cut {
  std::uint32_t at = 0;  ///< shadow position of the character behind it
  TextRange text;        ///< text positions, line end included
  TextRange content;
  BlockKind kind = BlockKind::page_number;
};

struct Shadow {
  std::u32string chars;
  std::vector<std::uint32_t> map;  ///< text position of each shadow position and of the end; empty: identity
  std::vector<Cut> cuts;           ///< in order

  [[nodiscard]] std::u32string_view view() const noexcept { return chars; }
  [[nodiscard]] std::uint32_t to_text(std::uint32_t i) const noexcept { return map.empty() ? i : map[i]; }
  /// The end of a range maps behind its last character, so that left-out characters at its edge stay outside.
  [[nodiscard]] TextRange to_text(TextRange r) const noexcept {
    if (map.empty() || r.empty()) return {to_text(r.start), to_text(r.end)};
    return {map[r.start], map[r.end - 1] + 1};
  }
};

}  // namespace detail
FAZHI_NAMESPACE_END
