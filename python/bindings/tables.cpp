// Tables of a report, their cells and the sums over them.
#include "bind.hpp"

namespace bind {

namespace {

py::tuple names(const std::vector<std::string>& path) {
  py::tuple out(path.size());
  for (std::size_t i = 0; i < path.size(); ++i) out[i] = text(path[i]);
  return out;
}

py::tuple cells(const TableItem& table, const std::vector<std::uint32_t>& indices) {
  py::tuple out(indices.size());
  for (std::size_t i = 0; i < indices.size(); ++i) out[i] = py::cast(CellItem{table, indices[i]});
  return out;
}

/// Equality, hash and pickling of a part of a table.
template <class Class>
void add_part(Class& c, const char* kind) {
  using T = typename Class::type;
  c.def_property_readonly("table", [](const T& x) { return x.table; });
  c.def_property_readonly("index", [](const T& x) { return x.index; });
  c.def(
      "__eq__",
      [](const T& a, const py::object& other) -> py::object {
        if (!py::isinstance<T>(other)) return py::reinterpret_borrow<py::object>(Py_NotImplemented);
        const T& b = py::cast<const T&>(other);
        return py::bool_(a.index == b.index && py::cast(a.table).equal(py::cast(b.table)));
      },
      py::arg("other"), py::is_operator());
  c.def("__hash__", [](const T& x) { return py::hash(py::make_tuple(py::cast(x.table), x.index)); });
  c.def("__reduce__", [kind](const T& x) {
    return py::make_tuple(py::module_::import("fazhi._core").attr("_table_part"),
                          py::make_tuple(kind, py::cast(x.table), x.index));
  });
}

void bind_cell(py::module_& m) {
  py::class_<CellItem> c(m, "TableCell", "One cell of a table; a cell that spans stands once, at its first place.");
  add_part(c, "TableCell");
  c.def_property_readonly("report", [](const CellItem& x) { return x.table.report; });
  c.def_property_readonly(
      "start", [](const CellItem& x) { return x.view().range().start; }, "First code point in report.text.");
  c.def_property_readonly("end", [](const CellItem& x) { return x.view().range().end; }, "Code point behind the last.");
  c.def_property_readonly("quote", [](const CellItem& x) { return text(x.view().text()); }, "report.text[start:end].");
  c.def_property_readonly("row", [](const CellItem& x) { return x.view().row(); }, "From 0, header rows included.");
  c.def_property_readonly("column", [](const CellItem& x) { return x.view().column(); });
  c.def_property_readonly("row_span", [](const CellItem& x) { return x.view().row_span(); });
  c.def_property_readonly("column_span", [](const CellItem& x) { return x.view().column_span(); });
  c.def_property_readonly(
      "kind", [](const CellItem& x) { return text(to_string(x.view().kind())); },
      "text, number, zero (a printed 0), empty, not_applicable (— or /) or unreadable.");
  c.def_property_readonly(
      "value", [](const CellItem& x) { return number(x.view().value()); },
      "Exact Decimal as printed, in unit; None where there is no number.");
  c.def_property_readonly(
      "unit", [](const CellItem& x) { return text(x.view().unit()); }, "From the cell or its heads; may be empty.");
  c.def_property_readonly(
      "row_path", [](const CellItem& x) { return names(x.table.view().row_path(x.view().row())); },
      "Names of the row, outermost first.");
  c.def_property_readonly(
      "column_path", [](const CellItem& x) { return names(x.table.view().column_path(x.view().column())); },
      "Names of the column, outermost first.");
  c.def_property_readonly(
      "verdict", [](const CellItem& x) { return text(to_string(x.view().verdict())); },
      "Over all checks that it stands in: proved, refuted, constrained or open.");
}

void bind_check(py::module_& m) {
  py::class_<CheckItem> c(m, "TableCheck", "A sum over cells of a table, and what came of it.");
  add_part(c, "TableCheck");
  c.def_property_readonly(
      "kind", [](const CheckItem& x) { return text(to_string(x.view().kind())); },
      "row_total, column_total, or form: prescribed by a fixed form.");
  c.def_property_readonly(
      "verdict", [](const CheckItem& x) { return text(to_string(x.view().verdict())); },
      "proved 相符, refuted 不符, constrained 不矛盾 or open 无从核算.");
  c.def_property_readonly(
      "basis", [](const CheckItem& x) { return text(to_string(x.view().basis())); }, "words or arithmetic.");
  c.def_property_readonly(
      "left", [](const CheckItem& x) { return cells(x.table, x.view().left()); }, "The total, or the first side.");
  c.def_property_readonly(
      "right", [](const CheckItem& x) { return cells(x.table, x.view().right()); }, "The parts, or the other side.");
  c.def_property_readonly("derivation", [](const CheckItem& x) { return text(x.view().derivation()); });
  c.def_property_readonly("remark_zh", [](const CheckItem& x) { return text(x.view().remark_zh()); });
  c.def_property_readonly("remark_en", [](const CheckItem& x) { return text(x.view().remark_en()); });
  c.def_property_readonly("delta", [](const CheckItem& x) { return number(x.view().delta()); }, "Left minus right.");
}

template <class Item>
Item part(const TableItem& table, std::uint32_t index, std::size_t count) {
  return Item{table, static_cast<std::uint32_t>(checked(index, count))};
}

}  // namespace

void bind_tables(py::module_& m) {
  py::class_<TableItem> c(m, "Table", "A table of a report: its cells, and the sums proved over them.");
  add_child(c);
  add_range(c);
  c.def_property_readonly(
      "source", [](const TableItem& x) { return text(to_string(x.view().source())); },
      "columns, lines (one cell a line), form or importer.");
  c.def_property_readonly(
      "form", [](const TableItem& x) { return text(x.view().form()); },
      "Id of a fixed form, \"disclosure.requests\"; empty where it is none.");
  c.def_property_readonly("caption", [](const TableItem& x) { return text(x.view().caption()); }, "May be empty.");
  c.def_property_readonly("section", [](const TableItem& x) { return section_or_none(x.report, x.view().section()); });
  c.def_property_readonly(
      "shape", [](const TableItem& x) { return py::make_tuple(x.view().row_count(), x.view().column_count()); },
      "(rows, columns), header rows and columns included.");
  c.def_property_readonly("header_rows", [](const TableItem& x) { return x.view().header_rows(); });
  c.def_property_readonly("header_columns", [](const TableItem& x) { return x.view().header_columns(); });
  c.def_property_readonly(
      "row_paths",
      [](const TableItem& x) {
        py::tuple out(x.view().row_count());
        for (std::uint32_t i = 0; i < x.view().row_count(); ++i) out[i] = names(x.view().row_path(i));
        return out;
      },
      "Names of each row, outermost first; of a header row none.");
  c.def_property_readonly("column_paths", [](const TableItem& x) {
    py::tuple out(x.view().column_count());
    for (std::uint32_t i = 0; i < x.view().column_count(); ++i) out[i] = names(x.view().column_path(i));
    return out;
  });
  c.def_property_readonly(
      "row_states",
      [](const TableItem& x) {
        py::tuple out(x.view().row_count());
        for (std::uint32_t i = 0; i < x.view().row_count(); ++i) out[i] = text(to_string(x.view().row_state(i)));
        return out;
      },
      "read, unreadable (cells lost or too many: never shifted) or absent (a row of the form that is not there).");
  m.def(
      "_table_part",
      [](const std::string& kind, const TableItem& table, std::uint32_t index) -> py::object {
        if (kind == "TableCell") return py::cast(part<CellItem>(table, index, table.view().cell_count()));
        if (kind == "TableCheck") return py::cast(part<CheckItem>(table, index, table.view().check_count()));
        throw py::key_error(kind);
      },
      py::arg("kind"), py::arg("table"), py::arg("index"), "A cell or check of a table.");
  m.def(
      "_table_count",
      [](const std::string& kind, const TableItem& table) -> std::size_t {
        if (kind == "TableCell") return table.view().cell_count();
        if (kind == "TableCheck") return table.view().check_count();
        throw py::key_error(kind);
      },
      py::arg("kind"), py::arg("table"), "Number of cells or checks.");
  bind_cell(m);
  bind_check(m);
}

}  // namespace bind
