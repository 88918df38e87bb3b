#include "fazhi/metric.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "fazhi/context.hpp"
#include "fazhi/error.hpp"
#include "lexicon/toml.hpp"
#include "metrics/dictionary.hpp"

namespace {

using fazhi::MetricState;

fazhi::Report report(const std::string& sentence) {
  fazhi::ReportBuilder builder("望川县人民政府\n关于2024年法治政府建设情况的报告\n\n一、2024年工作情况\n（一）工作。" +
                               sentence +
                               "。\n\n二、存在的不足和原因\n执法力量不足。\n\n三、2025年工作安排\n继续努力。\n");
  fazhi::Context ctx;
  return builder.build(ctx);
}

fazhi::Metric metric(const fazhi::Report& r, std::string_view id) {
  const auto rows = fazhi::metrics(r);
  const auto at = std::find_if(rows.begin(), rows.end(), [&](const fazhi::Metric& m) { return m.id == id; });
  return at == rows.end() ? fazhi::Metric() : *at;
}

TEST(Metrics, CellsOfAFixedFormStateThem) {
  fazhi::ReportBuilder builder(
      "望川县人民政府2024年政府信息公开工作年度报告\n二、主动公开政府信息情况\n第二十条第（六）项\n信息内容\t本年处理决"
      "定数量\n"
      "行政处罚\t46\n行政强制\t0\n三、收到和处理政府信息公开申请情况\n"
      "一、本年新收政府信息公开申请数量\t3\t1\t0\t0\t0\t0\t4\n"
      "二、上年结转政府信息公开申请数量\t0\t0\t0\t0\t0\t0\t1\n"
      "四、结转下年度继续办理\t1\t0\t0\n");
  fazhi::Context ctx;
  const fazhi::Report r = builder.build(ctx);
  const auto penalties = metric(r, "penalty.cases");
  EXPECT_EQ(penalties.value, "46");
  ASSERT_EQ(penalties.links.size(), 1u);
  ASSERT_TRUE(penalties.links[0].cell);
  EXPECT_FALSE(penalties.links[0].figure);
  EXPECT_TRUE(penalties.links[0].certain);
  EXPECT_EQ(r.text().slice(penalties.links[0].range), "46");
  EXPECT_EQ(metric(r, "coercion.cases").state, MetricState::zero);
  EXPECT_EQ(metric(r, "openness.requests").value, "4");
  EXPECT_FALSE(metric(r, "openness.carried_in").links[0].certain) << "its row does not add up";
  EXPECT_EQ(metric(r, "openness.carried_out").state, MetricState::empty) << "a row that cannot be read";
}

TEST(Metrics, NameAndUnitTieAFigure) {
  const auto r = report("全年办理行政处罚案件46件，同比下降8%");
  const auto m = metric(r, "penalty.cases");
  ASSERT_EQ(m.links.size(), 1u);
  EXPECT_EQ(m.value, "46");
  EXPECT_TRUE(m.links[0].certain);
  EXPECT_TRUE(m.links[0].falls);
  ASSERT_TRUE(m.links[0].growth);
  EXPECT_EQ(r.figure(*m.links[0].growth).value(), "8");
  EXPECT_EQ(r.text().slice(m.links[0].range), "行政处罚案件46件");
}

TEST(Metrics, ZeroEmptyAndNotApplicableStayApart) {
  EXPECT_EQ(metric(report("未发生行政诉讼案件"), "litigation.cases").state, MetricState::zero);
  EXPECT_EQ(metric(report("未发生行政诉讼案件"), "litigation.lost_rate").state, MetricState::not_applicable);
  EXPECT_EQ(metric(report("努力工作"), "litigation.cases").state, MetricState::empty);
  EXPECT_EQ(metric(report("努力工作"), "litigation.lost_rate").state, MetricState::empty);
}

TEST(Metrics, AnEmptyReportHasTheSameRows) {
  EXPECT_EQ(fazhi::metrics(fazhi::Report()).size(), fazhi::metrics(report("努力工作")).size());
}

TEST(Metrics, BracketsGiveAllReadings) {
  const auto file = fazhi::detail::parse_toml("a = 1", "test.toml");
  const auto all = fazhi::detail::readings(U"[甲|乙][|丙]丁", file.root["a"]);
  EXPECT_EQ(all, (std::vector<std::u32string>{U"甲丁", U"甲丙丁", U"乙丁", U"乙丙丁"}));
  EXPECT_THROW((void)fazhi::detail::readings(U"[甲", file.root["a"]), fazhi::ParseError);
}

}  // namespace
