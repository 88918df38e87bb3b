#include <algorithm>

#include "rules.hpp"

namespace validator_structure {

namespace {

using namespace fazhi;

bool blank(char32_t c) { return c == U' ' || c == U'\t' || c == 0xA0 || c == 0x3000; }

std::string without(std::string text, const std::vector<std::string>& words) {
  for (const auto& w : words)
    for (std::size_t at = text.find(w); at != std::string::npos; at = text.find(w, at)) text.erase(at, w.size());
  return text;
}

bool holds_any(const std::string& text, const std::vector<std::string>& words) {
  return std::any_of(words.begin(), words.end(), [&](const auto& w) { return text.find(w) != std::string::npos; });
}

bool names_a_year(const std::string& title) {
  if (title.find("二〇") != std::string::npos || title.find("二○") != std::string::npos) return true;
  const std::size_t at = title.find("20");
  return at != std::string::npos && at + 4 <= title.size() && title[at + 2] >= '0' && title[at + 2] <= '9' &&
         title[at + 3] >= '0' && title[at + 3] <= '9';
}

}  // namespace

/// STR-01. 党政机关公文处理工作条例 art. 9 item 8 and GB/T 9704—2012 7.3.1: a title is made of issuing body, matter and
/// kind of document; practice of yearly reports adds the year. Passes: all are there. Fails: one is missing, or a blank
/// stands in front of the title. Undecided, and silent: no title was found, or the title holds a word that may be a
/// unit.
void str_01(const Report& report, const Words& words, FindingSink& sink) {
  const HeaderField& title = report.header().title;
  if (title.value.empty() || title.range.empty()) return;
  const auto& issuers = report.header().issuers;
  const bool issuer = std::any_of(issuers.begin(), issuers.end(), [&](const HeaderField& i) {
    return !i.range.empty() && title.range.contains(i.range);
  });
  if (!issuer && !holds_any(without(title.value, words.not_units), words.units)) {
    auto draft = sink.add("STR-01", title.range);
    if (issuers.empty()) {
      draft.message("标题缺少发文机关名称。", "The title does not name the issuing body.");
    } else {
      draft.message("标题缺少发文机关名称；正文写明为“" + issuers.front().value + "”。",
                    "The title does not name the issuing body; the text names " + issuers.front().value + ".");
      draft.evidence(issuers.front().range, "正文中的发文机关", "issuing body in the text");
      const bool about = title.value.starts_with("关于");
      if (about && issuers.size() == 1)
        draft.fix({title.range.start, title.range.start}, issuers.front().value, "标题前加发文机关",
                  "put the issuing body in front of the title");
    }
  }
  if (!names_a_year(title.value))
    sink.add("STR-01", title.range).message("标题没有写明报告年度。", "The title does not name the year reported on.");
  if (!holds_any(title.value, words.kinds))
    sink.add("STR-01", title.range)
        .message("标题没有写明文种“报告”。", "The title does not name its kind, 报告.")
        .at_most('R');
  const std::u32string_view text = report.text().code_points();
  std::uint32_t start = title.range.start;
  while (start > 0 && blank(text[start - 1])) --start;
  // A long run of blanks centres the title; one or two are a slip.
  const std::uint32_t blanks = title.range.start - start;
  if (blanks > 0 && blanks <= 2 && (start == 0 || text[start - 1] == U'\n'))
    sink.add("STR-01", {start, title.range.start})
        .message("标题前有多余的空格。", "A stray blank stands in front of the title.")
        .evidence(title.range, "标题", "title")
        .fix({start, title.range.start}, "", "删除空格", "delete the blank");
}

}  // namespace validator_structure
