// 发文字号 (GB/T 9704 7.2.5): 余府发〔2024〕3号, with wrong or lost brackets too.
#pragma once

#include <cstddef>
#include <string_view>

#include "fazhi/export.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

struct NumberMatch {
  std::size_t start = 0, end = 0;  ///< equal: none
};

/// The first document number in s; blanks inside are passed over.
NumberMatch find_document_number(std::u32string_view s) noexcept;

}  // namespace detail
FAZHI_NAMESPACE_END
