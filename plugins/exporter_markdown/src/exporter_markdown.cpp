// An assessment as Markdown: what a clerk reads first, then every proof.
#include <charconv>
#include <optional>
#include <string>

#include "escape.hpp"
#include "fazhi/plugin.hpp"
#include "fazhi/version.hpp"
#include "words.hpp"

namespace {

using namespace fazhi;
using exporter_markdown::escape;
using exporter_markdown::excerpt;
using exporter_markdown::Word;

std::string two_places(double x) {
  char buffer[400];
  std::string s(buffer, std::to_chars(buffer, buffer + sizeof buffer, x, std::chars_format::fixed, 2).ptr);
  while (s.back() == '0') s.pop_back();
  if (s.back() == '.') s.pop_back();
  return s;
}

class Page {
 public:
  Page(const Assessment& assessment, bool zh) : a_(assessment), r_(assessment.report()), zh_(zh) {}

  std::string text() && {
    head();
    scores();
    findings();
    relations();
    outline();
    foot();
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string_view pick(std::string_view zh, std::string_view en) const { return zh_ ? zh : en; }
  [[nodiscard]] std::string pick(Word word) const { return std::string(zh_ ? word.zh : word.en); }
  void line(std::string_view s = {}) { (out_ += s) += '\n'; }

  [[nodiscard]] std::string place(TextRange range) const {
    if (range.empty() && range.start == 0) return std::string(pick("全篇", "whole report"));
    std::optional<Section> innermost;
    for (std::size_t i = 0; i < r_.section_count() && r_.section(i).range().start <= range.start; ++i)
      if (range.start < r_.section(i).range().end) innermost = r_.section(i);
    const std::string path = innermost ? innermost->path() : std::string();
    return escape(path.empty() ? pick("篇首", "opening") : std::string_view(path)) + " @" + std::to_string(range.start);
  }

  void head() {
    const Header& h = r_.header();
    line("# " + (h.title.value.empty() ? std::string(pick("（无标题）", "(no title)")) : escape(h.title.value)));
    line();
    std::string issuers;
    for (const HeaderField& f : h.issuers) issuers += (issuers.empty() ? "" : "、") + escape(f.value);
    line("| " + std::string(pick("项目", "item")) + " | " + std::string(pick("内容", "value")) + " |");
    line("| --- | --- |");
    const auto row = [&](std::string_view zh, std::string_view en, const std::string& value) {
      line("| " + std::string(pick(zh, en)) + " | " + (value.empty() ? std::string(pick("未见", "not found")) : value) +
           " |");
    };
    row("年度", "year", h.year ? std::to_string(h.year) : "");
    row("发文机关", "issuing body", issuers);
    row("主送机关", "addressee", escape(h.addressee.value));
    row("来源", "source", escape(r_.source_name()) + " · sha256 " + std::string(r_.source_hash().substr(0, 12)));
    row("方案", "profile", escape(a_.provenance().profile));
    line();
  }

  void scores() {
    for (const Scorecard& s : a_.scorecards()) {
      line("## " + std::string(pick("评分：", "Score: ")) + escape(zh_ ? s.title_zh : s.title_en));
      line();
      if (s.score)
        line("**" + two_places(*s.score) + " / 100** (" + two_places(s.reached) + " / " + two_places(s.judged) + ")");
      else
        line(s.unknown_share > 0 ? pick("**无法判断**", "**unknown**") : pick("**不适用**", "**not applicable**"));
      line();
      line(escape(zh_ ? s.weights_note_zh : s.weights_note_en) + " " +
           std::string(pick("无法判断的权重占", "Weight that could not be judged: ")) +
           two_places(s.unknown_share * 100) + "%" + std::string(pick("，不适用的占", "; not applicable: ")) +
           two_places(s.not_applicable_share * 100) + "%" + std::string(pick("。", ".")));
      line();
      line(pick("| 条目 | 结果 | 得分 | 理由 |", "| criterion | outcome | points | why |"));
      line("| --- | --- | --- | --- |");
      for (const CriterionResult& c : s.results)
        line("| " + escape(c.criterion_id) + " " + title_of(s, c.criterion_id) + " | " +
             pick(exporter_markdown::word(c)) + " | " + two_places(c.points) + " / " + two_places(c.weight) + " | " +
             escape(zh_ ? c.why_zh : c.why_en) + " |");
      line();
    }
  }

  [[nodiscard]] std::string title_of(const Scorecard& s, const std::string& id) const {
    for (const CriterionGroup& g : s.groups)
      for (const Criterion& c : g.criteria)
        if (c.id == id) return escape(zh_ ? c.title_zh : c.title_en);
    return {};
  }

  void findings() {
    line("## " + std::string(pick("检查发现", "Findings")) + " (" + std::to_string(a_.findings().size()) + ")");
    line();
    if (a_.findings().empty()) {
      line(pick("没有发现。", "None."));
      line();
      return;
    }
    line(pick("| 规则 | 级别 | 位置 | 原文 | 说明 |", "| rule | level | place | quote | message |"));
    line("| --- | --- | --- | --- | --- |");
    for (const Finding& f : a_.findings())
      line("| " + escape(f.rule_id) + " | " + pick(exporter_markdown::grade(f)) + " | " + place(f.range) + " | " +
           excerpt(r_.text().slice(f.range), 40) + " | " + escape(zh_ ? f.message_zh : f.message_en) + " |");
    line();
  }

  void relations() {
    std::size_t counts[4] = {};
    for (std::size_t i = 0; i < r_.relation_count(); ++i) ++counts[static_cast<std::size_t>(r_.relation(i).verdict())];
    line("## " + std::string(pick("数据勾稽", "Arithmetic")) + " (" + std::to_string(r_.relation_count()) + ")");
    line();
    std::string counted;
    for (const Verdict v : {Verdict::proved, Verdict::refuted, Verdict::constrained, Verdict::open})
      counted += (counted.empty() ? "" : " · ") + pick(exporter_markdown::word(v)) + " " +
                 std::to_string(counts[static_cast<std::size_t>(v)]);
    line(counted + std::string(pick("。相符只说明数与数对得上，不说明数属实。",
                                    ". A proof says that the numbers agree with each other, not that they are true.")));
    line();
    if (r_.relation_count() == 0) return;
    line(pick("| 结论 | 位置 | 算式 | 备注 |", "| verdict | place | derivation | remark |"));
    line("| --- | --- | --- | --- |");
    for (std::size_t i = 0; i < r_.relation_count(); ++i) {
      const Relation x = r_.relation(i);
      line("| " + pick(exporter_markdown::word(x.verdict())) + " | " + place(x.range()) + " | " +
           escape(x.derivation()) + " | " + escape(zh_ ? x.remark_zh() : x.remark_en()) + " |");
    }
    line();
  }

  void outline() {
    line("## " + std::string(pick("提纲", "Outline")));
    line();
    for (std::size_t i = 0; i < r_.section_count(); ++i) {
      const Section s = r_.section(i);
      line(std::string(static_cast<std::size_t>(s.level() - 1) * 2, ' ') + "- " + escape(s.label()) +
           escape(s.heading()));
    }
    line();
  }

  void foot() { line("---\nfazhi " + std::string(version())); }

  const Assessment& a_;
  const Report& r_;
  bool zh_;
  std::string out_;
};

class MarkdownExporter final : public Exporter {
 public:
  void write(AssessmentSource& in, Sink& out, const Options& options, Context& ctx) const override {
    const bool zh = options.string("lang") == "zh";
    Assessment assessment;
    for (bool first = true; in.next(assessment); first = false) {
      ctx.check_cancelled();
      if (!first) out.write("\n");
      out.write(Page(assessment, zh).text());
    }
  }
};

}  // namespace

FAZHI_PLUGIN("org.fazhi.exporter_markdown", "0.1.0", FAZHI_EXPORTER("markdown", MarkdownExporter, R"({
  "title": {"zh": "Markdown简报", "en": "Markdown summary"},
  "suffixes": [".md"],
  "capabilities": ["findings", "scorecards", "relations", "many"],
  "options": [{"name": "lang", "type": "choice", "choices": ["zh", "en"], "default": "zh", "help": {"zh": "表头和说明的语言", "en": "language of headings and messages"}}]
})"))
