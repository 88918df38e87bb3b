// What the header elements together say: kind of report, year, issuers.
#include <algorithm>

#include "outline/dates.hpp"
#include "outline/header_reader.hpp"
#include "text/decode.hpp"
#include "text/fold.hpp"
#include "text/lines.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

std::u32string code_points(const std::string& utf8) {
  TextData text;
  text.utf8 = utf8;
  index_text(text);
  return text.code_points;
}

/// First year that is no end of a span (2021—2025年).
int first_year(std::u32string_view s) {
  for (std::size_t i = 0; i + 4 < s.size(); ++i) {
    const char32_t before = i > 0 ? s[i - 1] : U' ';
    if (is_digit(before) || before == U'-' || before == U'—' || before == U'－' || before == U'–' || before == U'~' ||
        before == U'～' || before == U'至')
      continue;
    if (const int year = match_year(s.substr(i))) return year;
  }
  return 0;
}

/// Where the year or the matter ends the name of a unit.
std::size_t end_of_unit(std::u32string_view s, const WordList& matters) {
  std::size_t end = std::min({s.find(U"关于"), s.find(U"年度"), find_first_word(s, matters)});
  for (std::size_t i = 0; i < s.size() && i < end; ++i)
    if (match_year(s.substr(i)) != 0) return i;
  return end;
}

std::u32string_view trim(std::u32string_view s) {
  while (!s.empty() && s.front() == U' ') s.remove_prefix(1);
  while (!s.empty() && s.back() == U' ') s.remove_suffix(1);
  return s;
}

}  // namespace

/// The sentence 现将…报告如下 among the first lines of the body; empty where there is none.
TextRange HeaderReader::lead() const {
  constexpr std::uint32_t lines = 6;
  constexpr std::size_t longest_opening = 2000;
  std::uint32_t seen = 0;
  for (std::uint32_t k = body_; k < r_.blocks.size() && seen < lines; ++k) {
    if (r_.blocks[k].kind != BlockKind::paragraph) continue;
    ++seen;
    const std::u32string_view s = content(k).substr(0, longest_opening);
    for (std::size_t at = 0; at < s.size();) {
      const std::size_t open = find_first_word(s.substr(at), words_.lead_openings);
      if (open == s.npos) break;
      const std::size_t start = at + open;
      const std::size_t end = std::min(s.find(U"如下", start), s.size());
      const std::uint32_t base = r_.blocks[k].content.start;
      if (end < s.size() && end - start <= 120)
        return {base + static_cast<std::uint32_t>(start), base + static_cast<std::uint32_t>(end)};
      at = start + 2;
    }
  }
  return {};
}

void HeaderReader::read_kind() {
  auto kind_of = [&](std::u32string_view title) {
    std::u32string_view s = without_brackets(title);
    if (const std::size_t joint = find_first_word(s, words_.joints); joint != s.npos) s = s.substr(0, joint + 2);
    auto holds = [&](const WordList& words) { return find_first_word(s, words) != s.npos; };
    if (holds(words_.work_report)) return ReportKind::work_report;
    if (holds(words_.disclosure) && ends_with_any(s, words_.disclosure_ends)) return ReportKind::disclosure;
    if (holds(words_.rule_of_law) && ends_with_any(s, words_.rule_of_law_ends) && !holds(words_.rule_of_law_not))
      return ReportKind::rule_of_law;
    return ReportKind::other;
  };
  const std::u32string title = code_points(r_.header.title.value);
  r_.kind = kind_of(title);
  if (r_.kind != ReportKind::other) return;
  // The lead says what the title does not: 现将2023年法治政府建设情况报告如下.
  const TextRange range = lead();
  if (!range.empty() && find_first_word(title, words_.rule_of_law_not) == title.npos) {
    r_.kind = kind_of(s_.substr(range.start, range.size()));
    if (r_.kind != ReportKind::other) return;
  }
  if (title.empty() && headings_of_rule_of_law()) {
    r_.kind = ReportKind::rule_of_law;
    return;
  }
  const std::u32string_view opening = s_.substr(0, 400);
  if (title.empty() && find_first_word(opening, words_.work_report_openings) != opening.npos)
    r_.kind = ReportKind::work_report;
}

/// A page without its title: …报告如下：, and below it a heading such as 一、推进法治政府建设的主要举措和成效.
bool HeaderReader::headings_of_rule_of_law() const {
  constexpr std::uint32_t lines = 6, longest_heading = 60;
  bool lead = false;
  for (std::uint32_t k = body_, seen = 0; k < r_.blocks.size(); ++k) {
    if (r_.blocks[k].kind != BlockKind::paragraph) continue;
    const std::u32string_view s = content(k);
    if (++seen <= lines && find_first_word(s, words_.lead_ends) != s.npos) lead = true;
    if (seen > lines && !lead) return false;
    if (lead && s.size() <= longest_heading && starts_with_label(s) && find_first_word(s, words_.rule_of_law) != s.npos)
      return true;
  }
  return false;
}

void HeaderReader::read_year() {
  Header& h = r_.header;
  auto set = [&](int year, Origin origin) {
    if (h.year != 0 || year == 0) return;
    h.year = year;
    h.year_origin = origin;
  };
  set(first_year(code_points(h.title.value)), h.title.origin);
  const TextRange range = lead();
  if (!range.empty()) set(first_year(s_.substr(range.start, range.size())), Origin::typed);
  if (r_.kind != ReportKind::rule_of_law && r_.kind != ReportKind::disclosure) return;
  // The text begins with its year, or a heading of what was done names it.
  if (body_ < r_.blocks.size()) set(match_year(content(body_)), Origin::inferred);
  for (std::uint32_t k = body_; k < r_.blocks.size() && h.year == 0; ++k)
    if (r_.blocks[k].kind == BlockKind::paragraph && content(k).size() <= 60 && starts_with_label(content(k)) &&
        find_first_word(content(k), words_.plans) == content(k).npos)
      set(first_year(content(k)), Origin::inferred);
  // Reports are due in the first months of the year after.
  const Date date = h.signed_date.known() ? h.signed_date : h.published_date;
  if (date.known()) set(date.month <= 6 ? date.year - 1 : date.year, Origin::inferred);
}

/// "中共某镇委员会 某镇人民政府" and the same without the blank.
bool HeaderReader::split_issuers(std::u32string_view names, TextRange range, Origin origin, bool places) {
  names = trim(names);
  if (names.empty()) return false;
  std::vector<HeaderField> found;
  const TextRange whole = range;
  while (!names.empty()) {
    std::size_t cut = names.find(U' ');
    if (names.starts_with(U"中共")) {
      for (const std::u32string_view end :
           {std::u32string_view(U"委员会"), std::u32string_view(U"工委"), std::u32string_view(U"县委"),
            std::u32string_view(U"市委"), std::u32string_view(U"区委")}) {
        const std::size_t at = names.find(end);
        if (at != names.npos) cut = std::min(cut, at + end.size());
      }
    }
    const std::u32string_view name = trim(names.substr(0, cut));
    if (!is_body_name(name, places)) return false;
    TextRange place;
    if (!whole.empty()) {
      const std::size_t at = s_.substr(whole.start, whole.size()).find(name);
      if (at != s_.npos)
        place = {whole.start + static_cast<std::uint32_t>(at),
                 whole.start + static_cast<std::uint32_t>(at + name.size())};
    }
    found.push_back({to_utf8(name), place, origin});
    names = cut == names.npos ? std::u32string_view() : trim(names.substr(cut));
  }
  r_.header.issuers = std::move(found);
  return true;
}

bool HeaderReader::issuers_of_title(bool places) {
  const HeaderField& field = r_.header.title;
  const std::u32string title = code_points(field.value);
  std::u32string_view s = title;
  // 关于白石乡2023年法治政府建设情况的报告
  if (s.starts_with(U"关于")) s.remove_prefix(2);
  const std::size_t end = end_of_unit(s, words_.matters);
  if (end == s.npos) return false;
  if (end > 0) return split_issuers(s.substr(0, end), field.range, field.origin, places);
  // 2020年静海区法治政府建设情况报告: the year first.
  std::size_t year = 0;
  if (match_year(s, &year) == 0) return false;
  s.remove_prefix(year);
  if (s.starts_with(U'度')) s.remove_prefix(1);
  const std::size_t unit = end_of_unit(s, words_.matters);
  return unit != s.npos && unit > 0 && split_issuers(s.substr(0, unit), field.range, field.origin, places);
}

bool HeaderReader::issuers_of_lead(bool places) {
  TextRange range = lead();
  if (range.empty()) return false;
  range.start += 2;
  const std::u32string_view s = s_.substr(range.start, range.size());
  const std::size_t end = end_of_unit(s, words_.matters);
  return end != s.npos && end > 0 && split_issuers(fold_line(s.substr(0, end)), range, Origin::typed, places);
}

void HeaderReader::read_issuers() {
  Header& h = r_.header;
  if (!h.issuers.empty()) return;
  // The full name of a body is worth more than the name of a place, wherever it stands.
  for (const bool places : {false, true}) {
    if (issuers_of_title(places) || issuers_of_lead(places)) return;
    if (!h.signature.value.empty() &&
        split_issuers(code_points(h.signature.value), h.signature.range, Origin::typed, places))
      return;
    if (page_.issuer && split_issuers(fold_line(s_.substr(page_.issuer->start, page_.issuer->size())), *page_.issuer,
                                      Origin::metadata, places))
      return;
  }
}

/// ——2026年1月26日在某省第十四届人民代表大会第五次会议上, 我代表省人民政府: when a work report was delivered, and for
/// whom. Without that day, 一、2025年工作回顾 says that it was the year after.
void HeaderReader::read_congress() {
  constexpr std::uint32_t lines = 30;
  constexpr std::size_t longest_line = 400, longest_place = 16, longest_heading = 40;
  Header& h = r_.header;
  const bool has_year = h.year != 0;
  std::u32string_view place;
  for (std::uint32_t k = 0, seen = 0; k < r_.blocks.size() && seen < lines; ++k) {
    if (r_.blocks[k].kind > BlockKind::blank || content(k).empty()) continue;
    ++seen;
    const std::u32string_view line = content(k).substr(0, longest_line);
    for (std::size_t at = line.find(U'届'); at != line.npos; at = line.find(U'届', at + 1)) {
      const std::size_t nth = line.rfind(U'第', at);
      const std::size_t in = nth == line.npos ? nth : line.rfind(U'在', nth);
      if (in == line.npos || at - nth > 4 || nth - in > longest_place) continue;
      if (is_body_name(line.substr(in + 1, nth - in - 1), true)) place = line.substr(in + 1, nth - in - 1);
      for (std::size_t i = 0; i < in && h.year == 0; ++i)
        if (const DateMatch day = match_date(line.substr(i)); day.size != 0 && i + day.size == in)
          h.year = day.date.year, h.year_origin = Origin::inferred;
    }
    if (h.issuers.empty()) read_speaker_for(line, r_.blocks[k].content.start, place);
    if (!has_year && h.year == 0 && k >= body_ && line.size() <= longest_heading && starts_with_label(line) &&
        line.find(U"工作回顾") != line.npos)
      if (const int year = first_year(line)) h.year = year + 1, h.year_origin = Origin::inferred;
  }
}

/// 代表海南省人民政府, 代表国务院 as printed; 代表省人民政府 with the place of the congress.
void HeaderReader::read_speaker_for(std::u32string_view line, std::uint32_t start, std::u32string_view place) {
  constexpr std::size_t longest_name = 20;
  const std::size_t at = line.find(U"代表");
  if (at == line.npos || find_first_word(line, words_.work_report_openings) == line.npos) return;
  const std::u32string_view rest = line.substr(at + 2, longest_name);
  for (const std::u32string_view end : {std::u32string_view(U"人民政府"), std::u32string_view(U"国务院")}) {
    const std::size_t found = rest.find(end);
    if (found == rest.npos || rest.substr(0, found).find_first_of(U"，。、；") != rest.npos) continue;
    const std::u32string_view name = rest.substr(0, found + end.size());
    const auto from = start + static_cast<std::uint32_t>(at + 2);
    const TextRange range{from, from + static_cast<std::uint32_t>(name.size())};
    const std::u32string_view level = rest.substr(0, found);
    if (end == U"国务院" ? found == 0 : found > 1 && level != U"自治区") {
      if (is_body_name(name)) r_.header.issuers.push_back({to_utf8(name), range, Origin::typed});
    } else if (found > 0 && place.size() > level.size() && place.ends_with(level)) {
      r_.header.issuers.push_back({to_utf8(std::u32string(place) + std::u32string(end)), range, Origin::inferred});
    }
    return;
  }
}

}  // namespace detail
FAZHI_NAMESPACE_END
