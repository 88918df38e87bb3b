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
      if (base_inside(m)) continue;
      part_behind(m);
      if (mark.has(trait_share))
        share(m);
      else if (mark.has(trait_rate))
        rate(m, stem(m));
      else
        bracketed(m);
    }
  }

 private:
  /// Levels before m in its sentence, nearest first.
  std::vector<std::uint32_t> levels_before(std::uint32_t m, std::uint8_t depth) const {
    std::vector<std::uint32_t> out;
    const Clause& c = p_.clause_of(p_.marks[m]);
    for (std::uint32_t i = m; i-- > 0 && i + reach > m;) {
      const Mark& mark = p_.marks[i];
      const Clause& at = p_.clause_of(mark);
      if (at.sentence != c.sentence) break;
      if (at.depth <= depth && mark.level() && !mark.has(trait_each)) out.push_back(i);
    }
    return out;
  }

  /// Possible bases of a numerator: levels of its unit before it.
  std::vector<std::uint32_t> bases_of(std::uint32_t num) const {
    auto out = levels_before(num, p_.clause_of(p_.marks[num]).depth);
    std::erase_if(out, [&](std::uint32_t i) { return !t_.same_unit(i, num); });
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

  void rate(std::uint32_t m, std::u32string_view name) {
    if (name.size() < 2 || name.size() > 12 || has_word(name, t_.x.up) || has_word(name, t_.x.down)) return;
    const auto levels = levels_before(m, p_.clause_of(p_.marks[m]).depth);
    constexpr std::size_t most = 4;
    constexpr std::uint32_t farthest = 9;  // clauses
    std::vector<std::uint32_t> named;
    std::uint32_t alone = none;  // the first number of its unit
    for (const std::uint32_t i : levels) {
      if (named.size() == most || p_.marks[i].clause + farthest <= p_.marks[m].clause) break;
      if (!says(i, name)) continue;
      if (!bases_of(i).empty())
        named.push_back(i);
      else if (levels.size() == 1 || !t_.same_unit(levels[0], i) || levels[0] == i)
        alone = i;
    }
    const bool next = !levels.empty() && levels[0] + 1 == m && name.find(U"的") == name.npos && !denied(levels[0]);
    // 实际出庭20件，出庭应诉率: another word of the name, right before the rate.
    if (named.empty() && next && p_.marks[levels[0]].clause + 3 >= p_.marks[m].clause && !bases_of(levels[0]).empty() &&
        shares_word(name, around(levels[0])))
      named.push_back(levels[0]);
    for (const std::uint32_t num : named)
      if (of_fitting_base(m, num, name, true)) return;
    // 收回问卷956份，回收率: no word in common, but the very next clause and the very rate.
    if (named.empty() && next && p_.marks[levels[0]].clause + 1 >= p_.marks[m].clause &&
        of_fitting_base(m, levels[0], name, false))
      return;
    // No base fits: a contradiction only where the numerator can have no other.
    if (!named.empty() && p_.marks[named[0]].clause + 3 >= p_.marks[m].clause) {
      const auto bases = bases_of(named[0]);
      if (told_already(named[0], bases[0])) return;
      if (certain(named[0], bases[0], name)) return add(named[0], bases[0], m, Basis::words, bases);
    }
    if (bracket_behind(m)) return;
    if (named.empty() && alone != none && base_in_sentence_before(m, alone)) return;
    // 息诉198件，案结事了率85.7%: no word in common, and a number of the sentence before that fits to a tenth.
    if (named.empty() && next && levels.size() == 1 && t_.figure(m).decimals > 0 &&
        p_.marks[levels[0]].clause + 1 >= p_.marks[m].clause && base_in_sentence_before(m, levels[0]))
      return;
    told_backwards(m, name, levels);
  }

  /// 网办率96.1%，全程网办率85.2%: the number has its rate; this one is of something narrower.
  bool told_already(std::uint32_t num, std::uint32_t den) const {
    constexpr std::size_t far = 16;
    for (std::size_t i = t_.found.size(); i-- > 0 && i + far >= t_.found.size();) {
      const Tie& tie = t_.found[i];
      if (tie.kind == RelationKind::ratio && tie.operands[0].figure == p_.marks[num].figure &&
          tie.operands[1].figure == p_.marks[den].figure)
        return true;
    }
    return false;
  }

  bool of_fitting_base(std::uint32_t m, std::uint32_t num, std::u32string_view name, bool named) {
    const auto bases = bases_of(num);
    // 抽检1500批次，合格1472批次，不合格28批次，不合格率1.9%: the whole before what stands nearest.
    auto order = bases;
    std::stable_partition(order.begin(), order.end(),
                          [&](std::uint32_t i) { return t_.whole_of[num] == static_cast<std::int32_t>(i); });
    for (const std::uint32_t den : order) {
      if (!fits(num, den, m)) continue;
      const bool sure = named && den == bases[0] && certain(num, den, name);
      add(num, den, m, sure ? Basis::words : Basis::arithmetic, bases);
      return true;
    }
    return false;
  }

  /// Words alone say that `den` is the base of `num`: 其中, or nothing else it could be.
  bool certain(std::uint32_t num, std::uint32_t den, std::u32string_view name) const {
    if (t_.whole_of[num] >= 0) return static_cast<std::uint32_t>(t_.whole_of[num]) == den;
    return !carried(num) && !carried(den) && close(den, num) && !coordinate(den) && same_objects(num, den, name);
  }

  /// 办结48件（含上年结转2件）: what is counted is not all of one year.
  bool carried(std::uint32_t m) const {
    const std::uint32_t next = p_.marks[m].clause + 1;
    if (next >= p_.clauses.size() || p_.clauses[next].before != U'（' ||
        p_.clauses[next].depth <= p_.clause_of(p_.marks[m]).depth)
      return false;
    return has_word(p_.clause_text(p_.clauses[next]), t_.x.carried);
  }

  /// 45项省定任务、18项自定任务: the base may be both together.
  bool coordinate(std::uint32_t m) const {
    if (m == 0 || !p_.marks[m - 1].level() || !t_.same_unit(m - 1, m)) return false;
    const Clause& c = p_.clause_of(p_.marks[m]);
    return p_.clause_of(p_.marks[m - 1]).sentence == c.sentence && (c.before == U'、' || p_.marks[m].linked);
  }

  /// 受理152件。审结141件，审结率92.8%.
  bool base_in_sentence_before(std::uint32_t m, std::uint32_t num) {
    const std::uint32_t sentence = p_.clause_of(p_.marks[m]).sentence;
    std::vector<std::uint32_t> levels;
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

  /// 有效率96.5%（回收386份，发放400份）: both numbers in the bracket behind.
  bool bracket_behind(std::uint32_t m) {
    const std::uint32_t k = p_.marks[m].clause + 1;
    if (m + 2 >= p_.marks.size() || k >= p_.clauses.size() || p_.clauses[k].before != U'（' ||
        p_.clauses[k].start != p_.marks[m].range.end + 1)
      return false;
    const std::uint8_t depth = p_.clauses[k].depth;
    std::uint32_t end = k;
    // Two numbers and no more: a bracket that never ends is not followed.
    while (end < p_.clauses.size() && p_.clauses[end].depth >= depth && p_.clauses[end].first <= m + 3) ++end;
    const std::uint32_t first = m + 1;
    if (p_.clauses[end - 1].last != first + 2) return false;
    for (const std::uint32_t i : {first, first + 1})
      if (!p_.marks[i].level() || p_.marks[i].has(trait_each) || p_.clause_of(p_.marks[i]).depth != depth) return false;
    if (!t_.same_unit(first, first + 1) ||
        has_word(p_.words(p_.clauses[k].start, p_.clauses[end - 1].end), t_.x.carried))
      return false;
    for (const auto& [num, den] : {std::pair(first, first + 1), std::pair(first + 1, first)}) {
      // 按时办结率100%（受理58件，办结56件）: a rate may be of a narrower thing, so the numbers decide.
      if (!has_word(around(den), t_.x.taken_in) || denied(num) || !fits(num, den, m)) continue;
      add(num, den, m, Basis::arithmetic, {});
      return true;
    }
    return false;
  }

  /// 办结率96.6%，受理58件，办结56件; 办结56件，受理58件，办结率96.6%: the base behind its part, or the rate before
  /// both.
  void told_backwards(std::uint32_t m, std::u32string_view name, std::vector<std::uint32_t> levels) {
    std::reverse(levels.begin(), levels.end());
    const Clause& c = p_.clause_of(p_.marks[m]);
    for (std::uint32_t i = m + 1; i < p_.marks.size() && i < m + 6; ++i) {
      const Mark& mark = p_.marks[i];
      const Clause& at = p_.clause_of(mark);
      if (at.sentence != c.sentence || at.before == U'；') break;
      if (at.depth == c.depth && mark.level() && !mark.has(trait_each)) levels.push_back(i);
    }
    // Two numbers alone on one side of the rate, one named by it and the other by what is taken in.
    if (levels.size() != 2 || !t_.same_unit(levels[0], levels[1]) || (levels[0] < m) != (levels[1] < m)) return;
    std::uint32_t num = none;
    std::uint32_t den = none;
    for (const auto& [a, b] : {std::pair(levels[0], levels[1]), std::pair(levels[1], levels[0])})
      if (says(a, name) && !says(b, name)) num = a, den = b;
    if (num == none || denied(den) || p_.marks[num].clause + 4 < p_.marks[m].clause) return;
    if (num < m && den < num) return;  // told forwards, and refused there
    const bool sure =
        has_word(around(den), t_.x.taken_in) && same_objects(num, den, name) && !carried(num) && !carried(den);
    if (!sure && !fits(num, den, m)) return;
    add(num, den, m, sure ? Basis::words : Basis::arithmetic, {});
  }

  /// 办件8.8万件，占总办件量11万件的80%: the base stands inside the share.
  bool base_inside(std::uint32_t m) {
    if (m < 2) return false;
    const Mark& mark = p_.marks[m];
    const Mark& den = p_.marks[m - 1];
    // 征收1236.5万元，完成年度任务1200万元的103%
    const bool said = den.has(trait_share) || p_.label(den).starts_with(U"完成");
    if (den.clause != mark.clause || !said || den.kind == UnitKind::rate || p_.label(mark) != U"的" ||
        !p_.marks[m - 2].level() || !t_.same_unit(m - 2, m - 1) || p_.marks[m - 2].clause + 1 < mark.clause)
      return false;
    t_.add(RelationKind::ratio, Basis::words, {den.label, mark.range.start},
           {{Role::numerator, m - 2}, {Role::denominator, m - 1}, {Role::result, m}});
    return true;
  }

  /// 评查240卷，优秀率由71.3%提升至85%（204卷）: the number that the rate is of, in a bracket behind it.
  void part_behind(std::uint32_t m) {
    const std::uint32_t k = p_.marks[m].clause + 1;
    const std::uint32_t num = m + 1;
    if (k >= p_.clauses.size() || p_.clauses[k].before != U'（' || p_.clauses[k].start != p_.marks[m].range.end + 1 ||
        p_.clauses[k].last - p_.clauses[k].first != 1 || p_.marks[num].clause != k || !p_.marks[num].level())
      return;
    std::u32string label(p_.label(p_.marks[num]));
    strip(label);
    if (!label.empty()) return;
    for (std::uint32_t i = m; i-- > 0 && i + reach > m;) {
      if (p_.clause_of(p_.marks[i]).sentence != p_.clause_of(p_.marks[m]).sentence) return;
      if (!p_.marks[i].level() || !t_.same_unit(i, num) || p_.marks[i].has(trait_each)) continue;
      if (fits(num, i, m)) return add(num, i, m, Basis::arithmetic, {});
    }
  }

  /// 优秀54卷（45%）: the share of a part, right behind it.
  void bracketed(std::uint32_t m) {
    const Clause& c = p_.clause_of(p_.marks[m]);
    if (m == 0 || c.before != U'（' || c.last - c.first != 1 || p_.marks[m - 1].clause + 1 != p_.marks[m].clause ||
        p_.marks[m - 1].range.end + 1 != c.start)
      return;
    if (t_.whole_of[m - 1] < 0 || p_.label(p_.marks[m]).find_first_not_of(U' ') != std::u32string_view::npos) return;
    t_.add(RelationKind::ratio, Basis::words, {c.start - 1, c.start},
           {{Role::numerator, m - 1},
            {Role::denominator, static_cast<std::uint32_t>(t_.whole_of[m - 1])},
            {Role::result, m}});
  }

  /// The words of a number hold the key of the rate, and neither or both deny it: 不满意2人 is no part of 满意率.
  bool says(std::uint32_t level, std::u32string_view name) const {
    const std::u32string words = around(level);
    const auto key = name.substr(name.size() - 2);
    const bool wanted = denies(name, name.size() - 2);
    for (std::size_t at = words.find(key); at != words.npos; at = words.find(key, at + 1))
      if (denies(words, at) == wanted) return true;
    return false;
  }

  static bool denies(std::u32string_view words, std::size_t at) noexcept {
    constexpr std::u32string_view marks = U"不未无";
    return (at >= 1 && marks.find(words[at - 1]) != marks.npos) || (at >= 2 && marks.find(words[at - 2]) != marks.npos);
  }

  /// 不成功7件, 未办结3件.
  bool denied(std::uint32_t level) const {
    const std::u32string words = around(level);
    return words.find_first_of(U"不未无") != words.npos;
  }

  bool fits(std::uint32_t num, std::uint32_t den, std::uint32_t rate) const {
    return ratio_fits(t_.r, p_.marks[num].figure, p_.marks[den].figure, p_.marks[rate].figure);
  }

  /// Nothing but growth and the parts in brackets stand between: behind a rate another statement begins.
  bool close(std::uint32_t den, std::uint32_t num) const {
    for (std::uint32_t i = den + 1; i < num; ++i)
      if (!p_.marks[i].has(trait_change) && p_.clause_of(p_.marks[i]).depth <= p_.clause_of(p_.marks[num]).depth)
        return false;
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
    const bool own =
        !lead.empty() && std::max(word_at_end(lead, t_.x.light), word_at_end(lead, t_.x.soft)) != lead.size();
    const std::uint32_t num = own ? behind(m) : before(m);
    // 收集意见437条，采纳129条，采纳比例29.5%: a rate by another name.
    if (num == none && own) return rate(m, lead);
    if (num == none) return;
    // 占比 and 占: what follows names the base.
    std::u32string base(label.substr(word + length));
    strip(base);
    std::uint32_t den = none;
    Basis basis = Basis::words;
    if (own && base.empty()) den = level_before(m, num);
    if (den == none && t_.whole_of[num] >= 0 && base.empty()) den = static_cast<std::uint32_t>(t_.whole_of[num]);
    if (den == none && !base.empty()) den = named_base(num, base);
    if (den == none && base.empty()) den = fitting_base(num, m), basis = Basis::arithmetic;
    if (den == none || den == num) return;
    share_base_ = den;
    t_.add(RelationKind::ratio, basis, words, {{Role::numerator, num}, {Role::denominator, den}, {Role::result, m}});
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

  /// 占审结数的: the number whose words name the base; the whole of the part before any other.
  std::uint32_t named_base(std::uint32_t num, const std::u32string& base) const {
    const auto named = [&](std::uint32_t i) { return around(i).find(base) != std::u32string::npos; };
    if (t_.whole_of[num] >= 0 && named(static_cast<std::uint32_t>(t_.whole_of[num])))
      return static_cast<std::uint32_t>(t_.whole_of[num]);
    for (std::uint32_t i = num; i-- > 0 && i + reach > num;) {
      if (p_.clause_of(p_.marks[i]).sentence + 1 < p_.clause_of(p_.marks[num]).sentence) break;
      if (p_.marks[i].level() && t_.same_unit(i, num) && named(i)) return i;
    }
    return none;
  }

  /// 1532项，网上可办1501项，占98%: no word names the base, the numbers do.
  std::uint32_t fitting_base(std::uint32_t num, std::uint32_t result) const {
    const std::uint32_t sentence = p_.clause_of(p_.marks[num]).sentence;
    if (share_base_ != none && share_base_ < num && p_.clause_of(p_.marks[share_base_]).sentence == sentence &&
        t_.same_unit(share_base_, num) && fits(num, share_base_, result))
      return share_base_;
    // 35% of one number in a hundred happens, 34.9% of one in a thousand: a fine share may look further.
    const bool fine = t_.figure(result).decimals > 0;
    for (std::uint32_t i = num; i-- > 0 && i + reach > num;) {
      const Mark& mark = p_.marks[i];
      if (p_.clause_of(mark).sentence != sentence || (!fine && mark.clause + 2 < p_.marks[num].clause)) break;
      if (mark.level() && t_.same_unit(i, num) && !mark.has(trait_each) && fits(num, i, result)) return i;
    }
    return none;
  }

  /// 其中A43人、B54人，分别占21.5%、27%: each of its own part.
  void shares_of_each(std::uint32_t first, std::uint32_t last, TextRange words) {
    const std::uint32_t count = last - first + 1;
    if (first < count || p_.label(p_.marks[first]).find(U"分别") == std::u32string_view::npos) return;
    const std::uint32_t part = first - count;
    const bool listed = t_.whole_of[part] >= 0;
    if (!listed && (part == 0 || !t_.same_unit(part - 1, part) || !p_.marks[part - 1].level())) return;
    const std::uint32_t whole = listed ? static_cast<std::uint32_t>(t_.whole_of[part]) : part - 1;
    // Without 其中 the numbers must say that these are the parts and that is their whole.
    for (std::uint32_t i = 0; i < count; ++i)
      if (listed ? t_.whole_of[part + i] != t_.whole_of[part]
                 : !p_.marks[part + i].level() || !t_.same_unit(part + i, whole) || !fits(part + i, whole, first + i))
        return;
    for (std::uint32_t i = 0; i < count; ++i)
      t_.add(RelationKind::ratio, listed ? Basis::words : Basis::arithmetic, words,
             {{Role::numerator, part + i}, {Role::denominator, whole}, {Role::result, first + i}});
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
  std::uint32_t share_base_ = none;  ///< base of the last share
};

}  // namespace

void find_ratios(Ties& t) {
  if (t.p.marks.size() >= 3) Ratios(t).run();
}

}  // namespace detail
FAZHI_NAMESPACE_END
