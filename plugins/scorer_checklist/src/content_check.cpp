#include "content_check.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

namespace scorer_checklist {

namespace {

using namespace fazhi;

struct Parameters {
  Content content = Content::measures;
  std::int64_t min_characters = 0;
  std::int64_t min_figures = 0;
  struct Reduction {
    std::string rule;
    double share;
  };
  std::vector<Reduction> reductions;
};

[[noreturn]] void refuse(const Criterion& criterion, const std::string& what) {
  throw OptionError("checklist criterion " + criterion.id + ": " + what, "检查表条目" + criterion.id + "：" + what);
}

std::int64_t whole_number(const Criterion& criterion, const std::string& name, const std::string& text) {
  std::int64_t n = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
  if (error != std::errc() || end != text.data() + text.size() || n < 0)
    refuse(criterion, name + " must be a whole number, not '" + text + "'");
  return n;
}

std::vector<Parameters::Reduction> reductions(const Criterion& criterion, std::string_view text) {
  std::vector<Parameters::Reduction> out;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    std::string_view item = text.substr(0, comma);
    text.remove_prefix(std::min(comma + 1, text.size()));
    while (!item.empty() && item.front() == ' ') item.remove_prefix(1);
    const std::size_t equals = item.find('=');
    double share = -1;
    if (equals != std::string_view::npos) std::from_chars(item.data() + equals + 1, item.data() + item.size(), share);
    if (!(share > 0 && share <= 1))
      refuse(criterion, "reduced_by must be RULE=share with a share between 0 and 1, not '" + std::string(item) + "'");
    out.push_back({std::string(item.substr(0, equals)), share});
  }
  return out;
}

Parameters parse(const Criterion& criterion) {
  Parameters p;
  bool named = false;
  for (const auto& [name, value] : criterion.parameters) {
    if (name == "content") {
      for (std::size_t i = 0; i < content_count; ++i)
        if (to_string(static_cast<Content>(i)) == value) p.content = static_cast<Content>(i), named = true;
      if (!named)
        refuse(criterion,
               "content must be measures, shortcomings, causes, first_responsible or next_year, not '" + value + "'");
    } else if (name == "min_characters") {
      p.min_characters = whole_number(criterion, name, value);
    } else if (name == "min_figures") {
      p.min_figures = whole_number(criterion, name, value);
    } else if (name == "reduced_by") {
      p.reductions = reductions(criterion, value);
    } else {
      refuse(criterion, "unknown parameter '" + name + "'; there are content, min_characters, min_figures, reduced_by");
    }
  }
  if (!named) refuse(criterion, "parameter 'content' is missing");
  return p;
}

std::int64_t characters(const Report& report, TextRange range) {
  const auto text = report.text().code_points().substr(range.start, range.size());
  std::uint32_t n = 0;  // as wide as a character: the compiler counts several at once
  for (const char32_t c : text) n += static_cast<std::uint32_t>((c > U' ') & (c != U'\u3000') & (c != U'\u00a0'));
  return n;
}

std::int64_t figures_in(const Report& report, TextRange range) {
  std::int64_t n = 0;
  for (std::size_t i = 0; i < report.figure_count(); ++i) n += range.contains(report.figure(i).range());
  return n;
}

// Halves and quarters of whole weights: two places hold every share a checklist can write sensibly.
double rounded(double points) { return std::round(points * 100) / 100; }

}  // namespace

CriterionResult content_check(const Subject& subject, const std::vector<Finding>& findings,
                              const Criterion& criterion) {
  const Parameters p = parse(criterion);
  const Report& report = subject.report;
  CriterionResult result;
  result.criterion_id = criterion.id;
  result.weight = criterion.weight;
  const ContentPlace& place = report.content(p.content);
  if (place.sections.empty() && place.evidence.empty()) {
    result.outcome = Outcome::fail;
    result.why_zh = "全文未见此项内容。";
    result.why_en = "The text does not have this content.";
    for (const Finding& f : findings)
      if (f.rule_id == criterion.id) result.counter_evidence.push_back({f.range, f.message_zh, f.message_en});
    return result;
  }
  std::int64_t length = 0;
  std::int64_t figures = 0;
  for (const std::uint32_t i : place.sections) {
    const Section s = report.section(i);
    length += characters(report, {s.heading_range().end, s.range().end});
    figures += figures_in(report, s.range());
    result.evidence.push_back(
        {s.heading_range().empty() ? TextRange{s.range().start, s.range().start} : s.heading_range(), "所在章节",
         "section that carries it"});
  }
  for (const TextRange e : place.evidence) {
    if (place.sections.empty()) length += characters(report, e);
    const bool shown = std::any_of(result.evidence.begin(), result.evidence.end(),
                                   [&](const Evidence& have) { return have.range == e; });
    if (!shown) result.evidence.push_back({e, "内容依据", "words that show it"});
  }
  double share = 1;
  if (length < p.min_characters) {
    share -= 0.5;
    result.why_zh +=
        "此项仅" + std::to_string(length) + "字，不足" + std::to_string(p.min_characters) + "字，只计一半。";
    result.why_en += "Only " + std::to_string(length) + " characters, fewer than " + std::to_string(p.min_characters) +
                     ": half the points. ";
  }
  if (figures < p.min_figures) {
    share -= 0.25;
    result.why_zh +=
        "此项仅有" + std::to_string(figures) + "个数据，少于" + std::to_string(p.min_figures) + "个，扣四分之一。";
    result.why_en += "Only " + std::to_string(figures) + " figures, fewer than " + std::to_string(p.min_figures) +
                     ": a quarter off. ";
  }
  for (const Parameters::Reduction& reduction : p.reductions)
    for (const Finding& f : findings) {
      if (f.rule_id != reduction.rule || f.kind == Kind::pass) continue;
      share -= reduction.share;
      result.counter_evidence.push_back({f.range, f.message_zh, f.message_en});
      result.why_zh += f.rule_id + "：" + f.message_zh;
      result.why_en += f.rule_id + ": " + f.message_en + " ";
      break;
    }
  share = std::max(share, 0.0);
  result.points = rounded(criterion.weight * share);
  result.outcome = share >= 1 ? Outcome::pass : Outcome::fail;
  if (share >= 1) {
    result.why_zh = "内容齐备。";
    result.why_en = "The content is there.";
  }
  while (!result.why_en.empty() && result.why_en.back() == ' ') result.why_en.pop_back();
  return result;
}

}  // namespace scorer_checklist
