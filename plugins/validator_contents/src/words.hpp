// Word lists of the rules, read once from content_rules.toml.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace validator_contents {

struct Words {
  std::vector<std::string> posts, duties, next_years, principles, concrete, cause_promises;
};
/// Throws IoError or ParseError at the first call where the file is missing or broken.
const Words& words(const std::string& data_folder);

/// The first of the words in the text, as it stands there; empty where none does.
std::string_view first_of(std::string_view text, const std::vector<std::string>& words);

}  // namespace validator_contents
