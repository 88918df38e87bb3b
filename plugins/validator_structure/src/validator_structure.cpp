// Form of the document: title, addressee, signature, numbering, headings.
#include "fazhi/plugin.hpp"
#include "rules.hpp"

namespace {

using namespace fazhi;

class StructureValidator final : public Validator {
 public:
  void validate(const Subject& subject, const Options&, FindingSink& sink, Context& ctx) const override {
    const Report& report = subject.report;
    if (report.kind() == ReportKind::rule_of_law) {
      if (sink.wants("STR-01")) validator_structure::str_01(report, validator_structure::words(ctx), sink);
      validator_structure::str_04(report, sink);
      validator_structure::str_05(report, sink);
      validator_structure::str_07(report, sink);
    }
    if (sink.wants("STR-06")) validator_structure::str_06(report, sink);
  }
};

}  // namespace

FAZHI_PLUGIN("org.fazhi.validator_structure", "0.1.0", FAZHI_VALIDATOR("structure", StructureValidator, R"({
  "title": {"zh": "公文结构", "en": "Document structure"}
})"))
