// The head of a document and its foot: what GB/T 9704 7.2 and 7.3 name, found by form and place.
#include "outline/header_reader.hpp"

#include <algorithm>

#include "fazhi/context.hpp"
#include "outline/dates.hpp"
#include "outline/document_number.hpp"
#include "text/decode.hpp"
#include "text/fold.hpp"
#include "text/lines.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

constexpr std::size_t most_head_lines = 40;
constexpr std::uint32_t longest_title = 110;

std::u32string code_points(const std::string& utf8) {
  TextData text;
  text.utf8 = utf8;
  index_text(text);
  return text.code_points;
}

/// The words before the colon of 各乡镇人民政府，县政府各部门：
bool names_addressee(std::u32string_view s) {
  const HeaderWords& words = header_words();
  return !s.empty() && find_first_word(s, words.addressee_holds) != s.npos &&
         find_first_word(s, words.addressee_not) == s.npos && s.find_first_of(U"。；“《") == s.npos &&
         !std::any_of(s.begin(), s.end(), is_digit);
}

constexpr std::size_t longest_addressee = 80;

bool is_addressee_line(std::u32string_view s) {
  return s.size() <= longest_addressee && (s.back() == U'：' || s.back() == U':') &&
         names_addressee(s.substr(0, s.size() - 1));
}

bool begins_body(std::u32string_view s) {
  if (starts_with_any(s, header_words().lead_openings)) return true;
  if (is_addressee_line(s)) return false;
  if (starts_with_label(s) && (is_han_digit(s[0]) || (s.size() > 1 && is_han_digit(s[1])))) return true;
  if (s.back() == U'。') return true;
  if (s.size() > 400) s = s.substr(0, 400);
  const auto marks = std::count_if(s.begin(), s.end(), [](char32_t c) { return c == U'。' || c == U'；'; });
  const auto commas = std::count(s.begin(), s.end(), U'，');
  return s.size() >= 25 && (marks > 0 || commas >= 2);
}

/// The last line of a title broken by width is short, the one above it full and without marks.
bool is_broken_line(std::u32string_view above, std::u32string_view below) {
  constexpr std::size_t longest_rest = 14, fullest = 40;
  return below.size() <= longest_rest && above.size() >= below.size() && above.size() <= fullest &&
         !starts_with_label(above) && !above.starts_with(U"——") && std::any_of(above.begin(), above.end(), is_han) &&
         above.find_first_of(U"，：。；") == above.npos;
}

}  // namespace

HeaderReader::HeaderReader(ReportData& r, const Hints& hints, const Shadow& shadow)
    : r_(r), hints_(hints), s_(shadow.view()), words_(header_words()), page_(read_page_metadata(r, shadow)) {}

std::u32string_view HeaderReader::content(std::uint32_t block) const {
  const TextRange c = r_.blocks[block].content;
  return s_.substr(c.start, c.size());
}

void HeaderReader::run() {
  take_hints();
  find_head();
  read_number_and_signers();
  read_title();
  read_addressee();
  read_foot();
  read_page();
  read_kind();
  read_year();
  read_issuers();
  if (r_.kind == ReportKind::work_report) read_congress();
}

HeaderField HeaderReader::field(TextRange range, Origin origin) const {
  return {to_utf8(fold_line(s_.substr(range.start, range.size()))), range, origin};
}

void HeaderReader::take_hints() {
  Header& h = r_.header;
  for (const auto& hint : hints_.metadata) {
    if (hint.value.empty()) continue;
    const HeaderField given{hint.value, {}, Origin::metadata};
    const Date date = match_date(code_points(hint.value)).date;
    if (hint.name == "title") h.title = given;
    if (hint.name == "issuer") h.issuers.push_back(given);
    if (hint.name == "document_number") h.document_number = given;
    if (hint.name == "signed_date") h.signed_date = date;
    if (hint.name == "published_date") h.published_date = date;
  }
}

void HeaderReader::find_head() {
  body_ = static_cast<std::uint32_t>(r_.blocks.size());
  for (std::uint32_t k = 0; k < r_.blocks.size() && head_.size() < most_head_lines; ++k) {
    if (r_.blocks[k].kind != BlockKind::paragraph) continue;
    if (begins_body(content(k))) {
      body_ = k;
      return;
    }
    head_.push_back(k);
  }
}

void HeaderReader::read_number_and_signers() {
  Header& h = r_.header;
  std::vector<std::uint32_t> rest;
  for (const std::uint32_t k : head_) {
    const std::u32string_view s = content(k);
    const std::uint32_t at = r_.blocks[k].content.start;
    const std::size_t signer = s.find(U"签发人");
    const NumberMatch number = find_document_number(s);
    const bool in_bracket = number.start == 1 && number.end + 1 == s.size() && (s[0] == U'（' || s[0] == U'(');
    const bool alone =
        number.start < number.end &&
        (in_bracket || (number.start == 0 && (number.end == s.size() || s[number.end] == U' ' || signer != s.npos)));
    if (alone && h.document_number.value.empty())
      h.document_number = field(
          {at + static_cast<std::uint32_t>(number.start), at + static_cast<std::uint32_t>(number.end)}, Origin::typed);
    if (signer != s.npos) read_signers(at + static_cast<std::uint32_t>(signer) + 3, r_.blocks[k].content.end);
    const bool dated = read_head_date(k, alone ? number.end : 0);
    if (alone || dated || signer != s.npos) {
      r_.blocks[k].kind = BlockKind::metadata;
    } else {
      rest.push_back(k);
    }
  }
  head_ = std::move(rest);
}

/// 国办发〔2022〕27号 2022年7月29日, （2015年12月24日）, 2026-02-03 09:02: the date alone, or behind the number. The
/// form with dashes and the one with a clock are the page's own.
bool HeaderReader::read_head_date(std::uint32_t block, std::size_t from) {
  const std::u32string_view s = content(block);
  if (body_ >= r_.blocks.size()) return false;
  std::size_t end = s.size();
  while (from < end && (s[from] == U' ' || s[from] == U'（' || s[from] == U'(')) ++from;
  while (end > from && (s[end - 1] == U' ' || s[end - 1] == U'）' || s[end - 1] == U')')) --end;
  const DateMatch date = match_date(s.substr(from));
  if (date.size == 0 ||
      s.substr(from + date.size, end - from - date.size).find_first_not_of(U" 0123456789:：时分秒") != s.npos)
    return false;
  Header& h = r_.header;
  const bool of_page = from + date.size < end || s.find(U'年', from) == s.npos;
  Date& goal = of_page ? h.published_date : h.signed_date;
  if (!goal.known()) {
    const std::uint32_t at = r_.blocks[block].content.start + static_cast<std::uint32_t>(from);
    goal = date.date;
    (of_page ? h.published_date_range : h.signed_date_range) = {at, at + static_cast<std::uint32_t>(date.size)};
  }
  return true;
}

/// 签发人：甲某某　乙某某 (GB/T 9704 7.2.6: several names, two a line).
void HeaderReader::read_signers(std::uint32_t from, std::uint32_t to) {
  std::uint32_t i = from;
  while (i < to) {
    while (i < to && !is_han(s_[i])) ++i;
    const std::uint32_t start = i;
    while (i < to && (is_han(s_[i]) || s_[i] == U'·')) ++i;
    if (i - start >= 2 && i - start <= 6) r_.header.signers.push_back(field({start, i}, Origin::typed));
  }
}

std::u32string_view HeaderReader::without_brackets(std::u32string_view s) {
  while (!s.empty() && (s.back() == U'）' || s.back() == U')' || s.back() == U' ')) {
    if (s.back() == U' ') {
      s.remove_suffix(1);
      continue;
    }
    const std::size_t open = s.find_last_of(U"（(");
    if (open == s.npos || open == 0) break;
    s = s.substr(0, open);
  }
  return s;
}

bool HeaderReader::ends_title(std::u32string_view s) const {
  if (s.size() > longest_title) return false;
  s = without_brackets(s);
  if (s.size() < 3) return false;
  // 政 府 工 作 报 告 is set with blanks.
  return ends_with_any(s, words_.title_ends) ||
         (s.find(U' ') != s.npos && ends_with_any(fold_line(s), words_.title_ends));
}

/// First line of a title whose last line is head_[last].
std::size_t HeaderReader::title_start(std::size_t last) const {
  std::size_t first = last;
  while (first > 0) {
    const std::u32string_view below = content(head_[first]);
    const std::u32string_view above = content(head_[first - 1]);
    const std::uint32_t gap = head_[first] - head_[first - 1];
    if (gap > 3 || ends_title(above) || above.size() > longest_title || above.find_first_of(U"。：；") != above.npos ||
        above.ends_with(U"文件"))
      break;
    if (find_furniture(head_[first - 1], head_[first])) break;
    const bool names = is_body_name(fold_line(above)) || above.starts_with(U"中共");
    const bool unfinished = above.find(U"关于") != above.npos || find_first_word(above, words_.matters) != above.npos;
    if (!(names && (below.starts_with(U"关于") || is_body_name(fold_line(below)) || below.find(U'年') != below.npos ||
                    unfinished)) &&
        !(unfinished && gap <= 2) && !(gap == 1 && is_broken_line(above, below)))
      break;
    --first;
  }
  return first;
}

bool HeaderReader::find_furniture(std::uint32_t from, std::uint32_t to) const {
  return std::any_of(r_.blocks.begin() + from, r_.blocks.begin() + to,
                     [](const BlockData& b) { return b.kind > BlockKind::blank; });
}

void HeaderReader::read_title() {
  Header& h = r_.header;
  std::u32string title;
  for (std::size_t i = 0; i < head_.size(); ++i) {
    const std::u32string_view line = content(head_[i]);
    // A kind cut by the line end: 工作报 above 告.
    const bool cut = line.size() < 3 && i > 0 && head_[i] - head_[i - 1] == 1 &&
                     ends_title(std::u32string(content(head_[i - 1])) + std::u32string(line));
    if (!cut && !ends_title(line)) continue;
    const std::size_t first = title_start(i);
    const TextRange range{r_.blocks[head_[first]].content.start, r_.blocks[head_[i]].content.end};
    const std::u32string text = fold_line(s_.substr(range.start, range.size()));
    const bool repeat = !title.empty() && same_title(text, title);
    if (!title.empty() && !repeat) continue;
    for (std::size_t k = first; k <= i; ++k) r_.blocks[head_[k]].kind = BlockKind::title;
    if (repeat) {
      h.title_repeats.push_back(range);
      continue;
    }
    title = text;
    set_title(range);
  }
  if (title.empty()) guess_title();
  std::erase_if(head_, [&](std::uint32_t k) { return r_.blocks[k].kind == BlockKind::title; });
}

/// Titles of one page differ in 度, 的 and blanks.
bool HeaderReader::same_title(std::u32string_view a, std::u32string_view b) {
  auto plain = [](std::u32string_view s) {
    std::u32string out;
    for (char32_t c : without_brackets(s))
      if (c != U' ' && c != U'度' && c != U'的') out.push_back(c);
    return out;
  };
  const std::u32string x = plain(a), y = plain(b);
  return x == y || (std::min(x.size(), y.size()) >= 12 && (x.ends_with(y) || y.ends_with(x)));
}

void HeaderReader::set_title(TextRange range) {
  Header& h = r_.header;
  const std::u32string_view s = s_.substr(range.start, range.size());
  // A document number before the title or in the bracket behind it is no part of it.
  const NumberMatch number = find_document_number(s);
  if (number.start < number.end && number.start == 0) {
    const auto end = range.start + static_cast<std::uint32_t>(number.end);
    if (h.document_number.value.empty()) h.document_number = field({range.start, end}, Origin::typed);
    range.start = end;
    while (range.start < range.end && s_[range.start] == U' ') ++range.start;
  } else if (number.start < number.end && number.start > 1) {
    const auto at = range.start + static_cast<std::uint32_t>(number.start);
    if (h.document_number.value.empty())
      h.document_number = field({at, range.start + static_cast<std::uint32_t>(number.end)}, Origin::typed);
    const char32_t before = s[number.start - 1];
    if (before == U'（' || before == U'(') range.end = at - 1;
  }
  const HeaderField found = field(range, Origin::typed);
  if (h.title.value.empty()) {
    h.title = found;
  } else {
    h.title.range = range;
  }
}

void HeaderReader::guess_title() {
  // A text without line breaks, or with the lead glued to its title.
  if (head_.empty() && body_ < r_.blocks.size()) {
    const std::u32string_view s = content(body_);
    const std::size_t mark = std::min(s.find_first_of(U"，。：；"), s.size());
    const std::size_t last = std::min({mark, s.find(U"现将"), s.find(U"一、")});
    const std::uint32_t start = r_.blocks[body_].content.start;
    // Blanks may stand around the year too: the first behind a kind of document ends the title.
    for (std::size_t stop = s.find(U' ');; stop = s.find(U' ', stop + 1)) {
      stop = std::min(stop, last);
      if (stop >= 8 && stop < mark && ends_title(s.substr(0, stop)))
        return set_title({start, start + static_cast<std::uint32_t>(stop)});
      if (stop == last) return;
    }
  }
  // A title that ends in no word we know stands first and alone above the text.
  if (head_.empty() || body_ == r_.blocks.size()) return;
  const std::uint32_t k = head_.front();
  const std::u32string_view s = content(k);
  if (s.size() < 5 || s.size() > 60 || s[0] == U'—' || match_date(s).size > 0 || s.back() == U'：' ||
      s.back() == U':' || starts_with_label(s) || is_body_name(fold_line(s)) || s.find_first_of(U"，：") != s.npos ||
      !std::any_of(s.begin(), s.end(), is_han))
    return;
  r_.blocks[k].kind = BlockKind::title;
  set_title(r_.blocks[k].content);
}

void HeaderReader::read_addressee() {
  constexpr std::uint32_t longest_glued = 30;
  for (const std::uint32_t k : head_) {
    const std::u32string_view s = content(k);
    if (!is_addressee_line(s)) continue;
    const TextRange c = r_.blocks[k].content;
    r_.header.addressee = field({c.start, c.end - 1}, Origin::typed);
    r_.blocks[k].kind = BlockKind::addressee;
    std::erase(head_, k);
    return;
  }
  if (body_ >= r_.blocks.size()) return;
  const std::u32string_view s = content(body_);
  const std::size_t colon = s.find(U'：');
  if (colon == s.npos || colon > longest_glued || colon + 1 >= s.size() || !names_addressee(s.substr(0, colon)) ||
      !is_body_name(s.substr(0, colon), false))
    return;
  const std::uint32_t start = r_.blocks[body_].content.start;
  r_.header.addressee = field({start, start + static_cast<std::uint32_t>(colon)}, Origin::typed);
}

void HeaderReader::read_page() {
  Header& h = r_.header;
  auto date_in = [&](const std::optional<TextRange>& range, Date& date, TextRange& place) {
    if (!range || date.known()) return;
    const DateMatch m = match_date(s_.substr(range->start, range->size()));
    if (m.size == 0) return;
    date = m.date;
    place = {range->start, range->start + static_cast<std::uint32_t>(m.size)};
  };
  date_in(page_.signed_date, h.signed_date, h.signed_date_range);
  date_in(page_.published_date, h.published_date, h.published_date_range);
  if (page_.document_number && h.document_number.value.empty()) {
    const NumberMatch m = find_document_number(s_.substr(page_.document_number->start, page_.document_number->size()));
    const std::uint32_t at = page_.document_number->start;
    if (m.end > m.start)
      h.document_number =
          field({at + static_cast<std::uint32_t>(m.start), at + static_cast<std::uint32_t>(m.end)}, Origin::metadata);
  }
  if (!page_.title) return;
  if (h.title.value.empty()) {
    h.title = field(*page_.title, Origin::metadata);
  } else if (same_title(fold_line(s_.substr(page_.title->start, page_.title->size())), code_points(h.title.value))) {
    h.title_repeats.insert(h.title_repeats.begin(), *page_.title);
  }
}

void read_header(ReportData& r, const Hints& hints, const Shadow& shadow, Context& ctx) {
  ctx.check_cancelled();
  if (!r.blocks.empty()) HeaderReader(r, hints, shadow).run();
}

}  // namespace detail
FAZHI_NAMESPACE_END
