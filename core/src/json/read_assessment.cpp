// JSON → Assessment: the mirror of write_assessment.cpp.
#include "fazhi/json.hpp"
#include "json/node.hpp"
#include "model/assessment_data.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

std::vector<Evidence> read_evidence(const JsonNode& n, std::size_t size) {
  std::vector<Evidence> out;
  n.each([&](const JsonNode& e) {
    out.push_back({e["range"].range(size), e["note"]["zh"].text(), e["note"]["en"].text()});
  });
  return out;
}

Finding read_finding(const JsonNode& n, const Report& report) {
  const std::size_t size = report.text().size();
  Finding f;
  f.rule_id = n["rule_id"].text();
  f.level = n["level"].name<Level>();
  f.kind = n["kind"].name<Kind>();
  f.range.start = static_cast<std::uint32_t>(n["start"].integer(0, static_cast<std::int64_t>(size)));
  f.range.end = static_cast<std::uint32_t>(n["end"].integer(f.range.start, static_cast<std::int64_t>(size)));
  f.message_zh = n["message"]["zh"].text();
  f.message_en = n["message"]["en"].text();
  f.evidence = read_evidence(n["evidence"], size);
  n["figures"].each([&](const JsonNode& i) { f.figures.push_back(i.index(report.figure_count())); });
  n["relations"].each([&](const JsonNode& i) { f.relations.push_back(i.index(report.relation_count())); });
  n["fixes"].each([&](const JsonNode& x) {
    f.fixes.push_back({x["range"].range(size), x["replacement"].text(), x["description"]["zh"].text(),
                       x["description"]["en"].text()});
  });
  f.plugin = n["plugin"].text();
  f.fingerprint = n["fingerprint"].text();
  return f;
}

CriterionGroup read_group(const JsonNode& n) {
  CriterionGroup g{n["id"].text(), n["title"]["zh"].text(), n["title"]["en"].text(), {}};
  n["criteria"].each([&](const JsonNode& x) {
    Criterion c;
    c.id = x["id"].text();
    c.title_zh = x["title"]["zh"].text();
    c.title_en = x["title"]["en"].text();
    c.clause = x["clause"].text();
    c.weight = x["weight"].number();
    c.check = x["check"].text();
    x["parameters"].each_member(
        [&](std::string_view name, const JsonNode& v) { c.parameters.emplace_back(name, v.text()); });
    g.criteria.push_back(std::move(c));
  });
  return g;
}

Scorecard read_scorecard(const JsonNode& n, std::size_t size) {
  Scorecard s;
  const JsonNode list = n["checklist"];
  s.checklist_id = list["id"].text();
  s.checklist_version = list["version"].text();
  s.checklist_hash = list["sha256"].text();
  s.title_zh = list["title"]["zh"].text();
  s.title_en = list["title"]["en"].text();
  s.weights_note_zh = list["weights_note"]["zh"].text();
  s.weights_note_en = list["weights_note"]["en"].text();
  list["groups"].each([&](const JsonNode& g) { s.groups.push_back(read_group(g)); });
  s.model = n["model"].text();
  if (const JsonNode score = n["score"]; !score.is_null()) s.score = score.number();
  s.reached = n["reached"].number();
  s.judged = n["judged"].number();
  s.total = n["total"].number();
  s.unknown_share = n["unknown_share"].number();
  s.not_applicable_share = n["not_applicable_share"].number();
  n["results"].each([&](const JsonNode& x) {
    CriterionResult r;
    r.criterion_id = x["criterion"].text();
    r.outcome = x["outcome"].name<Outcome>();
    r.points = x["points"].number();
    r.weight = x["weight"].number();
    r.why_zh = x["why"]["zh"].text();
    r.why_en = x["why"]["en"].text();
    r.evidence = read_evidence(x["evidence"], size);
    r.counter_evidence = read_evidence(x["counter_evidence"], size);
    s.results.push_back(std::move(r));
  });
  return s;
}

Provenance read_provenance(const JsonNode& n) {
  Provenance p;
  p.profile = n["profile"].text();
  const JsonNode as_of = n["as_of"];
  p.as_of = {static_cast<int>(as_of["year"].integer(0, 9999)), static_cast<int>(as_of["month"].integer(0, 12)),
             static_cast<int>(as_of["day"].integer(0, 31))};
  p.as_of_origin = as_of["origin"].text();
  n["parts"].each([&](const JsonNode& x) {
    p.parts.push_back({x["kind"].text(), x["id"].text(), x["version"].text(), x["sha256"].text_or_empty()});
  });
  return p;
}

}  // namespace

boost::json::value parse_json(std::string_view json) {
  boost::json::parse_options options;
  options.max_depth = 32;
  boost::json::stream_parser parser({}, options);
  boost::system::error_code failed;
  const std::size_t read = parser.write(json.data(), json.size(), failed);
  if (!failed) parser.finish(failed);
  if (failed) {
    const std::string place = std::to_string(read);
    throw ParseError("JSON: not valid at byte " + place + ": " + failed.message(),
                     "JSON：第" + place + "字节处格式有误");
  }
  return parser.release();
}

}  // namespace detail

Assessment assessment_from_json(std::string_view json) {
  const boost::json::value root_value = detail::parse_json(json);
  const detail::JsonNode root(root_value, {});
  const std::string schema = root["schema"].text();
  if (schema.substr(0, schema.find('.')) != json_schema_version.substr(0, json_schema_version.find('.')))
    root["schema"].fail("is " + schema + "; this release reads " + std::string(json_schema_version));
  auto data = std::make_shared<detail::AssessmentData>();
  data->report = detail::read_report(root["report"]);
  root["findings"].each(
      [&](const detail::JsonNode& f) { data->findings.push_back(detail::read_finding(f, data->report)); });
  root["scorecards"].each([&](const detail::JsonNode& s) {
    data->scorecards.push_back(detail::read_scorecard(s, data->report.text().size()));
  });
  data->provenance = detail::read_provenance(root["provenance"]);
  return Assessment(std::move(data));
}

FAZHI_NAMESPACE_END
