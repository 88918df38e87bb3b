// Sums that the core refuted. One slip in a table spoils a row and a column: where a cell stands in all of them, the
// finding is about that cell, not about each sum.
#include <algorithm>
#include <vector>

#include "rules.hpp"

namespace validator_tables {

namespace {

using namespace fazhi;

std::vector<std::uint32_t> cells_of(const TableCheck& check) {
  std::vector<std::uint32_t> out = check.left();
  out.insert(out.end(), check.right().begin(), check.right().end());
  return out;
}

std::string place_of(const Table& table, const TableCell& cell) {
  const std::string row = joined(table.row_path(cell.row())), column = joined(table.column_path(cell.column()));
  if (row.empty() || column.empty()) return row + column;
  return row + "／" + column;
}

void add_cells(FindingDraft& draft, const Table& table, const TableCheck& check) {
  for (const std::uint32_t i : cells_of(check)) {
    const TableCell cell = table.cell(i);
    if (cell.kind() == CellKind::number) draft.evidence(cell.range(), place_of(table, cell), place_of(table, cell));
  }
}

/// The cell that most of the sums share, where two or more do.
std::uint32_t shared_cell(const Table& table, const std::vector<TableCheck>& checks, std::size_t& count) {
  std::vector<std::size_t> in(table.cell_count());
  for (const TableCheck& check : checks)
    for (const std::uint32_t i : cells_of(check)) ++in[i];
  const auto most = std::max_element(in.begin(), in.end());
  count = most == in.end() ? 0 : *most;
  return static_cast<std::uint32_t>(most - in.begin());
}

std::string with_remark(std::string_view derivation, std::string_view remark, std::string_view open,
                        std::string_view close) {
  std::string out(derivation);
  if (!remark.empty()) out.append(open).append(remark).append(close);
  return out;
}

void report_table(const Table& table, FindingSink& sink, const char* rule) {
  std::vector<TableCheck> refuted;
  for (std::size_t k = 0; k < table.check_count(); ++k)
    if (table.check(k).verdict() == Verdict::refuted) refuted.push_back(table.check(k));
  // A hundred findings on one table say that it was misread or invented; more would only cost time.
  constexpr std::size_t most_checks = 100;
  if (refuted.size() > most_checks) refuted.resize(most_checks, refuted.front());
  while (!refuted.empty()) {
    std::size_t count = 0;
    const std::uint32_t suspect = shared_cell(table, refuted, count);
    const auto holds = [&](const TableCheck& check) {
      const auto cells = cells_of(check);
      return std::find(cells.begin(), cells.end(), suspect) != cells.end();
    };
    if (count >= 2) {
      const TableCell cell = table.cell(suspect);
      std::string zh, en;
      for (const TableCheck& check : refuted)
        if (holds(check)) {
          zh += (zh.empty() ? "" : "；") + with_remark(check.derivation(), check.remark_zh(), "（", "）");
          en += (en.empty() ? "" : "; ") + with_remark(check.derivation(), check.remark_en(), " (", ")");
        }
      const std::string value(cell.text());
      auto draft = sink.add(rule, cell.range().empty() ? table.range() : cell.range());
      draft.message("表内勾稽不符，" + std::to_string(count) + "个式子都涉及“" + place_of(table, cell) + "”的" +
                        (value.empty() ? "空格" : value) + "：" + zh + "。",
                    std::to_string(count) + " sums fail and share the cell " + place_of(table, cell) + " (" + value +
                        "): " + en + ".");
      bool words = false;
      for (const TableCheck& check : refuted)
        if (holds(check)) add_cells(draft, table, check), words |= check.basis() == Basis::words;
      if (!words) draft.at_most('R');
      std::erase_if(refuted, holds);
      continue;
    }
    const TableCheck check = refuted.front();
    const TableCell first = table.cell(check.left().front());
    auto draft = sink.add(rule, first.range().empty() ? table.range() : first.range());
    draft.message("表内勾稽不符：" + with_remark(check.derivation(), check.remark_zh(), "（", "）") + "。",
                  "A sum of the table fails: " + with_remark(check.derivation(), check.remark_en(), " (", ")") + ".");
    add_cells(draft, table, check);
    if (check.basis() != Basis::words) draft.at_most('R');
    refuted.erase(refuted.begin());
  }
}

}  // namespace

/// TAB-01. A line called a total adds up what it stands for. Passes: the core proves it or rounding explains it. Fails:
/// it does not, and other sums of the same line hold. For review: the only sum of its line fails.
void tab_01(const Report& report, FindingSink& sink) {
  if (!sink.wants("TAB-01")) return;
  for (std::uint32_t i = 0; i < report.table_count(); ++i)
    if (report.table(i).form().empty()) report_table(report.table(i), sink, "TAB-01");
}

/// TAB-02. The sums of a fixed form hold. Passes: all that can be read do. Fails: one does not. Undecided: a cell is
/// unreadable or empty.
void tab_02(const Report& report, FindingSink& sink) {
  if (!sink.wants("TAB-02")) return;
  for (std::uint32_t i = 0; i < report.table_count(); ++i)
    if (!report.table(i).form().empty()) report_table(report.table(i), sink, "TAB-02");
}

}  // namespace validator_tables
