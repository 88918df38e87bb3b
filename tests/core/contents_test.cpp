// The statutory contents, found by what the text says and where it stands.
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

struct Contents {
  ReportData r;
  explicit Contents(std::string utf8) {
    r.text.utf8 = std::move(utf8);
    index_text(r.text);
    Context ctx;
    analyse(r, {}, ctx);
  }
  [[nodiscard]] const ContentPlace& place(Content c) const { return r.contents[static_cast<std::size_t>(c)]; }
  [[nodiscard]] std::string slice(TextRange t) const { return std::string(Text(&r.text).slice(t)); }
  [[nodiscard]] std::vector<std::string> of(Content c) const {
    std::vector<std::string> out;
    for (auto i : place(c).sections) out.push_back(slice({r.sections[i].label.start, r.sections[i].heading.end}));
    return out;
  }
};

const std::string head = "某某镇关于2023年法治政府建设情况的报告\n现将有关情况报告如下：\n";
const std::string work =
    "全镇组织开展执法检查12次，办理案件5件，召开专题会议4次，完成合法性审查30件，各项制度得到落实，工作取得进展。\n";

TEST(Contents, AHeadingThatPromisesCausesIsNoCause) {
  const Contents c(head + "一、主要举措和成效\n" + work +
                   "二、存在的不足和原因\n（一）能力不高。执法水平有待提高。\n（二）力量薄弱。人员较少。\n三、2024年工"
                   "作思路\n继续加强学习。\n");
  EXPECT_THAT(c.of(Content::measures), ElementsAre("一、主要举措和成效"));
  EXPECT_THAT(c.of(Content::shortcomings), ElementsAre("二、存在的不足和原因"));
  EXPECT_THAT(c.of(Content::causes), IsEmpty());
  EXPECT_THAT(c.place(Content::causes).evidence, IsEmpty());
  EXPECT_THAT(c.of(Content::next_year), ElementsAre("三、2024年工作思路"));
  EXPECT_THAT(c.of(Content::first_responsible), IsEmpty());
}

TEST(Contents, CausesAreStatements) {
  const Contents c(head + "一、工作开展情况\n" + work +
                   "二、存在的问题\n执法力量薄弱，由于编制有限，人员长期得不到补充。\n三、下一步打算\n将继续推进。\n");
  EXPECT_THAT(c.of(Content::causes), ElementsAre("二、存在的问题"));
  ASSERT_FALSE(c.place(Content::causes).evidence.empty());
  EXPECT_EQ(c.slice(c.place(Content::causes).evidence[0]), "执法力量薄弱，由于编制有限，人员长期得不到补充。");
}

TEST(Contents, AHeadingWithoutTextIsNoContent) {
  const Contents c(head + "一、主要举措和成效\n" + work + "二、存在的不足\n三、下一步打算\n");
  EXPECT_THAT(c.of(Content::shortcomings), IsEmpty());
  EXPECT_THAT(c.of(Content::next_year), IsEmpty());
}

TEST(Contents, ThematicHeadingsAndPassages) {
  const Contents c(head + "一、强化政治引领\n党政主要负责人认真履行推进法治建设第一责任人职责，主持召开会议3次。" +
                   work + "二、规范行政执法\n" + work +
                   "一年来，工作取得了成绩，但仍存在一些不足：执法规范化水平不高，基层力量薄弱，数字化建设滞后。\n下一"
                   "步，我镇将继续深入学习，进一步完善制度，推进法治政府建设。\n");
  EXPECT_THAT(c.of(Content::measures), ElementsAre("一、强化政治引领", "二、规范行政执法"));
  EXPECT_THAT(c.of(Content::first_responsible), ElementsAre("一、强化政治引领"));
  EXPECT_THAT(c.of(Content::shortcomings), ElementsAre("二、规范行政执法"));
  EXPECT_THAT(c.of(Content::next_year), ElementsAre("二、规范行政执法"));
}

TEST(Contents, FirstResponsibleAsASectionOfItsOwnOrAPlanOnly) {
  const Contents own(head + "一、主要举措和成效\n" + work +
                     "二、党政主要负责人履行推进法治建设第一责任人职责情况\n镇长主持研究法治工作4次，带头述法。\n三、存"
                     "在的问题\n人员不足，能力不强。\n四、下一步安排\n将继续推进。\n");
  EXPECT_THAT(own.of(Content::first_responsible), ElementsAre("二、党政主要负责人履行推进法治建设第一责任人职责情况"));
  const Contents plan(head + "一、主要举措和成效\n" + work +
                      "二、存在的问题\n人员不足，能力不强。\n三、下一步安排\n将认真履行第一责任人职责，继续推进。\n");
  EXPECT_THAT(plan.of(Content::first_responsible), IsEmpty());
}

TEST(Contents, WorkOnProblemsIsNoShortcoming) {
  const Contents c(head + "一、着力解决存在的突出问题\n" + work + "二、规范行政执法\n" + work);
  EXPECT_THAT(c.of(Content::shortcomings), IsEmpty());
}

TEST(Contents, AHeadingOfTwoContentsLeavesEachToItsChild) {
  const Contents c(head + "一、主要举措和成效\n" + work +
                   "二、存在问题和下一步打算\n（一）存在的主要问题。执法力量薄弱，能力不强。\n（二）下一步打算。将继续"
                   "推进法治政府建设。\n");
  EXPECT_THAT(c.of(Content::shortcomings), ElementsAre("（一）存在的主要问题"));
  EXPECT_THAT(c.of(Content::next_year), ElementsAre("（二）下一步打算"));
  const Contents one(head + "一、主要举措和成效\n" + work +
                     "二、存在问题和下一步打算\n执法力量薄弱，能力不强。下一步将继续推进法治政府建设。\n");
  EXPECT_THAT(one.of(Content::shortcomings), ElementsAre("二、存在问题和下一步打算"));
  EXPECT_THAT(one.of(Content::next_year), ElementsAre("二、存在问题和下一步打算"));
}

TEST(Contents, AHeadingOfNounsAndOneOfCauses) {
  const Contents c(head + "一、工作推进情况\n" + work +
                   "二、问题不足\n执法专业性不强，宣传方式单一。\n三、原因分析\n经费投入"
                   "不够，培训力度不大，系统学习较少。\n四、下步工作\n将继续推进。\n");
  EXPECT_THAT(c.of(Content::shortcomings), ElementsAre("二、问题不足"));
  EXPECT_THAT(c.of(Content::causes), ElementsAre("三、原因分析"));
  EXPECT_THAT(c.of(Content::measures), ElementsAre("一、工作推进情况"));
  const Contents work_on(head + "一、问题整改情况\n" + work + "二、强化矛盾困难化解\n" + work);
  EXPECT_THAT(work_on.of(Content::shortcomings), IsEmpty());
}

TEST(Contents, CausesInASectionOfShortcomingsAndPlan) {
  const Contents c(head + "一、工作情况\n" + work +
                   "二、存在问题及下一步打算\n执法力量薄弱，原因是编制没有增加。\n下一步，将继续推进。\n");
  EXPECT_THAT(c.of(Content::causes), ElementsAre("二、存在问题及下一步打算"));
  const Contents behind(head + "一、工作情况\n" + work +
                        "二、存在问题及下一步打算\n执法力量薄弱。\n下一步，将解决由于编制不足带来的困难。\n");
  EXPECT_THAT(behind.of(Content::causes), IsEmpty());
}

TEST(Contents, PassagesInsideAParagraphAndAboveAList) {
  const Contents one(
      head + "一、规范执法\n" + work +
      "一年来取得了成绩，但还存在专业能力不足、宣传针对性不强等问题。下一步，我局将继续加强队伍建设，持续强化普"
      "法宣传。\n");
  EXPECT_THAT(one.of(Content::shortcomings), ElementsAre("一、规范执法"));
  EXPECT_THAT(one.of(Content::next_year), ElementsAre("一、规范执法"));
  const Contents list(head + "一、规范执法\n" + work + "二、化解矛盾\n" + work +
                      "当前工作仍存在以下问题：\n宣传形式单一；\n基层力量薄弱。\n");
  EXPECT_THAT(list.of(Content::shortcomings), ElementsAre("二、化解矛盾"));
}

TEST(Contents, BlanksAroundTheYear) {
  const Contents c(head + "一、规范执法\n" + work + "二、化解矛盾\n" + work +
                   "2024 年，我镇将继续深入学习，进一步完善制度，推进法治政府建设。\n");
  EXPECT_THAT(c.of(Content::next_year), ElementsAre("二、化解矛盾"));
}

TEST(Contents, ALastSectionOfNothingButIntentIsThePlan) {
  const std::string want = "二、存在的问题\n执法力量薄弱，宣传形式单一。\n";
  const Contents plan(head + "一、主要举措和成效\n" + work + want +
                      "三、强弱项再出发\n我镇将持续加强学习，着力规范执法，进一步完善制度。\n");
  EXPECT_THAT(plan.of(Content::next_year), ElementsAre("三、强弱项再出发"));
  const Contents duty(head + "一、主要举措和成效\n" + work + want +
                      "三、主要负责人履行第一责任人职责情况\n镇长将法治纳入考核，持续"
                      "推进，着力加强学习，主持会议3次。\n");
  EXPECT_THAT(duty.of(Content::next_year), IsEmpty());
}

TEST(Contents, TheNameOfTheNormAloneReportsNoDuty) {
  const std::string norm = "《党政主要负责人履行推进法治建设第一责任人职责规定》";
  const Contents study(head + "一、主要举措和成效\n" + work + "组织干部学习" + norm + "等文件6次。\n");
  EXPECT_THAT(study.of(Content::first_responsible), IsEmpty());
  const Contents duty(head + "一、主要举措和成效\n" + work + "镇党委书记认真落实" + norm + "，主持召开会议6次。\n");
  EXPECT_THAT(duty.of(Content::first_responsible), ElementsAre("一、主要举措和成效"));
}

TEST(Contents, OtherDocumentsHaveNone) {
  const Contents c("某市政府工作报告\n各位代表：\n一、工作回顾\n" + work +
                   "二、存在的问题\n力量薄弱，有待加强。\n三、下一步工作\n将继续推进。\n");
  for (const auto& p : c.r.contents) EXPECT_TRUE(p.sections.empty() && p.evidence.empty());
}

}  // namespace
}  // namespace fazhi
