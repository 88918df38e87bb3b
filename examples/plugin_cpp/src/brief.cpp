// The export format brief for fazhi.
#include <algorithm>
#include <string>

#include "fazhi/plugin.hpp"

namespace fazhi_brief {

/// The title and the first findings. Stateless: one instance serves all threads.
class Brief final : public fazhi::Exporter {
 public:
  void write(fazhi::AssessmentSource& in, fazhi::Sink& out, const fazhi::Options& options, fazhi::Context& ctx) const override {
    fazhi::Assessment a;
    while (in.next(a)) {
      ctx.check_cancelled();
      out.write("# " + a.report().header().title.value + "\n\n");
      const auto top = static_cast<std::size_t>(options.integer("top"));
      for (std::size_t i = 0; i < std::min(top, a.findings().size()); ++i) {
        const fazhi::Finding& f = a.findings()[i];
        out.write("- " + f.rule_id + " " + f.message_zh + "  〔" + std::string(a.report().text().slice(f.range)) + "〕\n");
      }
    }
  }
};

}  // namespace fazhi_brief

FAZHI_PLUGIN("org.example.brief", "0.1.0",
             FAZHI_EXPORTER("brief", fazhi_brief::Brief, R"({
               "title": {"zh": "一页简报", "en": "One-page brief"},
               "suffixes": [".brief.md"],
               "options": [{"name": "top", "type": "int", "default": 5, "min": 0, "help": {"zh": "列出几条发现", "en": "findings to list"}}]
             })"))
