// Lists that the numbers alone suggest: they are taken only where they add up.
#include "relations/lists.hpp"

#include <algorithm>

FAZHI_NAMESPACE_BEGIN
namespace detail {

void Lists::total_behind(std::uint32_t m) {
  const Mark& total = p_.marks[m];
  const auto label = p_.label(total);
  const std::size_t word = word_at_end(label, t_.x.altogether);
  if (!total.level()) return;
  // 五类案件合计, 合计办理各类法律服务, 累计: only where the numbers agree.
  const bool at_end = word != 0 && label.size() <= word + 6;
  if (!at_end && word_at_start(label, t_.x.altogether) == 0 && !label.starts_with(U"累计") && label != U"计") return;
  const Clause& c = p_.clause_of(total);
  Marks parts;
  for (std::uint32_t i = m; i-- > 0;) {
    const Mark& mark = p_.marks[i];
    const Clause& at = p_.clause_of(mark);
    if (at.sentence != c.sentence || at.depth < c.depth) break;
    if (at.depth > c.depth || !mark.level()) continue;
    // 三支队伍共58名: a count of the listed kinds.
    if (mark.clause == total.clause && !t_.same_unit(i, m)) continue;
    if (!t_.same_unit(i, m) || (t_.whole_of[i] >= 0 && in_sum(i))) break;
    parts.push_back(i);
    if (parts.size() == longest_list) break;
  }
  // 人大建议68件、政协提案92件，共160件.
  if (word != 0 && label.size() == word && clean_list(m, parts)) {
    std::ranges::reverse(parts);
    const TextRange words{total.range.start - static_cast<std::uint32_t>(word), total.range.start};
    return add_sum(m, parts, Basis::words, words, false);
  }
  // Nearest first: the list may begin anywhere.
  add_if_equal(m, parts, {total.range.start - static_cast<std::uint32_t>(word), total.range.start});
}

bool Lists::in_sum(std::uint32_t part) const {
  constexpr std::size_t far = 16;
  for (std::size_t i = t_.found.size(); i-- > 0 && i + far >= t_.found.size();) {
    if (t_.found[i].kind != RelationKind::sum) continue;
    for (const Operand& o : t_.found[i].operands)
      if (o.role == Role::part && o.figure == p_.marks[part].figure) return true;
  }
  return false;
}

bool Lists::clean_list(std::uint32_t total, const Marks& parts) const {
  if (parts.size() < 2) return false;
  const Clause& c = p_.clause_of(p_.marks[total]);
  const bool bare = p_.label(p_.marks[total]) == U"共";
  for (std::uint32_t i = parts.back(); i < total; ++i) {
    const Mark& part = p_.marks[i];
    const Clause& at = p_.clause_of(part);
    if (at.depth > c.depth) continue;
    const auto label = p_.label(part);
    // One level a clause, named, and no addition to a stock.
    if (!part.level() || part.label != at.start || label.size() < 2 || part.has(trait_stock | trait_each)) return false;
    if (bare && (has_word(label, t_.x.added) || (i != parts.back() && at.before != U'、'))) return false;
    if (i != parts.back() && at.before != U'、' && at.before != U'，') return false;
  }
  for (std::uint32_t i = parts.back(); i-- > 0 && p_.clause_of(p_.marks[i]).sentence == c.sentence;)
    if (p_.clause_of(p_.marks[i]).depth == c.depth) return false;
  return true;
}

void Lists::running(std::uint32_t m) {
  const Mark& whole = p_.marks[m];
  if (!whole.level() || whole.has(trait_each) || t_.whole_of[m + 1] >= 0) return;
  const Clause& c = p_.clause_of(whole);
  Marks parts;
  for (std::uint32_t i = whole.clause + 1; i < p_.clauses.size() && parts.size() < longest_list; ++i) {
    const Clause& at = p_.clauses[i];
    if (at.sentence != c.sentence || at.depth < c.depth) break;
    if (at.depth > c.depth) continue;
    if (at.before == U'；') break;
    // 撤销、变更或确认违法11件: a verb of the next part.
    if (at.first == at.last && i + 1 < p_.clauses.size() && p_.clauses[i + 1].before == U'、') continue;
    if (at.first == at.last) break;
    const Mark& mark = p_.marks[at.first];
    if (!mark.level()) continue;
    if (!t_.same_unit(at.first, m) || t_.whole_of[at.first] >= 0 || mark.has(trait_stock | trait_each)) break;
    parts.push_back(at.first);
  }
  if (parts.size() < 2) return;
  // 1 = 1 + 0 and 7 = 6 + 1 happen; of outcomes they do not.
  if (t_.figure(m).value.num < 10 &&
      !std::ranges::all_of(
          parts, [&](std::uint32_t i) { return word_at_start(p_.label(p_.marks[i]), t_.x.outcomes) != 0; }))
    return;
  if (parts.size() == 2 && remains(m, parts)) return add_rest(m, parts);
  if (complementary(parts) && parts.size() == 2 && told_whole(m))
    return add_sum(m, parts, Basis::words, {whole.range.end, p_.marks[parts.front()].range.start}, false);
  if (fit(m, parts) != Fit::equal) {
    // 应诉152件，一审130件，二审22件，败诉9件: the sentence goes on behind parts that are named alike.
    const auto last = [&](std::uint32_t i) {
      const auto label = p_.label(p_.marks[i]);
      return label.empty() || label.size() > 6 ? U' ' : label.back();
    };
    if (t_.figure(m).value.num >= 20 && last(parts[0]) != U' ' && last(parts[0]) == last(parts[1]))
      for (std::size_t n = 2; n < parts.size(); ++n)
        if (fit(m, {parts.data(), n}) == Fit::equal)
          return add_sum(m, {parts.data(), n}, Basis::arithmetic,
                         {whole.range.end, p_.marks[parts.front()].range.start}, false);
    // 共45件，…: a list that is told whole, but for one digit.
    const auto carried = [&](std::uint32_t i) { return has_word(p_.label(p_.marks[i]), t_.x.carried); };
    if (told_whole(m) && std::ranges::none_of(parts, carried))
      add_if_near(m, parts, {whole.range.end, p_.marks[parts.front()].range.start});
    return;
  }
  if (parts.size() == 2 && has_word(p_.label(p_.marks[parts[1]]), t_.x.left_over))
    add_rest(m, parts);
  else
    add_sum(m, parts, Basis::arithmetic, {whole.range.end, p_.marks[parts.front()].range.start}, false);
}

void Lists::add_rest(std::uint32_t whole, const Marks& parts) {
  const Mark& rest = p_.marks[parts[1]];
  t_.add(RelationKind::difference, Basis::words, {rest.label, rest.range.start},
         {{Role::from, whole}, {Role::to, parts[0]}, {Role::result, parts[1]}});
  t_.found.back().direction = Direction::down;
}

bool Lists::remains(std::uint32_t whole, const Marks& parts) const {
  const Mark& rest = p_.marks[parts[1]];
  if (word_at_start(p_.label(rest), t_.x.remaining) == 0 || parts[1] != whole + 2) return false;
  const std::uint32_t sentence = p_.clause_of(rest).sentence;
  // 结转35件，新收260件，办结278件，尚余17件: of both together.
  for (std::uint32_t i = whole; i-- > 0 && p_.clause_of(p_.marks[i]).sentence == sentence;)
    if (p_.marks[i].level() && t_.same_unit(i, whole)) return false;
  return true;
}

void Lists::next_sentence(std::uint32_t m) {
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

std::uint32_t Lists::of_item(std::uint32_t from, std::uint32_t to, std::uint32_t like) const {
  std::uint32_t only = none;
  std::uint32_t total = none;
  int count = 0;
  for (std::uint32_t m = p_.clauses[from].first; m < p_.clauses[to - 1].last; ++m) {
    const Mark& mark = p_.marks[m];
    if (!mark.level() || !t_.same_unit(m, like) || mark.has(trait_each) || p_.clause_of(mark).depth > 0) continue;
    only = m;
    ++count;
    if (word_at_end(p_.label(mark), t_.x.altogether) == 0) continue;
    if (total != none) return none;
    total = m;
  }
  return total != none ? total : count == 1 ? only : none;
}

void Lists::enumerated(std::uint32_t k) {
  const auto head = [&](std::uint32_t clause, const std::u32string& word) {
    return p_.clauses[clause].depth == 0 && p_.clause_text(p_.clauses[clause]).starts_with(word);
  };
  for (const auto& heads : t_.x.enumerations) {
    if (!head(k, heads[0])) continue;
    // Clauses where the items begin, and the end of the paragraph.
    Marks items{k};
    constexpr std::uint32_t longest = 400;
    std::uint32_t end = k + 1;
    for (; end < p_.clauses.size() && end < k + longest && !head(end, heads[0]); ++end)
      if (items.size() < heads.size() && head(end, heads[items.size()])) items.push_back(end);
    if (items.size() < 2) return;
    items.push_back(end);
    constexpr std::uint32_t nearest = 4;
    for (std::uint32_t m = p_.clauses[k].first; m-- > 0 && m + nearest >= p_.clauses[k].first;) {
      const Mark& whole = p_.marks[m];
      if (p_.clause_of(whole).sentence + 1 < p_.clauses[k].sentence) return;
      if (!whole.level() || whole.has(trait_each) || p_.clause_of(whole).depth > 0) continue;
      Marks parts;
      for (std::size_t i = 0; i + 1 < items.size(); ++i) parts.push_back(of_item(items[i], items[i + 1], m));
      if (std::ranges::find(parts, none) != parts.end() || fit(m, parts) != Fit::equal) continue;
      return add_sum(m, parts, Basis::arithmetic, {p_.clauses[k].start, p_.clauses[k].start + 2}, false);
    }
  }
}

void Lists::product(std::uint32_t m) {
  const Mark& each = p_.marks[m];
  if (!each.has(trait_each) || !each.level()) return;
  const std::uint32_t sentence = p_.clause_of(each).sentence;
  for (const auto& [number, result] : {std::pair(m + 1, m + 2), std::pair(m - 1, m + 1)}) {
    if (number >= p_.marks.size() || result >= p_.marks.size()) continue;
    const Mark& n = p_.marks[number];
    const Mark& total = p_.marks[result];
    if (p_.clause_of(n).sentence != sentence || p_.clause_of(total).sentence != sentence) continue;
    if (!n.level() || !total.level() || total.has(trait_each) || n.kind != UnitKind::count || !t_.same_unit(m, result))
      continue;
    if (t_.same_unit(m, number) || !is_product(t_.r, each.figure, n.figure, total.figure)) continue;
    t_.add(RelationKind::product, Basis::arithmetic, {each.label, each.range.start},
           {{Role::part, m}, {Role::part, number}, {Role::result, result}});
    return;
  }
}

}  // namespace detail
FAZHI_NAMESPACE_END
