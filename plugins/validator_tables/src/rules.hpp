// The rules, one function each, named for its id. Each looks at the whole report and puts its findings into the sink.
#pragma once

#include <string>

#include "fazhi/plugin.hpp"

namespace validator_tables {

void tab_01(const fazhi::Report& report, fazhi::FindingSink& sink);
void tab_02(const fazhi::Report& report, fazhi::FindingSink& sink);
void tab_03(const fazhi::Report& report, fazhi::FindingSink& sink);

/// "（三）不予公开·1.属于国家秘密": names of a row or column, outermost first.
std::string joined(const std::vector<std::string>& path);

}  // namespace validator_tables
