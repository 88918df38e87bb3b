// Dates as headers and metadata print them.
#pragma once

#include <cstddef>
#include <string_view>

#include "fazhi/report.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

struct DateMatch {
  Date date;
  std::size_t size = 0;  ///< characters read; 0: no date stands here
};

/// A full date at the start of s (folded text): 2024年1月5日, 二〇二四年一月五日, 2024-01-05, 2021/03/29, 2024.1.5;
/// blanks between its parts are passed over.
DateMatch match_date(std::u32string_view s) noexcept;
/// A year with 年 behind it at the start of s: 2023年, 二〇二三年. 0 where there is none.
int match_year(std::u32string_view s, std::size_t* size = nullptr) noexcept;

}  // namespace detail
FAZHI_NAMESPACE_END
