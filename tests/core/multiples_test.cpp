// So many times another number, so many for each, and numbers that nobody prints: what is tied, what is not, and what a
// wrong digit does.
#include <gtest/gtest.h>

#include "relations_told.hpp"

using namespace relations_told;

TEST(Multiples, OfABaseThatIsNamed) {
  EXPECT_EQ(told("新收复议案件2418件，是同期诉讼案件数（1209件）的2倍。"),
            "ratio proved words: num=2418件 den=1209件 result=2倍\n");
  EXPECT_EQ(told("新收复议案件2418件，创历史新高，约为去年1209件的2倍。"),
            "ratio proved words: num=2418件 den=1209件 result=2倍\n");
  const auto wrong = only("新收复议案件2418件，是同期诉讼案件数（1209件）的3倍。");
  EXPECT_EQ(wrong.verdict, Verdict::refuted);
  EXPECT_EQ(wrong.derivation, "2418 ÷ 1209 = 2 ≠ 3");
  EXPECT_EQ(told("新收复议案件2418件，办理是去年的2倍。"), "") << "no base";
  EXPECT_EQ(told("受理投诉300件，走访企业100家，是去年50家的3倍。"),
            "ratio refuted words: num=100家 den=50家 result=3倍\n");
  EXPECT_EQ(told("维持30件、撤销20件，是去年25件的3倍。"), "") << "of one or of both";
}

TEST(Multiples, ForEachOfAThing) {
  EXPECT_EQ(told("186个村由73名律师担任顾问，开展服务3720次，村均20次。"),
            "ratio proved arithmetic: den=186个 num=3720次 result=20次\n");
  EXPECT_EQ(told("76所学校举办讲座152场，每校2场。"), "ratio proved arithmetic: den=76所 num=152场 result=2场\n");
  EXPECT_EQ(told("9名律师坐班432天次，平均每名律师48天次。"),
            "ratio proved arithmetic: den=9名 num=432天次 result=48天次\n");
  EXPECT_EQ(told("9名干部走访群众432户，人均走访48户。"), "ratio proved arithmetic: den=9名 num=432户 result=48户\n");
  EXPECT_EQ(told("9名干部走访群众432户，人均走访47户。"), "") << "the numbers do not say so";
  EXPECT_EQ(told("9个村开展服务432次，户均48次。"), "") << "of another thing";
  EXPECT_EQ(told("9个村开展服务432次，月均48次。"), "") << "a time is no thing";
}

TEST(Unprinted, SharesMakeAHundred) {
  EXPECT_EQ(told("案件中，民事占45.2%，刑事占20.1%，行政占34.7%。"),
            "sum proved arithmetic: part=45.2% part=20.1% part=34.7%\n");
  const auto rounded = only("案件中，民事占45.2%，刑事占20.1%，行政占34.6%。");
  EXPECT_EQ(rounded.verdict, Verdict::constrained);
  EXPECT_EQ(rounded.derivation, "45.2 + 20.1 + 34.6 = 99.9 ≈ 100");
  EXPECT_EQ(told("人员中，男性占60%、女性占40%。"), "sum proved arithmetic: part=60% part=40%\n");
  EXPECT_EQ(told("案件中，民事占45.2%，刑事占20.1%，行政占14.7%。"), "") << "not all are told";
  EXPECT_EQ(told("办结率60%，满意率40%。"), "") << "rates of two things";
  EXPECT_EQ(told("人员中，本科以上学历占60%、党员占40%。"), "") << "two ways to count";
  EXPECT_EQ(told("其中党员占50%，女性占30%，青年占20%。"), "") << "examples";
  EXPECT_EQ(told("民事案件增长45%、刑事案件增长20%、行政案件增长35%。"), "") << "growths";
}

TEST(Unprinted, AYearOfQuarters) {
  EXPECT_EQ(told("每季度召开常务会议3次，全年召开12次。"), "product proved arithmetic: part=3次 result=12次\n");
  EXPECT_EQ(only("每月开展普法2次，全年共24次。").derivation, "2 × 12 = 24");
  EXPECT_EQ(told("每季度召开常务会议3次，全年召开13次。"), "");
  EXPECT_EQ(told("每季度召开常务会议3次，培训12次。"), "") << "nothing says that it is the year's";
}

TEST(Ratios, BothNumbersInTheBracketBehind) {
  EXPECT_EQ(told("案件办结率95%（受理200件，办结190件）。"),
            "ratio proved arithmetic: result=95% den=200件 num=190件\n");
  EXPECT_EQ(told("案件按时办结率100%（受理58件，办结56件）。"), "") << "of those that are done";
  EXPECT_EQ(told("问卷有效率96.5%（回收386份，发放400份）。"),
            "ratio proved arithmetic: result=96.5% num=386份 den=400份\n");
  EXPECT_EQ(told("问卷有效率96.5%（回收346份，发放400份）。"), "") << "no word says of what";
  EXPECT_EQ(told("案件办结率95%（受理200件，结转10件）。"), "");
}

TEST(Ratios, AFineShareLooksFurtherBack) {
  const auto r = read("共有人员146名，其中持证139名，占95.2%；女性38名，占26.0%；35岁以下51名，占34.9%。").relations;
  EXPECT_EQ(r.size(), 4u);
  for (const RelationData& x : r) EXPECT_EQ(x.verdict, Verdict::proved);
}

TEST(Changes, SeveralBasesOfOneNumber) {
  const auto r = read("今年办理93件，较2022年的71件和2023年的84件分别增长31%和10.7%。").relations;
  ASSERT_EQ(r.size(), 2u);
  EXPECT_EQ(r[0].derivation, "(93 − 71) ÷ 71 = 30.9…% ≈ 31%");
  EXPECT_EQ(r[1].derivation, "(93 − 84) ÷ 84 = 10.71…% ≈ 10.7%");
  const auto wrong = read("今年办理93件，较2022年的71件和2023年的84件分别增长31%和70.7%。").relations;
  ASSERT_EQ(wrong.size(), 2u);
  EXPECT_EQ(wrong[1].verdict, Verdict::refuted);
  EXPECT_EQ(told("较2022年的71件和2023年的84件分别增长31%和10.7%。"), "") << "no present value";
}

TEST(Changes, SeveralBasesBehindOneAnother) {
  const auto r = read("行政许可1256件，较2022年的1180件、2023年的1210件分别增长6.4%、3.8%。").relations;
  ASSERT_EQ(r.size(), 2u);
  for (const RelationData& x : r) EXPECT_EQ(x.verdict, Verdict::proved) << x.derivation;
}

TEST(Changes, ASecondBaseIsNotThePresentValue) {
  const auto r = read("申请复议53件，较2022年的67件减少14件，较2021年的61件减少8件。").relations;
  ASSERT_EQ(r.size(), 2u);
  EXPECT_EQ(r[0].derivation, "67 − 53 = 14");
  EXPECT_EQ(r[1].derivation, "61 − 53 = 8");
}

TEST(Subsets, AdditionsAndTheirStocksInTurn) {
  EXPECT_EQ(told("新增示范点国家级1个、省级3个、市级12个，累计分别达3个、21个、78个。"),
            "subset proved words: part=1个 whole=3个\nsubset proved words: part=3个 whole=21个\n"
            "subset proved words: part=12个 whole=78个\n");
  EXPECT_EQ(read("新增示范点国家级1个、省级3个、市级12个，累计分别达3个、2个、78个。").relations[1].verdict,
            Verdict::refuted);
  EXPECT_EQ(told("新增A类1个、B类3个、C类12个、D类7个，累计分别达3个、21个、78个。"), "") << "not as many";
}

TEST(Subsets, PartsBehindACommaThatAreToldAlike) {
  EXPECT_EQ(told("受理议题115件，其中合法性审查106件，未经审查退回的3件。"),
            "subset proved words: whole=115件 part=106件\nsubset proved arithmetic: whole=115件 part=3件\n");
  EXPECT_EQ(told("受理议题115件，其中合法性审查106件，开展培训3件。"), "subset proved words: whole=115件 part=106件\n");
  EXPECT_EQ(told("受理议题115件，其中合法性审查106件，未经审查退回的30件。"),
            "subset proved words: whole=115件 part=106件\n")
      << "no room for both";
}

TEST(Sums, OverTheItemsOfAList) {
  EXPECT_EQ(told("提出11项重点任务。一是优化政务，共4项任务。二是优化市场，共4项任务。三是优化法治，共3项任务。"),
            "sum proved arithmetic: whole=11项 part=4项 part=4项 part=3项\n");
  EXPECT_EQ(told("提出11项重点任务。一是优化政务，共4项任务。二是优化市场，共4项任务。三是优化法治，共2项任务。"), "");
  EXPECT_EQ(told("提出11项重点任务。一是优化政务，共4项任务。二是优化市场。三是优化法治，共7项任务。"), "")
      << "an item has none";
}

TEST(Sums, OfTheNumberThatTheListAddsUpTo) {
  EXPECT_EQ(told("立案19件，办结17件，其中简易程序11件、普通程序8件。"),
            "sum proved arithmetic: whole=19件 part=11件 part=8件\n");
  EXPECT_EQ(told("立案29件，办结17件，其中简易程序11件、普通程序2件。"),
            "subset proved words: whole=17件 part=11件\nsubset proved words: whole=17件 part=2件\n");
}

TEST(Ratios, TheNumberInTheBracketBehindTheRate) {
  const auto r = read("评查案卷240卷，优秀率由71.3%提升至85%（204卷）。").relations;
  ASSERT_EQ(r.size(), 2u);
  EXPECT_EQ(r[0].derivation, "204 ÷ 240 = 85%");
  EXPECT_EQ(read("评查案卷240卷，优秀率由71.3%提升至85%（104卷）。").relations.size(), 1u);
}

TEST(Ratios, SharesOfATaskAndRoughShares) {
  EXPECT_EQ(told("征收水资源费1236.5万元，完成年度任务1200万元的103%。"),
            "ratio proved words: num=1236.5万元 den=1200万元 result=103%\n");
  EXPECT_EQ(only("征收水资源费1236.5万元，完成年度任务1200万元的130%。").verdict, Verdict::refuted);
  EXPECT_EQ(read("常住人口6.3万人，其中流动人口1.9万人，约占三成。").relations.size(), 2u);
  EXPECT_EQ(told("审结231件，维持142件。复议后息诉的198件，案结事了率85.7%。"),
            "ratio proved arithmetic: den=231件 num=198件 result=85.7%\n");
}

TEST(Changes, WithTheGrowthBetween) {
  EXPECT_EQ(told("满意率由上年的95.2%提升3.1个百分点，达到98.3%。"),
            "change proved words: from=95.2% result=3.1个百分点 to=98.3%\n");
  EXPECT_EQ(only("满意率由上年的95.2%提升3.1个百分点，达到99.3%。").verdict, Verdict::refuted);
  EXPECT_EQ(told("复议案件2件（上年5件），同比下降60%。"), "change proved words: to=2件 from=5件 result=60%\n");
  EXPECT_EQ(only("复议案件2件（上年5件），同比下降40%。").verdict, Verdict::refuted);
  EXPECT_EQ(told("材料由12份减至4份，减幅66.7%。"), "change proved words: from=12份 to=4份 result=66.7%\n");
}

TEST(Sums, AListBehindAnotherStatementIsOfTheNumberItFits) {
  EXPECT_EQ(told("查办案件421件，移送公安机关9件。其中，食品类153件，药品类153件，其他115件。"),
            "sum proved arithmetic: whole=421件 part=153件 part=153件 part=115件\n");
  for (const RelationData& x :
       read("查办案件421件，移送公安机关9件。其中，食品类153件，药品类143件，其他115件。").relations)
    EXPECT_NE(x.verdict, Verdict::refuted);
  EXPECT_EQ(only("查办案件421件。其中，食品类153件，药品类143件，其他115件。").verdict, Verdict::refuted);
}

TEST(Sums, TheSentenceMayGoOnBehindTheList) {
  EXPECT_EQ(told("行政应诉案件152件，一审130件，二审22件，败诉9件。"),
            "sum proved arithmetic: whole=152件 part=130件 part=22件\n");
  EXPECT_EQ(told("行政应诉案件152件，一审130件，二审21件，败诉9件。"), "");
  EXPECT_EQ(told("上年末在册59人，新接收31人，解除28人，年末在册62人。"), "") << "they happen to add up";
}

TEST(Ratios, TheWholeBeforeWhatStandsNearest) {
  const auto r = read("抽检食品1500批次，合格1472批次，不合格28批次，不合格率1.9%。").relations;
  ASSERT_EQ(r.size(), 2u);
  EXPECT_EQ(r[1].derivation, "28 ÷ 1500 = 1.86…% ≈ 1.9%");
}

TEST(Ratios, AProportionIsARate) {
  EXPECT_EQ(told("收集意见437条，采纳吸收129条，采纳比例29.5%。"),
            "ratio proved words: den=437条 num=129条 result=29.5%\n");
  EXPECT_EQ(only("收集意见437条，采纳吸收129条，采纳比例92.5%。").verdict, Verdict::refuted);
}

TEST(Changes, NetGrowthAndNamedYears) {
  EXPECT_EQ(read("普法投入21万元，较去年15万元增加6万元，增幅40%。").relations.size(), 2u);
  EXPECT_EQ(told("权力事项由4236项调整为4238项，净增2项。"), "change proved words: from=4236项 to=4238项 result=2项\n");
  EXPECT_EQ(only("权力事项由4236项调整为4238项，净增3项。").verdict, Verdict::refuted);
  EXPECT_EQ(told("立案处罚43件，较2023年增长138.9%（2023年18件）。"),
            "change proved words: to=43件 result=138.9% from=18件\n");
}

TEST(Ratios, AMultipleIsOfTheNumberThatFits) {
  EXPECT_EQ(told("今年受理案件2418件，办结2000件，是去年受理案件1209件的2.0倍。"),
            "ratio proved arithmetic: num=2418件 den=1209件 result=2.0倍\n");
}

TEST(Relations, TrueSentencesThatWereRefutedOnce) {
  for (const char* text : {"受理申请86件，不予受理5件，其中，维持41件，撤销6件，终止28件，其他6件。",
                           "共受理案件120件，上年结转15件，审结118件，未结17件，结案率87.4%。",
                           "行政许可4.56万件，其中网办4.38万件，网办率96.1%，全程网办率85.2%。",
                           "今年受理案件2418件，其中调解100件，是去年受理数1209件的2.0倍。",
                           "今年受理案件2418件，办结2000件，是去年受理案件1209件的2.0倍。"}) {
    for (const RelationData& x : read(text).relations) {
      EXPECT_NE(x.verdict, Verdict::refuted) << text;
      EXPECT_FALSE(x.needs_review) << text;
    }
  }
}
