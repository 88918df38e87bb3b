// Fields of a page's metadata table: 发布机构：…, [ 成文日期 ] …, a row of names above a row of values.
#pragma once

#include <optional>

#include "model/passes.hpp"
#include "text/furniture.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

struct PageMetadata {
  std::optional<TextRange> title, issuer, document_number, signed_date,
      published_date;  ///< shadow ranges of the first value given
};

PageMetadata read_page_metadata(const ReportData& r, const Shadow& shadow);

}  // namespace detail
FAZHI_NAMESPACE_END
