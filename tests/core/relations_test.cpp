// Ties between figures, on made-up sentences: what is tied, with which roles, what is proved and what is left alone.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "relations_told.hpp"

using namespace relations_told;

TEST(Sums, BracketBehindTheTotal) {
  EXPECT_EQ(told("制定规范性文件12件（县政府8件，部门4件），清理废止6件。"),
            "sum proved words: whole=12件 part=8件 part=4件\n");
  EXPECT_EQ(only("制定规范性文件12件（县政府8件，部门4件）。").derivation, "8 + 4 = 12");
}

TEST(Sums, NestedBracketCountsOnce) {
  EXPECT_EQ(told("公开信息98条，其中网站公开61条（指南1条，文件20条，简介40条），公示栏公开21条、其他16条。"),
            "sum proved words: whole=98条 part=61条 part=21条 part=16条\n"
            "sum proved words: whole=61条 part=1条 part=20条 part=40条\n");
}

TEST(Sums, TheRestClosesAListInWords) {
  const auto r = only("开展活动23场次，其中进校园8场、进企业6场、其他8场。");
  EXPECT_EQ(r.kind, RelationKind::sum);
  EXPECT_EQ(r.verdict, Verdict::refuted);
  EXPECT_EQ(r.basis, Basis::words);
  EXPECT_FALSE(r.needs_review);
  EXPECT_EQ(r.derivation, "8 + 6 + 8 = 22 ≠ 23");
  EXPECT_EQ(r.delta, "-1");
  ASSERT_EQ(r.repairs.size(), 4u);
  EXPECT_EQ(r.repairs.front().value, "22");
}

TEST(Sums, OfWhichListOfExamplesIsNoSum) {
  EXPECT_EQ(told("引进项目80个，其中工业项目30个、农业项目12个。"),
            "subset proved words: whole=80个 part=30个\n"
            "subset proved words: whole=80个 part=12个\n");
}

TEST(Sums, OfWhichListThatAddsUpIsShown) {
  EXPECT_EQ(told("现有调解员210人，其中专职50人、兼职160人。"),
            "sum proved arithmetic: whole=210人 part=50人 part=160人\n");
}

TEST(Sums, ListThatRunsOnPastThePartition) {
  EXPECT_EQ(told("安排赤字500亿元，其中中央赤字300亿元，代地方发债200亿元，继续发行国债90亿元。"),
            "sum proved arithmetic: whole=500亿元 part=300亿元 part=200亿元\n");
}

TEST(Sums, WholeIsTheTotalNotTheIncrease) {
  EXPECT_EQ(told("安排赤字1.2万亿元，比上年增加4000亿元，其中中央财政赤字8500亿元，地方财政赤字3500亿元。"),
            "sum proved words: whole=1.2万亿元 part=8500亿元 part=3500亿元\n");
}

TEST(Sums, AcrossSentencesAndTotalBehind) {
  EXPECT_EQ(told("审结案件50件。其中，维持30件、撤销5件、调解15件。"),
            "sum proved arithmetic: whole=50件 part=30件 part=5件 part=15件\n");
  EXPECT_EQ(told("办理人大建议68件、政协提案92件，共160件。"), "sum proved words: part=68件 part=92件 whole=160件\n");
}

TEST(Sums, WholeNextSentenceAddsUp) {
  EXPECT_EQ(told("收到申请32件。办理结果：予以公开10件，部分公开5件，不予公开17件。"),
            "sum proved arithmetic: whole=32件 part=10件 part=5件 part=17件\n");
  EXPECT_EQ(told("收到申请32件。办结案件10件，立案15件。"), "");
}

TEST(Sums, ColonListTellsParts) {
  EXPECT_EQ(told("收回答卷210份，反映：有43人认为判决有效，有54人认为程序有利，有113人认为调解省事，认同感较高。"),
            "sum proved arithmetic: whole=210份 part=43人 part=54人 part=113人\n");
}

TEST(Sums, RoundedTotalIsNoContradiction) {
  const auto r = only("安排资金2830亿元，其中社会保障支出2029亿元，就业支出800.4亿元。");
  EXPECT_EQ(r.verdict, Verdict::constrained);
  EXPECT_FALSE(r.needs_review);
}

TEST(Sums, ApproximationsThatOnlyTouchContradictNothing) {
  EXPECT_EQ(only("接待咨询1200人次（现场700人次，电话500余人次）。").verdict, Verdict::constrained);
  EXPECT_EQ(only("接待咨询1100人次（现场700人次，电话500余人次）。").verdict, Verdict::refuted);
}

TEST(Sums, ListsThatDoNotClaimToAddUp) {
  for (const char* text :
       {"处理投诉1200件（电话800件、网络300件、来访等）。", "处理投诉1200件（电话800件、网络300件等）。",
        "行政处罚17件（警告3件、罚款17件，部分案件并处）。",
        "发布信息320条（公众号210条、微博180条，部分信息多平台发布）。"})
    for (const RelationData& x : read(text).relations) EXPECT_EQ(x.verdict, Verdict::proved) << text;
  EXPECT_EQ(told("受理136件（维持28件，驳回48件〔新增21件、结转27件〕，调解20件，撤销40件）。"),
            "sum proved words: whole=136件 part=28件 part=48件 part=20件 part=40件\n"
            "sum proved words: whole=48件 part=21件 part=27件\n");
}

TEST(Sums, NearMissOfThreePartsIsForAHuman) {
  const auto r = only("收到案件286件，其中民事161件、行政73件、刑事57件。");
  EXPECT_TRUE(r.needs_review);
  EXPECT_TRUE(std::ranges::any_of(r.repairs, [](const Repair& x) { return x.value == "52"; }));
}

TEST(Sums, ListsThatAreNotOfTheNumberBefore) {
  EXPECT_EQ(told("完成5项任务：制定制度12项、修订标准8项。"), "");
  EXPECT_EQ(told("现有调解员210人，其中专职50人，另有志愿者300人。"), "subset proved words: whole=210人 part=50人\n");
}

TEST(Sums, NumbersThatHappenToAddUpAreNotTied) {
  EXPECT_EQ(told("新建公园5个。改造道路3条。新增停车场2处。"), "");
  EXPECT_EQ(told("举办讲座5场、开展培训3次，投入资金8万元。"), "");
}

TEST(Sums, ATotalBehindItsListIsWords) {
  EXPECT_EQ(only("办理人大建议68件、政协提案92件，共161件。").verdict, Verdict::refuted);
  EXPECT_EQ(told("新建公园3个、改造公园5个，共50个。"), "") << "all parks there are";
}

TEST(Sums, WholesWithARise) {
  EXPECT_EQ(told("共有执法人员28名，比去年多6名，其中A证19名、B证9名。"),
            "sum proved arithmetic: whole=28名 part=19名 part=9名\n");
  EXPECT_EQ(told("投入42万元，人均0.6元，其中县财政30万元，乡镇配套12万元。"),
            "sum proved arithmetic: whole=42万元 part=30万元 part=12万元\n");
}

TEST(Sums, TotalOfPartsOfALargerWhole) {
  EXPECT_EQ(told("查处违法案件246件。其中查封19件，停产4件，移送11件，涉嫌犯罪6件，四类案件合计40件，占立案数的10%。"),
            "subset proved words: whole=246件 part=19件\n"
            "sum proved arithmetic: part=19件 part=4件 part=11件 part=6件 whole=40件\n");
  EXPECT_EQ(told("拆除违建653处，面积12.4万平方米，其中存量410处、新增243处。"),
            "sum proved arithmetic: whole=653处 part=410处 part=243处\n");
}

TEST(Sums, OutcomesAndWhatRemains) {
  EXPECT_EQ(told("受理复议7件，维持6件，撤回1件。"), "sum proved arithmetic: whole=7件 part=6件 part=1件\n");
  EXPECT_EQ(told("召开会议7次，培训6次，讲座1次。"), "");
  EXPECT_EQ(told("接待来访375人次，已答复194人次，尚余191人次正在办理。"),
            "difference refuted words: from=375人次 to=194人次 result=191人次\n");
  EXPECT_EQ(told("结转35件，新收260件，办结278件，尚余17件。"), "") << "of both together";
  EXPECT_EQ(told("受理申请100件，已办结120件，尚余20件。"),
            "difference refuted words: from=100件 to=120件 result=20件\n")
      << "what remains of less is less than nothing";
}

TEST(Sums, MadeOfItsParts) {
  EXPECT_EQ(only("办理的200件许可分为食品33件、卫生130件、林木47件。").verdict, Verdict::refuted);
  EXPECT_EQ(told("组建队伍18人，由律师12人、干部5人组成。"), "sum refuted words: whole=18人 part=12人 part=5人\n");
  EXPECT_EQ(told("办理案件220件，处罚、许可、强制分别为120件、80件、20件。"),
            "sum proved arithmetic: whole=220件 part=120件 part=80件 part=20件\n");
}

TEST(Sums, SharesMakeAHundred) {
  EXPECT_EQ(only("参与评价100%（很满意60.1%，满意39.8%）。").verdict, Verdict::constrained);
  EXPECT_EQ(only("参与评价100%（很满意60.2%，满意39.8%）。").verdict, Verdict::proved);
  EXPECT_EQ(only("参与评价100%（很满意65.2%，满意39.8%）。").verdict, Verdict::refuted);
}

TEST(Subsets, PartOfAWhole) {
  EXPECT_EQ(told("净增经营主体242.8万户，其中企业57.5万户。"), "subset proved words: whole=242.8万户 part=57.5万户\n");
  EXPECT_EQ(only("培训干部300人，其中新任干部450人。").verdict, Verdict::refuted);
  EXPECT_EQ(only("检测食品超2.3万批次，其中农药检测超9000批次。").verdict, Verdict::constrained);
}

TEST(Subsets, AdditionAndStock) {
  EXPECT_EQ(told("新增上市公司45家、总量达1224家。"), "subset proved words: part=45家 whole=1224家\n");
  EXPECT_EQ(told("新增规范性文件备案5件，累计备案120件。"), "subset proved words: part=5件 whole=120件\n");
  EXPECT_EQ(told("“标准”、“品牌”分别新增12项和44项，累计分别达到64项和288项。"),
            "subset proved words: part=12项 whole=64项\nsubset proved words: part=44项 whole=288项\n");
}

TEST(Subsets, OfTwoWholesTogether) {
  EXPECT_EQ(told("东片5个、西片8个，其中示范村12个。"),
            "subset proved arithmetic: whole_also=5个 whole=8个 part=12个\n");
  EXPECT_EQ(told("东片5个、西片8个、北片10个，其中示范村20个。"), "") << "of which of the three, nobody can tell";
}

TEST(Subsets, OtherThingsAreNoPart) {
  EXPECT_EQ(told("引进亿元以上项目793个，其中12条重点产业链占比达84.4%。"), "");
  EXPECT_EQ(told("贷款不低于50万元（含50万元）。"), "");
  EXPECT_EQ(told("实现产值5.53万亿元、增长4.8%，其中工业增长6.2%，财政收入达3507.6亿元。"), "");
}

TEST(Subsets, PartsThatExceedTheirWholeTogetherAreForReview) {
  for (const char* text :
       {"共有村（社区）12个，其中村9个、社区4个。", "全年办理案件100件，其中行政处罚80件、行政强制40件。"}) {
    const auto all = read(text).relations;
    ASSERT_EQ(all.size(), 2u) << text;
    EXPECT_TRUE(all.back().needs_review) << text;
    EXPECT_EQ(all.back().verdict, Verdict::proved) << text;
  }
  // Counted under two heads.
  for (const auto& r : read("共有人员120人，其中女性35人、党员100人。").relations) EXPECT_FALSE(r.needs_review);
}

TEST(Equals, PassedAndAttained) {
  EXPECT_EQ(told("财政收入突破4000亿元、达到4211亿元。"), "equal proved words: part=突破4000亿元 part=4211亿元\n");
  EXPECT_EQ(told("财政收入突破4000亿元、达到3211亿元。"), "equal refuted words: part=突破4000亿元 part=3211亿元\n");
  EXPECT_EQ(told("收入突破3万亿元、4万亿元大关。"), "");
}

TEST(Equals, WordsThatReferBack) {
  EXPECT_EQ(told("查处食品案件45件。上述45件案件已全部办结。"), "equal proved words: part=45件 part=45件\n");
  EXPECT_EQ(only("查处食品案件45件。上述54件案件已全部办结。").verdict, Verdict::refuted);
  EXPECT_EQ(told("查处食品案件45件。查处药品案件9件。上述54件案件已全部办结。"), "") << "of both together";
}

TEST(Equals, TheWholeNounIsReferredTo) {
  EXPECT_EQ(told("受理城区案件57件。移送城区线索9件。上述67件城区案件均已办结。"),
            "equal refuted words: part=57件 part=67件\n");
}

TEST(Equals, SameNumbersOfOtherThingsAreNotTied) {
  EXPECT_EQ(told("全年完成20件民生实事。\n明年继续办好20件民生实事。"), "");
  EXPECT_EQ(told("粮食产量增长5%。\n工业产值增长5%。"), "");
}

TEST(OtherKinds, DifferenceAndProduct) {
  EXPECT_EQ(only("出口100亿元，进口60亿元，顺差40亿元。").kind, RelationKind::difference);
  EXPECT_EQ(only("每村补助2万元，共补助15个村，合计发放30万元。").kind, RelationKind::product);
}

TEST(FigureVerdicts, SayWhatCouldNotBeChecked) {
  const ReportData r = read(
      "调解纠纷481件，成功调解474件，调解成功率98.5%。发放资料5000余份。满意率99%"
      "。院坝会22次。净增主体90户，其中企业30户。");
  const Text t(&r.text);
  for (const FigureData& f : r.figures) {
    const auto quote = t.slice(f.range);
    if (quote == "481件" || quote == "98.5%") {
      EXPECT_EQ(f.verdict, Verdict::proved) << quote;
    }
    if (quote == "5000余份") {
      EXPECT_EQ(f.open_reason, "约数");
    }
    if (quote == "99%") {
      EXPECT_EQ(f.open_reason, "无基数");
    }
    if (quote == "22次") {
      EXPECT_EQ(f.open_reason, "未见勾稽");
    }
    if (quote == "30户") {
      EXPECT_EQ(f.verdict, Verdict::constrained);
    }
    EXPECT_EQ(f.open_reason.empty(), f.verdict != Verdict::open) << quote;
  }
}

TEST(FigureVerdicts, RefutationMarksAllOperands) {
  const ReportData r = read("制定文件13件（县政府8件，部门4件）。");
  for (const FigureData& f : r.figures) EXPECT_EQ(f.verdict, Verdict::refuted);
}

// One digit of one operand is written wrong: the relation must be refuted or sent to a human.
TEST(Faults, OneWrongDigitIsSeen) {
  const std::string texts[] = {
      "制定规范性文件128件（县政府81件，部门47件）。",
      "公开信息198条，其中网站公开141条、公示栏公开41条、其他公开16条。",
      "查处案件三类共457件：食品类212件，药品类154件，器械类91件。",
      "收到答卷210份，反映：有43人认为判决有效，有54人认为程序有利，有113人认为调解省事。",
      "调解各类纠纷481件，成功调解474件，调解成功率98.5%。",
      "受理复议申请152件，审结141件，审结率92.8%。",
      "事项从424项精简至380项，减少44项。",
      "案件由320件下降到240件，下降25%。",
  };
  int made = 0;
  int seen = 0;
  for (const std::string& text : texts) {
    ASSERT_EQ(read(text).relations.front().verdict, Verdict::proved) << text;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] < '0' || text[i] > '9') continue;
      for (char d = '0'; d <= '9'; ++d) {
        const bool leads = i == 0 || text[i - 1] < '0' || text[i - 1] > '9';
        if (d == text[i] || (leads && d == '0')) continue;
        std::string wrong = text;
        wrong[i] = d;
        const ReportData r = read(wrong);
        ++made;
        seen += std::ranges::any_of(
            r.relations, [](const RelationData& x) { return x.verdict == Verdict::refuted || x.needs_review; });
      }
    }
  }
  EXPECT_GE(seen * 100, made * 97) << seen << " of " << made;
}

// A refutation over real reports costs trust: every one must have been judged by a human.
TEST(Corpus, NothingIsRefutedThatHolds) {
  const std::filesystem::path folder = std::filesystem::path(FAZHI_TEST_SHARED) / "corpus";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no corpus beside the clone";
  int relations = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".txt") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    std::stringstream s;
    s << in.rdbuf();
    ReportData r;
    try {
      r = read(s.str());
    } catch (const std::exception&) {
      continue;  // not UTF-8: the importer's business
    }
    relations += static_cast<int>(r.relations.size());
    for (const RelationData& x : r.relations)
      EXPECT_NE(x.verdict, Verdict::refuted) << entry.path() << ": " << x.derivation;
  }
  EXPECT_GE(relations, 250);
}
