#include "text/lines.hpp"

#include <gtest/gtest.h>

#include "fazhi/context.hpp"
#include "text/decode.hpp"

namespace fazhi {
namespace {

using namespace detail;

struct Analysed {
  ReportData r;
  explicit Analysed(std::string utf8, const Hints& hints = {}) {
    r.text.utf8 = std::move(utf8);
    index_text(r.text);
    Context ctx;
    analyse(r, hints, ctx);
  }
  [[nodiscard]] std::string slice(TextRange t) const { return std::string(Text(&r.text).slice(t)); }
  [[nodiscard]] std::string content(std::size_t i) const { return slice(r.blocks.at(i).content); }
  [[nodiscard]] BlockKind kind(std::size_t i) const { return r.blocks.at(i).kind; }
  [[nodiscard]] bool tiles() const {
    std::uint32_t at = 0;
    for (const auto& b : r.blocks) {
      if (b.range.start != at || b.range.end < at || b.content.start < b.range.start || b.content.end > b.range.end)
        return false;
      at = b.range.end;
    }
    return at == r.text.code_points.size();
  }
};

TEST(Blocks, TileTheTextAtEveryKindOfLineEnd) {
  const Analysed a("甲\r\n乙\r丙\n\n丁\u2028戊\u2029己");
  ASSERT_EQ(a.r.blocks.size(), 7u);
  EXPECT_TRUE(a.tiles());
  EXPECT_EQ(a.slice(a.r.blocks[0].range), "甲\r\n");
  EXPECT_EQ(a.content(0), "甲");
  EXPECT_EQ(a.kind(3), BlockKind::blank);
  EXPECT_EQ(a.content(6), "己");
}

TEST(Blocks, EmptyTextHasNone) { EXPECT_TRUE(Analysed("").r.blocks.empty()); }

TEST(Blocks, ContentLeavesIndentOut) {
  const Analysed a("　　全年办结25件。\u00A0 \n");
  EXPECT_EQ(a.content(0), "全年办结25件。");
  EXPECT_TRUE(a.tiles());
}

TEST(Shadow, FoldsOneToOneAndLeavesZeroWidthOut) {
  ReportData r;
  Shadow shadow;
  Context ctx;
  r.text.utf8 = "２０２３年　７.4％\u00A0二○Ｏ一\t";
  index_text(r.text);
  split_blocks(r, {}, shadow, ctx);
  EXPECT_EQ(to_utf8(shadow.chars), "2023年 7.4% 二〇〇一 ");
  EXPECT_TRUE(shadow.map.empty());

  r.text.utf8 = "办结\u200B2\u200E5件";
  index_text(r.text);
  split_blocks(r, {}, shadow, ctx);
  EXPECT_EQ(to_utf8(shadow.chars), "办结25件");
  EXPECT_EQ(shadow.to_text(TextRange{2, 5}), (TextRange{3, 7}));
}

const char* const wrapped_page =
    "　　全镇坚持把法治建设摆在突出位置，健全领导机制和推进机制，全年共受理申请1\n"
    "25件，办结率达到百分之百，群众对办理结果的满意程度较上一年度有了明显提高\n"
    "并组织专项检查三轮。\n"
    "　　全镇坚持把依法决策摆在突出位置，健全审查机制和论证机制，全年共审查文件\n"
    "— 2 —\n"
    "四十八件，提出意见二百零三条，被采纳的意见占提出意见总数的百分之八十六点九\n"
    "并公开审查结果。\n"
    "（二）推进依法执法\n"
    "　　全镇坚持把规范执法摆在突出位置，健全培训机制和考核机制，全年共组织培训\n"
    "五期，参训人员二百一十人次，考试合格率为百分之百。\n"
    "　　全镇坚持把化解纠纷摆在突出位置，健全排查机制和调处机制，全年共调处纠纷\n"
    "三百一十件，成功率为百分之九十八。\n";

TEST(WrappedText, JoinsLinesAndCutsParagraphsAtFurniture) {
  const Analysed a(wrapped_page);
  EXPECT_TRUE(a.tiles());
  ASSERT_EQ(a.r.blocks.size(), 7u);
  EXPECT_EQ(a.kind(1), BlockKind::paragraph);
  EXPECT_EQ(a.kind(2), BlockKind::page_number);
  EXPECT_EQ(a.content(2), "— 2 —");
  EXPECT_TRUE(a.r.blocks[3].continues);
  EXPECT_TRUE(a.content(3).starts_with("四十八件"));
  EXPECT_EQ(a.content(4), "（二）推进依法执法");
  const std::string sentence = a.slice(a.r.sentences[0].range);
  EXPECT_NE(sentence.find("1\n25件"), std::string::npos) << sentence;
}

TEST(WrappedText, ANumberCutByALineEndIsWholeInTheShadow) {
  ReportData r;
  Shadow shadow;
  Context ctx;
  r.text.utf8 = wrapped_page;
  index_text(r.text);
  split_blocks(r, {}, shadow, ctx);
  const std::string text = to_utf8(shadow.chars);
  EXPECT_NE(text.find("受理申请125件"), std::string::npos);
  EXPECT_NE(text.find("审查文件四十八件"), std::string::npos);
  EXPECT_EQ(text.find("— 2 —"), std::string::npos);
}

TEST(WrappedText, ParagraphsOfOrdinaryTextStayApart) {
  const Analysed a("坚持党的领导，统筹推进法治政府建设\n坚持依法行政，统筹推进法治社会建设\n全年办结25件。\n");
  EXPECT_EQ(a.r.blocks.size(), 3u);
}

TEST(Sentences, EndAtMarksWithTheirClosingQuotes) {
  const Analysed a("他说：“立善法于天下。”全年办结25件；其中（甲12件；乙13件）均按期完成。未了\n下一行");
  ASSERT_EQ(a.r.sentences.size(), 5u);
  EXPECT_EQ(a.slice(a.r.sentences[0].range), "他说：“立善法于天下。”");
  EXPECT_EQ(a.slice(a.r.sentences[2].range), "其中（甲12件；乙13件）均按期完成。");
  EXPECT_EQ(a.slice(a.r.sentences[3].range), "未了");
  EXPECT_EQ(a.r.sentences[4].block, 1u);
}

}  // namespace
}  // namespace fazhi
