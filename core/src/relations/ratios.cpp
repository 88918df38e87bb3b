// Rates and shares whose base stands in the text.
#include <algorithm>

#include "relations/ties.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

constexpr std::uint32_t none = ~0u;
/// Figures looked back for a base.
constexpr std::uint32_t reach = 40;

class Ratios {
 public:
  explicit Ratios(Ties& t) : t_(t), p_(t.p) {}

  void run() {
    for (std::uint32_t m = 1; m < p_.marks.size(); ++m) {
      const Mark& mark = p_.marks[m];
      const FigureData& f = t_.figure(m);
      const bool fraction = f.unit.empty() && f.value.den != 1 && f.decimals == 0;
      if ((mark.kind != UnitKind::rate && !fraction) || mark.has(trait_change) || mark.linked) continue;
      if (mark.has(trait_share))
        share(m);
      else if (mark.has(trait_rate))
        rate(m);
    }
  }

 private:
  /// Levels of one unit before m in its sentence, nearest first.
  std::vector<std::uint32_t> levels_before(std::uint32_t m) const {
    std::vector<std::uint32_t> out;
    const Clause& c = p_.clause_of(p_.marks[m]);
    for (std::uint32_t i = m; i-- > 0 && i + reach > m;) {
      const Mark& mark = p_.marks[i];
      const Clause& at = p_.clause_of(mark);
      if (at.sentence != c.sentence) break;
      if (at.depth > c.depth || !mark.level() || mark.has(trait_each)) continue;
      if (!out.empty() && !t_.same_unit(out.front(), i)) continue;
      out.push_back(i);
    }
    return out;
  }

  /// Words that say what is counted: before the number, and behind it up to the end of the clause or the next
  /// figure.
  std::u32string around(std::uint32_t m) const {
    const Mark& mark = p_.marks[m];
    const Clause& c = p_.clause_of(mark);
    const std::uint32_t end = m + 1 < c.last ? p_.marks[m + 1].label : c.end;
    return std::u32string(p_.label(mark)) + std::u32string(p_.words(mark.range.end, std::max(end, mark.range.end)));
  }

  /// What the rate is a rate of: 调解成功 of 调解成功率达.
  std::u32string_view stem(std::uint32_t m) const {
    auto label = p_.label(p_.marks[m]);
    const std::size_t at = label.rfind(U"率");
    if (at == label.npos) return {};
    label = label.substr(0, at);
    for (bool again = true; again;) {
      again = false;
      for (const auto& w : t_.x.light)
        if (label.starts_with(w) && label.size() >= w.size() + 2) label.remove_prefix(w.size()), again = true;
    }
    return label;
  }

  void rate(std::uint32_t m) {
    const std::u32string_view name = stem(m);
    if (name.size() < 2 || name.size() > 12) return;
    const std::u32string_view key = name.substr(name.size() - 2);
    if (has_word(name, t_.x.up) || has_word(name, t_.x.down)) return;
    const auto levels = levels_before(m);
    if (levels.size() < 2) return;
    // The numerator's own words hold the key of the rate; the base stands before it.
    const auto said = [&](std::uint32_t i) { return around(i).find(key) != std::u32string::npos; };
    std::uint32_t num = none;
    std::size_t at = 0;
    for (std::size_t i = 0; i + 1 < levels.size() && i < 2; ++i)
      if (said(levels[i])) {
        num = levels[i];
        at = i;
        break;
      }
    // 实际出庭20件，出庭应诉率: another word of the name, right before the rate.
    const bool next = levels[0] + 1 == m && name.find(U"的") == name.npos;
    if (num == none && next && shares_word(name, around(levels[0]))) num = levels[0];
    const bool named = num != none;
    // 收回问卷956份，回收率: no word in common, but the very next clause and the very rate.
    if (!named && !next) return;
    if (!named) num = levels[0];
    if (p_.marks[num].clause + (named ? 3 : 1) < p_.marks[m].clause) return;
    Tie tie;
    if (!named) tie.basis = Basis::arithmetic;
    tie.kind = RelationKind::ratio;
    tie.words = {p_.marks[m].label, p_.marks[m].range.start};
    std::uint32_t den = none;
    for (std::size_t i = at + 1; i < levels.size() && den == none; ++i)
      if (ratio_fits(t_.r, p_.marks[num].figure, p_.marks[levels[i]].figure, p_.marks[m].figure)) den = levels[i];
    if (den == none) {
      if (!named) return;
      den = levels[at + 1];
      // Not the printed rate: a contradiction only where the numerator can have no other base.
      if (den + 1 != num || !same_objects(num, den, name)) return;
    }
    for (std::size_t i = at + 1; i < levels.size(); ++i)
      if (levels[i] != den) tie.other_bases.push_back(p_.marks[levels[i]].figure);
    tie.operands = {{Role::numerator, p_.marks[num].figure},
                    {Role::denominator, p_.marks[den].figure},
                    {Role::result, p_.marks[m].figure}};
    t_.found.push_back(std::move(tie));
  }

  /// True where two characters in a row of the rate's name stand in the words of a number.
  static bool shares_word(std::u32string_view name, const std::u32string& words) {
    for (std::size_t i = 0; i + 2 <= name.size(); ++i)
      if (words.find(name.substr(i, 2)) != words.npos) return true;
    return false;
  }

  /// 调解75件 behind 办理案件141件: the numerator names nothing of its own.
  bool same_objects(std::uint32_t num, std::uint32_t den, std::u32string_view name) const {
    std::u32string label = around(num);
    const std::u32string base = around(den);
    for (const auto& w : t_.x.light)
      for (std::size_t at = label.find(w); at != label.npos; at = label.find(w)) label.erase(at, w.size());
    std::size_t foreign = 0;
    for (char32_t c : label) foreign += c != U' ' && name.find(c) == name.npos && base.find(c) == base.npos;
    return foreign <= 1;
  }

  void share(std::uint32_t m) {
    const Mark& mark = p_.marks[m];
    const Clause& c = p_.clause_of(mark);
    const auto label = p_.label(mark);
    std::size_t length = 0;
    const std::size_t word = first_word(label, t_.x.share, &length);
    if (word == label.npos) return;
    // Numerator: the level right before, in the same clause or the one before.
    std::uint32_t num = none;
    for (std::uint32_t i = m; i-- > 0 && i + reach > m && num == none;) {
      const Mark& before = p_.marks[i];
      const Clause& at = p_.clause_of(before);
      if (at.sentence != c.sentence || before.clause + 1 < mark.clause) break;
      if (at.depth > c.depth || !before.level()) continue;
      num = i;
    }
    if (num == none) return;
    // 民间投资占比 names another quantity than the number before it.
    const auto lead = label.substr(0, word);
    if (!lead.empty() && word_at_end(lead, t_.x.light) != lead.size()) return;
    // 占比 and 占: what follows names the base.
    std::u32string base(label.substr(word + length));
    strip(base);
    std::uint32_t den = none;
    if (t_.whole_of[num] >= 0 && base.empty()) den = static_cast<std::uint32_t>(t_.whole_of[num]);
    if (den == none && !base.empty()) {
      for (std::uint32_t i = num; i-- > 0 && i + reach > num && den == none;) {
        const Mark& before = p_.marks[i];
        if (p_.clause_of(before).sentence != c.sentence) break;
        if (before.level() && t_.same_unit(i, num) && around(i).find(base) != std::u32string::npos) den = i;
      }
    }
    if (den == none && base.empty() && has_word(label.substr(word + length), t_.x.all_of)) {
      for (std::uint32_t i = num; i-- > 0 && i + reach > num && den == none;) {
        const Mark& before = p_.marks[i];
        if (p_.clause_of(before).sentence != c.sentence || before.clause + 2 < p_.marks[num].clause) break;
        if (before.level() && t_.same_unit(i, num) &&
            ratio_fits(t_.r, p_.marks[num].figure, before.figure, mark.figure))
          den = i;
      }
    }
    if (den == none || den == num) return;
    t_.add(RelationKind::ratio, Basis::words, {mark.label + static_cast<std::uint32_t>(word), mark.range.start},
           {{Role::numerator, num}, {Role::denominator, den}, {Role::result, m}});
  }

  /// Takes 总数, 的, 达 and the like from a base; empty where nothing but "all of it" was said.
  void strip(std::u32string& base) const {
    for (bool again = true; again;) {
      again = false;
      for (const WordList* words : {&t_.x.all_of, &t_.x.soft, &t_.x.reach, &t_.x.light}) {
        if (const std::size_t n = word_at_end(base, *words); n != 0) base.erase(base.size() - n), again = true;
        if (const std::size_t n = word_at_start(base, *words); n != 0) base.erase(0, n), again = true;
      }
      while (!base.empty() && base.back() == U' ') base.pop_back();
    }
  }

  Ties& t_;
  Paragraph& p_;
};

}  // namespace

void find_ratios(Ties& t) {
  if (t.p.marks.size() >= 3) Ratios(t).run();
}

}  // namespace detail
FAZHI_NAMESPACE_END
