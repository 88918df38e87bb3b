// The few things that are asked of an XML tree whatever prefixes and name spaces it has: elements and attributes are
// known by their local names.
#pragma once

#include <cstring>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "package/package.hpp"

namespace package {

/// The tree of a part. Document types are refused: no office program writes them, and entities are how XML bombs are
/// built. Throws fazhi::ParseError with the part and the place.
class Tree {
 public:
  Tree(const Package& package, const std::string& part);
  [[nodiscard]] pugi::xml_node root() const { return tree_.document_element(); }

 private:
  std::string xml_;  ///< the tree points into it
  pugi::xml_document tree_;
};

inline std::string_view local(const char* name) {
  const char* colon = std::strchr(name, ':');
  return colon != nullptr ? colon + 1 : name;
}

inline std::string_view local(const pugi::xml_node& node) { return local(node.name()); }

/// True where a name is this one, whatever its prefix.
inline bool is_named(const char* full, std::string_view name) {
  for (;;) {
    std::size_t i = 0;
    while (i < name.size() && full[i] == name[i]) ++i;
    if (i == name.size() && full[i] == '\0') return true;
    while (full[i] != '\0' && full[i] != ':') ++i;
    if (full[i] == '\0') return false;
    full += i + 1;
  }
}

inline pugi::xml_node child(const pugi::xml_node& node, std::string_view name) {
  for (const pugi::xml_node c : node.children())
    if (is_named(c.name(), name)) return c;
  return {};
}

/// Empty where there is none.
inline const char* attribute(const pugi::xml_node& node, std::string_view name) {
  for (const pugi::xml_attribute a : node.attributes())
    if (is_named(a.name(), name)) return a.value();
  return "";
}

}  // namespace package
