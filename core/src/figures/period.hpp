// The year a figure speaks of.
#pragma once

#include <string_view>

#include "model/data.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

struct YearWord {
  int year = 0;          ///< 0: the stretch names none
  bool carries = false;  ///< holds for later figures of the sentence too
};

/// The last year that a stretch of text names (2025年, 今年, 去年, 全年). A year of comparison (由2015年的) counts only
/// where it touches the end, one behind 比 or 较 not at all. `report_year` is what 全年 means, `this_year` 今年.
YearWord year_named(std::u32string_view text, int report_year, int this_year) noexcept;

/// Year of the plan or review that the headings above speak of, else the report's year for a rule-of-law report, else
/// 0.
int year_of_section(const ReportData& r, std::u32string_view text, std::int32_t section) noexcept;

}  // namespace detail
FAZHI_NAMESPACE_END
