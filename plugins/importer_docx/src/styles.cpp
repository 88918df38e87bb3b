#include "styles.hpp"

#include "xml.hpp"

namespace importer_docx {

namespace {

/// Name space prefix of the root <w:styles …>, with its colon; empty where it has none.
std::string_view prefix_of_root(std::string_view xml) {
  for (std::size_t at = xml.find('<'); at != xml.npos; at = xml.find('<', at + 1)) {
    const std::size_t end = xml.find_first_of(" \t\r\n>/", at + 1);
    if (end == xml.npos) return {};
    const std::string_view name = xml.substr(at + 1, end - at - 1);
    if (name.starts_with('?') || name.starts_with('!')) continue;
    const std::size_t colon = name.find(':');
    return colon == name.npos ? std::string_view() : name.substr(0, colon + 1);
  }
  return {};
}

}  // namespace

Styles::Styles(std::string_view xml) {
  const std::string name = std::string(prefix_of_root(xml)) + "style";
  const std::string open = "<" + name, close = "</" + name + ">";
  for (std::size_t at = xml.find(open); at != xml.npos;) {
    const char behind = at + open.size() < xml.size() ? xml[at + open.size()] : '>';
    const bool is_style = behind == ' ' || behind == '\t' || behind == '\r' || behind == '\n' || behind == '>';
    if (!is_style) {  // w:styles, w:styleLink
      at = xml.find(open, at + 1);
      continue;
    }
    const std::size_t end = xml.find(close, at);
    if (end == xml.npos) return;
    read(xml.substr(at, end + close.size() - at));
    at = xml.find(open, end);
  }
}

void Styles::read(std::string_view style) {
  pugi::xml_document tree;
  // A style is small: a few hundred bytes. Most have no numbering and need their name and their parent alone.
  if (!tree.load_buffer(style.data(), style.size(), pugi::parse_escapes)) return;
  const pugi::xml_node node = tree.document_element();
  const std::string_view type = attribute(node, "type");
  if (type == "table") return;
  std::string id = attribute(node, "styleId");
  const pugi::xml_node properties = child(node, "pPr");
  const pugi::xml_node numbering = child(properties, "numPr");
  const int num = number(value(numbering, "numId"), -1);
  if (type == "numbering") {
    if (num > 0) numbering_.emplace(std::move(id), num);
    return;
  }
  Style out;
  out.based_on = value(node, "basedOn");
  out.num = num;
  out.level = number(value(numbering, "ilvl"), -1);
  if (const pugi::xml_node hidden = child(child(node, "rPr"), "vanish")) out.hidden = is_on(hidden) ? 1 : 0;
  if (type == "character") {
    if (out.hidden >= 0 || !out.based_on.empty()) characters_.emplace(std::move(id), std::move(out));
    return;
  }
  const std::string_view is_default = attribute(node, "default");
  if (is_default == "1" || is_default == "true" || is_default == "on") default_ = id;
  paragraphs_.emplace(std::move(id), std::move(out));
}

namespace {

constexpr int longest_chain = 32;  // one that turns in a circle ends

}  // namespace

const Styles::Resolved& Styles::resolve(std::string_view id) {
  if (const auto known = resolved_.find(id); known != resolved_.end()) return known->second;
  Resolved out;
  signed char hidden = -1;
  auto at = paragraphs_.find(id);
  for (int step = 0; step < longest_chain && at != paragraphs_.end(); ++step) {
    const Style& s = at->second;
    if (out.num < 0 && s.num >= 0) {
      out.num = s.num;
      out.owner = at->first;
    }
    if (out.level < 0) out.level = s.level;
    if (hidden < 0) hidden = s.hidden;
    at = paragraphs_.find(s.based_on);
  }
  out.hidden = hidden == 1;
  return resolved_.emplace(id, out).first->second;
}

bool Styles::hides_characters(std::string_view style) const {
  if (style.empty()) return false;
  auto at = characters_.find(style);
  for (int step = 0; step < longest_chain && at != characters_.end(); ++step) {
    if (at->second.hidden >= 0) return at->second.hidden == 1;
    at = characters_.find(at->second.based_on);
  }
  return false;
}

}  // namespace importer_docx
