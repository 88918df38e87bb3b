#include "container.hpp"

namespace importer_ofd {

namespace {

using package::attribute;
using package::child;
using package::local;
using package::Package;
using package::Tree;

/// ./ and ../ worked out; empty where the path leads out of the archive.
std::string normal(std::string_view folder, std::string_view path) {
  std::vector<std::string_view> parts;
  const auto add = [&](std::string_view text) {
    while (!text.empty()) {
      const std::size_t end = std::min(text.find_first_of("/\\"), text.size());
      const std::string_view one = text.substr(0, end);
      text.remove_prefix(std::min(end + 1, text.size()));
      if (one.empty() || one == ".") continue;
      if (one != "..") {
        parts.push_back(one);
      } else if (parts.empty()) {
        return false;
      } else {
        parts.pop_back();
      }
    }
    return true;
  };
  if (!add(folder) || !add(path)) return {};
  std::string out;
  for (const std::string_view one : parts) {
    if (!out.empty()) out += '/';
    out += one;
  }
  return out;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t start = text.find_first_not_of(" \t\r\n");
  if (start == text.npos) return {};
  return text.substr(start, text.find_last_not_of(" \t\r\n") - start + 1);
}

/// The document of the version that is marked as current (clause 19); else what DocRoot names.
std::string document_part(const Package& package, const std::string& entry, const pugi::xml_node& body) {
  for (const pugi::xml_node version : child(body, "Versions").children()) {
    const std::string_view current = attribute(version, "Current");
    if (current != "true" && current != "1") continue;
    const std::string part = locate(package, entry, attribute(version, "BaseLoc"));
    if (part.empty()) continue;
    const Tree tree(package, part);
    std::string root = locate(package, part, child(tree.root(), "DocRoot").child_value());
    if (!root.empty()) return root;
  }
  return locate(package, entry, child(body, "DocRoot").child_value());
}

Document read_document(const Package& package, const std::string& part) {
  Document out;
  out.part = part;
  const Tree tree(package, part);
  const pugi::xml_node common = child(tree.root(), "CommonData");
  if (const auto area = box(child(child(common, "PageArea"), "PhysicalBox").child_value())) out.page = *area;
  for (const pugi::xml_node c : common.children()) {
    const std::string_view name = local(c);
    if (name == "TemplatePage") {
      out.templates.emplace(attribute(c, "ID"), locate(package, part, attribute(c, "BaseLoc")));
    } else if (name == "PublicRes" || name == "DocumentRes") {
      if (std::string resource = locate(package, part, c.child_value()); !resource.empty())
        out.resources.push_back(std::move(resource));
    }
  }
  for (const pugi::xml_node page : child(tree.root(), "Pages").children())
    if (local(page) == "Page") {
      const std::string_view location = attribute(page, "BaseLoc");
      out.pages.push_back({locate(package, part, location), std::string(location)});
    }
  out.annotations = locate(package, part, child(tree.root(), "Annotations").child_value());
  if (const std::string list = locate(package, part, child(tree.root(), "Attachments").child_value()); !list.empty()) {
    const Tree attachments(package, list);
    for (const pugi::xml_node a : attachments.root().children())
      if (local(a) == "Attachment") out.attachments.emplace_back(attribute(a, "Name"));
  }
  return out;
}

}  // namespace

std::string locate(const Package& package, std::string_view from, std::string_view location) {
  location = trimmed(location);
  if (location.empty()) return {};
  if (!location.starts_with('/')) {
    const std::size_t slash = from.rfind('/');
    const std::string_view folder = slash == from.npos ? std::string_view() : from.substr(0, slash);
    std::string beside = package.find(normal(folder, location));
    if (!beside.empty()) return beside;
  }
  return package.find(normal("", location));
}

std::vector<Document> read_documents(const Package& package) {
  // GM/T 0099: the parts of an encrypted document stand in the archive as ciphertext, listed here.
  if (!package.find("Encryptions.xml").empty())
    package.fail("is encrypted (Encryptions.xml); open it with its key and save it unencrypted",
                 "已加密（Encryptions.xml）；请用密钥打开后另存为未加密的文件");
  const std::string entry = package.find("OFD.xml");
  if (entry.empty()) package.fail("has no part OFD.xml: it is no whole OFD file", "缺少部件OFD.xml，不是完整的OFD文件");
  const Tree tree(package, entry);
  std::vector<Document> out;
  std::string missing;
  for (const pugi::xml_node body : tree.root().children()) {
    if (local(body) != "DocBody") continue;
    const std::string part = document_part(package, entry, body);
    if (part.empty()) {
      missing = child(body, "DocRoot").child_value();
      continue;
    }
    Document document = read_document(package, part);
    if (const std::string list = locate(package, entry, child(body, "Signatures").child_value()); !list.empty()) {
      const Tree signatures(package, list);
      for (const pugi::xml_node s : signatures.root().children()) document.signatures += local(s) == "Signature";
    }
    out.push_back(std::move(document));
  }
  if (!missing.empty() || out.empty())
    package.fail("has no document where OFD.xml says (" + (missing.empty() ? "no DocRoot" : missing) +
                     "); copy or download it again",
                 "中OFD.xml所指的文档不存在（" + (missing.empty() ? "无DocRoot" : missing) + "）；请重新复制或下载");
  return out;
}

}  // namespace importer_ofd
