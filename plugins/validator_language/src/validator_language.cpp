// Punctuation and words, rule by rule; see ../rules for what each demands and what it cannot decide.
#include "rules.hpp"

namespace validator_language {
namespace {

class LanguageValidator final : public fazhi::Validator {
 public:
  void validate(const fazhi::Subject& subject, const fazhi::Options&, fazhi::FindingSink& sink,
                fazhi::Context& ctx) const override {
    const Words& list = words(ctx);
    const Paper paper(subject.report);
    ctx.check_cancelled();
    const std::vector<PairFault> faults = find_pair_faults(paper, ctx);
    pun_01(paper, faults, sink);
    pun_02(paper, faults, sink);
    pun_04(paper, sink);
    pun_05(paper, sink);
    pun_06(paper, sink);
    pun_19(paper, sink);
    ctx.check_cancelled();
    const std::vector<std::uint32_t> starts = find_word_starts(paper, list);
    lex_01(paper, list, starts, sink);
    lex_02(paper, list, sink);
    lex_03(paper, list, starts, sink);
    lex_06(paper, list, sink);
  }
};

}  // namespace
}  // namespace validator_language

FAZHI_PLUGIN("org.fazhi.validator_language", "0.1.0",
             FAZHI_VALIDATOR("language", validator_language::LanguageValidator, R"({
  "title": {"zh": "语言文字检查：标点、空格、用词", "en": "Language: punctuation, blanks, words"}
})"))
