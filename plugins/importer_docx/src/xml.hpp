// The few things that are asked of an XML tree of Word, whatever prefixes and whichever name space (transitional or
// strict) it has: elements and attributes are known by their local names.
#pragma once

#include <cstdlib>
#include <cstring>
#include <pugixml.hpp>
#include <string_view>

namespace importer_docx {

inline std::string_view local(const char* name) {
  const char* colon = std::strchr(name, ':');
  return colon != nullptr ? colon + 1 : name;
}

inline std::string_view local(const pugi::xml_node& node) { return local(node.name()); }

inline pugi::xml_node child(const pugi::xml_node& node, std::string_view name) {
  for (const pugi::xml_node c : node.children())
    if (local(c) == name) return c;
  return {};
}

inline const char* attribute(const pugi::xml_node& node, std::string_view name) {
  for (const pugi::xml_attribute a : node.attributes())
    if (local(a.name()) == name) return a.value();
  return "";
}

/// The attribute val of a child; empty where either is missing.
inline const char* value(const pugi::xml_node& node, std::string_view name) {
  return attribute(child(node, name), "val");
}

/// A property that is on by being there: <w:vanish/>, but not <w:vanish w:val="0"/>.
inline bool is_on(const pugi::xml_node& property) {
  if (!property) return false;
  const std::string_view v = attribute(property, "val");
  return v.empty() || (v != "0" && v != "false" && v != "off" && v != "none");
}

/// A whole number, or `otherwise` where there is none or it is out of the range of numbering.
inline int number(const char* text, int otherwise) {
  if (*text == '\0') return otherwise;
  char* end = nullptr;
  const long v = std::strtol(text, &end, 10);
  return *end != '\0' || v < -1 || v > 2000000000 ? otherwise : static_cast<int>(v);
}

}  // namespace importer_docx
