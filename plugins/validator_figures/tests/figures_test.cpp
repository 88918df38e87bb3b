// Each rule on a text that passes, one that fails, and one that it leaves undecided.
#include <gtest/gtest.h>

#include "fazhi/registry.hpp"

namespace {

using namespace fazhi;

std::vector<Finding> check(const std::string& text, const std::string& rule) {
  static Registry registry;
  Context ctx;
  AssessOptions options;
  options.validators = {"figures"};
  options.rules = {rule};
  options.checklists.clear();
  return registry.validate(ReportBuilder(text).build(ctx), options, ctx);
}

TEST(Num01, Passes) {
  EXPECT_TRUE(check("制定规范性文件12件（县政府8件，部门4件）。", "NUM-01").empty());
  EXPECT_TRUE(check("引进项目80个，其中工业项目30个、农业项目12个。", "NUM-01").empty()) << "examples, no partition";
}

TEST(Num01, FailsWithEveryOperandAndRepairs) {
  const auto findings = check("制定规范性文件13件（县政府8件，部门4件）。", "NUM-01");
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].level, Level::error);
  EXPECT_EQ(findings[0].figures.size(), 3u);
  EXPECT_EQ(findings[0].evidence.size(), 3u);
  EXPECT_NE(findings[0].message_zh.find("8 + 4 = 12 ≠ 13"), std::string::npos) << findings[0].message_zh;
}

TEST(Num01, NearMissIsForReview) {
  const auto findings = check("收到案件286件，其中民事161件、行政73件、刑事57件。", "NUM-01");
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].kind, Kind::review);
}

TEST(Num02, PassesFailsAndLeavesOpen) {
  EXPECT_TRUE(check("共调解纠纷481件，成功调解474件，调解成功率98.5%。", "NUM-02").empty());
  const auto findings = check("办理复议案件141件，调解75件，调解率60.5%。", "NUM-02");
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].level, Level::error);
  EXPECT_NE(findings[0].message_zh.find("53.2"), std::string::npos);
  EXPECT_TRUE(check("回访满意率为97.1%。", "NUM-02").empty()) << "no base";
}

TEST(Num03, PassesFailsAndLeavesOpen) {
  EXPECT_TRUE(check("群众满意率达99.6%。", "NUM-03").empty());
  ASSERT_EQ(check("群众满意率达109.6%。", "NUM-03").size(), 1u);
  EXPECT_EQ(check("群众满意率达109.6%。", "NUM-03")[0].kind, Kind::review);
  EXPECT_TRUE(check("年度任务完成率146%，利润增长率120%。", "NUM-03").empty());
}

TEST(Num04, PassesAndFails) {
  EXPECT_TRUE(check("财政收入突破4000亿元、达到4211亿元。", "NUM-04").empty());
  EXPECT_EQ(check("财政收入突破4000亿元、达到3211亿元。", "NUM-04").size(), 1u);
}

TEST(Num05, PassesFailsAndReviews) {
  EXPECT_TRUE(check("案件由300件下降到240件，下降20%。", "NUM-05").empty());
  ASSERT_EQ(check("案件由300件下降到240件，下降25%。", "NUM-05").size(), 1u);
  EXPECT_EQ(check("案件由300件下降到240件，下降25%。", "NUM-05")[0].level, Level::error);
  const auto points = check("普及率由95%提高到98%，提高3%。", "NUM-05");
  ASSERT_EQ(points.size(), 1u);
  EXPECT_EQ(points[0].kind, Kind::review);
  EXPECT_TRUE(check("地区生产总值由100亿元增加到120亿元，增长15%。", "NUM-05").empty()) << "constant prices";
}

TEST(Num09, PassesAndReviews) {
  EXPECT_TRUE(check("今年行政复议和行政应诉案件零发生。", "NUM-09").empty());
  const auto findings = check("实现负责人“出庭出声出效果”，今年行政复议和行政应诉案件零发生。", "NUM-09");
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].kind, Kind::review);
  EXPECT_EQ(findings[0].evidence.size(), 1u);
  EXPECT_TRUE(check("行政应诉案件5件，败诉案件零发生。", "NUM-09").empty()) << "the claim is of lost cases alone";
}

TEST(Num09, ClaimsWithoutANumber) {
  for (const char* claim : {"全年未发生行政诉讼案件", "全年无行政复议案件", "没有发生行政复议、行政诉讼案件",
                            "全年无行政复议、行政诉讼案件", "行政诉讼案件未发生一起"}) {
    const std::string text = std::string("办理行政复议、行政诉讼案件5件。") + claim + "。";
    const auto findings = check(text, "NUM-09");
    ASSERT_EQ(findings.size(), 1u) << claim;
    EXPECT_EQ(findings[0].kind, Kind::review);
    EXPECT_EQ(findings[0].evidence.size(), 1u) << claim;
    EXPECT_NE(findings[0].message_zh.find("行政诉讼案件5件”"), std::string::npos) << findings[0].message_zh;
    EXPECT_TRUE(check(std::string(claim) + "。", "NUM-09").empty()) << claim;
  }
  for (const char* none : {"确保未发生行政诉讼案件", "行政诉讼无败诉案件", "排查有无行政复议案件", "无行政复议机构",
                           "未发生安全事故", "2022年未发生行政诉讼案件"}) {
    const std::string text =
        std::string("关于2023年法治政府建设情况的报告\n2023年办理行政复议、行政诉讼案件5件。") + none + "。\n";
    EXPECT_TRUE(check(text, "NUM-09").empty()) << none;
  }
}

TEST(Num10, PassesAndInforms) {
  EXPECT_TRUE(check("配备5名法律顾问，办理行政许可事项424件。", "NUM-10").empty());
  const auto findings = check("配备了5个法律顾问，办理行政许可事项424条。", "NUM-10");
  ASSERT_EQ(findings.size(), 2u);
  EXPECT_EQ(findings[0].kind, Kind::informational);
  EXPECT_TRUE(check("建设调解室5个。", "NUM-10").empty()) << "not on the list";
}

}  // namespace
