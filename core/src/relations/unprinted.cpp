// Sums and products with a number that nobody prints: shares make a hundred, a year has four quarters.
#include <algorithm>

#include "relations/ties.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

class Unprinted {
 public:
  explicit Unprinted(Ties& t) : t_(t), p_(t.p) {}

  void run(std::size_t first_tie) {
    tied_.assign(p_.marks.size(), false);
    for (std::size_t i = first_tie; i < t_.found.size(); ++i)
      for (const Operand& o : t_.found[i].operands)
        if (const std::uint32_t m = o.figure - p_.marks.front().figure; m < tied_.size()) tied_[m] = true;
    for (std::uint32_t m = 0; m + 1 < p_.marks.size(); ++m) {
      if (p_.marks[m].kind == UnitKind::rate)
        m = std::max(m, shares(m));
      else if (p_.marks[m].has(trait_each))
        year(m);
    }
  }

 private:
  using Marks = std::vector<std::uint32_t>;

  /// 民事占45.2%，刑事占20.1%，行政占34.7%: all shares of a row, where they make a hundred. Returns the last of them.
  std::uint32_t shares(std::uint32_t first) {
    if (!share(first)) return first;
    Marks row{first};
    for (std::uint32_t i = first + 1; i < p_.marks.size(); ++i) {
      const Mark& mark = p_.marks[i];
      const Clause& c = p_.clause_of(mark);
      if (c.sentence != p_.clause_of(p_.marks[first]).sentence || c.depth != p_.clause_of(p_.marks[first]).depth) break;
      if (!share(i) || mark.clause != p_.marks[row.back()].clause + 1 || !p_.words(mark.range.end, c.end).empty())
        break;
      row.push_back(i);
    }
    const Mark& last = p_.marks[row.back()];
    const std::uint32_t next = row.back() + 1;
    // A row that goes on with another number, or was tied to numbers, is none.
    const bool ends = next == p_.marks.size() || p_.clause_of(p_.marks[next]).sentence != p_.clause_of(last).sentence ||
                      p_.marks[next].clause > last.clause + 1;
    const bool worded = std::ranges::all_of(row, [&](std::uint32_t i) { return p_.marks[i].has(trait_share); });
    if (row.size() >= (worded ? 2u : 3u) && ends && !has_word(p_.label(p_.marks[first]), t_.x.of_which) &&
        (row.size() > 2 || of_one_kind(row)) && !tied(row))
      add_shares(row);
    return row.back();
  }

  /// One share, named, in a clause of its own; no growth, no rate that is told of.
  bool share(std::uint32_t m) const {
    const Mark& mark = p_.marks[m];
    const Clause& c = p_.clause_of(mark);
    const FigureData& f = t_.figure(m);
    return f.unit == "%" && f.approximation == Approximation::exact && !mark.has(trait_change | trait_compound) &&
           c.last - c.first == 1 && mark.range.start >= c.start + 2 && f.value.den <= 1000 && 1000 % f.value.den == 0;
  }

  /// 男性占60%、女性占40%; 民事案件占60%，行政案件占40%. Graduates and Party members are two ways to count.
  bool of_one_kind(const Marks& row) const {
    const auto name = [&](std::uint32_t m) {
      const auto label = p_.label(p_.marks[m]);
      const std::size_t share = first_word(label, t_.x.share);
      return share == label.npos ? label : label.substr(0, share);
    };
    const auto a = name(row[0]);
    const auto b = name(row[1]);
    for (const auto& [one, other] : t_.x.complements)
      if ((a.ends_with(one) && b.ends_with(other)) || (a.ends_with(other) && b.ends_with(one))) return true;
    for (std::size_t i = 0; i + 2 <= b.size(); ++i)
      if (a.find(b.substr(i, 2)) != a.npos) return true;
    return false;
  }

  bool tied(const Marks& row) const {
    return std::ranges::any_of(row, [&](std::uint32_t m) { return tied_[m]; });
  }

  void add_shares(const Marks& row) {
    __int128 sum = 0;
    __int128 step = 0;
    for (const std::uint32_t m : row) {
      const FigureData& f = t_.figure(m);
      sum += f.value.num * (1000 / f.value.den);
      if (f.step.den == 0 || 1000 % f.step.den != 0) return;
      step = std::max(step, f.step.num * (1000 / f.step.den));
    }
    const __int128 off = sum > 100000 ? sum - 100000 : 100000 - sum;
    // Two shares leave no room for rounding; three and more may miss by a step or two.
    const auto most = std::min<__int128>(2, static_cast<__int128>(row.size()) - 2) * step;
    if (off > most || (off != 0 && row.size() < 3)) return;
    Tie tie;
    tie.kind = RelationKind::sum;
    tie.basis = Basis::arithmetic;
    tie.unprinted = 100;
    tie.words = {p_.marks[row.front()].label, p_.marks[row.front()].range.start};
    for (const std::uint32_t m : row) tie.operands.push_back({Role::part, p_.marks[m].figure});
    t_.found.push_back(std::move(tie));
  }

  /// 每季度3次，全年12次.
  void year(std::uint32_t m) {
    const Mark& each = p_.marks[m];
    const Mark& total = p_.marks[m + 1];
    if (!each.level() || !total.level() || total.has(trait_each) || !t_.same_unit(m, m + 1)) return;
    const int times = in_a_year(p_.label(each));
    if (times == 0 || p_.clause_of(total).sentence != p_.clause_of(each).sentence || total.clause > each.clause + 1 ||
        p_.label(total).find(U"年") == std::u32string_view::npos)
      return;
    const FigureData& one = t_.figure(m);
    const FigureData& all = t_.figure(m + 1);
    if (one.approximation != Approximation::exact || all.approximation != Approximation::exact ||
        one.value.num * times * all.value.den != all.value.num * one.value.den)
      return;
    t_.add(RelationKind::product, Basis::arithmetic, {each.label, each.range.start},
           {{Role::part, m}, {Role::result, m + 1}});
    t_.found.back().unprinted = times;
  }

  /// 4 of 每季度; 0 where the words name no part of a year.
  int in_a_year(std::u32string_view label) const {
    const std::size_t at = label.rfind(U'每');
    if (at == label.npos) return 0;
    auto rest = label.substr(at + 1);
    if (!rest.empty() && rest.front() == U'个') rest.remove_prefix(1);
    for (const auto& [word, times] : t_.x.in_a_year)
      if (rest.starts_with(word)) return times;
    return 0;
  }

  Ties& t_;
  Paragraph& p_;
  std::vector<bool> tied_;  ///< of each mark: a tie by words holds it
};

}  // namespace

void find_unprinted(Ties& t, std::size_t first_tie) {
  if (t.p.marks.size() >= 2) Unprinted(t).run(first_tie);
}

}  // namespace detail
FAZHI_NAMESPACE_END
