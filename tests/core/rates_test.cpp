// Rates, shares and changes on made-up sentences: which base they find, and what is left alone.
#include <gtest/gtest.h>

#include "relations_told.hpp"

using namespace relations_told;

TEST(Ratios, RateOfTheNumbersBeforeIt) {
  EXPECT_EQ(told("共调解纠纷481件，成功调解474件，调解成功率98.5%，回访满意率为100%。"),
            "ratio proved words: den=481件 num=474件 result=98.5%\n");
  EXPECT_EQ(only("共调解纠纷481件，成功调解474件，调解成功率98.5%。").derivation, "474 ÷ 481 = 98.54…% ≈ 98.5%");
  EXPECT_EQ(only("共调解纠纷2499件，成功调解1750件，调解成功率70%。").derivation, "1750 ÷ 2499 = 70.0…% ≈ 70%");
  EXPECT_EQ(only("共调解纠纷10件，成功调解7件，调解成功率70%。").derivation, "7 ÷ 10 = 70%");
  EXPECT_EQ(only("负责人应出庭应诉20件，实际出庭19件，出庭应诉率100%。").verdict, Verdict::refuted);
}

TEST(Ratios, WrongRateHasRepairs) {
  const auto r = only("办理复议案件141件，调解75件，调解率60.5%。");
  EXPECT_EQ(r.verdict, Verdict::refuted);
  ASSERT_GE(r.repairs.size(), 2u);
  EXPECT_EQ(r.repairs[0].value, "53.2");
  EXPECT_EQ(r.repairs[1].value, "124");
}

TEST(Ratios, ShareOfTheWhole) {
  EXPECT_EQ(told("发放问卷300份，其中有210份（占总数的70%）收回。"),
            "subset proved words: whole=300份 part=210份\nratio proved words: den=300份 num=210份 result=70%\n");
  const ReportData r = read("发放问卷300份，其中有210份（占总数的70%）收回。");
  ASSERT_EQ(r.relations.size(), 2u) << told(r);
  EXPECT_EQ(r.relations[1].derivation, "210 ÷ 300 = 70%");
}

TEST(Ratios, TruncationIsNoContradiction) {
  const auto r = only("受理申请300件，办结200件，办结率66.6%。");
  EXPECT_EQ(r.verdict, Verdict::constrained);
  EXPECT_FALSE(r.remark_zh.empty());
}

TEST(Ratios, DerivationNeverRoundsTwice) {
  EXPECT_EQ(only("收案55件，调解30件，调解率54.5%。").derivation, "30 ÷ 55 = 54.54…% ≈ 54.5%");
}

TEST(Ratios, WhatDeniesTheRateIsNoPartOfIt) {
  for (const char* text :
       {"调解512件，成功501件，不成功11件，成功率97.9%。", "调解512件，成功501件，未成功11件，成功率97.9%。",
        "回访600人次，满意588人次，不满意12人次，满意率98%。"})
    for (const RelationData& x : read(text).relations) EXPECT_EQ(x.verdict, Verdict::proved) << text;
  EXPECT_EQ(told("满意588人次、不满意12人次，满意率98%。"), "");
  EXPECT_EQ(told("45项省定任务、18项自定任务，已完成61项，完成率96.8%。"), "") << "of both together";
}

TEST(Ratios, OtherFiguresBetween) {
  EXPECT_EQ(told("立案120件，结案112件，罚款88万元，结案率93.3%。"),
            "ratio proved words: den=120件 num=112件 result=93.3%\n");
  const auto r = read("应当出庭183件，实际出庭181件，其中正职出庭35件，出庭率98.9%。").relations;
  ASSERT_FALSE(r.empty());
  EXPECT_EQ(r.front().derivation, "181 ÷ 183 = 98.90…% ≈ 98.9%");
}

TEST(Ratios, SharesWithoutOfWhich) {
  EXPECT_EQ(told("依申请事项1532项，网上可办1501项，占98%。"),
            "ratio proved arithmetic: den=1532项 num=1501项 result=98%\n");
  EXPECT_EQ(told("依申请事项1532项，网上可办1501项，占50%。"), "");
  EXPECT_EQ(told("办件量8.8万件，占总办件量11万件的80%。"), "ratio proved words: num=8.8万件 den=11万件 result=80%\n");
  EXPECT_EQ(read("审结298件，其中调解187件，占审结数的62.8%。").relations.size(), 2u);
  EXPECT_EQ(read("抽查案卷120卷，其中优秀54卷（45%），合格66卷（55%）。").relations.size(), 3u);
}

TEST(Ratios, PartsInBracketsStandNotBetween) {
  const auto r = read("清理文件92件（继续有效27件、予以修改65件），审查通过18件，审查通过率95.7%。").relations;
  ASSERT_EQ(r.size(), 2u);
  EXPECT_EQ(r[1].verdict, Verdict::refuted);
  EXPECT_EQ(r[1].basis, Basis::words);
}

TEST(Ratios, WhatAnotherYearTookInMakesNoContradiction) {
  for (const RelationData& x : read("受理案件46件，办结48件（含上年结转2件），办结率100%。").relations)
    EXPECT_NE(x.verdict, Verdict::refuted);
}

TEST(Ratios, ABoundIsProvedOrNot) {
  EXPECT_EQ(only("承接103项，实际行使41项，行使率不足四成。").verdict, Verdict::proved);
  EXPECT_EQ(read("研究议题198个，其中涉法议题64个，占比近三分之一。").relations.back().verdict, Verdict::proved);
  EXPECT_EQ(only("承接103项，实际行使51项，行使率不足四成。").verdict, Verdict::refuted);
}

TEST(Ratios, ToldBackwards) {
  for (const char* text : {"全年办结案件56件，受理58件，办结率96.6%。", "办结率96.6%，受理58件，办结56件。",
                           "全年办结率达96.6%，共受理58件、办结56件。"}) {
    const auto r = only(text);
    EXPECT_EQ(r.verdict, Verdict::proved) << text;
    EXPECT_EQ(r.derivation, "56 ÷ 58 = 96.55…% ≈ 96.6%");
    EXPECT_EQ(r.basis, Basis::words) << text;
  }
  EXPECT_EQ(only("全年办结案件46件，受理58件，办结率96.6%。").verdict, Verdict::refuted);
  EXPECT_EQ(told("办结率96.6%，检查58家，办结56件。"), "") << "of other things";
  EXPECT_EQ(told("排查纠纷326起，调处率100%，成功调处318起，成功率97.5%。"),
            "ratio proved arithmetic: den=326起 num=318起 result=97.5%\n");
}

TEST(Ratios, BaseInTheSentenceBefore) {
  EXPECT_EQ(told("行政复议受理152件。审结141件，审结率92.8%。"),
            "ratio proved arithmetic: den=152件 num=141件 result=92.8%\n");
  EXPECT_EQ(told("行政复议受理152件。审结141件，审结率90%。"), "");
}

TEST(Ratios, TheShareBeforeItsPartAndSharesOfEach) {
  EXPECT_EQ(told("共有干部200人，党员占75%，共150人。"), "ratio proved words: den=200人 result=75% num=150人\n");
  const auto each = read("共有人员200人，其中党员43人、团员54人，分别占21.5%、27%。").relations;
  ASSERT_EQ(each.size(), 4u);
  EXPECT_EQ(each[2].derivation, "43 ÷ 200 = 21.5%");
  EXPECT_EQ(each[3].derivation, "54 ÷ 200 = 27%");
  EXPECT_EQ(only("受理58件，同比增长5%，办结56件，办结率96.6%。").basis, Basis::words);
}

TEST(Ratios, NoBaseNoTie) {
  EXPECT_EQ(told("制定文件3件，备案3件，备案率100%，审查12件，审查率100%。"),
            "ratio proved words: den=3件 num=3件 result=100%\n");

  EXPECT_EQ(told("全年投入经费120万元，占年度预算的3%。"), "");
  EXPECT_EQ(told("检查企业500家，整改隐患80家，整改率98%。"), "");
}

TEST(Changes, FromTo) {
  EXPECT_EQ(told("事项由16项增至95项。"), "change proved words: from=16项 to=95项\n");
  EXPECT_EQ(told("甲类、乙类事项分别从771项、481项增加到1076项、636项。"),
            "change proved words: from=771项 to=1076项\nchange proved words: from=481项 to=636项\n");
  EXPECT_EQ(told("学校由71所优化整合为47所。"), "change proved words: from=71所 to=47所\n");
  EXPECT_EQ(only("案件由300件下降到340件。").verdict, Verdict::refuted);
}

TEST(Changes, PrintedGrowth) {
  const auto r = only("案件由2023年的300件下降到2024年的240件，下降20%。");
  EXPECT_EQ(r.verdict, Verdict::proved);
  EXPECT_EQ(r.derivation, "(300 − 240) ÷ 300 = 20%");
  EXPECT_EQ(only("事项从424项精简至380项，减少44项。").verdict, Verdict::proved);
  EXPECT_EQ(only("线路由1479公里增加到5481公里，增长2.7倍。").verdict, Verdict::proved);
  EXPECT_EQ(only("办理案件240件，比上年的300件下降25%。").verdict, Verdict::refuted);
}

TEST(Changes, TheBaseBesideTheGrowth) {
  for (const char* text : {"复议案件420件，同比增长40%（上年为300件）。", "受理案件420件，同比增长40%，上年为300件。",
                           "受理案件420件，比上年（300件）增长40%。", "受理案件420件，较上年的300件增加120件。",
                           "2022年受理300件，2023年受理420件，增长40%。"})
    EXPECT_EQ(only(text).verdict, Verdict::proved) << text;
  EXPECT_EQ(only("群众满意率98.1%，较去年同期提升1.2个百分点（去年为96.9%）。").derivation, "98.1 − 96.9 = 1.2");
  EXPECT_EQ(only("复议案件420件，同比增长45%（上年为300件）。").verdict, Verdict::refuted);
  EXPECT_EQ(told("复议案件420件，涉案金额增长40%（上年为300件）。"), "") << "growth of something else";
  EXPECT_EQ(told("检查420家，同比增长40%（上年为300件）。"), "");
}

TEST(Changes, SeveralMeasuresOfOneChange) {
  const auto r = read("证明由46个精简到33个，减少13个，精简28.3%。").relations;
  ASSERT_EQ(r.size(), 2u);
  EXPECT_EQ(r[1].derivation, "(46 − 33) ÷ 46 = 28.26…% ≈ 28.3%");
  EXPECT_EQ(only("办理时限压缩68%，由20个工作日缩短为6.4个工作日。").verdict, Verdict::proved);
  EXPECT_EQ(only("用时由22.4天降到16.8天，缩短了1/4。").verdict, Verdict::proved);
}

TEST(Changes, SeveralAtOnce) {
  EXPECT_EQ(told("开办由5个环节8天压缩为2个环节1天。"),
            "change proved words: from=5个 to=2个\nchange proved words: from=8天 to=1天\n");
  const auto r = read("受理143起，化解141起，较去年同期的126起、119起分别上升13.5%、18.5%。").relations;
  ASSERT_EQ(r.size(), 2u);
  EXPECT_EQ(r[0].derivation, "(143 − 126) ÷ 126 = 13.49…% ≈ 13.5%");
  EXPECT_EQ(told("民警3120人取得中级资格2846人、高级资格187人，占比分别为91.2%和6%。"),
            "ratio proved arithmetic: den=3120人 num=2846人 result=91.2%\n"
            "ratio proved arithmetic: den=3120人 num=187人 result=6%\n");
}

TEST(Changes, ComparedWithAnotherNumber) {
  EXPECT_EQ(only("满意率64%，比2020年的57.5%提高6.5个百分点。").verdict, Verdict::proved);
  EXPECT_EQ(only("满意度89.32分，比2021年的86.15分高3.17分。").verdict, Verdict::proved);
  EXPECT_EQ(told("平均用时3天，较法定时限20天压缩85%。"), "change proved words: to=3天 from=20天 result=85%\n");
  EXPECT_EQ(told("平均用时12天，较法定时限60天缩短48天。"), "difference proved words: to=12天 from=60天 result=48天\n");
  EXPECT_EQ(told("网站192条、公开栏32条，网站比公开栏多160条。"),
            "difference proved words: to=192条 from=32条 result=160条\n");
  EXPECT_EQ(told("利润由上年下降2.3%转为增长8.5%。"), "");
}

TEST(Changes, NTimesMoreAndNTimesAsMuch) {
  const auto r = only("线路由100公里增加到300公里，增长3倍。");
  EXPECT_NE(r.verdict, Verdict::refuted);
  EXPECT_TRUE(r.needs_review);
}

TEST(Changes, VerbsThatSpreadOrMerge) {
  EXPECT_EQ(only("事项从39个拓展到21个。").verdict, Verdict::refuted);
  EXPECT_EQ(only("企业由66户整合至92户。").verdict, Verdict::refuted);
  EXPECT_EQ(only("实验室从15家跃升到38家。").verdict, Verdict::proved);
}

TEST(Changes, ARankRisesByGoingDown) {
  EXPECT_EQ(only("综合排名由36位上升到23位。").verdict, Verdict::proved);
  EXPECT_EQ(only("综合排名由36位上升到43位。").verdict, Verdict::refuted);
}

TEST(Changes, YearlyGrowthIsCompound) {
  EXPECT_EQ(only("交易额由2012年的8万亿元增长至2021年的42.3万亿元，年均增长20.3%。").verdict, Verdict::proved);
  const auto wrong = only("交易额由2012年的8万亿元增长至2021年的42.3万亿元，年均增长90.3%。");
  EXPECT_EQ(wrong.verdict, Verdict::refuted);
  EXPECT_TRUE(wrong.needs_review) << "the years may be counted otherwise";
}

TEST(Changes, PercentagesDifferInPoints) {
  const auto r = only("普及率由95%提高到98%，提高3%。");
  EXPECT_NE(r.verdict, Verdict::refuted);
  EXPECT_TRUE(r.needs_review);
  EXPECT_EQ(only("普及率由95%提高到98%，提高3个百分点。").verdict, Verdict::proved);
}

TEST(Changes, ConstantPricesAreNeverRefuted) {
  EXPECT_NE(only("地区生产总值由100亿元增加到120亿元，增长15%。").verdict, Verdict::refuted);
}

TEST(Changes, RanksAndProportions) {
  for (const char* s : {"学科排名由369位上升到235位。", "结构由8∶41∶51调整为7∶40∶53。"})
    for (const auto& x : read(s).relations) EXPECT_NE(x.verdict, Verdict::refuted) << s;
}
