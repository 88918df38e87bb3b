// Which single figure, written otherwise, would make a refuted relation right.
#pragma once

#include <string>
#include <vector>

#include "relations/judge.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

/// True where two plain decimals are one slip of the pen apart: one digit, two neighbours exchanged, or 万 or 亿 too
/// much or too little.
bool one_slip(const std::string& a, const std::string& b);

/// Fills the repairs of every relation of `r` that is refuted or for review; ties[i] made r.relations[i]. Likeliest
/// first: what also mends, or at least does not break, the other relations of the figure; then slips of the pen; then
/// the figure that was computed from the others.
void offer_repairs(ReportData& r, const RelationLexicon& lexicon, const std::vector<Tie>& ties);

}  // namespace detail
FAZHI_NAMESPACE_END
