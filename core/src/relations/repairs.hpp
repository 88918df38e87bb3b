// Which single figure, written otherwise, would make a refuted relation right.
#pragma once

#include <vector>

#include "relations/judge.hpp"
#include "relations/rational.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

/// Candidates of a tie whose printed values do not agree, the likeliest slip of the pen first.
std::vector<Repair> repairs_of(const ReportData& r, const Tie& tie);
/// True where the two differ by one digit, by one pair of swapped neighbours, or by 万 or 亿.
bool one_slip(const std::string& a, const std::string& b);

}  // namespace detail
FAZHI_NAMESPACE_END
