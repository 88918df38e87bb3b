// The rules, one function each, named for its id. Each looks at the whole report and puts its findings into the sink.
#pragma once

#include "fazhi/plugin.hpp"
#include "lexicon.hpp"

namespace validator_figures {

void num_01(const fazhi::Report& report, fazhi::FindingSink& sink);
void num_02(const fazhi::Report& report, fazhi::FindingSink& sink);
void num_03(const fazhi::Report& report, const Lexicon& words, fazhi::FindingSink& sink);
void num_04(const fazhi::Report& report, fazhi::FindingSink& sink);
void num_05(const fazhi::Report& report, fazhi::FindingSink& sink);
void num_09(const fazhi::Report& report, const Lexicon& words, fazhi::FindingSink& sink);
void num_10(const fazhi::Report& report, const Lexicon& words, fazhi::FindingSink& sink);

/// Words of the clause before a position: back to the punctuation mark or line end before it.
std::u32string_view clause_before(const fazhi::Report& report, std::uint32_t position);
/// Words of the clause behind a position.
std::u32string_view clause_after(const fazhi::Report& report, std::uint32_t position);
bool has_any(std::u32string_view text, const WordList& words);

}  // namespace validator_figures
