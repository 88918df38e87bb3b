// An addition and the stock that holds it; a level passed and the level attained.
#include <algorithm>

#include "relations/ties.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

class Stocks {
 public:
  explicit Stocks(Ties& t) : t_(t), p_(t.p) {}

  void run() {
    for (std::uint32_t m = 1; m < p_.marks.size(); ++m) {
      if (p_.marks[m].linked || !p_.marks[m].level()) continue;
      if (!stock(m) && !latest(m)) attained(m);
    }
  }

 private:
  /// The label without 达到, 突破, 分别 and blanks at its end.
  std::u32string_view bare(std::u32string_view s) const {
    while (!s.empty()) {
      const std::size_t drop = s.back() == U' ' ? 1 : std::max(word_at_end(s, t_.x.reach), word_at_end(s, t_.x.soft));
      if (drop == 0 || word_at_end(s, t_.x.stock) > drop) break;
      s.remove_suffix(drop);
    }
    return s;
  }

  /// Nearest level before m in the clause before, growth rates passed over.
  std::uint32_t addition_before(std::uint32_t m, int gaps) const {
    const Clause& c = p_.clause_of(p_.marks[m]);
    for (std::uint32_t i = m; i-- > 0 && i + 40 > m;) {
      const Mark& mark = p_.marks[i];
      const Clause& at = p_.clause_of(mark);
      if (at.sentence != c.sentence || at.depth < c.depth) break;
      if (at.depth > c.depth) continue;
      if (mark.clause == p_.marks[m].clause) break;
      if (!mark.level()) continue;
      // Only clauses of growth may stand between.
      for (std::uint32_t k = mark.clause + 1; k < p_.marks[m].clause; ++k) {
        const Clause& between = p_.clauses[k];
        if (between.depth != c.depth) continue;
        if (between.first == between.last &&
            p_.clause_text(between).find_first_not_of(U' ') != std::u32string_view::npos && gaps-- == 0)
          return ~0u;
        for (std::uint32_t j = between.first; j < between.last; ++j)
          if (p_.marks[j].level() && !p_.marks[j].linked) return ~0u;
      }
      while (p_.marks[i].linked && i > 0) --i;
      return i;
    }
    return ~0u;
  }

  bool stock(std::uint32_t m) {
    const Mark& total = p_.marks[m];
    const Clause& c = p_.clause_of(total);
    if (total.label != c.start || (c.before != U'、' && c.before != U'，')) return false;
    const auto label = p_.label(total);
    const std::u32string_view head = bare(label);
    const std::size_t word = word_at_end(head, t_.x.stock);
    // Most figures end here.
    if (word == 0 && !head.empty() && word_at_start(head, t_.x.stock) == 0) return false;
    // 新增公园127座，绿地再扩面，累计达到1100座: a bare 累计 reaches over one clause.
    const std::uint32_t part = addition_before(m, word != 0 && word == head.size() && c.before == U'，' ? 1 : 0);
    if (part == ~0u || !t_.same_unit(part, m)) return false;
    const Mark& addition = p_.marks[part];
    if (addition.has(trait_stock)) return false;
    const auto said = p_.words(p_.clause_of(addition).start, addition.range.start);
    if (const std::size_t first = word_at_start(head, t_.x.stock); word == 0 && first != 0) {
      // 新增备案5件，累计备案120件
      const auto noun = bare(head.substr(first));
      if (noun.size() > 8 || said.find(noun) == said.npos) return false;
    } else if (word == 0) {
      // 新增45家、达到1224家
      if (!head.empty() || label.empty() || !has_word(said, t_.x.added)) return false;
    } else {
      const auto noun = head.substr(0, head.size() - word);
      if (!noun.empty() && said.find(noun) == said.npos && word_at_end(noun, t_.x.light) != noun.size()) return false;
    }
    const std::uint32_t last = t_.run_end(m);
    const std::uint32_t part_last = t_.run_end(part);
    const std::uint32_t first = last - m == part_last - part ? part : first_of_list(part_last, last - m + 1);
    if (first == ~0u || (first != part && label.find(U"分别") == label.npos)) return false;
    for (std::uint32_t i = 0; i <= last - m; ++i) {
      if (!t_.same_unit(first + i, m + i)) continue;
      const TextRange words{c.start, total.range.start};
      t_.add(RelationKind::subset, Basis::words, words, {{Role::part, first + i}, {Role::whole, m + i}});
    }
    return true;
  }

  /// 国家级1个、省级3个、市级12个: the first of as many levels in a row, one a clause.
  std::uint32_t first_of_list(std::uint32_t last, std::uint32_t count) const {
    if (last + 1 < count) return ~0u;
    const std::uint32_t first = last + 1 - count;
    for (std::uint32_t i = first; i <= last; ++i) {
      const Mark& mark = p_.marks[i];
      if (!mark.level() || !t_.same_unit(i, last)) return ~0u;
      if (i > first && (mark.label != p_.clause_of(mark).start || p_.clause_of(mark).before != U'、' ||
                        mark.clause != p_.marks[i - 1].clause + 1))
        return ~0u;
    }
    // A list that goes on before counts more than is told.
    const bool longer = first > 0 && p_.clause_of(p_.marks[first]).before == U'、' && t_.same_unit(first - 1, first);
    return longer ? ~0u : first;
  }

  /// 累计建成示范村45个，今年新增12个: the stock first.
  bool latest(std::uint32_t m) {
    const Mark& part = p_.marks[m];
    const Mark& stock = p_.marks[m - 1];
    const Clause& c = p_.clause_of(part);
    if (part.label != c.start || (c.before != U'，' && c.before != U'、') || stock.clause + 1 != part.clause)
      return false;
    if (!stock.level() || !t_.same_unit(m - 1, m) || !has_word(p_.label(stock), t_.x.stock) ||
        has_word(p_.label(stock), t_.x.of_which))
      return false;
    const auto head = bare(p_.label(part));
    const std::size_t word = word_at_end(head, t_.x.added);
    const auto lead = head.substr(0, head.size() - word);
    if (word == 0 || (!lead.empty() && word_at_end(lead, t_.x.light) != lead.size())) return false;
    t_.add(RelationKind::subset, Basis::words, {c.start, part.range.start}, {{Role::whole, m - 1}, {Role::part, m}});
    return true;
  }

  /// 突破4000亿元、达到4211亿元.
  void attained(std::uint32_t m) {
    const Mark& second = p_.marks[m];
    const Mark& first = p_.marks[m - 1];
    const Clause& c = p_.clause_of(second);
    if (first.clause + 1 != second.clause || second.label != c.start || (c.before != U'、' && c.before != U'，'))
      return;
    if (!first.level() || second.range.start > first.range.end + 8) return;
    // The qualifier may stand in the surface: 突破4000亿元.
    const auto leads = [&](const Mark& mark, const WordList& words) {
      const auto surface = p_.words(mark.range.start, mark.range.end);
      const std::size_t number =
          std::min(surface.find_first_of(U"0123456789一二三四五六七八九十百千两"), surface.size());
      return word_at_end(trimmed(p_.words(mark.label, mark.range.start + static_cast<std::uint32_t>(number))), words) !=
             0;
    };
    const auto open2 = p_.words(c.start, second.range.end);
    const auto passed = [&](const Mark& mark) {
      const Approximation a = t_.r.figures[mark.figure].approximation;
      return leads(mark, t_.x.passed) && (a == Approximation::over || a == Approximation::at_least);
    };
    const bool starts2 = word_at_start(open2, t_.x.attained) != 0 || word_at_start(open2, t_.x.passed) != 0;
    if (!starts2 || !t_.same_unit(m - 1, m)) return;
    const bool up = passed(first) && leads(second, t_.x.attained);
    const bool down = leads(first, t_.x.attained) && passed(second);
    if (!up && !down) return;
    // 超过全国平均水平: another quantity is named behind the number.
    if (second.range.end < c.end && p_.words(second.range.end, c.end).find(U"的") != std::u32string_view::npos) return;
    t_.add(RelationKind::equal, Basis::words, {first.range.end, second.range.start},
           {{Role::part, m - 1}, {Role::part, m}});
    t_.found.back().refers_back = true;
  }

  static std::u32string_view trimmed(std::u32string_view s) {
    while (!s.empty() && s.back() == U' ') s.remove_suffix(1);
    return s;
  }

  Ties& t_;
  Paragraph& p_;
};

}  // namespace

void find_stocks(Ties& t) {
  if (t.p.marks.size() >= 2) Stocks(t).run();
}

}  // namespace detail
FAZHI_NAMESPACE_END
