// What a template left to be filled in.
#include <algorithm>

#include "rules.hpp"

namespace validator_language {

namespace {

bool before_unit(const Paper& paper, std::uint32_t end, const Words& words) {
  while (end < paper.text.size() && is_blank(paper.text[end])) ++end;
  return std::any_of(words.placeholder_units.begin(), words.placeholder_units.end(),
                     [&](const std::u32string& u) { return paper.holds(end, u); });
}

}  // namespace

// LEX-06, texts of the trade in templates carry * and × for names and numbers: what was not filled in.
// Passes on masked personal data (138****1234, 李××), on formulas (3×5) and on Latin words. Undecided (review) where no
// unit follows.
void lex_06(const Paper& paper, const Words& words, fazhi::FindingSink& sink) {
  if (!paper.has(class_filler)) return;
  for (std::size_t m = 0; m < paper.marks.size(); ++m) {
    if (!paper.is(m, class_filler)) continue;
    const std::uint32_t i = paper.marks[m];
    const char32_t c = paper.text[i];
    std::uint32_t end = i + 1;
    while (end < paper.text.size() && paper.text[end] == c) ++end;
    // XX/X件: two to be filled in, one place.
    bool slash = false;
    while (end + 1 < paper.text.size() && paper.text[end] == U'/' && paper.text[end + 1] == c) {
      slash = true;
      for (++end; end < paper.text.size() && paper.text[end] == c;) ++end;
    }
    while (m + 1 < paper.marks.size() && paper.marks[m + 1] < end) ++m;
    const char32_t before = paper.before(i), after = end < paper.text.size() ? paper.text[end] : U'\n';
    const std::uint32_t size = end - i;
    if (is_letter(before) || is_letter(after)) continue;
    // 20xx年; any other digit beside it is masked data or a formula.
    const bool year = is_digit(before) && after == U'年' && (size == 1 || size == 2);
    if ((is_digit(before) || is_digit(after)) && !year) continue;
    const bool unit = before_unit(paper, end, words);
    const bool latin = is_letter(c) || c == U'_';
    if (size < 2 && !year && !(c == U'×' && unit)) continue;
    const bool in_chinese = is_han(before) || is_han(after) || before == U'第' || unit;
    if (!in_chinese || (latin && !unit && !slash)) continue;
    // Two stars and no unit: a word in bold, or a masked name.
    if (!unit && !year && size == 2) continue;
    const fazhi::TextRange range{i, end};
    const fazhi::TextRange shown{
        i > 0 && is_han(before) ? i - 1 : i,
        std::min<std::uint32_t>(end + (unit ? 2 : 0), static_cast<std::uint32_t>(paper.text.size()))};
    auto draft = sink.add("LEX-06", range);
    draft.message("疑似未填写的占位符：" + paper.quote(shown),
                  "a placeholder that was not filled in: " + paper.quote(shown));
    if (!unit && !year) draft.at_most('R');
  }
}

}  // namespace validator_language
