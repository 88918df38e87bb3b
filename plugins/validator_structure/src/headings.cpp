#include <map>

#include "rules.hpp"

namespace validator_structure {

using namespace fazhi;

namespace {

/// A numbered sentence with nothing below it is an item of a list, and no heading.
bool is_item(std::u32string_view text, const Section& s) {
  const std::uint32_t end = s.heading_range().end;
  if (end >= text.size() || text[end] != U'。') return false;
  const auto rest = text.substr(end + 1, s.range().end > end ? s.range().end - end - 1 : 0);
  return rest.find_first_not_of(U" \t\r\n\u3000\u00a0") == rest.npos;
}

}  // namespace

/// STR-07. Practice (GB/T 15834 gives no rule): a heading on a line of its own has no end mark, and siblings are set
/// alike, all on their own line or all run in. One finding a group of siblings. Passes silently; lists of clauses
/// (ended with ；) and numbered sentences with nothing below them are no headings.
void str_07(const Report& report, FindingSink& sink) {
  struct Group {
    std::vector<std::uint32_t> alone, run_in;
  };
  std::map<std::int64_t, Group> groups;
  const std::u32string_view text = report.text().code_points();
  for (std::uint32_t i = 0; i < report.section_count(); ++i) {
    const Section s = report.section(i);
    if (s.level() > 2 || (s.style() != LabelStyle::han && s.style() != LabelStyle::han_bracket) || s.heading().empty())
      continue;
    if (s.stands_alone() && is_item(text, s)) continue;
    const std::int64_t parent = s.parent() ? static_cast<std::int64_t>(*s.parent()) : -1;
    Group& g = groups[parent];
    (s.stands_alone() ? g.alone : g.run_in).push_back(i);
    const std::uint32_t end = s.heading_range().end;
    if (s.stands_alone() && end < text.size() && text[end] == U'。')
      sink.add("STR-07", {end, end + 1})
          .message("独立成行的标题末尾有句号。", "A heading on a line of its own ends with a full stop.")
          .fix({end, end + 1}, "", "删除句号", "delete the full stop");
  }
  for (const auto& [parent, g] : groups) {
    if (g.alone.empty() || g.run_in.empty()) continue;
    const bool few_alone = g.alone.size() < g.run_in.size();
    const auto& odd = few_alone ? g.alone : g.run_in;
    const auto& rest = few_alone ? g.run_in : g.alone;
    auto draft = sink.add("STR-07", report.section(odd.front()).heading_range());
    draft.message("同级标题有的独立成行，有的与正文连排。",
                  "Some headings of one level stand on their own line, others run into the text.");
    for (std::size_t k = 1; k < odd.size() && k < 10; ++k) draft.evidence(report.section(odd[k]).heading_range());
    draft.evidence(report.section(rest.front()).heading_range(), "另一种排法", "the other form");
  }
}

}  // namespace validator_structure
