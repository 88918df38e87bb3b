// The rules, one function each, named for its id. Each looks at the whole report and puts its findings into the sink.
#pragma once

#include "lexicon.hpp"
#include "pairs.hpp"
#include "paper.hpp"

namespace validator_language {

void pun_01(const Paper& paper, const std::vector<PairFault>& faults, fazhi::FindingSink& sink);
void pun_02(const Paper& paper, const std::vector<PairFault>& faults, fazhi::FindingSink& sink);
void pun_04(const Paper& paper, fazhi::FindingSink& sink);
void pun_05(const Paper& paper, fazhi::FindingSink& sink);
void pun_06(const Paper& paper, fazhi::FindingSink& sink);
void pun_19(const Paper& paper, fazhi::FindingSink& sink);
/// Where a word of LEX-01 or LEX-03 may begin: one look at the text for both.
std::vector<std::uint32_t> find_word_starts(const Paper& paper, const Words& words);
void lex_01(const Paper& paper, const Words& words, const std::vector<std::uint32_t>& starts, fazhi::FindingSink& sink);
void lex_02(const Paper& paper, const Words& words, fazhi::FindingSink& sink);
void lex_03(const Paper& paper, const Words& words, const std::vector<std::uint32_t>& starts, fazhi::FindingSink& sink);
void lex_06(const Paper& paper, const Words& words, fazhi::FindingSink& sink);

}  // namespace validator_language
