// JSON → Report: the mirror of write_report.cpp. Nothing is analysed again: what the JSON says is what the report
// holds.
#include <algorithm>
#include <charconv>

#include "fazhi/json.hpp"
#include "json/node.hpp"
#include "json/tables.hpp"
#include "model/data.hpp"
#include "model/limits.hpp"
#include "rules/fingerprint.hpp"
#include "text/decode.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

constexpr std::int64_t max_index = std::numeric_limits<std::int32_t>::max();

TextRange start_end(const JsonNode& n, std::size_t size) {
  const auto limit = static_cast<std::int64_t>(size);
  const auto start = n["start"].integer(0, limit);
  return {static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(n["end"].integer(start, limit))};
}

Date read_date(const JsonNode& n) {
  Date d;
  if (n.is_null()) return d;
  const std::string text = n.text();
  int* const parts[] = {&d.year, &d.month, &d.day};
  std::size_t at = 0;
  for (int* part : parts) {
    if (at >= text.size()) break;
    const auto dash = std::min(text.find('-', at), text.size());
    const auto [end, failed] = std::from_chars(text.data() + at, text.data() + dash, *part);
    if (failed != std::errc() || end != text.data() + dash) n.fail("is no date: '" + text + "'");
    at = dash + 1;
  }
  static constexpr int lengths[] = {0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (d.year < 1 || d.year > 9999 || d.month < 0 || d.month > 12 || d.day < 0 || d.day > lengths[d.month])
    n.fail("is no date: '" + text + "'");
  return d;
}

HeaderField read_field(const JsonNode& n, std::size_t size) {
  HeaderField f;
  if (n.is_null()) return f;
  f.value = n["value"].text();
  f.range = n["range"].range(size);
  f.origin = n["origin"].name<Origin>();
  return f;
}

void read_fields(const JsonNode& n, std::size_t size, std::vector<HeaderField>& out) {
  n.each([&](const JsonNode& f) { out.push_back(read_field(f, size)); });
}

void read_source_map(const JsonNode& n, std::size_t size, SourceMap& map) {
  n["parts"].each([&](const JsonNode& part) { map.parts.push_back(part.text()); });
  const JsonNode runs = n["runs"];
  runs.each([&](const JsonNode& r) {
    std::uint32_t v[6] = {};
    std::size_t i = 0;
    r.each([&](const JsonNode& x) {
      if (i < 6) v[i] = static_cast<std::uint32_t>(x.integer(0, 0xffffffff));
      ++i;
    });
    if (i != 6 || v[5] > 1) r.fail("must be [start, part, paragraph, run, offset, made]");
    map.runs.push_back({v[0], v[1], v[2], v[3], v[4], v[5] == 1});
  });
  if (!is_sound(map, size)) runs.fail("must ascend within the text and name parts that are listed");
}

void read_header(const JsonNode& n, std::size_t size, Header& h) {
  h.title = read_field(n["title"], size);
  n["title_repeats"].each([&](const JsonNode& r) { h.title_repeats.push_back(r.range(size)); });
  if (const auto year = n["year"]; !year.is_null()) h.year = static_cast<int>(year.integer(1, 9999));
  h.year_origin = n["year_origin"].name<Origin>();
  read_fields(n["issuers"], size, h.issuers);
  h.document_number = read_field(n["document_number"], size);
  h.addressee = read_field(n["addressee"], size);
  h.signature = read_field(n["signature"], size);
  read_fields(n["signers"], size, h.signers);
  h.attachment_note = read_field(n["attachment_note"], size);
  h.signed_date = read_date(n["signed_date"]);
  h.signed_date_range = n["signed_date_range"].range(size);
  h.published_date = read_date(n["published_date"]);
  h.published_date_range = n["published_date_range"].range(size);
}

void read_outline(const JsonNode& n, std::size_t size, ReportData& r) {
  n["sections"].each([&](const JsonNode& s) {
    SectionData out;
    out.range = start_end(s, size);
    out.level = static_cast<std::int8_t>(s["level"].integer(1, 100));
    out.parent = s["parent"].index_or_none(r.sections.size());
    if (out.parent >= 0 && r.sections[static_cast<std::size_t>(out.parent)].level >= out.level)
      s["parent"].fail("must be a section of a higher level");
    out.ordinal = static_cast<std::int32_t>(s["ordinal"].integer(0, max_index));
    out.style = s["style"].name<LabelStyle>();
    out.label = s["label_range"].range(size);
    out.heading = s["heading_range"].range(size);
    out.body = s["body_range"].range(size);
    out.label_origin = s["label_origin"].name<Origin>();
    out.level_origin = s["level_origin"].name<Origin>();
    out.stands_alone = s["stands_alone"].boolean();
    r.sections.push_back(out);
  });
  name_sections(r);
  n["blocks"].each([&](const JsonNode& b) {
    BlockData out;
    out.range = start_end(b, size);
    out.content = b["content"].range(size);
    out.kind = b["kind"].name<BlockKind>();
    out.section = b["section"].index_or_none(r.sections.size());
    out.continues = b.has("continues") && b["continues"].boolean();
    r.blocks.push_back(out);
  });
  n["sentences"].each([&](const JsonNode& s) {
    std::uint32_t v[3] = {};
    std::size_t i = 0;
    s.each([&](const JsonNode& x) {
      if (i < 3) v[i++] = static_cast<std::uint32_t>(x.integer(0, max_index));
    });
    if (i != 3 || v[0] > v[1] || v[1] > size || v[2] >= r.blocks.size()) s.fail("must be [start, end, block]");
    r.sentences.push_back({{v[0], v[1]}, v[2]});
  });
}

void read_figures(const JsonNode& n, std::size_t size, ReportData& r) {
  const auto bound = [](const JsonNode& v, bool& has, Value& out) {
    has = !v.is_null();
    if (has) out = value_from_text(v.text());
  };
  n.each([&](const JsonNode& f) {
    FigureData out;
    out.range = start_end(f, size);
    out.value = value_from_text(f["value"].text());
    bound(f["value_high"], out.has_value_high, out.value_high);
    out.unit = f["unit"].text_or_empty();
    out.approximation = f["approximation"].name<Approximation>();
    bound(f["low"], out.has_low, out.low);
    bound(f["high"], out.has_high, out.high);
    out.low_open = f["low_open"].boolean();
    out.high_open = f["high_open"].boolean();
    out.decimals = static_cast<std::int8_t>(f["decimals"].integer(0, 127));
    out.step = value_from_text(f["step"].text());
    out.subject = f["subject_range"].range(size);
    if (const auto period = f["period"]; !period.is_null())
      out.period = static_cast<std::int16_t>(period.integer(0, 9999));
    out.section = f["section"].index_or_none(r.sections.size());
    out.sentence = f["sentence"].index(r.sentences.size());
    out.zero_claim = f["zero_claim"].boolean();
    out.verdict = f["verdict"].name<Verdict>();
    out.open_reason = f["open_reason"].text_or_empty();
    r.figures.push_back(std::move(out));
  });
}

void read_operands(const JsonNode& n, std::size_t figures, RelationData& x) {
  const auto take = [&](std::string_view key, Role role) {
    if (!n.has(key)) return;
    const JsonNode v = n[key];
    const bool many = key == "parts" || role == Role::whole_also;
    if (many)
      v.each([&](const JsonNode& i) { x.operands.push_back({role, i.index(figures)}); });
    else
      x.operands.push_back({role, v.index(figures)});
  };
  take("whole", Role::whole);
  take("parts", Role::part);
  take("part", Role::part);
  take("whole_also", Role::whole_also);
  take("num", Role::numerator);
  take("den", Role::denominator);
  take("from", Role::from);
  take("to", Role::to);
  take("result", Role::result);
  std::stable_sort(x.operands.begin(), x.operands.end(),
                   [](const Operand& a, const Operand& b) { return a.figure < b.figure; });
}

void read_relations(const JsonNode& n, std::size_t size, ReportData& r) {
  const auto amount = [](const JsonNode& v, bool& has, std::string& out) {
    has = !v.is_null();
    if (has) out = v.text();
  };
  n.each([&](const JsonNode& x) {
    RelationData out;
    out.kind = x["kind"].name<RelationKind>();
    out.verdict = x["verdict"].name<Verdict>();
    out.basis = x["basis"].name<Basis>();
    read_operands(x, r.figures.size(), out);
    out.derivation = x["derivation"].text();
    amount(x["stated"], out.has_stated, out.stated);
    amount(x["computed"], out.has_computed, out.computed);
    amount(x["delta"], out.has_delta, out.delta);
    amount(x["tolerance"], out.has_tolerance, out.tolerance);
    out.remark_zh = x["remark"]["zh"].text();
    out.remark_en = x["remark"]["en"].text();
    out.needs_review = x["needs_review"].boolean();
    x["repairs"].each([&](const JsonNode& p) {
      out.repairs.push_back({p["figure"].index(r.figures.size()), p["value"].text(), p["text"].text()});
    });
    out.range = start_end(x, size);
    out.tie = x["tie"].range(size);
    if (const std::string mark = x["fingerprint"].text();
        !mark.starts_with('r') || !from_hex(std::string_view(mark).substr(1), out.fingerprint))
      x["fingerprint"].fail("must be r and 16 hexadecimal digits");
    r.relations.push_back(std::move(out));
  });
}

}  // namespace

Report read_report(const JsonNode& n) {
  auto data = std::make_shared<ReportData>();
  ReportData& r = *data;
  r.text.utf8 = n["text"].text();
  check_size(r.text.utf8.size(), "JSON");
  index_text(r.text);
  const std::size_t size = r.text.code_points.size();
  const JsonNode source = n["source"];
  r.source_name = source["name"].text();
  r.importer = source["importer"].text();
  r.source_hash = source["sha256"].text();
  if (source.has("conversion")) {
    const JsonNode c = source["conversion"];
    r.conversion = std::make_unique<Conversion>(Conversion{c["from"].text(), c["by"].text(), c["version"].text()});
  }
  r.text.encoding = source["encoding"].text();
  r.text.byte_order_mark = source["byte_order_mark"].boolean();
  if (source.has("offsets")) {
    const JsonNode offsets = source["offsets"];
    offsets.each([&](const JsonNode& o) {
      r.text.source_offsets.push_back(static_cast<std::uint32_t>(o.integer(0, 0xffffffff)));
    });
    if (r.text.source_offsets.size() != size + 1) offsets.fail("must hold one entry a code point and one for the end");
  }
  if (source.has("places")) read_source_map(source["places"], size, r.source_map);
  r.kind = n["kind"].name<ReportKind>();
  read_header(n["header"], size, r.header);
  read_outline(n, size, r);
  read_figures(n["figures"], size, r);
  read_relations(n["relations"], size, r);
  n["citations"].each([&](const JsonNode& c) {
    r.citations.push_back({start_end(c, size), c["title_range"].range(size), c["number_range"].range(size),
                           c["class"].name<CitationClass>()});
  });
  for (std::size_t i = 0; i < content_count; ++i) {
    const std::string_view key = to_string(static_cast<Content>(i));
    n["contents"][key].each([&](const JsonNode& s) { r.contents[i].sections.push_back(s.index(r.sections.size())); });
    n["contents_evidence"][key].each([&](const JsonNode& e) { r.contents[i].evidence.push_back(e.range(size)); });
  }
  read_tables(n, size, r);
  n["metrics"].each([&](const JsonNode& m) {
    const std::string id = m["id"].text();
    m["links"].each([&](const JsonNode& link) {
      MetricLinkData& x = r.metric_links->list.emplace_back();
      x.metric = id;
      x.figure = link["figure"].index_or_none(r.figures.size());
      x.range = start_end(link, size);
      x.growth = link["growth"].index_or_none(r.figures.size());
      x.falls = link["falls"].boolean();
      x.certain = link["certain"].boolean();
      if (const JsonNode cell = link["cell"]; !cell.is_null()) {
        const std::uint32_t table = cell["table"].index(r.tables.size());
        x.table = static_cast<std::int32_t>(table);
        x.cell = static_cast<std::int32_t>(cell["cell"].index(r.tables[table].cells.size()));
      }
    });
  });
  r.metric_links->given = true;
  std::stable_sort(r.metric_links->list.begin(), r.metric_links->list.end(),
                   [](const MetricLinkData& a, const MetricLinkData& b) { return a.range.start < b.range.start; });
  return Report(std::move(data));
}

}  // namespace detail

Report report_from_json(std::string_view json) {
  const boost::json::value root = detail::parse_json(json);
  return detail::read_report(detail::JsonNode(root, {})["report"]);
}

FAZHI_NAMESPACE_END
