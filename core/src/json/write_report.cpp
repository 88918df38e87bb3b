// Report → JSON. read_report.cpp is its mirror: a key added here is read there.
#include <span>

#include "fazhi/json.hpp"
#include "fazhi/metric.hpp"
#include "json/parts.hpp"
#include "json/tables.hpp"
#include "model/data.hpp"
#include "rules/fingerprint.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

void indices(JsonWriter& w, std::span<const std::uint32_t> list) {
  w.open('[');
  for (const std::uint32_t i : list) w.value(i);
  w.close(']');
}

void date(JsonWriter& w, const Date& d) {
  if (!d.known()) return w.null();
  std::string text = std::to_string(d.year);
  if (d.month) text += (d.month < 10 ? "-0" : "-") + std::to_string(d.month);
  if (d.day) text += (d.day < 10 ? "-0" : "-") + std::to_string(d.day);
  w.value(text);
}

void field(JsonWriter& w, const HeaderField& f) {
  if (f.value.empty() && f.range.empty()) return w.null();
  w.open('{');
  w.key("value").value(f.value);
  w.key("range").range(f.range);
  w.key("origin").value(to_string(f.origin));
  w.close('}');
}

void fields(JsonWriter& w, std::span<const HeaderField> list) {
  w.open('[');
  for (const HeaderField& f : list) field(w, f);
  w.close(']');
}

void source_map(JsonWriter& w, const SourceMap& map) {
  w.open('{');
  w.key("parts").open('[');
  for (const std::string& part : map.parts) w.value(part);
  w.close(']');
  w.key("runs").open('[');
  for (const SourceRun& r : map.runs) {
    w.open('[');
    w.value(r.start), w.value(r.part), w.value(r.paragraph), w.value(r.run), w.value(r.offset);
    w.value(r.made ? 1 : 0);
    w.close(']');
  }
  w.close(']');
  w.close('}');
}

void header(JsonWriter& w, const Header& h) {
  w.open('{');
  w.key("title"), field(w, h.title);
  w.key("title_repeats").open('[');
  for (const TextRange r : h.title_repeats) w.range(r);
  w.close(']');
  w.key("year");
  h.year ? w.value(h.year) : w.null();
  w.key("year_origin").value(to_string(h.year_origin));
  w.key("issuers"), fields(w, h.issuers);
  w.key("document_number"), field(w, h.document_number);
  w.key("addressee"), field(w, h.addressee);
  w.key("signature"), field(w, h.signature);
  w.key("signers"), fields(w, h.signers);
  w.key("attachment_note"), field(w, h.attachment_note);
  w.key("signed_date"), date(w, h.signed_date);
  w.key("signed_date_range").range(h.signed_date_range);
  w.key("published_date"), date(w, h.published_date);
  w.key("published_date_range").range(h.published_date_range);
  w.close('}');
}

void index_or_null(JsonWriter& w, std::int32_t i) { i < 0 ? w.null() : w.value(std::int64_t{i}); }

void outline(JsonWriter& w, const ReportData& r) {
  const Text text(&r.text);
  w.key("blocks").open('[');
  for (const BlockData& b : r.blocks) {
    w.open('{');
    w.key("start").value(b.range.start);
    w.key("end").value(b.range.end);
    w.key("kind").value(to_string(b.kind));
    w.key("content").range(b.content);
    w.key("section"), index_or_null(w, b.section);
    if (b.continues) w.key("continues").value(true);
    w.close('}');
  }
  w.close(']');
  w.key("sections").open('[');
  for (std::uint32_t i = 0; i < r.sections.size(); ++i) {
    const SectionData& s = r.sections[i];
    w.open('{');
    w.key("path").value(r.paths[i]);
    w.key("level").value(int{s.level});
    w.key("parent"), index_or_null(w, s.parent);
    w.key("label").value(text.slice(s.label));
    w.key("heading").value(text.slice(s.heading));
    w.key("start").value(s.range.start);
    w.key("end").value(s.range.end);
    w.key("style").value(to_string(s.style));
    w.key("ordinal").value(s.ordinal);
    w.key("label_range").range(s.label);
    w.key("heading_range").range(s.heading);
    w.key("body_range").range(s.body);
    w.key("label_origin").value(to_string(s.label_origin));
    w.key("level_origin").value(to_string(s.level_origin));
    w.key("stands_alone").value(s.stands_alone);
    w.close('}');
  }
  w.close(']');
  w.key("sentences").open('[');
  for (const SentenceData& s : r.sentences) {
    w.open('[');
    w.value(s.range.start), w.value(s.range.end), w.value(s.block);
    w.close(']');
  }
  w.close(']');
}

void figures(JsonWriter& w, const ReportData& r) {
  const Text text(&r.text);
  const auto bound = [&](std::string_view name, bool has, const Value& v) {
    w.key(name);
    has ? w.value(to_text(v)) : w.null();
  };
  w.key("figures").open('[');
  for (const FigureData& f : r.figures) {
    w.open('{');
    w.key("start").value(f.range.start);
    w.key("end").value(f.range.end);
    w.key("quote").value(text.slice(f.range));
    w.key("value").value(to_text(f.value));
    bound("value_high", f.has_value_high, f.value_high);
    w.key("unit").text_or_null(f.unit);
    w.key("approximation").value(to_string(f.approximation));
    bound("low", f.has_low, f.low);
    bound("high", f.has_high, f.high);
    w.key("low_open").value(f.low_open);
    w.key("high_open").value(f.high_open);
    w.key("decimals").value(int{f.decimals});
    w.key("step").value(to_text(f.step));
    w.key("subject").text_or_null(text.slice(f.subject));
    w.key("subject_range").range(f.subject);
    w.key("period");
    f.period ? w.value(int{f.period}) : w.null();
    w.key("section"), index_or_null(w, f.section);
    w.key("sentence").value(f.sentence);
    w.key("zero_claim").value(f.zero_claim);
    w.key("verdict").value(to_string(f.verdict));
    w.key("open_reason").text_or_null(f.open_reason);
    w.close('}');
  }
  w.close(']');
}

// Roles that hold a list of figures in a relation of that kind; every other role holds one (shared with the reader by
// shape).
bool is_list(RelationKind kind, Role role) {
  return role == Role::whole_also || (role == Role::part && kind != RelationKind::subset);
}

void operands(JsonWriter& w, const RelationData& x) {
  for (const Role role : {Role::whole, Role::part, Role::whole_also, Role::numerator, Role::denominator, Role::from,
                          Role::to, Role::result}) {
    std::vector<std::uint32_t> list;
    for (const Operand& o : x.operands)
      if (o.role == role) list.push_back(o.figure);
    if (list.empty()) continue;
    const bool many = is_list(x.kind, role);
    w.key(role == Role::part && many ? "parts" : to_string(role));
    many ? indices(w, list) : w.value(list.front());
  }
}

void relations(JsonWriter& w, const ReportData& r) {
  const Text text(&r.text);
  const auto amount = [&](std::string_view name, bool has, const std::string& v) {
    w.key(name);
    has ? w.value(v) : w.null();
  };
  w.key("relations").open('[');
  for (const RelationData& x : r.relations) {
    w.open('{');
    w.key("kind").value(to_string(x.kind));
    w.key("verdict").value(to_string(x.verdict));
    w.key("basis").value(to_string(x.basis));
    operands(w, x);
    w.key("derivation").value(x.derivation);
    amount("stated", x.has_stated, x.stated);
    amount("computed", x.has_computed, x.computed);
    amount("delta", x.has_delta, x.delta);
    amount("tolerance", x.has_tolerance, x.tolerance);
    w.key("remark").open('{');
    w.key("zh").value(x.remark_zh);
    w.key("en").value(x.remark_en);
    w.close('}');
    w.key("needs_review").value(x.needs_review);
    w.key("repairs").open('[');
    for (const Repair& p : x.repairs) {
      w.open('{');
      w.key("figure").value(p.figure);
      w.key("value").value(p.value);
      w.key("text").value(p.text);
      w.close('}');
    }
    w.close(']');
    w.key("start").value(x.range.start);
    w.key("end").value(x.range.end);
    w.key("tie").range(x.tie);
    w.key("tie_words").text_or_null(text.slice(x.tie));
    w.key("fingerprint").value("r" + hex(x.fingerprint));
    w.close('}');
  }
  w.close(']');
}

void metric_rows(JsonWriter& w, const Report& report) {
  w.key("metrics").open('[');
  for (const Metric& m : metrics(report)) {
    w.open('{');
    w.key("id").value(m.id);
    w.key("name").open('{');
    w.key("zh").value(m.name_zh);
    w.key("en").value(m.name_en);
    w.close('}');
    w.key("unit").value(m.unit);
    w.key("state").value(to_string(m.state));
    w.key("value").value(m.value);
    w.key("chosen");
    m.chosen ? w.value(*m.chosen) : w.null();
    w.key("links").open('[');
    for (const MetricLink& link : m.links) {
      w.open('{');
      w.key("figure");
      link.figure ? w.value(*link.figure) : w.null();
      w.key("start").value(link.range.start);
      w.key("end").value(link.range.end);
      w.key("growth");
      link.growth ? w.value(*link.growth) : w.null();
      w.key("falls").value(link.falls);
      w.key("certain").value(link.certain);
      w.key("cell");
      if (link.cell) {
        w.open('{');
        w.key("table").value(link.cell->table);
        w.key("cell").value(link.cell->cell);
        w.close('}');
      } else {
        w.null();
      }
      w.close('}');
    }
    w.close(']');
    w.close('}');
  }
  w.close(']');
}

void citations_and_contents(JsonWriter& w, const ReportData& r) {
  const Text text(&r.text);
  w.key("citations").open('[');
  for (const CitationData& c : r.citations) {
    w.open('{');
    w.key("start").value(c.range.start);
    w.key("end").value(c.range.end);
    w.key("title").value(text.slice(c.title));
    w.key("title_range").range(c.title);
    w.key("class").value(to_string(c.citation_class));
    w.key("number").text_or_null(text.slice(c.number));
    w.key("number_range").range(c.number);
    w.close('}');
  }
  w.close(']');
  w.key("contents").open('{');
  for (std::size_t i = 0; i < content_count; ++i)
    w.key(to_string(static_cast<Content>(i))), indices(w, r.contents[i].sections);
  w.close('}');
  w.key("contents_evidence").open('{');
  for (std::size_t i = 0; i < content_count; ++i) {
    w.key(to_string(static_cast<Content>(i))).open('[');
    for (const TextRange e : r.contents[i].evidence) w.range(e);
    w.close(']');
  }
  w.close('}');
}

}  // namespace

void write_report(JsonWriter& w, const Report& report) {
  static const ReportData empty;
  const ReportData& r = report ? *report.data() : empty;
  w.open('{');
  w.key("source").open('{');
  w.key("name").value(r.source_name);
  w.key("importer").value(r.importer);
  w.key("sha256").value(r.source_hash);
  if (r.conversion) {
    w.key("conversion").open('{');
    w.key("from").value(r.conversion->from);
    w.key("by").value(r.conversion->by);
    w.key("version").value(r.conversion->version);
    w.close('}');
  }
  w.key("encoding").value(r.text.encoding);
  w.key("byte_order_mark").value(r.text.byte_order_mark);
  if (!r.text.source_offsets.empty()) w.key("offsets"), indices(w, r.text.source_offsets);
  if (!r.source_map.runs.empty()) w.key("places"), source_map(w, r.source_map);
  w.close('}');
  w.key("kind").value(to_string(r.kind));
  w.key("header"), header(w, r.header);
  w.key("text").value(r.text.utf8);
  outline(w, r);
  figures(w, r);
  relations(w, r);
  metric_rows(w, report);
  citations_and_contents(w, r);
  write_tables(w, r);
  w.close('}');
}

}  // namespace detail

std::string to_json(const Report& report, bool indent) {
  detail::JsonWriter w(indent);
  w.reserve(report.text().utf8().size() * 4);
  w.open('{');
  w.key("schema").value(json_schema_version);
  w.key("report"), detail::write_report(w, report);
  w.close('}');
  std::string out = std::move(w).take();
  if (indent) out += '\n';
  return out;
}

FAZHI_NAMESPACE_END
