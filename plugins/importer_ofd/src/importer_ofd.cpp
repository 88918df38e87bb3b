// OFD, the fixed-layout format of GB/T 33190: text in reading order.
#include "fazhi/decode.hpp"
#include "fazhi/plugin.hpp"
#include "package/options.hpp"
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
    limits.package = package::limits_of(options);
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
  "options": [)" PACKAGE_OPTIONS R"(
    {"name": "max_pages", "type": "int", "default": 5000, "min": 1, "max": 1000000,
     "help": {"zh": "页数的上限", "en": "most pages"}},
    {"name": "max_characters", "type": "int", "default": 2000000, "min": 1, "max": 100000000,
     "help": {"zh": "字数的上限，模板中的文字每页计一次", "en": "most characters, those of templates counted on every page"}},
    {"name": "max_objects", "type": "int", "default": 3000000, "min": 1, "max": 1000000000,
     "help": {"zh": "所绘对象数的上限，复合对象所含者每次引用均计入", "en": "most drawn objects, those inside composite objects counted each time"}}]
})"))
