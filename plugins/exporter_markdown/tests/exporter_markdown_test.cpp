// Markdown for a reader: the faults and the proofs are there, and the report's text cannot start markup.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fazhi/registry.hpp"

namespace {

using namespace fazhi;
using testing::HasSubstr;
using testing::Not;

std::string markdown(const std::string& text, const char* lang) {
  Registry registry;
  Context ctx;
  SingleSource source(registry.assess(ReportBuilder(text).build(ctx), {}, ctx));
  MemorySink sink;
  Options given;
  given.set("lang", lang);
  registry.export_to(source, "markdown", sink, registry.check_options(PluginKind::exporter, "markdown", given), ctx);
  return sink.files().at(0).second;
}

const std::string report =
    "清溪镇人民政府关于2023年法治政府建设情况的报告\n一、主要成效\n全年公开信息60条，其中网站40条、公示栏20条。\n";

TEST(ExporterMarkdown, ShowsHeadProofAndOutline) {
  const std::string page = markdown(report, "zh");
  EXPECT_THAT(page, HasSubstr("# 清溪镇人民政府关于2023年法治政府建设情况的报告"));
  EXPECT_THAT(page, HasSubstr("40 + 20 = 60"));
  EXPECT_THAT(page, HasSubstr("相符只说明数与数对得上"));
  EXPECT_THAT(page, HasSubstr("- 一、主要成效"));
}

TEST(ExporterMarkdown, SpeaksEnglishOnRequest) {
  const std::string page = markdown(report, "en");
  EXPECT_THAT(page, HasSubstr("## Findings"));
  EXPECT_THAT(page, Not(HasSubstr("检查发现")));
}

TEST(ExporterMarkdown, TextOfTheReportStaysText) {
  const std::string page =
      markdown("<script>alert(1)</script>|*[a](b)关于2023年法治政府建设情况的报告\n一、|甲|<b>乙\n", "zh");
  EXPECT_THAT(page, Not(HasSubstr("<script>")));
  EXPECT_THAT(page, Not(HasSubstr("<b>")));
  EXPECT_THAT(page, HasSubstr("\\<script\\>"));
}

}  // namespace
