#include "package/xml.hpp"

#include <algorithm>

#include "fazhi/decode.hpp"

namespace package {

namespace {

/// What pugixml takes at most for the elements, texts and attributes of a part: a few bytes of XML become 64 or 40.
std::uint64_t tree_bytes(std::string_view xml) {
  const auto tags = static_cast<std::uint64_t>(std::count(xml.begin(), xml.end(), '<'));
  const auto attributes = static_cast<std::uint64_t>(std::count(xml.begin(), xml.end(), '='));
  return tags * 64 + attributes * 40;
}

/// A document type may stand before the first element alone.
bool has_document_type(std::string_view xml) {
  for (std::size_t at = xml.find('<'); at != xml.npos; at = xml.find('<', at + 1)) {
    const std::string_view rest = xml.substr(at + 1, 8);
    if (rest == "!DOCTYPE") return true;
    if (rest.starts_with("!--")) {
      at = xml.find("-->", at);
      if (at == xml.npos) return false;
    } else if (!rest.starts_with('?')) {
      return false;
    }
  }
  return false;
}

/// The declaration says GB2312, GBK or GB18030, which pugixml does not know.
bool says_gb(std::string_view xml) {
  if (!xml.starts_with("<?xml")) return false;
  const std::string_view declaration = xml.substr(0, std::min(xml.find("?>"), std::size_t{200}));
  const std::size_t at = declaration.find("encoding=");
  if (at == declaration.npos || at + 12 > declaration.size()) return false;
  const std::string_view name = declaration.substr(at + 10, 2);
  return name == "GB" || name == "gb";
}

}  // namespace

Tree::Tree(const Package& package, const std::string& part) : xml_(package.read(part)) {
  const Format& format = package.format();
  if (has_document_type(xml_))
    package.fail(
        "has a document type in " + part + ": " + format.program_en + " writes none, the file is not to be trusted",
        "的部件" + part + "含有文档类型声明（DOCTYPE），" + format.program_zh + "不会写入，文件不可信");
  constexpr std::size_t harmless = 1 << 20;  // not even elements of four bytes make it large
  if (says_gb(xml_)) xml_ = fazhi::decode_text(xml_, "gb18030", part, package.context()).utf8;
  if (const std::uint64_t limit = package.limits().max_tree_bytes; xml_.size() > harmless && tree_bytes(xml_) > limit)
    package.fail(
        "has a part " + part + " of more elements than " + std::to_string(limit >> 20) +
            " MB of memory hold; no report has so many",
        "的部件" + part + "元素过多，所需内存超过" + std::to_string(limit >> 20) + " MB；报告不会有这么多元素");
  const pugi::xml_parse_result done = tree_.load_buffer_inplace(
      xml_.data(), xml_.size(),
      pugi::parse_escapes | pugi::parse_cdata | pugi::parse_ws_pcdata_single | pugi::parse_eol);
  if (!done)
    package.fail("has a damaged part " + part + " (" + done.description() + " at byte " + std::to_string(done.offset) +
                     "); open it in " + format.program_en + " and save it again",
                 "的部件" + part + "已损坏（第" + std::to_string(done.offset) + "字节处）；请用" + format.program_zh +
                     "打开后重新保存");
}

}  // namespace package
