#pragma once

#include "model/data.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

/// Fills r.metric_links. Everything must stand in text positions. Throws IoError, ParseError where the dictionary
/// cannot be read.
void link_metrics(ReportData& r);

}  // namespace detail
FAZHI_NAMESPACE_END
