// What is asked of an XML tree of Word, in the transitional or the strict name space.
#pragma once

#include <cstdlib>
#include <string_view>

#include "package/xml.hpp"

namespace importer_docx {

using package::attribute;
using package::child;
using package::local;

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
