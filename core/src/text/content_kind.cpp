// What a file is, told by its content: magic numbers, the parts of a ZIP archive, the streams of an old Office file,
// the first element of a page. Everything is bounded and stays inside the bytes.
#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <cstring>
#include <vector>

#include "fazhi/decode.hpp"

FAZHI_NAMESPACE_BEGIN

namespace {

struct Kind {
  std::string_view id;
  BinaryKind words;  ///< empty for markup, which is text
};

constexpr std::array kinds = {
    Kind{"utf-32", {"text in UTF-32", "UTF-32文本", "save it as UTF-8", "请另存为UTF-8"}},
    Kind{"pdf",
         {"a PDF file", "PDF文件", "use the pdf importer, or export its text as UTF-8",
          "请使用pdf导入插件，或将文字导出为UTF-8文本"}},
    Kind{"doc",
         {"an old Word or WPS file (doc, wps)", "旧版Word或WPS文件（doc、wps）",
          "use the office importer, or save it as .docx or as UTF-8 text",
          "请使用office导入插件，或另存为.docx或UTF-8文本"}},
    Kind{"xls",
         {"an old Excel workbook (xls)", "旧版Excel工作簿（xls）",
          "give the report itself; a workbook is no text document", "请提供报告文件；工作簿不是文字文档"}},
    Kind{"ppt",
         {"an old PowerPoint file (ppt)", "旧版PowerPoint文件（ppt）",
          "give the report itself; slides are no text document", "请提供报告文件；演示文稿不是文字文档"}},
    Kind{"encrypted",
         {"an Office file locked with a password", "加密的Office文件",
          "open it with its password and save it without one", "请用密码打开，取消密码后另存"}},
    Kind{"ole",
         {"an old Office or WPS file (doc, xls, wps)", "旧版Office或WPS文件（doc、xls、wps）",
          "use the office importer, or save it as .docx or as UTF-8 text",
          "请使用office导入插件，或另存为.docx或UTF-8文本"}},
    Kind{"rtf",
         {"an RTF file", "RTF文件", "use the office importer, or save it as .docx or as UTF-8 text",
          "请使用office导入插件，或另存为.docx或UTF-8文本"}},
    Kind{"picture", {"a picture", "图片", "run text recognition on it and give the text", "请先识别文字，再提供文本"}},
    Kind{"archive", {"an archive", "压缩包", "unpack it and give the report itself", "请解压后提供报告文件"}},
    Kind{"program", {"a program or library", "程序或库文件", "give the report itself", "请提供报告文件"}},
    Kind{"docx",
         {"a Word file (docx)", "Word文件（docx）", "use the docx importer, or save it as UTF-8 text",
          "请使用docx导入插件，或另存为UTF-8文本"}},
    Kind{"ofd",
         {"an OFD file", "OFD文件", "use the ofd importer, or export its text as UTF-8",
          "请使用ofd导入插件，或将文字导出为UTF-8文本"}},
    Kind{"xlsx",
         {"an Excel workbook (xlsx)", "Excel工作簿（xlsx）", "give the report itself; a workbook is no text document",
          "请提供报告文件；工作簿不是文字文档"}},
    Kind{"pptx",
         {"a PowerPoint file (pptx)", "PowerPoint文件（pptx）", "give the report itself; slides are no text document",
          "请提供报告文件；演示文稿不是文字文档"}},
    Kind{"odt",
         {"an OpenDocument text (odt)", "OpenDocument文本（odt）",
          "use the office importer, or save it as .docx or as UTF-8 text",
          "请使用office导入插件，或另存为.docx或UTF-8文本"}},
    Kind{"ods",
         {"an OpenDocument spreadsheet or presentation (ods, odp)", "OpenDocument表格或演示文稿（ods、odp）",
          "give the report itself", "请提供报告文件"}},
    Kind{"zip", {"a ZIP archive", "ZIP压缩包", "unpack it and give the report itself", "请解压后提供报告文件"}},
    Kind{"wordml", {}},
    Kind{"fodt", {}},
    Kind{"html", {}},
};

struct Magic {
  std::string_view bytes, id;
};

constexpr std::array magics = {
    Magic{std::string_view("\xFF\xFE\0\0", 4), "utf-32"},
    Magic{std::string_view("\0\0\xFE\xFF", 4), "utf-32"},
    Magic{"%PDF-", "pdf"},
    Magic{"{\\rtf", "rtf"},
    Magic{"\x89PNG", "picture"},
    Magic{"\xFF\xD8\xFF", "picture"},
    Magic{"GIF8", "picture"},
    Magic{std::string_view("II*\0", 4), "picture"},
    Magic{std::string_view("MM\0*", 4), "picture"},
    Magic{"RIFF", "picture"},
    Magic{"\x1F\x8B", "archive"},
    Magic{"7z\xBC\xAF", "archive"},
    Magic{"Rar!", "archive"},
    Magic{"\x7F"
          "ELF",
          "program"},
};

std::uint32_t number(std::string_view bytes, std::size_t at, std::size_t width) {
  std::uint32_t out = 0;
  if (at > bytes.size() || bytes.size() - at < width) return out;
  for (std::size_t i = width; i-- > 0;) out = out << 8 | static_cast<unsigned char>(bytes[at + i]);
  return out;
}

// ── ZIP ──

/// By the name of a part; nothing where it tells nothing.
std::string_view zip_part(std::string_view name) {
  if (name.starts_with('/')) name.remove_prefix(1);
  if (name == "OFD.xml") return "ofd";
  // Some writers divide by the other stroke.
  const std::string_view folder = name.substr(0, std::min(name.find_first_of("/\\"), name.size()));
  if (folder.size() == name.size()) return {};
  if (folder == "Doc_0") return "ofd";
  if (folder == "word") return "docx";
  if (folder == "xl") return "xlsx";
  return folder == "ppt" ? std::string_view("pptx") : std::string_view();
}

/// The first entry of an OpenDocument file is its media type, stored as it is.
std::string_view open_document(std::string_view bytes) {
  constexpr std::string_view stem = "mimetypeapplication/vnd.oasis.opendocument.";
  const std::string_view head = bytes.substr(0, 512);
  const std::size_t at = head.find(stem);
  if (at == head.npos) return {};
  return head.substr(at + stem.size()).starts_with("text") ? "odt" : "ods";
}

std::string_view zip_kind(std::string_view bytes) {
  if (const auto kind = open_document(bytes); !kind.empty()) return kind;
  // The directory at the end, where all of the file is at hand.
  constexpr std::size_t end_size = 22, reach = (1 << 16) + end_size, most_entries = 10000;
  const std::string_view tail = bytes.substr(bytes.size() - std::min(bytes.size(), reach));
  if (const std::size_t end = tail.rfind("PK\x05\x06"); end != tail.npos) {
    std::size_t at = number(tail, end + 16, 4);
    for (std::size_t i = 0; i < most_entries && at < bytes.size(); ++i) {
      if (!bytes.substr(at).starts_with("PK\x01\x02")) break;
      const std::size_t name = number(bytes, at + 28, 2);
      if (at + 46 > bytes.size()) break;
      if (const auto kind = zip_part(bytes.substr(at + 46, name)); !kind.empty()) return kind;
      at += 46 + name + number(bytes, at + 30, 2) + number(bytes, at + 32, 2);
    }
  }
  // Else, or where it is wrong, the entries of the first 4096 bytes.
  const std::string_view head = bytes.substr(0, 4096);
  for (std::size_t at = head.find("PK\x03\x04"); at != head.npos; at = head.find("PK\x03\x04", at + 4)) {
    if (at + 30 > head.size()) break;
    if (const auto kind = zip_part(head.substr(at + 30, number(head, at + 26, 2))); !kind.empty()) return kind;
  }
  return "zip";
}

// ── Compound files of old Office ([MS-CFB]) ──

class Compound {
 public:
  explicit Compound(std::string_view bytes) : bytes_(bytes) {
    const std::uint32_t shift = number(bytes, 30, 2);
    if (shift != 9 && shift != 12) return;
    sector_ = std::size_t{1} << shift;
    // The chain of the directory, as far as the table of sectors in the header reaches (7 MB, and 440 MB).
    std::uint32_t at = number(bytes, 48, 4);
    constexpr std::size_t most = 256;
    while (at < 0xFFFFFFFA && chain_.size() < most) {
      chain_.push_back(at);
      at = next(at);
    }
  }

  /// The kind by the streams that stand directly below the root: a file may hold others inside.
  [[nodiscard]] std::string_view kind() const {
    std::vector<std::uint32_t> open = {number(bytes_, entry(0) + 76, 4)};
    constexpr std::size_t most_entries = 4096;
    for (std::size_t i = 0; i < open.size() && i < most_entries; ++i) {
      const std::size_t at = entry(open[i]);
      if (at == 0) continue;
      if (const auto kind = named(at); !kind.empty()) return kind;
      for (const std::size_t sibling : {std::size_t{68}, std::size_t{72}})
        if (const std::uint32_t to = number(bytes_, at + sibling, 4); to < 0xFFFFFFFA) open.push_back(to);
    }
    return "ole";
  }

 private:
  [[nodiscard]] std::uint32_t next(std::uint32_t sector) const {
    const std::size_t per = sector_ / 4, table = sector / per;
    if (table >= 109) return 0xFFFFFFFE;
    const std::uint32_t at = number(bytes_, 76 + 4 * table, 4);
    const std::size_t place = place_of(at) + 4 * (sector % per);
    return at >= 0xFFFFFFFA || place + 4 > bytes_.size() ? 0xFFFFFFFE : number(bytes_, place, 4);
  }
  [[nodiscard]] std::size_t place_of(std::uint32_t sector) const { return (std::size_t{sector} + 1) * sector_; }
  /// Byte of a directory entry; 0 where there is none.
  [[nodiscard]] std::size_t entry(std::uint32_t index) const {
    if (sector_ == 0) return 0;
    const std::size_t per = sector_ / 128;
    if (index / per >= chain_.size()) return 0;
    const std::size_t at = place_of(chain_[index / per]) + 128 * (index % per);
    return at + 128 > bytes_.size() ? 0 : at;
  }
  [[nodiscard]] std::string_view named(std::size_t at) const {
    std::string name;
    for (std::size_t i = 0; i < 32; ++i) {
      const std::uint32_t c = number(bytes_, at + 2 * i, 2);
      if (c == 0) break;
      name += c < 0x80 ? static_cast<char>(c) : '?';
    }
    if (name == "WordDocument") return "doc";
    if (name == "Workbook" || name == "Book") return "xls";
    if (name == "PowerPoint Document") return "ppt";
    if (name == "EncryptedPackage") return "encrypted";
    return {};
  }

  std::string_view bytes_;
  std::size_t sector_ = 0;
  std::vector<std::uint32_t> chain_;
};

// ── Markup ──

bool starts_with_word(std::string_view text, std::string_view word) {
  if (text.size() < word.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i)
    if (std::tolower(static_cast<unsigned char>(text[i])) != word[i]) return false;
  return text.size() == word.size() || std::isalnum(static_cast<unsigned char>(text[word.size()])) == 0;
}

/// Behind blanks, comments and declarations: the first element that decides.
std::string_view markup_kind(std::string_view bytes) {
  std::string_view head = bytes.substr(0, 4096);
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  bool xml = false;
  for (;;) {
    head.remove_prefix(std::min(head.find_first_not_of(" \t\r\n"), head.size()));
    const bool comment = head.starts_with("<!--"), declaration = head.starts_with("<?");
    if (!comment && !declaration) break;
    xml |= head.starts_with("<?xml");
    const std::string_view close = comment ? "-->" : ">";
    const std::size_t end = head.find(close, 2);
    if (end == head.npos) return {};
    head.remove_prefix(end + close.size());
  }
  if (!head.starts_with('<')) return {};
  for (const std::string_view word : {"!doctype html", "html", "head", "body", "meta", "title"})
    if (starts_with_word(head.substr(1), word)) return "html";
  if (!xml) return {};
  const std::string_view element = head.substr(1, std::min(head.find_first_of(" \t\r\n>"), head.size()) - 1);
  if (element.ends_with(":wordDocument")) return "wordml";
  const bool text = bytes.substr(0, 4096).find("opendocument.text\"") != bytes.npos;
  return element == "office:document" && text ? "fodt" : std::string_view();
}

}  // namespace

std::string_view content_kind(std::string_view bytes) noexcept {
  if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06")) return zip_kind(bytes);
  try {
    if (bytes.starts_with("\xD0\xCF\x11\xE0")) return Compound(bytes).kind();
  } catch (const std::bad_alloc&) {
    return "ole";
  }
  for (const Magic& magic : magics)
    if (bytes.starts_with(magic.bytes)) return magic.id;
  return markup_kind(bytes);
}

BinaryKind binary_kind(std::string_view bytes) noexcept {
  const std::string_view id = content_kind(bytes);
  if (id.empty()) return {};
  const auto* const at = std::find_if(kinds.begin(), kinds.end(), [&](const Kind& k) { return k.id == id; });
  return at == kinds.end() ? BinaryKind{} : at->words;
}

FAZHI_NAMESPACE_END
