// The lossless JSON of an assessment; several assessments as JSON lines.
#include "fazhi/json.hpp"
#include "fazhi/plugin.hpp"

namespace {

class JsonExporter final : public fazhi::Exporter {
 public:
  void write(fazhi::AssessmentSource& in, fazhi::Sink& out, const fazhi::Options& options,
             fazhi::Context& ctx) const override {
    const bool indent = options.boolean("indent");
    fazhi::Assessment assessment;
    while (in.next(assessment)) {
      ctx.check_cancelled();
      std::string text = fazhi::to_json(assessment, indent);
      if (!indent) text += '\n';
      out.write(text);
    }
  }
};

}  // namespace

FAZHI_PLUGIN("org.fazhi.exporter_json", "0.1.0", FAZHI_EXPORTER("json", JsonExporter, R"({
  "title": {"zh": "无损JSON", "en": "Lossless JSON"},
  "suffixes": [".json", ".jsonl"],
  "capabilities": ["report", "findings", "scorecards", "many"],
  "options": [{"name": "indent", "type": "bool", "default": true, "help": {"zh": "缩进两格；关闭时每份报告一行", "en": "indent by two; off: one line a report"}}]
})"))
