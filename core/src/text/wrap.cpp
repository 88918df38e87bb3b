// Hard-wrapped text, as it comes out of a PDF: every line of a paragraph but its last fills the measure of the page.
#include <algorithm>
#include <array>

#include "fazhi/context.hpp"
#include "text/fold.hpp"
#include "text/lines.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

constexpr int narrowest = 36, widest = 160;  // cells of a measure: 18 Han characters to a landscape page
constexpr int slack = 10;  // a line may fall short of it by a Latin word or a mark that must not begin a line
constexpr std::size_t fewest_full_lines = 5;

bool ends_paragraph(char32_t c) {
  switch (c) {
    case U'。':
    case U'！':
    case U'？':
    case U'；':
    case U'：':
    case U':':
    case U'”':
    case U'）':
      return true;
    default:
      return false;
  }
}

bool in_text(const Line& line) { return line.kind == BlockKind::paragraph; }

/// Width of a full line in cells; 0 where the text is not hard-wrapped.
int find_measure(const std::vector<Line>& lines, const Shadow& shadow) {
  std::array<std::uint32_t, widest + 1> open{};
  std::size_t all = 0, longer = 0;
  for (const Line& line : lines) {
    if (!in_text(line)) continue;
    ++all;
    if (line.width > widest) {
      ++longer;
    } else if (!ends_paragraph(shadow.chars[line.content_end - 1])) {
      ++open[line.width];
    }
  }
  if (all < fewest_full_lines) return 0;
  int best = 0;
  std::size_t best_count = 0;
  for (int w = narrowest; w <= widest; ++w) {
    std::size_t count = 0;
    for (int k = w - 5; k <= w; ++k) count += open[k];
    if (count > best_count) best = w, best_count = count;
  }
  // Boxes and tables may be somewhat wider than the text; paragraphs on one line are far wider.
  for (const Line& line : lines) longer += in_text(line) && line.width > best + best / 2 && line.width <= widest;
  const bool wrapped = best_count >= fewest_full_lines && best_count * 10 >= all * 3 && longer * 10 <= all;
  return wrapped ? best : 0;
}

class Joiner {
 public:
  Joiner(const std::vector<Line>& lines, const Shadow& shadow, int measure) : shadow_(shadow), measure_(measure) {
    std::size_t indented = 0, flush = 0;
    for (const Line& line : lines) {
      if (!in_text(line) || line.width + slack < measure) continue;
      ++(indent(line) >= 2 ? indented : flush);
    }
    indents_tell_ = indented > 0 && indented < flush;
  }

  /// True where line b carries on the paragraph of line a.
  [[nodiscard]] bool continues(const Line& a, const Line& b) const {
    if (!in_text(a) || !in_text(b) || a.width + slack < measure_) return false;
    const auto next = content_of(b, shadow_);
    if (starts_with_label(next) || next.starts_with(U"——")) return false;
    if (indents_tell_ && indent(b) >= 2) return false;
    if (!ends_paragraph(shadow_.chars[a.content_end - 1])) return true;
    return indents_tell_ && a.width + 4 >= measure_ && indent(b) == 0;
  }

 private:
  static std::uint32_t indent(const Line& line) { return line.content_start - line.start; }

  const Shadow& shadow_;
  int measure_;
  bool indents_tell_ = false;
};

bool is_page_mark(const Line& line) {
  return line.kind == BlockKind::page_number || line.kind == BlockKind::running_head;
}

/// The next line of text behind i, past blank lines only where a page mark stands among them.
std::size_t next_text(const std::vector<Line>& lines, std::size_t i) {
  std::size_t j = i + 1;
  bool page = false;
  while (j < lines.size() && (is_page_mark(lines[j]) || lines[j].blank())) page |= is_page_mark(lines[j++]);
  return page || j == i + 1 ? j : i + 1;
}

}  // namespace

void join_wrapped_lines(std::vector<Line>& lines, Shadow& shadow, Context& ctx) {
  const int measure = find_measure(lines, shadow);
  if (measure == 0) return;
  const Joiner joiner(lines, shadow, measure);
  std::u32string chars;
  std::vector<std::uint32_t> map;
  chars.reserve(shadow.chars.size());
  map.reserve(shadow.chars.size() + 1);
  auto keep = [&](std::uint32_t from, std::uint32_t to) {
    for (std::uint32_t k = from; k < to; ++k) map.push_back(shadow.to_text(k));
    chars.append(shadow.chars, from, to - from);
  };
  auto text_range = [&](std::uint32_t from, std::uint32_t to) {
    return TextRange{shadow.to_text(from), shadow.to_text(to)};
  };
  std::vector<Line> joined;
  joined.reserve(lines.size());
  std::size_t i = 0;
  while (i < lines.size()) {
    ctx.check_cancelled();
    Line paragraph = lines[i];
    const auto offset = static_cast<std::uint32_t>(chars.size());
    const std::uint32_t lead = paragraph.content_start - paragraph.start;
    keep(paragraph.start, paragraph.content_end);
    std::size_t last = i;
    for (std::size_t j = in_text(lines[i]) ? next_text(lines, last) : lines.size();
         j < lines.size() && joiner.continues(lines[last], lines[j]); j = next_text(lines, last)) {
      const char32_t before = chars.back(), after = shadow.chars[lines[j].content_start];
      // Latin words keep the blank that the line end stood for.
      if (is_letter(before) && is_letter(after)) {
        map.push_back(shadow.to_text(lines[last].content_end));
        chars.push_back(U' ');
      }
      for (std::size_t k = last + 1; k < j; ++k)
        shadow.cuts.push_back({static_cast<std::uint32_t>(chars.size()), text_range(lines[k].start, lines[k].end),
                               text_range(lines[k].content_start, lines[k].content_end), lines[k].kind});
      keep(lines[j].content_start, lines[j].content_end);
      paragraph.stops = static_cast<std::uint16_t>(std::min(0xFFFF, paragraph.stops + lines[j].stops));
      paragraph.joined = true;
      last = j;
    }
    paragraph.start = offset;
    paragraph.content_start = offset + lead;
    paragraph.content_end = static_cast<std::uint32_t>(chars.size());
    keep(lines[last].content_end, lines[last].end);
    paragraph.end = static_cast<std::uint32_t>(chars.size());
    joined.push_back(paragraph);
    i = last + 1;
  }
  map.push_back(shadow.to_text(static_cast<std::uint32_t>(shadow.chars.size())));
  shadow.chars = std::move(chars);
  shadow.map = std::move(map);
  lines = std::move(joined);
}

}  // namespace detail
FAZHI_NAMESPACE_END
