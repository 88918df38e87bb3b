// Headings that are a short sentence on a line of its own, as pages print bold leads.
#pragma once

#include <vector>

#include "model/passes.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

/// Blocks, in order, whose line is such a heading: three or more of them take turns with paragraphs. One alone is a
/// sentence like any other.
std::vector<std::uint32_t> find_sentence_headings(const ReportData& r, const Shadow& shadow);

}  // namespace detail
FAZHI_NAMESPACE_END
