// Rules on structure, as a user meets them: through the registry, on made-up reports.
#include <gtest/gtest.h>

#include <algorithm>

#include "fazhi/registry.hpp"

namespace {

using namespace fazhi;

std::vector<Finding> findings(const std::string& text, const std::string& rule, const std::string& profile = "web") {
  Registry registry;
  Context ctx;
  AssessOptions options;
  options.profile = profile;
  options.validators = {"structure"};
  options.rules = {rule};
  return registry.validate(ReportBuilder(text).build(ctx), options, ctx);
}

std::string quoted(const std::string& text, TextRange range) {
  Context ctx;
  const Report r = ReportBuilder(text).build(ctx);
  return std::string(r.text().slice(range));
}

const std::string body = "组织开展执法检查12次，办理案件5件，召开专题会议4次，各项制度得到落实，工作取得新的进展。\n";
const std::string report =
    "青石镇关于2023年法治政府建设情况的报告\n\n县委、县政府：\n现将有关情况报告如下：\n一、主要举措和成效\n（一）学习"
    "。" +
    body + "（二）执法。" + body +
    "二、存在的不足\n力量薄弱，能力不强。\n三、2024年工作打算\n继续推进。\n\n青石镇人民政府\n2024年1月5日\n";

}  // namespace

TEST(Str01, PassesWithIssuerYearAndKind) { EXPECT_TRUE(findings(report, "STR-01").empty()); }

TEST(Str01, FailsWithoutIssuerAndWithALeadingBlank) {
  const std::string text =
      " 关于2023年法治政府建设情况的报告\n\n现将青石镇人民政府2023年法治政府建设情况报告如下：\n一、主要举措\n" + body;
  const auto found = findings(text, "STR-01");
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].level, Level::warning);
  EXPECT_EQ(found[0].fixes.size(), 1u) << "the blank";
  EXPECT_EQ(quoted(text, found[1].range), "关于2023年法治政府建设情况的报告");
  ASSERT_EQ(found[1].fixes.size(), 1u);
  EXPECT_EQ(found[1].fixes[0].replacement, "青石镇人民政府");
}

TEST(Str01, StaysSilentWhereAUnitMayStandInTheTitle) {
  EXPECT_TRUE(findings("2023年度青石区法治政府建设情况报告\n\n现将有关情况报告如下：\n一、主要举措\n" + body, "STR-01")
                  .empty());
}

TEST(Str04And05, InformationOnTheWebAndFailureWhereFiled) {
  const std::string text = "青石镇关于2023年法治政府建设情况的报告\n\n现将有关情况报告如下：\n一、主要举措\n" + body;
  for (const char* rule : {"STR-04", "STR-05"}) {
    const auto web = findings(text, rule);
    ASSERT_EQ(web.size(), 1u) << rule;
    EXPECT_EQ(web[0].kind, Kind::informational);
    const auto filed = findings(text, rule, "filed");
    ASSERT_EQ(filed.size(), 1u) << rule;
    EXPECT_EQ(filed[0].kind, Kind::fail);
    EXPECT_TRUE(findings(report, rule, "filed").empty()) << rule;
  }
  EXPECT_EQ(quoted(text, findings(text, "STR-05").at(0).range) + "\n", body) << "the last sentence, not its full stop";
}

TEST(Str06, PassesOnAProperLadder) { EXPECT_TRUE(findings(report, "STR-06").empty()); }

TEST(Str06, StyleThatChangesAmongSiblingsIsMendedByTheLadder) {
  const std::string text = "青石镇2023年法治政府建设情况报告\n一、工作情况\n（1） 学习\n" + body + "（2） 执法\n" +
                           body + "（三）监督\n" + body + "二、打算\n继续推进。\n";
  const auto found = findings(text, "STR-06");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(quoted(text, found[0].range), "（三）");
  ASSERT_EQ(found[0].fixes.size(), 2u);
  EXPECT_EQ(found[0].fixes[0].replacement, "（一）");
  EXPECT_EQ(quoted(text, found[0].fixes[0].range), "（1） ");
}

TEST(Str06, GapsAndRepeats) {
  const std::string text =
      "青石镇2023年法治政府建设情况报告\n一、工作情况\n1.学习。组织学习。\n2.执法。开展检查。\n4.监督。开展督查。\n4."
      "宣传。开展宣讲。\n二、打算\n继续推进。\n";
  const auto found = findings(text, "STR-06");
  ASSERT_EQ(found.size(), 2u);
  EXPECT_NE(found[0].message_zh.find("不连续"), std::string::npos);
  EXPECT_NE(found[1].message_zh.find("重复"), std::string::npos);
}

TEST(Str06, NumbersThatRunOnAcrossParentsAndExcerptsAreNotJudged) {
  EXPECT_TRUE(findings("一、总体要求\n（一）思想。坚持依法。\n（二）原则。坚持公开。\n二、任务\n（三）学习。组织培训。"
                       "\n（四）执法。开展检查。\n",
                       "STR-06")
                  .empty());
  EXPECT_TRUE(findings("（三）学习。组织培训。\n（四）执法。开展检查。\n二、打算\n继续推进。\n", "STR-06").empty());
}

TEST(Str06, ANumberGluedIntoOtherTextIsNoGap) {
  EXPECT_TRUE(findings("青石镇2023年法治政府建设情况报告\n一、工作情况\n1.学习。组织学习。\n2.执法。形成工作品牌3."
                       "监督，开展督查。\n4.宣传。开展宣讲。\n二、打算\n继续推进。\n",
                       "STR-06")
                  .empty());
}

TEST(Str06, TheSameMarksOnTwoLevelsAreForReview) {
  const std::string text = "青石镇2023年法治政府建设情况报告\n一、主要举措\n一、学习\n" + body + "二、执法\n" + body +
                           "三、监督\n" + body + "二、存在的问题\n" + body + "三、打算\n" + body;
  const auto found = findings(text, "STR-06");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].kind, Kind::review);
}

TEST(Str07, NumberedSentencesAreNoHeadings) {
  const std::string items =
      "青石镇2023年法治政府建设情况报告\n一、存在的不足\n（一）执法力量还比较薄弱。\n（二）少数干部学法不够。\n（三）普"
      "法"
      "形式单一。\n二、打算\n继续推进。\n";
  EXPECT_TRUE(findings(items, "STR-07").empty());
  const std::string mixed = "青石镇2023年法治政府建设情况报告\n一、工作情况\n（一）全年学法四次。\n（二）执法。" +
                            body + "二、打算\n继续推进。\n";
  EXPECT_TRUE(findings(mixed, "STR-07").empty()) << "an item is no heading that stands alone";
}

TEST(Str07, MixedHeadingsAndFullStopsAreInformation) {
  const std::string text = "青石镇2023年法治政府建设情况报告\n一、工作情况\n（一）学习\n" + body + "（二）执法。\n" +
                           body + "（三）监督。" + body + "二、打算\n继续推进。\n";
  const auto found = findings(text, "STR-07");
  ASSERT_EQ(found.size(), 2u);
  for (const auto& f : found) EXPECT_EQ(f.kind, Kind::informational);
}
