// What the files of the bindings share. One file a type family; none of them holds logic.
#pragma once

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <optional>
#include <string>
#include <string_view>

#include "fazhi/assessment.hpp"
#include "fazhi/report.hpp"
#include "fazhi/source.hpp"
#include "gil.hpp"

namespace bind {

namespace py = pybind11;

/// A child of a report: cheap to copy, shared between threads, nothing to keep alive.
template <class View, View (fazhi::Report::*at)(std::size_t) const noexcept>
struct Child {
  fazhi::Report report;
  std::uint32_t index;
  [[nodiscard]] View view() const { return (report.*at)(index); }
};
using SectionItem = Child<fazhi::Section, &fazhi::Report::section>;
using BlockItem = Child<fazhi::Block, &fazhi::Report::block>;
using FigureItem = Child<fazhi::Figure, &fazhi::Report::figure>;
using RelationItem = Child<fazhi::Relation, &fazhi::Report::relation>;
using CitationItem = Child<fazhi::Citation, &fazhi::Report::citation>;
using TableItem = Child<fazhi::Table, &fazhi::Report::table>;

struct CellItem {
  TableItem table;
  std::uint32_t index;
  [[nodiscard]] fazhi::TableCell view() const { return table.view().cell(index); }
};
struct CheckItem {
  TableItem table;
  std::uint32_t index;
  [[nodiscard]] fazhi::TableCheck view() const { return table.view().check(index); }
};

/// A sentence is a range and no more.
struct SentenceView {
  fazhi::TextRange at;
  [[nodiscard]] fazhi::TextRange range() const { return at; }
};
struct SentenceItem {
  fazhi::Report report;
  std::uint32_t index;
  [[nodiscard]] SentenceView view() const { return {report.sentence(index)}; }
};

struct HeaderItem {
  fazhi::Report report;
};
struct FieldItem {
  fazhi::Report report;
  fazhi::HeaderField field;
};
struct PlaceItem {
  fazhi::Report report;
  fazhi::SourcePlace place;
};
struct ContentItem {
  fazhi::Report report;
  fazhi::Content content;
};
struct EvidenceItem {
  fazhi::Report report;
  fazhi::Evidence evidence;
};
struct FixItem {
  fazhi::Report report;
  fazhi::Fix fix;
};
struct FindingItem {
  fazhi::Assessment assessment;
  std::size_t index;
  [[nodiscard]] const fazhi::Finding& get() const { return assessment.findings()[index]; }
};
struct ScorecardItem {
  fazhi::Assessment assessment;
  std::size_t index;
  [[nodiscard]] const fazhi::Scorecard& get() const { return assessment.scorecards()[index]; }
};
struct ResultItem {
  ScorecardItem card;
  std::size_t index;
  [[nodiscard]] const fazhi::CriterionResult& get() const { return card.get().results[index]; }
  /// The criterion it judges and the group that holds it; nullptr where the scorecard carries no criteria.
  [[nodiscard]] std::pair<const fazhi::CriterionGroup*, const fazhi::Criterion*> criterion() const;
};

/// Roles in the order in which they are shown.
inline constexpr fazhi::Role roles[] = {fazhi::Role::whole,     fazhi::Role::part,        fazhi::Role::whole_also,
                                        fazhi::Role::numerator, fazhi::Role::denominator, fazhi::Role::result,
                                        fazhi::Role::from,      fazhi::Role::to};

/// Throws IndexError where i is not below count.
inline std::size_t checked(std::size_t i, std::size_t count) {
  if (i >= count) throw py::index_error("index " + std::to_string(i) + " of " + std::to_string(count));
  return i;
}

inline py::str text(std::string_view s) { return py::str(s.data(), s.size()); }
/// datetime.date where the day is known, else the text "2023" or "2023-05"; None where nothing is.
py::object date(const fazhi::Date& d);
/// decimal.Decimal, or fractions.Fraction for "1/3"; None where there is none.
py::object number(const std::optional<std::string>& value);
py::tuple figures(const fazhi::Report& report, const std::vector<std::uint32_t>& indices);
py::object section_or_none(const fazhi::Report& report, std::optional<std::uint32_t> index);

/// Adds start, end and quote to a class whose view has a range().
template <class Class>
void add_range(Class& c) {
  using T = typename Class::type;
  c.def_property_readonly(
      "start", [](const T& x) { return x.view().range().start; }, "First code point in report.text.");
  c.def_property_readonly("end", [](const T& x) { return x.view().range().end; }, "Code point behind the last.");
  c.def_property_readonly(
      "quote", [](const T& x) { return text(x.report.text().slice(x.view().range())); }, "report.text[start:end].");
}

/// Equality by report and index, and the hash that goes with it.
template <class Class>
void add_child(Class& c) {
  using T = typename Class::type;
  c.def_property_readonly("index", [](const T& x) { return x.index; }, "Place in the report's table.");
  c.def_property_readonly("report", [](const T& x) { return x.report; });
  c.def(
      "__eq__",
      [](const T& a, const py::object& other) -> py::object {
        if (!py::isinstance<T>(other)) return py::reinterpret_borrow<py::object>(Py_NotImplemented);
        const T& b = py::cast<const T&>(other);
        return py::bool_(a.index == b.index && py::cast(a.report).equal(py::cast(b.report)));
      },
      py::arg("other"), py::is_operator());
  c.def("__hash__", [](const T& x) { return py::hash(py::make_tuple(py::cast(x.report), x.index)); });
  c.def("__reduce__", [](const py::object& self) {
    const T& x = py::cast<const T&>(self);
    return py::make_tuple(py::module_::import("fazhi._core").attr("_child"),
                          py::make_tuple(py::type::of(self).attr("__name__"), py::cast(x.report), x.index));
  });
}

void bind_errors(py::module_& m);
void bind_log(py::module_& m);
void bind_report(py::module_& m);
void bind_outline(py::module_& m);
void bind_figures(py::module_& m);
void bind_metrics(py::module_& m);
void bind_tables(py::module_& m);
void bind_assessment(py::module_& m);
void bind_findings(py::module_& m);
void bind_scorecard(py::module_& m);
void bind_registry(py::module_& m);
void bind_calls(py::module_& m);
void bind_adapters(py::module_& m);
void bind_columns(py::module_& m);

}  // namespace bind
