// Tables: what is one and what is none, what its cells say, which sums hold.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fazhi/context.hpp"
#include "fazhi/json.hpp"
#include "fazhi/report.hpp"
#include "tables/lexicon.hpp"
#include "tables/tables.hpp"

namespace {

using namespace fazhi;
using testing::ElementsAre;

Report parse(std::string text) {
  Context ctx;
  ReportBuilder builder(std::move(text));
  return builder.build(ctx);
}

/// Values by row and column: "-" for a cell without a number.
std::vector<std::vector<std::string>> values(const Table& t) {
  std::vector<std::vector<std::string>> out(t.row_count(), std::vector<std::string>(t.column_count(), "-"));
  for (std::size_t i = 0; i < t.cell_count(); ++i)
    if (const auto v = t.cell(i).value()) out[t.cell(i).row()][t.cell(i).column()] = *v;
  return out;
}

std::vector<Verdict> verdicts(const Table& t) {
  std::vector<Verdict> out;
  for (std::size_t i = 0; i < t.check_count(); ++i) out.push_back(t.check(i).verdict());
  return out;
}

constexpr const char* lead = "清溪镇2023年法治政府建设情况报告\n一、主要举措\n全年办理案件120件，其中办结98件。\n";

TEST(Tables, ColumnsByTabsBlanksAndBars) {
  for (const char* body :
       {"类别\t受理\t办结\n许可\t30\t28\n处罚\t12\t12\n合计\t42\t40\n",
        "类别    受理   办结\n许可    30     28\n处罚    12     12\n合　　计    42     40\n",
        "| 类别 | 受理 | 办结 |\n|---|---|---|\n| 许可 | 30 | 28 |\n| 处罚 | 12 | 12 |\n| 合计 | 42 | 40 |\n"}) {
    const Report r = parse(std::string(lead) + body + "以上数据已核对，情况属实，特此说明。\n");
    ASSERT_EQ(r.table_count(), 1u) << body;
    const Table t = r.table(0);
    EXPECT_EQ(t.source(), TableSource::columns);
    EXPECT_EQ(t.header_rows(), 1u);
    EXPECT_EQ(t.header_columns(), 1u);
    EXPECT_THAT(values(t), ElementsAre(ElementsAre("-", "-", "-"), ElementsAre("-", "30", "28"),
                                       ElementsAre("-", "12", "12"), ElementsAre("-", "42", "40")));
    EXPECT_THAT(t.column_path(2), ElementsAre("办结"));
    EXPECT_THAT(t.row_path(3), ElementsAre("合计"));
    EXPECT_THAT(verdicts(t), ElementsAre(Verdict::proved, Verdict::proved));
    // Its numbers are no figures, and the prose around it keeps its own.
    EXPECT_EQ(r.figure_count(), 2u);
    EXPECT_EQ(r.figure(0).quote(), "120件");
  }
}

TEST(Tables, OneCellALine) {
  const Report r = parse(std::string(lead) +
                         "类别\n受理\n办结\n许可\n30\n28\n处罚\n12\n12\n合计\n42\n41\n以上数据已核对，情况属实。\n");
  ASSERT_EQ(r.table_count(), 1u);
  const Table t = r.table(0);
  EXPECT_EQ(t.source(), TableSource::lines);
  EXPECT_THAT(values(t)[3], ElementsAre("-", "42", "41"));
  EXPECT_THAT(t.column_path(1), ElementsAre("受理"));
  EXPECT_THAT(verdicts(t), ElementsAre(Verdict::proved, Verdict::refuted));
}

TEST(Tables, WhatIsNoTableStaysText) {
  for (const char* body : {
           "甲镇人民政府        乙镇人民政府\n签发人：张某    李某\n经办人：王某    赵某\n",
           "一、概述    1\n二、情况    3\n三、打算    5\n",
           "开展培训3次  覆盖200人\n检查企业12家  整改8家\n",
           "联系电话\n12345\n邮编\n400000\n",
           "许可30件\n处罚12件\n强制2件\n",
       })
    EXPECT_EQ(parse(std::string(lead) + body).table_count(), 0u) << body;
}

TEST(Tables, ZeroEmptyAndNotApplicableStayApart) {
  const Report r = parse("类别\t甲\t乙\t丙\n一\t0\t\t—\n二\t1,234\t2.5\t/\n三\t5\t6\t7\n");
  ASSERT_EQ(r.table_count(), 1u);
  std::vector<CellKind> kinds;
  for (std::size_t i = 0; i < r.table(0).cell_count(); ++i)
    if (const auto c = r.table(0).cell(i); c.row() == 1 || c.row() == 2) kinds.push_back(c.kind());
  EXPECT_THAT(kinds, ElementsAre(CellKind::text, CellKind::zero, CellKind::empty, CellKind::not_applicable,
                                 CellKind::text, CellKind::number, CellKind::number, CellKind::not_applicable));
  EXPECT_EQ(values(r.table(0))[2][1], "1234");
}

TEST(Tables, UnitsComeFromCellHeadAndCaption) {
  const Report r = parse("表1 收支情况表\n单位：万元\n项目\t预算\t执行率（%）\n甲\t12.5\t98\n乙\t3件\t100\n");
  ASSERT_EQ(r.table_count(), 1u);
  std::vector<std::string> units;
  for (std::size_t i = 0; i < r.table(0).cell_count(); ++i)
    if (r.table(0).cell(i).value()) units.emplace_back(r.table(0).cell(i).unit());
  EXPECT_THAT(units, ElementsAre("万元", "%", "件", "%"));
  EXPECT_EQ(r.table(0).caption(), "表1 收支情况表\n单位：万元");
}

TEST(Tables, ARowWithoutItsCellsIsNotShifted) {
  const Report r = parse("类别    甲    乙    丙\n许可    1    2    3\n处罚    4    6\n强制    7    8    9\n");
  ASSERT_EQ(r.table_count(), 1u);
  const Table t = r.table(0);
  EXPECT_EQ(t.row_state(2), RowState::unreadable);
  EXPECT_THAT(values(t)[2], ElementsAre("-", "-", "-", "-"));
  EXPECT_THAT(t.row_path(2), ElementsAre("处罚"));
}

TEST(Tables, RowsThatLostCellsDoNotMakeTheTableNarrower) {
  // Most rows lost one cell; the head still says that there are three columns.
  for (const char* body :
       {"类别    甲    乙    丙\n许可    1    2\n处罚    4    6\n强制    7    8    9\n征收    1    1    1\n",
        "类别\t甲\t乙\t丙\n许可\t1\t2\n处罚\t4\t6\n强制\t7\t8\t9\n征收\t1\t1\t1\n",
        "类别\n甲\n乙\n丙\n许可\n1\n2\n处罚\n4\n6\n强制\n7\n8\n9\n征收\n1\n1\n1\n"}) {
    const Report r = parse(body);
    ASSERT_EQ(r.table_count(), 1u) << body;
    const Table t = r.table(0);
    EXPECT_EQ(t.row_state(1), RowState::unreadable);
    EXPECT_EQ(t.row_state(2), RowState::unreadable);
    EXPECT_THAT(values(t)[3], ElementsAre("-", "7", "8", "9"));
    EXPECT_THAT(t.column_path(3), ElementsAre("丙"));
  }
}

TEST(Tables, ATabAtTheEndOfALineIsAnEmptyCellOrAnEdge) {
  const Report r = parse("类别\t甲\t乙\n许可\t1\t\n处罚\t4\t6\n强制\t4\t6\n");
  EXPECT_THAT(values(r.table(0))[1], ElementsAre("-", "1", "-"));
  EXPECT_EQ(r.table(0).row_state(1), RowState::read);
  const Report edges = parse("类别\t甲\t乙\t\n许可\t1\t2\t\n处罚\t4\t6\t\n");
  EXPECT_EQ(edges.table(0).column_count(), 3u);
}

TEST(Tables, TotalsAreSumsOnlyWhereTheyHold) {
  // One column of two fails: it is refuted by words.
  const Report bad = parse("类别\t甲\t乙\n许可\t1\t2\n处罚\t4\t6\n合计\t5\t9\n");
  EXPECT_THAT(verdicts(bad.table(0)), ElementsAre(Verdict::proved, Verdict::refuted));
  EXPECT_EQ(bad.table(0).check(1).basis(), Basis::words);
  EXPECT_EQ(bad.table(0).check(1).delta(), "1");
  EXPECT_EQ(bad.table(0).check(1).derivation(), "乙：9 ≠ 2 + 6 = 8");
  // None holds: the total means something else.
  const Report other = parse("类别\t甲\t乙\n许可\t1\t2\n处罚\t4\t6\n合计\t50\t90\n");
  EXPECT_THAT(verdicts(other.table(0)), ElementsAre(Verdict::open, Verdict::open));
  // 其中 takes a row apart; rates do not add.
  EXPECT_EQ(parse("类别\t甲\n许可\t10\n其中：简易\t4\n处罚\t5\n合计\t15\n").table(0).check_count(), 0u);
  EXPECT_EQ(parse("类别\t件数\t办结率\n许可\t10\t50%\n处罚\t5\t60%\n合计\t15\t53%\n").table(0).check_count(), 1u);
  // Rounded parts.
  const Report rounded = parse("类别\t金额（万元）\t件数\n甲\t1.4\t1\n乙\t2.4\t1\n合计\t3.9\t2\n");
  EXPECT_THAT(verdicts(rounded.table(0)), ElementsAre(Verdict::constrained, Verdict::proved));
  // Row totals.
  const Report rows = parse("类别\t甲\t乙\t合计\n许可\t1\t2\t3\n处罚\t4\t6\t10\n强制\t1\t1\t3\n");
  EXPECT_THAT(verdicts(rows.table(0)), ElementsAre(Verdict::proved, Verdict::proved, Verdict::refuted));
}

TEST(Tables, SubtotalsAndTotal) {
  const Report r = parse("类别\t甲\n许可\t1\n处罚\t4\n小计\t5\n强制\t2\n征收\t3\n小计\t5\n总计\t10\n");
  EXPECT_THAT(verdicts(r.table(0)), ElementsAre(Verdict::proved, Verdict::proved, Verdict::proved));
}

TEST(Tables, AnImporterHandsCellsOver) {
  const std::string text = "项目\n受理\n上年\n本年\n许可\n3\n0\n";
  Context ctx;
  ReportBuilder builder(text);
  // 项目 spans two rows, 受理 two columns.
  const auto cell = [](std::uint32_t start, std::uint32_t end, std::uint16_t rows = 1, std::uint16_t columns = 1) {
    return SourceCell{{start, end}, rows, columns, false};
  };
  builder.table(
      {{cell(0, 2, 2), cell(3, 5, 1, 2)}, {cell(6, 8), cell(9, 11)}, {cell(12, 14), cell(15, 16), cell(17, 18)}});
  const Report r = builder.build(ctx);
  ASSERT_EQ(r.table_count(), 1u);
  const Table t = r.table(0);
  EXPECT_EQ(t.source(), TableSource::importer);
  EXPECT_EQ(t.header_rows(), 2u);
  EXPECT_THAT(t.column_path(1), ElementsAre("受理", "上年"));
  EXPECT_THAT(t.column_path(2), ElementsAre("受理", "本年"));
  EXPECT_THAT(values(t)[2], ElementsAre("-", "3", "0"));
  EXPECT_EQ(r.figure_count(), 0u);
  EXPECT_EQ(r.block(0).kind(), BlockKind::table);
}

TEST(Tables, ATableOfWordsStaysTextToo) {
  const std::string text = "措施\n成效\n法律顾问\n审核合同20份，化解纠纷3起。\n";
  Context ctx;
  ReportBuilder builder(text);
  builder.table({{{{0, 2}}, {{3, 5}}}, {{{6, 10}}, {{11, 25}}}});
  const Report r = builder.build(ctx);
  EXPECT_EQ(r.table_count(), 1u);
  EXPECT_EQ(r.figure_count(), 2u);
}

TEST(Tables, HostileSpansAndRangesAreBounded) {
  Context ctx;
  ReportBuilder builder("甲乙");
  builder.table({{SourceCell{{0, 4000000000u}, 65535, 65535, false}, SourceCell{{9, 3}, 0, 0, false}}, {}});
  const Report r = builder.build(ctx);
  ASSERT_EQ(r.table_count(), 1u);
  EXPECT_LE(r.table(0).column_count(), 400u);
  EXPECT_LE(r.table(0).cell(0).range().end, 2u);
}

TEST(Tables, ATableOfTotalsAloneTakesBoundedTimeAndMemory) {
  std::string text = "类别\t甲\t乙\n";
  for (int i = 0; i < 20000; ++i) text += i % 2 == 0 ? "许可\t1\t2\n" : "合计\t1\t2\n";
  const Report r = parse(text);
  ASSERT_EQ(r.table_count(), 1u);
  std::size_t terms = 0;
  for (std::size_t i = 0; i < r.table(0).check_count(); ++i) terms += r.table(0).check(i).right().size();
  EXPECT_LE(terms, 1000000u);
}

TEST(Tables, ManyLinesThatAreNoTableTakeLinearTime) {
  std::string text;
  for (int i = 0; i < 60000; ++i) text += i % 3 == 0 ? "甲\n\n" : i % 3 == 1 ? "甲    乙\n" : "申请人情况\n";
  EXPECT_EQ(parse(text).table_count(), 0u);
}

TEST(Tables, JsonReadsBackToTheSameBytes) {
  const Report r = parse(std::string(lead) + "类别\t甲\t乙\n许可\t1.50\t\n处罚\t4\t—\n合计\t5.5\t9\n");
  ASSERT_EQ(r.table_count(), 1u);
  for (const bool indent : {false, true}) {
    const std::string json = to_json(r, indent);
    EXPECT_EQ(to_json(report_from_json(json), indent), json);
  }
}

// The fixed forms of a disclosure report: tests/python/test_disclosure.py tries them on made-up reports.

TEST(Tables, FormsNameTheKindOfReport) {
  const Report r =
      parse("一、本年新收政府信息公开申请数量 1 0 0 0 0 0 1\n二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0\n");
  ASSERT_EQ(r.table_count(), 1u);
  EXPECT_EQ(r.kind(), ReportKind::disclosure);
  const Table t = r.table(0);
  EXPECT_EQ(t.form(), "disclosure.requests");
  EXPECT_EQ(t.row_state(0), RowState::read);
  EXPECT_EQ(t.row_state(2), RowState::absent);
  EXPECT_THAT(values(t)[0], ElementsAre("1", "0", "0", "0", "0", "0", "1"));
}

TEST(Tables, TheEditionOf2019HasRowsAndColumnsOfItsOwn) {
  const Report r = parse(
      "第二十条第（五）项\n信息内容\t上一年项目数量\t本年增/"
      "减\t处理决定数量\n行政许可\t12\t-2\t340\n其他对外管理服务事项\t0\t0\t0\n"
      "第二十条第（九）项\n信息内容\t采购项目数量\t采购总金额\n政府集中采购\t6\t251000元\n"
      "一、本年新收政府信息公开申请数量\t3\t0\t0\t0\t0\t0\t3\n"
      "（六）其他处理\t3\t0\t0\t0\t0\t0\t3\n（七）总计\t3\t0\t0\t0\t0\t0\t3\n");
  ASSERT_EQ(r.table_count(), 3u);
  EXPECT_EQ(r.table(0).form(), "disclosure.permits");
  EXPECT_THAT(values(r.table(0))[0], ElementsAre("12", "-2", "340"));
  EXPECT_EQ(r.table(1).form(), "disclosure.procurement");
  EXPECT_THAT(values(r.table(1))[0], ElementsAre("6", "251000"));
  EXPECT_EQ(r.table(1).cell(1).unit(), "元");
  EXPECT_EQ(r.table(2).row_count(), 23u);
  EXPECT_EQ(r.table(2).row_path(20).back(), "（六）其他处理");
  EXPECT_EQ(r.table(2).row_state(20), RowState::read);
}

TEST(Tables, FormsHandedOverByAnImporterKeepTheirEmptyCells) {
  const std::string text = "二、上年结转政府信息公开申请数量\n18\n18\n";
  Context ctx;
  ReportBuilder builder(text);
  std::vector<SourceCell> row{{{0, 16}, 1, 3, false}, {{17, 19}}};
  for (int k = 0; k < 5; ++k) row.push_back({{19, 19}});
  row.push_back({{20, 22}});
  builder.table({row});
  const Report r = builder.build(ctx);
  ASSERT_EQ(r.table_count(), 1u);
  EXPECT_EQ(r.table(0).form(), "disclosure.requests");
  EXPECT_THAT(values(r.table(0))[1], ElementsAre("18", "-", "-", "-", "-", "-", "18"));
  EXPECT_EQ(r.block(0).kind(), BlockKind::table);
}

TEST(Tables, ABlankFormIsNoTable) {
  EXPECT_EQ(parse("第二十条第（一）项\n信息内容\n本年制发件数\n规章\n行政规范性文件\n").table_count(), 0u);
}

TEST(Tables, WordsBetweenAmountsBreakARow) {
  const Report r =
      parse("一、本年新收政府信息公开申请数量 1 0 0 注 0 0 0 1\n二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0\n");
  ASSERT_EQ(r.table_count(), 1u);
  EXPECT_EQ(r.table(0).row_state(0), RowState::unreadable);
  EXPECT_EQ(r.table(0).row_state(1), RowState::read);
}

TEST(Tables, EmptyCellsAreCountedAsZeroOnlyWhereThatHolds) {
  const Report r = parse(
      "一、本年新收政府信息公开申请数量\t821\t35\t\t\t2\t1\t859\n二、上年结转政府信息公开申请数量\t18\t\t\t\t\t\t17\n");
  const Table t = r.table(0);
  std::vector<Verdict> rows;
  for (std::size_t i = 0; i < t.check_count(); ++i)
    if (t.check(i).left().size() == 1 && t.cell(t.check(i).left()[0]).column() == 6 &&
        t.cell(t.check(i).left()[0]).row() < 2 && t.check(i).right().size() == 6)
      rows.push_back(t.check(i).verdict());
  EXPECT_THAT(rows, ElementsAre(Verdict::constrained, Verdict::refuted));
}

}  // namespace
