#include <algorithm>

#include "rules.hpp"

namespace validator_figures {

namespace {

using namespace fazhi;

bool above_hundred(const std::string& value) {
  const std::size_t point = value.find('.');
  const std::string whole = value.substr(0, point);
  if (whole.size() != 3) return whole.size() > 3;
  return whole > "100" || (whole == "100" && point != value.npos);
}

bool proved(const Report& report, std::uint32_t figure) { return report.figure(figure).verdict() == Verdict::proved; }

}  // namespace

/// NUM-03. Part over whole lies between 0 and 100 %. Passes: a rate up to 100 %, a growth or completion rate, or one
/// whose quotient stands in the text (73 of 50). For review: any other rate above 100 %. Not decided: rates without the
/// word 率.
void num_03(const Report& report, const Lexicon& words, FindingSink& sink) {
  if (!sink.wants("NUM-03")) return;
  for (std::uint32_t i = 0; i < report.figure_count(); ++i) {
    const Figure figure = report.figure(i);
    if (figure.unit() != "%" || !above_hundred(figure.value()) || proved(report, i)) continue;
    const auto before = clause_before(report, figure.range().start);
    const std::size_t rate = before.rfind(U'率');
    if (rate == before.npos || before.size() - rate > 4 || has_any(before, words.may_exceed_hundred)) continue;
    sink.add("NUM-03", figure.range())
        .message("比率超过100%：" + std::string(figure.quote()) + "，请核对。",
                 "A rate above 100%: " + std::string(figure.quote()) + "; please check.")
        .figure(i);
  }
}

}  // namespace validator_figures
