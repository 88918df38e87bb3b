// From rows of cells to a table: places, heads, names, values.
#include <algorithm>
#include <limits>

#include "tables/lexicon.hpp"
#include "tables/tables.hpp"
#include "text/decode.hpp"
#include "text/fold.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

constexpr std::size_t most_rows = 20000, most_columns = 400;  // hostile spans would ask for more memory than there is

bool numeric(CellKind kind) { return kind == CellKind::number || kind == CellKind::zero; }

/// 2023, 2023年: a year at the head of a column.
bool is_year(std::u32string_view s) {
  if (s.size() == 5 && s.back() == U'年') s.remove_suffix(1);
  return s.size() == 4 && (s.starts_with(U"19") || s.starts_with(U"20")) && std::all_of(s.begin(), s.end(), is_digit);
}

class Grid {
 public:
  Grid(const TextData& text, const std::vector<GridRow>& rows, TableSource source, TextRange caption)
      : text_(text), rows_(rows), lexicon_(TableLexicon::get()) {
    t_.source = source;
    t_.caption_range = caption;
  }

  TableData run() {
    place();
    if (t_.columns.empty()) return std::move(t_);
    read();
    find_heads();
    name();
    units();
    return std::move(t_);
  }

 private:
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

  [[nodiscard]] std::u32string folded(TextRange range) const {
    std::u32string out;
    char32_t before = 0;
    for (std::uint32_t i = range.start; i < range.end && i < text_.code_points.size(); ++i) {
      const char32_t c = fold(text_.code_points[i], before);
      if (c == left_out) continue;
      out.push_back(before = c);
    }
    while (!out.empty() && (out.back() == U' ' || out.back() == U'\n')) out.pop_back();
    out.erase(0, std::min(out.find_first_not_of(U" \n"), out.size()));
    return out;
  }
  /// A name: blanks inside go (合　计), except between letters.
  [[nodiscard]] std::u32string name_of(TextRange range) const {
    const std::u32string s = folded(range);
    std::u32string out;
    for (std::size_t i = 0; i < s.size(); ++i) {
      const bool blank = s[i] == U' ' || s[i] == U'\n';
      if (!blank) out.push_back(s[i]);
      if (blank && !out.empty() && out.back() < 0x80 && out.back() != U' ' && i + 1 < s.size() && s[i + 1] < 0x80)
        out.push_back(U' ');
    }
    return out;
  }

  void place() {
    const std::size_t count = std::min(rows_.size(), most_rows);
    t_.rows.resize(count);
    std::size_t width = 0;
    for (std::size_t r = 0; r < count; ++r) {
      if (rows_[r].unreadable) continue;
      std::size_t c = 0;
      for (const SourceCell& cell : rows_[r].cells) {
        while (at(r, c) != none) ++c;
        if (c >= most_columns) break;
        CellData out;
        out.range = cell.range;
        out.row = static_cast<std::uint16_t>(r);
        out.column = static_cast<std::uint16_t>(c);
        out.row_span = static_cast<std::uint16_t>(std::clamp<std::size_t>(cell.row_span, 1, count - r));
        out.column_span = static_cast<std::uint16_t>(std::clamp<std::size_t>(cell.column_span, 1, most_columns - c));
        // A span ends where another cell stands: each place is taken once, whatever the source says.
        std::uint16_t free = 1;
        while (free < out.column_span && at(r, c + free) == none) ++free;
        out.column_span = free;
        const auto index = static_cast<std::uint32_t>(t_.cells.size());
        for (std::size_t y = r; y < r + out.row_span; ++y)
          for (std::size_t x = c; x < c + out.column_span; ++x) set(y, x, index);
        c += out.column_span;
        width = std::max(width, c);
        t_.cells.push_back(std::move(out));
      }
    }
    t_.columns.resize(width);
    for (std::size_t r = 0; r < count; ++r)
      if (rows_[r].unreadable) place_unreadable(r);
    std::stable_sort(t_.cells.begin(), t_.cells.end(), [](const CellData& a, const CellData& b) {
      return a.row != b.row ? a.row < b.row : a.column < b.column;
    });
    places_.clear();
    for (std::uint32_t i = 0; i < t_.cells.size(); ++i) {
      const CellData& c = t_.cells[i];
      for (std::size_t y = c.row; y < std::size_t{c.row} + c.row_span; ++y)
        for (std::size_t x = c.column; x < std::size_t{c.column} + c.column_span; ++x) set(y, x, i);
      if (c.range.empty()) continue;
      if (t_.range.empty()) t_.range = c.range;
      t_.range.start = std::min(t_.range.start, c.range.start);
      t_.range.end = std::max(t_.range.end, c.range.end);
    }
  }

  /// Its first cell is its name; every other cell is its whole rest, without a value.
  void place_unreadable(std::size_t r) {
    const auto& cells = rows_[r].cells;
    t_.rows[r].state = RowState::unreadable;
    if (cells.empty()) return;
    const TextRange rest{cells.size() > 1 ? cells[1].range.start : cells.back().range.end, cells.back().range.end};
    for (std::size_t c = 0; c < t_.columns.size(); ++c) {
      CellData out;
      out.range = c == 0 ? cells.front().range : rest;
      out.row = static_cast<std::uint16_t>(r);
      out.column = static_cast<std::uint16_t>(c);
      out.kind = c == 0 ? CellKind::text : CellKind::unreadable;
      t_.cells.push_back(std::move(out));
    }
  }

  [[nodiscard]] std::uint32_t at(std::size_t r, std::size_t c) const {
    return r < places_.size() && c < places_[r].size() ? places_[r][c] : none;
  }
  void set(std::size_t r, std::size_t c, std::uint32_t index) {
    if (places_.size() <= r) places_.resize(r + 1);
    if (places_[r].size() <= c) places_[r].resize(c + 1, none);
    places_[r][c] = index;
  }

  void read() {
    for (CellData& c : t_.cells) {
      if (c.kind == CellKind::unreadable) continue;
      CellValue v = read_cell(folded(c.range), lexicon_);
      c.kind = v.kind;
      c.value = v.value;
      c.decimals = v.decimals;
      c.unit = std::move(v.unit);
    }
  }

  [[nodiscard]] bool is_amount(std::size_t r, std::size_t c) const {
    const std::uint32_t i = at(r, c);
    return i != none && numeric(t_.cells[i].kind);
  }

  void find_heads() {
    const std::size_t rows = t_.rows.size(), columns = t_.columns.size();
    std::size_t heads = 0;
    while (heads < rows && said_to_be_head(heads)) ++heads;
    if (heads == 0) {
      // Rows above the first amount; years at the head of columns are names.
      while (heads < rows && t_.rows[heads].state == RowState::read) {
        bool amounts = false;
        for (std::size_t c = 0; c < columns; ++c)
          amounts |= is_amount(heads, c) && !is_year(folded(t_.cells[at(heads, c)].range));
        if (amounts) break;
        ++heads;
      }
    }
    if (heads == rows) heads = 0;
    for (std::size_t r = 0; r < heads; ++r)
      for (std::size_t c = 0; c < columns; ++c)
        if (const auto i = at(r, c); i != none && numeric(t_.cells[i].kind)) {
          t_.cells[i].kind = CellKind::text;
          t_.cells[i].value = {};
          t_.cells[i].unit.clear();
        }
    t_.header_rows = static_cast<std::uint16_t>(heads);
    std::size_t first = 0;
    while (first < columns && !is_data(first)) ++first;
    t_.header_columns = static_cast<std::uint16_t>(first == columns ? 0 : first);
  }

  [[nodiscard]] bool said_to_be_head(std::size_t r) const {
    const auto& cells = rows_[r].cells;
    return !cells.empty() && std::all_of(cells.begin(), cells.end(), [](const SourceCell& c) { return c.header; });
  }

  /// Half of what stands below the heads are amounts, and the head does not say that they count rows.
  [[nodiscard]] bool is_data(std::size_t c) const {
    std::size_t amounts = 0, filled = 0;
    for (std::size_t r = t_.header_rows; r < t_.rows.size(); ++r) {
      const std::uint32_t i = at(r, c);
      if (i == none || t_.cells[i].kind == CellKind::empty) continue;
      ++filled;
      amounts += numeric(t_.cells[i].kind) || t_.cells[i].kind == CellKind::unreadable;
    }
    if (amounts == 0 || 2 * amounts < filled) return false;
    for (std::size_t r = 0; r < t_.header_rows; ++r)
      if (const auto i = at(r, c); i != none) {
        const std::u32string head = name_of(t_.cells[i].range);
        if (head == U"序号" || head == U"编号") return false;
      }
    return true;
  }

  void add_name(std::vector<std::string>& path, std::uint32_t i) const {
    if (i == none) return;
    std::string name = to_utf8(name_of(t_.cells[i].range));
    if (!name.empty() && (path.empty() || path.back() != name)) path.push_back(std::move(name));
  }

  void name() {
    for (std::size_t c = 0; c < t_.columns.size(); ++c)
      for (std::size_t r = 0; r < t_.header_rows; ++r) add_name(t_.columns[c].path, at(r, c));
    for (std::size_t r = 0; r < t_.rows.size(); ++r)
      for (std::size_t c = 0; c < std::max<std::size_t>(t_.header_columns, r < t_.header_rows ? 0 : 1); ++c)
        if (r >= t_.header_rows) add_name(t_.rows[r].path, at(r, c));
    t_.caption = to_utf8(folded(t_.caption_range));
  }

  /// （万元）, （单位：件） or (%) in a head; 单位：件 above the table.
  [[nodiscard]] std::string unit_in(std::u32string_view s) const {
    std::string found;
    for (std::size_t open = 0; (open = s.find_first_of(U"（(：:", open)) != s.npos; ++open) {
      std::u32string_view inside = s.substr(open + 1);
      if (s[open] == U'（' || s[open] == U'(') inside = inside.substr(0, inside.find_first_of(U"）)"));
      for (const std::u32string_view word : {U"单位：", U"单位:"})
        if (inside.starts_with(word)) inside.remove_prefix(word.size());
      if (std::find(lexicon_.units.begin(), lexicon_.units.end(), inside) != lexicon_.units.end())
        found = to_utf8(inside);
    }
    return found;
  }

  void units() {
    const std::string over_all = unit_in(name_of(t_.caption_range));
    for (std::size_t c = 0; c < t_.columns.size(); ++c) {
      std::string unit = over_all;
      for (std::size_t r = 0; r < t_.header_rows; ++r)
        if (const auto i = at(r, c); i != none)
          if (std::string own = unit_in(name_of(t_.cells[i].range)); !own.empty()) unit = std::move(own);
      if (unit.empty()) continue;
      for (std::size_t r = t_.header_rows; r < t_.rows.size(); ++r)
        if (const auto i = at(r, c); i != none && numeric(t_.cells[i].kind) && t_.cells[i].unit.empty())
          t_.cells[i].unit = unit;
    }
  }

  const TextData& text_;
  const std::vector<GridRow>& rows_;
  const TableLexicon& lexicon_;
  TableData t_;
  std::vector<std::vector<std::uint32_t>> places_;
};

}  // namespace

TableData make_table(const TextData& text, const std::vector<GridRow>& rows, TableSource source, TextRange caption) {
  return Grid(text, rows, source, caption).run();
}

std::size_t numeric_cells(const TableData& table) {
  return static_cast<std::size_t>(
      std::count_if(table.cells.begin(), table.cells.end(), [](const CellData& c) { return numeric(c.kind); }));
}

}  // namespace detail
FAZHI_NAMESPACE_END
