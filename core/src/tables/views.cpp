// The views of fazhi/table.hpp.
#include "fazhi/table.hpp"
#include "model/data.hpp"
#include "model/names.hpp"
#include "model/value.hpp"

FAZHI_NAMESPACE_BEGIN

namespace {

const detail::TableData& at(const detail::ReportData* d, std::uint32_t i) { return d->tables[i]; }

}  // namespace

std::string_view to_string(CellKind v) noexcept { return detail::names_of<CellKind>()[static_cast<std::size_t>(v)]; }
std::string_view to_string(TableSource v) noexcept {
  return detail::names_of<TableSource>()[static_cast<std::size_t>(v)];
}
std::string_view to_string(RowState v) noexcept { return detail::names_of<RowState>()[static_cast<std::size_t>(v)]; }
std::string_view to_string(TableCheckKind v) noexcept {
  return detail::names_of<TableCheckKind>()[static_cast<std::size_t>(v)];
}

std::uint32_t TableCell::row() const noexcept { return at(d_, t_).cells[i_].row; }
std::uint32_t TableCell::column() const noexcept { return at(d_, t_).cells[i_].column; }
std::uint32_t TableCell::row_span() const noexcept { return at(d_, t_).cells[i_].row_span; }
std::uint32_t TableCell::column_span() const noexcept { return at(d_, t_).cells[i_].column_span; }
CellKind TableCell::kind() const noexcept { return at(d_, t_).cells[i_].kind; }
TextRange TableCell::range() const noexcept { return at(d_, t_).cells[i_].range; }
std::string_view TableCell::text() const noexcept { return Text(&d_->text).slice(range()); }
std::optional<std::string> TableCell::value() const {
  const detail::CellData& c = at(d_, t_).cells[i_];
  if (c.kind != CellKind::number && c.kind != CellKind::zero) return std::nullopt;
  return detail::to_text(c.value);
}
std::string_view TableCell::unit() const noexcept { return at(d_, t_).cells[i_].unit; }
Verdict TableCell::verdict() const noexcept { return at(d_, t_).cells[i_].verdict; }

TableCheckKind TableCheck::kind() const noexcept { return at(d_, t_).checks[i_].kind; }
Verdict TableCheck::verdict() const noexcept { return at(d_, t_).checks[i_].verdict; }
Basis TableCheck::basis() const noexcept { return at(d_, t_).checks[i_].basis; }
const std::vector<std::uint32_t>& TableCheck::left() const noexcept { return at(d_, t_).checks[i_].left; }
const std::vector<std::uint32_t>& TableCheck::right() const noexcept { return at(d_, t_).checks[i_].right; }
std::string_view TableCheck::derivation() const noexcept { return at(d_, t_).checks[i_].derivation; }
std::string_view TableCheck::remark_zh() const noexcept { return at(d_, t_).checks[i_].remark_zh; }
std::string_view TableCheck::remark_en() const noexcept { return at(d_, t_).checks[i_].remark_en; }
std::optional<std::string> TableCheck::delta() const {
  const detail::TableCheckData& c = at(d_, t_).checks[i_];
  return c.has_delta ? std::optional(c.delta) : std::nullopt;
}

TableSource Table::source() const noexcept { return at(d_, i_).source; }
std::string_view Table::form() const noexcept { return at(d_, i_).form; }
std::string_view Table::caption() const noexcept { return at(d_, i_).caption; }
TextRange Table::caption_range() const noexcept { return at(d_, i_).caption_range; }
TextRange Table::range() const noexcept { return at(d_, i_).range; }
std::optional<std::uint32_t> Table::section() const noexcept {
  const std::int32_t s = at(d_, i_).section;
  return s < 0 ? std::nullopt : std::optional(static_cast<std::uint32_t>(s));
}
std::uint32_t Table::row_count() const noexcept { return static_cast<std::uint32_t>(at(d_, i_).rows.size()); }
std::uint32_t Table::column_count() const noexcept { return static_cast<std::uint32_t>(at(d_, i_).columns.size()); }
std::uint32_t Table::header_rows() const noexcept { return at(d_, i_).header_rows; }
std::uint32_t Table::header_columns() const noexcept { return at(d_, i_).header_columns; }
RowState Table::row_state(std::uint32_t row) const noexcept { return at(d_, i_).rows[row].state; }
const std::vector<std::string>& Table::row_path(std::uint32_t row) const noexcept { return at(d_, i_).rows[row].path; }
const std::vector<std::string>& Table::column_path(std::uint32_t column) const noexcept {
  return at(d_, i_).columns[column].path;
}
std::size_t Table::cell_count() const noexcept { return at(d_, i_).cells.size(); }
TableCell Table::cell(std::size_t i) const noexcept { return {d_, i_, static_cast<std::uint32_t>(i)}; }
std::size_t Table::check_count() const noexcept { return at(d_, i_).checks.size(); }
TableCheck Table::check(std::size_t i) const noexcept { return {d_, i_, static_cast<std::uint32_t>(i)}; }

FAZHI_NAMESPACE_END
