#pragma once

#include <vector>

#include "model/data.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

/// The ties of figures to metrics, in text order; worked out at the first call, since most assessments ask for none.
/// Safe from many threads. Throws IoError, ParseError where the dictionary cannot be read.
const std::vector<MetricLinkData>& metric_links(const ReportData& r);

}  // namespace detail
FAZHI_NAMESPACE_END
