// Parts and their whole.
#include <algorithm>

#include "relations/ties.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

constexpr std::uint32_t none = ~0u;
/// No list of a report is longer; without a bound a page of numbers would cost its square.
constexpr std::size_t longest_list = 64;
constexpr std::uint32_t most_clauses = 256;
using Marks = std::vector<std::uint32_t>;

bool blank(std::u32string_view s) noexcept { return s.find_first_not_of(U' ') == s.npos; }

class Lists {
 public:
  explicit Lists(Ties& t) : t_(t), p_(t.p) {}

  void run() {
    for (std::uint32_t k = 0; k < p_.clauses.size(); ++k) {
      const Clause& c = p_.clauses[k];
      const auto text = p_.clause_text(c);
      if (const std::size_t at = first_word(text, t_.x.of_which); at != text.npos)
        of_which(k, c.start + at);
      else if (c.before == U'（')
        bracket(k);
      else if (c.before == U'：')
        colon(k);
      else
        included(k);
    }
    for (std::uint32_t m = 2; m < p_.marks.size(); ++m) total_behind(m);
    for (std::uint32_t m = 0; m + 2 < p_.marks.size(); ++m) running(m);
    for (std::uint32_t m = 0; m + 3 < p_.marks.size(); ++m) next_sentence(m);
    for (std::uint32_t m = 0; m + 1 < p_.marks.size(); ++m) product(m);
  }

 private:
  /// Parts of a list that begins in clause k at position `from`: one of each clause on the same level of brackets, all
  /// of one unit. `gaps` clauses without a figure may stand between.
  Marks collect(std::uint32_t k, std::uint32_t from, int gaps, bool mixed = false) const {
    Marks parts;
    const std::uint8_t depth = p_.clauses[k].depth;
    const std::uint32_t sentence = p_.clauses[k].sentence;
    int missed = 0;
    for (std::uint32_t i = k; i < p_.clauses.size() && i < k + most_clauses && parts.size() < longest_list; ++i) {
      const Clause& c = p_.clauses[i];
      if (c.depth < depth || c.sentence != sentence) break;
      if (c.depth > depth) continue;
      const auto text = p_.clause_text(c);
      if (i > k && has_word(text, t_.x.of_which)) break;
      if (c.first == c.last) {
        // 其中 and its first number stand together, or a noun list stands between.
        // 公示栏、专区公开41条: a noun in front of its own list mark is part of the label.
        const bool names = i + 1 < p_.clauses.size() && p_.clauses[i + 1].before == U'、';
        if (!blank(text) && !names && text.size() > 2 && (parts.empty() || ++missed > gaps)) break;
        continue;
      }
      if (!take(c, from, i == k, mixed, parts)) break;
    }
    return parts;
  }

  /// Adds the part of one clause; false where the clause ends the list.
  bool take(const Clause& c, std::uint32_t from, bool first_clause, bool mixed, Marks& parts) const {
    const auto alike = [&](std::uint32_t m) {
      return parts.empty() || t_.same_unit(parts.front(), m) ||
             (mixed && p_.marks[m].kind == UnitKind::count && p_.marks[parts.front()].kind == UnitKind::count);
    };
    bool levels = false;
    for (std::uint32_t m = c.first; m < c.last; ++m) {
      const Mark& mark = p_.marks[m];
      if (mark.range.start < from || !mark.level()) continue;
      if (mark.has(trait_stock | trait_each)) return false;
      // 共17件 closes the list; 各领域共计89条 is one of it.
      if (word_at_end(p_.label(mark), t_.x.altogether) == p_.label(mark).size() && !parts.empty() && !mark.linked &&
          mark.label < mark.range.start)
        return false;
      if (alike(m)) {
        const auto label = p_.label(mark);
        if (has_word(label, t_.x.from) && changes(m)) return false;
        parts.push_back(m);
        // A水电9601万千瓦和核电384万千瓦: joined inside a clause.
        while (m + 1 < c.last && joined(m + 1) && alike(m + 1)) parts.push_back(++m);
        return true;
      }
      levels = true;
      if (parts.empty()) break;
    }
    // Numbers of another kind stand where the first part should.
    return !parts.empty() && !(levels && !first_clause && parts.size() < 2);
  }

  bool joined(std::uint32_t m) const {
    const auto label = p_.label(p_.marks[m]);
    return p_.marks[m].level() && (label.starts_with(U"和") || label.starts_with(U"与") || label.starts_with(U"及") ||
                                   label.starts_with(U"以及") || label.starts_with(U"、"));
  }

  /// 由45万辆增至356万辆: two values of one part.
  bool changes(std::uint32_t m) const {
    if (m + 1 >= p_.marks.size() || !t_.same_unit(m, m + 1)) return false;
    const auto between = p_.words(p_.marks[m].range.end, p_.marks[m + 1].range.start);
    return between.size() < 24 && has_word(between, t_.x.onto);
  }

  /// Nearest figure before `position` that may be the whole of `part`.
  std::uint32_t whole_before(std::uint32_t k, std::uint32_t position, std::uint32_t part, bool any_unit) const {
    const Clause& c = p_.clauses[k];
    // 其中 that opens a sentence goes back into the one before.
    std::uint32_t sentence = c.sentence;
    if (sentence > 0 && (k == 0 || p_.clauses[k - 1].sentence != sentence)) --sentence;
    std::uint8_t depth = c.depth;
    const std::uint32_t last = p_.clauses[k].last;
    for (std::uint32_t m = last; m-- > 0 && m + longest_list > last;) {
      const Mark& mark = p_.marks[m];
      if (mark.range.end > position) continue;
      const Clause& at = p_.clause_of(mark);
      if (at.sentence < sentence) break;
      if (at.depth > depth) continue;
      depth = std::min(depth, at.depth);
      if (!mark.level()) continue;
      if (mark.has(trait_each) != p_.marks[part].has(trait_each)) return none;
      if (any_unit ? mark.kind == p_.marks[part].kind : counts_same(m, part)) return m;
      if (any_unit) break;
    }
    return none;
  }

  /// One unit, or the noun behind the whole names the unit of the part (143个项目，其中51项), or the whole has none
  /// (1000万以上).
  bool counts_same(std::uint32_t whole, std::uint32_t part) const {
    if (t_.same_unit(whole, part)) return true;
    if (p_.marks[whole].kind != UnitKind::count || p_.marks[part].kind != UnitKind::count) return false;
    if (t_.figure(whole).unit.empty()) return t_.figure(whole).step.num > t_.figure(whole).step.den;
    const std::uint32_t end = p_.marks[whole].range.end;
    const std::uint32_t unit = p_.marks[part].range.end;
    return end < p_.clause_of(p_.marks[whole]).end && p_.text[end] == p_.text[unit - 1] &&
           t_.figure(part).unit.size() == 3;
  }

  void add_sum(std::uint32_t whole, std::span<const std::uint32_t> parts, Basis basis, TextRange words, bool suspect) {
    Tie tie;
    tie.kind = RelationKind::sum;
    tie.basis = basis;
    tie.words = words;
    tie.suspect_only = suspect;
    tie.operands.push_back({Role::whole, p_.marks[whole].figure});
    for (std::uint32_t m : parts) {
      tie.operands.push_back({Role::part, p_.marks[m].figure});
      t_.whole_of[m] = static_cast<std::int32_t>(whole);
    }
    t_.found.push_back(std::move(tie));
  }

  Fit fit(std::uint32_t whole, std::span<const std::uint32_t> parts) const {
    Marks figures;
    for (std::uint32_t m : parts) figures.push_back(p_.marks[m].figure);
    return fit_of_sum(t_.r, p_.marks[whole].figure, figures);
  }

  /// A list that may run on past the partition: the longest beginning that adds up to the whole.
  bool add_if_equal(std::uint32_t whole, const Marks& parts, TextRange words) {
    Marks figures;
    for (std::uint32_t m : parts) figures.push_back(p_.marks[m].figure);
    const std::size_t n = longest_fit(t_.r, p_.marks[whole].figure, figures);
    if (n != 0) add_sum(whole, {parts.data(), n}, Basis::arithmetic, words, false);
    return n != 0;
  }

  /// 1000个项目，其中水库7座、调蓄设施993个: things of several measure words that add up.
  bool add_if_mixed(std::uint32_t whole, std::uint32_t k, std::uint32_t from, TextRange words) {
    const Marks parts = collect(k, from, 0, true);
    if (parts.size() < 2 || p_.marks[whole].kind != UnitKind::count || t_.figure(whole).value.num < 20) return false;
    return add_if_equal(whole, parts, words);
  }

  /// Three or more parts that one digit would make equal: for a human.
  bool add_if_near(std::uint32_t whole, const Marks& parts, TextRange words) {
    if ((parts.size() < 3 && !parallel(parts)) || fit(whole, parts) != Fit::near_miss) return false;
    add_sum(whole, parts, Basis::arithmetic, words, true);
    return true;
  }

  /// 专职50人、兼职160人: two labels of one length and one last character, one right behind the other.
  bool parallel(const Marks& parts) const {
    if (parts.size() != 2 || p_.clause_of(p_.marks[parts[1]]).before != U'、') return false;
    auto a = p_.label(p_.marks[parts[0]]);
    const auto b = p_.label(p_.marks[parts[1]]);
    if (b.size() < 2 || a.size() < b.size()) return false;
    a = a.substr(a.size() - b.size());
    return a != b && a.back() == b.back();
  }

  /// Number of parts up to the one that says that nothing is left out; 0 where none does.
  std::size_t closed_by_rest(const Marks& parts) const {
    for (std::size_t i = 1; i < parts.size(); ++i)
      if (word_at_start(p_.label(p_.marks[parts[i]]), t_.x.rest) != 0) return i + 1;
    return 0;
  }

  bool complementary(const Marks& parts) const {
    if (parts.size() < 2) return false;
    std::u32string a(p_.label(p_.marks[parts[0]]));
    std::u32string b(p_.label(p_.marks[parts[1]]));
    for (const auto& w : t_.x.of_which)
      if (const auto at = a.find(w); at != a.npos) a.erase(0, at + w.size());
    for (const auto& [one, other] : t_.x.complements) {
      for (const auto& [x, y] : {std::pair(one, other), std::pair(other, one)}) {
        const auto at = a.find(x);
        const auto bt = b.find(y);
        if (at == a.npos || bt == b.npos || at > 2 || bt > 2) continue;
        if (a.substr(at + x.size()) == b.substr(bt + y.size())) return true;
      }
    }
    return false;
  }

  bool examples(std::uint32_t from, std::uint32_t to) const { return has_word(p_.words(from, to), t_.x.examples); }

  void of_which(std::uint32_t k, std::uint32_t position) {
    const auto tie = TextRange{position, position + 2};
    Marks parts = collect(k, position, 0);
    if (parts.empty()) return;
    const std::uint32_t whole = whole_before(k, position, parts.front(), false);
    const std::uint32_t loose = whole != none ? whole : whole_before(k, position, parts.front(), true);
    if (loose == none) return;
    // 其中 far from its first number ties something else.
    if (p_.clause_of(p_.marks[parts.front()]).start > position + 40) return;
    if (whole != none && !examples(position, p_.marks[parts.front()].range.start)) {
      if (const std::size_t n = closed_by_rest(parts); n != 0)
        return add_sum(whole, {parts.data(), n}, Basis::words, tie, false);
      if (complementary(parts)) return add_sum(whole, {parts.data(), 2}, Basis::words, tie, false);
    }
    if (parts.size() >= 2 && add_if_equal(loose, parts, tie)) return;
    if (add_if_mixed(loose, k, position, tie)) return;
    if (whole != none && add_if_near(whole, parts, tie)) return;
    if (whole == none || p_.marks[whole].kind == UnitKind::time) return;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const Mark& mark = p_.marks[parts[i]];
      const Clause& c = p_.clause_of(mark);
      if (i > 0 && c.before != U'、' && mark.clause != p_.marks[parts[i - 1]].clause) break;
      add_subset(whole, parts[i], tie);
    }
    // 12个，其中村9个、社区4个: each fits, together they do not. People and firms may be counted under several heads.
    if (parts.size() < 2 || std::ranges::count(t_.x.overlapping, t_.figure(whole).unit) != 0) return;
    Marks figures;
    for (const std::uint32_t m : parts) figures.push_back(p_.marks[m].figure);
    if (exceeds(t_.r, p_.marks[whole].figure, figures)) t_.found.back().beyond_whole = std::move(figures);
  }

  void add_subset(std::uint32_t whole, std::uint32_t part, TextRange words) {
    Tie tie;
    tie.kind = RelationKind::subset;
    tie.words = words;
    tie.operands = {{Role::whole, p_.marks[whole].figure}, {Role::part, p_.marks[part].figure}};
    // A 100件、B 80件，其中150件: of both together. Of three or more, nobody can tell.
    if (certainly_more(t_.figure(part), t_.figure(whole)) && beside(whole)) {
      if (whole > 1 && t_.same_unit(whole - 2, whole) && beside(whole - 1)) return;
      tie.operands.push_back({Role::whole_also, p_.marks[whole - 1].figure});
    }
    t_.whole_of[part] = static_cast<std::int32_t>(whole);
    t_.found.push_back(std::move(tie));
  }

  /// True where the figure before m is a level of the same unit in the same sentence.
  bool beside(std::uint32_t m) const {
    if (m == 0 || !t_.same_unit(m - 1, m) || !p_.marks[m - 1].level()) return false;
    const Clause& a = p_.clause_of(p_.marks[m - 1]);
    const Clause& b = p_.clause_of(p_.marks[m]);
    return a.sentence == b.sentence && a.depth == b.depth;
  }

  void bracket(std::uint32_t k) {
    const Clause& c = p_.clauses[k];
    if (k == 0 || p_.clauses[k - 1].first == p_.clauses[k - 1].last) return;
    const std::uint32_t whole = p_.clauses[k - 1].last - 1;
    const Mark& w = p_.marks[whole];
    if (!w.level() || c.start > w.range.end + 9) return;
    const Marks parts = collect(k, c.start, 0);
    if (parts.empty() || p_.marks[parts.front()].kind != w.kind) return;
    const TextRange tie{c.start - 1, c.start};
    const bool same = t_.same_unit(whole, parts.front());
    const bool contains = word_at_start(p_.clause_text(c), t_.x.includes) != 0;
    if (parts.size() == 1) {
      const Mark& part = p_.marks[parts.front()];
      // 不低于50万元（含50万元） includes the bound itself.
      if (contains && same && part.clause == k &&
          p_.label(part).size() > word_at_start(p_.clause_text(c), t_.x.includes))
        add_subset(whole, parts.front(), tie);
      return;
    }
    const bool named = std::ranges::all_of(parts, [&](std::uint32_t m) { return !blank(p_.label(p_.marks[m])); });
    if (same && named && !contains && complete(k, parts) && !examples(c.start, p_.marks[parts.front()].range.start))
      return add_sum(whole, parts, Basis::words, tie, false);
    if (!add_if_equal(whole, parts, tie) && same) add_if_near(whole, parts, tie);
  }

  /// Every clause of the bracket that holds a level gives a part.
  bool complete(std::uint32_t k, const Marks& parts) const {
    const std::uint8_t depth = p_.clauses[k].depth;
    std::size_t with_level = 0;
    for (std::uint32_t i = k; i < p_.clauses.size() && i < k + most_clauses && p_.clauses[i].depth >= depth; ++i) {
      if (p_.clauses[i].depth > depth) continue;
      for (std::uint32_t m = p_.clauses[i].first; m < p_.clauses[i].last; ++m) with_level += p_.marks[m].level();
    }
    return with_level == parts.size();
  }

  void colon(std::uint32_t k) {
    const Clause& c = p_.clauses[k];
    const std::uint32_t position = c.start - 1;
    const Marks parts = collect(k, c.start, 2);
    if (parts.size() < 2) return;
    std::uint32_t whole = whole_before(k, position, parts.front(), false);
    const bool same = whole != none;
    if (!same) whole = whole_before(k, position, parts.front(), true);
    if (whole == none || p_.clause_of(p_.marks[whole]).sentence != c.sentence) return;
    const TextRange tie{position, position + 1};
    if (same && p_.marks[whole].range.end + 4 >= position && told_whole(whole) && complete_sentence(k, parts) &&
        !examples(p_.marks[whole].range.start, p_.marks[parts.front()].range.start))
      return add_sum(whole, parts, Basis::words, tie, false);
    if (add_if_equal(whole, parts, tie)) return;
    // 有43人…，有54人…，有113人…: parts told in the same words.
    const auto lead = p_.label(p_.marks[parts.front()]).substr(0, 1);
    const bool alike = !lead.empty() && std::ranges::all_of(parts, [&](std::uint32_t m) {
      return p_.label(p_.marks[m]).starts_with(lead);
    });
    if (same || alike) add_if_near(whole, parts, tie);
  }

  /// 共45件, 总数45件: not one of several numbers before the colon.
  bool told_whole(std::uint32_t m) const {
    const auto label = p_.label(p_.marks[m]);
    return has_word(label, t_.x.altogether) || has_word(label, t_.x.stock);
  }

  bool complete_sentence(std::uint32_t k, const Marks& parts) const {
    std::size_t with_level = 0;
    for (std::uint32_t i = k;
         i < p_.clauses.size() && i < k + most_clauses && p_.clauses[i].sentence == p_.clauses[k].sentence; ++i) {
      if (p_.clauses[i].depth != p_.clauses[k].depth) continue;
      for (std::uint32_t m = p_.clauses[i].first; m < p_.clauses[i].last; ++m) with_level += p_.marks[m].level();
    }
    return with_level == parts.size();
  }

  /// 包括, 分为 inside a clause.
  void included(std::uint32_t k) {
    const Clause& c = p_.clauses[k];
    if (c.first == c.last) return;
    const auto text = p_.clause_text(c);
    std::size_t length = 0;
    bool partition = true;
    std::size_t at = first_word(text, t_.x.partition, &length);
    if (at == text.npos) partition = false, at = first_word(text, t_.x.includes, &length);
    if (at == text.npos) return;
    const auto position = static_cast<std::uint32_t>(c.start + at);
    const Marks parts = collect(k, position, 0);
    if (parts.size() < 2) return;
    const std::uint32_t whole = whole_before(k, position, parts.front(), false);
    if (whole == none || p_.clause_of(p_.marks[whole]).sentence != c.sentence) return;
    if (p_.marks[whole].clause + 1 < k) return;
    const TextRange tie{position, static_cast<std::uint32_t>(position + length)};
    if (partition && complete_sentence(k, parts)) return add_sum(whole, parts, Basis::words, tie, false);
    if (!add_if_equal(whole, parts, tie)) add_if_near(whole, parts, tie);
  }

  /// A 12件、B 5件，共17件.
  void total_behind(std::uint32_t m) {
    const Mark& total = p_.marks[m];
    const auto label = p_.label(total);
    const std::size_t word = word_at_end(label, t_.x.altogether);
    if (word == 0 || label.size() > word + 4 || !total.level()) return;
    const Clause& c = p_.clause_of(total);
    Marks parts;
    for (std::uint32_t i = m; i-- > 0;) {
      const Mark& mark = p_.marks[i];
      const Clause& at = p_.clause_of(mark);
      if (at.sentence != c.sentence || at.depth < c.depth) break;
      if (at.depth > c.depth || !mark.level()) continue;
      if (!t_.same_unit(i, m) || t_.whole_of[i] >= 0) break;
      parts.push_back(i);
      if (parts.size() == longest_list) break;
    }
    // Nearest first: the list may begin anywhere.
    add_if_equal(m, parts, {total.range.start - static_cast<std::uint32_t>(word), total.range.start});
  }

  /// 收到申请30件，受理28件，不予受理2件: no word ties them, but the rest of the sentence adds up to its first number.
  void running(std::uint32_t m) {
    const Mark& whole = p_.marks[m];
    if (!whole.level() || whole.has(trait_each) || t_.figure(m).value.num < 10 || t_.whole_of[m + 1] >= 0) return;
    const Clause& c = p_.clause_of(whole);
    Marks parts;
    for (std::uint32_t i = whole.clause + 1; i < p_.clauses.size() && parts.size() < longest_list; ++i) {
      const Clause& at = p_.clauses[i];
      if (at.sentence != c.sentence || at.depth < c.depth) break;
      if (at.depth > c.depth) continue;
      if (at.before == U'；' || at.first == at.last) break;
      const Mark& mark = p_.marks[at.first];
      if (!mark.level()) continue;
      if (!t_.same_unit(at.first, m) || t_.whole_of[at.first] >= 0 || mark.has(trait_stock | trait_each)) break;
      parts.push_back(at.first);
    }
    if (parts.size() < 2) return;
    if (complementary(parts) && parts.size() == 2 && told_whole(m))
      return add_sum(m, parts, Basis::words, {whole.range.end, p_.marks[parts.front()].range.start}, false);
    if (fit(m, parts) != Fit::equal) {
      // 共45件，…: a list that is told whole, but for one digit.
      if (told_whole(m)) add_if_near(m, parts, {whole.range.end, p_.marks[parts.front()].range.start});
      return;
    }
    if (parts.size() == 2 && has_word(p_.label(p_.marks[parts[1]]), t_.x.left_over))
      t_.add(RelationKind::difference, Basis::words, {p_.marks[parts[1]].label, p_.marks[parts[1]].range.start},
             {{Role::from, m}, {Role::to, parts[0]}, {Role::result, parts[1]}});
    else
      add_sum(m, parts, Basis::arithmetic, {whole.range.end, p_.marks[parts.front()].range.start}, false);
  }

  /// 收到申请32件。办理结果：公开10件，部分公开5件，不予公开17件: the whole next sentence adds up to a number of this
  /// one.
  void next_sentence(std::uint32_t m) {
    const Mark& whole = p_.marks[m];
    if (!whole.level() || whole.has(trait_each) || t_.figure(m).value.num < 10) return;
    const Clause& c = p_.clause_of(whole);
    Marks parts;
    for (std::uint32_t i = m + 1; i < p_.marks.size() && parts.size() < longest_list; ++i) {
      const Clause& at = p_.clause_of(p_.marks[i]);
      if (at.sentence > c.sentence + 1) break;
      if (at.sentence == c.sentence || at.depth != c.depth || !p_.marks[i].level()) continue;
      if (!t_.same_unit(i, m) || t_.whole_of[i] >= 0 || p_.marks[i].has(trait_stock | trait_each)) return;
      parts.push_back(i);
    }
    if (parts.size() < 3 || fit(m, parts) != Fit::equal) return;
    add_sum(m, parts, Basis::arithmetic, {whole.range.end, p_.marks[parts.front()].range.start}, false);
  }

  /// 每村补助2万元，共补助15个村，合计30万元.
  void product(std::uint32_t m) {
    const Mark& each = p_.marks[m];
    if (!each.has(trait_each) || !each.level()) return;
    const std::uint32_t sentence = p_.clause_of(each).sentence;
    for (const auto& [number, result] : {std::pair(m + 1, m + 2), std::pair(m - 1, m + 1)}) {
      if (number >= p_.marks.size() || result >= p_.marks.size()) continue;
      const Mark& n = p_.marks[number];
      const Mark& total = p_.marks[result];
      if (p_.clause_of(n).sentence != sentence || p_.clause_of(total).sentence != sentence) continue;
      if (!n.level() || !total.level() || total.has(trait_each) || n.kind != UnitKind::count ||
          !t_.same_unit(m, result))
        continue;
      if (t_.same_unit(m, number) || !is_product(t_.r, each.figure, n.figure, total.figure)) continue;
      t_.add(RelationKind::product, Basis::arithmetic, {each.label, each.range.start},
             {{Role::part, m}, {Role::part, number}, {Role::result, result}});
      return;
    }
  }

  Ties& t_;
  Paragraph& p_;
};

}  // namespace

void find_lists(Ties& t) {
  if (t.p.marks.size() >= 2) Lists(t).run();
}

}  // namespace detail
FAZHI_NAMESPACE_END
