// Tables while they are being found: lines and source cells in, TableData out. All positions are text positions.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "model/data.hpp"
#include "text/lines.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

struct CellValue {
  CellKind kind = CellKind::text;
  std::int8_t decimals = 0;
  Value value;
  std::string unit;
};

struct GridRow {
  std::vector<SourceCell> cells;
  bool unreadable = false;  ///< its first cell names it; what follows cannot be assigned
};

struct TableLexicon;

/// The kind and value of what stands in a cell. (tables/cell.cpp)
CellValue read_cell(std::u32string_view text, const TableLexicon& lexicon);
/// A number that begins at `at`, digits with separators and sign, without unit; end == at where there is none.
std::uint32_t number_end(std::u32string_view text, std::uint32_t at);
/// Places the cells, tells heads from body, names rows and columns, reads the cells. (tables/grid.cpp)
TableData make_table(const TextData& text, const std::vector<GridRow>& rows, TableSource source, TextRange caption);
/// Number and zero cells of the body.
std::size_t numeric_cells(const TableData& table);

/// Lines of text that print a numeric table become BlockKind::table and a table of r. Called before wrapped lines are
/// joined. (tables/find.cpp)
void find_tables(ReportData& r, std::vector<Line>& lines, const Hints& hints, const Shadow& shadow, Context& ctx);
/// A table of the source; numbers in prose cells stay prose. (tables/handed_over.cpp)
void take_source_table(ReportData& r, std::vector<Line>& lines, const Hints::SourceTable& given, const Shadow& shadow);
/// The fixed forms in the lines from `first` on; gives the line behind the last that was looked at.
/// (tables/form_text.cpp)
std::size_t read_forms(ReportData& r, std::vector<Line>& lines, std::size_t first, const Shadow& shadow);
/// True where the line begins the fixed forms.
bool begins_forms(std::u32string_view line);
/// The fixed forms in a table that an importer handed over; false where it is none.
bool read_forms(ReportData& r, const std::vector<std::vector<SourceCell>>& rows);

}  // namespace detail
FAZHI_NAMESPACE_END
