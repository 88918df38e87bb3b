// core/data/lexicons/relations.toml, read once.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fazhi/export.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

/// A list of words with a filter on their first and last characters: most texts are told apart by one bit.
class WordList {
 public:
  WordList() = default;
  explicit WordList(std::vector<std::u32string> words);
  [[nodiscard]] auto begin() const noexcept { return words_.begin(); }
  [[nodiscard]] auto end() const noexcept { return words_.end(); }
  [[nodiscard]] std::size_t size() const noexcept { return words_.size(); }
  [[nodiscard]] bool may_start(char32_t c) const noexcept { return bit(first_, c); }
  [[nodiscard]] bool may_end(char32_t c) const noexcept { return bit(last_, c); }

 private:
  using Filter = std::array<std::uint64_t, 16>;
  static std::size_t slot(char32_t c) noexcept { return (c * 2654435761u) >> 22; }
  static bool bit(const Filter& f, char32_t c) noexcept { return (f[slot(c) >> 6] >> (slot(c) & 63) & 1) != 0; }
  std::vector<std::u32string> words_;
  Filter first_{}, last_{};
};

/// What a unit measures; only counts of different things may be added up.
enum class UnitKind : std::uint8_t { count, rate, point, multiple, money, area, time, measure };

struct RelationLexicon {
  WordList of_which, partition, made_of, includes, examples, overlap, rest, remaining, outcomes, left_over, altogether,
      stock, added, reach, passed, attained;
  WordList up, down, spread, merge, neutral, onto, improve, from, rank, compared, apart, more, less, soft, compound,
      constant_price, than, year_before;
  WordList share, all_of, rate, taken_in, as_much, carried, generic, light, refer_back, planned, each;
  std::vector<std::pair<std::u32string, std::u32string>> complements;
  std::vector<std::pair<std::u32string, int>> in_a_year;  ///< parts of a year: 季度 4
  WordList first_items;                                   ///< the first words of each of `enumerations`
  std::vector<std::vector<std::u32string>> enumerations;  ///< words that open the items of a list, in order
  std::vector<WordList> same_quantity;
  std::vector<std::vector<std::string>> unit_groups;
  std::vector<std::string> overlapping;  ///< units of what is counted under several heads at once

  [[nodiscard]] UnitKind kind_of(std::string_view unit) const;
  /// True where both count or measure the same kind of thing: equal, or of one group (人, 名, 位).
  [[nodiscard]] bool same_unit(std::string_view a, std::string_view b) const noexcept;
};

/// Throws IoError or ParseError where the file is missing or broken. Safe from many threads.
const RelationLexicon& relation_lexicon();

/// Length of the longest word that `text` ends with (starts with); 0 where there is none.
std::size_t word_at_end(std::u32string_view text, const WordList& words) noexcept;
std::size_t word_at_start(std::u32string_view text, const WordList& words) noexcept;
/// Place of the last (first) occurrence of any of the words, npos where there is none; `length` of the longest word
/// there.
std::size_t last_word(std::u32string_view text, const WordList& words, std::size_t* length = nullptr) noexcept;
std::size_t first_word(std::u32string_view text, const WordList& words, std::size_t* length = nullptr) noexcept;
inline bool has_word(std::u32string_view text, const WordList& words) noexcept {
  return first_word(text, words) != std::u32string_view::npos;
}

}  // namespace detail
FAZHI_NAMESPACE_END
