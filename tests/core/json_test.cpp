// JSON is lossless: what is written reads back to the same bytes, and damaged JSON is refused with its place.
#include "fazhi/json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fazhi/context.hpp"
#include "fazhi/error.hpp"
#include "fazhi/source.hpp"
#include "model/assessment_data.hpp"

namespace {

using namespace fazhi;
using testing::HasSubstr;

constexpr const char* text =
    "清溪镇人民政府关于2023年法治政府建设情况的报告\n县委、县政府：\n一、主要举措和成效\n"
    "（一）依法决策。全年公开信息60条，其中网站40条、公示栏20条。调解纠纷50件，成功48件，成功率96%。\n"
    "二、存在的不足\n执法力量薄弱，主要原因是编制少。依据《行政处罚法》开展检查20余次。\n三、2024年安排\n一是抓学习；二"
    "是抓落实。𠮷\n";

Assessment sample() {
  Context ctx;
  ReportBuilder builder(text);
  builder.source("/some/folder/清溪.txt", "text", "");
  auto data = std::make_shared<detail::AssessmentData>();
  data->report = builder.build(ctx);
  data->source_path = "/some/folder/清溪.txt";
  Finding f;
  f.rule_id = "CON-06";
  f.range = {3, 9};
  f.message_zh = "说明 \"引号\"\n第二行\t\x01";
  f.message_en = "message";
  f.evidence = {{{1, 2}, "甲", "a"}};
  f.fixes = {{{3, 4}, "改", "改法", "fix"}};
  f.plugin = "org.example";
  f.fingerprint = "00ff";
  data->findings.push_back(f);
  Scorecard card;
  card.checklist_id = "c";
  card.score = 66.67;
  card.total = 30;
  card.groups = {
      {"g", "组", "group", {{"CON-01", "举措", "measures", "第二十五条", 30, "content", {{"content", "measures"}}}}}};
  CriterionResult result;
  result.criterion_id = "CON-01";
  result.outcome = Outcome::not_applicable;
  result.counter_evidence = {{{5, 6}, "反", "against"}};
  card.results.push_back(result);
  data->scorecards.push_back(card);
  data->provenance.profile = "web";
  data->provenance.as_of = {2024, 3, 31};
  data->provenance.as_of_origin = "default";
  data->provenance.parts = {{"core", "fazhi", "0.1.0", ""}, {"lexicon", "units", "", "ab"}};
  return Assessment(std::move(data));
}

TEST(Json, AssessmentReadsBackToTheSameBytes) {
  const Assessment a = sample();
  for (const bool indent : {false, true}) {
    const std::string json = to_json(a, indent);
    const Assessment back = assessment_from_json(json);
    EXPECT_EQ(to_json(back, indent), json);
    EXPECT_EQ(back.report().text().utf8(), text);
    EXPECT_EQ(back.findings().front().message_zh, a.findings().front().message_zh);
  }
}

TEST(Json, FolderOfTheSourceStaysOut) { EXPECT_EQ(to_json(sample()).find("some/folder"), std::string::npos); }

TEST(Json, SourceOffsetsSurvive) {
  Context ctx;
  ReportBuilder builder("一二");
  builder.encoding("gb18030", false);
  builder.source_offsets({0, 2, 4});
  const Report r = builder.build(ctx);
  const Report back = report_from_json(to_json(r));
  EXPECT_EQ(back.text().source_offset(1), 2u);
  EXPECT_EQ(back.text().source_offset(2), 4u);
}

TEST(Json, PlacesInTheSourceSurviveAndDamagedOnesAreRefused) {
  Context ctx;
  ReportBuilder builder("一、甲乙\n丙\n");
  builder.source_map(
      {{"word/document.xml"},
       {{0, 0, 4, 0, 0, true}, {2, 0, 4, 0, 0}, {3, 0, 4, 1, 7}, {4, 0, 4, 1, 8, true}, {5, 0, 6, 2, 3}}});
  const Report r = builder.build(ctx);
  const std::string json = to_json(r);
  const Report back = report_from_json(json);
  EXPECT_EQ(to_json(back), json);
  const auto place = source_place(back, 3);
  ASSERT_TRUE(place);
  EXPECT_EQ(place->part, "word/document.xml");
  EXPECT_EQ(place->paragraph, 4u);
  EXPECT_EQ(place->run, 1u);
  EXPECT_EQ(place->offset, 7u);
  EXPECT_EQ(place->size, 1u);
  std::string bad = json;
  bad.replace(bad.find("[3,0,4,1,7,0]"), 3, "[2,");
  EXPECT_THROW((void)report_from_json(bad), ParseError);
}

TEST(Json, DamagedJsonIsRefusedWithItsPlace) {
  const std::string good = to_json(sample());
  struct Case {
    const char* from;
    const char* to;
    const char* place;
  };
  for (const Case& c :
       {Case{"\"rule_id\":\"CON-06\"", "\"rule_id\":6", "findings[0].rule_id"},
        Case{"\"level\":\"warning\"", "\"level\":\"fatal\"", "findings[0].level"},
        Case{"\"start\":3,\"end\":9", "\"start\":3,\"end\":99999", "findings[0].end"},
        Case{"\"sentence\":", "\"sentence\":7777", "report.figures[0].sentence"},
        Case{"\"schema\":\"1.0\"", "\"schema\":\"2.0\"", "schema"}, Case{"\"profile\":\"web\",", "", "profile"}}) {
    std::string bad = good;
    const auto at = bad.find(c.from);
    ASSERT_NE(at, std::string::npos) << c.from;
    bad.replace(at, std::string_view(c.from).size(), c.to);
    try {
      (void)assessment_from_json(bad);
      ADD_FAILURE() << c.to << " was accepted";
    } catch (const ParseError& e) {
      EXPECT_THAT(e.what(), HasSubstr(c.place));
    }
  }
  EXPECT_THROW((void)assessment_from_json(std::string_view(good).substr(0, good.size() / 2)), ParseError);
  EXPECT_THROW((void)assessment_from_json(std::string(100000, '[')), ParseError);
  EXPECT_THROW((void)assessment_from_json(""), ParseError);
}

}  // namespace
