// Figures, the relations that tie them, and citations.
#include "bind.hpp"

namespace bind {

py::tuple figures(const fazhi::Report& report, const std::vector<std::uint32_t>& indices) {
  py::tuple out(indices.size());
  for (std::size_t i = 0; i < indices.size(); ++i) out[i] = py::cast(FigureItem{report, indices[i]});
  return out;
}

namespace {

void bind_figure(py::module_& m) {
  py::class_<FigureItem> c(m, "Figure", "A quantity that the report states: an exact interval with unit and subject.");
  add_child(c);
  add_range(c);
  c.def_property_readonly(
      "value", [](const FigureItem& x) { return number(x.view().value()); },
      "Exact Decimal with 万 and 亿 multiplied out (Fraction for 三分之一).");
  c.def_property_readonly(
      "value_high", [](const FigureItem& x) { return number(x.view().value_high()); },
      "Upper value of a printed range, else None.");
  c.def_property_readonly(
      "value_text", [](const FigureItem& x) { return x.view().value(); }, "The value as exact text, \"44600\".");
  c.def_property_readonly(
      "low", [](const FigureItem& x) { return number(x.view().low()); }, "Lower bound the words allow; None: open.");
  c.def_property_readonly(
      "high", [](const FigureItem& x) { return number(x.view().high()); }, "Upper bound the words allow.");
  c.def_property_readonly(
      "low_open", [](const FigureItem& x) { return x.view().low_open(); }, "The bound itself is excluded.");
  c.def_property_readonly("high_open", [](const FigureItem& x) { return x.view().high_open(); });
  c.def_property_readonly(
      "unit", [](const FigureItem& x) { return text(x.view().unit()); }, "Folded, without 万 and 亿; may be empty.");
  c.def_property_readonly(
      "approximation", [](const FigureItem& x) { return text(to_string(x.view().approximation())); },
      "exact, over, under, about, at_least, at_most or range.");
  c.def_property_readonly(
      "decimals", [](const FigureItem& x) { return x.view().decimals(); }, "Places printed behind the point.");
  c.def_property_readonly(
      "step", [](const FigureItem& x) { return number(x.view().step()); }, "One step of the last printed digit.");
  c.def_property_readonly(
      "subject", [](const FigureItem& x) { return text(x.view().subject_text()); }, "What is counted; may be empty.");
  c.def_property_readonly("subject_start", [](const FigureItem& x) { return x.view().subject().start; });
  c.def_property_readonly("subject_end", [](const FigureItem& x) { return x.view().subject().end; });
  c.def_property_readonly(
      "period",
      [](const FigureItem& x) -> std::optional<int> {
        const int p = x.view().period();
        return p ? std::optional(p) : std::nullopt;
      },
      "Year that it speaks of.");
  c.def_property_readonly("section", [](const FigureItem& x) { return section_or_none(x.report, x.view().section()); });
  c.def_property_readonly(
      "sentence", [](const FigureItem& x) { return x.view().sentence(); }, "Index into report.sentences.");
  c.def_property_readonly(
      "verdict", [](const FigureItem& x) { return text(to_string(x.view().verdict())); },
      "Over all its relations: proved, refuted, constrained or open.");
  c.def_property_readonly(
      "open_reason", [](const FigureItem& x) { return text(x.view().open_reason()); }, "Why it is open.");
}

void bind_relation(py::module_& m) {
  struct RepairItem {
    fazhi::Report report;
    fazhi::Repair repair;
  };
  py::class_<RepairItem>(m, "Repair", "Another value of one figure that would make a refuted relation right.")
      .def_property_readonly("figure", [](const RepairItem& x) { return FigureItem{x.report, x.repair.figure}; })
      .def_property_readonly("value", [](const RepairItem& x) { return number(x.repair.value); })
      .def_property_readonly(
          "text", [](const RepairItem& x) { return x.repair.text; }, "One sentence, Chinese.")
      .def("__str__", [](const RepairItem& x) { return x.repair.text; });

  py::class_<RelationItem> c(m, "Relation", "Arithmetic that the text ties together, and what came of it.");
  add_child(c);
  add_range(c);
  c.def_property_readonly(
      "kind", [](const RelationItem& x) { return text(to_string(x.view().kind())); },
      "sum, ratio, change, difference, product, subset or equal.");
  c.def_property_readonly(
      "verdict", [](const RelationItem& x) { return text(to_string(x.view().verdict())); },
      "proved 相符, refuted 不符, constrained 不矛盾 or open 无从核算.");
  c.def_property_readonly(
      "basis", [](const RelationItem& x) { return text(to_string(x.view().basis())); }, "words or arithmetic.");
  c.def_property_readonly(
      "derivation", [](const RelationItem& x) { return text(x.view().derivation()); },
      "As a clerk would write it: \"141 + 41 + 16 = 198\".");
  c.def_property_readonly(
      "operands",
      [](const RelationItem& x) {
        py::dict out;
        for (const fazhi::Role role : roles) {
          const auto list = x.view().operands(role);
          if (!list.empty()) out[text(to_string(role))] = figures(x.report, list);
        }
        return out;
      },
      "Figures by role.");
  c.def_property_readonly(
      "figures", [](const RelationItem& x) { return figures(x.report, x.view().operands()); }, "In text order.");
  c.def_property_readonly("tie_start", [](const RelationItem& x) { return x.view().tie().start; });
  c.def_property_readonly("tie_end", [](const RelationItem& x) { return x.view().tie().end; });
  c.def_property_readonly(
      "tie", [](const RelationItem& x) { return text(x.report.text().slice(x.view().tie())); },
      "Words that tie the figures (其中, 占); may be empty.");
  c.def_property_readonly(
      "remark_zh", [](const RelationItem& x) { return text(x.view().remark_zh()); },
      "Why the verdict is not a plain yes.");
  c.def_property_readonly("remark_en", [](const RelationItem& x) { return text(x.view().remark_en()); });
  c.def_property_readonly("stated", [](const RelationItem& x) { return number(x.view().stated()); });
  c.def_property_readonly("computed", [](const RelationItem& x) { return number(x.view().computed()); });
  c.def_property_readonly("delta", [](const RelationItem& x) { return number(x.view().delta()); });
  c.def_property_readonly("tolerance", [](const RelationItem& x) { return number(x.view().tolerance()); });
  c.def_property_readonly(
      "needs_review", [](const RelationItem& x) { return x.view().needs_review(); }, "A human should look.");
  c.def_property_readonly(
      "fingerprint", [](const RelationItem& x) { return x.view().fingerprint(); },
      "Survives edits elsewhere in the report; another number makes another relation.");
  c.def_property_readonly("repairs", [](const RelationItem& x) {
    py::list out;
    for (const fazhi::Repair& r : x.view().repairs()) out.append(py::cast(RepairItem{x.report, r}));
    return py::tuple(out);
  });
}

void bind_citation(py::module_& m) {
  py::class_<CitationItem> c(m, "Citation", "A quoted title 《…》.");
  add_child(c);
  add_range(c);
  c.def_property_readonly("title", [](const CitationItem& x) { return text(x.view().title()); }, "Between the marks.");
  c.def_property_readonly("title_start", [](const CitationItem& x) { return x.view().title_range().start; });
  c.def_property_readonly("title_end", [](const CitationItem& x) { return x.view().title_range().end; });
  c.def_property_readonly(
      "citation_class", [](const CitationItem& x) { return text(to_string(x.view().citation_class())); },
      "norm, plan, work, short or other.");
  c.def_property_readonly(
      "number", [](const CitationItem& x) { return text(x.report.text().slice(x.view().number_range())); },
      "Document number right behind it; may be empty.");
}

}  // namespace

void bind_figures(py::module_& m) {
  bind_figure(m);
  bind_relation(m);
  bind_citation(m);
}

}  // namespace bind
