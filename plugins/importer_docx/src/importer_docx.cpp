// Word documents (.docx and its kin): text with exact automatic numbers.
#include <algorithm>

#include "body.hpp"
#include "fazhi/decode.hpp"
#include "fazhi/error.hpp"
#include "fazhi/plugin.hpp"
#include "fazhi/sha256.hpp"
#include "package/options.hpp"
#include "xml.hpp"

namespace importer_docx {
namespace {

using fazhi::Confidence;

using package::Package;
using package::Tree;

constexpr package::Format word = {"Word file", "Word文件", "Word or WPS", "Word或WPS"};

struct Relation {
  std::string type, part;
};

/// What a part says of its kin, in its order; empty where it says nothing.
std::vector<Relation> read_relations(const Package& package, const std::string& folder, const std::string& name) {
  const std::string relations = folder + "_rels/" + name + ".rels";
  if (!package.has(relations)) return {};
  const Tree tree(package, relations);
  std::vector<Relation> out;
  for (const pugi::xml_node relation : tree.root().children()) {
    const std::string target = attribute(relation, "Target");
    out.push_back({attribute(relation, "Type"), target.starts_with('/') ? target.substr(1) : folder + target});
  }
  return out;
}

/// The part of the first relation whose type ends in `type`; `otherwise` where there is none.
std::string related(const std::vector<Relation>& relations, std::string_view type, const std::string& otherwise) {
  const auto at = std::find_if(relations.begin(), relations.end(),
                               [&](const Relation& r) { return std::string_view(r.type).ends_with(type); });
  return at == relations.end() ? otherwise : at->part;
}

/// Office programs put an encrypted document into a compound file with this stream.
bool is_locked(std::string_view bytes) {
  using namespace std::string_view_literals;
  return bytes.starts_with("\xD0\xCF\x11\xE0"sv) &&
         bytes.find("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"sv) != bytes.npos;
}

[[noreturn]] void refuse_locked(std::string_view name) {
  const std::string file(name);
  throw fazhi::ParseError(
      file + " is encrypted with a password; open it in Word or WPS, take the password off and save it",
      file + "已用密码加密；请用Word或WPS打开，去除密码后重新保存");
}

class DocxImporter final : public fazhi::Importer {
 public:
  [[nodiscard]] Confidence probe(const fazhi::Source& source) const override {
    if (is_locked(source.bytes)) return Confidence::certain;
    const std::string_view kind = fazhi::content_kind(source.bytes);
    if (kind == "docx") return Confidence::certain;
    if (kind != "zip") return Confidence::no;  // an OFD document may hold a Word file
    const bool suffix =
        source.suffix == ".docx" || source.suffix == ".docm" || source.suffix == ".dotx" || source.suffix == ".dotm";
    return suffix ? Confidence::likely : Confidence::no;
  }

  [[nodiscard]] fazhi::Report read(const fazhi::Source& source, const fazhi::Options& options,
                                   fazhi::Context& ctx) const override {
    const auto option = [&](std::string_view name) { return static_cast<std::uint64_t>(options.integer(name)); };
    Guard guard(source.name, {static_cast<int>(option("max_depth")), option("max_characters"), option("max_seconds")},
                ctx);
    if (is_locked(source.bytes)) refuse_locked(source.name);
    const Package package(source.bytes, source.name, word, package::limits_of(options), ctx);
    const std::string document = related(read_relations(package, "", ""), "/officeDocument", "word/document.xml");
    const std::size_t slash = document.rfind('/');
    const std::string folder = slash == document.npos ? "" : document.substr(0, slash + 1);
    const std::vector<Relation> relations = read_relations(package, folder, document.substr(folder.size()));

    const std::string styles_part = related(relations, "/styles", folder + "styles.xml");
    const std::string styles_xml = package.has(styles_part) ? package.read(styles_part) : std::string();
    Styles styles(styles_xml);
    Numbering numbering;
    if (const std::string part = related(relations, "/numbering", folder + "numbering.xml"); package.has(part)) {
      const Tree tree(package, part);
      numbering = Numbering(tree.root());
      numbering.link_styles(styles.numbering_styles());
    }
    Body body;
    fazhi::SourceMap map;
    map.parts.push_back(document);
    {
      const Tree tree(package, document);
      Ordinals ordinals(tree.root());
      Story story;
      BodyReader reader(body, {styles, numbering, ordinals, guard}, story);
      reader.read(child(tree.root(), "body"));
      if (reader.has_open_field())
        ctx.log(fazhi::LogLevel::warning,
                std::string(source.name) +
                    ": a field is never closed, the text behind its beginning is missing; open "
                    "the file in Word, press Ctrl+A and F9, and save it");
    }
    if (body.passage.is_blank())
      package.fail("holds no text; a document of pictures alone needs text recognition first",
                   "不含文字；若全为图片，请先识别文字");
    std::vector<Furniture> furniture;
    for (const fazhi::TextRange c : body.passage.contents) furniture.push_back({c, fazhi::BlockKind::menu});
    read_furniture(package, relations, {styles, numbering, guard}, body.passage, map, furniture);
    report_left_out(source.name, body, ctx);
    map.runs = std::move(body.passage.runs);
    fazhi::ReportBuilder builder(std::move(body.passage.text));
    builder.source(std::string(source.name), "docx", fazhi::sha256_hex(source.bytes));
    builder.source_map(std::move(map));
    for (const ComputedLabel& l : body.passage.labels) builder.computed_label(l.range, l.level);
    for (auto& table : body.tables) builder.table(std::move(table));
    for (const Furniture& f : furniture) builder.furniture(f.range, f.kind);
    return builder.build(ctx);
  }

 private:
  struct Furniture {
    fazhi::TextRange range;
    fazhi::BlockKind kind;
  };
  struct Definitions {
    Styles& styles;
    const Numbering& numbering;
    Guard& guard;
  };

  /// Notes, running heads and feet stand behind the text, classified: nothing is lost, nothing is analysed twice.
  static void read_furniture(const Package& package, const std::vector<Relation>& relations, const Definitions& with,
                             Passage& to, fazhi::SourceMap& map, std::vector<Furniture>& furniture) {
    Story margins;  // seen in Word: heads and feet count on from one another, each part of notes counts for itself
    for (const auto& [name, part] : relations) {
      const std::string_view type = name;
      const bool head = type.ends_with("/header"), foot = type.ends_with("/footer");
      const bool notes = type.ends_with("/footnotes") || type.ends_with("/endnotes");
      if (!head && !foot && !notes) continue;
      if (!package.has(part) || std::find(map.parts.begin(), map.parts.end(), part) != map.parts.end()) continue;
      with.guard.check_time();
      const Tree content(package, part);
      Body text;
      Ordinals ordinals(content.root());
      Story own;
      BodyReader reader(text, {with.styles, with.numbering, ordinals, with.guard}, notes ? own : margins);
      if (notes) {
        for (const pugi::xml_node note : content.root().children())
          if (*attribute(note, "type") == '\0') {
            reader.read(note);
          } else {  // the lines that part them from the text
            ordinals.pass(note);
          }
      } else {
        reader.read(content.root());
      }
      if (text.passage.is_blank()) continue;
      for (fazhi::SourceRun& r : text.passage.runs) r.part = static_cast<std::uint32_t>(map.parts.size());
      map.parts.push_back(part);
      const std::uint32_t start = to.size;
      for (ComputedLabel& label : text.passage.labels) label.level = 0;
      text.passage.contents.clear();
      to.append(text.passage);
      furniture.push_back({{start, to.size}, head ? fazhi::BlockKind::running_head : fazhi::BlockKind::footer});
    }
  }

  static void report_left_out(std::string_view name, const Body& body, fazhi::Context& ctx) {
    const std::string file(name);
    if (body.deleted > 0)
      ctx.log(fazhi::LogLevel::info, file + ": tracked changes were read as accepted; " + std::to_string(body.deleted) +
                                         " deleted or moved stretches are left out");
    if (body.hidden > 0)
      ctx.log(fazhi::LogLevel::info, file + ": " + std::to_string(body.hidden) + " hidden runs are left out");
    if (body.unread > 0)
      ctx.log(fazhi::LogLevel::warning,
              file + ": " + std::to_string(body.unread) +
                  " embedded foreign documents (altChunk) were not read; open and save it in Word");
  }
};

}  // namespace
}  // namespace importer_docx

FAZHI_PLUGIN("org.fazhi.importer_docx", "0.1.0", FAZHI_IMPORTER("docx", importer_docx::DocxImporter, R"({
  "title": {"zh": "Word文档", "en": "Word document"},
  "suffixes": [".docx", ".docm", ".dotx", ".dotm"],
  "options": [)" PACKAGE_OPTIONS R"(
    {"name": "max_depth", "type": "int", "default": 200, "min": 1, "max": 1000,
     "help": {"zh": "表格与内容嵌套的层数上限", "en": "most levels of tables and content inside one another"}},
    {"name": "max_characters", "type": "int", "default": 2000000, "min": 1, "max": 100000000,
     "help": {"zh": "字数的上限", "en": "most characters"}},
    {"name": "max_seconds", "type": "int", "default": 20, "min": 0, "max": 86400,
     "help": {"zh": "读取时间的上限（秒），不含分析", "en": "most seconds of reading, the analysis apart"}}]
})"))
