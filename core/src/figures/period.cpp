#include "figures/period.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

int year_at(std::u32string_view s, std::size_t end) noexcept {
  if (end < 4) return 0;
  int year = 0;
  for (std::size_t k = end - 4; k < end; ++k) {
    if (s[k] < U'0' || s[k] > U'9') return 0;
    year = year * 10 + static_cast<int>(s[k] - U'0');
  }
  if (end >= 5 && s[end - 5] >= U'0' && s[end - 5] <= U'9') return 0;
  return year >= 1900 && year < 2200 ? year : 0;
}

}  // namespace

YearWord year_named(std::u32string_view s, int report_year, int this_year) noexcept {
  // From the end: the nearest word wins.
  for (std::size_t i = s.size(); i-- > 0;) {
    if (s[i] != U'年' || i == 0) continue;
    if (const int year = year_at(s, i); year != 0) {
      const char32_t lead = i >= 5 ? s[i - 5] : U'\0';
      const bool compared = lead == U'比' || lead == U'较' || lead == U'从' || lead == U'由' || lead == U'自';
      const bool touches = s.size() - i <= 3 && lead != U'比' && lead != U'较';
      if (!compared || touches) return {year, !compared};
      continue;
    }
    switch (s[i - 1]) {
      case U'今':
      case U'本':
        if (this_year != 0) return {this_year, true};
        break;
      case U'全':
        if (report_year != 0) return {report_year, true};
        break;
      case U'去':
        if (this_year != 0 && !(i >= 2 && (s[i - 2] == U'比' || s[i - 2] == U'较'))) return {this_year - 1, true};
        break;
      case U'一':
        // 过去一年, 过去的一年: the year that the report is about.
        if (report_year != 0 && (s.substr(0, i - 1).ends_with(U"过去") || s.substr(0, i - 1).ends_with(U"过去的")))
          return {report_year, true};
        break;
      case U'明':
        if (this_year != 0) return {this_year + 1, true};
        break;
      default:
        break;
    }
  }
  return {};
}

int year_of_section(const ReportData& r, std::u32string_view text, std::int32_t section) noexcept {
  for (std::int32_t k = section; k >= 0; k = r.sections[static_cast<std::size_t>(k)].parent) {
    const TextRange h = r.sections[static_cast<std::size_t>(k)].heading;
    if (h.end > text.size()) continue;
    if (const YearWord word = year_named(text.substr(h.start, h.size()), 0, 0); word.year != 0) return word.year;
  }
  return r.kind == ReportKind::rule_of_law || r.kind == ReportKind::disclosure ? r.header.year : 0;
}

}  // namespace detail
FAZHI_NAMESPACE_END
