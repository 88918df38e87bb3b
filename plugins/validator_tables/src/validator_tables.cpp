// Tables: sums that do not hold, and rows that cannot be read; see ../rules for each rule.
#include "rules.hpp"

namespace validator_tables {

namespace {

class TablesValidator final : public fazhi::Validator {
 public:
  void validate(const fazhi::Subject& subject, const fazhi::Options&, fazhi::FindingSink& sink,
                fazhi::Context& ctx) const override {
    const fazhi::Report& report = subject.report;
    if (report.table_count() == 0) return;
    tab_01(report, sink);
    ctx.check_cancelled();
    tab_02(report, sink);
    tab_03(report, sink);
  }
};

}  // namespace

std::string joined(const std::vector<std::string>& path) {
  std::string out;
  for (const auto& name : path) out += (out.empty() ? "" : "·") + name;
  return out;
}

}  // namespace validator_tables

FAZHI_PLUGIN("org.fazhi.validator_tables", "0.1.0", FAZHI_VALIDATOR("tables", validator_tables::TablesValidator, R"({
  "title": {"zh": "表格检查：合计、固定表格的勾稽、不能识读的行", "en": "Tables: totals, sums of fixed forms, rows that cannot be read"}
})"))
