// Lists that words declare: 其中, brackets, colons, 包括, 分为.
#include "relations/lists.hpp"

#include <algorithm>

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

bool blank(std::u32string_view s) noexcept { return s.find_first_not_of(U' ') == s.npos; }

}  // namespace

std::size_t Lists::closed_by_rest(const Marks& parts) const {
  for (std::size_t i = 1; i < parts.size(); ++i)
    if (word_at_start(p_.label(p_.marks[parts[i]]), t_.x.rest) != 0) return i + 1;
  return 0;
}

bool Lists::complementary(const Marks& parts) const {
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

bool Lists::examples(std::uint32_t from, std::uint32_t to) const { return has_word(p_.words(from, to), t_.x.examples); }

void Lists::of_which(std::uint32_t k, std::uint32_t position) {
  const auto tie = TextRange{position, position + 2};
  Marks parts = collect(k, position, 0);
  if (parts.empty()) return;
  const std::uint32_t whole = whole_before(k, position, parts.front(), false);
  const std::uint32_t loose = whole != none ? whole : whole_before(k, position, parts.front(), true);
  if (loose == none) return;
  // 其中 far from its first number ties something else.
  if (p_.clause_of(p_.marks[parts.front()]).start > position + 40) return;
  if (whole != none && !examples(position, p_.marks[parts.front()].range.start)) {
    std::size_t n = closed_by_rest(parts);
    if (n == 0 && complementary(parts)) n = 2;
    if (n != 0) {
      const Marks list(parts.begin(), parts.begin() + static_cast<std::ptrdiff_t>(n));
      // 查办421件，移送9件。其中，食品153件…其他115件: of all, not of what stands nearest.
      if (fit(whole, list) != Fit::equal && add_if_of_earlier(whole, list, tie)) return;
      if (other_whole(k, whole, list)) return;
      return add_sum(whole, list, Basis::words, tie, false);
    }
  }
  if (parts.size() >= 2 && add_if_equal(loose, parts, tie)) return;
  if (parts.size() >= 2 && whole != none && add_if_of_earlier(whole, parts, tie)) return;
  if (add_if_mixed(loose, k, position, tie)) return;
  if (whole != none && add_if_near(whole, parts, tie)) return;
  if (whole == none || p_.marks[whole].kind == UnitKind::time) return;
  Marks figures;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Mark& mark = p_.marks[parts[i]];
    const Clause& c = p_.clause_of(mark);
    const bool next = i > 0 && c.before != U'、' && mark.clause != p_.marks[parts[i - 1]].clause;
    figures.push_back(mark.figure);
    // Behind ，another statement may begin: only what is told like the part before it, and has room in the whole.
    if (next && (!told_alike(parts[i - 1], parts[i]) || !room(whole, figures))) {
      figures.pop_back();
      break;
    }
    add_subset(whole, parts[i], tie);
    if (next) t_.found.back().basis = Basis::arithmetic;
  }
  // 12个，其中村9个、社区4个: each fits, together they do not. People and firms may be counted under several heads.
  if (figures.size() < 2 || std::ranges::count(t_.x.overlapping, t_.figure(whole).unit) != 0) return;
  if (exceeds(t_.r, p_.marks[whole].figure, figures)) t_.found.back().beyond_whole = std::move(figures);
}

bool Lists::add_if_of_earlier(std::uint32_t whole, const Marks& parts, TextRange words) {
  const std::uint32_t sentence = p_.clause_of(p_.marks[whole]).sentence;
  constexpr std::uint32_t nearest = 8;
  for (std::uint32_t m = whole; m-- > 0 && m + nearest >= whole;) {
    const Mark& mark = p_.marks[m];
    if (p_.clause_of(mark).sentence != sentence) break;
    if (!mark.level() || mark.has(trait_each) || !t_.same_unit(m, whole) || t_.figure(m).value.num < 10 ||
        fit(m, parts) != Fit::equal)
      continue;
    add_sum(m, parts, Basis::arithmetic, words, false);
    return true;
  }
  return false;
}

bool Lists::other_whole(std::uint32_t k, std::uint32_t whole, const Marks& parts) const {
  const auto beyond = [&](std::uint32_t part) { return certainly_more(t_.figure(part), t_.figure(whole)); };
  const std::uint32_t sentence = p_.clause_of(p_.marks[whole]).sentence;
  // One may be a slip of the pen.
  if (std::ranges::count_if(parts, beyond) < (sentence != p_.clauses[k].sentence ? 1 : 2)) return false;
  for (std::uint32_t m = whole; m-- > 0 && p_.clause_of(p_.marks[m]).sentence == sentence;)
    if (p_.marks[m].level() && t_.same_unit(m, whole)) return true;
  return false;
}

bool Lists::told_alike(std::uint32_t part, std::uint32_t next) const {
  const Mark& mark = p_.marks[next];
  const Clause& c = p_.clause_of(mark);
  if (c.before != U'，' || mark.label != c.start || c.depth != p_.clause_of(p_.marks[part]).depth) return false;
  auto a = p_.label(p_.marks[part]);
  const auto b = p_.label(mark);
  std::size_t length = 0;
  if (const std::size_t at = last_word(a, t_.x.of_which, &length); at != a.npos) a.remove_prefix(at + length);
  const auto outcome = [&](std::u32string_view s) {
    return std::max(word_at_start(s, t_.x.outcomes), word_at_start(s, t_.x.taken_in)) > 1;
  };
  if (a.empty() || b.empty() || outcome(a) != outcome(b)) return false;
  for (std::size_t i = 0; i + 2 <= b.size(); ++i)
    if (b[i] != U' ' && a.find(b.substr(i, 2)) != a.npos) return true;
  return false;
}

bool Lists::room(std::uint32_t whole, std::span<const std::uint32_t> figures) const {
  const auto exact = [&](std::uint32_t f) { return t_.r.figures[f].approximation == Approximation::exact; };
  return std::ranges::all_of(figures, exact) && exact(p_.marks[whole].figure) &&
         !exceeds(t_.r, p_.marks[whole].figure, figures);
}

void Lists::add_subset(std::uint32_t whole, std::uint32_t part, TextRange words) {
  Tie tie;
  tie.kind = RelationKind::subset;
  tie.words = words;
  tie.operands = {{Role::whole, p_.marks[whole].figure}, {Role::part, p_.marks[part].figure}};
  // A 100件、B 80件，其中C 150件: of B or of both, the numbers decide. Of three or more, nobody can tell.
  if (beside(whole) && !names(part, whole)) {
    tie.basis = Basis::arithmetic;
    if (certainly_more(t_.figure(part), t_.figure(whole))) {
      if (beside(whole - 1)) return;
      tie.operands.push_back({Role::whole_also, p_.marks[whole - 1].figure});
    }
  }
  t_.whole_of[part] = static_cast<std::int32_t>(whole);
  t_.found.push_back(std::move(tie));
}

bool Lists::beside(std::uint32_t m) const {
  if (m == 0 || !t_.same_unit(m - 1, m) || !p_.marks[m - 1].level()) return false;
  const Clause& a = p_.clause_of(p_.marks[m - 1]);
  const Clause& b = p_.clause_of(p_.marks[m]);
  if (a.sentence != b.sentence || a.depth != b.depth) return false;
  return p_.marks[m].linked || (p_.marks[m - 1].clause != p_.marks[m].clause && b.before == U'、') || joined(m);
}

bool Lists::names(std::uint32_t part, std::uint32_t whole) const {
  const auto noun = p_.label(p_.marks[whole]);
  return noun.size() >= 2 && p_.label(p_.marks[part]).find(noun.substr(noun.size() - 2)) != noun.npos;
}

void Lists::bracket(std::uint32_t k) {
  const Clause& c = p_.clauses[k];
  if (k == 0 || p_.clauses[k - 1].first == p_.clauses[k - 1].last) return;
  const std::uint32_t whole = p_.clauses[k - 1].last - 1;
  const Mark& w = p_.marks[whole];
  if (w.kind == UnitKind::rate) return shares(k, whole);
  if (!w.level() || c.start > w.range.end + 9) return;
  const Marks parts = collect(k, c.start, 0);
  if (parts.empty() || p_.marks[parts.front()].kind != w.kind) return;
  const TextRange tie{c.start - 1, c.start};
  const bool same = t_.same_unit(whole, parts.front());
  const bool contains = word_at_start(p_.clause_text(c), t_.x.includes) != 0;
  if (parts.size() == 1) {
    const Mark& part = p_.marks[parts.front()];
    // 不低于50万元（含50万元） includes the bound itself.
    if (contains && same && part.clause == k && p_.label(part).size() > word_at_start(p_.clause_text(c), t_.x.includes))
      add_subset(whole, parts.front(), tie);
    return;
  }
  const bool named = std::ranges::all_of(parts, [&](std::uint32_t m) { return !blank(p_.label(p_.marks[m])); });
  if (same && named && !contains && open_ended(k, parts)) {
    if (add_if_equal(whole, parts, tie)) return;
    for (const std::uint32_t m : parts) add_subset(whole, m, tie);
    return;
  }
  if (same && named && !contains && complete(k, parts) && !examples(c.start, p_.marks[parts.front()].range.start))
    return add_sum(whole, parts, Basis::words, tie, false);
  if (!add_if_equal(whole, parts, tie) && same) add_if_near(whole, parts, tie);
}

void Lists::shares(std::uint32_t k, std::uint32_t whole) {
  const FigureData& all = t_.figure(whole);
  if (all.value.num != 100 || all.value.den != 1 || all.unit != "%") return;
  Marks parts;
  for (std::uint32_t i = k; i < p_.clauses.size() && i < k + longest_list; ++i) {
    if (p_.clauses[i].depth < p_.clauses[k].depth) break;
    for (std::uint32_t m = p_.clauses[i].first; m < p_.clauses[i].last; ++m) {
      if (t_.figure(m).unit != "%" || p_.marks[m].has(trait_change)) return;
      parts.push_back(m);
    }
  }
  const std::uint32_t start = p_.clauses[k].start;
  if (parts.size() > 1) add_sum(whole, parts, Basis::words, {start - 1, start}, false);
}

bool Lists::open_ended(std::uint32_t k, const Marks& parts) const {
  for (const std::uint32_t m : parts)
    if (p_.words(p_.marks[m].range.end, p_.clause_of(p_.marks[m]).end).starts_with(U"等")) return true;
  const std::uint8_t depth = p_.clauses[k].depth;
  for (std::uint32_t i = k; i < p_.clauses.size() && i < k + most_clauses; ++i) {
    const Clause& c = p_.clauses[i];
    if (c.depth < depth || c.sentence != p_.clauses[k].sentence) break;
    if (c.depth > depth || c.first != c.last) continue;
    const auto text = p_.clause_text(c);
    const bool item = c.before == U'、' && (i + 1 == p_.clauses.size() || p_.clauses[i + 1].before != U'、');
    if (!blank(text) && (item || text.ends_with(U"等") || has_word(text, t_.x.overlap))) return true;
  }
  return false;
}

bool Lists::complete(std::uint32_t k, const Marks& parts) const {
  const std::uint8_t depth = p_.clauses[k].depth;
  std::size_t with_level = 0;
  for (std::uint32_t i = k; i < p_.clauses.size() && i < k + most_clauses && p_.clauses[i].depth >= depth; ++i) {
    if (p_.clauses[i].depth > depth) continue;
    for (std::uint32_t m = p_.clauses[i].first; m < p_.clauses[i].last; ++m) with_level += p_.marks[m].level();
  }
  return with_level == parts.size();
}

void Lists::colon(std::uint32_t k) {
  const Clause& c = p_.clauses[k];
  const std::uint32_t position = c.start - 1;
  const Marks parts = collect(k, c.start, 2);
  if (parts.size() < 2) return;
  std::uint32_t whole = whole_before(k, position, parts.front(), false);
  const bool same = whole != none;
  if (!same) whole = whole_before(k, position, parts.front(), true);
  if (whole == none || p_.clause_of(p_.marks[whole]).sentence != c.sentence) return;
  const TextRange tie{position, position + 1};
  if (same && p_.marks[whole].range.end + 4 >= position && told_whole(whole) && !open_ended(k, parts) &&
      complete_sentence(k, position, parts) &&
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

bool Lists::complete_sentence(std::uint32_t k, std::uint32_t from, const Marks& parts) const {
  std::size_t with_level = 0;
  for (std::uint32_t i = k;
       i < p_.clauses.size() && i < k + most_clauses && p_.clauses[i].sentence == p_.clauses[k].sentence; ++i) {
    if (p_.clauses[i].depth != p_.clauses[k].depth) continue;
    for (std::uint32_t m = p_.clauses[i].first; m < p_.clauses[i].last; ++m)
      with_level += p_.marks[m].level() && p_.marks[m].range.start >= from;
  }
  return with_level == parts.size();
}

bool Lists::made_of(std::uint32_t k) const {
  for (std::uint32_t i = k; i < p_.clauses.size() && i < k + longest_list; ++i) {
    if (p_.clauses[i].sentence != p_.clauses[k].sentence || p_.clauses[i].depth < p_.clauses[k].depth) break;
    if (p_.clauses[i].last == p_.clauses[i].first) continue;
    const std::uint32_t end = p_.marks[p_.clauses[i].last - 1].range.end;
    if (word_at_start(p_.words(end, p_.clauses[i].end), t_.x.made_of) != 0) return true;
  }
  return false;
}

void Lists::included(std::uint32_t k) {
  const Clause& c = p_.clauses[k];
  if (c.first == c.last) return;
  const auto text = p_.clause_text(c);
  std::size_t length = 0;
  bool partition = true;
  std::size_t at = first_word(text, t_.x.partition, &length);
  if (at == text.npos && text.starts_with(U"由") && made_of(k)) at = 0, length = 1;
  if (at == text.npos) partition = false, at = first_word(text, t_.x.includes, &length);
  if (at == text.npos) return;
  const auto position = static_cast<std::uint32_t>(c.start + at);
  const Marks parts = collect(k, position, 0);
  if (parts.size() < 2) return;
  const std::uint32_t whole = whole_before(k, position, parts.front(), false);
  if (whole == none || p_.clause_of(p_.marks[whole]).sentence != c.sentence) return;
  // 行政处罚、行政许可分别为: names of the parts may stand between.
  for (std::uint32_t i = p_.marks[whole].clause + 1; i < k; ++i)
    if (p_.clauses[i].first != p_.clauses[i].last || p_.clauses[i + 1].before != U'、') return;
  const TextRange tie{position, static_cast<std::uint32_t>(position + length)};
  if (partition && !open_ended(k, parts) && complete_sentence(k, position, parts))
    return add_sum(whole, parts, Basis::words, tie, false);
  if (!add_if_equal(whole, parts, tie)) add_if_near(whole, parts, tie);
}

}  // namespace detail
FAZHI_NAMESPACE_END
