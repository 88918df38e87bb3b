// A paragraph as the tie detectors see it: clauses between punctuation, and the figures in them with what the words
// around say.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "model/data.hpp"
#include "relations/lexicon.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

/// What the words before a figure make of it.
enum Trait : std::uint16_t {
  trait_change = 1,  ///< an increment or rate of growth (增长, 高于)
  trait_up = 2,
  trait_down = 4,
  trait_share = 8,      ///< 占…
  trait_rate = 16,      ///< …率
  trait_stock = 32,     ///< 累计, 总数
  trait_compound = 64,  ///< 年均
  trait_each = 128      ///< 每
};

/// A figure in its paragraph. Positions are those of the shadow.
struct Mark {
  std::uint32_t figure = 0;
  std::uint32_t clause = 0;
  TextRange range;
  std::uint32_t label = 0;  ///< where the words before it begin: its clause, or behind the figure before it
  UnitKind kind = UnitKind::count;
  std::uint16_t traits = 0;
  bool linked = false;  ///< one of a run with the figure before it: 12项和44项

  [[nodiscard]] bool has(std::uint16_t t) const noexcept { return (traits & t) != 0; }
  /// A stated quantity, not a growth, share or rate.
  [[nodiscard]] bool level() const noexcept {
    return !has(trait_change | trait_share | trait_rate) && kind != UnitKind::rate && kind != UnitKind::point &&
           kind != UnitKind::multiple;
  }
};

struct Clause {
  std::uint32_t start = 0, end = 0;
  char32_t before = 0;     ///< mark that opens it: ，、；：。（）; 0 at the beginning of the paragraph
  std::uint8_t depth = 0;  ///< brackets it stands in
  std::uint32_t sentence = 0;
  std::uint32_t first = 0, last = 0;  ///< marks [first, last)
};

struct Paragraph {
  std::u32string_view text;  ///< of the whole report; clause and mark positions index it
  std::vector<Clause> clauses;
  std::vector<Mark> marks;

  [[nodiscard]] std::u32string_view words(std::uint32_t from, std::uint32_t to) const noexcept {
    return to > from ? text.substr(from, to - from) : std::u32string_view();
  }
  /// Words between the beginning of its clause (or the figure before) and the figure.
  [[nodiscard]] std::u32string_view label(const Mark& m) const noexcept { return words(m.label, m.range.start); }
  [[nodiscard]] std::u32string_view clause_text(const Clause& c) const noexcept { return words(c.start, c.end); }
  [[nodiscard]] const Clause& clause_of(const Mark& m) const noexcept { return clauses[m.clause]; }
};

/// Reads the clauses of text [start, end) and the figures [first, last) of r that stand in it. Reuses p's storage.
void read_paragraph(const ReportData& r, std::u32string_view text, TextRange range, std::uint32_t first,
                    std::uint32_t last, const RelationLexicon& lexicon, Paragraph& p);

}  // namespace detail
FAZHI_NAMESPACE_END
