// Rules about single marks and blanks.
#include <algorithm>
#include <optional>

#include "rules.hpp"

namespace validator_language {

namespace {

constexpr std::size_t most_places = 20;  // shown as evidence of one finding; the message counts them all

std::string count(std::size_t n) { return std::to_string(n); }

/// One finding for a habit of the whole report, its places as evidence; the message shows `example`, else the first.
void report_habit(const Paper& paper, fazhi::FindingSink& sink, std::string_view rule,
                  const std::vector<fazhi::TextRange>& places, const std::string& zh, const std::string& en,
                  std::optional<fazhi::TextRange> example = {}) {
  if (places.empty()) return;
  auto draft = sink.add(rule, places.front());
  const std::string first = paper.quote(example.value_or(places.front()));
  draft.message(zh + "（" + count(places.size()) + "处），如：" + first,
                en + " (" + count(places.size()) + "), such as " + first);
  if (places.size() == 1) return;  // the finding itself is the place
  for (std::size_t i = 0; i < places.size() && i < most_places; ++i) draft.evidence(places[i]);
}

bool is_stop(char32_t c) { return (mark_class(c) & class_stop) != 0; }

/// Text that a mark of Chinese touches: a Han character or a full-width mark that closes or opens.
bool is_chinese(char32_t c) {
  if (is_han(c)) return true;
  constexpr std::u32string_view marks = U"“”‘’《》（）〈〉";
  return marks.find(c) != marks.npos;
}

fazhi::TextRange with_neighbours(const Paper& paper, std::uint32_t at, std::uint32_t end) {
  constexpr std::uint32_t reach = 3;
  std::uint32_t a = at, b = end;
  while (a > 0 && at - a < reach && paper.text[a - 1] != U'\n') --a;
  while (b < paper.text.size() && b - end < reach && paper.text[b] != U'\n') ++b;
  return {a, b};
}

}  // namespace

// PUN-04, GB/T 15834-2011 4.8.2: Chinese text takes “” ‘’, not straight quotes.
void pun_04(const Paper& paper, fazhi::FindingSink& sink) {
  if (!paper.has(class_straight)) return;
  std::vector<fazhi::TextRange> places;
  for (const std::uint32_t i : paper.marks) {
    if (paper.text[i] != U'"') continue;
    if (is_han(paper.before(i)) || is_han(paper.after(i))) places.push_back(with_neighbours(paper, i, i + 1));
  }
  report_habit(paper, sink, "PUN-04", places, "中文中使用了直引号", "straight quotes in Chinese text");
}

// PUN-05, GB/T 15834-2011 5.1: marks in Chinese text are full-width. Undecided beside digits and Latin letters, where
// half-width may be right.
void pun_05(const Paper& paper, fazhi::FindingSink& sink) {
  if (!paper.has(class_half)) return;
  std::vector<fazhi::TextRange> places;
  for (std::size_t m = 0; m < paper.marks.size(); ++m) {
    if (!paper.is(m, class_half)) continue;
    const std::uint32_t i = paper.marks[m];
    if (is_chinese(paper.before(i)) && is_chinese(paper.after(i))) places.push_back({i, i + 1});
  }
  if (places.empty()) return;
  report_habit(paper, sink, "PUN-05", places, "汉字之间使用了半角标点", "half-width marks between Han characters",
               with_neighbours(paper, places.front().start, places.front().end));
}

// PUN-06, GB/T 15834-2011 5.1.1: no two of ，。；：、 side by side.
void pun_06(const Paper& paper, fazhi::FindingSink& sink) {
  for (std::size_t m = 0; m + 1 < paper.marks.size(); ++m) {
    const std::uint32_t i = paper.marks[m];
    // Without branches: stops come too irregularly to be foretold.
    const unsigned both = paper.classes[m] & paper.classes[m + 1] & class_stop;
    if (((both != 0) & (paper.marks[m + 1] == i + 1)) == 0) continue;
    std::uint32_t end = i + 2;
    while (end < paper.text.size() && is_stop(paper.text[end])) ++end;
    const fazhi::TextRange range{i, end};
    auto draft = sink.add("PUN-06", range);
    const std::string place = paper.quote(with_neighbours(paper, i, end));
    draft.message("标点重复或冲突：" + place, "marks doubled or at odds: " + place);
    const bool alike =
        std::all_of(paper.text.begin() + i, paper.text.begin() + end, [&](char32_t c) { return c == paper.text[i]; });
    if (alike && end - i == 2) draft.fix(range, paper.quote({i, i + 1}), "删去重复的标点", "drop the second mark");
    while (m + 1 < paper.marks.size() && paper.marks[m + 1] < end) ++m;
  }
}

namespace {

/// A blank between a and b of running text that nobody typed on purpose.
bool is_stray(char32_t a, char32_t b) {
  const bool number = (is_han(a) && is_digit(b)) || (is_digit(a) && is_han(b));
  const bool mark =
      (is_stop(b) || b == U'）' || b == U'”' || b == U'》' || b == U'%' || b == U'％') && (is_han(a) || is_digit(a));
  const bool behind = (is_stop(a) || a == U'（' || a == U'“' || a == U'《') && (is_han(b) || is_digit(b));
  return number || mark || behind;
}

/// （1） 夯实, 一、 总体, 第一条 2024: a blank behind a label is the label's business.
bool behind_label(const Paper& paper, const Paragraph& p, std::uint32_t at) {
  constexpr std::uint32_t longest = 6;
  constexpr std::u32string_view label = U"一二三四五六七八九十百第条章节款（）()、.．";
  if (at - p.start > longest) return false;
  for (std::uint32_t i = p.start; i < at; ++i)
    if (!is_digit(paper.text[i]) && label.find(paper.text[i]) == label.npos) return false;
  return true;
}

}  // namespace

// PUN-19, practice (GB/T 15834 knows no blank inside Chinese text): stray blanks between Han characters and digits or
// marks of a sentence. Passes where a report sets its numbers with blanks throughout (a habit of typesetting).
// Undecided beside Latin letters and between names.
void pun_19(const Paper& paper, fazhi::FindingSink& sink) {
  if (!paper.has(class_blank)) return;
  std::vector<fazhi::TextRange> places;
  std::size_t close = 0, spaced = 0;
  for (const Paragraph& p : paper.paragraphs) {
    if (!p.whole || p.kind != fazhi::BlockKind::paragraph) continue;
    for (std::uint32_t m = p.first_mark; m < p.last_mark; ++m) {
      const std::uint32_t i = paper.marks[m];
      const char32_t c = paper.text[i];
      if (is_digit(c))
        close += (i > p.start && is_han(paper.text[i - 1])) + (i + 1 < p.end && is_han(paper.text[i + 1]));
      if (!is_blank(c) || i == p.start || i + 1 >= p.end) continue;
      std::uint32_t end = i + 1;
      while (end < p.end && is_blank(paper.text[end])) ++end;
      while (m + 1 < p.last_mark && paper.marks[m + 1] < end) ++m;
      constexpr std::uint32_t widest = 2;  // more is layout: columns, a signature
      if (end - i > widest || end >= p.end || !is_stray(paper.text[i - 1], paper.text[end]) ||
          behind_label(paper, p, i))
        continue;
      spaced += is_digit(paper.text[i - 1]) || is_digit(paper.text[end]);
      places.push_back(with_neighbours(paper, i, end));
    }
  }
  const bool habit = spaced > 4 && spaced * 4 >= close;
  if (!habit) report_habit(paper, sink, "PUN-19", places, "行文中有多余空格", "stray blanks in running text");
}

}  // namespace validator_language
