// Where fixed forms stand: in lines of text, or in the cells of a table that an importer hands over.
#include <algorithm>

#include "tables/forms.hpp"
#include "tables/lexicon.hpp"
#include "tables/tables.hpp"
#include "text/fold.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

/// Adds the characters of a stretch of text; the first of them begins a cell.
void add_atoms(std::vector<Atom>& atoms, const std::u32string& text, TextRange range, std::uint32_t line,
               bool barrier) {
  bool gap = true;
  char32_t before = 0;
  for (std::uint32_t i = range.start; i < range.end; ++i) {
    const char32_t folded = fold(text[i], before);
    if (folded == left_out) continue;
    before = folded;
    const char32_t c = compact(folded);
    if (c == 0) {
      gap |= folded == U' ' || folded == U'\n';
      continue;
    }
    atoms.push_back({folded, c, i, line, gap, barrier});
    gap = barrier = false;
  }
}

bool is_bar(char32_t c) { return c == U'|' || c == U'｜' || c == U'│' || c == U'┃'; }

/// A line of text: tabs and bars are edges of cells, and two of them hold an empty one.
void add_line(std::vector<Atom>& atoms, const std::u32string& text, TextRange range, std::uint32_t line, bool barrier) {
  const auto separates = [&](std::uint32_t i) { return text[i] == U'\t' || is_bar(text[i]); };
  const auto blank = [&](TextRange cell) {
    for (std::uint32_t i = cell.start; i < cell.end; ++i)
      if (const char32_t c = fold(text[i], 0); c != U' ' && c != left_out) return false;
    return true;
  };
  std::uint32_t from = range.start;
  if (from < range.end && is_bar(text[from])) ++from;  // a border
  bool begun = false;
  for (std::uint32_t i = from; i <= range.end; ++i) {
    if (i < range.end && !separates(i)) continue;
    const TextRange cell{from, i};
    const bool border = i == range.end && from > range.start && is_bar(text[from - 1]);
    if (!blank(cell)) {
      add_atoms(atoms, text, cell, line, barrier);
      begun = true;
      barrier = false;
    } else if (begun && !border && from > range.start) {
      atoms.push_back({empty_cell, empty_cell, from, line, true, false});
    }
    from = i + 1;
  }
}

bool begins_with_heading(std::u32string_view content) {
  std::u32string s = compact(content);
  // 三、 in front of it
  std::size_t at = 0;
  while (at < s.size() && (is_han_digit(s[at]) || s[at] == U'(' || s[at] == U')')) ++at;
  if (at < s.size() && (s[at] == U',' || s[at] == U'.')) ++at;
  for (const auto& heading : TableLexicon::get().disclosure.headings)
    if (s.compare(at, heading.size(), heading) == 0 && s.size() <= at + heading.size() + 8) return true;
  return false;
}

}  // namespace

bool begins_forms(std::u32string_view line) {
  if (line.size() < 5) return false;
  const Labels& starts = TableLexicon::get().disclosure.starts;
  // Rare in a report: one of these characters, then the words themselves.
  if (line.find_first_of(U"第年系申未") == line.npos) return false;
  const std::u32string s = compact(line.substr(0, 4000));
  return std::any_of(starts.begin(), starts.end(), [&](const auto& w) { return s.find(w) != s.npos; });
}

std::size_t read_forms(ReportData& r, std::vector<Line>& lines, std::size_t first, const Shadow& shadow) {
  constexpr std::size_t most_prose = 2;  // lines of prose that end the forms
  std::vector<Atom> atoms;
  std::vector<std::uint32_t> kept;
  std::size_t i = first, prose = 0;
  bool barrier = false;
  for (; i < lines.size() && prose < most_prose; ++i) {
    const Line& line = lines[i];
    if (line.blank() || line.kind == BlockKind::page_number || line.kind == BlockKind::running_head) continue;
    const auto content = content_of(line, shadow);
    const bool heading = begins_with_heading(content);
    prose = line.stops > 0 && !heading ? prose + 1 : 0;
    if (heading || line.stops > 0) {
      barrier = true;
      continue;
    }
    kept.push_back(static_cast<std::uint32_t>(i));
    add_line(atoms, r.text.code_points, shadow.to_text(TextRange{line.content_start, line.content_end}),
             static_cast<std::uint32_t>(i), barrier);
    barrier = false;
  }
  if (atoms.empty()) return i;
  std::vector<std::uint32_t> used;
  if (!read_form_rows(r, std::move(atoms), used)) return i;
  if (!used.empty())
    for (const std::uint32_t k : kept)
      if (k >= used.front() && k <= used.back()) lines[k].kind = BlockKind::table;
  return i;
}

bool read_forms(ReportData& r, const std::vector<std::vector<SourceCell>>& rows) {
  std::vector<Atom> atoms;
  std::uint32_t line = 0;
  const auto size = static_cast<std::uint32_t>(r.text.code_points.size());
  bool anchored = false;
  for (const auto& row : rows) {
    ++line;
    bool begun = false;
    for (const SourceCell& cell : row) {
      const TextRange range{std::min(cell.range.start, size), std::min(cell.range.end, size)};
      const std::size_t before = atoms.size();
      add_atoms(atoms, r.text.code_points, range, line, false);
      if (atoms.size() > before) {
        begun = true;
      } else if (begun) {
        atoms.push_back({empty_cell, empty_cell, range.start, line, true, false});
      }
      anchored |= begins_forms(std::u32string_view(r.text.code_points).substr(range.start, range.size()));
    }
  }
  if (!anchored || atoms.empty()) return false;
  std::vector<std::uint32_t> used;
  return read_form_rows(r, std::move(atoms), used);
}

}  // namespace detail
FAZHI_NAMESPACE_END
