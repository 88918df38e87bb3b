// Report, its header and its contents.
#include "bind.hpp"
#include "fazhi/conversion.hpp"
#include "fazhi/json.hpp"
#include "fazhi/source.hpp"

namespace bind {

py::object date(const fazhi::Date& d) {
  if (!d.known()) return py::none();
  if (d.month && d.day) return py::module_::import("datetime").attr("date")(d.year, d.month, d.day);
  std::string s = std::to_string(d.year);
  if (d.month) s += (d.month < 10 ? "-0" : "-") + std::to_string(d.month);
  return py::str(s);
}

py::object number(const std::optional<std::string>& value) {
  if (!value) return py::none();
  if (value->find('/') != std::string::npos) return py::module_::import("fractions").attr("Fraction")(*value);
  return py::module_::import("decimal").attr("Decimal")(*value);
}

namespace {

py::tuple span(fazhi::TextRange r) { return py::make_tuple(r.start, r.end); }

py::object field(const fazhi::Report& report, const fazhi::HeaderField& f) {
  if (f.value.empty() && f.range.empty()) return py::none();
  return py::cast(FieldItem{report, f});
}

py::tuple fields(const fazhi::Report& report, const std::vector<fazhi::HeaderField>& list) {
  py::tuple out(list.size());
  for (std::size_t i = 0; i < list.size(); ++i) out[i] = py::cast(FieldItem{report, list[i]});
  return out;
}

bool same(const fazhi::Report& a, const fazhi::Report& b) {
  if (a.data() == b.data()) return true;
  if (a.source_hash() != b.source_hash() || a.text().size() != b.text().size()) return false;
  return fazhi::to_json(a) == fazhi::to_json(b);
}

void bind_header(py::module_& m) {
  py::class_<FieldItem>(m, "HeaderField", "One element of the document's head with its place in the text.")
      .def_property_readonly(
          "value", [](const FieldItem& x) { return x.field.value; }, "Blanks and line breaks folded.")
      .def_property_readonly("start", [](const FieldItem& x) { return x.field.range.start; })
      .def_property_readonly("end", [](const FieldItem& x) { return x.field.range.end; })
      .def_property_readonly("quote", [](const FieldItem& x) { return text(x.report.text().slice(x.field.range)); })
      .def_property_readonly(
          "origin", [](const FieldItem& x) { return text(to_string(x.field.origin)); },
          "typed, computed, inferred or metadata.")
      .def("__str__", [](const FieldItem& x) { return x.field.value; });

  py::class_<HeaderItem> c(m, "Header", "Head of the document, in the words of GB/T 9704.");
  const auto one = [&](const char* name, fazhi::HeaderField fazhi::Header::* member, const char* doc) {
    c.def_property_readonly(
        name, [member](const HeaderItem& x) { return field(x.report, x.report.header().*member); }, doc);
  };
  one("title", &fazhi::Header::title, "标题, None where there is none.");
  one("document_number", &fazhi::Header::document_number, "发文字号");
  one("addressee", &fazhi::Header::addressee, "主送机关");
  one("signature", &fazhi::Header::signature, "署名");
  one("attachment_note", &fazhi::Header::attachment_note, "附件说明");
  c.def_property_readonly(
      "issuer_fields", [](const HeaderItem& x) { return fields(x.report, x.report.header().issuers); },
      "发文机关 with their places.");
  c.def_property_readonly(
      "issuers",
      [](const HeaderItem& x) {
        const auto& list = x.report.header().issuers;
        py::tuple out(list.size());
        for (std::size_t i = 0; i < list.size(); ++i) out[i] = text(list[i].value);
        return out;
      },
      "发文机关, the names alone.");
  c.def_property_readonly(
      "signers", [](const HeaderItem& x) { return fields(x.report, x.report.header().signers); }, "签发人");
  c.def_property_readonly(
      "signed_date", [](const HeaderItem& x) { return date(x.report.header().signed_date); },
      "成文日期: a date, \"2024-03\" where the day is not given, or None.");
  c.def_property_readonly(
      "published_date", [](const HeaderItem& x) { return date(x.report.header().published_date); }, "发布日期");
  c.def_property_readonly(
      "year",
      [](const HeaderItem& x) -> std::optional<int> {
        const int year = x.report.header().year;
        return year ? std::optional(year) : std::nullopt;
      },
      "Year reported on.");
  c.def_property_readonly("year_origin",
                          [](const HeaderItem& x) { return text(to_string(x.report.header().year_origin)); });
}

void bind_source_place(py::module_& m) {
  py::class_<PlaceItem>(m, "SourcePlace", "Where a stretch of text stands in the file that was read.")
      .def_property_readonly(
          "part", [](const PlaceItem& x) { return text(x.place.part); }, "\"word/document.xml\"; of pages the page.")
      .def_property_readonly(
          "paragraph", [](const PlaceItem& x) { return x.place.paragraph; },
          "From 0. In Word files: the element w:p of the part, in the order of the file.")
      .def_property_readonly(
          "run", [](const PlaceItem& x) { return x.place.run; },
          "From 0. In Word files: the element w:r inside the paragraph, in the order of the file.")
      .def_property_readonly(
          "offset", [](const PlaceItem& x) { return x.place.offset; },
          "Code points from the beginning of the run; a tab, a break and a symbol count one each.")
      .def_property_readonly(
          "start", [](const PlaceItem& x) { return x.place.start; }, "Position in report.text.")
      .def_property_readonly("end", [](const PlaceItem& x) { return x.place.start + x.place.size; })
      .def_property_readonly(
          "size", [](const PlaceItem& x) { return x.place.size; },
          "Code points that stand there; 0: made while reading (a computed number, a line end), before this place.");
}

void bind_contents(py::module_& m) {
  py::class_<ContentItem>(m, "Content", "One of the contents that a yearly report must have, and where it stands.")
      .def_property_readonly(
          "name", [](const ContentItem& x) { return text(to_string(x.content)); },
          "measures, shortcomings, causes, first_responsible or next_year.")
      .def_property_readonly("found",
                             [](const ContentItem& x) { return !x.report.content(x.content).sections.empty(); })
      .def_property_readonly(
          "sections",
          [](const ContentItem& x) {
            const auto& list = x.report.content(x.content).sections;
            py::tuple out(list.size());
            for (std::size_t i = 0; i < list.size(); ++i) out[i] = py::cast(SectionItem{x.report, list[i]});
            return out;
          },
          "Sections that hold it; empty: absent.")
      .def_property_readonly(
          "evidence",
          [](const ContentItem& x) {
            const auto& list = x.report.content(x.content).evidence;
            py::tuple out(list.size());
            for (std::size_t i = 0; i < list.size(); ++i) out[i] = py::cast(EvidenceItem{x.report, {list[i], {}, {}}});
            return out;
          },
          "The words that show it.");
}

}  // namespace

void bind_report(py::module_& m) {
  py::class_<fazhi::Report> c(m, "Report",
                              "An immutable report with exact positions. Made by fazhi.read and fazhi.parse.");
  bind_header(m);
  bind_contents(m);
  bind_source_place(m);
  c.def_property_readonly(
      "text", [](const fazhi::Report& r) { return text(r.text().utf8()); },
      "Every code point of the decoded source; positions index it.");
  c.def_property_readonly(
      "title", [](const fazhi::Report& r) { return text(r.header().title.value); }, "Empty where there is none.");
  c.def_property_readonly(
      "year",
      [](const fazhi::Report& r) -> std::optional<int> {
        return r.header().year ? std::optional(r.header().year) : std::nullopt;
      },
      "Year reported on.");
  c.def_property_readonly("header", [](const fazhi::Report& r) { return HeaderItem{r}; });
  c.def_property_readonly(
      "kind", [](const fazhi::Report& r) { return text(to_string(r.kind())); },
      "rule_of_law, disclosure, work_report or other.");
  c.def_property_readonly(
      "importer", [](const fazhi::Report& r) { return text(r.importer()); }, "Name of the importer that read it.");
  c.def_property_readonly("source_name", [](const fazhi::Report& r) { return text(r.source_name()); });
  c.def_property_readonly(
      "source_hash", [](const fazhi::Report& r) { return text(r.source_hash()); }, "SHA-256 of the source, hex.");
  c.def_property_readonly(
      "conversion",
      [](const fazhi::Report& r) -> std::optional<std::tuple<py::str, py::str, py::str>> {
        const fazhi::Conversion* done = fazhi::conversion_of(r);
        if (done == nullptr) return std::nullopt;
        return std::tuple(text(done->from), text(done->by), text(done->version));
      },
      "Format of the original, program and version, where the source was converted before it was read.");
  c.def_property_readonly("encoding", [](const fazhi::Report& r) { return text(r.text().encoding()); });
  c.def_property_readonly("byte_order_mark", [](const fazhi::Report& r) { return r.text().had_byte_order_mark(); });
  c.def(
      "source_offset", [](const fazhi::Report& r, std::uint32_t at) { return r.text().source_offset(at); },
      py::arg("code_point"), "Byte of the source file at which a code point begins.");
  c.def(
      "source_place",
      [](const fazhi::Report& r, std::uint32_t at) -> std::optional<PlaceItem> {
        const auto place = fazhi::source_place(r, at);
        return place ? std::optional(PlaceItem{r, *place}) : std::nullopt;
      },
      py::arg("position"),
      "Part, paragraph, run and offset of a code point in the file; None where the importer knows no such places.");
  c.def(
      "source_places",
      [](const fazhi::Report& r, std::uint32_t start, std::uint32_t end) {
        py::list out;
        for (const auto& place : fazhi::source_places(r, {start, end})) out.append(PlaceItem{r, place});
        return out;
      },
      py::arg("start"), py::arg("end"),
      "The runs, or parts of runs, that a range of text covers; computed numbers and line ends have none.");
  c.def_property_readonly(
      "title_repeats",
      [](const fazhi::Report& r) {
        py::list out;
        for (const auto range : r.header().title_repeats) out.append(span(range));
        return out;
      },
      "Further places that print the title.");
  c.def(
      "_content",
      [](const fazhi::Report& r, std::size_t i) {
        return ContentItem{r, static_cast<fazhi::Content>(checked(i, fazhi::content_count))};
      },
      py::arg("index"));
  c.def(
      "to_json", [](const fazhi::Report& r, bool indent) { return fazhi::to_json(r, indent); },
      py::arg("indent") = false, Released(), "The lossless JSON: same report, same text.");
  c.def_static(
      "from_json", [](const std::string& json) { return fazhi::report_from_json(json); }, py::arg("json"), Released(),
      "The report that to_json wrote; throws ParseError.");
  c.def(
      "__eq__",
      [](const fazhi::Report& a, const py::object& other) -> py::object {
        if (!py::isinstance<fazhi::Report>(other)) return py::reinterpret_borrow<py::object>(Py_NotImplemented);
        const auto& b = py::cast<const fazhi::Report&>(other);
        bool equal = false;
        {
          const WithoutGil released;
          equal = same(a, b);
        }
        return py::bool_(equal);
      },
      py::arg("other"), py::is_operator());
  c.def("__hash__", [](const fazhi::Report& r) { return py::hash(text(r.source_hash())); });
  // pickle finds functions of a module, not static methods.
  m.def("_report", [](const std::string& json) { return fazhi::report_from_json(json); }, py::arg("json"), Released());
  c.def("__reduce__", [](const py::object& self) {
    return py::make_tuple(py::module_::import("fazhi._core").attr("_report"), py::make_tuple(self.attr("to_json")()));
  });
}

}  // namespace bind
