// What an Assessment holds inside. Private to the core.
#pragma once

#include <string>
#include <vector>

#include "fazhi/assessment.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

struct AssessmentData {
  Report report;
  std::vector<Finding> findings;
  std::vector<Scorecard> scorecards;
  Provenance provenance;
  std::string source_path;  ///< not part of the JSON: the same file in another folder gives the same bytes
};

}  // namespace detail
FAZHI_NAMESPACE_END
