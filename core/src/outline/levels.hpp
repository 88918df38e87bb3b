// Levels from sequence and context.
#pragma once

#include <vector>

#include "outline/candidates.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

struct Placed {
  std::int32_t parent = -1;  ///< index into the candidates
  std::int8_t level = 1;
  Origin level_origin = Origin::typed;
};

/// One entry a candidate. A mark continues the deepest open list whose next number it states; a mark that fits none
/// opens a list. Its rank on the usual ladder decides under whom, unless a list that it would close goes on later.
std::vector<Placed> place(const std::vector<Candidate>& candidates);

}  // namespace detail
FAZHI_NAMESPACE_END
