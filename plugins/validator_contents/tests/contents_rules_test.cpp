// Rules on contents, as a user meets them: through the registry, on made-up reports.
#include <gtest/gtest.h>

#include "fazhi/registry.hpp"

namespace {

using namespace fazhi;

std::vector<Finding> findings(const std::string& text, const std::string& rule = "CON") {
  Registry registry;
  Context ctx;
  AssessOptions options;
  options.validators = {"contents"};
  options.rules = {rule};
  return registry.validate(ReportBuilder(text).build(ctx), options, ctx);
}

const std::string head = "青石镇关于2023年法治政府建设情况的报告\n现将有关情况报告如下：\n";
const std::string measures =
    "一、主要举措和成效\n组织开展执法检查12次，办理案件5件，召开专题会议4次，完成合法性审查30件，各项制度得到落实，工作"
    "取得进展。\n";
const std::string duty = "二、党政主要负责人履行推进法治建设第一责任人职责情况\n镇长主持研究法治工作4次，带头述法。\n";
const std::string shortcomings = "三、存在的不足和原因\n执法力量薄弱，由于编制有限，人员长期得不到补充。\n";
const std::string plan = "四、2024年工作打算\n继续加强学习，进一步推进执法规范化，组织培训4次。\n";

}  // namespace

TEST(Con, ACompleteReportPasses) { EXPECT_TRUE(findings(head + measures + duty + shortcomings + plan).empty()); }

TEST(Con, AnAbsentContentIsAnErrorWithoutAPlace) {
  const auto found = findings(head + measures + duty + shortcomings, "CON-04");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].level, Level::error);
  EXPECT_TRUE(found[0].range.empty());
  EXPECT_EQ(findings(head + measures + shortcomings + plan, "CON-03").size(), 1u);
  EXPECT_EQ(findings(head + measures + duty + plan, "CON-02").size(), 1u);
  EXPECT_EQ(findings(head + shortcomings + plan, "CON-01").size(), 1u);
}

TEST(Con06, PromisedCausesMustBeGiven) {
  const auto found =
      findings(head + measures + duty +
                   "三、存在的不足和原因\n（一）力量薄弱。人员较少。\n（二）能力不强。水平有待提高。\n" + plan,
               "CON-06");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].level, Level::warning);
  EXPECT_NE(found[0].message_zh.find("标题写有"), std::string::npos);
  EXPECT_EQ(found[0].evidence.size(), 2u);
  EXPECT_TRUE(findings(head + measures + duty + plan, "CON-06").empty()) << "undecided without shortcomings";
}

TEST(Con07, ThePlanNamesTheNextYear) {
  const auto found =
      findings(head + measures + duty + shortcomings + "四、下一步打算\n继续加强学习，推进规范执法。\n", "CON-07");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].kind, Kind::review);
  EXPECT_TRUE(
      findings(head + measures + duty + shortcomings + "四、下一步打算\n明年继续加强学习，推进规范执法。\n", "CON-07")
          .empty());
}

TEST(Con08, PostActAndCount) {
  const auto found = findings(
      head + measures + "二、履行推进法治建设第一责任人职责情况\n认真落实各项要求，扎实推进工作，责任得到落实。\n" +
          shortcomings + plan,
      "CON-08");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_NE(found[0].message_zh.find("职务、次数或时间"), std::string::npos);
}

TEST(Con10, PrinciplesAloneArePlansForReview) {
  const std::string empty =
      "四、2024年工作打算\n（一）明确要求。要依法行政，按规定管理。要合理行政，公平公正。要高效便民，提高效率。要权责统"
      "一，规范行使。\n";
  const auto found = findings(head + measures + duty + shortcomings + empty, "CON-10");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].kind, Kind::review);
  EXPECT_TRUE(findings(head + measures + duty + shortcomings + plan, "CON-10").empty());
}

TEST(Con, OtherKindsOfReportAreLeftAlone) {
  EXPECT_TRUE(findings("某市政府工作报告\n各位代表：\n现在，我代表市人民政府，向大会报告工作，请予审议。\n一、工作回顾"
                       "\n完成各项任务。\n")
                  .empty());
}
