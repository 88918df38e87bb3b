#include "rules.hpp"

#include <algorithm>
#include <array>

namespace validator_contents {

namespace {

using namespace fazhi;

bool absent(const Report& report, Content c) {
  const ContentPlace& place = report.content(c);
  return place.sections.empty() && place.evidence.empty();
}

void require(const Report& report, Content c, std::string_view rule, const std::string& zh, const std::string& en,
             FindingSink& sink) {
  if (absent(report, c))
    sink.add(rule, {}).message("没有找到法定内容：" + zh + "。", "A statutory content was not found: " + en + ".");
}

/// The stretches of text that carry a content: its sections, or its passages where it has none of its own.
std::vector<TextRange> stretches(const Report& report, Content c) {
  const ContentPlace& place = report.content(c);
  std::vector<TextRange> out;
  for (std::uint32_t i : place.sections) {
    const Section s = report.section(i);
    // A passage inside a section on something else is meant, not the section.
    const bool own = std::any_of(place.evidence.begin(), place.evidence.end(),
                                 [&](TextRange e) { return s.heading_range().contains(e); });
    if (own) out.push_back(s.range());
  }
  if (!out.empty()) return out;
  for (const TextRange& e : place.evidence)
    for (std::size_t b = 0; b < report.block_count(); ++b)
      if (report.block(b).content_range().contains(e)) out.push_back(report.block(b).content_range());
  return out.empty() ? place.evidence : out;
}

/// Where a finding about a content points: its heading, or its first passage.
TextRange pointer(const Report& report, Content c) {
  const ContentPlace& place = report.content(c);
  if (!place.evidence.empty()) {
    for (std::uint32_t i : place.sections)
      if (report.section(i).heading_range().contains(place.evidence.front())) return report.section(i).heading_range();
    return place.evidence.front();
  }
  return place.sections.empty() ? TextRange{} : report.section(place.sections.front()).heading_range();
}

bool figure_in(const Report& report, TextRange range) {
  for (std::size_t i = 0; i < report.figure_count(); ++i)
    if (range.contains(report.figure(i).range())) return true;
  return false;
}

std::u32string_view characters(const Report& report, TextRange range) {
  return report.text().code_points().substr(range.start, range.size());
}

/// A date or month in figures: 3月, 2023年.
bool date_in(std::u32string_view text) {
  for (std::size_t i = 1; i < text.size(); ++i)
    if ((text[i] == U'月' || text[i] == U'年' || text[i] == U'日') && text[i - 1] >= U'0' && text[i - 1] <= U'9')
      return true;
  return false;
}

std::string han_year(int year) {
  static const std::array<const char*, 10> digits = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  std::string s;
  for (char c : std::to_string(year)) s += digits[static_cast<std::size_t>(c - '0')];
  return s;
}

}  // namespace

/// CON-01. 督察工作规定 art. 25 item 1. Passes: measures and results of the year stand somewhere, under whatever
/// heading. Fails: nowhere.
void con_01(const Report& report, FindingSink& sink) {
  require(report, Content::measures, "CON-01", "上一年度推进法治政府建设的主要举措和成效",
          "main measures and results of the past year", sink);
}

/// CON-02. 督察工作规定 art. 25 item 2. Passes: shortcomings are told. Fails: none are; a heading without text below it
/// tells none.
void con_02(const Report& report, FindingSink& sink) {
  require(report, Content::shortcomings, "CON-02", "上一年度推进法治政府建设存在的不足",
          "shortcomings of the past year", sink);
}

/// CON-03. 督察工作规定 art. 25 item 3. Passes: the report tells how the principal leaders did their duty as
/// first-responsible persons, as a part of its own, an item or a passage. Fails: nowhere; a plan to do so tells
/// nothing.
void con_03(const Report& report, FindingSink& sink) {
  require(report, Content::first_responsible, "CON-03", "党政主要负责人履行推进法治建设第一责任人职责的情况",
          "how the principal leaders discharged their duty as first-responsible persons", sink);
}

/// CON-04. 督察工作规定 art. 25 item 4. Passes: arrangements for the next year stand behind the report of the work.
/// Fails: none do.
void con_04(const Report& report, FindingSink& sink) {
  require(report, Content::next_year, "CON-04", "下一年度推进法治政府建设的主要安排",
          "main arrangements for the next year", sink);
}

/// CON-06. 督察工作规定 art. 25 item 2 asks for shortcomings and their causes. Passes: a statement of cause stands
/// among the shortcomings. Fails: shortcomings are told without one, even where the heading promises causes. Undecided:
/// no shortcomings (CON-02 says so).
void con_06(const Report& report, const Words& words, FindingSink& sink) {
  if (absent(report, Content::shortcomings) || !absent(report, Content::causes)) return;
  const TextRange at = pointer(report, Content::shortcomings);
  const bool promised = words.cause_promises.in(characters(report, at));
  auto draft = sink.add("CON-06", at);
  if (promised)
    draft.message("标题写有“原因”，正文只列不足，没有分析原因。",
                  "The heading promises causes; the text names shortcomings and gives none.");
  else
    draft.message("只列不足，没有分析原因。", "Shortcomings are named without their causes.");
  for (std::uint32_t i : report.content(Content::shortcomings).sections)
    for (std::uint32_t k = i + 1;
         k < report.section_count() && report.section(i).range().contains(report.section(k).range()); ++k)
      if (report.section(k).parent() == i) draft.evidence(report.section(k).range(), "未说明原因", "no cause given");
}

/// CON-07. 督察工作规定 art. 25 item 4 (下一年度). Passes: the plan names the year after the report's. For review: it
/// does not. Undecided: the year of the report is unknown, or there is no plan (CON-04 says so).
void con_07(const Report& report, const Words& words, FindingSink& sink) {
  const int year = report.header().year;
  if (year == 0 || absent(report, Content::next_year)) return;
  for (const TextRange& range : stretches(report, Content::next_year)) {
    const std::string_view text = report.text().slice(range);
    if (text.find(std::to_string(year + 1)) != std::string_view::npos ||
        text.find(han_year(year + 1)) != std::string_view::npos)
      return;
    if (words.next_years.in(characters(report, range))) return;
  }
  const std::string next = std::to_string(year + 1);
  sink.add("CON-07", pointer(report, Content::next_year))
      .message("下一年度安排中没有写明" + next + "年。",
               "The arrangements for the next year do not name " + next + ".");
}

/// CON-08. 督察工作规定 art. 25 item 3 with the 2016 rules on first-responsible persons: an account names a post, what
/// it did, and a count or date. Passes: all three stand there. Fails: one is missing. Undecided: no account (CON-03
/// says so).
void con_08(const Report& report, const Words& words, FindingSink& sink) {
  if (absent(report, Content::first_responsible)) return;
  bool post = false, duty = false, fact = false;
  for (const TextRange& range : stretches(report, Content::first_responsible)) {
    const std::u32string_view text = characters(report, range);
    post = post || words.posts.in(text);
    duty = duty || words.duties.in(text);
    fact = fact || figure_in(report, range) || date_in(text);
  }
  if (post && duty && fact) return;
  std::string zh, en;
  auto miss = [&](bool there, const char* word_zh, const char* word_en) {
    if (there) return;
    zh += zh.empty() ? word_zh : std::string("、") + word_zh;
    en += en.empty() ? word_en : std::string(", ") + word_en;
  };
  miss(post, "职务", "a post");
  miss(duty, "履职行为", "an act");
  miss(fact, "次数或时间", "a count or date");
  sink.add("CON-08", pointer(report, Content::first_responsible))
      .message("第一责任人履职情况缺少：" + zh + "。",
               "The account of the first-responsible persons lacks " + en + ".");
}

/// CON-10. 督察工作规定 art. 25 item 4 asks for arrangements. For review: a paragraph of the plan that strings standing
/// principles of administration together (three or more of 全面推进依法行政实施纲要) without figure, date, owner or
/// time limit. Passes: all others.
void con_10(const Report& report, const Words& words, FindingSink& sink) {
  for (const TextRange& range : stretches(report, Content::next_year))
    for (std::size_t b = 0; b < report.block_count(); ++b) {
      const Block block = report.block(b);
      if (block.kind() != BlockKind::paragraph || !range.overlaps(block.content_range())) continue;
      const std::u32string_view text = characters(report, block.content_range());
      const std::vector<std::string> named = words.principles.all_in(text);
      if (named.size() < 3 || figure_in(report, block.content_range()) || date_in(text) || words.concrete.in(text))
        continue;
      std::string list;
      for (const auto& p : named) list += list.empty() ? p : "、" + p;
      sink.add("CON-10", block.content_range())
          .message("安排只重复常设原则（" + list + "），没有责任人、数量和时限。",
                   "The plan repeats standing principles (" + list + ") without owner, quantity or time limit.");
    }
}

}  // namespace validator_contents
