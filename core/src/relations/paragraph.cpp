#include "relations/paragraph.hpp"

#include <algorithm>

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

constexpr std::uint64_t bit(char32_t c) { return std::uint64_t{1} << (c & 63); }

/// False for nearly all that clause_mark() says 0 to. Without branches: marks come too irregularly to be foretold.
bool may_be_mark(char32_t c) noexcept {
  constexpr std::uint64_t narrow =
      bit(U',') | bit(U';') | bit(U':') | bit(U'(') | bit(U')') | bit(U'!') | bit(U'?') | bit(U'\n');
  constexpr std::uint64_t chinese = bit(U'、') | bit(U'。') | bit(U'〔') | bit(U'〕');
  const char32_t h = c - (c >= 0xFF01 && c <= 0xFF5E ? 0xFEE0u : 0u);
  const std::uint64_t bits = (h < 64 ? narrow : 0) | (c - 0x3000u < 64 ? chinese : 0);
  return ((bits >> (h & 63) & 1) | (h == U'[') | (h == U']')) != 0;
}

/// The mark itself for what ends a clause, folded to one form each; 0 for any other character.
char32_t clause_mark(char32_t c) noexcept {
  switch (c) {
    case U'，':
    case U',':
      return U'，';
    case U'；':
    case U';':
      return U'；';
    case U'：':
    case U':':
      return U'：';
    case U'。':
    case U'！':
    case U'？':
      return U'。';
    case U'（':
    case U'(':
    case U'〔':
    case U'［':
    case U'[':
      return U'（';
    case U'）':
    case U')':
    case U'〕':
    case U'］':
    case U']':
      return U'）';
    case U'、':
    case U'\n':
      return c;
    default:
      return 0;
  }
}

bool digit(char32_t c) noexcept { return c >= U'0' && c <= U'9'; }

void split_clauses(TextRange range, Paragraph& p, std::uint32_t first_mark) {
  std::uint8_t depth = 0;
  std::uint32_t sentence = 0;
  Clause now{range.start, range.start, 0, 0, 0, first_mark, first_mark};
  std::uint32_t mark = 0;
  for (std::uint32_t i = range.start; i <= range.end; ++i) {
    // A bracket inside a surface, 61万套（间）, is no clause.
    if (mark < p.marks.size() && i == p.marks[mark].range.start) {
      i = p.marks[mark].range.end - 1;
      p.marks[mark].clause = static_cast<std::uint32_t>(p.clauses.size());
      ++mark;
      continue;
    }
    if (i < range.end && !may_be_mark(p.text[i])) continue;
    const char32_t c = i < range.end ? clause_mark(p.text[i]) : U'。';
    if (c == 0) continue;
    // 12:30 and 1,000 stand inside figures or are no clause.
    if ((c == U'：' || c == U'，') && i > range.start && i + 1 < range.end && digit(p.text[i - 1]) &&
        digit(p.text[i + 1]))
      continue;
    now.end = i;
    now.last = mark;
    p.clauses.push_back(now);
    if (c == U'（' && depth < 250) ++depth;
    if (c == U'）' && depth > 0) --depth;
    if (c == U'。' && depth == 0) ++sentence;
    now = {i + 1, i + 1, c, depth, sentence, mark, mark};
  }
}

std::uint16_t traits_of(std::u32string_view before, UnitKind kind, const RelationLexicon& x) {
  std::uint16_t t = 0;
  std::u32string_view s = before;
  while (!s.empty() && s.back() == U' ') s.remove_suffix(1);
  if (has_word(s, x.share)) t |= trait_share;
  if (has_word(s, x.compound)) t |= trait_compound;
  if (has_word(s, x.each)) t |= trait_each;
  // 高于全省平均分1.07分: a difference, whatever stands before the number.
  if (const std::size_t n = word_at_start(s, x.apart); n != 0 && n < s.size())
    return t | trait_change | (s.front() == U'低' || s.front() == U'慢' || s.front() == U'少' ? trait_down : trait_up);
  // 增长约, 增加了 are growth; 增加到, 增至 and 新增 are levels.
  while (!s.empty()) {
    if (word_at_end(s, x.rate) != 0) t |= trait_rate;
    if (word_at_end(s, x.stock) != 0) t |= trait_stock;
    const auto than = [&] { return s.size() > 2 && has_word(s, x.than); };
    if (word_at_end(s, x.added) != 0) {
      // 比上年净增2件
      if (s.ends_with(U"净增") && than()) t |= trait_change | trait_up;
      break;
    }
    // 比去年多6名; 高6.5个百分点 behind 比去年的57.5%.
    if (const std::size_t n = word_at_end(s, x.more); n != 0 && (n == s.size() || than()))
      return t | trait_change | trait_up;
    if (const std::size_t n = word_at_end(s, x.less); n != 0 && (n == s.size() || than()))
      return t | trait_change | trait_down;
    if (const std::size_t onto = word_at_end(s, x.onto); onto != 0) {
      const auto verb = s.substr(0, s.size() - onto);
      for (const WordList* verbs : {&x.up, &x.down, &x.spread, &x.merge, &x.neutral})
        if (word_at_end(verb, *verbs) != 0) return t;
    }
    const std::size_t up = word_at_end(s, x.up);
    const std::size_t down = word_at_end(s, x.down);
    if (kind == UnitKind::count && word_at_end(s, x.improve) != 0 && word_at_end(s, x.improve) >= std::max(up, down))
      break;
    if (up != 0 || down != 0) {
      t |= trait_change | (up > down ? trait_up : trait_down);
      break;
    }
    if (const std::size_t n = word_at_end(s, x.compared); n != 0) {
      const char32_t lead = s[s.size() - n];
      t |= trait_change;
      if (lead == U'高' || lead == U'多' || lead == U'快' || lead == U'超') t |= trait_up;
      if (lead == U'低' || lead == U'少') t |= trait_down;
      // 增幅, 降幅
      if (s.ends_with(U"幅")) t |= lead == U'降' || lead == U'减' ? trait_down : trait_up;
      break;
    }
    const std::size_t drop = std::max(word_at_end(s, x.soft), word_at_end(s, x.reach));
    if (drop == 0) break;
    s.remove_suffix(drop);
    while (!s.empty() && s.back() == U' ') s.remove_suffix(1);
  }
  return t;
}

bool only_joins(std::u32string_view s) noexcept {
  while (!s.empty() && s.front() == U' ') s.remove_prefix(1);
  while (!s.empty() && s.back() == U' ') s.remove_suffix(1);
  return s.empty() || s == U"和" || s == U"与" || s == U"及" || s == U"以及";
}

}  // namespace

void read_paragraph(const ReportData& r, std::u32string_view text, TextRange range, std::uint32_t first,
                    std::uint32_t last, const RelationLexicon& x, Paragraph& p) {
  p.text = text;
  p.clauses.clear();
  p.marks.clear();
  for (std::uint32_t i = first; i < last; ++i) {
    Mark m;
    m.figure = i;
    m.range = r.figures[i].range;
    const bool same = i > first && r.figures[i].unit == r.figures[i - 1].unit;
    m.kind = same ? p.marks.back().kind : x.kind_of(r.figures[i].unit);
    p.marks.push_back(m);
  }
  split_clauses(range, p, 0);
  for (std::size_t i = 0; i < p.marks.size(); ++i) {
    Mark& m = p.marks[i];
    const Clause& c = p.clauses[m.clause];
    m.label = c.start;
    if (i > 0) {
      const Mark& before = p.marks[i - 1];
      if (before.clause == m.clause) m.label = before.range.end;
      const bool next_clause = before.clause + 1 == m.clause && c.before == U'、' && before.range.end + 1 == c.start;
      m.linked = (before.clause == m.clause || next_clause) && only_joins(p.label(m)) && before.kind == m.kind;
    }
    m.traits = m.linked ? p.marks[i - 1].traits : traits_of(p.label(m), m.kind, x);
  }
}

}  // namespace detail
FAZHI_NAMESPACE_END
