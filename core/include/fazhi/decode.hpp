// Bytes of a text file to UTF-8, strictly: nothing is replaced, nothing is guessed in silence.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "fazhi/export.hpp"

FAZHI_NAMESPACE_BEGIN

class Context;

/// A decoded text; what ReportBuilder takes.
struct DecodedText {
  std::string utf8;                           ///< without byte-order mark
  std::vector<std::uint32_t> source_offsets;  ///< source byte of each code point and of the end; empty for UTF-8
  std::string encoding;                       ///< "utf-8", "utf-16-le", "utf-16-be", "gb18030"
  bool byte_order_mark = false;
};

/// Encodings decode_text knows: "auto", "utf-8", "utf-16", "utf-16-le", "utf-16-be", "gb18030". Case and
/// dividers do not count, and other names are taken for them: "GBK", "gb2312", "cp936" (parts of gb18030), "utf-8-sig".
FAZHI_API const std::vector<std::string_view>& text_encodings();

/// Decodes; the first byte that is wrong ends it. "auto" takes the byte-order mark, then UTF-8, then UTF-16 by
/// evidence, then GB18030 where the bytes are valid throughout and read as common Chinese. `name` stands in messages.
/// Throws ParseError (empty, blank, binary, wrong or truncated encoding: file, byte offset, remedy), OptionError for an
/// unknown encoding, Cancelled. Warns through ctx where the text holds traces of an earlier wrong conversion (锟斤拷,
/// U+FFFD), or seems to be decoded twice.
FAZHI_API DecodedText decode_text(std::string_view bytes, std::string_view encoding, std::string_view name,
                                  Context& ctx);

/// What the first bytes of a file that is no text look like ("a ZIP archive (docx, xlsx, ofd)"); empty where they may
/// be text.
struct BinaryKind {
  std::string_view en, zh;
  std::string_view remedy_en, remedy_zh;
  [[nodiscard]] bool known() const noexcept { return !en.empty(); }
};
FAZHI_API BinaryKind binary_kind(std::string_view bytes) noexcept;

/// One word for what a file is by its content, whatever its name: "pdf", "docx", "xlsx", "pptx", "ofd", "odt", "ods",
/// "zip", "doc", "xls", "ppt", "encrypted", "ole" (of an old Office file whose streams are not at hand), "rtf", "html",
/// "wordml" and "fodt" (Word's and OpenDocument's single XML files), "picture", "archive", "program", "utf-32"; empty
/// for what may be text. All of the bytes tell most; the first 4096 tell the families apart.
FAZHI_API std::string_view content_kind(std::string_view bytes) noexcept;

FAZHI_NAMESPACE_END
