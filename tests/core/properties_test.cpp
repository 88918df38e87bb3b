// Properties that hold for every text, tried on thousands of made-up ones: reports in pieces, marks that never close,
// astral characters, odd line ends. The generator is seeded: a failure prints its seed and comes back.
#include <gtest/gtest.h>

#include <array>
#include <random>
#include <string>

#include "fazhi/context.hpp"
#include "fazhi/json.hpp"
#include "fazhi/report.hpp"

namespace {

using namespace fazhi;

constexpr std::array pieces = {"一、",
                               "二、",
                               "三、",
                               "（一）",
                               "（二）",
                               "(3)",
                               "（1） ",
                               "1.",
                               "2．",
                               "①",
                               "第一，",
                               "一是",
                               "二是",
                               "三是",
                               "——",
                               "第一章",
                               "第二条 ",
                               "2023年",
                               "全年",
                               "今年",
                               "同比",
                               "增长",
                               "下降",
                               "由",
                               "增至",
                               "占",
                               "率",
                               "其中",
                               "分别",
                               "共",
                               "合计",
                               "累计",
                               "新增",
                               "比上年",
                               "198条",
                               "141条",
                               "41条",
                               "16条",
                               "481件",
                               "474件",
                               "98.5%",
                               "百分之三",
                               "5000余份",
                               "近480批次",
                               "１２３个",
                               "1,234人",
                               "4.46万个",
                               "两千余人",
                               "三分之一",
                               "1/3",
                               "5—8个",
                               "零发生",
                               "上千",
                               "十几个",
                               "99999999999999999999999999999999999999件",
                               "0.000000000000000000001%",
                               "万亿",
                               "亿亿亿元",
                               "行政复议",
                               "调解各类矛盾纠纷",
                               "行政许可事项",
                               "法律顾问",
                               "存在的不足",
                               "原因",
                               "由于",
                               "主要举措和成效",
                               "下一步工作",
                               "党政主要负责人履行推进法治建设第一责任人职责",
                               "《",
                               "》",
                               "〈",
                               "〉",
                               "（",
                               "）",
                               "“",
                               "”",
                               "《行政处罚法》",
                               "《纲要》",
                               "（国发〔2019〕5号）",
                               "国发〔2019〕5号",
                               "”八五“",
                               "，",
                               "。",
                               "；",
                               "：",
                               "、",
                               "！",
                               " ",
                               "　",
                               "\u00a0",
                               "\u200b",
                               "\ufeff",
                               "\t",
                               "\n",
                               "\n\n",
                               "\r\n",
                               "\r",
                               "\u2028",
                               "-1-\n",
                               "— 2 —\n",
                               "索引号：",
                               "发布日期：2024-01-05\n",
                               "打印 分享\n",
                               "首页 > 政务公开\n",
                               "万州区余家镇人民政府",
                               "2024年1月5日",
                               "二〇二四年一月五日",
                               "现将情况报告如下：",
                               "𠮷",
                               "\u202e",
                               "\u0627\u0644",
                               "👨‍👩‍👧",
                               "a",
                               "ABC",
                               "4S店",
                               "5G",
                               "1+6+N",
                               "××",
                               "***",
                               "法治政府建设",
                               "年度报告",
                               "县委、县政府：\n"};

std::string made_text(std::mt19937& random) {
  std::uniform_int_distribution<std::size_t> which(0, pieces.size() - 1);
  std::uniform_int_distribution<int> length(0, 160);
  std::string text;
  for (int n = length(random); n > 0; --n) text += pieces[which(random)];
  return text;
}

void inside(TextRange r, std::size_t size, const char* what) {
  EXPECT_LE(r.start, r.end) << what;
  EXPECT_LE(r.end, size) << what;
}

void check(const Report& r) {
  const std::size_t size = r.text().size();
  std::uint32_t at = 0;
  for (std::size_t i = 0; i < r.block_count(); ++i) {
    const Block b = r.block(i);
    ASSERT_EQ(b.range().start, at) << "blocks tile the text, block " << i;
    ASSERT_TRUE(b.range().contains(b.content_range())) << "block " << i;
    at = b.range().end;
  }
  ASSERT_EQ(at, size) << "blocks tile the text";
  std::uint32_t last = 0;
  for (std::size_t i = 0; i < r.sentence_count(); ++i) {
    inside(r.sentence(i), size, "sentence");
    EXPECT_GE(r.sentence(i).start, last) << "sentences are in order";
    last = r.sentence(i).end;
  }
  last = 0;
  for (std::size_t i = 0; i < r.section_count(); ++i) {
    const Section s = r.section(i);
    inside(s.range(), size, "section");
    EXPECT_TRUE(s.range().contains(s.heading_range()) || s.heading_range().empty()) << i;
    EXPECT_TRUE(s.range().contains(s.body_range()) || s.body_range().empty()) << i;
    EXPECT_GE(s.range().start, last) << "sections are in order";
    last = s.range().start;
    EXPECT_GE(s.level(), 1);
    if (!s.parent()) continue;
    ASSERT_LT(*s.parent(), i);
    EXPECT_TRUE(r.section(*s.parent()).range().contains(s.range())) << "a section stands inside its parent, " << i;
    EXPECT_LT(r.section(*s.parent()).level(), s.level()) << i;
  }
  last = 0;
  for (std::size_t i = 0; i < r.figure_count(); ++i) {
    const Figure f = r.figure(i);
    inside(f.range(), size, "figure");
    EXPECT_FALSE(f.range().empty());
    EXPECT_GE(f.range().start, last) << "figures do not overlap, " << i;
    last = f.range().end;
    inside(f.subject(), size, "subject");
    EXPECT_FALSE(f.value().empty());
    if (f.section()) {
      EXPECT_LT(*f.section(), r.section_count());
    }
    EXPECT_LT(f.sentence(), std::max<std::size_t>(r.sentence_count(), 1));
  }
  for (std::size_t i = 0; i < r.relation_count(); ++i) {
    const Relation x = r.relation(i);
    inside(x.range(), size, "relation");
    inside(x.tie(), size, "tie");
    EXPECT_GE(x.operands().size(), 2u);
    for (const std::uint32_t f : x.operands()) ASSERT_LT(f, r.figure_count());
    EXPECT_FALSE(x.derivation().empty());
  }
  for (std::size_t i = 0; i < r.citation_count(); ++i) {
    inside(r.citation(i).range(), size, "citation");
    EXPECT_TRUE(r.citation(i).range().contains(r.citation(i).title_range()));
  }
  for (std::size_t c = 0; c < content_count; ++c) {
    for (const std::uint32_t s : r.content(static_cast<Content>(c)).sections) ASSERT_LT(s, r.section_count());
    for (const TextRange e : r.content(static_cast<Content>(c)).evidence) inside(e, size, "evidence");
  }
}

Report build(const std::string& text) {
  Context ctx;
  return ReportBuilder(text).build(ctx);
}

TEST(Properties, HoldForMadeTexts) {
  for (unsigned seed = 1; seed <= 3000; ++seed) {
    std::mt19937 random(seed);
    const std::string text = made_text(random);
    SCOPED_TRACE("seed " + std::to_string(seed) + ": " + text);
    const Report r = build(text);
    check(r);
    const std::string json = to_json(r);
    ASSERT_EQ(to_json(report_from_json(json)), json);
    ASSERT_EQ(to_json(build(text)), json) << "same input, same bytes";
    if (HasFailure()) return;
  }
}

TEST(Properties, HoldForHostileShapes) {
  const auto repeat = [](const char* piece, int n) {
    std::string s;
    for (int i = 0; i < n; ++i) s += piece;
    return s;
  };
  for (const std::string& text : {std::string(),
                                  std::string("\n"),
                                  repeat("《", 10000),
                                  repeat("（", 10000) + repeat("）", 10000),
                                  repeat("“", 10000),
                                  repeat("一是", 10000),
                                  repeat("1.", 10000),
                                  repeat("（一）", 10000),
                                  repeat("9", 50000),
                                  repeat("万", 20000),
                                  repeat("其中1条，", 5000),
                                  repeat("共2条（1条、1条）", 3000),
                                  repeat("率5%，", 5000),
                                  repeat("\n", 50000),
                                  repeat(" ", 50000),
                                  repeat("由1增至2，", 5000),
                                  repeat("\u200b", 10000),
                                  repeat("𠮷", 10000),
                                  repeat("一、甲\n", 5000),
                                  repeat("——甲\n", 5000),
                                  repeat("5—8", 5000),
                                  repeat("1/", 20000),
                                  repeat("二〇", 20000),
                                  repeat("5000余份", 10000)}) {
    SCOPED_TRACE(text.substr(0, 30));
    check(build(text));
    if (HasFailure()) return;
  }
}

}  // namespace
