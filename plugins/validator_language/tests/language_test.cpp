// Each rule on a text that passes, one that fails, and one that it leaves undecided.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "fazhi/registry.hpp"

namespace {

using namespace fazhi;

std::vector<Finding> check(const std::string& text, const std::string& rule, const std::string& profile = "web") {
  static Registry registry;
  Context ctx;
  AssessOptions options;
  options.profile = profile;
  options.validators = {"language"};
  options.rules = {rule};
  options.checklists.clear();
  return registry.validate(ReportBuilder(text).build(ctx), options, ctx);
}

std::string mended(std::string text, const std::vector<Finding>& findings) {
  Context ctx;
  const Report r = ReportBuilder(text).build(ctx);
  for (auto f = findings.rbegin(); f != findings.rend(); ++f)
    for (const Fix& fix : f->fixes) {
      const std::size_t a = r.text().byte_offset(fix.range.start), b = r.text().byte_offset(fix.range.end);
      text.replace(a, b - a, fix.replacement);
    }
  return text;
}

TEST(Pun01, Passes) {
  EXPECT_TRUE(check("坚持“四个意识”，学习《行政处罚法》（2021年修订），1）学习；2）培训。", "PUN-01").empty());
  EXPECT_TRUE(check("他说：“这是引文的第一段。\n这是引文的第二段。”\n", "PUN-01").empty())
      << "a quotation of two paragraphs";
  EXPECT_TRUE(check("Mayor’s office（办公室）完成 don't 的翻译。", "PUN-01").empty());
}

TEST(Pun01, AReversedPairIsReportedOnceAndSpoilsNothingBehindIt) {
  const std::string text = "深入推进”八五“普法规划，落实“三项制度”，建立”八五“普法宣讲团，践行“枫桥经验”。";
  const auto findings = check(text, "PUN-01");
  ASSERT_EQ(findings.size(), 2u);
  EXPECT_EQ(findings[0].range, (TextRange{4, 8}));
  EXPECT_EQ(findings[0].level, Level::error);
  EXPECT_EQ(mended(text, findings), "深入推进“八五”普法规划，落实“三项制度”，建立“八五”普法宣讲团，践行“枫桥经验”。");
}

TEST(Pun01, MissingAndTurnedMarks) {
  auto at = [](const char* text) {
    const auto findings = check(text, "PUN-01");
    return findings.size() == 1 ? static_cast<int>(findings[0].range.start) : -static_cast<int>(findings.size());
  };
  EXPECT_EQ(at("抓住“关键少数。落实“三项制度”。"), 2);
  EXPECT_EQ(at("抓住关键少数”，落实“三项制度”。"), 6);
  EXPECT_EQ(at("抓住“关键少数“，落实制度。"), 7);
  EXPECT_EQ(at("学习《行政处罚法，办结3件。"), 2);
  EXPECT_EQ(at("按照（2021年修订，办结3件。"), 2);
}

TEST(Pun01, AStraightMarkInTheMendIsOneByte) {
  const auto findings = check("空”2\"\n", "PUN-01");
  ASSERT_EQ(findings.size(), 1u);
  ASSERT_EQ(findings[0].fixes.size(), 1u);
  EXPECT_EQ(findings[0].fixes[0].replacement.find('\xE0'), std::string::npos) << "an overlong sequence";
}

TEST(Pun01, UndecidedInAHeading) {
  const auto findings = check("关于“一规划两纲要落实情况\n", "PUN-01");
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].kind, Kind::review);
}

TEST(Pun01, TenThousandNestedMarksEnd) {
  std::string text;
  for (int i = 0; i < 10000; ++i) text += i % 2 == 0 ? "《“" : "（";
  EXPECT_LE(check(text + "。", "PUN-01").size(), 20000u);
}

TEST(Pun02, NestedMarksChangeTheirForm) {
  EXPECT_TRUE(check("印发《关于贯彻〈条例〉的通知》，他说“落实‘三项制度’”。", "PUN-02").empty());
  EXPECT_EQ(check("印发《关于贯彻《条例》的通知》。", "PUN-02").size(), 1u);
}

TEST(Pun04, StraightQuotes) {
  EXPECT_TRUE(check("坚持“四个意识”，使用 \"ok\" 一词。", "PUN-04").empty());
  const auto findings = check("坚持\"四个意识\"，做到\"两个维护\"。", "PUN-04");
  ASSERT_EQ(findings.size(), 1u) << "one finding a report";
  EXPECT_EQ(findings[0].evidence.size(), 4u);
  EXPECT_EQ(findings[0].kind, Kind::informational);
}

TEST(Pun05, HalfWidthMarksBetweenHanCharacters) {
  EXPECT_TRUE(check("办结3,000件，占98.5%，见(1)。", "PUN-05").empty());
  const std::string text = "协同配合机制,落实责任(以下简称制度)。";
  const auto findings = check(text, "PUN-05");
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].range, (TextRange{6, 7})) << "the mark, not the words around it";
  EXPECT_NE(findings[0].message_zh.find("合机制,落实责"), std::string::npos) << findings[0].message_zh;
}

TEST(Pun06, DoubledMarks) {
  EXPECT_TRUE(check("他说：“好。”办结……3件——全部按期。", "PUN-06").empty());
  const std::string text = "县委、、县政府部署。。";
  const auto findings = check(text, "PUN-06");
  EXPECT_EQ(findings.size(), 2u);
  EXPECT_EQ(mended(text, findings), "县委、县政府部署。");
  EXPECT_TRUE(check("办结3件，。", "PUN-06").at(0).fixes.empty()) << "which of the two is right is not known";
}

TEST(Pun19, StrayBlanks) {
  EXPECT_TRUE(check("（1） 夯实基础，办结3件。\n使用 APP 扫码，办结3件。\n", "PUN-19").empty());
  const auto findings = check("查处违法行为 400余件，开展检查 20余次。", "PUN-19");
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].evidence.size(), 2u);
  EXPECT_EQ(findings[0].kind, Kind::informational);
  EXPECT_EQ(check("查处违法行为 400余件，开展检查 20余次。", "PUN-19", "filed").at(0).kind, Kind::fail);
}

TEST(Pun19, AHabitOfTheWholeReportPasses) {
  EXPECT_TRUE(check("办结 3 件，培训 5 次，调解 8 件，成功 7 件，走访 9 户。", "PUN-19").empty());
}

TEST(Lex01, WrongWords) {
  EXPECT_TRUE(check("依照法律、法规、规章，遵守宪法章程，报名截止2023年底，截至2023年底办结3件。", "LEX-01").empty());
  const std::string text = "依照法律、法规、法章的规定，截止2023年12月31日办结3件。";
  const auto findings = check(text, "LEX-01");
  ASSERT_EQ(findings.size(), 2u);
  EXPECT_EQ(mended(text, findings), "依照法律、法规、规章的规定，截至2023年12月31日办结3件。");
}

TEST(Lex02, WordsTypedTwice) {
  EXPECT_TRUE(
      check("监测预测预警，以服务为目的的体系，一件一件解决，国家有关规定规定应当公开的信息。", "LEX-02").empty());
  const auto findings = check("始终坚持坚持党的领导，推进法治政府的的建设。", "LEX-02");
  ASSERT_EQ(findings.size(), 2u);
  EXPECT_EQ(findings[0].range, (TextRange{2, 6}));
}

TEST(Lex03, SetPhrases) {
  EXPECT_TRUE(check("贯彻落实中央“一规划两纲要”，推进全市“一规划两纲要”落实。", "LEX-03").empty());
  EXPECT_EQ(check("贯彻落实丰和县“一规划两纲要”工作要求。", "LEX-03").size(), 1u);
  EXPECT_TRUE(
      check("职能科学、权责法定、执法严明、公开公正、智能高效、廉洁诚信、人民满意的法治政府。", "LEX-03").empty());
  const auto mixed = check("职能科学、权责法定、执法严明、公开公正、智能高效、守法诚信的法治政府。", "LEX-03");
  ASSERT_EQ(mixed.size(), 1u);
  EXPECT_EQ(mixed[0].kind, Kind::review);
}

TEST(Lex06, Placeholders) {
  EXPECT_TRUE(check("电话138****1234，当事人李××，面积3×5米，MAXX系统，**重点**工作。", "LEX-06").empty());
  for (const char* text : {"××镇办结3件。", "20xx年办结3件。", "XX月办结3件。", "**县办结3件。", "一式____份。"})
    EXPECT_EQ(check(text, "LEX-06").size(), 1u) << text;
  for (const char* text : {"开展培训XX/X次。", "由XX/XX负责。", "发生××/×起。"}) {
    const auto findings = check(text, "LEX-06");
    ASSERT_EQ(findings.size(), 1u) << text << ": one place";
    EXPECT_GE(findings[0].range.size(), 4u) << text;
  }
  EXPECT_EQ(check("由XX/XX负责。", "LEX-06").at(0).kind, Kind::review) << "no unit follows";
  EXPECT_EQ(check("牵头单位：由***负责。", "LEX-06").at(0).kind, Kind::review);
}

TEST(Language, GoldenReport) {
  std::ifstream in(FAZHI_TEST_SHARED "/corpus/report/余家镇2023.txt", std::ios::binary);
  if (!in) GTEST_SKIP() << "no corpus beside the clone";
  std::stringstream bytes;
  bytes << in.rdbuf();
  std::vector<std::string> found;
  for (const char* rule : {"PUN", "LEX"})
    for (const auto& f : check(bytes.str(), rule)) found.push_back(f.rule_id);
  EXPECT_EQ(found, (std::vector<std::string>{"PUN-19", "PUN-01", "PUN-01", "PUN-01", "LEX-03", "LEX-01"}));
}

}  // namespace
