// Tables whose cells the importer knows.
#include <algorithm>

#include "tables/tables.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

void take_source_table(ReportData& r, std::vector<Line>& lines, const Hints::SourceTable& given, const Shadow& shadow) {
  constexpr std::uint32_t longest_cell = 60;
  const auto size = static_cast<std::uint32_t>(r.text.code_points.size());
  std::vector<GridRow> rows;
  std::size_t filled = 0;
  bool prose = false;
  TextRange all;
  for (const auto& cells : given.rows) {
    GridRow row;
    for (SourceCell cell : cells) {
      cell.range.end = std::min(cell.range.end, size);
      cell.range.start = std::min(cell.range.start, cell.range.end);
      filled += !cell.range.empty();
      prose |= cell.range.size() > longest_cell &&
               std::u32string_view(r.text.code_points).substr(cell.range.start, cell.range.size()).find(U'。') !=
                   std::u32string_view::npos;
      if (!cell.range.empty()) {
        if (all.empty()) all = cell.range;
        all = {std::min(all.start, cell.range.start), std::max(all.end, cell.range.end)};
      }
      row.cells.push_back(cell);
    }
    rows.push_back(std::move(row));
  }
  bool numeric = read_forms(r, given.rows);
  if (!numeric) {
    TableData table = make_table(r.text, rows, TableSource::importer, given.caption);
    const std::size_t numbers = numeric_cells(table);
    numeric = !prose && numbers >= 2 && 5 * numbers >= filled;
    if (!table.columns.empty()) r.tables.push_back(std::move(table));
  }
  if (!numeric) return;
  auto line = std::partition_point(lines.begin(), lines.end(),
                                   [&](const Line& l) { return shadow.to_text(l.end) <= all.start; });
  for (; line != lines.end() && shadow.to_text(line->start) < all.end; ++line)
    if (!line->blank()) line->kind = BlockKind::table;
}

}  // namespace detail
FAZHI_NAMESPACE_END
