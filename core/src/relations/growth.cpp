// Growth and the base it grew from, where both stand in one sentence.
#include <algorithm>

#include "relations/ties.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

constexpr std::uint32_t none = ~0u;
/// Figures looked back for the present value.
constexpr std::uint32_t reach = 40;

/// 2022年 at the end of the words: length, 0 where there is none.
std::size_t year_at_end(std::u32string_view s) noexcept {
  if (s.size() < 5 || s.back() != U'年') return 0;
  for (std::size_t k = s.size() - 5; k + 1 < s.size(); ++k)
    if (s[k] < U'0' || s[k] > U'9') return 0;
  return 5;
}

class Growths {
 public:
  explicit Growths(Ties& t) : t_(t), p_(t.p) {}

  void run() {
    for (std::uint32_t m = 1; m < p_.marks.size(); ++m) {
      if (p_.marks[m].linked) continue;
      if (compare_two(m)) continue;
      if (t_.run_end(m) != m) {
        if (!several_bases(m)) paired(m);
        continue;
      }
      if (states_base(m) || target(m)) {
        // 较…1180件、…1210件分别增长6.4%、3.8%: of several bases, not of the nearest.
        if (m + 1 < p_.marks.size() && t_.run_end(m + 1) != m + 1) continue;
        if (m + 1 < p_.marks.size() && grows(m + 1, m) && p_.marks[m + 1].clause <= behind_base(m))
          for (std::uint32_t g = m + 1; g < p_.marks.size() && g <= m + 2 && grows(g, m); ++g) tie(m, g);
        else if (m >= 2 && grows(m - 1, m) && p_.marks[m - 1].clause + 1 >= p_.marks[m].clause)
          tie(m, m - 1);
      } else {
        two_years(m);
      }
    }
  }

 private:
  /// The last clause in which its growth may stand: 2件（上年5件），同比下降60% has an empty one behind the bracket.
  std::uint32_t behind_base(std::uint32_t m) const {
    const std::uint32_t next = p_.marks[m].clause + 1;
    const bool bracket = p_.clause_of(p_.marks[m]).before == U'（' && next < p_.clauses.size() &&
                         p_.clauses[next].before == U'）' && p_.clauses[next].start == p_.clauses[next].end;
    return bracket ? next + 1 : next;
  }

  /// A stated quantity, rates among them, and no growth or share.
  static bool value(const Mark& m) noexcept {
    return !m.has(trait_change | trait_share) && m.kind != UnitKind::point && m.kind != UnitKind::multiple;
  }

  /// 比上年的, 上年为, 去年同期, 2022年为, or nothing in a bracket behind 比上年.
  bool states_base(std::uint32_t m) const {
    const Mark& mark = p_.marks[m];
    if (!value(mark)) return false;
    auto label = p_.label(mark);
    const Clause& c = p_.clause_of(mark);
    if (label.find_first_not_of(U' ') == label.npos && c.before == U'（' && mark.clause > 0) {
      label = p_.clause_text(p_.clauses[mark.clause - 1]);
      const std::size_t than = last_word(label, t_.x.than);
      return than != label.npos && label.size() - than <= 8 && only_time(label.substr(than));
    }
    return than_earlier(label) || (mark.label == c.start && only_time(label));
  }

  /// 比上年的, 较2022年的.
  bool than_earlier(std::u32string_view label) const {
    const std::size_t than = last_word(label, t_.x.than);
    return than != label.npos && label.size() - than <= 10 && has_word(label.substr(than), t_.x.year_before);
  }

  /// 受理143起，化解141起，较去年的126起、119起分别上升13.5%、18.5%: in turn, where all of them agree.
  void paired(std::uint32_t m) {
    const std::uint32_t last = t_.run_end(m);
    const std::uint32_t growth = last + 1;
    const std::uint32_t count = last - m + 1;
    if (growth >= p_.marks.size() || t_.run_end(growth) - growth + 1 != count || !states_base(m) ||
        !p_.marks[growth].has(trait_up | trait_down) || p_.marks[growth].clause != p_.marks[last].clause)
      return;
    std::vector<std::uint32_t> now;
    for (std::uint32_t i = m; i-- > 0 && i + reach > m && now.size() < count;) {
      if (p_.clause_of(p_.marks[i]).sentence != p_.clause_of(p_.marks[m]).sentence) return;
      if (p_.marks[i].level() && t_.same_unit(i, m)) now.insert(now.begin(), i);
    }
    if (now.size() != count) return;
    const bool down = p_.marks[growth].has(trait_down);
    for (std::uint32_t i = 0; i < count; ++i)
      if (!growth_fits(t_.r, p_.marks[m + i].figure, p_.marks[now[i]].figure, p_.marks[growth + i].figure, down))
        return;
    for (std::uint32_t i = 0; i < count; ++i) {
      Tie tie;
      tie.kind = RelationKind::change;
      tie.basis = Basis::arithmetic;
      tie.words = {p_.marks[m].label, p_.marks[growth].range.start};
      tie.direction = down ? Direction::down : Direction::up;
      tie.operands = {{Role::from, p_.marks[m + i].figure},
                      {Role::to, p_.marks[now[i]].figure},
                      {Role::result, p_.marks[growth + i].figure}};
      t_.found.push_back(std::move(tie));
    }
  }

  /// 今年93件，较2022年的71件和2023年的84件分别增长31%和10.7%: one number beside the bases named right before.
  bool several_bases(std::uint32_t growth) {
    const std::uint32_t count = t_.run_end(growth) - growth + 1;
    if (growth < count + 1 || !p_.marks[growth].has(trait_up | trait_down) ||
        p_.label(p_.marks[growth]).find(U"分别") == std::u32string_view::npos)
      return false;
    const std::uint32_t first = growth - count;
    if (!states_base(first)) return false;
    for (std::uint32_t b = first; b < growth; ++b) {
      if (p_.marks[b].linked || !value(p_.marks[b]) || !t_.same_unit(first, b) ||
          p_.clause_of(p_.marks[b]).sentence != p_.clause_of(p_.marks[growth]).sentence)
        return false;
      auto label = p_.label(p_.marks[b]);
      while (b > first && !label.empty() &&
             (label.front() == U'和' || label.front() == U'与' || label.front() == U'及'))
        label.remove_prefix(1);
      if (b > first && !only_time(label)) return false;
    }
    const std::uint32_t now = present(first, growth);
    if (now == none || p_.marks[now].linked || t_.run_end(now) != now) return false;
    for (std::uint32_t i = 0; i < count; ++i)
      add(now, first + i, growth + i, growth, {p_.marks[first].label, p_.marks[growth].range.start});
    return true;
  }

  /// 比目标值70%高出12个百分点, 较法定时限20天压缩85%: compared at once with a number that is no earlier one.
  bool target(std::uint32_t m) const {
    const Mark& mark = p_.marks[m];
    if (!value(mark) || m + 1 >= p_.marks.size() || p_.marks[m + 1].clause != mark.clause) return false;
    const auto label = p_.label(mark);
    const std::size_t than = last_word(label, t_.x.than);
    return than != label.npos && label.size() - than <= 14 && label.size() - than > 1;
  }

  /// 网站192条、公开栏32条，网站比公开栏多160条.
  bool compare_two(std::uint32_t m) {
    if (m < 2 || !p_.marks[m].has(trait_up | trait_down)) return false;
    const auto label = p_.label(p_.marks[m]);
    const std::size_t than = label.find(U'比');
    const std::size_t verb = std::max(word_at_end(label, t_.x.more), word_at_end(label, t_.x.less));
    if (than == label.npos || than < 2 || verb == 0 || than + 3 + verb > label.size()) return false;
    const std::uint32_t one = named(m, label.substr(0, than));
    const std::uint32_t other = named(m, label.substr(than + 1, label.size() - verb - than - 1));
    if (one == none || other == none || one == other || !t_.same_unit(one, m) || !t_.same_unit(other, m)) return false;
    t_.add(RelationKind::difference, Basis::words, {p_.marks[m].label, p_.marks[m].range.start},
           {{Role::from, other}, {Role::to, one}, {Role::result, m}});
    t_.found.back().direction = word_at_end(label, t_.x.more) != 0 ? Direction::up : Direction::down;
    return true;
  }

  /// The level before m in its sentence whose label ends with the name.
  std::uint32_t named(std::uint32_t m, std::u32string_view name) const {
    for (std::uint32_t i = m; i-- > 0 && i + reach > m;) {
      if (p_.clause_of(p_.marks[i]).sentence != p_.clause_of(p_.marks[m]).sentence) break;
      if (p_.marks[i].level() && p_.label(p_.marks[i]).ends_with(name)) return i;
    }
    return none;
  }

  /// Words that name the time before and nothing else.
  bool only_time(std::u32string_view s) const {
    bool time = false;
    while (!s.empty()) {
      std::size_t drop = s.back() == U' ' ? 1 : 0;
      for (const WordList* words : {&t_.x.soft, &t_.x.reach, &t_.x.than})
        if (drop == 0) drop = word_at_end(s, *words);
      if (drop == 0) {
        drop = std::max(year_at_end(s), word_at_end(s, t_.x.year_before));
        time = time || drop > 1;
      }
      if (drop == 0) return false;
      s.remove_suffix(drop);
    }
    return time;
  }

  bool grows(std::uint32_t m, std::uint32_t base) const {
    const Mark& mark = p_.marks[m];
    return mark.has(trait_up | trait_down) && only_growth(t_.x, p_.label(mark)) &&
           p_.clause_of(mark).sentence == p_.clause_of(p_.marks[base]).sentence;
  }

  /// The present value: nearest of its unit before base and growth; no other quantity stands between it and the growth
  /// unless the words compare with the base at once.
  std::uint32_t present(std::uint32_t base, std::uint32_t growth) const {
    const std::uint32_t first = std::min(base, growth);
    for (std::uint32_t i = first; i-- > 0 && i + reach > first;) {
      const Mark& mark = p_.marks[i];
      if (p_.clause_of(mark).sentence != p_.clause_of(p_.marks[base]).sentence) return none;
      if (p_.clause_of(mark).depth > p_.clause_of(p_.marks[first]).depth || !value(mark)) continue;
      // 较2022年的67件减少14件，较2021年的61件减少8件: the base of another comparison.
      if (than_earlier(p_.label(mark))) continue;
      if (t_.same_unit(i, base)) return i;
      if (growth < base) return none;
    }
    return none;
  }

  void tie(std::uint32_t base, std::uint32_t growth) {
    const std::uint32_t now = present(base, growth);
    if (now == none || p_.marks[now].linked || t_.run_end(now) != now) return;
    const Mark& from = p_.marks[std::min(base, growth)];
    add(now, base, growth, growth, {from.label, p_.marks[std::max(base, growth)].range.start});
  }

  /// `lead` holds the words before the growth.
  void add(std::uint32_t now, std::uint32_t base, std::uint32_t growth, std::uint32_t lead, TextRange words) {
    const Mark& mark = p_.marks[growth];
    Tie tie;
    tie.kind = RelationKind::change;
    tie.words = words;
    tie.direction = mark.has(trait_up) ? Direction::up : Direction::down;
    tie.operands = {{Role::from, p_.marks[base].figure}, {Role::to, p_.marks[now].figure}, {Role::result, mark.figure}};
    tie.constant_price = has_word(p_.clause_text(p_.clause_of(p_.marks[now])), t_.x.constant_price);
    if (mark.has(trait_compound) || !read_growth(t_, lead, growth, now, tie)) return;
    // Beside another quantity, not an earlier one, it is a difference.
    if (!states_base(base) && p_.label(p_.marks[base]).find_first_of(U"年末初期前") == std::u32string_view::npos &&
        t_.figure(base).period == t_.figure(now).period &&
        (tie.growth == Growth::amount || tie.growth == Growth::points))
      tie.kind = RelationKind::difference;
    t_.found.push_back(std::move(tie));
  }

  /// 2022年受理300件，2023年受理420件，增长40%: the same words of two years.
  void two_years(std::uint32_t m) {
    if (m < 2 || !p_.marks[m].has(trait_up | trait_down) || !only_growth(t_.x, p_.label(p_.marks[m]))) return;
    const Mark& now = p_.marks[m - 1];
    const Mark& base = p_.marks[m - 2];
    if (!value(now) || !value(base) || now.linked || !t_.same_unit(m - 1, m - 2) ||
        now.clause + 1 < p_.marks[m].clause || base.clause + 1 < now.clause)
      return;
    const Clause& c = p_.clause_of(p_.marks[m]);
    if (p_.clause_of(base).sentence != c.sentence || p_.clause_of(base).depth != c.depth) return;
    const int years = t_.figure(m - 1).period - t_.figure(m - 2).period;
    if (t_.figure(m - 2).period == 0 || years != 1) return;
    if (without_year(p_.label(now)) != without_year(p_.label(base))) return;
    add(m - 1, m - 2, m, m, {base.label, p_.marks[m].range.start});
  }

  static std::u32string without_year(std::u32string_view s) {
    std::u32string out(s);
    if (const std::size_t at = out.find(U'年');
        at != out.npos && year_at_end(std::u32string_view(out).substr(0, at + 1)) != 0)
      out.erase(at - 4, 5);
    std::erase(out, U' ');
    return out;
  }

  Ties& t_;
  Paragraph& p_;
};

}  // namespace

bool only_growth(const RelationLexicon& x, std::u32string_view label) {
  while (!label.empty()) {
    if (label.back() == U' ') {
      label.remove_suffix(1);
      continue;
    }
    std::size_t drop = 0;
    for (const WordList* words : {&x.up, &x.down, &x.more, &x.less, &x.soft, &x.reach, &x.compound, &x.compared,
                                  &x.light, &x.than, &x.year_before})
      drop = std::max(drop, word_at_end(label, *words));
    // 缩减比例, 增长幅度
    if (label.size() > 2 && (label.ends_with(U"比例") || label.ends_with(U"幅度")) &&
        word_at_end(label.substr(0, label.size() - 2), x.up) + word_at_end(label.substr(0, label.size() - 2), x.down) !=
            0)
      drop = 2;
    drop = std::max(drop, year_at_end(label));
    if (label.ends_with(U"五年")) drop = std::max<std::size_t>(drop, 2);
    if (label == U"净") drop = 1;
    if (drop == 0) return false;
    label.remove_suffix(drop);
  }
  return true;
}

bool read_growth(const Ties& t, std::uint32_t lead, std::uint32_t value, std::uint32_t to, Tie& tie) {
  const Mark& mark = t.p.marks[lead];
  const FigureData& f = t.figure(value);
  // 缩短了1/4
  if (f.unit.empty() && f.value.den != 1 && f.decimals == 0) {
    tie.growth = Growth::share;
    return true;
  }
  const bool rates = t.p.marks[to].kind == UnitKind::rate;
  switch (t.p.marks[value].kind) {
    case UnitKind::rate:
      tie.growth = Growth::share;
      return true;
    case UnitKind::point:
      tie.growth = Growth::points;
      return rates;
    case UnitKind::multiple:
      tie.growth = f.unit == "番"                                                    ? Growth::doublings
                   : word_at_end(t.p.label(mark), t.x.up) != 0 || mark.has(trait_up) ? Growth::times_more
                                                                                     : Growth::times_of;
      return true;
    default:
      tie.growth = Growth::amount;
      return t.same_unit(value, to);
  }
}

void find_growth(Ties& t) {
  if (t.p.marks.size() >= 3) Growths(t).run();
}

}  // namespace detail
FAZHI_NAMESPACE_END
