// Findings with their evidence and fixes.
#include "bind.hpp"

namespace bind {

namespace {

void bind_evidence(py::module_& m) {
  py::class_<EvidenceItem>(m, "Evidence", "A place that supports a finding or a result, and what it shows there.")
      .def_property_readonly("start", [](const EvidenceItem& x) { return x.evidence.range.start; })
      .def_property_readonly("end", [](const EvidenceItem& x) { return x.evidence.range.end; })
      .def_property_readonly("quote",
                             [](const EvidenceItem& x) { return text(x.report.text().slice(x.evidence.range)); })
      .def_property_readonly(
          "note", [](const EvidenceItem& x) { return x.evidence.note_zh; }, "Chinese.")
      .def_property_readonly("note_zh", [](const EvidenceItem& x) { return x.evidence.note_zh; })
      .def_property_readonly("note_en", [](const EvidenceItem& x) { return x.evidence.note_en; });
  py::class_<FixItem>(m, "Fix", "Replacement text that would mend a finding.")
      .def_property_readonly("start", [](const FixItem& x) { return x.fix.range.start; })
      .def_property_readonly("end", [](const FixItem& x) { return x.fix.range.end; })
      .def_property_readonly("quote", [](const FixItem& x) { return text(x.report.text().slice(x.fix.range)); })
      .def_property_readonly("replacement", [](const FixItem& x) { return x.fix.replacement; })
      .def_property_readonly("description_zh", [](const FixItem& x) { return x.fix.description_zh; })
      .def_property_readonly("description_en", [](const FixItem& x) { return x.fix.description_en; });
}

}  // namespace

void bind_findings(py::module_& m) {
  bind_evidence(m);
  py::class_<FindingItem> c(m, "Finding", "What a rule found, in SARIF's words.");
  c.def_property_readonly("assessment", [](const FindingItem& x) { return x.assessment; });
  c.def_property_readonly("report", [](const FindingItem& x) { return x.assessment.report(); });
  c.def_property_readonly("index", [](const FindingItem& x) { return x.index; });
  c.def_property_readonly("rule_id", [](const FindingItem& x) { return x.get().rule_id; }, "\"STR-06\"");
  c.def_property_readonly(
      "level", [](const FindingItem& x) { return text(to_string(x.get().level)); }, "error, warning, note or none.");
  c.def_property_readonly(
      "kind", [](const FindingItem& x) { return text(to_string(x.get().kind)); },
      "fail, review, open, informational or pass.");
  c.def_property_readonly(
      "letter",
      [](const FindingItem& x) { return std::string(1, fazhi::letter_of({x.get().level, x.get().kind, false})); },
      "E, W, R or I.");
  c.def_property_readonly("start", [](const FindingItem& x) { return x.get().range.start; });
  c.def_property_readonly("end", [](const FindingItem& x) { return x.get().range.end; });
  c.def_property_readonly(
      "quote", [](const FindingItem& x) { return text(x.assessment.report().text().slice(x.get().range)); },
      "Empty where the finding is about the whole report.");
  c.def_property_readonly(
      "message", [](const FindingItem& x) { return x.get().message_zh; }, "Chinese, whatever the locale.");
  c.def_property_readonly("message_zh", [](const FindingItem& x) { return x.get().message_zh; });
  c.def_property_readonly("message_en", [](const FindingItem& x) { return x.get().message_en; });
  c.def_property_readonly("evidence", [](const FindingItem& x) {
    py::list out;
    for (const fazhi::Evidence& e : x.get().evidence) out.append(py::cast(EvidenceItem{x.assessment.report(), e}));
    return py::tuple(out);
  });
  c.def_property_readonly("fixes", [](const FindingItem& x) {
    py::list out;
    for (const fazhi::Fix& f : x.get().fixes) out.append(py::cast(FixItem{x.assessment.report(), f}));
    return py::tuple(out);
  });
  c.def_property_readonly("figures",
                          [](const FindingItem& x) { return figures(x.assessment.report(), x.get().figures); });
  c.def_property_readonly("relations", [](const FindingItem& x) {
    const auto& list = x.get().relations;
    py::tuple out(list.size());
    for (std::size_t i = 0; i < list.size(); ++i) out[i] = py::cast(RelationItem{x.assessment.report(), list[i]});
    return out;
  });
  c.def_property_readonly(
      "plugin", [](const FindingItem& x) { return x.get().plugin; }, "Id of the plugin that found it.");
  c.def_property_readonly(
      "fingerprint", [](const FindingItem& x) { return x.get().fingerprint; }, "Survives unrelated edits.");
  c.def(
      "__eq__",
      [](const FindingItem& a, const py::object& other) -> py::object {
        if (!py::isinstance<FindingItem>(other)) return py::reinterpret_borrow<py::object>(Py_NotImplemented);
        const auto& b = py::cast<const FindingItem&>(other);
        return py::bool_(a.index == b.index && py::cast(a.assessment).equal(py::cast(b.assessment)));
      },
      py::arg("other"), py::is_operator());
  c.def("__hash__", [](const FindingItem& x) { return py::hash(py::make_tuple(py::cast(x.assessment), x.index)); });
  c.def("__reduce__", [](const FindingItem& x) {
    return py::make_tuple(py::module_::import("fazhi._core").attr("_finding"),
                          py::make_tuple(py::cast(x.assessment), x.index));
  });
  m.def(
      "_finding",
      [](const fazhi::Assessment& a, std::size_t i) { return FindingItem{a, checked(i, a.findings().size())}; },
      py::arg("assessment"), py::arg("index"));
}

}  // namespace bind
