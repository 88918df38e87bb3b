// Assessment → JSON. read_assessment.cpp is its mirror.
#include "fazhi/json.hpp"
#include "json/parts.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

void two_languages(JsonWriter& w, std::string_view zh, std::string_view en) {
  w.open('{');
  w.key("zh").value(zh);
  w.key("en").value(en);
  w.close('}');
}

void evidence(JsonWriter& w, const Report& report, const std::vector<Evidence>& list) {
  w.open('[');
  for (const Evidence& e : list) {
    w.open('{');
    w.key("range").range(e.range);
    w.key("quote").value(report.text().slice(e.range));
    w.key("note"), two_languages(w, e.note_zh, e.note_en);
    w.close('}');
  }
  w.close(']');
}

void numbers(JsonWriter& w, const std::vector<std::uint32_t>& list) {
  w.open('[');
  for (const std::uint32_t i : list) w.value(i);
  w.close(']');
}

void finding(JsonWriter& w, const Report& report, const Finding& f) {
  w.open('{');
  w.key("rule_id").value(f.rule_id);
  w.key("level").value(to_string(f.level));
  w.key("kind").value(to_string(f.kind));
  w.key("start").value(f.range.start);
  w.key("end").value(f.range.end);
  w.key("quote").value(report.text().slice(f.range));
  w.key("message"), two_languages(w, f.message_zh, f.message_en);
  w.key("evidence"), evidence(w, report, f.evidence);
  w.key("figures"), numbers(w, f.figures);
  w.key("relations"), numbers(w, f.relations);
  w.key("fixes").open('[');
  for (const Fix& x : f.fixes) {
    w.open('{');
    w.key("range").range(x.range);
    w.key("replacement").value(x.replacement);
    w.key("description"), two_languages(w, x.description_zh, x.description_en);
    w.close('}');
  }
  w.close(']');
  w.key("plugin").value(f.plugin);
  w.key("fingerprint").value(f.fingerprint);
  w.close('}');
}

void group(JsonWriter& w, const CriterionGroup& g) {
  w.open('{');
  w.key("id").value(g.id);
  w.key("title"), two_languages(w, g.title_zh, g.title_en);
  w.key("criteria").open('[');
  for (const Criterion& c : g.criteria) {
    w.open('{');
    w.key("id").value(c.id);
    w.key("title"), two_languages(w, c.title_zh, c.title_en);
    w.key("clause").value(c.clause);
    w.key("weight").value(c.weight);
    w.key("check").value(c.check);
    w.key("parameters").open('{');
    for (const auto& [name, value] : c.parameters) w.key(name).value(value);
    w.close('}');
    w.close('}');
  }
  w.close(']');
  w.close('}');
}

void scorecard(JsonWriter& w, const Report& report, const Scorecard& s) {
  w.open('{');
  w.key("checklist").open('{');
  w.key("id").value(s.checklist_id);
  w.key("version").value(s.checklist_version);
  w.key("sha256").value(s.checklist_hash);
  w.key("title"), two_languages(w, s.title_zh, s.title_en);
  w.key("weights_note"), two_languages(w, s.weights_note_zh, s.weights_note_en);
  w.key("groups").open('[');
  for (const CriterionGroup& g : s.groups) group(w, g);
  w.close(']');
  w.close('}');
  w.key("model").value(s.model);
  w.key("score");
  s.score ? w.value(*s.score) : w.null();
  w.key("reached").value(s.reached);
  w.key("judged").value(s.judged);
  w.key("total").value(s.total);
  w.key("unknown_share").value(s.unknown_share);
  w.key("not_applicable_share").value(s.not_applicable_share);
  w.key("results").open('[');
  for (const CriterionResult& c : s.results) {
    w.open('{');
    w.key("criterion").value(c.criterion_id);
    w.key("outcome").value(to_string(c.outcome));
    const auto level = level_reached(c);
    w.key("level_reached").text_or_null(level ? to_string(*level) : std::string_view());
    w.key("points").value(c.points);
    w.key("weight").value(c.weight);
    w.key("why"), two_languages(w, c.why_zh, c.why_en);
    w.key("evidence"), evidence(w, report, c.evidence);
    w.key("counter_evidence"), evidence(w, report, c.counter_evidence);
    w.close('}');
  }
  w.close(']');
  w.close('}');
}

void provenance(JsonWriter& w, const Provenance& p) {
  w.open('{');
  w.key("profile").value(p.profile);
  w.key("as_of").open('{');
  w.key("year").value(p.as_of.year);
  w.key("month").value(p.as_of.month);
  w.key("day").value(p.as_of.day);
  w.key("origin").value(p.as_of_origin);
  w.close('}');
  w.key("parts").open('[');
  for (const Provenance::Part& part : p.parts) {
    w.open('{');
    w.key("kind").value(part.kind);
    w.key("id").value(part.id);
    w.key("version").value(part.version);
    w.key("sha256").text_or_null(part.hash);
    w.close('}');
  }
  w.close(']');
  w.close('}');
}

}  // namespace

}  // namespace detail

std::string to_json(const Assessment& a, bool indent) {
  detail::JsonWriter w(indent);
  w.reserve(a.report().text().utf8().size() * 5);
  w.open('{');
  w.key("schema").value(json_schema_version);
  w.key("report"), detail::write_report(w, a.report());
  w.key("findings").open('[');
  for (const Finding& f : a.findings()) detail::finding(w, a.report(), f);
  w.close(']');
  w.key("scorecards").open('[');
  for (const Scorecard& s : a.scorecards()) detail::scorecard(w, a.report(), s);
  w.close(']');
  w.key("provenance"), detail::provenance(w, a.provenance());
  w.close('}');
  std::string out = std::move(w).take();
  if (indent) out += '\n';
  return out;
}

FAZHI_NAMESPACE_END
