// The rules of this plugin, one function each. Clauses stand with the functions and in rules/<ID>.toml.
#pragma once

#include "fazhi/finding.hpp"
#include "fazhi/report.hpp"
#include "words.hpp"

namespace validator_contents {

void con_01(const fazhi::Report& report, fazhi::FindingSink& sink);
void con_02(const fazhi::Report& report, fazhi::FindingSink& sink);
void con_03(const fazhi::Report& report, fazhi::FindingSink& sink);
void con_04(const fazhi::Report& report, fazhi::FindingSink& sink);
void con_06(const fazhi::Report& report, const Words& words, fazhi::FindingSink& sink);
void con_07(const fazhi::Report& report, const Words& words, fazhi::FindingSink& sink);
void con_08(const fazhi::Report& report, const Words& words, fazhi::FindingSink& sink);
void con_10(const fazhi::Report& report, const Words& words, fazhi::FindingSink& sink);

}  // namespace validator_contents
