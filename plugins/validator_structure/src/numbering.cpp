#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "rules.hpp"

namespace validator_structure {

namespace {

using namespace fazhi;

bool numbered(LabelStyle s) {
  return s == LabelStyle::han || s == LabelStyle::han_bracket || s == LabelStyle::arabic_dot ||
         s == LabelStyle::arabic_bracket || s == LabelStyle::circled;
}

bool counted(LabelStyle s) {
  return numbered(s) || s == LabelStyle::ordinal || s == LabelStyle::is_list || s == LabelStyle::first_next;
}

/// Ladder of GB/T 9704—2012 7.3.3.
LabelStyle style_of_level(int level) {
  constexpr std::array<LabelStyle, 5> ladder = {LabelStyle::han, LabelStyle::han_bracket, LabelStyle::arabic_dot,
                                                LabelStyle::arabic_bracket, LabelStyle::circled};
  return ladder[static_cast<std::size_t>(std::clamp(level, 1, 5)) - 1];
}

std::string han(int n) {
  static const std::array<const char*, 10> digits = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  if (n < 10) return digits[static_cast<std::size_t>(n)];
  return (n < 20 ? "" : std::string(digits[static_cast<std::size_t>(n / 10)])) + "十" +
         digits[static_cast<std::size_t>(n % 10)];
}

/// The mark of a style; nothing where it is not certain how it would be printed.
std::optional<std::string> mark(LabelStyle style, int n) {
  if (n < 1 || n > 99) return std::nullopt;
  switch (style) {
    case LabelStyle::han:
      return han(n) + "、";
    case LabelStyle::han_bracket:
      return "（" + han(n) + "）";
    case LabelStyle::arabic_dot:
      return std::to_string(n) + ".";
    case LabelStyle::arabic_bracket:
      return "（" + std::to_string(n) + "）";
    default:
      return std::nullopt;
  }
}

/// True where the text between two siblings holds the number they skip: glued to other text, it is there and no gap.
bool hidden_between(const Report& report, const Section& before, const Section& s) {
  const std::string_view text = report.text().slice({before.heading_range().start, s.range().start});
  const int n = before.ordinal() + 1;
  if (n > 99) return true;
  const bool arabic = s.style() == LabelStyle::arabic_dot || s.style() == LabelStyle::arabic_bracket;
  const std::string number = arabic ? std::to_string(n) : han(n);
  std::vector<std::string> marks;
  switch (s.style()) {
    case LabelStyle::arabic_dot:
      marks = {".", "．", "、"};
      break;
    case LabelStyle::han:
      marks = {"、", "．", "."};
      break;
    case LabelStyle::is_list:
      marks = {"是", "要"};
      break;
    case LabelStyle::han_bracket:
    case LabelStyle::arabic_bracket:
      marks = {"）", ")"};
      break;
    default:
      return text.find(number) != std::string_view::npos;
  }
  return std::any_of(marks.begin(), marks.end(),
                     [&](const std::string& m) { return text.find(number + m) != std::string_view::npos; });
}

/// The label with the blanks behind it: what a corrected label replaces.
TextRange label_range(const Report& report, const Section& s) {
  const std::uint32_t start = s.range().start;
  std::uint32_t end = s.heading_range().start;
  const std::u32string_view text = report.text().code_points();
  while (end > start && text[end - 1] == U'\n') --end;
  return {start, end};
}

std::string name(const Section& s) { return std::string(s.label()); }

/// Siblings in their order, as one run of numbers: 1 begins a new one.
using Run = std::vector<std::uint32_t>;

std::vector<Run> runs_of(const Report& report) {
  std::map<std::int64_t, std::vector<Run>> by_parent;
  for (std::uint32_t i = 0; i < report.section_count(); ++i) {
    const Section s = report.section(i);
    if (!counted(s.style()) || s.ordinal() == 0 || s.label_origin() == Origin::computed) continue;
    auto& runs = by_parent[s.parent() ? static_cast<std::int64_t>(*s.parent()) : -1];
    bool fresh = runs.empty();
    if (!fresh) {
      const Section last = report.section(runs.back().back());
      fresh = s.ordinal() == 1 || counted(last.style()) != counted(s.style()) ||
              (numbered(last.style()) != numbered(s.style()));
    }
    if (fresh) runs.emplace_back();
    runs.back().push_back(i);
  }
  std::vector<Run> out;
  for (auto& [parent, runs] : by_parent)
    for (auto& run : runs) out.push_back(std::move(run));
  std::sort(out.begin(), out.end());
  return out;
}

void style_changes(const Report& report, const Run& run, FindingSink& sink) {
  std::vector<std::uint32_t> changes;
  for (std::size_t k = 1; k < run.size(); ++k)
    if (report.section(run[k]).style() != report.section(run[k - 1]).style()) changes.push_back(run[k]);
  if (changes.size() == 1) {
    const auto before = std::find(run.begin(), run.end(), changes.front()) - 1;
    if (report.section(*before).ordinal() + 1 != report.section(changes.front()).ordinal()) return;
  }
  // Forms that take turns are two lists that the outline could not tell apart.
  if (changes.size() != 1) return;
  const Section at = report.section(changes.front());
  std::string labels;
  for (std::uint32_t i : run) labels += name(report.section(i));
  auto draft = sink.add("STR-06", label_range(report, at));
  draft.message("同级序号形式前后不一：" + labels + "。", "Marks of one level change their form: " + labels + ".");
  for (std::uint32_t i : run)
    if (i != changes.front())
      draft.evidence(label_range(report, report.section(i)), "同级序号", "mark of the same level");
  // The form of the standard for this level is certain where a sibling has it already.
  const LabelStyle wanted = style_of_level(at.level());
  if (std::none_of(run.begin(), run.end(), [&](std::uint32_t i) { return report.section(i).style() == wanted; }))
    return;
  for (std::uint32_t i : run) {
    const Section s = report.section(i);
    const auto right = mark(wanted, s.ordinal());
    if (s.style() != wanted && right)
      draft.fix(label_range(report, s), *right, "改为“" + *right + "”", "write " + *right);
  }
}

void gaps_and_repeats(const Report& report, const Run& run, FindingSink& sink) {
  for (std::size_t k = 1; k < run.size(); ++k) {
    const Section before = report.section(run[k - 1]);
    const Section s = report.section(run[k]);
    // A step back begins a list whose first mark is lost: not judged.
    if (s.ordinal() == before.ordinal() + 1 || s.ordinal() < before.ordinal()) continue;
    if (s.style() != before.style() || (s.ordinal() > before.ordinal() && hidden_between(report, before, s))) continue;
    auto draft = sink.add("STR-06", label_range(report, s));
    if (s.ordinal() == before.ordinal())
      draft.message("序号重复：“" + name(s) + "”前面已有“" + name(before) + "”。",
                    "The number is used twice: " + name(before) + " stands before " + name(s) + ".");
    else
      draft.message("序号不连续：“" + name(before) + "”之后是“" + name(s) + "”。",
                    "Numbers are not in sequence: " + name(s) + " follows " + name(before) + ".");
    draft.evidence(label_range(report, before), "前一序号", "the number before");
  }
}

void upside_down(const Report& report, FindingSink& sink) {
  auto rank = [](LabelStyle s) { return static_cast<int>(s); };
  bool told = false;
  for (std::uint32_t i = 0; i < report.section_count() && !told; ++i) {
    const Section s = report.section(i);
    if (!s.parent() || !numbered(s.style())) continue;
    const Section parent = report.section(*s.parent());
    if (const std::size_t dot = s.label().find('.'); dot != std::string_view::npos && dot + 1 < s.label().size())
      continue;  // 3.1 below 3.
    if (!numbered(parent.style()) || rank(s.style()) > rank(parent.style())) continue;
    told = true;
    const bool same = s.style() == parent.style();
    sink.add("STR-06", label_range(report, s))
        .message(same ? "上下两级用了同一种序号：“" + name(parent) + "”下又是“" + name(s) + "”。"
                      : "层次序号颠倒：“" + name(s) + "”在“" + name(parent) + "”之下。",
                 same ? "Two levels use the same marks: " + name(s) + " below " + name(parent) + "."
                      : "Marks stand in the wrong order of levels: " + name(s) + " below " + name(parent) + ".")
        .evidence(label_range(report, parent), "上一级", "the level above")
        .at_most('R');
  }
}

}  // namespace

/// STR-06. GB/T 9704—2012 7.3.3 (一、（一）1.（1）) and GB/T 15834—2011 B.3: marks of one level keep one form, numbers
/// run without gap or repeat, levels follow the ladder. Passes: they do. Fails: form changes among siblings, a gap, a
/// repeat. For review: levels upside down. Not judged: where a list begins (an excerpt, numbers that run on across
/// parents), levels that are left out.
void str_06(const Report& report, FindingSink& sink) {
  for (const Run& run : runs_of(report)) {
    style_changes(report, run, sink);
    gaps_and_repeats(report, run, sink);
  }
  upside_down(report, sink);
}

}  // namespace validator_structure
