// Quoted titles: where they stand and what they name.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fazhi/context.hpp"
#include "model/passes.hpp"
#include "text/decode.hpp"

namespace fazhi {
namespace {

using namespace detail;
using testing::ElementsAre;
using testing::IsEmpty;

struct Cited {
  ReportData r;
  explicit Cited(std::string utf8) {
    r.text.utf8 = std::move(utf8);
    index_text(r.text);
    Context ctx;
    analyse(r, {}, ctx);
  }
  [[nodiscard]] std::string slice(TextRange t) const { return std::string(Text(&r.text).slice(t)); }
  [[nodiscard]] std::vector<std::string> rows() const {
    std::vector<std::string> out;
    for (const auto& c : r.citations) out.push_back(std::string(to_string(c.citation_class)) + " " + slice(c.range));
    return out;
  }
};

TEST(Citations, TheLongestEndDecidesTheClass) {
  EXPECT_THAT(Cited("学习《中华人民共和国行政处罚法》《法治政府建设实施纲要（2021—2025年）》《法治思想学习纲要》，签订"
                    "《合作框架协议》。")
                  .rows(),
              ElementsAre("norm 《中华人民共和国行政处罚法》", "plan 《法治政府建设实施纲要（2021—2025年）》",
                          "work 《法治思想学习纲要》", "other 《合作框架协议》"));
}

TEST(Citations, PapersOfDailyWorkHaveTheirClass) {
  EXPECT_THAT(
      Cited(
          "制定《行政执法责任制》《合法性审查工作流程》，张贴《办事流程图》，签订《法治建设责任状》，刊于《法治日报》，"
          "编印《以案释法典型案例》。")
          .rows(),
      ElementsAre("norm 《行政执法责任制》", "norm 《合法性审查工作流程》", "other 《办事流程图》",
                  "other 《法治建设责任状》", "work 《法治日报》", "work 《以案释法典型案例》"));
}

TEST(Citations, OnlyTheOutermostLevelCounts) {
  EXPECT_THAT(
      Cited("落实《关于贯彻〈优化营商环境条例〉的实施方案》和《关于修改《某市执法办法》的决定》。").rows(),
      ElementsAre("plan 《关于贯彻〈优化营商环境条例〉的实施方案》", "plan 《关于修改《某市执法办法》的决定》"));
}

TEST(Citations, ShortNamesAreDefinedOrTruncated) {
  EXPECT_THAT(Cited("依据《某市行政执法监督条例》（以下简称《监督条例》），落实《监督条例》《纲要》，对照《行政执法监督"
                    "条例》检查。修订《民法典》。")
                  .rows(),
              ElementsAre("norm 《某市行政执法监督条例》", "short 《监督条例》", "short 《监督条例》", "short 《纲要》",
                          "short 《行政执法监督条例》", "norm 《民法典》"));
}

TEST(Citations, AFullNameWithoutTheStateIsStillFull) {
  EXPECT_THAT(Cited("《中华人民共和国民法典》颁布后，开展《民法典》宣讲。").rows(),
              ElementsAre("norm 《中华人民共和国民法典》", "norm 《民法典》"));
}

TEST(Citations, TitlesOfUnknownKindAreWorks) {
  EXPECT_THAT(Cited("电影《春天的故乡》上映，《春潮》获奖。").rows(),
              ElementsAre("work 《春天的故乡》", "work 《春潮》"));
}

TEST(Citations, DocumentNumberRightBehind) {
  const Cited c(
      "根据《关于加强监管的意见》（国发〔2019〕5号）和《某省执法规定》（省政府令第184号），参照《某市办法》第5号文。");
  ASSERT_EQ(c.r.citations.size(), 3u);
  EXPECT_EQ(c.slice(c.r.citations[0].number), "国发〔2019〕5号");
  EXPECT_EQ(c.slice(c.r.citations[1].number), "省政府令第184号");
  EXPECT_TRUE(c.r.citations[2].number.empty());
}

TEST(Citations, ALostMarkEndsAtTheClause) {
  EXPECT_THAT(Cited("印发《关于加强执法的意见，组织学习《某市条例》。").rows(),
              ElementsAre("plan 《关于加强执法的意见", "norm 《某市条例》"));
  EXPECT_THAT(Cited("点击进入专题《《\n收藏《》").rows(), IsEmpty());
}

TEST(Citations, LineEndsInsideATitle) {
  EXPECT_THAT(Cited("会议通过了《\n宪法\n》修正。").rows(), ElementsAre("norm 《\n宪法\n》"));
}

TEST(Citations, ManyOpenMarksEndInTime) {
  std::string marks;
  for (int i = 0; i < 10000; ++i) marks += "《";
  EXPECT_THAT(Cited(marks).rows(), IsEmpty());
}

}  // namespace
}  // namespace fazhi
