// An exporter of a stranger: the outline, one line a section.
#include "fazhi/plugin.hpp"

namespace org_example_outline {

class Outline final : public fazhi::Exporter {
 public:
  void write(fazhi::AssessmentSource& in, fazhi::Sink& out, const fazhi::Options& options,
             fazhi::Context& ctx) const override {
    for (fazhi::Assessment a; in.next(a);)
      for (std::size_t i = 0; i < a.report().section_count(); ++i) {
        ctx.check_cancelled();
        const fazhi::Section s = a.report().section(i);
        if (s.level() > options.integer("depth")) continue;
        out.write(std::string(static_cast<std::size_t>(s.level() - 1) * 2, ' ') + std::string(s.label()) +
                  std::string(s.heading()) + "\n");
      }
  }
};

}  // namespace org_example_outline

FAZHI_PLUGIN("org.example.outline", "1.0.0", FAZHI_EXPORTER("outline", org_example_outline::Outline, R"({
  "title": {"zh": "提纲", "en": "Outline"},
  "suffixes": [".outline"],
  "options": [{"name": "depth", "type": "int", "min": 1, "max": 9, "default": 2, "help": {"zh": "层数", "en": "Levels to write"}}]
})"))
