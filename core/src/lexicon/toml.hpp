// The core's only door to TOML: a parsed file as a small tree. toml++ itself is compiled in toml.cpp alone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "fazhi/lexicon.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

struct TomlFile {
  TomlNode root;
  std::string sha256;
};

/// `name` stands in messages. Throws ParseError.
TomlFile parse_toml(std::string_view text, std::string name);
/// Throws IoError too.
TomlFile load_toml(const std::string& path, Context& ctx);
/// data_folder()/lexicons/<name>.toml, for the passes: they read their words outside any call.
TomlFile load_lexicon(std::string_view name);

struct LexiconPart {
  std::string name, sha256;
};
/// All lexicons of the data folder by name, hashed once a process, for the provenance.
const std::vector<LexiconPart>& lexicon_parts();

}  // namespace detail
FAZHI_NAMESPACE_END
