// Figures: what the arithmetic refutes, and what stands beside them that cannot be; see ../rules for each rule.
#include "rules.hpp"

namespace validator_figures {

namespace {

bool ends_clause(char32_t c) {
  constexpr std::u32string_view marks = U"，、；：。！？（）,;()\n";
  return marks.find(c) != marks.npos;
}

class FiguresValidator final : public fazhi::Validator {
 public:
  void validate(const fazhi::Subject& subject, const fazhi::Options&, fazhi::FindingSink& sink,
                fazhi::Context& ctx) const override {
    const fazhi::Report& report = subject.report;
    if (report.figure_count() == 0) return;
    const Lexicon& words = lexicon(ctx);
    num_01(report, sink);
    num_02(report, sink);
    num_03(report, words, sink);
    num_04(report, sink);
    num_05(report, sink);
    ctx.check_cancelled();
    num_09(report, words, sink);
    num_10(report, words, sink);
  }
};

}  // namespace

std::u32string_view clause_before(const fazhi::Report& report, std::uint32_t position) {
  const std::u32string_view text = report.text().code_points();
  std::uint32_t start = position;
  while (start > 0 && position - start < 60 && !ends_clause(text[start - 1])) --start;
  return text.substr(start, position - start);
}

std::u32string_view clause_after(const fazhi::Report& report, std::uint32_t position) {
  const std::u32string_view text = report.text().code_points();
  std::uint32_t end = position;
  while (end < text.size() && end - position < 60 && !ends_clause(text[end])) ++end;
  return text.substr(position, end - position);
}

bool has_any(std::u32string_view text, const WordList& words) {
  for (const auto& w : words)
    if (text.find(w) != text.npos) return true;
  return false;
}

}  // namespace validator_figures

FAZHI_PLUGIN("org.fazhi.validator_figures", "0.1.0",
             FAZHI_VALIDATOR("figures", validator_figures::FiguresValidator, R"({
  "title": {"zh": "数字检查：勾稽、比率、变化、零发生、量词", "en": "Figures: sums, rates, changes, zero claims, measure words"}
})"))
