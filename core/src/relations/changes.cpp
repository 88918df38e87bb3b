// 由…增至…, 从…提高到….
#include <algorithm>
#include <tuple>

#include "relations/ties.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

/// Words between two values that lead from the first to the second.
struct Turn {
  bool found = false;
  Direction direction = Direction::none;
  TextRange words;
};

class Changes {
 public:
  explicit Changes(Ties& t) : t_(t), p_(t.p) {}

  void run() {
    for (std::uint32_t m = 0; m + 1 < p_.marks.size(); ++m) {
      if (p_.marks[m].linked) continue;
      if (!of_proportions(m) && !two_things(m) && !pair(m)) growth_between(m);
    }
  }

 private:
  /// Verb and 到, 至 between the end of one value and the start of the next: 增加到2025年的.
  Turn turn(std::uint32_t from, std::uint32_t to, bool after_from) const {
    const std::uint32_t start = p_.marks[from].range.end;
    const auto s = p_.words(start, p_.marks[to].range.start);
    Turn out;
    if (!has_word(s, t_.x.onto)) return out;
    for (const auto& [verbs, direction] :
         {std::pair(&t_.x.up, Direction::up), std::pair(&t_.x.down, Direction::down),
          std::pair(&t_.x.spread, Direction::up), std::pair(&t_.x.merge, Direction::down),
          std::pair(&t_.x.neutral, Direction::none)}) {
      for (const auto& verb : *verbs) {
        for (std::size_t at = s.find(verb); at != s.npos; at = s.find(verb, at + 1)) {
          const std::size_t onto = word_at_start(s.substr(at + verb.size()), t_.x.onto);
          if (onto == 0 || (out.found && out.words.start <= start + at)) continue;
          const std::size_t end = at + verb.size() + onto;
          if (!leads(s.substr(end))) continue;
          out = {true, direction, {static_cast<std::uint32_t>(start + at), static_cast<std::uint32_t>(start + end)}};
        }
      }
    }
    if (out.found) return out;
    // 由71所优化整合为47所: any short verb does after 由.
    if (after_from && s.size() <= 12) {
      std::size_t length = 0;
      const std::size_t at = last_word(s, t_.x.onto, &length);
      if (at != s.npos && at >= 1 && s[at] != U'成' && leads(s.substr(at + length)) &&
          s.find_first_of(U"，；、（") == s.npos)
        return {true, Direction::none, {start, static_cast<std::uint32_t>(start + at + length)}};
    }
    // 从0到1: bare 到, 至 close to both.
    const std::size_t onto = word_at_start(s, t_.x.onto);
    if (onto != 0 && onto == s.size() && !s.starts_with(U"为") && !t_.figure(to).unit.empty())
      out = {true, Direction::none, {start, static_cast<std::uint32_t>(start + onto)}};
    return out;
  }

  /// Only a time, 现在的 or nothing stands between 提高到 and its value.
  bool leads(std::u32string_view rest) const {
    if (rest.size() > 12) return false;
    while (!rest.empty() && rest.front() == U' ') rest.remove_prefix(1);
    return rest.empty() || rest.ends_with(U"的") || rest.ends_with(U"年") || rest.ends_with(U"底") ||
           rest.ends_with(U"末") || rest.size() <= 6;
  }

  /// Place of 由, 从 in the label of a value, npos where none leads to it.
  std::size_t from_word(std::uint32_t m) const {
    const auto label = p_.label(p_.marks[m]);
    const std::size_t at = last_word(label, t_.x.from);
    return at == label.npos || label.size() - at > 24 ? label.npos : at;
  }

  bool proportion(std::uint32_t position) const {
    return position < p_.text.size() &&
           (p_.text[position] == U'∶' || p_.text[position] == U'：' || p_.text[position] == U':');
  }

  /// 2.9∶1缩小至2.52∶1: the first numbers change.
  bool of_proportions(std::uint32_t first) {
    if (first + 3 >= p_.marks.size()) return false;
    const auto& [a, b, c, d] = std::tie(p_.marks[first], p_.marks[first + 1], p_.marks[first + 2], p_.marks[first + 3]);
    if (!proportion(a.range.end) || b.range.start != a.range.end + 1 || !proportion(c.range.end) ||
        d.range.start != c.range.end + 1)
      return false;
    if (d.range.end < p_.text.size() && proportion(d.range.end)) return false;
    const bool to_one = t_.figure(first + 1).value == t_.figure(first + 3).value;
    const std::size_t from = from_word(first);
    const Turn words = turn(first + 1, first + 2, from != std::u32string_view::npos);
    if (!words.found || from == std::u32string_view::npos) return false;
    // 由3∶2缩小至6∶5: one proportion; 由7∶3调整为6∶4 need not be.
    if (!to_one && words.direction == Direction::none) return false;
    Tie tie;
    tie.kind = RelationKind::change;
    tie.words = {a.label + static_cast<std::uint32_t>(from), words.words.end};
    tie.direction = to_one ? words.direction : Direction::none;
    tie.operands = {{Role::from, a.figure}, {Role::to, c.figure}};
    t_.found.push_back(std::move(tie));
    return true;
  }

  /// 由5个环节8天压缩为2个环节1天: two things, both changed.
  bool two_things(std::uint32_t m) {
    if (m + 3 >= p_.marks.size() || from_word(m) == std::u32string_view::npos) return false;
    if (p_.marks[m].clause != p_.marks[m + 3].clause || !t_.same_unit(m, m + 2) || !t_.same_unit(m + 1, m + 3) ||
        t_.same_unit(m, m + 1))
      return false;
    const Turn words = turn(m + 1, m + 2, true);
    if (!words.found || words.direction == Direction::none) return false;
    for (const std::uint32_t first : {m, m + 1}) {
      Tie tie;
      tie.kind = RelationKind::change;
      tie.words = words.words;
      tie.direction = words.direction;
      tie.operands = {{Role::from, p_.marks[first].figure}, {Role::to, p_.marks[first + 2].figure}};
      t_.found.push_back(std::move(tie));
    }
    return true;
  }

  /// A rank goes up by going down.
  bool ranked(std::uint32_t m) const {
    return has_word(p_.words(p_.clause_of(p_.marks[m]).start, p_.marks[m].range.start), t_.x.rank);
  }

  static Direction opposite(Direction d) noexcept {
    return d == Direction::up ? Direction::down : d == Direction::down ? Direction::up : d;
  }

  bool comparable(std::uint32_t a, std::uint32_t b) const {
    if (t_.same_unit(a, b)) return true;
    // 由52.23提高到58.08%: the unit stands once.
    return t_.figure(a).unit.empty() && t_.figure(a).value.den != 3;
  }

  bool pair(std::uint32_t first) {
    const std::uint32_t last = t_.run_end(first);
    const std::uint32_t to = last + 1;
    if (to >= p_.marks.size() || p_.clause_of(p_.marks[to]).sentence != p_.clause_of(p_.marks[first]).sentence)
      return false;
    const std::uint32_t to_last = t_.run_end(to);
    // 由下降2.3%转为增长8.5%: two growths, no change of one into the other.
    if (p_.marks[first].has(trait_up | trait_down) && p_.marks[first].kind == UnitKind::rate) return false;
    if (p_.clause_of(p_.marks[to]).depth != p_.clause_of(p_.marks[first]).depth) return false;
    // 7∶3调整到6∶4: two proportions.
    if (proportion(p_.marks[last].range.end) ||
        (p_.marks[first].range.start > 0 && proportion(p_.marks[first].range.start - 1)))
      return false;
    const std::size_t from = from_word(first);
    const auto between = p_.words(p_.marks[last].range.end, p_.marks[to].range.start);
    if (between.size() > (from == std::u32string_view::npos ? 6u : 40u)) return false;
    const Turn turn_words = turn(last, to, from != std::u32string_view::npos);
    if (!turn_words.found) return false;
    // Without 由, only a verb that touches both: 赤字率2.1%提高到2.3%.
    const bool touches = turn_words.words.start == p_.marks[last].range.end &&
                         turn_words.words.end == p_.marks[to].range.start && turn_words.words.size() >= 2 &&
                         first == last;
    if (from == std::u32string_view::npos && !touches) return false;
    if (between.find(U'，') != between.npos && p_.clause_of(p_.marks[to]).before == U'，' && between.size() > 16)
      return false;
    const std::uint32_t count = last - first + 1;
    // 分别从50%、75%提高至100%: one aim for all.
    const bool one_aim = to_last == to && count > 1;
    if (to_last - to + 1 != count && !one_aim) return false;
    const auto aim = [&](std::uint32_t i) { return one_aim ? to : to + i; };
    for (std::uint32_t i = 0; i < count; ++i)
      if (!comparable(first + i, aim(i))) return false;
    const TextRange words =
        from == std::u32string_view::npos
            ? turn_words.words
            : TextRange{p_.marks[first].label + static_cast<std::uint32_t>(from), turn_words.words.end};
    for (std::uint32_t i = 0; i < count; ++i) {
      Tie tie;
      tie.kind = RelationKind::change;
      tie.words = words;
      tie.rank = ranked(first);
      tie.direction = tie.rank ? opposite(turn_words.direction) : turn_words.direction;
      tie.operands = {{Role::from, p_.marks[first + i].figure}, {Role::to, p_.marks[aim(i)].figure}};
      tie.constant_price =
          has_word(p_.words(p_.clause_of(p_.marks[first]).start, p_.marks[first].range.start), t_.x.constant_price);
      if (one_aim) {
        t_.found.push_back(std::move(tie));
        continue;
      }
      const Tie bare = tie;
      std::uint32_t next = to_last + 1;
      if (next < p_.marks.size() && result(tie, first + i, to + i, next, to_last, i, count))
        next += count;
      else if (count == 1)
        result_ahead(tie, first, to);
      t_.found.push_back(std::move(tie));
      // 减少13个，精简28.3%: told in two measures.
      for (Tie more = bare; count == 1 && next < p_.marks.size() && next > to_last + 1; more = bare) {
        if (!result(more, first, to, next, next - 1, 0, 1)) break;
        t_.found.push_back(std::move(more));
        ++next;
      }
    }
    return true;
  }

  /// 由上年的95.2%提升3.1个百分点，达到98.3%: from, growth, to.
  bool growth_between(std::uint32_t first) {
    const std::uint32_t growth = first + 1;
    const std::uint32_t to = first + 2;
    if (to >= p_.marks.size() || from_word(first) == std::u32string_view::npos || !t_.same_unit(first, to))
      return false;
    const Mark& a = p_.marks[first];
    const Mark& g = p_.marks[growth];
    const Mark& b = p_.marks[to];
    const Clause& c = p_.clause_of(a);
    if (a.linked || g.linked || b.linked || g.clause != a.clause || b.clause > a.clause + 1 ||
        p_.clause_of(b).sentence != c.sentence || p_.clause_of(b).depth != c.depth || b.has(trait_change) ||
        !g.has(trait_up | trait_down) || g.has(trait_compound) || !only_growth(t_.x, p_.label(g)) ||
        a.has(trait_up | trait_down) || p_.label(b).empty() ||
        word_at_end(p_.label(b), t_.x.reach) != p_.label(b).size() || ranked(first))
      return false;
    Tie tie;
    tie.kind = RelationKind::change;
    tie.direction = g.has(trait_up) ? Direction::up : Direction::down;
    tie.words = {a.label + static_cast<std::uint32_t>(from_word(first)), b.range.start};
    tie.operands = {{Role::from, a.figure}, {Role::to, b.figure}};
    tie.constant_price = has_word(p_.words(c.start, a.range.start), t_.x.constant_price);
    if (!read_growth(t_, growth, growth, to, tie)) return false;
    tie.operands.push_back({Role::result, g.figure});
    t_.found.push_back(std::move(tie));
    return true;
  }

  /// The growth printed right behind: ，增长5%.
  bool result(Tie& tie, std::uint32_t from, std::uint32_t to, std::uint32_t m, std::uint32_t behind, std::uint32_t i,
              std::uint32_t count) {
    const Mark& mark = p_.marks[m];
    const std::uint32_t end = p_.marks[behind].range.end;
    // 调整为4238项，净增2项: alone, 净增 is an addition to a stock.
    const bool net = p_.label(mark) == U"净增";
    if (t_.run_end(m) - m + 1 != count || !(mark.has(trait_change) || net) || mark.label < end) return false;
    const Clause& c = p_.clause_of(mark);
    if (c.sentence != p_.clause_of(p_.marks[to]).sentence || mark.clause > p_.marks[behind].clause + 1) return false;
    if (mark.range.start > end + 14 || !(net || only_growth(t_.x, p_.label(mark)))) return false;
    const Mark& value = p_.marks[m + i];
    const bool rates = p_.marks[to].kind == UnitKind::rate;
    if (mark.has(trait_compound)) {
      const int years = t_.figure(to).period - t_.figure(from).period;
      if (t_.figure(from).period == 0 || years < 2 || years > 40 || tie.constant_price || rates) return false;
      tie.years = years;
    }
    if (!read_growth(t_, m, m + i, to, tie)) return false;
    if (tie.direction == Direction::none && (net || mark.has(trait_up))) tie.direction = Direction::up;
    if (tie.direction == Direction::none && mark.has(trait_down)) tie.direction = Direction::down;
    tie.operands.push_back({Role::result, value.figure});
    return true;
  }

  /// 办理时限压缩68%，由20个工作日缩短为6.4个工作日: the growth stands in the clause before.
  void result_ahead(Tie& tie, std::uint32_t first, std::uint32_t to) {
    if (first == 0 || tie.direction == Direction::none || tie.rank) return;
    const Mark& mark = p_.marks[first - 1];
    const Mark& from = p_.marks[first];
    if (mark.linked || mark.clause + 1 != from.clause || mark.has(trait_compound) ||
        !mark.has(tie.direction == Direction::up ? trait_up : trait_down))
      return;
    const auto label = p_.label(from);
    if (from.label != p_.clause_of(from).start || !(label.starts_with(U"由") || label.starts_with(U"从"))) return;
    if (!read_growth(t_, first - 1, first - 1, to, tie)) return;
    tie.operands.push_back({Role::result, mark.figure});
  }

  Ties& t_;
  Paragraph& p_;
};

}  // namespace

void find_changes(Ties& t) {
  if (t.p.marks.size() >= 2) Changes(t).run();
}

}  // namespace detail
FAZHI_NAMESPACE_END
