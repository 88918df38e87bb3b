// 《…》 on the outermost level: where it stands, what it names, the document number behind it.
#include <algorithm>

#include "citations/classify.hpp"
#include "fazhi/context.hpp"
#include "model/passes.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

using View = std::u32string_view;

/// No title of a document is longer; without a bound one lost mark would swallow the text.
constexpr std::uint32_t longest_title = 150;
constexpr int most_line_ends = 4;

/// Position of the mark that closes the one at `open`, or 0.
std::uint32_t closing_mark(View text, std::uint32_t open) {
  int depth = 0;
  int lines = 0;
  const auto end = static_cast<std::uint32_t>(std::min<std::size_t>(text.size(), open + longest_title));
  for (std::uint32_t i = open; i < end; ++i) {
    switch (text[i]) {
      case U'《':
        ++depth;
        break;
      case U'》':
        if (--depth == 0) return i;
        break;
      case U'\n':
        if (++lines > most_line_ends) return 0;
        break;
      case U'。':
      case U'；':
        return 0;
      default:
        break;
    }
  }
  return 0;
}

/// Where a title ends whose closing mark is lost: at the first mark that no title holds.
std::uint32_t lost_end(View text, std::uint32_t open) {
  constexpr View stops = U"。；，、：！？\n《》）)”";
  std::uint32_t i = open + 1;
  const auto end = static_cast<std::uint32_t>(std::min<std::size_t>(text.size(), open + 60));
  while (i < end && stops.find(text[i]) == View::npos) ++i;
  while (i > open + 1 && text[i - 1] == U' ') --i;
  return i;
}

bool opens(char32_t c) {
  return c == U'〔' || c == U'[' || c == U'［' || c == U'【' || c == U'(' || c == U'（' || c == U'﹝';
}
bool closes(char32_t c) {
  return c == U'〕' || c == U']' || c == U'］' || c == U'】' || c == U')' || c == U'）' || c == U'﹞';
}
bool digit(char32_t c) { return c >= U'0' && c <= U'9'; }

/// 国发〔2019〕5号, 省政府令第184号 at `at`, with or without brackets around it.
TextRange document_number(View text, std::uint32_t at) {
  auto c = [&](std::uint32_t i) { return i < text.size() ? text[i] : U'\n'; };
  std::uint32_t i = at;
  while (c(i) == U' ') ++i;
  if (c(i) == U'（' || c(i) == U'(') ++i;
  while (c(i) == U' ') ++i;
  const std::uint32_t start = i;
  constexpr std::uint32_t longest_organ = 16;
  while (i < start + longest_organ && c(i) >= 0x4E00 && c(i) <= 0x9FFF && c(i) != U'第') ++i;
  if (i == start) return {};
  const std::uint32_t organ = i;
  while (c(i) == U' ') ++i;
  if (opens(c(i))) {
    std::uint32_t year = i + 1;
    while (digit(c(year))) ++year;
    if (year - i - 1 != 4 || !closes(c(year))) return {};
    i = year + 1;
  } else if (c(i) != U'第' || c(organ - 1) != U'令') {
    return {};
  }
  while (c(i) == U' ' || c(i) == U'第') ++i;
  const std::uint32_t number = i;
  while (digit(c(i))) ++i;
  if (i == number || i - number > 6) return {};
  while (c(i) == U' ') ++i;
  if (c(i) != U'号') return {};
  return {start, i + 1};
}

}  // namespace

void read_citations(ReportData& r, const Shadow& shadow, Context& ctx) {
  const View text = shadow.view();
  r.citations.clear();
  CitationClassifier classifier;
  std::uint32_t i = 0;
  while ((i = static_cast<std::uint32_t>(std::min(text.find(U'《', i), text.size()))) < text.size()) {
    ctx.check_cancelled();
    const std::uint32_t close = closing_mark(text, i);
    CitationData c;
    if (close > 0) {
      c.range = {i, close + 1};
      c.title = {i + 1, close};
      c.number = document_number(text, close + 1);
    } else {
      c.title = {i + 1, lost_end(text, i)};
      c.range = {i, c.title.end};
    }
    const View title = text.substr(c.title.start, c.title.size());
    if (std::any_of(title.begin(), title.end(), [](char32_t ch) { return ch != U' ' && ch != U'\n'; }) &&
        title != U"》") {
      const std::uint32_t from = i > 60 ? i - 60 : 0;
      c.citation_class = classifier.classify(title, text.substr(from, i - from));
      r.citations.push_back(c);
    }
    i = std::max(c.range.end, i + 1);
  }
}

}  // namespace detail
FAZHI_NAMESPACE_END
