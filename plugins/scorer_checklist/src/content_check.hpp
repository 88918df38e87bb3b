// The check "content": a statutory content is there, has substance, and no finding speaks against it.
#pragma once

#include <vector>

#include "fazhi/checklist.hpp"
#include "fazhi/plugin.hpp"

namespace scorer_checklist {

/// Parameters: content (name of a Content), min_characters, min_figures (whole numbers, default 0), reduced_by
/// ("RULE=share, …": a finding of that rule takes that share of the points). Throws OptionError for any other.
fazhi::CriterionResult content_check(const fazhi::Subject& subject, const std::vector<fazhi::Finding>& findings,
                                     const fazhi::Criterion& criterion);

}  // namespace scorer_checklist
