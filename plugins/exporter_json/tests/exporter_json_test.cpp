// The file that the exporter writes is the lossless JSON; many reports make JSON lines.
#include <gtest/gtest.h>

#include "fazhi/json.hpp"
#include "fazhi/registry.hpp"

namespace {

using namespace fazhi;

class Reports final : public AssessmentSource {
 public:
  Reports(Registry& registry, int count) : registry_(registry), left_(count) {}
  bool next(Assessment& out) override {
    if (left_-- <= 0) return false;
    Context ctx;
    out = registry_.assess(ReportBuilder("关于2023年法治政府建设情况的报告\n一、主要成效\n公开信息5条。\n").build(ctx),
                           {}, ctx);
    return true;
  }

 private:
  Registry& registry_;
  int left_;
};

std::string export_json(int count, const char* indent) {
  Registry registry;
  Context ctx;
  Reports reports(registry, count);
  MemorySink sink;
  Options given;
  given.set("indent", indent);
  registry.export_to(reports, "json", sink, registry.check_options(PluginKind::exporter, "json", given), ctx);
  return sink.files().at(0).second;
}

TEST(ExporterJson, ReadsBack) {
  const std::string json = export_json(1, "true");
  EXPECT_EQ(to_json(assessment_from_json(json), true), json);
}

TEST(ExporterJson, ManyReportsAreLines) {
  const std::string lines = export_json(3, "false");
  std::size_t count = 0;
  for (std::size_t at = 0; at < lines.size(); ++count) {
    const std::size_t end = lines.find('\n', at);
    ASSERT_NE(end, std::string::npos);
    EXPECT_NO_THROW((void)assessment_from_json(std::string_view(lines).substr(at, end - at)));
    at = end + 1;
  }
  EXPECT_EQ(count, 3u);
}

}  // namespace
