#include <algorithm>
#include <optional>

#include "rules.hpp"

namespace validator_figures {

namespace {

using namespace fazhi;

// No report has as many; a hostile one would cost claims × figures.
constexpr std::size_t most_claims = 100;

/// 零发生, 无一宗: no digit stands there.
bool claims_zero(const Figure& figure) {
  return figure.value() == "0" && std::ranges::none_of(figure.quote(), [](char c) { return c >= '0' && c <= '9'; });
}

const ZeroTopic* topic_of(std::u32string_view clause, const Lexicon& words) {
  for (const ZeroTopic& topic : words.zero_topics)
    if (has_any(clause, topic.names) && !has_any(clause, topic.excluding)) return &topic;
  return nullptr;
}

/// Where a report says that there was none.
struct Claim {
  TextRange range;
  TextRange clause;
  int period = 0;  ///< 0: not said
  std::optional<std::uint32_t> figure;
};

TextRange clause_of(const Report& report, TextRange at) {
  return {at.start - static_cast<std::uint32_t>(clause_before(report, at.start).size()),
          at.end + static_cast<std::uint32_t>(clause_after(report, at.end).size())};
}

/// The year that a sentence names before a position, else the report's.
int year_at(const Report& report, std::uint32_t position) {
  const std::u32string_view text = report.text().code_points();
  constexpr std::uint32_t reach = 60;
  for (std::uint32_t i = position; i >= 5 && position - i < reach && text[i - 1] != U'。' && text[i - 1] != U'\n';
       --i) {
    if (text[i - 1] != U'年' || text[i - 5] != U'2' || text[i - 4] != U'0') continue;
    if (text[i - 3] < U'0' || text[i - 3] > U'9' || text[i - 2] < U'0' || text[i - 2] > U'9') continue;
    return 2000 + static_cast<int>(text[i - 3] - U'0') * 10 + static_cast<int>(text[i - 2] - U'0');
  }
  return report.header().year;
}

bool starts_with_topic(std::u32string_view text, const Lexicon& words) {
  return std::ranges::any_of(words.zero_topics, [&](const ZeroTopic& topic) {
    return std::ranges::any_of(topic.names, [&](const auto& name) { return text.starts_with(name); });
  });
}

/// The list that begins at a position: 行政复议、行政诉讼案件.
std::u32string_view listed(std::u32string_view text, std::uint32_t position) {
  constexpr std::size_t reach = 40;
  const auto rest = text.substr(position, reach);
  return rest.substr(0, rest.find_first_of(U"，。；：,;\n"));
}

/// The clause of a word, where it says that there was none: 未发生行政诉讼案件, 无行政复议案件.
std::optional<Claim> told(const Report& report, const Lexicon& words, TextRange word, bool names_follow) {
  const std::u32string_view text = report.text().code_points();
  const NoneTold& none = words.none_told;
  const TextRange clause = clause_of(report, word);
  const auto before = text.substr(clause.start, word.start - clause.start);
  const auto whole = text.substr(clause.start, clause.size());
  if (has_any(whole, none.not_told)) return std::nullopt;
  if (names_follow) {
    const auto after = text.substr(word.end, clause.end - word.end);
    const bool other = std::ranges::any_of(none.not_before, [&](const auto& w) { return before.ends_with(w); });
    if (other || !starts_with_topic(after, words) || !has_any(listed(text, word.end), none.cases)) return std::nullopt;
  }
  if (topic_of(whole, words) == nullptr) return std::nullopt;
  const TextRange range{names_follow ? word.start : clause.start, clause.end};
  return Claim{range, clause, year_at(report, word.start), std::nullopt};
}

constexpr std::size_t stride = 32;

/// Whether a character stands in the next `stride` places; a loop that the compiler turns into few steps.
bool holds(const char32_t* text, char32_t c) {
  std::uint32_t any = 0;
  for (std::size_t k = 0; k < stride; ++k) any |= text[k] == c ? 1u : 0u;
  return any != 0;
}

/// One pass over the text: a word is looked for where its first character stands.
void add_told(const Report& report, const Lexicon& words, std::vector<Claim>& claims) {
  const std::u32string_view text = report.text().code_points();
  const NoneTold& none = words.none_told;
  std::size_t looked = 0;
  for (std::size_t at = 0; at < text.size() && claims.size() <= most_claims; ++at) {
    if (at == looked) {
      const auto begins_here = [&](char32_t c) { return holds(text.data() + at, c); };
      while (at + stride < text.size() && !std::ranges::any_of(none.begins, begins_here)) at += stride;
      looked = at + stride;
    }
    if (none.begins.find(text[at]) == none.begins.npos) continue;
    for (const auto* list : {&none.never, &none.without})
      for (const auto& word : *list) {
        if (!text.substr(at).starts_with(word)) continue;
        const TextRange range{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + word.size())};
        if (const auto claim = told(report, words, range, list == &none.without)) claims.push_back(*claim);
      }
  }
}

std::vector<Claim> claims_of(const Report& report, const Lexicon& words) {
  std::vector<Claim> claims;
  // 未发生一起 is told in words.
  const auto in_words = [&](const Figure& figure) {
    const auto quote = report.text().code_points().substr(figure.range().start, figure.range().size());
    return std::ranges::any_of(words.none_told.never, [&](const auto& word) { return quote.starts_with(word); });
  };
  for (std::uint32_t i = 0; i < report.figure_count(); ++i) {
    const Figure figure = report.figure(i);
    if (claims_zero(figure) && !in_words(figure))
      claims.push_back({figure.range(), clause_of(report, figure.range()), figure.period(), i});
    if (claims.size() > most_claims) break;
  }
  add_told(report, words, claims);
  std::ranges::stable_sort(claims, {}, [](const Claim& c) { return c.range.start; });
  return claims;
}

/// What in a report speaks against a claim on one topic; the same for every claim but for its clause and its year.
struct Contrary {
  struct Count {
    std::uint32_t figure;
    TextRange range;
    int period;
  };
  std::vector<TextRange> phrases;
  std::vector<Count> counts;
};

Contrary contrary_to(const Report& report, const ZeroTopic& topic) {
  Contrary out;
  const std::u32string_view text = report.text().code_points();
  for (const auto& phrase : topic.contrary)
    if (const std::size_t at = text.find(phrase); at != text.npos)
      out.phrases.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + phrase.size())});
  for (std::uint32_t k = 0; k < report.figure_count(); ++k) {
    const Figure count = report.figure(k);
    const std::string_view unit = count.unit();
    if (std::ranges::find(topic.units, unit) == topic.units.end() || count.value() == "0") continue;
    const auto before = clause_before(report, count.range().start);
    if (!has_any(before, topic.names) || has_any(before, topic.excluding)) continue;
    const int period = count.period() != 0 ? count.period() : year_at(report, count.range().start);
    out.counts.push_back({k, count.range(), period});
  }
  return out;
}

}  // namespace

/// NUM-09. What never happened has no effects and no count. Passes: nothing speaks against the claim. For review: a
/// phrase that presupposes a case (出庭出声出效果), or a count of such cases in the same report. Not decided: whether
/// phrase or claim is wrong, and what is only wished for (确保未发生).
void num_09(const Report& report, const Lexicon& words, FindingSink& sink) {
  if (!sink.wants("NUM-09")) return;
  const std::u32string_view text = report.text().code_points();
  std::vector<std::optional<Contrary>> known(words.zero_topics.size());
  for (const Claim& claim : claims_of(report, words)) {
    const ZeroTopic* topic = topic_of(text.substr(claim.clause.start, claim.clause.size()), words);
    if (topic == nullptr) continue;
    auto& contrary = known[static_cast<std::size_t>(topic - words.zero_topics.data())];
    if (!contrary) contrary = contrary_to(report, *topic);
    std::vector<TextRange> against = contrary->phrases;
    std::vector<std::uint32_t> counts;
    for (const auto& [figure, range, period] : contrary->counts) {
      if (claim.clause.contains(range)) continue;  // 未发生一起
      if (claim.period != 0 && period != 0 && claim.period != period) continue;
      against.push_back(range);
      counts.push_back(figure);
    }
    if (against.empty()) continue;
    // A count says little without what it counts.
    TextRange shown = against.front();
    if (!counts.empty() && report.figure(counts.front()).range() == shown) shown.start = clause_of(report, shown).start;
    const std::string beside(report.text().slice(shown));
    auto draft = sink.add("NUM-09", claim.range);
    draft.message(
        "“" + std::string(report.text().slice(claim.range)) + "”与文中“" + beside + "”并存，似不一致，请核对。",
        "The claim of none stands beside \"" + beside + "\"; please check.");
    if (claim.figure) draft.figure(*claim.figure);
    for (const TextRange range : against)
      draft.evidence(range, "与未发生的说法似不一致", "seems to speak against the claim");
    for (const std::uint32_t k : counts) draft.figure(k);
  }
}

}  // namespace validator_figures
