// OFD, the fixed-layout format of GB/T 33190: text in reading order.
#include "fazhi/decode.hpp"
#include "fazhi/plugin.hpp"
#include "read.hpp"

namespace importer_ofd {
namespace {

using fazhi::Confidence;

class OfdImporter final : public fazhi::Importer {
 public:
  [[nodiscard]] Confidence probe(const fazhi::Source& source) const override {
    const std::string_view kind = fazhi::content_kind(source.bytes);
    if (kind == "ofd") return Confidence::certain;
    return kind == "zip" && source.suffix == ".ofd" ? Confidence::likely : Confidence::no;
  }

  [[nodiscard]] fazhi::Report read(const fazhi::Source& source, const fazhi::Options& options,
                                   fazhi::Context& ctx) const override {
    const auto option = [&](std::string_view name) { return static_cast<std::uint64_t>(options.integer(name)); };
    ReadLimits limits;
    limits.package.max_part_bytes = option("max_part_mb") << 20;
    limits.package.max_total_bytes = option("max_total_mb") << 20;
    limits.package.max_ratio = option("max_ratio");
    limits.package.max_entries = option("max_entries");
    limits.content.max_characters = option("max_characters");
    limits.content.max_objects = option("max_objects");
    limits.max_pages = option("max_pages");
    return importer_ofd::read(source, limits, ctx);
  }
};

}  // namespace
}  // namespace importer_ofd

FAZHI_PLUGIN("org.fazhi.importer_ofd", "0.1.0", FAZHI_IMPORTER("ofd", importer_ofd::OfdImporter, R"({
  "title": {"zh": "OFD版式文件", "en": "OFD fixed-layout document"},
  "suffixes": [".ofd"],
  "options": [
    {"name": "max_part_mb", "type": "int", "default": 64, "min": 1, "max": 2047,
     "help": {"zh": "文件内单个部件解压后的上限（MB）", "en": "most megabytes of one part of the file, unpacked"}},
    {"name": "max_total_mb", "type": "int", "default": 256, "min": 1, "max": 16384,
     "help": {"zh": "文件内所读部件解压后总量的上限（MB）", "en": "most megabytes of all parts that are read, unpacked"}},
    {"name": "max_ratio", "type": "int", "default": 250, "min": 1, "max": 100000,
     "help": {"zh": "大于1MB的部件解压后与解压前大小之比的上限", "en": "most that a part above 1 MB may grow when unpacked"}},
    {"name": "max_entries", "type": "int", "default": 10000, "min": 1, "max": 1000000,
     "help": {"zh": "文件内部件数的上限", "en": "most parts in the file"}},
    {"name": "max_pages", "type": "int", "default": 5000, "min": 1, "max": 1000000,
     "help": {"zh": "页数的上限", "en": "most pages"}},
    {"name": "max_characters", "type": "int", "default": 2000000, "min": 1, "max": 100000000,
     "help": {"zh": "字数的上限，模板中的文字每页计一次", "en": "most characters, those of templates counted on every page"}},
    {"name": "max_objects", "type": "int", "default": 3000000, "min": 1, "max": 1000000000,
     "help": {"zh": "所绘对象数的上限，复合对象所含者每次引用均计入", "en": "most drawn objects, those inside composite objects counted each time"}}]
})"))
