// Words and rows of plugins.
#pragma once

#include <string>

#include "bind.hpp"
#include "fazhi/registry.hpp"

namespace bind {

/// Throw KeyError for another word.
fazhi::PluginKind kind_from(const std::string& word);
fazhi::PluginRank rank_from(const std::string& word);

/// A plugin written in Python, as fazhi.plugins describes it.
fazhi::PluginInfo info_from(const pybind11::dict& row);

}  // namespace bind
