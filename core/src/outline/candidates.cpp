#include "outline/candidates.hpp"

#include <algorithm>
#include <array>

#include "fazhi/context.hpp"
#include "outline/sentence_headings.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

using View = std::u32string_view;

constexpr bool ends_clause(char32_t c) noexcept {
  switch (c) {
    case U'。':
    case U'；':
    case U';':
    case U'：':
    case U':':
    case U'！':
    case U'？':
    case U' ':
    case U'”':
    case U'）':
    case U')':
    case U'〕':
    case U'】':
    case U'\n':
      return true;
    default:
      return false;
  }
}

constexpr bool ends_sentence(char32_t c) noexcept {
  switch (c) {
    case U'。':
    case U'！':
    case U'？':
    case U'；':
    case U'：':
    case U';':
    case U':':
    case U'.':
    case U'…':
      return true;
    default:
      return false;
  }
}

/// Labels that stand in running text: 一是 may follow a comma, a numbered mark only the end of a clause.
bool may_follow(char32_t before, Family family) noexcept {
  if (ends_clause(before)) return true;
  return (family == Family::is_list || family == Family::first_next) &&
         (before == U'，' || before == U',' || before == U'、' || before == U'—');
}

/// Characters at which a label inside a paragraph may begin, and those by which it is found from behind: 是, 、 and the
/// dot.
constexpr CharFilter openers = [] {
  CharFilter filter;
  for (char32_t c : U"是第首其再最（(、.．") filter.add(c);
  for (char32_t c = 0x2460; c <= 0x249B; ++c) filter.add(c);
  return filter;
}();

[[nodiscard]] constexpr bool found_from_behind(char32_t c) noexcept {
  return c == U'是' || c == U'、' || c == U'.' || c == U'．';
}

class Finder {
 public:
  Finder(const ReportData& r, const Hints& hints, const Shadow& shadow, Context& ctx)
      : r_(r),
        hints_(hints),
        shadow_(shadow),
        text_(shadow.view()),
        words_(outline_lexicon()),
        ctx_(ctx),
        leads_(find_sentence_headings(r, shadow)) {}

  std::vector<Candidate> run() {
    for (std::uint32_t b = 0; b < r_.blocks.size(); ++b) {
      const BlockData& block = r_.blocks[b];
      if (block.kind == BlockKind::attachment_note) in_note_ = true;
      if (!is_text(block.kind) || block.content.empty()) continue;
      ctx_.check_cancelled();
      if (attachment_note(b)) continue;
      if (!block.continues) start_of_line(b);
      inside(b);
      seen_body_ = seen_body_ || is_body(b);
    }
    prove();
    std::erase_if(found_, [](const Candidate& c) { return !c.accepted; });
    return std::move(found_);
  }

 private:
  [[nodiscard]] View content(std::uint32_t b) const {
    return text_.substr(r_.blocks[b].content.start, r_.blocks[b].content.size());
  }
  [[nodiscard]] bool is_body(std::uint32_t b) const {
    const View line = content(b);
    return line.size() >= words_.shortest_body || line.find(U'。') != View::npos;
  }
  /// Blank lines, and what a page end leaves in the text: it parts no heading from its text.
  [[nodiscard]] static bool stands_between(BlockKind kind) {
    return kind == BlockKind::blank || kind == BlockKind::page_number || kind == BlockKind::running_head ||
           kind == BlockKind::footer;
  }

  /// The next or previous block of them all that is neither; -1 where there is none.
  [[nodiscard]] std::int64_t neighbour(std::uint32_t b, int step) const {
    std::int64_t i = static_cast<std::int64_t>(b) + step;
    while (i >= 0 && i < static_cast<std::int64_t>(r_.blocks.size()) && stands_between(r_.blocks[i].kind)) i += step;
    return i < static_cast<std::int64_t>(r_.blocks.size()) ? i : -1;
  }

  void add(std::uint32_t at, std::uint32_t b, const Label& label, bool line_start) {
    Candidate c;
    c.appendix = fresh_ && line_start && label.ordinal <= 1;
    if (line_start) fresh_ = false;
    c.at = at;
    c.label_size = label.size;
    c.block = b;
    c.ordinal = label.ordinal;
    c.family = label.family;
    c.line_start = line_start;
    c.doubtful = label.doubtful;
    found_.push_back(c);
  }

  void start_of_line(std::uint32_t b) {
    const TextRange line = r_.blocks[b].content;
    if (computed_label(b)) return;
    const Label label = parse_label(text_, line.start, line.end);
    if (label.size > 0 && line.start + label.size < line.end) {
      add(line.start, b, label, true);
      if (label.family == Family::han_bracket && label.doubtful) join_bracket(b);
      return;
    }
    unnumbered(b);
  }

  /// （ on the line above and 三） on this one are one label.
  void join_bracket(std::uint32_t b) {
    const std::int64_t above = neighbour(b, -1);
    if (above < 0 || !is_text(r_.blocks[above].kind)) return;
    const View line = content(static_cast<std::uint32_t>(above));
    if (line != U"（" && line != U"(") return;
    Candidate& c = found_.back();
    const std::uint32_t end = c.at + c.label_size;
    c.at = r_.blocks[above].content.start;
    c.label_size = end - c.at;
    c.doubtful = false;
  }

  /// 附件：1.… and the lines of its list name documents; no sections.
  bool attachment_note(std::uint32_t b) {
    const View line = content(b);
    const bool begins = line.starts_with(U"附件：") || line.starts_with(U"附件:");
    if (begins) return in_note_ = true;
    if (!in_note_) return false;
    const Label label = parse_label(text_, r_.blocks[b].content.start, r_.blocks[b].content.end);
    in_note_ = label.family == Family::arabic_dot && label.size > 0 && !is_body(b);
    return in_note_;
  }

  /// Numbers that the source computes (Word) are labels without further proof.
  bool computed_label(std::uint32_t b) {
    const TextRange line = r_.blocks[b].content;
    const std::uint32_t at = shadow_.to_text(line.start);
    const auto hint = std::partition_point(hints_.labels.begin(), hints_.labels.end(),
                                           [&](const auto& h) { return h.range.start < at; });
    if (hint == hints_.labels.end() || hint->range.start != at || hint->level < 1) return false;
    Label label = parse_label(text_, line.start, line.end);
    std::uint32_t size = 0;
    while (line.start + size < line.end && shadow_.to_text(line.start + size) < hint->range.end) ++size;
    label.size = size;
    label.doubtful = false;
    add(line.start, b, label, true);
    found_.back().hint_level = static_cast<std::int8_t>(std::clamp(hint->level, 1, 100));
    return true;
  }

  /// A heading without a number stands alone on its line, between text that is ended and text that begins.
  void unnumbered(std::uint32_t b) {
    const TextRange range = r_.blocks[b].content;
    View line = content(b);
    if (line.size() < 2 || line.size() > words_.longest_heading + 12) return;
    if (appendix(line)) return;
    if (line.size() < words_.shortest_heading) return;
    if (std::binary_search(leads_.begin(), leads_.end(), b)) return add_heading(b, range.start, Family::heading);
    std::uint32_t lead = 0;
    while (lead < line.size() && (line[lead] == U'—' || line[lead] == U'-' || line[lead] == U'–')) ++lead;
    const bool dash = lead >= 2;
    if (lead == 1 || (!dash && lead > 0)) return;
    line.remove_prefix(lead);
    if (ends_with_colon(line)) line.remove_suffix(1);
    const std::size_t stop = line.find_first_of(U"。；！？…：:;", box_mark(line));
    if (dash ? stop != line.size() - 1 && stop != View::npos : stop != View::npos) return;
    if (line.size() > words_.longest_heading || !heading_words(line) || (fresh_ && titles_annex(line))) return;
    if (!dash && line.find(U'，') != View::npos && line.size() > 30) return;
    const std::int64_t next = neighbour(b, 1);
    if (next < 0 || !is_text(r_.blocks[next].kind)) return;
    const View after = content(static_cast<std::uint32_t>(next));
    const Label follows = parse_label(text_, r_.blocks[next].content.start, r_.blocks[next].content.end);
    const bool opens_list = follows.size > 0 && !follows.doubtful && follows.ordinal == 1;
    if (dash && item_above(b)) return;
    const bool short_text = !opens_list && after.size() < words_.shortest_body;
    if (after.starts_with(U"——") || (short_text && !may_stand_below(static_cast<std::uint32_t>(next)))) return;
    if (dash && follows.size > 0) return;
    if (!opens_list && follows.size > 0 && !follows.doubtful) return;
    if (!dash && !fresh_ && !before_heading(b)) return;
    // A line with a comma or above a short one may be a piece of a broken sentence: it needs a peer.
    const bool doubtful = !dash && !fresh_ && (short_text || line.find(U'，') != View::npos);
    add_heading(b, range.start + lead, dash ? Family::dash : Family::heading);
    found_.back().doubtful = doubtful;
  }

  /// A sentence that is no line of a list, or a short one above 一是.
  [[nodiscard]] bool may_stand_below(std::uint32_t b) const {
    const std::int64_t next = neighbour(b, 1);
    if (content(b).back() != U'。') return false;
    if (content(b).size() >= words_.shortest_sentence) return true;
    if (next < 0 || !is_text(r_.blocks[next].kind)) return false;
    const Label label = parse_label(text_, r_.blocks[next].content.start, r_.blocks[next].content.end);
    return label.size > 0 && !label.doubtful && label.ordinal == 1 && label.family == Family::is_list;
  }

  void add_heading(std::uint32_t b, std::uint32_t at, Family family) {
    Candidate c;
    c.at = at;
    c.block = b;
    c.family = family;
    c.accepted = true;
    c.appendix = fresh_;
    fresh_ = false;
    found_.push_back(c);
  }

  /// 存在的问题： above its text, not 主要做了以下工作：.
  [[nodiscard]] bool ends_with_colon(View line) const {
    if (line.back() != U'：' || line.size() > words_.longest_with_colon) return false;
    line.remove_suffix(1);
    const auto ends = [&](const auto& end) { return line.ends_with(end); };
    const auto holds = [&](const auto& word) { return line.find(word) != View::npos; };
    return std::any_of(words_.colon_ends.begin(), words_.colon_ends.end(), ends) &&
           std::none_of(words_.not_leads.begin(), words_.not_leads.end(), holds);
  }

  /// Behind 专栏3： the title of a box begins; 0 where there is no box.
  static std::size_t box_mark(View line) {
    if (!line.starts_with(U"专栏")) return 0;
    const std::size_t colon = line.find_first_of(U"：:");
    return colon != View::npos && colon > 2 && colon <= 5 && colon + 1 < line.size() ? colon + 1 : 0;
  }

  /// ——… above ——…: items of a list, though one of them is a single sentence.
  [[nodiscard]] bool item_above(std::uint32_t b) const {
    const std::int64_t last = neighbour(b, -1);
    return last >= 0 && content(static_cast<std::uint32_t>(last)).starts_with(U"——");
  }

  /// What may stand above an unnumbered heading: ended text, a heading, the title.
  [[nodiscard]] bool before_heading(std::uint32_t b) const {
    const std::int64_t last = neighbour(b, -1);
    if (last < 0) return false;
    const BlockData& above = r_.blocks[last];
    if (above.kind == BlockKind::title || above.kind == BlockKind::heading) return true;
    if (!is_text(above.kind) || above.content.empty()) return false;
    if (!found_.empty() && found_.back().block == last && found_.back().line_start &&
        !is_body(static_cast<std::uint32_t>(last)))
      return seen_body_ || (found_.back().family == Family::han && !found_.back().doubtful);
    if (!seen_body_) return false;
    const char32_t end = text_[above.content.end - 1];
    return ends_sentence(end) || end == U'”' || end == U'）';
  }

  [[nodiscard]] bool heading_words(View line) const {
    std::size_t han = 0;
    for (char32_t c : line) {
      if (is_han(c)) ++han;
      if (c == U'\t' || c == U'|' || c == U'>' || c == U'@') return false;
    }
    if (han * 2 < line.size() || han < 2) return false;
    if (line.front() == U'（' || line.front() == U'(') return false;
    if ((line.front() == U'图' || line.front() == U'表') && line.size() > 2 && (is_digit(line[1]) || is_digit(line[2])))
      return false;
    const View plain = line.back() == U'。' ? line.substr(0, line.size() - 1) : line;
    for (const auto& end : words_.title_ends)
      if (plain.ends_with(end)) return false;
    for (const auto& word : words_.not_headings)
      if (line.find(word) != View::npos) return false;
    return !is_contact(plain);
  }

  /// 附件1 and below it the title of the document that is annexed.
  static bool titles_annex(View line) {
    const auto& kinds = outline_lexicon().annex_ends;
    return std::any_of(kinds.begin(), kinds.end(), [&](const auto& end) { return line.ends_with(end); });
  }

  /// The name of an office above its telephone, or below the text.
  static bool is_contact(View line) {
    const auto& offices = outline_lexicon().offices;
    return std::any_of(offices.begin(), offices.end(), [&](const auto& end) { return line.ends_with(end); });
  }

  /// 附件2 closes everything and is no heading itself; 名词解释 is both.
  bool appendix(View line) {
    if (!seen_body_) return false;
    for (const auto& word : words_.appendix) {
      if (!line.starts_with(word)) continue;
      const View rest = line.substr(word.size());
      if (rest.size() > 3 || rest.find_first_not_of(U" 0123456789一二三四五六七八九十：:") != View::npos) continue;
      fresh_ = true;
      return true;
    }
    const View title = line.back() == U'：' ? line.substr(0, line.size() - 1) : line;
    if (std::find(words_.appendix_titles.begin(), words_.appendix_titles.end(), title) != words_.appendix_titles.end())
      fresh_ = true;
    return false;
  }

  /// Marks in running text.
  void inside(std::uint32_t b) {
    const TextRange line = r_.blocks[b].content;
    for (std::uint32_t i = line.start + 1; i < line.end; ++i) {
      const char32_t c = text_[i];
      if (!openers.maybe(c)) continue;
      std::uint32_t at = i;
      if (found_from_behind(c)) {
        while (
            at > line.start &&
            (is_digit(text_[at - 1]) ? c != U'是' : han_numeral(text_, at - 1, at).size > 0 || text_[at - 1] == U'十'))
          --at;
        if (at == i || i - at > 3) continue;
      }
      if (at <= line.start || (!found_.empty() && found_.back().at >= at)) continue;
      if (is_han(c) && at == i && c != U'第' && c != U'首' && c != U'其' && c != U'再' && c != U'最') continue;
      const Label label = parse_label(text_, at, line.end);
      if (label.size == 0 || label.doubtful) continue;
      if (!may_follow(text_[at - 1], label.family) && !glued_first(at, b, label)) continue;
      if (label.family <= Family::article) continue;
      if (c == U'、' && label.family != Family::han && label.family != Family::arabic_dot) continue;
      add(at, b, label, false);
      i = std::max(i, at + label.size - 1);
    }
  }

  /// The first item right behind the words of a heading whose line end is lost: （一）强化政治引领一是…。二是…
  [[nodiscard]] bool glued_first(std::uint32_t at, std::uint32_t b, const Label& label) const {
    constexpr View parts_of_words = U"统唯之第同单专万合划如逐其不归惟这那";
    constexpr std::uint32_t shortest = 4, longest = 50;
    if (label.family < Family::han_bracket || label.family == Family::ordinal || label.ordinal != 1 || found_.empty())
      return false;
    const Candidate& heading = found_.back();
    const std::uint32_t start = heading.at + heading.label_size;
    if (heading.block != b || heading.family >= Family::ordinal || heading.family >= label.family ||
        at < start + shortest || at > start + longest)
      return false;
    if (!is_han(text_[at - 1]) || parts_of_words.find(text_[at - 1]) != View::npos) return false;
    const View between = text_.substr(start, at - start);
    return std::none_of(between.begin(), between.end(), ends_sentence);
  }

  /// A mark that stands alone proves little; a mark with its neighbour in sequence proves itself.
  void prove() {
    std::array<std::int64_t, family_count> previous;
    previous.fill(-1);
    std::array<std::int64_t, family_count> next;
    next.fill(-1);
    std::vector<std::int32_t> follower(found_.size(), -1);
    const auto peers =
        std::count_if(found_.begin(), found_.end(), [](const Candidate& c) { return c.family == Family::heading; });
    for (std::size_t i = found_.size(); i-- > 0;) {
      const auto f = static_cast<std::size_t>(found_[i].family);
      follower[i] = static_cast<std::int32_t>(next[f]);
      next[f] = static_cast<std::int64_t>(i);
    }
    for (std::size_t i = 0; i < found_.size(); ++i) {
      Candidate& c = found_[i];
      const auto f = static_cast<std::size_t>(c.family);
      if (c.family == Family::heading) {
        c.accepted = !c.doubtful || peers > 1;
      } else if (!c.accepted) {
        c.accepted = c.hint_level > 0 || proved(c, previous[f], follower[i]);
      }
      if (c.accepted) previous[f] = static_cast<std::int64_t>(i);
    }
  }

  [[nodiscard]] bool proved(const Candidate& c, std::int64_t previous, std::int32_t follower) const {
    const bool spoken = c.family == Family::is_list || c.family == Family::ordinal || c.family == Family::first_next;
    if (c.line_start && !c.doubtful && !spoken) return true;
    if (c.ordinal > 1) {
      if (previous >= 0 && found_[previous].ordinal + 1 == c.ordinal)
        return !c.doubtful || believed(found_[previous], c, c);
      // An excerpt may begin with 二是.
      return c.line_start && c.family == Family::is_list && !c.doubtful;
    }
    if (follower < 0 || found_[follower].ordinal != c.ordinal + 1) return false;
    return !c.doubtful || believed(c, found_[follower], c);
  }

  /// Doubtful marks are believed only as lines of one list, of like kind; 第一部分 without a blank behind it where the
  /// line holds no sentence.
  [[nodiscard]] bool believed(const Candidate& a, const Candidate& b, const Candidate& c) const {
    const View line = content(c.block);
    if (c.family <= Family::chapter_section)
      return c.line_start && line.size() <= words_.longest_heading && line.find_first_of(U"。；") == View::npos;
    return a.line_start && b.line_start && b.block - a.block <= 12 && b.at - a.at <= 1500;
  }

  const ReportData& r_;
  const Hints& hints_;
  const Shadow& shadow_;
  View text_;
  const OutlineLexicon& words_;
  Context& ctx_;
  std::vector<Candidate> found_;
  bool seen_body_ = false;
  bool in_note_ = false;
  bool fresh_ = false;                ///< the next section opens an appendix
  std::vector<std::uint32_t> leads_;  ///< blocks that are headings though they are sentences
};

}  // namespace

std::vector<Candidate> find_candidates(const ReportData& r, const Hints& hints, const Shadow& shadow, Context& ctx) {
  return Finder(r, hints, shadow, ctx).run();
}

}  // namespace detail
FAZHI_NAMESPACE_END
