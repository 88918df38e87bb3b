// Rule cards from TOML, and the choice of rules by id or prefix.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "fazhi/rule.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

/// One card. `name` stands in messages. Throws ParseError with line and remedy.
RuleCard read_card(std::string_view toml, const std::string& name);

/// True where `word` is the id, or a prefix of it that ends before a dash: "PUN" takes PUN-01, "NUM-1" does not take
/// NUM-11.
bool takes(std::string_view word, std::string_view rule_id) noexcept;
/// Throws OptionError with the nearest id for a word that takes none of the ids.
void check_rule_words(const std::vector<std::string>& words, const std::vector<std::string>& ids);

}  // namespace detail
FAZHI_NAMESPACE_END
