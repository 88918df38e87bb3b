// Tables of a report: their cells, and the sums that are proved over them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fazhi/figure.hpp"
#include "fazhi/text.hpp"

FAZHI_NAMESPACE_BEGIN

/// What stands in a cell. A printed 0 (zero), a cell without anything (empty) and a cell that says that it does not
/// apply (not_applicable: — or /) are three things. unreadable: the row's cells cannot be told apart.
enum class CellKind : std::uint8_t { text, number, zero, empty, not_applicable, unreadable };
/// How the table stands in its source: columns (tabs, runs of blanks, |), one cell a line, a fixed form found by the
/// names of its rows, or handed over by the importer.
enum class TableSource : std::uint8_t { columns, lines, form, importer };
/// unreadable: the row is there and its cells cannot be assigned; they are never shifted. absent: a fixed form has the
/// row and the report does not print it.
enum class RowState : std::uint8_t { read, unreadable, absent };
/// row_total: 合计 at the end of a row; column_total: 合计 below a column; form: a sum that the fixed form prescribes.
enum class TableCheckKind : std::uint8_t { row_total, column_total, form };

FAZHI_API std::string_view to_string(CellKind) noexcept;
FAZHI_API std::string_view to_string(TableSource) noexcept;
FAZHI_API std::string_view to_string(RowState) noexcept;
FAZHI_API std::string_view to_string(TableCheckKind) noexcept;

/// View of one cell; valid while a handle of its Report lives. A cell that spans rows or columns stands once, at its
/// first.
class FAZHI_API TableCell {
 public:
  TableCell(const detail::ReportData* data, std::uint32_t table, std::uint32_t index) noexcept
      : d_(data), t_(table), i_(index) {}
  [[nodiscard]] std::uint32_t index() const noexcept { return i_; }
  [[nodiscard]] std::uint32_t row() const noexcept;
  [[nodiscard]] std::uint32_t column() const noexcept;
  [[nodiscard]] std::uint32_t row_span() const noexcept;
  [[nodiscard]] std::uint32_t column_span() const noexcept;
  [[nodiscard]] CellKind kind() const noexcept;
  /// Code points of the text; empty where nothing stands. Of an unreadable cell: its whole row.
  [[nodiscard]] TextRange range() const noexcept;
  [[nodiscard]] std::string_view text() const noexcept;
  /// Exact decimal as printed, in unit() ("12.5" in 万元); nothing but for number and zero.
  [[nodiscard]] std::optional<std::string> value() const;
  /// From the cell, else from the head of its column, else from the line above the table (单位：万元); may be empty.
  [[nodiscard]] std::string_view unit() const noexcept;
  /// Over all checks that the cell stands in.
  [[nodiscard]] Verdict verdict() const noexcept;

 private:
  const detail::ReportData* d_;
  std::uint32_t t_;
  std::uint32_t i_;
};

/// View of one proved or refuted sum: the cells of left() add up to what the cells of right() do.
class FAZHI_API TableCheck {
 public:
  TableCheck(const detail::ReportData* data, std::uint32_t table, std::uint32_t index) noexcept
      : d_(data), t_(table), i_(index) {}
  [[nodiscard]] std::uint32_t index() const noexcept { return i_; }
  [[nodiscard]] TableCheckKind kind() const noexcept;
  /// open: a cell is unreadable, empty or no number.
  [[nodiscard]] Verdict verdict() const noexcept;
  /// words: the form prints the sum, or other rows (columns) of the table hold to it; arithmetic: this sum stands
  /// alone.
  [[nodiscard]] Basis basis() const noexcept;
  /// Cells by index into Table::cell; left is the total, or the side that the form names first.
  [[nodiscard]] const std::vector<std::uint32_t>& left() const noexcept;
  [[nodiscard]] const std::vector<std::uint32_t>& right() const noexcept;
  /// As a clerk would write it, with rows or columns named: "总计 12 = 自然人 10 + 商业企业 2".
  [[nodiscard]] std::string_view derivation() const noexcept;
  /// Why the verdict is not a plain yes; empty for a plain proof.
  [[nodiscard]] std::string_view remark_zh() const noexcept;
  [[nodiscard]] std::string_view remark_en() const noexcept;
  /// Left sum minus right sum; nothing where a side is not known.
  [[nodiscard]] std::optional<std::string> delta() const;

 private:
  const detail::ReportData* d_;
  std::uint32_t t_;
  std::uint32_t i_;
};

/// View of one table; valid while a handle of its Report lives. Numbers of a table stand here and not among the
/// figures. Rows and columns count from 0, header rows and columns included; a fixed form has names for its rows and
/// columns and no header cells.
class FAZHI_API Table {
 public:
  Table(const detail::ReportData* data, std::uint32_t index) noexcept : d_(data), i_(index) {}
  [[nodiscard]] std::uint32_t index() const noexcept { return i_; }
  [[nodiscard]] TableSource source() const noexcept;
  /// Id of the fixed form ("disclosure.requests"); empty where it is none.
  [[nodiscard]] std::string_view form() const noexcept;
  /// The line above it that names it, or the name of the form; may be empty.
  [[nodiscard]] std::string_view caption() const noexcept;
  /// Empty where the text prints no caption.
  [[nodiscard]] TextRange caption_range() const noexcept;
  /// From the first cell to the last.
  [[nodiscard]] TextRange range() const noexcept;
  [[nodiscard]] std::optional<std::uint32_t> section() const noexcept;
  [[nodiscard]] std::uint32_t row_count() const noexcept;
  [[nodiscard]] std::uint32_t column_count() const noexcept;
  [[nodiscard]] std::uint32_t header_rows() const noexcept;
  [[nodiscard]] std::uint32_t header_columns() const noexcept;
  [[nodiscard]] RowState row_state(std::uint32_t row) const noexcept;
  /// Names from the outermost header to the innermost: {"法人或其他组织", "商业企业"}.
  [[nodiscard]] const std::vector<std::string>& row_path(std::uint32_t row) const noexcept;
  [[nodiscard]] const std::vector<std::string>& column_path(std::uint32_t column) const noexcept;
  /// In order of rows, then columns.
  [[nodiscard]] std::size_t cell_count() const noexcept;
  [[nodiscard]] TableCell cell(std::size_t i) const noexcept;
  [[nodiscard]] std::size_t check_count() const noexcept;
  [[nodiscard]] TableCheck check(std::size_t i) const noexcept;

 private:
  const detail::ReportData* d_;
  std::uint32_t i_;
};

/// A cell that an importer hands over; see ReportBuilder::table.
struct SourceCell {
  TextRange range;  ///< its text, in code points; empty where nothing stands
  std::uint16_t row_span = 1;
  std::uint16_t column_span = 1;
  bool header = false;  ///< the source says so (th, a repeated heading row)
};

FAZHI_NAMESPACE_END
