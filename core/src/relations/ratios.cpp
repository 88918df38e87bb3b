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
    for (std::uint32_t m = 0; m < p_.marks.size(); ++m) {
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
    if (name.size() < 2 || name.size() > 12 || has_word(name, t_.x.up) || has_word(name, t_.x.down)) return;
    const auto before = levels_before(m);
    if (before.size() >= 2 && rate_of(m, name, before)) return;
    if (before.size() == 1 && base_in_sentence_before(m, name, before.front())) return;
    told_backwards(m, name, before);
  }

  /// 受理58件，办结56件，办结率96.6%.
  bool rate_of(std::uint32_t m, std::u32string_view name, const std::vector<std::uint32_t>& levels) {
    // The numerator's own words hold the key of the rate; the base stands before it.
    std::size_t at = 0;
    while (at < 2 && at + 1 < levels.size() && !says(levels[at], name)) ++at;
    bool named = at < 2 && at + 1 < levels.size();
    if (!named) at = 0;
    // 实际出庭20件，出庭应诉率: another word of the name, right before the rate.
    const bool next = levels[0] + 1 == m && name.find(U"的") == name.npos;
    if (!named && next) named = shares_word(name, around(levels[0]));
    // 收回问卷956份，回收率: no word in common, but the very next clause and the very rate.
    if (!named && !next) return false;
    const std::uint32_t num = levels[at];
    if (p_.marks[num].clause + (named ? 3 : 1) < p_.marks[m].clause) return false;
    const std::uint32_t nearest = levels[at + 1];
    std::uint32_t den = none;
    for (std::size_t i = at + 1; i < levels.size() && den == none; ++i)
      if (fits(num, levels[i], m)) den = levels[i];
    // Words tie them whatever the numbers are only where the numerator can have no other base.
    const bool sure =
        named && (den == none || den == nearest) && close(nearest, num) && same_objects(num, nearest, name);
    if (den == none && !sure) return false;
    add(num, den == none ? nearest : den, m, sure ? Basis::words : Basis::arithmetic, levels);
    return true;
  }

  /// 受理152件。审结141件，审结率92.8%.
  bool base_in_sentence_before(std::uint32_t m, std::u32string_view name, std::uint32_t num) {
    if (!says(num, name) && !shares_word(name, around(num))) return false;
    const std::uint32_t sentence = p_.clause_of(p_.marks[m]).sentence;
    std::vector<std::uint32_t> levels{num};
    for (std::uint32_t i = num; i-- > 0 && i + reach > num;) {
      const Clause& at = p_.clause_of(p_.marks[i]);
      if (at.sentence + 1 < sentence) break;
      if (at.sentence == sentence || !p_.marks[i].level() || !t_.same_unit(i, num)) continue;
      levels.push_back(i);
      if (!fits(num, i, m)) continue;
      add(num, i, m, Basis::arithmetic, levels);
      return true;
    }
    return false;
  }

  /// 办结率96.6%，受理58件，办结56件; 办结56件，受理58件，办结率96.6%: the base behind its part, or the rate before
  /// both.
  void told_backwards(std::uint32_t m, std::u32string_view name, std::vector<std::uint32_t> levels) {
    std::ranges::reverse(levels);
    const Clause& c = p_.clause_of(p_.marks[m]);
    for (std::uint32_t i = m + 1; i < p_.marks.size() && i < m + 6; ++i) {
      const Mark& mark = p_.marks[i];
      const Clause& at = p_.clause_of(mark);
      if (at.sentence != c.sentence || at.before == U'；') break;
      if (at.depth != c.depth || !mark.level() || mark.has(trait_each)) continue;
      if (levels.empty() || t_.same_unit(levels.front(), i)) levels.push_back(i);
    }
    // Two numbers alone, one of them named by the rate and the other by what is taken in.
    if (levels.size() != 2) return;
    std::uint32_t num = none;
    std::uint32_t den = none;
    for (const auto& [a, b] : {std::pair(levels[0], levels[1]), std::pair(levels[1], levels[0])})
      if (says(a, name) && !says(b, name)) num = a, den = b;
    if (num == none || p_.marks[num].clause + 4 < p_.marks[m].clause) return;
    const bool sure = has_word(around(den), t_.x.taken_in) && same_objects(num, den, name);
    if (!sure && !fits(num, den, m)) return;
    add(num, den, m, sure ? Basis::words : Basis::arithmetic, {});
  }

  bool says(std::uint32_t level, std::u32string_view name) const {
    return around(level).find(name.substr(name.size() - 2)) != std::u32string::npos;
  }

  bool fits(std::uint32_t num, std::uint32_t den, std::uint32_t rate) const {
    return ratio_fits(t_.r, p_.marks[num].figure, p_.marks[den].figure, p_.marks[rate].figure);
  }

  /// Nothing but growth stands between: behind a rate another statement begins.
  bool close(std::uint32_t den, std::uint32_t num) const {
    for (std::uint32_t i = den + 1; i < num; ++i)
      if (!p_.marks[i].has(trait_change)) return false;
    return true;
  }

  void add(std::uint32_t num, std::uint32_t den, std::uint32_t m, Basis basis,
           const std::vector<std::uint32_t>& levels) {
    Tie tie;
    tie.kind = RelationKind::ratio;
    tie.basis = basis;
    tie.words = {p_.marks[m].label, p_.marks[m].range.start};
    tie.operands = {{Role::numerator, p_.marks[num].figure},
                    {Role::denominator, p_.marks[den].figure},
                    {Role::result, p_.marks[m].figure}};
    for (const std::uint32_t i : levels)
      if (i != num && i != den) tie.other_bases.push_back(p_.marks[i].figure);
    other_sentences(num, tie);
    t_.found.push_back(std::move(tie));
  }

  /// Bases stated elsewhere in the paragraph.
  void other_sentences(std::uint32_t num, Tie& tie) const {
    const std::uint32_t sentence = p_.clause_of(p_.marks[num]).sentence;
    const std::uint32_t first = num > reach ? num - reach : 0;
    for (std::uint32_t i = first; i < p_.marks.size() && i < num + reach; ++i)
      if (p_.clause_of(p_.marks[i]).sentence != sentence && p_.marks[i].level() && t_.same_unit(i, num))
        tie.other_bases.push_back(p_.marks[i].figure);
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
    for (const WordList* words : {&t_.x.light, &t_.x.generic})
      for (const auto& w : *words)
        for (std::size_t at = label.find(w); at != label.npos; at = label.find(w)) label.erase(at, w.size());
    std::size_t foreign = 0;
    for (char32_t c : label) foreign += c != U' ' && name.find(c) == name.npos && base.find(c) == base.npos;
    return foreign <= 1;
  }

  void share(std::uint32_t m) {
    const auto label = p_.label(p_.marks[m]);
    std::size_t length = 0;
    const std::size_t word = first_word(label, t_.x.share, &length);
    if (word == label.npos) return;
    const auto lead = label.substr(0, word);
    const TextRange words{p_.marks[m].label + static_cast<std::uint32_t>(word), p_.marks[m].range.start};
    const std::uint32_t last = t_.run_end(m);
    if (last != m) return shares_of_each(m, last, words);
    // 民间投资占比 names another quantity than the number before it.
    const bool own = !lead.empty() && word_at_end(lead, t_.x.light) != lead.size();
    const std::uint32_t num = own ? behind(m) : before(m);
    if (num == none) return;
    // 占比 and 占: what follows names the base.
    std::u32string base(label.substr(word + length));
    strip(base);
    std::uint32_t den = none;
    if (own && base.empty()) den = level_before(m, num);
    if (den == none && t_.whole_of[num] >= 0 && base.empty()) den = static_cast<std::uint32_t>(t_.whole_of[num]);
    if (den == none && !base.empty()) den = named_base(num, base);
    if (den == none && base.empty() && has_word(label.substr(word + length), t_.x.all_of)) {
      den = fitting_base(num, m);
      if (den != none && den != num)
        return t_.add(RelationKind::ratio, Basis::arithmetic, words,
                      {{Role::numerator, num}, {Role::denominator, den}, {Role::result, m}});
    }
    if (den == none || den == num) return;
    t_.add(RelationKind::ratio, Basis::words, words,
           {{Role::numerator, num}, {Role::denominator, den}, {Role::result, m}});
  }

  /// Numerator of a share: the level right before, in the same clause or the one before.
  std::uint32_t before(std::uint32_t m) const {
    const Clause& c = p_.clause_of(p_.marks[m]);
    for (std::uint32_t i = m; i-- > 0 && i + reach > m;) {
      const Clause& at = p_.clause_of(p_.marks[i]);
      if (at.sentence != c.sentence || p_.marks[i].clause + 1 < p_.marks[m].clause) return none;
      if (at.depth <= c.depth && p_.marks[i].level()) return i;
    }
    return none;
  }

  /// 党员占75%，共150人: the numerator follows at once and names nothing else.
  std::uint32_t behind(std::uint32_t m) const {
    const std::uint32_t i = m + 1;
    if (i >= p_.marks.size() || !p_.marks[i].level() || p_.marks[i].clause != p_.marks[m].clause + 1) return none;
    if (p_.clause_of(p_.marks[i]).sentence != p_.clause_of(p_.marks[m]).sentence) return none;
    std::u32string label(p_.label(p_.marks[i]));
    strip(label);
    return label.empty() ? i : none;
  }

  std::uint32_t level_before(std::uint32_t m, std::uint32_t like) const {
    for (std::uint32_t i = m; i-- > 0 && i + reach > m;) {
      if (p_.clause_of(p_.marks[i]).sentence != p_.clause_of(p_.marks[m]).sentence) break;
      if (p_.marks[i].level()) return t_.same_unit(i, like) ? i : none;
    }
    return none;
  }

  std::uint32_t named_base(std::uint32_t num, const std::u32string& base) const {
    for (std::uint32_t i = num; i-- > 0 && i + reach > num;) {
      if (p_.clause_of(p_.marks[i]).sentence != p_.clause_of(p_.marks[num]).sentence) break;
      if (p_.marks[i].level() && t_.same_unit(i, num) && around(i).find(base) != std::u32string::npos) return i;
    }
    return none;
  }

  std::uint32_t fitting_base(std::uint32_t num, std::uint32_t result) const {
    for (std::uint32_t i = num; i-- > 0 && i + reach > num;) {
      const Mark& mark = p_.marks[i];
      if (p_.clause_of(mark).sentence != p_.clause_of(p_.marks[num]).sentence || mark.clause + 2 < p_.marks[num].clause)
        break;
      if (mark.level() && t_.same_unit(i, num) && fits(num, i, result)) return i;
    }
    return none;
  }

  /// 其中A43人、B54人，分别占21.5%、27%: each of its own part.
  void shares_of_each(std::uint32_t first, std::uint32_t last, TextRange words) {
    const std::uint32_t count = last - first + 1;
    if (first < count || p_.label(p_.marks[first]).find(U"分别") == std::u32string_view::npos) return;
    const std::uint32_t part = first - count;
    for (std::uint32_t i = 0; i < count; ++i)
      if (t_.whole_of[part + i] < 0 || t_.whole_of[part + i] != t_.whole_of[part]) return;
    for (std::uint32_t i = 0; i < count; ++i)
      t_.add(RelationKind::ratio, Basis::words, words,
             {{Role::numerator, part + i},
              {Role::denominator, static_cast<std::uint32_t>(t_.whole_of[part])},
              {Role::result, first + i}});
  }

  /// Takes 总数, 的, 达 and the like from a base; empty where nothing but "all of it" was said.
  void strip(std::u32string& base) const {
    for (bool again = true; again;) {
      again = false;
      for (const WordList* words : {&t_.x.all_of, &t_.x.soft, &t_.x.reach, &t_.x.light, &t_.x.altogether}) {
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
