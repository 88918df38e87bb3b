// Which lines are page furniture: by their words, by where they stand (before the text, in it, behind it), and page
// numbers by their run through the document.
#include "text/furniture.hpp"

#include <algorithm>
#include <unordered_map>

#include "fazhi/context.hpp"
#include "text/fold.hpp"
#include "text/lines.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

constexpr std::uint32_t longest_label = 60;  // longer lines are looked at only before and behind the text
constexpr std::uint32_t longest_entry = 12;  // of a site menu
constexpr std::uint32_t longest_head = 40;   // of a running head
constexpr std::size_t fewest_repeats = 3;    // of a running head

bool is_separator(char32_t c) {
  switch (c) {
    case U' ':
    case U'|':
    case U'｜':
    case U'/':
    case U'·':
    case U'>':
    case U'»':
    case U'›':
    case U'＞':
    case U'[':
    case U']':
    case U'【':
    case U'】':
    case U'：':
    case U':':
    case U'—':
    case U'-':
    case U'，':
    case U'、':
    case U'<':
    case U'«':
      return true;
    default:
      return false;
  }
}

bool in_list(const std::vector<std::u32string>& sorted, std::u32string_view word) {
  const auto at = std::lower_bound(sorted.begin(), sorted.end(), word,
                                   [](const std::u32string& a, std::u32string_view b) { return a < b; });
  return at != sorted.end() && *at == word;
}

/// True where every token of the line is a word of the list (a line of separators alone has none). Counts them, too.
bool made_of(std::u32string_view line, const std::vector<std::u32string>& sorted, std::size_t* known = nullptr) {
  std::size_t hits = 0, tokens = 0, i = 0;
  if (in_list(sorted, line)) hits = tokens = 1, i = line.size();
  while (i < line.size()) {
    while (i < line.size() && is_separator(line[i])) ++i;
    const std::size_t start = i;
    while (i < line.size() && !is_separator(line[i])) ++i;
    if (i == start) break;
    ++tokens;
    hits += in_list(sorted, line.substr(start, i - start));
  }
  if (known != nullptr) *known = hits;
  return hits == tokens;
}

bool is_clock(std::u32string_view line) {
  return line.size() <= longest_label && line.find(U"星期") != line.npos && line.find(U'年') != line.npos &&
         line.find(U'月') != line.npos && line.find(U'，') == line.npos;
}

bool is_breadcrumb(std::u32string_view line) {
  const bool arrows = line.find_first_of(U">»›＞") != line.npos;
  return arrows && (line.find(U"首页") != line.npos || line.find(U"位置") != line.npos);
}

bool begins_text(const Line& line, std::u32string_view s) {
  if (line.kind != BlockKind::paragraph) return false;
  if (s.starts_with(U"现将")) return true;
  if (line.stops > 0 && (line.size() >= 25 || (line.size() >= 10 && s.back() == U'。'))) return true;
  if (line.commas >= 2 && line.size() >= 30) return true;
  return starts_with_label(s) && (is_han_digit(s[0]) || (s.size() > 1 && is_han_digit(s[1])));
}

enum class Zone : std::uint8_t { head, text, tail };

class Classifier {
 public:
  Classifier(std::vector<Line>& lines, const Shadow& shadow, Context& ctx)
      : lines_(lines), shadow_(shadow), ctx_(ctx), words_(furniture_words()) {}

  void run() {
    first_ = lines_.size();
    last_ = 0;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (!begins_text(lines_[i], content(i)) || holds_any_mark(i) || is_field(content(i))) continue;
      first_ = std::min(first_, i);
      last_ = i;
    }
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      ctx_.check_cancelled();
      if (!lines_[i].blank())
        classify(i, i < first_ ? Zone::head : i > last_ && first_ < lines_.size() ? Zone::tail : Zone::text);
    }
    close_menus();
    accept_page_numbers();
  }

 private:
  [[nodiscard]] std::u32string_view content(std::size_t i) const { return content_of(lines_[i], shadow_); }
  /// [ 主题分类 ] 公安、安全、司法 has the commas of a sentence and is none.
  [[nodiscard]] static bool is_field(std::u32string_view s) {
    return (s.front() == U'[' || s.front() == U'【' || s.front() == U'［') && match_metadata_key(s).size > 0;
  }
  /// The foot of a page may hold full sentences; only its short lines are asked, and only late in the text.
  [[nodiscard]] bool holds_any_mark(std::size_t i) const {
    return first_ < i && lines_[i].size() <= 2 * longest_label && i + 12 >= lines_.size() &&
           holds_any(content(i), words_.footer_marks);
  }

  void classify(std::size_t i, Zone zone) {
    Line& line = lines_[i];
    if (line.kind != BlockKind::paragraph) return;  // a value behind its field name
    const std::u32string_view s = content(i);
    std::size_t known = 0;
    if (zone == Zone::text) {
      // Separators alone, such as the bracket behind 【字号：, are what a list of tools leaves over.
      if (line.size() <= longest_entry && line.stops == 0 && made_of(s, words_.tools, &known) &&
          (known > 0 || after_menu(i)))
        line.kind = BlockKind::menu;
      return;
    }
    if (zone == Zone::tail && (in_foot_ || holds_any(s, words_.footer_marks))) {
      in_foot_ = true;
      line.kind = BlockKind::footer;
      return;
    }
    if (made_of(s, words_.menu, &known) && (known > 0 || after_menu(i))) {
      line.kind = BlockKind::menu;
    } else if (is_breadcrumb(s) || is_clock(s) || begins_with_any(s, words_.prefixes)) {
      line.kind = BlockKind::menu;
    } else if (const KeyMatch key = match_metadata_key(s);
               key.size > 0 && !(zone == Zone::tail && key.field == MetadataField::title)) {
      line.kind = BlockKind::metadata;
      if (keys_alone(s)) take_value(i, key.field);
    } else if (known >= 3 && line.stops == 0) {
      line.kind = BlockKind::menu;
    }
  }

  [[nodiscard]] bool after_menu(std::size_t i) const {
    while (i > 0 && lines_[i - 1].blank()) --i;
    return i > 0 && lines_[i - 1].kind == BlockKind::menu;
  }

  static bool begins_with_any(std::u32string_view s, const std::vector<std::u32string>& words) {
    return std::any_of(words.begin(), words.end(), [&](const std::u32string& w) { return s.starts_with(w); });
  }

  static bool keys_alone(std::u32string_view s) {
    while (!s.empty()) {
      const KeyMatch key = match_metadata_key(s);
      if (key.size == 0) return false;
      s.remove_prefix(key.size);
    }
    return true;
  }

  void take_value(std::size_t i, MetadataField field) {
    std::size_t j = i + 1;
    while (j < lines_.size() && lines_[j].blank()) ++j;
    if (j >= lines_.size() || lines_[j].size() > longest_label || lines_[j].stops > 0 ||
        begins_text(lines_[j], content(j)))
      return;
    const std::u32string_view s = content(j);
    if (match_metadata_key(s).size > 0 || made_of(s, words_.menu)) return;
    const bool dated = field == MetadataField::signed_date || field == MetadataField::published_date;
    if (dated && std::none_of(s.begin(), s.end(), is_digit)) return;
    if (field != MetadataField::title && s.size() >= 10 && holds_any(s, words_.title_kinds)) return;
    // A cell without a value, or a field that is often empty: a name of a body below it begins the title.
    const std::u32string_view names = content(i);
    if (names.find(U'|') != names.npos) return;
    if (field == MetadataField::other && names.find_first_of(U"：:") == names.npos && names_body(s)) return;
    lines_[j].kind = BlockKind::metadata;
  }

  /// Short lines between the entries of a menu before the title are entries too, though their words are not known.
  void close_menus() {
    std::size_t title = first_;
    for (std::size_t i = 0; i < first_; ++i) {
      if (lines_[i].kind != BlockKind::paragraph || lines_[i].size() < 8 || !holds_any(content(i), words_.title_kinds))
        continue;
      title = i;
      break;
    }
    if (title == lines_.size()) return;
    std::size_t entries = 0, known = 0;
    for (std::size_t i = 0; i < title; ++i) {
      entries += is_entry(i);
      known += lines_[i].kind == BlockKind::menu;
    }
    if (known == 0 || entries + known < 4) return;
    for (std::size_t i = 0; i < title; ++i)
      if (is_entry(i)) lines_[i].kind = BlockKind::menu;
  }

  [[nodiscard]] bool is_entry(std::size_t i) const {
    const Line& line = lines_[i];
    if (line.kind != BlockKind::paragraph || line.size() > longest_entry || line.stops + line.commas > 0) return false;
    const std::u32string_view s = content(i);
    if (s.back() == U'：' || s.back() == U'号' || std::any_of(s.begin(), s.end(), is_digit)) return false;
    return !names_body(s);
  }

  [[nodiscard]] bool names_body(std::u32string_view s) const {
    return std::any_of(words_.bodies.begin(), words_.bodies.end(),
                       [&](const std::u32string& w) { return s.ends_with(w); });
  }

  struct PageMark {
    std::size_t line = 0;
    std::uint32_t number = 0;
    bool bare = false;
  };

  void accept_page_numbers();
  static bool read_page_mark(std::u32string_view s, PageMark& mark);
  void mark_running_heads(const std::vector<std::size_t>& pages);

  std::vector<Line>& lines_;
  const Shadow& shadow_;
  Context& ctx_;
  const FurnitureWords& words_;
  std::size_t first_ = 0, last_ = 0;
  bool in_foot_ = false;
};

/// "- 3 -", "—3—", "第 3 页 共 9 页", "3 / 9", or a number alone (bare).
bool Classifier::read_page_mark(std::u32string_view s, PageMark& mark) {
  if (s.size() > 16) return false;
  std::u32string t;
  for (char32_t c : s)
    if (c != U' ') t.push_back(c);
  auto is_dash = [](char32_t c) { return c == U'-' || c == U'—' || c == U'–' || c == U'－' || c == U'―' || c == U'─'; };
  std::size_t i = 0;
  while (i < t.size() && is_dash(t[i])) ++i;
  const bool dashes = i > 0;
  const bool page = i < t.size() && t[i] == U'第';
  if (page) ++i;
  const std::size_t first = i;
  mark.number = 0;
  while (i < t.size() && i < first + 4 && is_digit(t[i])) mark.number = mark.number * 10 + (t[i++] - U'0');
  if (i == first) return false;
  const std::u32string_view rest = std::u32string_view(t).substr(i);
  mark.bare = !dashes && !page && rest.empty();
  if (mark.bare) return i - first <= 3;
  if (page) return rest.starts_with(U"页");
  if (dashes) return !rest.empty() && std::all_of(rest.begin(), rest.end(), is_dash);
  return rest.size() > 1 && rest[0] == U'/' && std::all_of(rest.begin() + 1, rest.end(), is_digit);
}

void Classifier::accept_page_numbers() {
  std::vector<PageMark> marks;
  std::vector<std::size_t> pages;
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    PageMark mark;
    if (lines_[i].kind != BlockKind::paragraph || lines_[i].size() > 16 || !read_page_mark(content(i), mark)) continue;
    mark.line = i;
    marks.push_back(mark);
  }
  // A bare number is a page number only where its neighbours count on, a page apart: the cells of a table do not.
  constexpr std::uint32_t page_apart = 300;  // characters
  for (std::size_t k = 0; k < marks.size(); ++k) {
    auto next_to = [&](std::size_t a, std::size_t b) {
      return marks[b].number == marks[a].number + 1 &&
             lines_[marks[b].line].start - lines_[marks[a].line].start >= page_apart;
    };
    const bool counted = (k > 0 && next_to(k - 1, k)) || (k + 1 < marks.size() && next_to(k, k + 1));
    if (marks[k].bare && !counted) continue;
    lines_[marks[k].line].kind = BlockKind::page_number;
    pages.push_back(marks[k].line);
  }
  if (pages.size() >= 2) mark_running_heads(pages);
}

void Classifier::mark_running_heads(const std::vector<std::size_t>& pages) {
  std::unordered_map<std::u32string_view, std::vector<std::size_t>> beside;
  auto note = [&](std::size_t i) {
    const Line& line = lines_[i];
    if (line.kind == BlockKind::paragraph && line.size() <= longest_head && line.stops == 0)
      beside[content(i)].push_back(i);
  };
  for (const std::size_t page : pages) {
    std::size_t i = page;
    while (i > 0 && lines_[i - 1].blank()) --i;
    if (i > 0) note(i - 1);
    std::size_t j = page + 1;
    while (j < lines_.size() && lines_[j].blank()) ++j;
    if (j < lines_.size()) note(j);
  }
  for (const auto& [text, places] : beside)
    if (places.size() >= fewest_repeats && 2 * places.size() >= pages.size())
      for (const std::size_t i : places) lines_[i].kind = BlockKind::running_head;
}

}  // namespace

void classify_lines(std::vector<Line>& lines, const Shadow& shadow, Context& ctx) {
  Classifier(lines, shadow, ctx).run();
}

}  // namespace detail
FAZHI_NAMESPACE_END
