#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "fazhi/context.hpp"
#include "model/passes.hpp"
#include "outline/dates.hpp"
#include "outline/document_number.hpp"
#include "text/decode.hpp"

namespace fazhi {
namespace {

using namespace detail;

ReportData analysed(std::string utf8, const Hints& hints = {}) {
  ReportData r;
  r.text.utf8 = std::move(utf8);
  index_text(r.text);
  Context ctx;
  analyse(r, hints, ctx);
  return r;
}

std::string slice(const ReportData& r, TextRange t) { return std::string(Text(&r.text).slice(t)); }

std::vector<std::string> issuers(const ReportData& r) {
  std::vector<std::string> names;
  for (const auto& f : r.header.issuers) names.push_back(f.value);
  return names;
}

using Names = std::vector<std::string>;

TEST(Header, TitleYearAndIssuerOfAPlainReport) {
  const auto r = analysed(
      " 关于2023年法治政府建设情况的报告\n\n现将丰和县石桥镇人民政府2023年法治政府建设情况报告如下：\n\n一、工作开展情"
      "况\n");
  EXPECT_EQ(r.kind, ReportKind::rule_of_law);
  EXPECT_EQ(r.header.title.value, "关于2023年法治政府建设情况的报告");
  EXPECT_EQ(r.header.title.range.start, 1u);
  EXPECT_EQ(r.header.year, 2023);
  EXPECT_EQ(r.header.year_origin, Origin::typed);
  EXPECT_EQ(issuers(r), Names{"丰和县石桥镇人民政府"});
  EXPECT_EQ(slice(r, r.header.issuers[0].range), "丰和县石桥镇人民政府");
  EXPECT_TRUE(r.header.addressee.value.empty());
  EXPECT_FALSE(r.header.signed_date.known());
}

const char* const page =
    "无障碍 简体 | 繁体\n2019年12月3日 星期二\n首页\n走进丰和\n政务公开\n互动交流\n您当前位置：首页 > 政务公开 > "
    "石桥镇\n"
    "[ 索引号 ] 11500101008639123X/2026-00012\n[ 发文字号 ] 石委文〔2026〕3号\n[ 发布机构 ] 石桥镇\n[ 发布日期 ] "
    "2026-01-19\n[ 有效性 ]\n"
    "中共丰和县石桥镇委员会 丰和县石桥镇人民政府关于2025年度法治政府建设情况的报告\n字号：大 中 小 打印 分享\n"
    "中共丰和县石桥镇委员会\n丰和县石桥镇人民政府\n关于2025年法治政府建设情况的报告\n县委、县政府：\n"
    "2025年，石桥镇坚持依法行政，全面推进法治政府建设，现将有关情况报告如下：\n一、主要举措和成效\n（一）强化学习。全年"
    "学习12次。\n"
    "特此报告。\n\n附件：1.统计表\n\n中共丰和县石桥镇委员会\n丰和县石桥镇人民政府\n二〇二六年一月十二日\n"
    "上一篇：关于某事的公告\n主办单位：丰和县人民政府 网站标识码：5001010001\n渝ICP备00000000号\n";

TEST(Header, JointReportOnAWebPage) {
  const auto r = analysed(page);
  EXPECT_EQ(r.kind, ReportKind::rule_of_law);
  EXPECT_EQ(r.header.title.value, "中共丰和县石桥镇委员会 丰和县石桥镇人民政府关于2025年度法治政府建设情况的报告");
  EXPECT_EQ(r.header.title_repeats.size(), 1u);
  EXPECT_EQ(issuers(r), (Names{"中共丰和县石桥镇委员会", "丰和县石桥镇人民政府"}));
  EXPECT_EQ(r.header.document_number.value, "石委文〔2026〕3号");
  EXPECT_EQ(r.header.addressee.value, "县委、县政府");
  EXPECT_EQ(r.header.signature.value, "中共丰和县石桥镇委员会 丰和县石桥镇人民政府");
  EXPECT_EQ(r.header.signed_date.year, 2026);
  EXPECT_EQ(r.header.signed_date.month, 1);
  EXPECT_EQ(slice(r, r.header.signed_date_range), "二〇二六年一月十二日");
  EXPECT_EQ(r.header.published_date.day, 19);
  EXPECT_EQ(r.header.attachment_note.value, "附件：1.统计表");
}

TEST(Header, FurnitureAroundAPageIsClassedAndKept) {
  const auto r = analysed(page);
  EXPECT_EQ(r.blocks[0].kind, BlockKind::menu);
  EXPECT_EQ(r.blocks[1].kind, BlockKind::menu) << "the clock of the banner";
  EXPECT_EQ(r.blocks[3].kind, BlockKind::menu) << "an unknown entry between known ones";
  EXPECT_EQ(r.blocks[7].kind, BlockKind::metadata);
  EXPECT_EQ(r.blocks.back().kind, BlockKind::footer);
  EXPECT_EQ(r.blocks.back().range.end, r.text.code_points.size());
}

TEST(Header, BracketedFieldsWithValuesThatReadLikeText) {
  const auto r = analysed(
      "[ 索引号 ] 1150/2026-00004 [ 发文字号 ]\n[ 主题分类 ] 公安、安全、司法、法制 [ 体裁分类 ] 工作报告\n[ 发布机构 "
      "] 丰和县栗园乡"
      "人民政府 [ 有效性 ]\n[ 成文日期 ] 2026-01-22 [ 发布日期 ] "
      "2026-02-10\n丰和县栗园乡人民政府2025年法治政府建设情况报告\n"
      "一、主要工作\n全年办结3件，完成任务。\n");
  EXPECT_EQ(r.header.title.value, "丰和县栗园乡人民政府2025年法治政府建设情况报告");
  EXPECT_EQ(r.header.signed_date.day, 22);
  EXPECT_EQ(r.header.published_date.month, 2);
}

TEST(Header, ARowOfNamesAboveARowOfValues) {
  const auto r = analysed(
      "索 引 号 备注/文号 发布机构 公文生成日期\nQZ00123-0001 河政文〔2026〕3号 河口区人民政府 2026-01-22\n"
      "河口区人民政府关于2025年度法治政府建设工作情况的报告\n区人大常委会：\n　　现将我区2025年度法治政府建设情况报告如"
      "下：\n　　一、主要成效\n");
  EXPECT_EQ(r.header.document_number.value, "河政文〔2026〕3号");
  EXPECT_EQ(r.header.signed_date.day, 22);
  EXPECT_EQ(r.header.addressee.value, "区人大常委会");
  EXPECT_EQ(issuers(r), Names{"河口区人民政府"});
}

TEST(Header, CellsOfATableAndAFieldWithoutValueAboveTheTitle) {
  const auto r = analysed(
      "| 索引号 | 620521/2024-00012 | 发文字号 | |\n| 发布机构 | 清河县人民政府办公室 | 生成日期 | 2024-01-08 |\n| "
      "主题词 | |\n"
      "清河县人民政府\n关于清河县2023年法治政府建设工作总结的报告\n日期：2024-01-10 来源：县司法局 字号：大 中 小 "
      "打印\n市委、市政府：\n"
      "2023年，清河县扎实推进法治政府建设，全年办结3件。\n");
  EXPECT_EQ(r.header.title.value, "清河县人民政府关于清河县2023年法治政府建设工作总结的报告");
  EXPECT_EQ(issuers(r), Names{"清河县人民政府"});
  EXPECT_EQ(r.header.signed_date.day, 8);
  EXPECT_EQ(r.header.published_date.day, 10) << "a line of fields with tools behind them";
}

TEST(Header, NumberInTheTitleSignersAndSignatureOnOneLine) {
  const auto r = analysed(
      "石自然资字〔2025〕79号　　　签发人：张三　李四\n丰和县自然资源局2025年度法治政府建设\n工作报告（石自然资字〔2025"
      "〕79号）\n县委、县人民政府：\n"
      "根据要求，现将2025年度工作情况报告如下。\n一、工作情况\n全年办结3件。\n丰和县自然资源局　2025年12月30日\n");
  EXPECT_EQ(r.header.title.value, "丰和县自然资源局2025年度法治政府建设工作报告");
  EXPECT_EQ(r.header.document_number.value, "石自然资字〔2025〕79号");
  ASSERT_EQ(r.header.signers.size(), 2u);
  EXPECT_EQ(r.header.signers[1].value, "李四");
  EXPECT_EQ(r.header.signature.value, "丰和县自然资源局");
  EXPECT_EQ(r.header.signed_date.day, 30);
}

TEST(Header, YearFirstPlaceNameAndNoDate) {
  const auto r =
      analysed("2020年河口区法治政府建设情况报告\n一、主要工作\n2020年，我区办结3件，全面完成任务。\n河口区人民政府\n");
  EXPECT_EQ(r.header.year, 2020);
  EXPECT_EQ(issuers(r), Names{"河口区人民政府"}) << "the full name of the signature, not the place of the title";
}

TEST(Header, YearIsInferredWhereTheTitleHasNone) {
  const auto r = analysed(
      "大河乡人民政府关于法治政府建设的情况报告\n大河乡党委政府坚持依法行政，办结案件12件。\n一、2025年工作情况\n全年办"
      "结3件。\n");
  EXPECT_EQ(r.header.year, 2025);
  EXPECT_EQ(r.header.year_origin, Origin::inferred);
}

TEST(Header, NeighboursOfReportsAreOther) {
  EXPECT_EQ(analysed("河口区2024年法治政府建设工作要点\n一、总体要求\n").kind, ReportKind::other);
  EXPECT_EQ(analysed("《河口区2024年法治政府建设情况报告》政策解读\n一、背景\n").kind, ReportKind::other);
  EXPECT_EQ(analysed("河口区2024年政府信息公开工作年度报告\n一、总体情况\n").kind, ReportKind::disclosure);
  EXPECT_EQ(analysed("政 府 工 作 报 告\n——2024年1月5日在河口区人民代表大会上\n各位代表：\n").kind,
            ReportKind::work_report);
}

TEST(Header, SchoolsAndReportsThatGoOnWithAPlan) {
  const auto school = analysed("滨河学院2023年度法治工作情况报告\n一、工作情况\n全年办结3件。\n");
  EXPECT_EQ(school.kind, ReportKind::rule_of_law);
  EXPECT_EQ(issuers(school), Names{"滨河学院"});
  EXPECT_EQ(analysed("河口区公安局2024年法治政府建设工作总结暨2025年工作计划\n一、工作情况\n").kind,
            ReportKind::rule_of_law);
}

TEST(Header, APageWithoutItsTitle) {
  const auto r = analysed(
      "2022年，我局坚持依法行政，圆满完成了任务。现将工作情况报告如下：\n一、推进法治政府建设的主要举措和成效\n全年办结"
      "3件。"
      "\n二、2023年打算\n继续推进。\n");
  EXPECT_EQ(r.kind, ReportKind::rule_of_law);
  EXPECT_EQ(r.header.year, 2022);
  EXPECT_EQ(
      analysed("丰和镇 2021 年法治政府建设情况报告 2021 年，我镇坚持依法行政，办结案件3件。 一、主要工作 办结3件。\n")
          .header.title.value,
      "丰和镇2021年法治政府建设情况报告");
  EXPECT_TRUE(analysed("为落实《发展规划纲要》等规划，经研究，决定开展申报工作。\n").header.title.value.empty());
  EXPECT_EQ(analysed("现将安全生产情况报告如下：\n一、主要举措和成效\n全年办结3件，完成任务。\n").kind,
            ReportKind::other);
}

TEST(Header, DatesBelowTheTitle) {
  const std::string text = "\n各单位：\n为了规范管理，现将有关事项通知如下，请认真贯彻执行。\n一、总体要求\n";
  const auto number = analysed("关于规范裁量权的通知\n国办发〔2022〕27号  2022年7月29日" + text);
  EXPECT_EQ(number.header.document_number.value, "国办发〔2022〕27号");
  EXPECT_EQ(number.header.signed_date.day, 29);
  EXPECT_EQ(analysed("关于规范裁量权的通知\n（国办发〔2022〕27号）" + text).header.document_number.value,
            "国办发〔2022〕27号");
  EXPECT_EQ(analysed("关于规范裁量权的通知\n（2015年12月24日）" + text).header.signed_date.month, 12);
  const auto dated = analysed("关于规范裁量权的通知\n2026年02月10日 07时41分" + text);
  EXPECT_FALSE(dated.header.signed_date.known());
  EXPECT_EQ(dated.header.published_date.day, 10);
}

TEST(Header, AnAddresseeOfManyBodies) {
  const auto r = analysed(
      "河口区人民政府办公室文件\n河政办〔2024〕15号\n河口区人民政府办公室\n关于印发工作要点的通知\n各乡镇人民政府，各街"
      "道办事处，区政"
      "府各部门，有关单位：\n《工作要点》已经区政府同意，现印发给你们，请认真贯彻执行。\n");
  EXPECT_EQ(r.header.addressee.value, "各乡镇人民政府，各街道办事处，区政府各部门，有关单位");
}

TEST(Header, ATitleOnTwoLinesHasNoBlank) {
  EXPECT_EQ(analysed("河口区水利局\n2024年度法治政府建设情况报告\n一、工作情况\n").header.title.value,
            "河口区水利局2024年度法治政府建设情况报告");
}

TEST(Header, AUnitBehindAbout) {
  EXPECT_EQ(issuers(analysed("关于白石乡2023年法治政府建设工作的总结\n一、工作情况\n")), Names{"白石乡"});
  EXPECT_TRUE(issuers(analysed("关于推进法治政府建设情况的报告\n一、工作情况\n")).empty());
}

TEST(Header, AStretchOfYearsIsNoYear) {
  const auto r = analysed("关于落实法治政府建设实施纲要（2021—2025年）情况的报告\n一、工作情况\n");
  EXPECT_EQ(r.header.year, 0);
}

TEST(Header, AWorkReportSaysWhenAndForWhomItWasDelivered) {
  auto r = analysed(
      "政府工作报告\n——2026年1月26日在青禾省第十四届\n人民代表大会第五次会议上\n青禾省省长 甲某某\n各位代表：\n"
      "现在，我代表省人民政府，向大会报告工作，请予审议。\n一、2025年工作回顾\n一年来，全省上下共同努力。\n");
  EXPECT_EQ(r.kind, ReportKind::work_report);
  EXPECT_EQ(r.header.year, 2026);
  EXPECT_EQ(r.header.year_origin, Origin::inferred);
  EXPECT_EQ(issuers(r), Names{"青禾省人民政府"});
  EXPECT_EQ(r.header.issuers[0].origin, Origin::inferred);
  EXPECT_EQ(slice(r, r.header.issuers[0].range), "省人民政府");

  r = analysed(
      "各位代表：\n现在，我代表国务院，向大会报告政府工作，请予审议。\n一、2018年工作回顾\n过去一年极不平凡。\n");
  EXPECT_EQ(r.header.year, 2019);
  EXPECT_EQ(issuers(r), Names{"国务院"});
  EXPECT_EQ(r.header.issuers[0].origin, Origin::typed);
}

TEST(Header, AWorkReportThatDoesNotSayItIsOfUnknownYearAndIssuer) {
  const auto r = analysed(
      "政府工作报告\n各位代表：\n现在，我代表省人民政府，向大会报告工作，请予审议。\n一、过去五年工作回顾\n"
      "2023年，全省上下共同努力。\n");
  EXPECT_EQ(r.kind, ReportKind::work_report);
  EXPECT_EQ(r.header.year, 0);
  EXPECT_TRUE(r.header.issuers.empty()) << "of which province";
}

TEST(Header, MetadataOfTheFileComesFirst) {
  Hints hints;
  hints.metadata = {
      {"title", "河口区2022年法治政府建设情况报告"}, {"issuer", "河口区人民政府"}, {"published_date", "2023-03-30"}};
  const auto r = analysed("一、主要工作\n全年办结3件。\n", hints);
  EXPECT_EQ(r.header.title.origin, Origin::metadata);
  EXPECT_TRUE(r.header.title.range.empty());
  EXPECT_EQ(r.header.year, 2022);
  EXPECT_EQ(r.header.year_origin, Origin::metadata);
  EXPECT_EQ(issuers(r), Names{"河口区人民政府"});
  EXPECT_EQ(r.header.published_date.month, 3);
}

TEST(Header, TextWithoutHeadHasNoHeader) {
  const auto r = analysed("全年共办理行政复议案件12件，办结12件。");
  EXPECT_TRUE(r.header.title.value.empty());
  EXPECT_EQ(r.kind, ReportKind::other);
  EXPECT_EQ(r.header.year, 0);
}

TEST(DocumentNumber, FormsAndDamagedForms) {
  auto found = [](std::u32string_view s) {
    const auto m = find_document_number(s);
    return to_utf8(s.substr(m.start, m.end - m.start));
  };
  EXPECT_EQ(found(U"余府发〔2024〕3号"), "余府发〔2024〕3号");
  EXPECT_EQ(found(U"豫政 〔2023〕27号"), "豫政 〔2023〕27号");
  EXPECT_EQ(found(U"余府发[2024]3 号"), "余府发[2024]3 号");
  EXPECT_EQ(found(U"闽政办2018〕43号"), "闽政办2018〕43号");
  EXPECT_EQ(found(U"2024年3号楼"), "");
}

TEST(Dates, Forms) {
  EXPECT_EQ(match_date(U"2024年1月5日").date.day, 5);
  EXPECT_EQ(match_date(U"二〇二四年十二月三十一日").date.day, 31);
  EXPECT_EQ(match_date(U"二〇二四年十月二十日").date.month, 10);
  EXPECT_EQ(match_date(U"2021/03/29 11:30").date.month, 3);
  EXPECT_EQ(match_date(U"2024 年 3 月 5 日").date.day, 5);
  EXPECT_EQ(match_date(U"2024年13月5日").size, 0u);
  EXPECT_EQ(match_date(U"2018年11日").size, 0u);
}

TEST(Header, GoldenReport) {
  std::ifstream in(FAZHI_TEST_SHARED "/corpus/report/余家镇2023.txt", std::ios::binary);
  if (!in) GTEST_SKIP() << "no corpus beside the clone";
  std::stringstream bytes;
  bytes << in.rdbuf();
  const auto r = analysed(bytes.str());
  EXPECT_EQ(r.kind, ReportKind::rule_of_law);
  EXPECT_EQ(r.header.year, 2023);
  EXPECT_EQ(issuers(r), Names{"万州区余家镇人民政府"});
  EXPECT_EQ(r.header.title.range, (TextRange{1, 19}));
  EXPECT_TRUE(r.header.addressee.value.empty());
  EXPECT_TRUE(r.header.signature.value.empty());
}

}  // namespace
}  // namespace fazhi
