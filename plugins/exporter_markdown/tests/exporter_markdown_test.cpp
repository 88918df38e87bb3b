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

TEST(ExporterMarkdown, EveryWordIsOfTheLanguageAskedFor) {
  // A sum that is right, one that is wrong, contents that are absent or met in part.
  const std::string text =
      "清溪镇关于2023年法治政府建设情况的报告\n一、主要举措和成效\n办结案件60件，其中民事40件、行政20件。收到来信13件（"
      "县内8件，县外4"
      "件）。\n二、存在的不足\n力量薄弱。\n";
  const std::string zh = markdown(text, "zh");
  for (const char* word : {"proved", "refuted", "constrained", "error", "warning", "review", "informational", "pass",
                           "fail", "unknown", "notapplicable", "none"})
    EXPECT_THAT(zh, Not(HasSubstr(word)));
  for (const char* word : {"✓ 相符", "✗ 不符", "错误", "部分达到", "未达到", "全篇"}) EXPECT_THAT(zh, HasSubstr(word));
  const std::string en = markdown(text, "en");
  for (const char* word : {"✓ proved", "✗ refuted", "error", "partly", "fail", "whole report"})
    EXPECT_THAT(en, HasSubstr(word));
  for (const char* word : {"相符", "不符", "达到", "全篇"}) EXPECT_THAT(en, Not(HasSubstr(word)));
}

TEST(ExporterMarkdown, NoScoreOfNothing) {
  const std::string other = "清溪镇2023年财政工作总结\n收入增长，支出平稳。\n";
  EXPECT_THAT(markdown(other, "zh"), HasSubstr("**不适用**"));
  EXPECT_THAT(markdown(other, "en"), HasSubstr("**not applicable**"));
  EXPECT_THAT(markdown(other, "zh"), Not(HasSubstr("/ 100")));
}

TEST(ExporterMarkdown, TextOfTheReportStaysText) {
  const std::string page =
      markdown("<script>alert(1)</script>|*[a](b)关于2023年法治政府建设情况的报告\n一、|甲|<b>乙\n", "zh");
  EXPECT_THAT(page, Not(HasSubstr("<script>")));
  EXPECT_THAT(page, Not(HasSubstr("<b>")));
  EXPECT_THAT(page, HasSubstr("\\<script\\>"));
}

}  // namespace
