// Checklists from TOML files.
#pragma once

#include <string>
#include <vector>

#include "fazhi/checklist.hpp"
#include "fazhi/context.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

/// A bundled checklist by name, or the TOML file of a path (anything with a '/' or ending in .toml). Throws OptionError
/// with the nearest name, IoError, or ParseError with file, line and remedy.
Checklist load_checklist(const std::string& name_or_path, Context& ctx);
/// Its file, there or not.
std::string checklist_path(const std::string& name_or_path);
/// Names of the bundled checklists, sorted.
std::vector<std::string> checklist_names();

}  // namespace detail
FAZHI_NAMESPACE_END
