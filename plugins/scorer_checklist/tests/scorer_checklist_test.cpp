// Points follow evidence: what is absent, thin or contradicted loses them, and says why.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "fazhi/registry.hpp"

namespace {

using namespace fazhi;
using testing::HasSubstr;

const std::string report_text =
    "清溪镇人民政府关于2023年法治政府建设情况的报告\n\n现将清溪镇人民政府2023年法治政府建设情况报告如下：\n\n"
    "一、2023年主要举措和成效\n（一）依法决策。全年审查合同30份、文件12件，聘请法律顾问2名。\n"
    "（二）规范执法。开展检查50次，办理案件8件。\n"
    "二、存在的不足\n一些干部学法不深，执法人员偏少，案卷制作不够规范，普法形式比较单一，群众参与的积极性有待提高，村居"
    "法律服务还有盲区，信息公开不够及时，部门之间的协作配合也不够顺畅。\n"
    "三、2024年工作安排\n一是抓学习，组织法治专题讲座4次；二是抓执法，开展案卷评查2次；三是抓普法，建设法治文化广场1处"
    "；四是抓公开，按季度公开行政执法数据，接受群众监督，并把结果纳入年度考核，逐村逐项落实到人，年底前全部完成。\n";

Report read(Registry& registry, const std::string& text) {
  Context ctx;
  ReportBuilder builder(text);
  (void)registry;
  return builder.build(ctx);
}

Scorecard score(const std::string& text, const std::string& checklist = "statutory-contents") {
  Registry registry;
  Context ctx;
  AssessOptions options;
  options.checklists = {checklist};
  return registry.assess(read(registry, text), options, ctx).scorecards().at(0);
}

const CriterionResult& result(const Scorecard& card, const std::string& id) {
  for (const CriterionResult& r : card.results)
    if (r.criterion_id == id) return r;
  throw std::out_of_range(id);
}

std::string own_checklist(const std::string& check, const std::string& parameters) {
  const auto path = std::filesystem::path(testing::TempDir()) / "own_checklist.toml";
  std::ofstream(path) << "id = \"own\"\nversion = \"1\"\nsource = \"x\"\ntitle = { zh = \"甲\", en = \"a\" }\n"
                         "weights_note = { zh = \"自定\", en = \"ours\" }\n[[groups]]\nid = \"g\"\ntitle = { zh = "
                         "\"组\", en = \"g\" }\n"
                         "[[groups.criteria]]\nid = \"A\"\ntitle = { zh = \"一\", en = \"one\" }\nclause = "
                         "\"\"\nweight = 10\ncheck = \""
                      << check << "\"\nparameters = { " << parameters << " }\n";
  return path.string();
}

TEST(ScorerChecklist, AbsentContentsGetNothingAndSayWhy) {
  const Scorecard card = score(report_text);
  for (const char* id : {"CON-06", "CON-03"}) {
    EXPECT_EQ(result(card, id).outcome, Outcome::fail) << id;
    EXPECT_EQ(result(card, id).points, 0) << id;
    EXPECT_THAT(result(card, id).why_zh, HasSubstr("未见"));
  }
}

TEST(ScorerChecklist, PresentContentsHaveEvidence) {
  const Scorecard card = score(report_text);
  for (const char* id : {"CON-01", "CON-02", "CON-04"}) {
    EXPECT_GT(result(card, id).points, 0) << id;
    EXPECT_FALSE(result(card, id).evidence.empty()) << id;
  }
  EXPECT_EQ(result(card, "CON-02").outcome, Outcome::pass);
}

TEST(ScorerChecklist, AThinContentGetsHalf) {
  const Scorecard card = score(report_text);
  EXPECT_EQ(result(card, "CON-01").points, 15) << result(card, "CON-01").why_zh;
  EXPECT_THAT(result(card, "CON-01").why_zh, HasSubstr("不足300字"));
  EXPECT_EQ(result(card, "CON-01").outcome, Outcome::fail);
  EXPECT_EQ(level_reached(result(card, "CON-01")), LevelReached::partly);
  EXPECT_EQ(level_reached(result(card, "CON-02")), LevelReached::fully);
}

TEST(ScorerChecklist, AHeadingAloneIsNoContent) {
  std::string hollow = report_text;
  const std::string_view from = "一些干部学法不深";
  const auto at = hollow.find(from);
  hollow.replace(at, hollow.find("三、2024", at) - at, "略。\n");
  EXPECT_LE(result(score(hollow), "CON-02").points, 10);
}

TEST(ScorerChecklist, TheScoreIsPointsOverJudgedWeight) {
  const Scorecard card = score(report_text);
  double reached = 0;
  for (const CriterionResult& r : card.results) reached += r.points;
  EXPECT_EQ(card.judged, 100);
  EXPECT_DOUBLE_EQ(card.reached, reached);
  EXPECT_DOUBLE_EQ(card.score.value(), reached);
}

TEST(ScorerChecklist, AnotherKindOfReportIsNotApplicable) {
  const Scorecard card = score("关于召开座谈会的通知\n各科室：\n定于周五召开座谈会。\n");
  EXPECT_EQ(card.judged, 0);
  EXPECT_EQ(card.not_applicable_share, 1);
  EXPECT_FALSE(card.score) << "no score of nothing";
  for (const CriterionResult& r : card.results) {
    EXPECT_EQ(r.outcome, Outcome::not_applicable);
    EXPECT_FALSE(level_reached(r));
  }
}

TEST(ScorerChecklist, WrongCriteriaAreRefusedByName) {
  struct Case {
    const char* check;
    const char* parameters;
    const char* says;
  };
  for (const Case& c : {Case{"guess", "", "unknown check 'guess'"}, Case{"content", "", "'content' is missing"},
                        Case{"content", "content = \"measures\", min_figure = \"3\"", "unknown parameter 'min_figure'"},
                        Case{"content", "content = \"measures\", min_figures = \"-3\"", "whole number"},
                        Case{"content", "content = \"measures\", reduced_by = \"STR-06\"", "RULE=share"},
                        Case{"no_finding", "", "'rules'"}}) {
    try {
      (void)score(report_text, own_checklist(c.check, c.parameters));
      ADD_FAILURE() << c.says;
    } catch (const Error& e) {
      EXPECT_THAT(e.what(), HasSubstr(c.says));
    }
  }
}

}  // namespace
