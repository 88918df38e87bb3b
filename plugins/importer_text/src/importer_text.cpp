// Plain text, as saved by an editor, copied from a web page, or taken out of a PDF.
#include "fazhi/decode.hpp"
#include "fazhi/plugin.hpp"
#include "fazhi/sha256.hpp"

namespace importer_text {
namespace {

class TextImporter final : public fazhi::Importer {
 public:
  [[nodiscard]] fazhi::Confidence probe(const fazhi::Source& source) const override {
    using fazhi::Confidence;
    // Where no other importer knows such a file, read() says what it looks like and what to do.
    if (fazhi::binary_kind(source.bytes).known()) return Confidence::fallback;
    const bool text_suffix = source.suffix == ".txt" || source.suffix == ".text" || source.suffix == ".md";
    // A page saved under the name of a text is read by the importer of pages, where there is one.
    const bool page = fazhi::content_kind(source.bytes) == "html";
    if (text_suffix) return page ? Confidence::likely : Confidence::certain;
    const std::string_view head = source.bytes.substr(0, 1024);
    const bool marked = head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF");
    const bool nul = head.find('\0') != head.npos;
    if (nul && !marked) return Confidence::fallback;
    // Markup is text too, but its own importer reads it better.
    const std::size_t first = head.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    return page || (first != head.npos && head[first] == '<') ? Confidence::fallback : Confidence::likely;
  }

  [[nodiscard]] fazhi::Report read(const fazhi::Source& source, const fazhi::Options& options,
                                   fazhi::Context& ctx) const override {
    fazhi::DecodedText text = fazhi::decode_text(source.bytes, options.string("encoding"), source.name, ctx);
    fazhi::ReportBuilder builder(std::move(text.utf8));
    builder.source(std::string(source.name), "text", fazhi::sha256_hex(source.bytes));
    builder.encoding(std::move(text.encoding), text.byte_order_mark);
    if (!text.source_offsets.empty()) builder.source_offsets(std::move(text.source_offsets));
    return builder.build(ctx);
  }
};

}  // namespace
}  // namespace importer_text

FAZHI_PLUGIN("org.fazhi.importer_text", "0.1.0", FAZHI_IMPORTER("text", importer_text::TextImporter, R"({
  "title": {"zh": "纯文本", "en": "Plain text"},
  "suffixes": [".txt", ".text", ".md"],
  "options": [{"name": "encoding", "type": "str", "default": "auto",
               "help": {"zh": "文件编码：auto、utf-8、utf-16、utf-16-le、utf-16-be、gb18030（亦作gbk、gb2312）；auto：先看字节序标记，再依次判断UTF-8、UTF-16、GB18030",
                        "en": "encoding of the file: auto, utf-8, utf-16, utf-16-le, utf-16-be, gb18030 (gbk and gb2312 mean the same); auto: byte-order mark, then UTF-8, UTF-16, GB18030"}}]
})"))
