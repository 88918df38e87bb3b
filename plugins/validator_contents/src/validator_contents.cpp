// Statutory contents of a yearly report on building rule-of-law government.
#include "fazhi/plugin.hpp"
#include "rules.hpp"

namespace {

using namespace fazhi;

class ContentsValidator final : public Validator {
 public:
  void validate(const Subject& subject, const Options&, FindingSink& sink, Context& ctx) const override {
    const Report& report = subject.report;
    if (report.kind() != ReportKind::rule_of_law) return;
    const validator_contents::Words& words = validator_contents::words(ctx);
    validator_contents::con_01(report, sink);
    validator_contents::con_02(report, sink);
    validator_contents::con_03(report, sink);
    validator_contents::con_04(report, sink);
    validator_contents::con_06(report, words, sink);
    validator_contents::con_07(report, words, sink);
    validator_contents::con_08(report, words, sink);
    validator_contents::con_10(report, words, sink);
  }
};

}  // namespace

FAZHI_PLUGIN("org.fazhi.validator_contents", "0.1.0", FAZHI_VALIDATOR("contents", ContentsValidator, R"({
  "title": {"zh": "法定内容", "en": "Statutory contents"}
})"))
