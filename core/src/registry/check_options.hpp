// Options against their declarations.
#pragma once

#include <string>
#include <vector>

#include "fazhi/registry.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

/// A declaration that contradicts itself (a default out of bounds) is refused when the plugin is found, not when it is
/// used. Throws OptionError.
void check_spec(const OptionSpec& spec);
/// Every declared option with its value or default, typed. Throws OptionError with the nearest name or the bounds.
Options checked_options(const std::string& plugin, const std::vector<OptionSpec>& specs, const Options& given);

}  // namespace detail
FAZHI_NAMESPACE_END
