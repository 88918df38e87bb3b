// Finds where the words of a paragraph tie figures. One function a family of words; each adds what it found to
// Ties::found.
#pragma once

#include <cstdint>
#include <vector>

#include "relations/judge.hpp"
#include "relations/paragraph.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

struct Ties {
  const ReportData& r;
  const RelationLexicon& x;
  Paragraph p;
  std::vector<Tie> found;              ///< of the whole report
  std::vector<std::int32_t> whole_of;  ///< of each mark of the paragraph: mark of its whole, -1

  [[nodiscard]] const FigureData& figure(std::uint32_t mark) const { return r.figures[p.marks[mark].figure]; }
  [[nodiscard]] bool same_unit(std::uint32_t a, std::uint32_t b) const {
    return p.marks[a].kind == p.marks[b].kind && x.same_unit(figure(a).unit, figure(b).unit);
  }
  void add(RelationKind kind, Basis basis, TextRange words,
           std::initializer_list<std::pair<Role, std::uint32_t>> marks);
  /// Last mark of the run (12项和44项) that `mark` begins; `mark` itself where it stands alone.
  [[nodiscard]] std::uint32_t run_end(std::uint32_t mark) const;
};

/// 其中, brackets, colons, 包括, 共计 behind, 每…共…: sums, subsets, products.
void find_lists(Ties& t);
/// 由…增至….
void find_changes(Ties& t);
/// Growth whose base stands beside it: 比上年的300件增长40%, 同比增长40%（上年为300件）.
void find_growth(Ties& t);
/// True where the words before a growth name no other quantity: 年均增长, 较去年同期提升, 缩减比例达.
bool only_growth(const RelationLexicon& x, std::u32string_view label);
/// How the growth printed at `value` is to be read for the quantity at `to`; `lead` holds the words before it. False
/// where it cannot be growth of that quantity.
bool read_growth(const Ties& t, std::uint32_t lead, std::uint32_t value, std::uint32_t to, Tie& tie);
/// 新增…、累计…; 突破…、达到….
void find_stocks(Ties& t);
/// 是…（1209件）的2倍; 村均20次.
void find_multiples(Ties& t);
/// …率, 占…; needs the subsets of find_lists.
void find_ratios(Ties& t);
/// 民事占45.2%，刑事占54.8%; 每季度3次，全年12次. Ties from `first_tie` on are those of the paragraph.
void find_unprinted(Ties& t, std::size_t first_tie);
/// The same quantity far apart; over the whole report.
void find_repeats(const ReportData& r, std::u32string_view text, const RelationLexicon& x, std::vector<Tie>& found);

}  // namespace detail
FAZHI_NAMESPACE_END
