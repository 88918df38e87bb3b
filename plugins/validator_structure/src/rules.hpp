// The rules of this plugin, one function each. Clauses stand with the functions and in rules/<ID>.toml.
#pragma once

#include "fazhi/finding.hpp"
#include "fazhi/report.hpp"
#include "words.hpp"

namespace validator_structure {

void str_01(const fazhi::Report& report, const Words& words, fazhi::FindingSink& sink);
void str_04(const fazhi::Report& report, fazhi::FindingSink& sink);
void str_05(const fazhi::Report& report, fazhi::FindingSink& sink);
void str_06(const fazhi::Report& report, fazhi::FindingSink& sink);
void str_07(const fazhi::Report& report, fazhi::FindingSink& sink);

}  // namespace validator_structure
