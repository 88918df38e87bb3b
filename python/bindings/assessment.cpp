// Assessment and its provenance.
#include "bind.hpp"
#include "fazhi/json.hpp"

namespace bind {

namespace {

struct ProvenanceItem {
  fazhi::Assessment assessment;
  [[nodiscard]] const fazhi::Provenance& get() const { return assessment.provenance(); }
};

bool same(const fazhi::Assessment& a, const fazhi::Assessment& b) {
  return a.data() == b.data() ||
         (a.report().source_hash() == b.report().source_hash() && fazhi::to_json(a) == fazhi::to_json(b));
}

void bind_provenance(py::module_& m) {
  py::class_<ProvenanceItem>(m, "Provenance", "What was used: same parts and same input give the same bytes.")
      .def_property_readonly("profile", [](const ProvenanceItem& x) { return x.get().profile; })
      .def_property_readonly(
          "as_of", [](const ProvenanceItem& x) { return date(x.get().as_of); }, "Day on which it was judged.")
      .def_property_readonly(
          "as_of_origin", [](const ProvenanceItem& x) { return x.get().as_of_origin; },
          "given, published, signed or default.")
      .def_property_readonly(
          "parts",
          [](const ProvenanceItem& x) {
            py::list out;
            for (const auto& part : x.get().parts) {
              py::dict row;
              row["kind"] = part.kind;
              row["id"] = part.id;
              row["version"] = part.version;
              row["hash"] = part.hash;
              out.append(row);
            }
            return out;
          },
          "Core, plugins, checklists and lexicons with version and hash.");
}

}  // namespace

void bind_assessment(py::module_& m) {
  using A = fazhi::Assessment;
  py::class_<A> c(m, "Assessment", "Report, findings, scorecards and provenance: the only thing exporters receive.");
  bind_provenance(m);
  c.def_property_readonly("report", [](const A& a) { return a.report(); });
  c.def_property_readonly("provenance", [](const A& a) { return ProvenanceItem{a}; });
  c.def_property_readonly(
      "source_path", [](const A& a) { return text(a.source_path()); }, "Empty where it came from bytes or text.");
  c.def_property_readonly("_finding_count", [](const A& a) { return a.findings().size(); });
  c.def_property_readonly(
      "scorecards",
      [](const A& a) {
        py::tuple out(a.scorecards().size());
        for (std::size_t i = 0; i < a.scorecards().size(); ++i) out[i] = py::cast(ScorecardItem{a, i});
        return out;
      },
      "One a checklist.");
  c.def(
      "to_json", [](const A& a, bool indent) { return fazhi::to_json(a, indent); }, py::arg("indent") = false,
      Released(), "The lossless JSON: same assessment, same text.");
  c.def_static(
      "from_json", [](const std::string& json) { return fazhi::assessment_from_json(json); }, py::arg("json"),
      Released(), "The assessment that to_json wrote; throws ParseError.");
  c.def(
      "__eq__",
      [](const A& a, const py::object& other) -> py::object {
        if (!py::isinstance<A>(other)) return py::reinterpret_borrow<py::object>(Py_NotImplemented);
        const auto& b = py::cast<const A&>(other);
        bool equal = false;
        {
          const WithoutGil released;
          equal = same(a, b);
        }
        return py::bool_(equal);
      },
      py::arg("other"), py::is_operator());
  c.def("__hash__", [](const A& a) { return py::hash(text(a.report().source_hash())); });
  // pickle finds functions of a module, not static methods.
  m.def(
      "_assessment", [](const std::string& json) { return fazhi::assessment_from_json(json); }, py::arg("json"),
      Released());
  c.def("__reduce__", [](const py::object& self) {
    return py::make_tuple(py::module_::import("fazhi._core").attr("_assessment"),
                          py::make_tuple(self.attr("to_json")()));
  });
}

}  // namespace bind
