// Many phrases sought in one pass; a phrase may hold one gap, written "…".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "fazhi/text.hpp"
#include "lexicon/char_filter.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

class Words {
 public:
  Words() = default;
  explicit Words(const std::vector<std::u32string>& phrases);
  /// The first place in `range` where a phrase stands, the longest there; empty where none does.
  [[nodiscard]] TextRange find(std::u32string_view text, TextRange range) const noexcept;
  [[nodiscard]] bool in(std::u32string_view text, TextRange range) const noexcept { return !find(text, range).empty(); }
  /// Number of places, up to `most`.
  [[nodiscard]] int count(std::u32string_view text, TextRange range, int most) const noexcept;

 private:
  struct Phrase {
    std::u32string head, tail;  ///< tail empty: no gap
  };
  [[nodiscard]] std::uint32_t match(const Phrase& p, std::u32string_view text, std::uint32_t at,
                                    std::uint32_t end) const noexcept;

  std::vector<Phrase> phrases_;  ///< by first character, longest head first
  CharFilter first_;             ///< of first characters
};

}  // namespace detail
FAZHI_NAMESPACE_END
