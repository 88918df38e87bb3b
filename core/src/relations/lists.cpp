#include "relations/lists.hpp"

#include <algorithm>

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

bool blank(std::u32string_view s) noexcept { return s.find_first_not_of(U' ') == s.npos; }

}  // namespace

void Lists::run() {
  for (std::uint32_t k = 0; k < p_.clauses.size(); ++k) {
    const Clause& c = p_.clauses[k];
    const auto text = p_.clause_text(c);
    if (word_at_start(text, t_.x.first_items) != 0) enumerated(k);
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

Lists::Marks Lists::collect(std::uint32_t k, std::uint32_t from, int gaps, bool mixed) const {
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

bool Lists::take(const Clause& c, std::uint32_t from, bool first_clause, bool mixed, Marks& parts) const {
  const auto alike = [&](std::uint32_t m) {
    return parts.empty() || t_.same_unit(parts.front(), m) ||
           (mixed && p_.marks[m].kind == UnitKind::count && p_.marks[parts.front()].kind == UnitKind::count);
  };
  bool levels = false;
  for (std::uint32_t m = c.first; m < c.last; ++m) {
    const Mark& mark = p_.marks[m];
    if (mark.range.start < from || !mark.level()) continue;
    // 其中存量410处、新增243处: behind 其中 a stock is a part like any other.
    const bool stock = mark.has(trait_stock) && (!parts.empty() || !has_word(p_.label(mark), t_.x.of_which));
    if (stock || mark.has(trait_each)) return false;
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

bool Lists::joined(std::uint32_t m) const {
  const auto label = p_.label(p_.marks[m]);
  return p_.marks[m].level() && (label.starts_with(U"和") || label.starts_with(U"与") || label.starts_with(U"及") ||
                                 label.starts_with(U"以及") || label.starts_with(U"、"));
}

bool Lists::changes(std::uint32_t m) const {
  if (m + 1 >= p_.marks.size() || !t_.same_unit(m, m + 1)) return false;
  const auto between = p_.words(p_.marks[m].range.end, p_.marks[m + 1].range.start);
  return between.size() < 24 && has_word(between, t_.x.onto);
}

std::uint32_t Lists::whole_before(std::uint32_t k, std::uint32_t position, std::uint32_t part, bool any_unit) const {
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
    if (mark.has(trait_each) != p_.marks[part].has(trait_each)) {
      // 投入42万元，人均0.6元，其中30万元: too small to be the whole.
      if (t_.same_unit(m, part) && !certainly_more(t_.figure(part), t_.figure(m))) return none;
      continue;
    }
    if (any_unit ? mark.kind == p_.marks[part].kind : counts_same(m, part)) return m;
    if (any_unit) break;
  }
  return none;
}

bool Lists::counts_same(std::uint32_t whole, std::uint32_t part) const {
  if (t_.same_unit(whole, part)) return true;
  if (p_.marks[whole].kind != UnitKind::count || p_.marks[part].kind != UnitKind::count) return false;
  if (t_.figure(whole).unit.empty()) return t_.figure(whole).step.num > t_.figure(whole).step.den;
  const std::uint32_t end = p_.marks[whole].range.end;
  const std::uint32_t unit = p_.marks[part].range.end;
  return end < p_.clause_of(p_.marks[whole]).end && p_.text[end] == p_.text[unit - 1] &&
         t_.figure(part).unit.size() == 3;
}

void Lists::add_sum(std::uint32_t whole, std::span<const std::uint32_t> parts, Basis basis, TextRange words,
                    bool suspect) {
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

Fit Lists::fit(std::uint32_t whole, std::span<const std::uint32_t> parts) const {
  Marks figures;
  for (std::uint32_t m : parts) figures.push_back(p_.marks[m].figure);
  return fit_of_sum(t_.r, p_.marks[whole].figure, figures);
}

bool Lists::add_if_equal(std::uint32_t whole, const Marks& parts, TextRange words) {
  Marks figures;
  for (std::uint32_t m : parts) figures.push_back(p_.marks[m].figure);
  const std::size_t n = longest_fit(t_.r, p_.marks[whole].figure, figures);
  if (n != 0) add_sum(whole, {parts.data(), n}, Basis::arithmetic, words, false);
  return n != 0;
}

bool Lists::add_if_mixed(std::uint32_t whole, std::uint32_t k, std::uint32_t from, TextRange words) {
  const Marks parts = collect(k, from, 0, true);
  if (parts.size() < 2 || p_.marks[whole].kind != UnitKind::count || t_.figure(whole).value.num < 20) return false;
  return add_if_equal(whole, parts, words);
}

bool Lists::add_if_near(std::uint32_t whole, const Marks& parts, TextRange words) {
  if (parts.size() < 3 || fit(whole, parts) != Fit::near_miss) return false;
  add_sum(whole, parts, Basis::arithmetic, words, true);
  return true;
}

bool Lists::told_whole(std::uint32_t m) const {
  const auto label = p_.label(p_.marks[m]);
  return has_word(label, t_.x.altogether) || has_word(label, t_.x.stock);
}

void find_lists(Ties& t) {
  if (t.p.marks.size() >= 2) Lists(t).run();
}

}  // namespace detail
FAZHI_NAMESPACE_END
