// The nearest right name for a wrong one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "fazhi/export.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

/// The name with the fewest edits (case aside); empty where none is near enough to be meant.
std::string nearest(std::string_view word, const std::vector<std::string>& names);
/// "; did you mean 'markdown'?", or empty.
std::string did_you_mean_en(std::string_view word, const std::vector<std::string>& names);
std::string did_you_mean_zh(std::string_view word, const std::vector<std::string>& names);
/// "a, b, c".
std::string joined(const std::vector<std::string>& names, std::string_view separator = ", ");

}  // namespace detail
FAZHI_NAMESPACE_END
