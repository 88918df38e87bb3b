// Word lists of the rules, read once from structure_rules.toml.
#pragma once

#include <string>
#include <vector>

#include "fazhi/context.hpp"

namespace validator_structure {

struct Words {
  std::vector<std::string> units, not_units, kinds;
};
/// Throws IoError or ParseError at the first call where the file is missing or broken.
const Words& words(fazhi::Context& ctx);

}  // namespace validator_structure
