// Scorecards and the results of their criteria.
#include "bind.hpp"

namespace bind {

std::pair<const fazhi::CriterionGroup*, const fazhi::Criterion*> ResultItem::criterion() const {
  for (const fazhi::CriterionGroup& group : card.get().groups)
    for (const fazhi::Criterion& c : group.criteria)
      if (c.id == get().criterion_id) return {&group, &c};
  return {nullptr, nullptr};
}

namespace {

py::tuple evidence(const ResultItem& x, const std::vector<fazhi::Evidence>& list) {
  py::tuple out(list.size());
  for (std::size_t i = 0; i < list.size(); ++i) out[i] = py::cast(EvidenceItem{x.card.assessment.report(), list[i]});
  return out;
}

std::string of_criterion(const ResultItem& x, std::string fazhi::Criterion::* member) {
  const auto* c = x.criterion().second;
  return c ? c->*member : std::string();
}

std::string of_group(const ResultItem& x, std::string fazhi::CriterionGroup::* member) {
  const auto* g = x.criterion().first;
  return g ? g->*member : std::string();
}

void bind_result(py::module_& m) {
  using R = ResultItem;
  py::class_<R> c(m, "CriterionResult", "How one criterion came out, and why.");
  c.def_property_readonly("scorecard", [](const R& x) { return x.card; });
  c.def_property_readonly("index", [](const R& x) { return x.index; });
  c.def_property_readonly("criterion_id", [](const R& x) { return x.get().criterion_id; }, "\"CON-02\"");
  c.def_property_readonly("title", [](const R& x) { return of_criterion(x, &fazhi::Criterion::title_zh); }, "Chinese.");
  c.def_property_readonly("title_en", [](const R& x) { return of_criterion(x, &fazhi::Criterion::title_en); });
  c.def_property_readonly(
      "group", [](const R& x) { return of_group(x, &fazhi::CriterionGroup::title_zh); }, "Its group, Chinese.");
  c.def_property_readonly("group_en", [](const R& x) { return of_group(x, &fazhi::CriterionGroup::title_en); });
  c.def_property_readonly(
      "clause", [](const R& x) { return of_criterion(x, &fazhi::Criterion::clause); }, "Clause it rests on.");
  c.def_property_readonly(
      "outcome", [](const R& x) { return text(to_string(x.get().outcome)); }, "One of XCCDF's nine.");
  c.def_property_readonly(
      "level_reached",
      [](const R& x) -> py::object {
        const auto level = level_reached(x.get());
        return level ? py::object(text(to_string(*level))) : py::none();
      },
      "none, partly or fully; None where the criterion was not judged.");
  c.def_property_readonly("points", [](const R& x) { return x.get().points; }, "0 to weight.");
  c.def_property_readonly("weight", [](const R& x) { return x.get().weight; });
  c.def_property_readonly("evidence", [](const R& x) { return evidence(x, x.get().evidence); });
  c.def_property_readonly("counter_evidence", [](const R& x) { return evidence(x, x.get().counter_evidence); });
  c.def_property_readonly("why", [](const R& x) { return x.get().why_zh; }, "Why points were given or lost, Chinese.");
  c.def_property_readonly("why_zh", [](const R& x) { return x.get().why_zh; });
  c.def_property_readonly("why_en", [](const R& x) { return x.get().why_en; });
}

}  // namespace

void bind_scorecard(py::module_& m) {
  using S = ScorecardItem;
  bind_result(m);
  py::class_<S> c(m, "Scorecard", "Score of a report against a checklist under a named model.");
  c.def_property_readonly("assessment", [](const S& x) { return x.assessment; });
  c.def_property_readonly("index", [](const S& x) { return x.index; });
  c.def_property_readonly("checklist", [](const S& x) { return x.get().checklist_id; });
  c.def_property_readonly("checklist_version", [](const S& x) { return x.get().checklist_version; });
  c.def_property_readonly(
      "checklist_hash", [](const S& x) { return x.get().checklist_hash; }, "SHA-256 of the checklist file.");
  c.def_property_readonly("title", [](const S& x) { return x.get().title_zh; }, "Chinese.");
  c.def_property_readonly("title_en", [](const S& x) { return x.get().title_en; });
  c.def_property_readonly(
      "weights_note", [](const S& x) { return x.get().weights_note_zh; }, "Whose weights these are, Chinese.");
  c.def_property_readonly("weights_note_en", [](const S& x) { return x.get().weights_note_en; });
  c.def_property_readonly("model", [](const S& x) { return x.get().model; });
  c.def_property_readonly(
      "score", [](const S& x) { return x.get().score; }, "reached / judged * 100; None where no weight was judged.");
  c.def_property_readonly("reached", [](const S& x) { return x.get().reached; });
  c.def_property_readonly("judged", [](const S& x) { return x.get().judged; }, "Weight that could be judged.");
  c.def_property_readonly("total", [](const S& x) { return x.get().total; });
  c.def_property_readonly(
      "unknown_share", [](const S& x) { return x.get().unknown_share; }, "Share of the weight, 0 to 1.");
  c.def_property_readonly("not_applicable_share", [](const S& x) { return x.get().not_applicable_share; });
  c.def(
      "_result", [](const S& x, std::size_t i) { return ResultItem{x, checked(i, x.get().results.size())}; },
      py::arg("index"));
  c.def_property_readonly("_result_count", [](const S& x) { return x.get().results.size(); });

  const auto key = [](const S& x) { return py::make_tuple(py::cast(x.assessment), x.index); };
  c.def(
      "__eq__",
      [key](const S& a, const py::object& other) -> py::object {
        if (!py::isinstance<S>(other)) return py::reinterpret_borrow<py::object>(Py_NotImplemented);
        return py::bool_(key(a).equal(key(py::cast<const S&>(other))));
      },
      py::arg("other"), py::is_operator());
  c.def("__hash__", [key](const S& x) { return py::hash(key(x)); });
  m.def(
      "_scorecard", [](const fazhi::Assessment& a, std::size_t i) { return S{a, checked(i, a.scorecards().size())}; },
      py::arg("assessment"), py::arg("index"));
  c.def("__reduce__",
        [key](const S& x) { return py::make_tuple(py::module_::import("fazhi._core").attr("_scorecard"), key(x)); });

  auto result = py::reinterpret_borrow<py::class_<ResultItem>>(m.attr("CriterionResult"));
  const auto place = [](const ResultItem& x) { return py::make_tuple(py::cast(x.card), x.index); };
  result.def(
      "__eq__",
      [place](const ResultItem& a, const py::object& other) -> py::object {
        if (!py::isinstance<ResultItem>(other)) return py::reinterpret_borrow<py::object>(Py_NotImplemented);
        return py::bool_(place(a).equal(place(py::cast<const ResultItem&>(other))));
      },
      py::arg("other"), py::is_operator());
  result.def("__hash__", [place](const ResultItem& x) { return py::hash(place(x)); });
  m.def(
      "_result", [](const S& x, std::size_t i) { return ResultItem{x, checked(i, x.get().results.size())}; },
      py::arg("scorecard"), py::arg("index"));
  result.def("__reduce__", [place](const ResultItem& x) {
    return py::make_tuple(py::module_::import("fazhi._core").attr("_result"), place(x));
  });
}

}  // namespace bind
