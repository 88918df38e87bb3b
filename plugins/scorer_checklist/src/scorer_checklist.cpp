// Scores a report against a checklist: score model "weighted-share" = points reached / weight that could be judged ×
// 100.
#include <cmath>

#include "content_check.hpp"
#include "fazhi/plugin.hpp"
#include "no_finding_check.hpp"

namespace {

using namespace fazhi;

CriterionResult judge(const Subject& subject, const std::vector<Finding>& findings, const Criterion& criterion) {
  if (subject.report.kind() != ReportKind::rule_of_law) {
    CriterionResult result;
    result.criterion_id = criterion.id;
    result.weight = criterion.weight;
    result.outcome = Outcome::not_applicable;
    result.why_zh = "不是法治政府建设年度报告。";
    result.why_en = "Not a yearly report on building rule-of-law government.";
    return result;
  }
  if (criterion.check == "content") return scorer_checklist::content_check(subject, findings, criterion);
  if (criterion.check == "no_finding") return scorer_checklist::no_finding_check(findings, criterion);
  throw OptionError("checklist criterion " + criterion.id + ": unknown check '" + criterion.check +
                        "'; there are content, no_finding",
                    "检查表条目" + criterion.id + "：没有检查方式“" + criterion.check + "”；可用：content、no_finding");
}

double rounded(double x) { return std::round(x * 100) / 100; }

class ChecklistScorer final : public Scorer {
 public:
  Scorecard score(const Subject& subject, const std::vector<Finding>& findings, const Checklist& checklist,
                  const Options&, Context& ctx) const override {
    Scorecard card;
    card.checklist_id = checklist.id;
    card.checklist_version = checklist.version;
    card.checklist_hash = checklist.hash;
    card.title_zh = checklist.title_zh;
    card.title_en = checklist.title_en;
    card.weights_note_zh = checklist.weights_note_zh;
    card.weights_note_en = checklist.weights_note_en;
    card.groups = checklist.groups;
    double unknown = 0;
    double not_applicable = 0;
    for (const CriterionGroup& group : checklist.groups)
      for (const Criterion& criterion : group.criteria) {
        ctx.check_cancelled();
        CriterionResult result = judge(subject, findings, criterion);
        card.total += criterion.weight;
        if (result.outcome == Outcome::not_applicable) {
          not_applicable += criterion.weight;
        } else if (result.outcome == Outcome::unknown || result.outcome == Outcome::not_checked) {
          unknown += criterion.weight;
        } else {
          card.judged += criterion.weight;
          card.reached += result.points;
        }
        card.results.push_back(std::move(result));
      }
    if (card.judged > 0) card.score = rounded(card.reached / card.judged * 100);
    if (card.total > 0) {
      card.unknown_share = rounded(unknown / card.total);
      card.not_applicable_share = rounded(not_applicable / card.total);
    }
    return card;
  }
};

}  // namespace

FAZHI_PLUGIN("org.fazhi.scorer_checklist", "0.1.0", FAZHI_SCORER("checklist", ChecklistScorer, R"({
  "title": {"zh": "检查表评分", "en": "Checklist scorer"},
  "capabilities": ["content", "no_finding"]
})"))
