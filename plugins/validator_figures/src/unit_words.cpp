#include <algorithm>

#include "rules.hpp"

namespace validator_figures {

namespace {

using namespace fazhi;

bool ends_with_any(std::u32string_view text, const WordList& words) {
  if (text.empty()) return false;
  return std::ranges::any_of(words,
                             [&](const auto& w) { return !w.empty() && w.back() == text.back() && text.ends_with(w); });
}

bool starts_with_any(std::u32string_view text, const WordList& words) {
  if (text.empty()) return false;
  return std::ranges::any_of(
      words, [&](const auto& w) { return !w.empty() && w.front() == text.front() && text.starts_with(w); });
}

}  // namespace

/// NUM-10. A noun is counted with its measure word. Passes: a usual one (名 for 法律顾问), or a noun that is not on the
/// list. For information: another one (5个法律顾问). Not decided: local usage.
void num_10(const Report& report, const Lexicon& words, FindingSink& sink) {
  if (!sink.wants("NUM-10")) return;
  const std::u32string_view text = report.text().code_points();
  for (std::uint32_t i = 0; i < report.figure_count(); ++i) {
    const Figure figure = report.figure(i);
    if (figure.unit().empty() || figure.unit() == "%") continue;
    const TextRange at = figure.range();
    const char32_t left = at.start > 0 ? text[at.start - 1] : U'\n';
    if (!words.noun_ends.maybe(left) && !words.qualifier_ends.maybe(left) &&
        (at.end >= text.size() || !words.noun_begins.maybe(text[at.end])))
      continue;
    auto before = clause_before(report, figure.range().start);
    for (bool again = true; again && !before.empty() && words.qualifier_ends.maybe(before.back());) {
      again = false;
      for (const auto& w : words.before_number)
        if (before.ends_with(w)) before.remove_suffix(w.size()), again = true;
    }
    const auto after = clause_after(report, figure.range().end);
    if ((before.empty() || !words.noun_ends.maybe(before.back())) &&
        (after.empty() || !words.noun_begins.maybe(after.front())))
      continue;
    for (const UsualUnits& usual : words.usual_units) {
      if (!ends_with_any(before, usual.nouns) && !starts_with_any(after, usual.nouns)) continue;
      if (std::ranges::find(usual.units, figure.unit()) != usual.units.end()) break;
      std::string list;
      // The list begins with the most usual ones.
      for (std::size_t k = 0; k < usual.units.size() && k < 3; ++k) list += (k == 0 ? "" : "、") + usual.units[k];
      sink.add("NUM-10", figure.range())
          .message("量词“" + std::string(figure.unit()) + "”不常用，通常用" + list + "。",
                   "The measure word " + std::string(figure.unit()) + " is unusual here; usual: " + list + ".")
          .figure(i);
      break;
    }
  }
}

}  // namespace validator_figures
