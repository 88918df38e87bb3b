// The outline as a reader means it: labels as printed, headings exact, levels by sequence and context.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fazhi/context.hpp"
#include "model/passes.hpp"
#include "outline/label.hpp"
#include "text/decode.hpp"

namespace fazhi {
namespace {

using namespace detail;
using testing::ElementsAre;
using testing::IsEmpty;

struct Outline {
  ReportData r;
  explicit Outline(std::string utf8, const Hints& hints = {}) {
    r.text.utf8 = std::move(utf8);
    index_text(r.text);
    Context ctx;
    analyse(r, hints, ctx);
  }
  [[nodiscard]] std::string slice(TextRange t) const { return std::string(Text(&r.text).slice(t)); }
  /// "1 一、 标题", one entry a section.
  [[nodiscard]] std::vector<std::string> rows() const {
    std::vector<std::string> out;
    for (const auto& s : r.sections)
      out.push_back(std::to_string(s.level) + " " + slice(s.label) + "|" + slice(s.heading));
    return out;
  }
};

constexpr const char* body = "全镇上下认真落实各项任务，组织开展专项检查十余次，各项工作取得了新的进展和明显的成效。\n";

TEST(Outline, StyleThatChangesAmongSiblingsKeepsItsLevel) {
  const Outline o(std::string("一、工作开展情况\n（1） 加强学习\n") + body + "（2） 规范执法\n" + body +
                  "（三）强化监督\n" + body + "二、下一步打算\n（一）继续学习。" + body);
  EXPECT_THAT(o.rows(), ElementsAre("1 一、|工作开展情况", "2 （1）|加强学习", "2 （2）|规范执法", "2 （三）|强化监督",
                                    "1 二、|下一步打算", "2 （一）|继续学习"));
  EXPECT_EQ(o.r.sections[1].level_origin, Origin::inferred);
  EXPECT_EQ(o.r.sections[3].level_origin, Origin::typed);
  EXPECT_TRUE(o.r.sections[1].stands_alone);
  EXPECT_FALSE(o.r.sections[5].stands_alone);
}

TEST(Outline, NumbersRunOnAcrossParents) {
  const Outline o(
      "一、总体要求\n（一）指导思想。坚持依法行政。\n（二）基本原则。坚持公开公正。\n二、主要任务\n（三）加强学习。组织"
      "培训。\n（四）加强执法。开展检查。\n");
  EXPECT_THAT(o.rows(), ElementsAre("1 一、|总体要求", "2 （一）|指导思想", "2 （二）|基本原则", "1 二、|主要任务",
                                    "2 （三）|加强学习", "2 （四）|加强执法"));
  EXPECT_EQ(o.r.sections[4].parent, 3);
}

TEST(Outline, SameMarkOnTwoLevels) {
  const Outline o(std::string("一、主要举措和成效\n一、强化领导\n") + body + "二、规范执法\n" + body +
                  "三、化解纠纷\n" + body + "二、存在的问题\n" + body + "三、工作打算\n" + body);
  EXPECT_THAT(o.rows(), ElementsAre("1 一、|主要举措和成效", "2 一、|强化领导", "2 二、|规范执法", "2 三、|化解纠纷",
                                    "1 二、|存在的问题", "1 三、|工作打算"));
}

TEST(Outline, ANumberThatFitsBothListsIsToldByWhatFollows) {
  const Outline o(std::string("一、履职情况\n") + body + "二、主要举措\n一、规范执法\n" + body + "二、数字政府\n" +
                  body + "三、存在问题\n一、意识不强\n" + body + "二、力量薄弱\n" + body + "三、经费不够\n" + body +
                  "四、工作打算\n一、继续学习\n" + body);
  EXPECT_THAT(o.rows(), ElementsAre("1 一、|履职情况", "1 二、|主要举措", "2 一、|规范执法", "2 二、|数字政府",
                                    "1 三、|存在问题", "2 一、|意识不强", "2 二、|力量薄弱", "2 三、|经费不够",
                                    "1 四、|工作打算", "2 一、|继续学习"));
}

TEST(Outline, EverythingOnOneLine) {
  const Outline o(
      "现将情况报告如下。 一、主要举措 （一）加强领导。召开会议6次。 （二）规范执法。 1.完善制度。制定规范3件。 "
      "2.加强监督。评查案卷2次。 二、工作打算 （一）继续学习。组织培训。 （二）强化监督。开展检查。");
  EXPECT_THAT(o.rows(), ElementsAre("1 一、|主要举措", "2 （一）|加强领导", "2 （二）|规范执法", "3 1.|完善制度",
                                    "3 2.|加强监督", "1 二、|工作打算", "2 （一）|继续学习", "2 （二）|强化监督"));
}

TEST(Outline, SpokenListsInlineAndAtLineStart) {
  const Outline o(
      "一、工作情况\n主要做了以下工作：一是狠抓学习，提高认识；二是狠抓执法。\n三是狠抓监督，改进作风。\n二、打算\n首先"
      "，加强领导。其次，完善制度。\n");
  EXPECT_THAT(o.rows(), ElementsAre("1 一、|工作情况", "2 一是|狠抓学习", "2 二是|狠抓执法", "2 三是|狠抓监督",
                                    "1 二、|打算", "2 首先，|加强领导", "2 其次，|完善制度"));
  EXPECT_EQ(o.r.sections[1].level_origin, Origin::inferred);
}

TEST(Outline, TextThatLooksLikeMarksIsNone) {
  const Outline o(
      "一、工作情况\n这一是重点工作。党政主要负责人履行第一责任人职责。第三次会议审议通过。\n一是加强学习。这里没有第二"
      "条。\n2023年完成任务。\n5.6%的增长来自工业。\n"
      "第二十条第（一）项规定的事项。\n一、二级管理人员参加。\n1、2号楼完工。\n3个项目开工。\n");
  EXPECT_THAT(o.rows(), ElementsAre("1 一、|工作情况"));
}

TEST(Outline, GapsRepeatsAndRestartsStaySiblings) {
  const Outline o(
      "一、上年工作\n1.加强领导。开会。\n2.狠抓落实。检查。\n4.强化监督。督查。\n4.做好宣传。宣讲。\n二、打算\n1."
      "继续学习。学习。\n2.继续宣传。宣讲。\n");
  EXPECT_THAT(o.rows(), ElementsAre("1 一、|上年工作", "2 1.|加强领导", "2 2.|狠抓落实", "2 4.|强化监督",
                                    "2 4.|做好宣传", "1 二、|打算", "2 1.|继续学习", "2 2.|继续宣传"));
}

TEST(Outline, LostSeparatorsAndOtherBrackets) {
  const Outline o(std::string("一、存在的不足\n一）能力不足\n1 执法力量不足\n") + body + "2 普法效果不好\n" + body +
                  "二）原因\n" + body + "二、打算\n㈠加强学习\n" + body + "㈡加强执法\n" + body);
  EXPECT_THAT(o.rows(), ElementsAre("1 一、|存在的不足", "2 一）|能力不足", "3 1|执法力量不足", "3 2|普法效果不好",
                                    "2 二）|原因", "1 二、|打算", "2 ㈠|加强学习", "2 ㈡|加强执法"));
}

TEST(Outline, ABracketCutOffByALineEnd) {
  const Outline o(std::string("一、工作回顾\n（一）学习成效明显。\n") + body + "（\n二）执法更加规范。\n" + body +
                  "（三）监督更加有力。\n" + body);
  EXPECT_THAT(o.rows(), ElementsAre("1 一、|工作回顾", "2 （一）|学习成效明显", "2 （\n二）|执法更加规范",
                                    "2 （三）|监督更加有力"));
}

TEST(Outline, AHeadingGluedToItsFirstItemKeepsTheOthersBelow) {
  const Outline o(
      "一、强化统筹1.加强谋划。开展研究。\n2.强化支持。出台政策。\n3.深化改革。推进试点。\n二、加大力度\n5."
      "狠抓落实。开展检查。\n6.狠抓监督。开展督查。\n");
  EXPECT_THAT(o.rows(), ElementsAre("1 一、|强化统筹", "2 1.|加强谋划", "2 2.|强化支持", "2 3.|深化改革",
                                    "1 二、|加大力度", "2 5.|狠抓落实", "2 6.|狠抓监督"));
}

TEST(Outline, SpokenItemsGluedToTheirHeading) {
  const Outline o(
      "一、存在问题一是宣传不够深入。形式单一。二是力量不足。人员较少。\n（一）推进法制统一是基础。二是关键。\n");
  EXPECT_THAT(o.rows(),
              ElementsAre("1 一、|存在问题", "2 一是|宣传不够深入", "2 二是|力量不足", "2 （一）|推进法制统一是基础"));
}

TEST(Outline, HeadingsWithAColonAndMarksWithABlank) {
  const Outline o(std::string("某某局工作总结\n主要做法：\n") + body + "主要做了以下工作：\n" + body +
                  "存在的问题：\n" + body);
  EXPECT_THAT(o.rows(), ElementsAre("1 |主要做法", "1 |存在的问题"));
  const Outline blank(std::string("某某局工作总结\n一 、工作情况\n") + body + "二 、下步打算\n" + body);
  EXPECT_THAT(blank.rows(), ElementsAre("1 一 、|工作情况", "1 二 、|下步打算"));
}

TEST(Outline, PartsWithoutABlank) {
  const Outline o(std::string("某某局工作报告\n第一部分主要举措和成效\n一、加强学习\n") + body + "二、规范执法\n" +
                  body + "第二部分2025年工作安排\n一、继续学习\n" + body +
                  "第三部分规定了如下内容，各单位遵照执行。\n");
  EXPECT_THAT(o.rows(), ElementsAre("1 第一部分|主要举措和成效", "2 一、|加强学习", "2 二、|规范执法",
                                    "1 第二部分|2025年工作安排", "2 一、|继续学习"));
}

TEST(Outline, ShortSentencesOnLinesOfTheirOwnLeadParagraphs) {
  const std::string leads = std::string("推进学习。\n") + body + "规范执法。\n" + body + "强化监督。\n" + body;
  const Outline o("一、工作回顾\n（一）主要做法\n" + leads + "（二）主要成效\n" + leads + "二、打算\n" + body);
  EXPECT_THAT(o.rows(), ElementsAre("1 一、|工作回顾", "2 （一）|主要做法", "3 |推进学习", "3 |规范执法", "3 |强化监督",
                                    "2 （二）|主要成效", "3 |推进学习", "3 |规范执法", "3 |强化监督", "1 二、|打算"));
  const Outline one(std::string("一、工作回顾\n一年来，取得了进展。\n") + body + body);
  EXPECT_THAT(one.rows(), ElementsAre("1 一、|工作回顾")) << "one alone is a sentence";
}

TEST(Outline, ABoxWithAListOfItsOwnCutsNoList) {
  const Outline o(std::string("一、主要任务\n1.建立体系。\n") + body +
                  "专栏1：基础理论\n1.理论。研究理论。\n2.计算。研究"
                  "计算。\n3.方法。研究方法。\n2.培养人才。\n" +
                  body);
  EXPECT_THAT(o.rows(), ElementsAre("1 一、|主要任务", "2 1.|建立体系", "2 |专栏1：基础理论", "3 1.|理论", "3 2.|计算",
                                    "3 3.|方法", "2 2.|培养人才"));
}

TEST(Outline, ListsOfAttachmentsAndOfficesAreNoSections) {
  const Outline o(
      std::string("现将有关事项公示如下。\n") + body +
      "联系方式：\n某某市应急管理局\n传真：010-82260000，邮箱："
      "xx@xx.cn，地址：某某市某某区某某街道某某路十三号，邮编：100846\n附件：1.标准制修订计划\n2.反馈意见表\n");
  EXPECT_THAT(o.rows(), IsEmpty());
}

TEST(Outline, ChaptersArticlesItems) {
  const Outline o(
      "第一章　总则\n第一条　为了规范管理，制定本办法。\n第二条　有下列情形之一的，不予办理：\n（一）材料不全的；\n（二"
      "）逾期申请的。\n第二章　附则\n第三条　本办法自公布之日起施行。\n");
  EXPECT_THAT(o.rows(), ElementsAre("1 第一章|总则", "2 第一条|", "2 第二条|", "3 （一）|材料不全的",
                                    "3 （二）|逾期申请的", "1 第二章|附则", "2 第三条|"));
}

TEST(Outline, TheLastItemHoldsTheListThatTheOthersHold) {
  const Outline o(std::string("一、主要举措\n一、加强学习\n") + body + "二、规范执法\n" + body +
                  "二、存在问题\n一、力量薄弱\n" + body + "二、能力不足\n" + body + "三、经费不够\n" + body +
                  "三、工作打算\n一、继续学习\n" + body + "二、继续执法\n" + body);
  EXPECT_THAT(o.rows(), ElementsAre("1 一、|主要举措", "2 一、|加强学习", "2 二、|规范执法", "1 二、|存在问题",
                                    "2 一、|力量薄弱", "2 二、|能力不足", "2 三、|经费不够", "1 三、|工作打算",
                                    "2 一、|继续学习", "2 二、|继续执法"));
}

TEST(Outline, HeadingsAboveSpokenLists) {
  const Outline o(std::string("一、工作开展情况\n规范文件管理，完善制度体系\n一是创新方式。") + body +
                  "二是压实责任。" + body + "规范行政执法，推进公正文明\n开展民法典宣传，走进群众。\n一是畅通渠道。" +
                  body + "二是加强培训。" + body);
  EXPECT_THAT(o.rows(),
              ElementsAre("1 一、|工作开展情况", "2 |规范文件管理，完善制度体系", "3 一是|创新方式", "3 二是|压实责任",
                          "2 |规范行政执法，推进公正文明", "3 一是|畅通渠道", "3 二是|加强培训"));
}

TEST(Outline, UnnumberedHeadingsStandAboveTheirLists) {
  const Outline o(std::string("现将有关情况报告如下。\n上年工作回顾\n一、加强领导\n") + body + "二、规范执法\n" + body +
                  "今年重点任务\n一、继续学习\n" + body + "二、继续执法\n" + body);
  EXPECT_THAT(o.rows(), ElementsAre("1 |上年工作回顾", "2 一、|加强领导", "2 二、|规范执法", "1 |今年重点任务",
                                    "2 一、|继续学习", "2 二、|继续执法"));
}

TEST(Outline, PageNumbersPartNoHeadingFromTheTextAbove) {
  const std::string above = std::string("一、主要工作\n强化学习培训\n") + body,
                    below = std::string("规范执法行为\n") + body;
  const auto headings = ElementsAre("1 一、|主要工作", "2 |强化学习培训", "2 |规范执法行为");
  EXPECT_THAT(Outline(above + below).rows(), headings);
  EXPECT_THAT(Outline(above + "— 3 —\n" + below).rows(), headings);
}

TEST(Outline, DashLeadsCountWhereTheyStandAlone) {
  const Outline o(std::string("一、工作情况\n——高质量发展的基础更加牢固。\n") + body + "——坚持党的领导，压实责任。" +
                  body);
  EXPECT_THAT(o.rows(), ElementsAre("1 一、|工作情况", "2 |高质量发展的基础更加牢固"));
  EXPECT_EQ(o.r.sections[1].style, LabelStyle::dash);
  const Outline list(
      std::string("一、目标\n——理论取得突破，应用更加广泛。人才更多。\n——初步建立规范体系，形成管控能力。\n") + body);
  EXPECT_THAT(list.rows(), ElementsAre("1 一、|目标")) << "an item of a list, though a single sentence";
}

TEST(Outline, TextGluedToItsHeading) {
  const Outline o(
      "一、工作开展情况2023年，全镇召开会议6次，研究部署工作。\n二、存在的不足 "
      "个别干部运用法治思维解决问题的能力还有欠缺，执法人员数量不够。\n");
  EXPECT_THAT(o.rows(), ElementsAre("1 一、|工作开展情况", "1 二、|存在的不足"));
}

TEST(Outline, AppendixBeginsAnew) {
  const Outline o(std::string("现将情况报告如下。\n一、工作情况\n") + body + "二、打算\n" + body +
                  "附件\n有关名词解释\n1.双随机：" + body + "2.三项制度：" + body);
  EXPECT_THAT(o.rows(),
              ElementsAre("1 一、|工作情况", "1 二、|打算", "1 |有关名词解释", "2 1.|双随机", "2 2.|三项制度"));
}

TEST(Outline, TheTitleOfAnAnnexIsNoHeading) {
  const Outline o(std::string("某某县关于印发工作要点的通知\n各单位：\n") + body + "附件1\n某某县2024年工作要点\n" +
                  body + "一、健全体系\n" + body + "二、规范执法\n" + body);
  EXPECT_THAT(o.rows(), ElementsAre("1 一、|健全体系", "1 二、|规范执法"));
}

TEST(Outline, RangesNestAndBodiesEndAtTheFirstChild) {
  const Outline o(
      "一、工作情况\n先说总的情况。\n（一）学习。组织学习6次。\n（二）执法。开展检查9次。\n二、打算\n继续做好工作。\n");
  ASSERT_EQ(o.r.sections.size(), 4u);
  EXPECT_EQ(o.slice(o.r.sections[0].range),
            "一、工作情况\n先说总的情况。\n（一）学习。组织学习6次。\n（二）执法。开展检查9次。");
  EXPECT_EQ(o.slice(o.r.sections[0].body), "先说总的情况。");
  EXPECT_EQ(o.slice(o.r.sections[1].body), "组织学习6次。");
  EXPECT_EQ(o.slice(o.r.sections[3].body), "继续做好工作。");
  EXPECT_EQ(o.r.paths.at(2), "一（二）");
}

TEST(Outline, LabelsThatTheSourceComputedNeedNoProof) {
  Hints hints;
  hints.labels = {{{7, 9}, 1}, {{14, 16}, 1}, {{21, 23}, 2}};
  const Outline o("某镇工作报告\n1.加强学习\n2.规范执法\na.完善制度\n", hints);
  ASSERT_EQ(o.r.sections.size(), 3u);
  EXPECT_EQ(o.r.sections[1].label_origin, Origin::computed);
  EXPECT_EQ(o.r.sections[1].level, 1);
  EXPECT_EQ(o.r.sections[2].level, 2);
  EXPECT_EQ(o.slice(o.r.sections[2].label), "a.");
}

TEST(Outline, ManyMarksInARowEndInTime) {
  std::string marks;
  for (int i = 0; i < 20000; ++i) marks += "一、甲\n（一）乙\n";
  EXPECT_THAT(Outline(marks).rows(), testing::SizeIs(40000));
}

TEST(Label, HanNumerals) {
  EXPECT_EQ(han_numeral(U"二十一", 0, 3).value, 21);
  EXPECT_EQ(han_numeral(U"一百零五条", 0, 5).value, 105);
  EXPECT_EQ(han_numeral(U"十是", 0, 2).value, 10);
  EXPECT_EQ(han_numeral(U"法治", 0, 2).size, 0u);
  EXPECT_EQ(han_numeral(U"两是", 0, 2).size, 0u) << "两 counts, it does not order";
}

}  // namespace
}  // namespace fazhi
