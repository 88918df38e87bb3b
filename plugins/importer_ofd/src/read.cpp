#include "read.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "characters.hpp"
#include "container.hpp"
#include "fazhi/sha256.hpp"
#include "fazhi/source.hpp"
#include "furniture.hpp"
#include "layout.hpp"
#include "package/xml.hpp"
#include "paragraphs.hpp"

namespace importer_ofd {

namespace {

using package::attribute;
using package::child;
using package::local;
using package::Package;
using package::Tree;

constexpr package::Format ofd = {"OFD file", "OFD文件", "an OFD reader", "OFD阅读器"};

/// What was met beside the text, for the messages.
struct Seen {
  std::uint32_t pages = 0;
  std::vector<std::string> missing;         ///< pages that the file names and does not hold
  std::vector<std::uint32_t> without_text;  ///< pages of pictures or drawings alone
  std::uint32_t hidden = 0, oblique = 0, without_codes = 0, images = 0, paths = 0;
  std::uint32_t annotations = 0, signatures = 0;
  std::vector<std::string> attachments;
  std::uint64_t characters = 0, private_use = 0;
};

std::string list(const std::vector<std::uint32_t>& numbers) {
  std::string out;
  constexpr std::size_t most = 20;
  for (std::size_t i = 0; i < numbers.size() && i < most; ++i) out += (i > 0 ? ", " : "") + std::to_string(numbers[i]);
  return numbers.size() > most ? out + " …" : out;
}

std::string list(const std::vector<std::string>& names) {
  std::string out;
  for (std::size_t i = 0; i < names.size() && i < 20; ++i) out += (i > 0 ? ", " : "") + names[i];
  return out;
}

class Reader {
 public:
  Reader(const Package& package, const ReadLimits& limits, fazhi::Context& ctx)
      : package_(package), limits_(limits), ctx_(ctx) {}

  std::vector<Paragraph> run() {
    std::vector<Paragraph> out, furniture;
    for (const Document& document : read_documents(package_)) {
      std::vector<PageText> pages = read_pages(document);
      mark_furniture(pages);
      for (Paragraph& p : make_paragraphs(pages)) out.push_back(std::move(p));
      for (Paragraph& p : furniture_of(pages)) furniture.push_back(std::move(p));
      seen_.signatures += static_cast<std::uint32_t>(document.signatures);
      seen_.attachments.insert(seen_.attachments.end(), document.attachments.begin(), document.attachments.end());
      count_annotations(document);
    }
    // Behind the text, as in Word files: between its lines it would part headings from what they head.
    out.insert(out.end(), std::make_move_iterator(furniture.begin()), std::make_move_iterator(furniture.end()));
    return out;
  }

  [[nodiscard]] const Seen& seen() const { return seen_; }
  /// What Source::part counts.
  [[nodiscard]] std::vector<std::string> take_parts() { return std::move(parts_); }

 private:
  std::uint32_t number_of(const std::string& part) {
    parts_.push_back(part);
    return static_cast<std::uint32_t>(parts_.size() - 1);
  }

  std::vector<PageText> read_pages(const Document& document) {
    ContentReader reader(package_, document, limits_.content, ctx_);
    std::unordered_map<std::string, Content> templates;
    std::vector<PageText> out;
    gutters_ = {};
    for (const PageEntry& entry : document.pages) {
      ctx_.check_cancelled();
      if (++seen_.pages > limits_.max_pages)
        package_.fail("has more than " + std::to_string(limits_.max_pages) + " pages (option max_pages)",
                      "超过" + std::to_string(limits_.max_pages) + "页（选项max_pages）");
      if (entry.part.empty()) {
        seen_.missing.push_back(entry.name);
        continue;
      }
      const Tree tree(package_, entry.part);
      Content content;
      std::unordered_set<std::string_view> drawn;  // a template shows once on a page, however often it is named
      for (const pugi::xml_node c : tree.root().children()) {
        if (local(c) != "Template") continue;
        const auto part = document.templates.find(attribute(c, "TemplateID"));
        if (part == document.templates.end() || part->second.empty() || !drawn.insert(part->second).second) continue;
        const auto [at, fresh] = templates.try_emplace(part->second);
        if (fresh) {
          const Tree page(package_, part->second);
          reader.read(part->second, number_of(part->second), page.root(), at->second);
        }
        reader.repeat(at->second, content);
      }
      reader.read(entry.part, number_of(entry.part), tree.root(), content);
      out.push_back(arrange(
          content, box(child(child(tree.root(), "Area"), "PhysicalBox").child_value()).value_or(document.page)));
    }
    return out;
  }

  PageText arrange(const Content& content, const Box& area) {
    PageText out;
    out.number = seen_.pages;
    seen_.hidden += content.hidden;
    seen_.oblique += content.oblique;
    seen_.without_codes += content.without_codes;
    seen_.images += content.images;
    seen_.paths += content.paths;
    std::size_t main = 0, most = 0;
    for (std::size_t f = 0; f < frames; ++f) {
      std::size_t count = 0;
      for (const Span& s : content.spans[f]) count += s.count;
      if (count > most) main = f, most = count;
    }
    written_ += content.glyphs.size();
    if (written_ > limits_.content.max_characters)
      package_.fail("holds more than " + std::to_string(limits_.content.max_characters) +
                        " characters (option max_characters); no report has so many",
                    "所含文字超过" + std::to_string(limits_.content.max_characters) +
                        "个（选项max_characters）；报告不会有这么多文字");
    for (const Glyph& g : content.glyphs) {
      seen_.characters += !is_blank(g.c);
      seen_.private_use += (g.c >= 0xE000 && g.c <= 0xF8FF) || g.c >= 0xF0000 || g.c == 0xFFFD;
    }
    if (most == 0 && content.images + content.paths > 0) seen_.without_text.push_back(out.number);
    for (std::size_t f = 0; f < frames; ++f) {
      std::vector<Block> blocks = lay_out(content, static_cast<Frame>(f), gutters_[f]);
      std::vector<Block>& to = f == main ? out.blocks : out.aside;
      to.insert(to.end(), std::make_move_iterator(blocks.begin()), std::make_move_iterator(blocks.end()));
    }
    out.width = area.width;
    if (main == static_cast<std::size_t>(Frame::upright)) out.top = area.y, out.bottom = area.y + area.height;
    return out;
  }

  void count_annotations(const Document& document) {
    if (document.annotations.empty()) return;
    const Tree pages(package_, document.annotations);
    std::uint32_t files = 0;
    for (const pugi::xml_node page : pages.root().children()) {
      const std::string part = locate(package_, document.annotations, child(page, "FileLoc").child_value());
      if (part.empty() || ++files > limits_.max_pages) continue;
      const Tree tree(package_, part);
      for (const pugi::xml_node a : tree.root().children()) seen_.annotations += local(a) == "Annot";
    }
  }

  const Package& package_;
  const ReadLimits& limits_;
  fazhi::Context& ctx_;
  Seen seen_;
  std::vector<std::string> parts_;
  std::array<std::vector<Interval>, frames> gutters_;  ///< of the pages of the document before
  std::uint64_t written_ = 0;                          ///< characters of all pages, those of templates counted on each
};

[[noreturn]] void fail_without_text(const Package& package, const Seen& seen) {
  if (seen.without_codes > 0 || seen.private_use > 0)
    package.fail(
        "gives its characters as numbers of glyphs alone: it shows text and holds none; recognise it (OCR) first",
        "只给出字形编号而无字符编码，看得见而取不出文字；请先识别文字（OCR）");
  if (seen.images + seen.paths > 0)
    package.fail("holds no text: its " + std::to_string(seen.pages) + " pages are " +
                     (seen.images > 0 ? "pictures (a scan?)" : "drawings") + "; recognise the text (OCR) first",
                 "不含文字：共" + std::to_string(seen.pages) + "页，均为" +
                     (seen.images > 0 ? "图片（扫描件？）" : "图形") + "；请先识别文字（OCR）");
  if (!seen.missing.empty())
    package.fail("lacks its pages (" + list(seen.missing) + "); copy or download it again",
                 "缺少页面（" + list(seen.missing) + "）；请重新复制或下载");
  package.fail("holds no text", "不含文字");
}

void report(const Seen& seen, std::string_view source, fazhi::Context& ctx) {
  const std::string file = std::string(source) + ": ";
  using fazhi::LogLevel;
  if (!seen.missing.empty())
    ctx.log(LogLevel::warning, file + std::to_string(seen.missing.size()) + " pages are named and not there: " +
                                   list(seen.missing) + "; copy or download the file again");
  if (!seen.without_text.empty())
    ctx.log(LogLevel::warning,
            file + "pages " + list(seen.without_text) +
                " hold pictures or drawings and no text; what they say needs text recognition (OCR)");
  if (seen.without_codes > 0)
    ctx.log(LogLevel::warning, file + std::to_string(seen.without_codes) +
                                   " glyphs have a number and no character and are left out; compare with the page");
  if (seen.private_use * 10 > seen.characters)
    ctx.log(LogLevel::warning, file + std::to_string(seen.private_use) + " of " + std::to_string(seen.characters) +
                                   " characters are private to a font of the file and may not read as they look");
  if (seen.oblique > 0)
    ctx.log(LogLevel::info, file + std::to_string(seen.oblique) + " texts drawn askew (watermarks) are left out");
  if (seen.hidden > 0) ctx.log(LogLevel::info, file + std::to_string(seen.hidden) + " hidden objects are left out");
  if (seen.annotations + seen.signatures > 0)
    ctx.log(LogLevel::info, file + std::to_string(seen.annotations) + " annotations and " +
                                std::to_string(seen.signatures) + " signatures or seals are left out");
  if (!seen.attachments.empty())
    ctx.log(LogLevel::info,
            file + std::to_string(seen.attachments.size()) + " attached files are not read: " + list(seen.attachments));
}

fazhi::BlockKind kind_of(Role role) {
  switch (role) {
    case Role::page_number:
      return fazhi::BlockKind::page_number;
    case Role::running_head:
      return fazhi::BlockKind::running_head;
    case Role::footer:
      return fazhi::BlockKind::footer;
    case Role::text:
      break;
  }
  return fazhi::BlockKind::paragraph;
}

fazhi::SourceRun run_of(const Piece& piece, std::uint32_t start) {
  return {start, piece.source.part, piece.source.object, piece.source.code, piece.source.offset, piece.made};
}

}  // namespace

fazhi::Report read(const fazhi::Source& source, const ReadLimits& limits, fazhi::Context& ctx) {
  const Package package(source.bytes, source.name, ofd, limits.package, ctx);
  Reader reader(package, limits, ctx);
  const std::vector<Paragraph> paragraphs = reader.run();
  const Seen& seen = reader.seen();
  // Characters of the private area alone are glyph numbers by another name.
  if (seen.characters == 0 || seen.private_use * 10 > seen.characters * 9) fail_without_text(package, seen);
  report(seen, source.name, ctx);

  std::string text;
  std::uint32_t size = 0;  // code points
  struct Furniture {
    fazhi::TextRange range;
    fazhi::BlockKind kind;
  };
  std::vector<Furniture> furniture;
  fazhi::SourceMap places;
  places.parts = reader.take_parts();
  for (const Paragraph& p : paragraphs) {
    for (const char32_t c : p.text) append_utf8(text, c);
    for (const Piece& piece : p.pieces) places.runs.push_back(run_of(piece, size + piece.at));
    // The end of the line stands behind its last character.
    Piece last = p.pieces.back();
    const auto length = static_cast<std::uint32_t>(p.text.size());
    if (!last.made) last.source.offset += length - last.at;
    last.made = true;
    places.runs.push_back(run_of(last, size + length));
    text += '\n';
    const auto end = size + static_cast<std::uint32_t>(p.text.size()) + 1;
    if (p.role != Role::text) furniture.push_back({{size, end}, kind_of(p.role)});
    size = end;
  }
  fazhi::ReportBuilder builder(std::move(text));
  builder.source(std::string(source.name), "ofd", fazhi::sha256_hex(source.bytes));
  builder.source_map(std::move(places));
  for (const Furniture& f : furniture) builder.furniture(f.range, f.kind);
  return builder.build(ctx);
}

}  // namespace importer_ofd
