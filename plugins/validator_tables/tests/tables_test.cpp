// Each rule on a text that passes, one that fails, and one that it leaves undecided.
#include <gtest/gtest.h>

#include "fazhi/registry.hpp"

namespace {

using namespace fazhi;

std::vector<Finding> check(const std::string& text, const std::string& rule) {
  static Registry registry;
  Context ctx;
  AssessOptions options;
  options.validators = {"tables"};
  options.rules = {rule};
  options.checklists.clear();
  return registry.validate(ReportBuilder(text).build(ctx), options, ctx);
}

constexpr const char* received = "一、本年新收政府信息公开申请数量";
constexpr const char* carried_in = "二、上年结转政府信息公开申请数量";

TEST(Tab01, Passes) {
  EXPECT_TRUE(check("类别\t甲\t乙\n许可\t1\t2\n处罚\t4\t6\n合计\t5\t8\n", "TAB-01").empty());
  EXPECT_TRUE(check("类别\t金额（万元）\t件数\n甲\t1.4\t1\n乙\t2.4\t1\n合计\t3.9\t2\n", "TAB-01").empty()) << "rounded";
}

TEST(Tab01, FailsAtTheTotal) {
  const auto findings = check("类别\t甲\t乙\n许可\t1\t2\n处罚\t4\t6\n合计\t5\t9\n", "TAB-01");
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].level, Level::error);
  EXPECT_NE(findings[0].message_zh.find("乙：9 ≠ 2 + 6 = 8"), std::string::npos) << findings[0].message_zh;
  EXPECT_EQ(findings[0].evidence.size(), 3u);
}

TEST(Tab01, FailsAtTheCellThatRowAndColumnShare) {
  const auto findings =
      check("类别\t甲\t乙\t合计\n许可\t1\t2\t3\n处罚\t4\t7\t10\n强制\t1\t1\t2\n合计\t6\t9\t15\n", "TAB-01");
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_NE(findings[0].message_zh.find("“处罚／乙”的7"), std::string::npos) << findings[0].message_zh;
}

TEST(Tab01, OneSumAloneIsForReview) {
  const auto findings = check("类别\t件数\n许可\t1\n处罚\t4\n合计\t6\n", "TAB-01");
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].kind, Kind::review);
}

TEST(Tab01, LeavesOpen) {
  EXPECT_TRUE(check("类别\t甲\t乙\n许可\t1\t2\n处罚\t4\t6\n合计\t50\t90\n", "TAB-01").empty()) << "none holds";
  EXPECT_TRUE(check("类别\t甲\n许可\t10\n其中：简易\t4\n处罚\t5\n合计\t16\n", "TAB-01").empty()) << "of which";
  EXPECT_TRUE(check("类别\t甲\t乙\n许可\t1\t2\n处罚\t\t6\n合计\t5\t8\n", "TAB-01").empty()) << "an empty cell";
}

TEST(Tab02, PassesFailsAndLeavesOpen) {
  const auto rows = [](const char* first, const char* second) {
    return std::string(received) + " " + first + "\n" + carried_in + " " + second + "\n";
  };
  EXPECT_TRUE(check(rows("1 0 0 0 0 0 1", "0 0 0 2 0 0 2"), "TAB-02").empty());
  const auto findings = check(rows("1 0 0 0 0 0 1", "0 0 0 2 0 0 3"), "TAB-02");
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].level, Level::error);
  EXPECT_NE(findings[0].message_zh.find("3 ≠ 2"), std::string::npos) << findings[0].message_zh;
  EXPECT_TRUE(check(rows("1 0 0 0 0 0 1", "0 0 2 0 0 3"), "TAB-02").empty()) << "a cell was lost";
}

TEST(Tab03, PassesFailsAndCounts) {
  EXPECT_TRUE(check("类别    甲    乙\n许可    1    2\n处罚    3    6\n", "TAB-03").empty());
  const auto findings = check("类别    甲    乙\n许可    1    2\n处罚    6\n强制    3    4\n", "TAB-03");
  // A row of one number among rows of two.
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].kind, Kind::review);
  EXPECT_NE(findings[0].message_zh.find("“处罚”"), std::string::npos) << findings[0].message_zh;
  // Rows of a form that are not there are told in one finding.
  const auto absent = check(std::string(received) + " 1 0 0 0 0 0 1\n" + carried_in + " 0 0 0 0 0 0 0\n", "TAB-03");
  ASSERT_EQ(absent.size(), 1u);
  EXPECT_NE(absent[0].message_zh.find("缺23行"), std::string::npos) << absent[0].message_zh;
}

}  // namespace
