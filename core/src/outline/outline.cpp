// Sections: where they begin, what they are called, where they end.
#include <algorithm>

#include "fazhi/context.hpp"
#include "outline/dates.hpp"
#include "outline/levels.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

/// Depth of quotes and brackets: their end marks are no ends of a heading.
struct Nesting {
  int quotes = 0, brackets = 0, titles = 0;
  void pass(char32_t c) noexcept {
    switch (c) {
      case U'“':
        ++quotes;
        break;
      case U'”':
        quotes = std::max(0, quotes - 1);
        break;
      case U'（':
      case U'(':
        ++brackets;
        break;
      case U'）':
      case U')':
        brackets = std::max(0, brackets - 1);
        break;
      case U'《':
        ++titles;
        break;
      case U'》':
        titles = std::max(0, titles - 1);
        break;
      default:
        break;
    }
  }
  [[nodiscard]] bool inside() const noexcept { return quotes + brackets + titles > 0; }
};

/// 一是 and its kin: a clause is their heading (GUIDELINES); others run to the end of a sentence or to a colon.
[[nodiscard]] bool clause_heading(Family f) noexcept { return f == Family::is_list; }

bool ends_heading(char32_t c, Family f) noexcept {
  switch (c) {
    case U'。':
    case U'；':
    case U'！':
    case U'？':
    case U';':
      return true;
    case U'：':
    case U':':
      return f != Family::heading;  // 专栏1：… on a line of its own
    case U'，':
    case U',':
      return clause_heading(f);
    default:
      return false;
  }
}

struct Heading {
  TextRange text;
  std::uint32_t behind = 0;  ///< behind its end mark
};

Heading read_heading(std::u32string_view text, const Candidate& c, std::uint32_t limit) {
  std::uint32_t start = c.at + c.label_size;
  while (start < limit && (text[start] == U' ' || (c.label_size > 0 && (text[start] == U'、' || text[start] == U'：' ||
                                                                        text[start] == U'，'))))
    ++start;
  if (c.family == Family::article && start < limit && text[start] != U'【') return {{start, start}, start};
  Nesting nest;
  std::uint32_t i = start;
  std::uint32_t mark = limit;
  for (; i < limit; ++i) {
    const char32_t ch = text[i];
    if (ends_heading(ch, c.family) && (!nest.inside() || i - start > 60)) {
      mark = i;
      break;
    }
    nest.pass(ch);
  }
  std::uint32_t end = mark;
  std::uint32_t behind = mark < limit ? mark + 1 : limit;
  if (mark == limit && c.family == Family::heading && end > start && text[end - 1] == U'：') --end;
  while (end > start && (text[end - 1] == U' ' || (mark == limit && (text[end - 1] == U'.' || text[end - 1] == U'，' ||
                                                                     text[end - 1] == U'、'))))
    --end;
  return {{start, end}, behind};
}

void cut(Heading& h, std::uint32_t end, std::uint32_t behind) {
  h.text.end = end;
  h.behind = behind;
}

/// Text glued to a heading, with a blank between or without: 一、工作情况 2023年以来，… and 一、工作开展情况2023年，…
void cut_glued(std::u32string_view text, Heading& h, std::uint32_t limit) {
  constexpr std::uint32_t long_heading = 30;
  const OutlineLexicon& words = outline_lexicon();
  const std::uint32_t start = h.text.start;
  // A year or one of the words that open a text, right behind one of those that end a heading.
  for (TextRange rest{start + 2, h.text.end}; rest.start < rest.end;) {
    const TextRange begins = words.body_starts.find(text, rest);
    if (begins.empty()) break;
    rest.start = begins.start + 1;
    if (text[begins.start] == U'2' && match_year(text.substr(begins.start, limit - begins.start)) == 0) continue;
    const std::u32string_view before = text.substr(start, begins.start - start);
    for (const auto& end : words.glued_ends)
      if (before.ends_with(end)) return cut(h, begins.start, begins.start);
  }
  if (h.text.size() <= long_heading ||
      (h.behind >= limit && text.substr(start, limit - start).find(U'，') == std::u32string_view::npos))
    return;
  for (std::uint32_t i = start + 4; i + 1 < h.text.end; ++i) {
    if (text[i] != U' ') continue;
    const std::uint32_t gap = i;
    while (i < h.text.end && text[i] == U' ') ++i;
    const bool closed = is_han(text[gap - 1]) || text[gap - 1] == U'”' || text[gap - 1] == U'）';
    if (closed && h.text.end - i >= 12) return cut(h, gap, i);
  }
}

class Builder {
 public:
  Builder(ReportData& r, const Shadow& shadow, const std::vector<Candidate>& c, const std::vector<Placed>& placed)
      : r_(r), text_(shadow.view()), c_(c), placed_(placed) {}

  void run() {
    r_.sections.clear();
    r_.sections.resize(c_.size());
    for (std::size_t i = 0; i < c_.size(); ++i) head(i);
    ends();
    blocks();
  }

 private:
  void head(std::size_t i) {
    const Candidate& c = c_[i];
    SectionData& s = r_.sections[i];
    std::uint32_t limit = r_.blocks[c.block].content.end;
    if (i + 1 < c_.size() && c_[i + 1].block == c.block) limit = std::min(limit, c_[i + 1].at);
    Heading h = read_heading(text_, c, limit);
    cut_glued(text_, h, limit);
    s.label = {c.at, c.at + c.label_size};
    s.heading = h.text;
    s.ordinal = c.ordinal;
    s.style = style_of(c.family);
    s.parent = placed_[i].parent;
    s.level = placed_[i].level;
    s.level_origin = placed_[i].level_origin;
    s.label_origin = c.hint_level > 0 ? Origin::computed : Origin::typed;
    s.range.start = c.at;
    s.body.start = h.behind;
    const std::uint32_t line_end = r_.blocks[c.block].content.end;
    s.stands_alone = c.line_start && h.behind >= line_end && !h.text.empty();
  }

  /// Where the text before `at` ends: the content of the last text block in front of it.
  [[nodiscard]] std::uint32_t text_end(std::size_t next) const {
    std::size_t b = r_.blocks.size();
    auto at = static_cast<std::uint32_t>(text_.size());
    if (next < c_.size()) {
      if (!c_[next].line_start) {
        std::uint32_t end = c_[next].at;
        while (end > 0 && text_[end - 1] == U' ') --end;
        return end;
      }
      b = c_[next].block;
      at = c_[next].at;
    }
    auto holds_text = [&](const BlockData& block) {
      return (is_text(block.kind) || block.kind == BlockKind::table) && !block.content.empty() &&
             block.content.end <= at;
    };
    while (b > 0 && !holds_text(r_.blocks[b - 1])) --b;
    return b > 0 ? r_.blocks[b - 1].content.end : 0;
  }

  void ends() {
    std::vector<std::size_t> open;
    auto close = [&](std::size_t depth_level, std::size_t next) {
      std::uint32_t end = text_end(next);
      while (!open.empty() && r_.sections[open.back()].level >= static_cast<int>(depth_level)) {
        SectionData& s = r_.sections[open.back()];
        end = std::max(end, s.body.start);
        s.range.end = end;
        open.pop_back();
      }
    };
    for (std::size_t i = 0; i < c_.size(); ++i) {
      close(static_cast<std::size_t>(r_.sections[i].level), i);
      open.push_back(i);
    }
    close(0, c_.size());
    for (std::size_t i = 0; i < c_.size(); ++i) {
      SectionData& s = r_.sections[i];
      const bool child = i + 1 < c_.size() && r_.sections[i + 1].parent == static_cast<std::int32_t>(i);
      s.body.end = std::max(child ? text_end(i + 1) : s.range.end, s.body.start);
      while (s.body.start < s.body.end && (text_[s.body.start] == U' ' || text_[s.body.start] == U'\n')) ++s.body.start;
    }
  }

  /// Each block knows the innermost section at its start; a heading alone on its line is a heading block.
  void blocks() {
    std::size_t i = 0;
    std::vector<std::size_t> open;
    for (std::uint32_t b = 0; b < r_.blocks.size(); ++b) {
      BlockData& block = r_.blocks[b];
      while (!open.empty() && r_.sections[open.back()].range.end <= block.content.start) open.pop_back();
      bool first = true;
      std::int32_t own = -1;
      while (i < c_.size() && c_[i].block == b) {
        if (first && c_[i].line_start) own = static_cast<std::int32_t>(i);
        first = false;
        open.push_back(i);
        ++i;
      }
      if (block.kind == BlockKind::blank) continue;
      if (own >= 0) {
        block.section = own;
        if (r_.sections[own].stands_alone) block.kind = BlockKind::heading;
      } else {
        for (std::size_t k = open.size(); k-- > 0;)
          if (r_.sections[open[k]].range.start <= block.content.start &&
              block.content.start < r_.sections[open[k]].range.end) {
            block.section = static_cast<std::int32_t>(open[k]);
            break;
          }
      }
    }
  }

  ReportData& r_;
  std::u32string_view text_;
  const std::vector<Candidate>& c_;
  const std::vector<Placed>& placed_;
};

}  // namespace

void read_outline(ReportData& r, const Hints& hints, const Shadow& shadow, Context& ctx) {
  const std::vector<Candidate> candidates = find_candidates(r, hints, shadow, ctx);
  const std::vector<Placed> placed = place(candidates);
  Builder(r, shadow, candidates, placed).run();
}

}  // namespace detail
FAZHI_NAMESPACE_END
