// Sections and blocks.
#include "bind.hpp"

namespace bind {

py::object section_or_none(const fazhi::Report& report, std::optional<std::uint32_t> index) {
  if (!index) return py::none();
  return py::cast(SectionItem{report, *index});
}

namespace {

void bind_section(py::module_& m) {
  py::class_<SectionItem> c(m, "Section", "One numbered (or unnumbered) unit of the outline.");
  add_child(c);
  add_range(c);
  c.def_property_readonly(
      "text", [](const SectionItem& x) { return text(x.report.text().slice(x.view().range())); },
      "Label, heading, text and all children.");
  c.def_property_readonly(
      "body", [](const SectionItem& x) { return text(x.report.text().slice(x.view().body_range())); },
      "Text behind the heading up to the first child.");
  c.def_property_readonly("body_start", [](const SectionItem& x) { return x.view().body_range().start; });
  c.def_property_readonly("body_end", [](const SectionItem& x) { return x.view().body_range().end; });
  c.def_property_readonly(
      "path", [](const SectionItem& x) { return x.view().path(); },
      "Printed numbers of the ancestors and this one, \"一（三）\"; unique, with #2 behind where it must be.");
  c.def_property_readonly(
      "level", [](const SectionItem& x) { return x.view().level(); }, "Depth as the text means it, from 1.");
  c.def_property_readonly(
      "label", [](const SectionItem& x) { return text(x.view().label()); }, "The mark as printed; may be empty.");
  c.def_property_readonly(
      "ordinal", [](const SectionItem& x) { return x.view().ordinal(); }, "Number that the mark states, 0: none.");
  c.def_property_readonly(
      "style", [](const SectionItem& x) { return text(to_string(x.view().style())); }, "Family of the mark.");
  c.def_property_readonly(
      "heading", [](const SectionItem& x) { return text(x.view().heading()); }, "Without label and end mark.");
  c.def_property_readonly("heading_start", [](const SectionItem& x) { return x.view().heading_range().start; });
  c.def_property_readonly("heading_end", [](const SectionItem& x) { return x.view().heading_range().end; });
  c.def_property_readonly(
      "label_origin", [](const SectionItem& x) { return text(to_string(x.view().label_origin())); },
      "typed, computed or inferred.");
  c.def_property_readonly("level_origin",
                          [](const SectionItem& x) { return text(to_string(x.view().level_origin())); });
  c.def_property_readonly(
      "stands_alone", [](const SectionItem& x) { return x.view().stands_alone(); },
      "True where the heading has a line of its own.");
  c.def_property_readonly("parent", [](const SectionItem& x) { return section_or_none(x.report, x.view().parent()); });
  c.def_property_readonly("children", [](const SectionItem& x) {
    py::list out;
    for (std::size_t i = 0; i < x.report.section_count(); ++i)
      if (x.report.section(i).parent() == x.index)
        out.append(py::cast(SectionItem{x.report, static_cast<std::uint32_t>(i)}));
    return py::tuple(out);
  });
}

void bind_block(py::module_& m) {
  py::class_<BlockItem> c(m, "Block", "A paragraph, or a line of page furniture. Blocks tile the text.");
  add_child(c);
  add_range(c);
  c.def_property_readonly(
      "kind", [](const BlockItem& x) { return text(to_string(x.view().kind())); },
      "paragraph, heading, title, … table, menu, page_number, footer.");
  c.def_property_readonly(
      "text", [](const BlockItem& x) { return text(x.report.text().slice(x.view().content_range())); },
      "Without indent and line end.");
  c.def_property_readonly("content_start", [](const BlockItem& x) { return x.view().content_range().start; });
  c.def_property_readonly("content_end", [](const BlockItem& x) { return x.view().content_range().end; });
  c.def_property_readonly("section", [](const BlockItem& x) { return section_or_none(x.report, x.view().section()); });
}

void bind_sentence(py::module_& m) {
  py::class_<SentenceItem> c(m, "Sentence", "A sentence of the text, with the mark that ends it.");
  add_child(c);
  add_range(c);
}

template <class Item>
Item remade(const fazhi::Report& report, std::uint32_t index, std::size_t count) {
  return Item{report, static_cast<std::uint32_t>(checked(index, count))};
}

}  // namespace

void bind_outline(py::module_& m) {
  bind_section(m);
  bind_block(m);
  bind_sentence(m);
  m.def(
      "_child",
      [](const std::string& kind, const fazhi::Report& r, std::uint32_t i) -> py::object {
        if (kind == "Section") return py::cast(remade<SectionItem>(r, i, r.section_count()));
        if (kind == "Block") return py::cast(remade<BlockItem>(r, i, r.block_count()));
        if (kind == "Sentence") return py::cast(remade<SentenceItem>(r, i, r.sentence_count()));
        if (kind == "Figure") return py::cast(remade<FigureItem>(r, i, r.figure_count()));
        if (kind == "Relation") return py::cast(remade<RelationItem>(r, i, r.relation_count()));
        if (kind == "Citation") return py::cast(remade<CitationItem>(r, i, r.citation_count()));
        if (kind == "Table") return py::cast(remade<TableItem>(r, i, r.table_count()));
        throw py::key_error(kind);
      },
      py::arg("kind"), py::arg("report"), py::arg("index"), "A child of a report by its kind and index.");
  m.def(
      "_count",
      [](const std::string& kind, const fazhi::Report& r) -> std::size_t {
        if (kind == "Section") return r.section_count();
        if (kind == "Block") return r.block_count();
        if (kind == "Sentence") return r.sentence_count();
        if (kind == "Figure") return r.figure_count();
        if (kind == "Relation") return r.relation_count();
        if (kind == "Citation") return r.citation_count();
        if (kind == "Table") return r.table_count();
        throw py::key_error(kind);
      },
      py::arg("kind"), py::arg("report"), "Number of children of a kind.");
}

}  // namespace bind
