// The metrics of a report.
#include "fazhi/metric.hpp"

#include "bind.hpp"

namespace bind {

namespace {

struct MetricItem {
  fazhi::Report report;
  fazhi::Metric metric;
  std::uint32_t index;

  [[nodiscard]] const fazhi::MetricLink* chosen() const {
    return metric.chosen ? &metric.links[*metric.chosen] : nullptr;
  }
  [[nodiscard]] fazhi::TextRange range() const { return chosen() ? chosen()->range : fazhi::TextRange{}; }
  [[nodiscard]] py::object figure(const fazhi::MetricLink* link) const {
    return link && link->figure ? py::cast(FigureItem{report, *link->figure}) : py::none();
  }
};

}  // namespace

void bind_metrics(py::module_& m) {
  py::class_<MetricItem>(m, "Metric", "One quantity of the dictionary in one report.")
      .def_property_readonly(
          "index", [](const MetricItem& x) { return x.index; }, "Place in the report's table.")
      .def_property_readonly("report", [](const MetricItem& x) { return x.report; })
      .def_property_readonly(
          "id", [](const MetricItem& x) { return text(x.metric.id); }, "Stable: mediation.rate.")
      .def_property_readonly("name_zh", [](const MetricItem& x) { return text(x.metric.name_zh); })
      .def_property_readonly("name_en", [](const MetricItem& x) { return text(x.metric.name_en); })
      .def_property_readonly(
          "state", [](const MetricItem& x) { return text(to_string(x.metric.state)); },
          "stated, zero (it says that there is none), empty (it does not say) or not_applicable (it cannot have it).")
      .def_property_readonly(
          "value", [](const MetricItem& x) { return number(x.metric.value); },
          "Exact; negative for a fall; None where nothing is stated.")
      .def_property_readonly(
          "unit", [](const MetricItem& x) { return text(x.metric.unit); },
          "Unit of the dictionary; 万 is multiplied out.")
      .def_property_readonly(
          "certain",
          [](const MetricItem& x) -> std::optional<bool> {
            return x.chosen() ? std::optional(x.chosen()->certain) : std::nullopt;
          },
          "Name and unit say it; False: the sentence makes it probable; None where nothing is stated.")
      .def_property_readonly(
          "figure", [](const MetricItem& x) { return x.figure(x.chosen()); },
          "The figure chosen; None for a cell, and for a statement in words (未发生…).")
      .def_property_readonly(
          "cell",
          [](const MetricItem& x) {
            const auto* link = x.chosen();
            return link && link->cell ? py::cast(CellItem{{x.report, link->cell->table}, link->cell->cell})
                                      : py::none();
          },
          "The cell of a fixed form (政府信息公开工作年度报告) chosen; None for a figure or words.")
      .def_property_readonly(
          "growth",
          [](const MetricItem& x) {
            const auto* link = x.chosen();
            return link && link->growth ? py::cast(FigureItem{x.report, *link->growth}) : py::none();
          },
          "The figure behind it that says how it moved (…件，同比增长5%).")
      .def_property_readonly(
          "falls", [](const MetricItem& x) { return x.chosen() != nullptr && x.chosen()->falls; },
          "The growth, or the value of a metric of growth, is a fall.")
      .def_property_readonly(
          "carried_from", [](const MetricItem& x) { return text(x.metric.carried_from); },
          "Id of the metric that must have had this value a year earlier (结转); may be empty.")
      .def_property_readonly(
          "figures",
          [](const MetricItem& x) {
            py::list out;
            for (const fazhi::MetricLink& link : x.metric.links)
              if (link.figure) out.append(x.figure(&link));
            return py::tuple(out);
          },
          "All figures that state it, in text order.")
      .def_property_readonly(
          "start", [](const MetricItem& x) { return x.range().start; }, "Of name and figure.")
      .def_property_readonly("end", [](const MetricItem& x) { return x.range().end; })
      .def_property_readonly("quote", [](const MetricItem& x) { return text(x.report.text().slice(x.range())); })
      .def(
          "__eq__",
          [](const MetricItem& a, const py::object& other) -> py::object {
            if (!py::isinstance<MetricItem>(other)) return py::reinterpret_borrow<py::object>(Py_NotImplemented);
            const auto& b = py::cast<const MetricItem&>(other);
            return py::bool_(a.index == b.index && py::cast(a.report).equal(py::cast(b.report)));
          },
          py::arg("other"), py::is_operator())
      .def("__hash__", [](const MetricItem& x) { return py::hash(py::make_tuple(py::cast(x.report), x.index)); });
  m.def(
      "_metrics",
      [](const fazhi::Report& report) {
        const auto rows = [&] {
          const WithoutGil released;
          return fazhi::metrics(report);
        }();
        py::tuple out(rows.size());
        for (std::size_t i = 0; i < rows.size(); ++i)
          out[i] = py::cast(MetricItem{report, rows[i], static_cast<std::uint32_t>(i)});
        return out;
      },
      py::arg("report"));
}

}  // namespace bind
