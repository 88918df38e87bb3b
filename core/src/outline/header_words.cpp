#include "outline/header_words.hpp"

#include <algorithm>

#include "lexicon/toml.hpp"
#include "outline/dates.hpp"
#include "text/fold.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

constexpr std::size_t shortest_name = 3, longest_name = 40;

HeaderWords load() {
  const TomlFile file = load_lexicon("header");
  const TomlNode& root = file.root;
  HeaderWords w;
  w.title_ends = root["title"]["ends"].words();
  w.rule_of_law = root["kind"]["rule_of_law"].words();
  w.rule_of_law_ends = root["kind"]["rule_of_law_ends"].words();
  w.rule_of_law_not = root["kind"]["rule_of_law_not"].words();
  w.disclosure = root["kind"]["disclosure"].words();
  w.disclosure_ends = root["kind"]["disclosure_ends"].words();
  w.joints = root["kind"]["joints"].words();
  w.work_report = root["kind"]["work_report"].words();
  w.work_report_openings = root["kind"]["work_report_openings"].words();
  w.bodies = root["issuer"]["bodies"].words();
  w.places = root["issuer"]["places"].words();
  w.matters = root["issuer"]["matters"].words();
  w.selves = root["issuer"]["selves"].words();
  w.addressee_holds = root["addressee"]["holds"].words();
  w.addressee_not = root["addressee"]["not"].words();
  w.lead_openings = root["lead"]["openings"].words();
  w.lead_ends = root["lead"]["ends"].words();
  w.plans = root["lead"]["plans"].words();
  return w;
}

}  // namespace

const HeaderWords& header_words() {
  static const HeaderWords words = load();
  return words;
}

bool ends_with_any(std::u32string_view s, const WordList& words) {
  return std::any_of(words.begin(), words.end(), [&](const std::u32string& w) { return s.ends_with(w); });
}

bool starts_with_any(std::u32string_view s, const WordList& words) {
  return std::any_of(words.begin(), words.end(), [&](const std::u32string& w) { return s.starts_with(w); });
}

std::size_t find_first_word(std::u32string_view s, const WordList& words) {
  std::size_t first = s.npos;
  for (const auto& w : words) first = std::min(first, s.find(w));
  return first;
}

bool is_body_name(std::u32string_view s, bool places) {
  const HeaderWords& words = header_words();
  if (s.size() < shortest_name || s.size() > longest_name || starts_with_any(s, words.selves)) return false;
  if (!ends_with_any(s, words.bodies) && !(places && ends_with_any(s, words.places))) return false;
  return std::all_of(s.begin(), s.end(),
                     [](char32_t c) { return is_han(c) || c == U' ' || c == U'（' || c == U'）' || c == U'·'; });
}

std::u32string fold_line(std::u32string_view s) {
  std::u32string out;
  out.reserve(s.size());
  for (std::size_t i = 0; i < s.size(); ++i) {
    const char32_t c = s[i];
    if (c != U' ' && c != U'\n') {
      out.push_back(c);
      continue;
    }
    if (out.empty() || out.back() == U' ') continue;
    std::size_t next = i;
    while (next < s.size() && (s[next] == U' ' || s[next] == U'\n')) ++next;
    if (next == s.size()) break;
    const bool latin = is_letter(out.back()) && is_letter(s[next]);
    if (s.substr(next).starts_with(U"关于") || match_year(s.substr(next)) != 0) continue;
    if (latin || is_body_name(std::u32string_view(out).substr(out.find_last_of(U' ') + 1))) out.push_back(U' ');
  }
  return out;
}

}  // namespace detail
FAZHI_NAMESPACE_END
