// Where a text prints a numeric table: lines of columns, or one cell a line. What is no table for certain stays text:
// a table needs a head without amounts above two or more rows of amounts that are cut alike.
#include <algorithm>
#include <array>

#include "fazhi/context.hpp"
#include "tables/lexicon.hpp"
#include "tables/tables.hpp"
#include "text/fold.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

constexpr std::uint32_t longest_row = 400, longest_name = 24;  // characters
constexpr std::size_t most_line_columns = 12;

enum class Cut : std::uint8_t { none, bars, tabs, blanks };

struct CutLine {
  std::size_t line = 0;
  Cut cut = Cut::none;
  bool rule = false;      ///< |---|---|
  bool indented = false;  ///< begins with two blanks or more: its first cell may be missing
  std::vector<SourceCell> cells;
};

bool is_bar(char32_t c) { return c == U'|' || c == U'｜' || c == U'│' || c == U'┃'; }
bool is_blank(char32_t c) {
  return c == U' ' || c == U'\t' || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200A);
}
bool is_rule(char32_t c) {
  return c == U'-' || c == U':' || c == U'─' || c == U'—' || c == U'=' || c == U'+' || c == U'┼';
}

class Finder {
 public:
  Finder(ReportData& r, std::vector<Line>& lines, const Shadow& shadow)
      : r_(r), lines_(lines), shadow_(shadow), text_(r.text.code_points) {}

  void run(Context& ctx) {
    std::size_t i = 0;
    while (i < lines_.size()) {
      if (!may_be_row(i)) {
        ++i;
        continue;
      }
      ctx.check_cancelled();
      if (begins_forms(content_of(lines_[i], shadow_))) {
        i = std::max(i + 1, read_forms(r_, lines_, i, shadow_));
        continue;
      }
      std::size_t behind = columns(i);
      if (behind == i) behind = one_cell_a_line(i);
      i = std::max(i + 1, behind);
    }
  }

 private:
  /// Prose ends in stops and runs long; most lines of a report are left behind here.
  [[nodiscard]] bool may_be_row(std::size_t i) const {
    const Line& l = lines_[i];
    return l.stops == 0 && l.kind == BlockKind::paragraph;
  }
  [[nodiscard]] std::uint32_t text_at(std::uint32_t i) const { return shadow_.to_text(i); }
  [[nodiscard]] TextRange range_of(std::size_t i) const {
    return shadow_.to_text(TextRange{lines_[i].content_start, lines_[i].content_end});
  }
  [[nodiscard]] std::u32string_view slice(TextRange range) const {
    return std::u32string_view(text_).substr(range.start, range.size());
  }
  [[nodiscard]] std::size_t next_line(std::size_t i) const {
    std::size_t j = i + 1;
    if (j < lines_.size() && lines_[j].blank()) ++j;
    return j < lines_.size() && !lines_[j].blank() ? j : lines_.size();
  }

  /// The cells of a line, by the strongest mark that it has.
  [[nodiscard]] CutLine cut(std::size_t i) const {
    CutLine out;
    out.line = i;
    const TextRange range = range_of(i);
    if (range.size() > longest_row) return out;
    const std::u32string_view s = slice(range);
    if (std::any_of(s.begin(), s.end(), is_bar)) {
      out.cut = Cut::bars;
    } else if (s.find(U'\t') != s.npos) {
      out.cut = Cut::tabs;
    } else {
      for (std::size_t k = 0; k + 1 < s.size() && out.cut == Cut::none; ++k)
        if (is_blank(s[k]) && is_blank(s[k + 1])) out.cut = Cut::blanks;
    }
    if (out.cut == Cut::none) return out;
    out.indented = lines_[i].content_start >= lines_[i].start + 2;
    split(out, range);
    return out;
  }

  void split(CutLine& out, TextRange range) const {
    out.rule = out.cut == Cut::bars && std::all_of(text_.begin() + range.start, text_.begin() + range.end,
                                                   [](char32_t c) { return is_bar(c) || is_rule(c) || is_blank(c); });
    std::uint32_t at = range.start, end = range.end;
    if (out.cut == Cut::bars && is_bar(text_[at])) ++at;
    if (out.cut == Cut::bars && end > at && is_bar(text_[end - 1])) --end;
    // A tab at the beginning is an empty first cell, one at the end an empty last one.
    if (out.cut == Cut::tabs) {
      while (at > text_at(lines_[out.line].start) && text_[at - 1] == U'\t') --at;
      while (end < text_at(lines_[out.line].end) && text_[end] == U'\t') ++end;
    }
    std::uint32_t from = at;
    const auto add = [&](std::uint32_t to) {
      SourceCell cell;
      while (from < to && is_blank(text_[from])) ++from;
      while (to > from && is_blank(text_[to - 1])) --to;
      cell.range = {from, to};
      out.cells.push_back(cell);
    };
    for (std::uint32_t k = at; k < end; ++k) {
      const bool edge = out.cut == Cut::bars   ? is_bar(text_[k])
                        : out.cut == Cut::tabs ? text_[k] == U'\t'
                                               : is_blank(text_[k]) && k + 1 < end && is_blank(text_[k + 1]);
      if (!edge) continue;
      add(k);
      if (out.cut == Cut::blanks)
        while (k + 1 < end && is_blank(text_[k + 1])) ++k;
      from = k + 1;
    }
    add(end);
    if (out.cut == Cut::blanks) join_letters(out.cells);
  }

  /// 合　　计 is one cell.
  void join_letters(std::vector<SourceCell>& cells) const {
    for (std::size_t k = 0; k + 1 < cells.size(); ++k) {
      const TextRange a = cells[k].range, b = cells[k + 1].range;
      if (a.size() != 1 || b.size() != 1 || text_[b.start] != U'计') continue;
      const char32_t c = text_[a.start];
      if (c != U'合' && c != U'总' && c != U'小' && c != U'共') continue;
      cells[k].range.end = b.end;
      cells.erase(cells.begin() + static_cast<std::ptrdiff_t>(k) + 1);
    }
  }

  [[nodiscard]] CellKind kind_of(TextRange range) const {
    std::u32string s;
    for (std::uint32_t i = range.start; i < range.end; ++i)
      if (const char32_t c = fold(text_[i], 0); c != left_out) s.push_back(c);
    return read_cell(s, TableLexicon::get()).kind;
  }
  [[nodiscard]] bool is_amount(TextRange range) const {
    const CellKind kind = kind_of(range);
    return kind == CellKind::number || kind == CellKind::zero;
  }
  [[nodiscard]] std::size_t amounts(const CutLine& line) const {
    return static_cast<std::size_t>(
        std::count_if(line.cells.begin(), line.cells.end(), [&](const SourceCell& c) { return is_amount(c.range); }));
  }

  /// A run of lines cut alike from line i on; gives the line behind it, or i where it is no table.
  std::size_t columns(std::size_t i) {
    if (i < no_columns_before_) return i;
    std::vector<CutLine> run;
    for (std::size_t j = i; j < lines_.size() && may_be_row(j); j = next_line(j)) {
      if (j != i && begins_forms(content_of(lines_[j], shadow_))) break;
      CutLine line = cut(j);
      if (line.cells.size() < 2 || (!run.empty() && line.cut != run.front().cut)) break;
      run.push_back(std::move(line));
    }
    // A run that is no table is looked at once, not from each of its lines.
    if (!run.empty()) no_columns_before_ = run.back().line + 1;
    if (run.size() < 3) return i;
    std::size_t width = 0;
    std::array<std::size_t, 64> counts{};
    for (const CutLine& line : run)
      if (!line.rule) ++counts[std::min<std::size_t>(line.cells.size(), 63)];
    for (std::size_t w = 2; w < counts.size(); ++w)
      if (counts[w] > 0 && counts[w] >= counts[width]) width = w;
    // Where rows have lost cells, the head still has them all.
    for (const CutLine& line : run) {
      if (line.rule) continue;
      if (amounts(line) > 0 && !years_alone(line)) break;
      width = std::max(width, line.cells.size());
    }
    std::vector<GridRow> rows;
    std::size_t heads = 0, bodies = 0, filled = 0, numbers = 0;
    for (const CutLine& line : run) {
      if (line.rule) continue;
      const std::size_t found = amounts(line);
      if (bodies == 0 && (found == 0 || years_alone(line))) {
        ++heads;
        if (GridRow head; head_row(line, width, head)) rows.push_back(std::move(head));
        continue;
      }
      ++bodies;
      GridRow row{line.cells, line.cells.size() != width};
      if (!row.unreadable) {
        numbers += found;
        filled += static_cast<std::size_t>(std::count_if(line.cells.begin() + 1, line.cells.end(),
                                                         [](const SourceCell& c) { return !c.range.empty(); }));
      }
      rows.push_back(std::move(row));
    }
    if (heads == 0 || bodies < 2 || numbers < 2 || 2 * numbers < filled) return i;
    if (std::all_of(rows.begin(), rows.end(), [](const GridRow& r) { return r.unreadable; })) return i;
    drop_edge(rows, width);
    const std::size_t behind = next_line(run.back().line);
    return keep(rows, TableSource::columns, i, run.back().line) ? behind : i;
  }

  [[nodiscard]] bool years_alone(const CutLine& line) const {
    std::size_t years = 0;
    for (std::size_t k = 1; k < line.cells.size(); ++k) {
      std::u32string_view s = slice(line.cells[k].range);
      if (s.ends_with(U"年")) s.remove_suffix(1);
      years += s.size() == 4 && (s.starts_with(U"20") || s.starts_with(U"19"));
    }
    return years > 0 && years + 1 == line.cells.size();
  }

  /// A tab at the end of every line is an edge and no column.
  static void drop_edge(std::vector<GridRow>& rows, std::size_t width) {
    const auto ends_empty = [&](const GridRow& r) {
      return r.unreadable || (r.cells.size() == width && r.cells.back().range.empty());
    };
    if (width < 3 || !std::all_of(rows.begin(), rows.end(), ends_empty)) return;
    for (GridRow& row : rows)
      if (!row.unreadable) row.cells.pop_back();
  }

  /// Names are given to columns only where it is sure which is whose.
  static bool head_row(const CutLine& line, std::size_t width, GridRow& head) {
    head.cells = line.cells;
    if (head.cells.size() + 1 == width && line.cut == Cut::blanks && line.indented)
      head.cells.insert(head.cells.begin(), SourceCell{});
    return head.cells.size() == width;
  }

  bool keep(const std::vector<GridRow>& rows, TableSource source, std::size_t first, std::size_t last) {
    TableData table = make_table(r_.text, rows, source, caption_above(first));
    if (numeric_cells(table) < 2 || table.columns.size() < 2) return false;
    for (std::size_t k = first; k <= last; ++k)
      if (!lines_[k].blank()) lines_[k].kind = BlockKind::table;
    r_.tables.push_back(std::move(table));
    return true;
  }

  /// 表1 …, …统计表, 单位：万元 in the two lines above.
  [[nodiscard]] TextRange caption_above(std::size_t first) const {
    TextRange out;
    std::size_t i = first;
    for (int tries = 0; tries < 2 && i > 0; ++tries) {
      --i;
      while (i > 0 && lines_[i].blank()) --i;
      if (lines_[i].size() > 40 || lines_[i].stops > 0 || lines_[i].blank()) break;
      const TextRange range = range_of(i);
      if (!names_table(slice(range))) break;
      out = out.empty() ? range : TextRange{range.start, out.end};
    }
    return out;
  }
  static bool names_table(std::u32string_view s) {
    const TableLexicon& x = TableLexicon::get();
    const auto starts = [&](const std::u32string& w) {
      return s.starts_with(w) && s.size() > w.size() &&
             (is_digit(s[w.size()]) || is_han_digit(s[w.size()]) || s[w.size()] == U' ');
    };
    return s.find(U"单位：") != s.npos || s.find(U"单位:") != s.npos ||
           std::any_of(x.caption_starts.begin(), x.caption_starts.end(), starts) ||
           std::any_of(x.caption_ends.begin(), x.caption_ends.end(), [&](const auto& w) { return s.ends_with(w); });
  }

  /// A head of p names and then, again and again, a name and p - 1 amounts, each on its line.
  std::size_t one_cell_a_line(std::size_t i) {
    if (i < no_cells_before_) return i;
    std::vector<std::size_t> run;
    std::vector<bool> amount;
    bool begun = false;
    for (std::size_t j = i; j < lines_.size() && short_line(j); j = next_line(j)) {
      // Two names in a row behind an amount: the table is over.
      if (begun && !amount.back() && run.size() >= 2 && !amount[run.size() - 2]) break;
      if (j != i && begins_forms(content_of(lines_[j], shadow_))) break;
      run.push_back(j);
      const TextRange range = range_of(j);
      const CellKind kind =
          is_digit(fold(text_[range.start], 0)) || range.size() <= 4 ? kind_of(range) : CellKind::text;
      amount.push_back(kind == CellKind::number || kind == CellKind::zero || kind == CellKind::not_applicable);
      begun |= amount.back();
    }
    if (!run.empty()) no_cells_before_ = run.back();
    const auto first = static_cast<std::size_t>(std::find(amount.begin(), amount.end(), true) - amount.begin());
    if (first < 3 || first == amount.size()) return i;
    struct Row {
      std::size_t name, size;
    };
    std::vector<Row> rows;
    for (std::size_t k = first - 1; k < run.size();) {
      std::size_t n = 0;
      while (k + 1 + n < run.size() && amount[k + 1 + n]) ++n;
      if (n == 0) break;
      rows.push_back({k, n});
      k += n + 1;
    }
    // The head says how many columns there are; lines above it that head something else are not of it.
    std::size_t top = 0;
    while (top < rows.front().name && !is_head_cell(run[top])) ++top;
    const std::size_t names = rows.front().name - top;
    const auto of_size = [&](std::size_t n) {
      return static_cast<std::size_t>(
          std::count_if(rows.begin(), rows.end(), [&](const Row& r) { return r.size == n; }));
    };
    const auto enough = [&](std::size_t n) {
      return n > 0 && n <= most_line_columns && of_size(n) >= (n == 1 ? 3u : 2u) && 2 * of_size(n) >= rows.size();
    };
    if (names == 0) return i;
    const bool corner = enough(names - 1);
    const std::size_t width = corner ? names - 1 : names;
    if (!enough(width)) return i;
    std::vector<GridRow> grid;
    GridRow head;
    if (!corner) head.cells.emplace_back();
    for (std::size_t k = top; k < rows.front().name; ++k) {
      if (ends_open(run[k])) return i;
      head.cells.push_back({range_of(run[k])});
    }
    grid.push_back(std::move(head));
    for (const Row& row : rows) {
      GridRow out;
      for (std::size_t k = row.name; k <= row.name + row.size; ++k) out.cells.push_back({range_of(run[k])});
      out.unreadable = row.size != width;
      grid.push_back(std::move(out));
    }
    const std::size_t last = run[rows.back().name + rows.back().size];
    return keep(grid, TableSource::lines, run[top], last) ? next_line(last) : i;
  }

  [[nodiscard]] bool is_head_cell(std::size_t j) const {
    const auto content = content_of(lines_[j], shadow_);
    return !starts_with_label(content) && !names_table(content);
  }
  [[nodiscard]] bool short_line(std::size_t j) const {
    const Line& l = lines_[j];
    // 1,234 has a comma, too.
    return may_be_row(j) && l.size() <= longest_name && (l.commas == 0 || is_digit(shadow_.chars[l.content_start]));
  }
  [[nodiscard]] bool ends_open(std::size_t j) const {
    const char32_t c = shadow_.chars[lines_[j].content_end - 1];
    return c == U'：' || c == U':';
  }

  ReportData& r_;
  std::vector<Line>& lines_;
  const Shadow& shadow_;
  const std::u32string& text_;
  std::size_t no_columns_before_ = 0, no_cells_before_ = 0;
};

}  // namespace

void find_tables(ReportData& r, std::vector<Line>& lines, const Hints& hints, const Shadow& shadow, Context& ctx) {
  for (const auto& given : hints.tables) take_source_table(r, lines, given, shadow);
  Finder(r, lines, shadow).run(ctx);
  if (!hints.tables.empty())
    std::stable_sort(r.tables.begin(), r.tables.end(),
                     [](const TableData& a, const TableData& b) { return a.range.start < b.range.start; });
}

}  // namespace detail
FAZHI_NAMESPACE_END
