#include "rules.hpp"

namespace validator_tables {

using namespace fazhi;

/// TAB-03. Every amount belongs to one column. Passes: a row with as many amounts as columns. For review: a row with
/// more or fewer, with words between them, or a row of a fixed form that is not there. Not decided: why.
void tab_03(const Report& report, FindingSink& sink) {
  if (!sink.wants("TAB-03")) return;
  for (std::uint32_t i = 0; i < report.table_count(); ++i) {
    const Table table = report.table(i);
    std::string missing;
    std::size_t absent = 0;
    for (std::uint32_t row = 0; row < table.row_count(); ++row) {
      const std::string name = joined(table.row_path(row));
      if (table.row_state(row) == RowState::absent) ++absent, missing += (missing.empty() ? "" : "；") + name;
      if (table.row_state(row) != RowState::unreadable) continue;
      TextRange place;
      for (std::size_t k = 0; k < table.cell_count() && place.empty(); ++k)
        if (const TableCell cell = table.cell(k); cell.row() == row && cell.kind() == CellKind::unreadable)
          place = cell.range();
      if (place.empty()) place = table.range();
      sink.add("TAB-03", place)
          .message(
              "“" + name + "”一行的数与列对不上（可能有空格丢失），未予识读，请对照原表。",
              "The numbers of the row " + name +
                  " do not match the columns (an empty cell may be lost); it was not read, please see the source.");
    }
    if (absent == 0) continue;
    sink.add("TAB-03", table.range())
        .message("“" + std::string(table.caption()) + "”缺" + std::to_string(absent) + "行：" + missing + "。",
                 std::string(table.caption()) + " lacks " + std::to_string(absent) + " rows: " + missing + ".");
  }
}

}  // namespace validator_tables
