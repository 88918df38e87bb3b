// The words that the figure scanner knows, compiled from units.toml, qualifiers.toml, set_phrases.toml and
// subjects.toml.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "fazhi/figure.hpp"
#include "figures/word_trie.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

/// Classes of a code point, as bits.
enum CharClass : std::uint8_t {
  char_digit = 1,       ///< 0 to 9
  char_han_number = 2,  ///< may begin a Han numeral
  char_zero_word = 4,   ///< may begin a zero claim without a numeral (清零, 无一)
  char_quote = 8,       ///< opens or closes quotation marks or 《》
  char_line_end = 16,
  char_clause_end = 32,  ///< ，。；：、 and the like
  char_starts_figure = char_digit | char_han_number | char_zero_word
};

struct Unit {
  std::u32string text;
  std::string utf8;
  std::uint8_t family = 0;
  std::uint8_t least_han = 0;  ///< behind a smaller Han numeral it makes a name or an ordinal
  bool han_two = false;        ///< but 两 counts
};

struct FigureLexicon {
  /// Loaded at the first call, thread-safe. Throws IoError, ParseError.
  static const FigureLexicon& get();
  FigureLexicon();

  [[nodiscard]] std::uint8_t char_class(char32_t c) const noexcept { return c < classes.size() ? classes[c] : 0; }

  std::array<std::uint8_t, 0x10000> classes{};
  std::vector<std::string> families;
  std::vector<bool> family_adds;
  std::vector<Unit> units;
  std::unordered_map<std::string, std::uint32_t> unit_by_text;
  WordTrie unit_words;      ///< value: index into units
  WordTrie unit_continues;  ///< a unit with what makes another word of it; value: index into units
  WordTrie compound_words;  ///< behind "/"

  WordTrie before;           ///< reversed; value: Approximation
  WordTrie before_bare;      ///< reversed; value: Approximation
  WordTrie behind;           ///< value: Approximation
  WordTrie not_a_qualifier;  ///< reversed

  WordTrie phrases;                                       ///< from the first numeral on; value: index into phrase_heads
  std::vector<std::vector<std::u32string>> phrase_heads;  ///< what must stand before; an empty head needs nothing
  WordTrie time_tails;                                    ///< value 1: only begins like one
  WordTrie far_time_tails;
  WordTrie any_tails;  ///< value 1: only begins like one
  WordTrie circle_words;
  std::uint32_t circle_reach = 0;

  WordTrie subject_leading, subject_weak, subject_stop, subject_whole, subject_measure;
  WordTrie subject_comparison;
  WordTrie subject_trailing;  ///< reversed

  /// Reversed: what stands in front of a number and makes it count or not.
  WordTrie value_leads, only_words, moved_words, ten_best, day_events, day_terms;
  WordTrie day_tails;

  WordTrie zero_claims, zero_no_claims, zero_names, zero_not_one, cleared, none_words;
};

}  // namespace detail
FAZHI_NAMESPACE_END
