#include "styles.hpp"

#include <cstring>

#include "xml.hpp"

namespace importer_docx {

namespace {

constexpr int longest_chain = 32;  // one that turns in a circle ends

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
  const std::string open = "<" + std::string(prefix_of_root(xml)) + "style";
  // memmem: four times as fast as find(), which stops at every "<".
  const auto next = [&](std::size_t from) {
    const void* at =
        from < xml.size() ? memmem(xml.data() + from, xml.size() - from, open.data(), open.size()) : nullptr;
    return at == nullptr ? xml.npos : static_cast<std::size_t>(static_cast<const char*>(at) - xml.data());
  };
  for (std::size_t at = next(0); at != xml.npos;) {
    const std::size_t behind = next(at + open.size());
    const std::string_view style = xml.substr(at, behind - at);  // with what stands before the next one
    const char mark = style.size() > open.size() ? style[open.size()] : '>';
    if (mark == ' ' || mark == '\t' || mark == '\r' || mark == '\n') add(style);  // no w:styles
    at = behind;
  }
}

void Styles::add(std::string_view style) {
  // The opening tag alone, closed at once.
  const std::size_t end = style.find('>');
  std::string tag(style.substr(0, end));
  tag += tag.ends_with('/') ? ">" : "/>";
  pugi::xml_document tree;
  if (!tree.load_buffer_inplace(tag.data(), tag.size(), pugi::parse_escapes)) return;
  const pugi::xml_node node = tree.document_element();
  const std::string_view type = attribute(node, "type");
  std::string id = attribute(node, "styleId");
  if (type == "table") return;
  if (type == "numbering") {
    if (const int num = read(style).num; num > 0) numbering_.emplace(std::move(id), num);
  } else if (type == "character") {
    characters_.emplace(std::move(id), Entry{style, {}});
  } else {
    const std::string_view is_default = attribute(node, "default");
    if (is_default == "1" || is_default == "true" || is_default == "on") default_ = id;
    paragraphs_.emplace(std::move(id), Entry{style, {}});
  }
}

Styles::Style Styles::read(std::string_view xml) {
  Style out;
  // No style is as long; a tree of more could be made to cost any memory.
  constexpr std::size_t longest = std::size_t{1} << 16;
  xml = xml.substr(0, longest);
  pugi::xml_document tree;
  // Ends with an error at </w:styles> or at whatever is malformed; what stands before it is there.
  tree.load_buffer(xml.data(), xml.size(), pugi::parse_escapes);
  const pugi::xml_node node = tree.document_element();
  const pugi::xml_node numbering = child(child(node, "pPr"), "numPr");
  out.based_on = value(node, "basedOn");
  out.num = number(value(numbering, "numId"), -1);
  out.level = number(value(numbering, "ilvl"), -1);
  if (const pugi::xml_node hidden = child(child(node, "rPr"), "vanish")) out.hidden = is_on(hidden) ? 1 : 0;
  return out;
}

std::pair<const std::string, Styles::Entry>* Styles::find(Map<Entry>& in, std::string_view id) {
  const auto at = in.find(id);
  if (at == in.end()) return nullptr;
  if (!at->second.read) at->second.read = read(at->second.xml);
  return &*at;
}

const Styles::Resolved& Styles::resolve(std::string_view id) {
  if (const auto known = resolved_.find(id); known != resolved_.end()) return known->second;
  Resolved out;
  signed char hidden = -1;
  auto* at = find(paragraphs_, id);
  for (int step = 0; step < longest_chain && at != nullptr; ++step) {
    const Style& s = *at->second.read;
    if (out.num < 0 && s.num >= 0) {
      out.num = s.num;
      out.owner = at->first;
    }
    if (out.level < 0) out.level = s.level;
    if (hidden < 0) hidden = s.hidden;
    at = s.based_on.empty() ? nullptr : find(paragraphs_, s.based_on);
  }
  out.hidden = hidden == 1;
  return resolved_.emplace(id, out).first->second;
}

bool Styles::hides_characters(std::string_view style) {
  if (style.empty()) return false;
  if (const auto known = hides_.find(style); known != hides_.end()) return known->second;
  bool hides = false;
  auto* at = find(characters_, style);
  for (int step = 0; step < longest_chain && at != nullptr; ++step) {
    hides = at->second.read->hidden == 1;
    if (at->second.read->hidden >= 0) break;
    at = find(characters_, at->second.read->based_on);
  }
  return hides_.emplace(style, hides).first->second;
}

}  // namespace importer_docx
