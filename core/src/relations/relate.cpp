// The pass: paragraph by paragraph the ties, then the repeats over the whole report, then the verdict of each figure.
#include <algorithm>

#include "fazhi/context.hpp"
#include "model/passes.hpp"
#include "relations/repairs.hpp"
#include "relations/ties.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

void Ties::add(RelationKind kind, Basis basis, TextRange words,
               std::initializer_list<std::pair<Role, std::uint32_t>> marks) {
  Tie tie;
  tie.kind = kind;
  tie.basis = basis;
  tie.words = words;
  for (const auto& [role, mark] : marks) tie.operands.push_back({role, p.marks[mark].figure});
  found.push_back(std::move(tie));
}

std::uint32_t Ties::run_end(std::uint32_t mark) const {
  while (mark + 1 < p.marks.size() && p.marks[mark + 1].linked) ++mark;
  return mark;
}

namespace {

void order(const ReportData& r, Tie& tie) {
  std::ranges::stable_sort(tie.operands, {}, [&](const Operand& o) { return r.figures[o.figure].range.start; });
}

bool same(const Tie& a, const Tie& b) {
  return a.kind == b.kind && std::ranges::equal(a.operands, b.operands, [](const Operand& x, const Operand& y) {
           return x.figure == y.figure && x.role == y.role;
         });
}

/// One tie found by two sets of words counts once; relations stand in text order.
void tidy(const ReportData& r, std::vector<Tie>& found) {
  for (Tie& t : found) order(r, t);
  std::ranges::stable_sort(found, {}, [&](const Tie& t) { return r.figures[t.operands.front().figure].range.start; });
  std::size_t kept = 0;
  for (std::size_t i = 0; i < found.size(); ++i) {
    bool known = false;
    for (std::size_t k = kept; k-- > 0 && found[k].operands.front().figure == found[i].operands.front().figure;)
      known |= same(found[k], found[i]);
    if (known) continue;
    if (kept != i) found[kept] = std::move(found[i]);
    ++kept;
  }
  found.resize(kept);
}

/// Refuted wins; only arithmetic proves; a subset alone constrains.
void judge_figures(ReportData& r, const RelationLexicon& x) {
  constexpr std::int8_t none = -1;
  std::vector<std::int8_t> best(r.figures.size(), none);
  for (const RelationData& rel : r.relations) {
    Verdict v = rel.verdict;
    if (v == Verdict::proved && rel.kind == RelationKind::subset) v = Verdict::constrained;
    for (const Operand& o : rel.operands) best[o.figure] = std::max(best[o.figure], static_cast<std::int8_t>(v));
  }
  for (std::size_t i = 0; i < r.figures.size(); ++i) {
    FigureData& f = r.figures[i];
    f.verdict = best[i] == none ? Verdict::open : static_cast<Verdict>(best[i]);
    if (f.verdict != Verdict::open) {
      f.open_reason.clear();
      continue;
    }
    const UnitKind kind = x.kind_of(f.unit);
    const bool rate = kind == UnitKind::rate || kind == UnitKind::point || kind == UnitKind::multiple;
    f.open_reason = rate ? "无基数" : f.approximation != Approximation::exact ? "约数" : "未见勾稽";
  }
}

}  // namespace

void relate_figures(ReportData& r, const Shadow& shadow, Context& ctx) {
  r.relations.clear();
  if (r.figures.empty()) return;
  const RelationLexicon& x = relation_lexicon();
  Ties t{r, x, {}, {}, {}};
  const auto figure_count = static_cast<std::uint32_t>(r.figures.size());
  std::uint32_t next = 0;
  for (std::size_t s = 0; s < r.sentences.size();) {
    // A paragraph: the sentences of one block.
    TextRange range = r.sentences[s].range;
    const std::uint32_t block = r.sentences[s].block;
    for (; s < r.sentences.size() && r.sentences[s].block == block; ++s) range.end = r.sentences[s].range.end;
    while (next < figure_count && r.figures[next].range.start < range.start) ++next;
    const std::uint32_t first = next;
    while (next < figure_count && r.figures[next].range.end <= range.end) ++next;
    if (next - first < 2) continue;
    ctx.check_cancelled();
    read_paragraph(r, shadow.view(), range, first, next, x, t.p);
    t.whole_of.assign(t.p.marks.size(), -1);
    const std::size_t first_tie = t.found.size();
    find_changes(t);
    find_growth(t);
    find_lists(t);
    find_stocks(t);
    find_multiples(t);
    find_ratios(t);
    find_unprinted(t, first_tie);
  }
  find_repeats(r, shadow.view(), x, t.found);
  tidy(r, t.found);
  r.relations.reserve(t.found.size());
  for (const Tie& tie : t.found) r.relations.push_back(judge(r, x, tie));
  offer_repairs(r, x, t.found);
  judge_figures(r, x);
}

}  // namespace detail
FAZHI_NAMESPACE_END
