#include <algorithm>

#include "rules.hpp"

namespace validator_figures {

namespace {

using namespace fazhi;

/// 零发生, 无一宗: no digit stands there.
bool claims_zero(const Figure& figure) {
  return std::ranges::none_of(figure.quote(), [](char c) { return c >= '0' && c <= '9'; }) && figure.value() == "0";
}

const ZeroTopic* topic_of(std::u32string_view clause, const Lexicon& words) {
  for (const ZeroTopic& topic : words.zero_topics)
    if (has_any(clause, topic.names) && !has_any(clause, topic.excluding)) return &topic;
  return nullptr;
}

std::u32string clause_of(const Report& report, const Figure& figure) {
  return std::u32string(clause_before(report, figure.range().start)) +
         std::u32string(clause_after(report, figure.range().end));
}

}  // namespace

/// NUM-09. What never happened has no effects and no count. Passes: nothing speaks against the claim. For review: a
/// phrase that presupposes a case (出庭出声出效果), or a count of such cases in the same report. Not decided: whether
/// phrase or claim is wrong.
void num_09(const Report& report, const Lexicon& words, FindingSink& sink) {
  if (!sink.wants("NUM-09")) return;
  const std::u32string_view text = report.text().code_points();
  constexpr int most_claims = 100;
  int looked_at = 0;
  for (std::uint32_t i = 0; i < report.figure_count(); ++i) {
    const Figure claim = report.figure(i);
    if (!claims_zero(claim)) continue;
    const ZeroTopic* topic = topic_of(clause_of(report, claim), words);
    if (topic == nullptr) continue;
    // No report has as many; a hostile one would cost claims × figures.
    if (++looked_at > most_claims) return;
    std::vector<TextRange> against;
    std::vector<std::uint32_t> counts;
    for (const auto& phrase : topic->contrary)
      if (const std::size_t at = text.find(phrase); at != text.npos)
        against.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + phrase.size())});
    for (std::uint32_t k = 0; k < report.figure_count(); ++k) {
      const Figure count = report.figure(k);
      if (std::ranges::find(topic->units, count.unit()) == topic->units.end() || count.value() == "0") continue;
      if (claim.period() != 0 && count.period() != 0 && claim.period() != count.period()) continue;
      const auto before = clause_before(report, count.range().start);
      if (!has_any(before, topic->names) || has_any(before, topic->excluding)) continue;
      against.push_back(count.range());
      counts.push_back(k);
    }
    if (against.empty()) continue;
    auto draft = sink.add("NUM-09", claim.range());
    draft.message(
        "“" + std::string(claim.quote()) + "”与文中“" + std::string(report.text().slice(against.front())) +
            "”并存，似不一致，请核对。",
        "The claim of none stands beside \"" + std::string(report.text().slice(against.front())) + "\"; please check.");
    draft.figure(i);
    for (const TextRange range : against) draft.evidence(range, "与零发生似不一致", "seems to speak against the claim");
    for (const std::uint32_t k : counts) draft.figure(k);
  }
}

}  // namespace validator_figures
