// Kinds of plugins by their words.
#pragma once

#include <string>

#include "fazhi/registry.hpp"

namespace bind {

/// Throws KeyError for another word.
fazhi::PluginKind kind_from(const std::string& word);

}  // namespace bind
