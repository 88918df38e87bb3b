// What counts as a figure and how it is read; the sentences are made up, one or more a ruling of the guidelines.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "fazhi/context.hpp"
#include "figures/lexicon.hpp"
#include "figures/units.hpp"
#include "model/names.hpp"
#include "model/passes.hpp"
#include "text/decode.hpp"

namespace fazhi {
namespace {

using namespace detail;
using testing::ElementsAre;
using testing::ElementsAreArray;
using testing::IsEmpty;

ReportData read(std::string utf8) {
  ReportData r;
  r.text.utf8 = std::move(utf8);
  index_text(r.text);
  Context ctx;
  analyse(r, Hints{}, ctx);
  return r;
}

std::string slice(const ReportData& r, TextRange t) { return std::string(Text(&r.text).slice(t)); }

/// "5000余份 = 5000 份 over", one entry a figure.
std::vector<std::string> rows(const ReportData& r) {
  std::vector<std::string> out;
  for (const FigureData& f : r.figures) {
    std::string row = slice(r, f.range) + " = " + to_text(f.value);
    if (f.has_value_high) row += "~" + to_text(f.value_high);
    row += " " + (f.unit.empty() ? "-" : f.unit);
    if (f.approximation != Approximation::exact) row += " " + std::string(to_string(f.approximation));
    out.push_back(row);
  }
  return out;
}

/// The sentence stands in a paragraph, as in a report.
std::vector<std::string> figures(const std::string& sentence) {
  return rows(read("全镇扎实推进各项工作，" + sentence + "\n"));
}

struct Case {
  const char* text;
  std::vector<std::string> figures;
};

class Figures : public testing::TestWithParam<Case> {};
TEST_P(Figures, AreRead) {
  EXPECT_THAT(figures(GetParam().text), ElementsAreArray(GetParam().figures)) << GetParam().text;
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(Numerals, Figures, testing::Values(
  Case{"召开会议12次、培训3场。", {"12次 = 12 次", "3场 = 3 场"}},
  Case{"发放资料１２００份，合格率９８．５％。", {"１２００份 = 1200 份", "９８．５％ = 98.5 %"}},
  Case{"安置住房3,000套，收到来信12 450件。", {"3,000套 = 3000 套", "12 450件 = 12450 件"}},
  Case{"提供岗位4.46万个，投入122.4552万元。", {"4.46万个 = 44600 个", "122.4552万元 = 1224552 元"}},
  Case{"总投资1.2万亿元，装机3千万千瓦，电量20亿千瓦时。", {"1.2万亿元 = 1200000000000 元", "3千万千瓦 = 30000000 千瓦", "20亿千瓦时 = 2000000000 千瓦时"}},
  Case{"总人口1亿3000万人，里程2万5千公里。", {"1亿3000万人 = 130000000 人", "2万5千公里 = 25000 公里"}},
  Case{"抓好十个重点领域和两个园区，办理二十一件实事。", {"十个 = 10 个", "两个 = 2 个", "二十一件 = 21 件"}},
  Case{"惠及群众两千余人，慰问老人一百二十名。", {"两千余人 = 2000 人 over", "一百二十名 = 120 名"}},
  Case{"查处问题 6 个，追缴资金25 亿元。", {"6 个 = 6 个", "25 亿元 = 2500000000 元"}},
  Case{"人均支出提高百分之三，下降百分之二十一点一，实现百分之百覆盖。", {"百分之三 = 3 %", "百分之二十一点一 = 21.1 %", "百分之百 = 100 %"}},
  Case{"经费压减三分之一，约占全县的1/4左右。", {"三分之一 = 1/3 -", "1/4左右 = 0.25 - about"}},
  Case{"三次产业结构调整为4.0∶37.7∶58.3。", {"4.0 = 4 -", "37.7 = 37.7 -", "58.3 = 58.3 -"}},
  Case{"城乡收入比由2.53缩小至2.41。", {"2.53 = 2.53 -", "2.41 = 2.41 -"}},
  Case{"城乡收入比由3缩小至2.41。", {"3 = 3 -", "2.41 = 2.41 -"}},
  Case{"城乡收入比由2.41缩小至2。", {"2.41 = 2.41 -", "2 = 2 -"}},
  Case{"执行IEEE 802.3：2008标准，师生比不低于1∶18。", {"不低于1 = 1 - at_least", "18 = 18 -"}}));

INSTANTIATE_TEST_SUITE_P(Units, Figures, testing::Values(
  Case{"增速提高1.8个百分点，规模是去年的4.3倍，总量翻两番。", {"1.8个百分点 = 1.8 个百分点", "4.3倍 = 4.3 倍", "两番 = 2 番"}},
  Case{"开行2000列，手术2000例，纠纷下降1.5成，入选2025国内名单。", {"2000列 = 2000 列", "2000例 = 2000 例", "1.5成 = 1.5 成"}},
  Case{"减排三成以上，占比近五成。", {"三成以上 = 3 成 at_least", "近五成 = 5 成 under"}},
  Case{"提高10个以上百分点。", {"10个以上百分点 = 10 个百分点 at_least"}},
  Case{"搭建三大平台，公布九大类事项。", {"三大 = 3 大", "九大类 = 9 大类"}},
  Case{"浓度降至28微克/立方米，保障房7.4万套（间）。", {"28微克/立方米 = 28 微克/立方米", "7.4万套（间） = 74000 套（间）"}},
  Case{"召开8次会议和三次会议，新增5人均已持证，320户均达标，连续5年均获优秀。",
       {"8次 = 8 次", "三次 = 3 次", "5人 = 5 人", "320户 = 320 户", "5年 = 5 年"}},
  Case{"获得8金9银。", {"8金 = 8 金", "9银 = 9 银"}},
  Case{"脱贫人口务工超过3300万，惠及1100多万学生。", {"超过3300万 = 33000000 - over", "1100多万 = 11000000 - over"}},
  Case{"引进8万个体工商户和3000人才？", {"8万 = 80000 -"}},
  Case{"分别办结12、15和20件。", {"12 = 12 件", "15 = 15 件", "20件 = 20 件"}},
  Case{"建成党支部队伍3支，设立5个人民调解室，慰问12名家长。", {"3支 = 3 支", "5个 = 5 个", "12名 = 12 名"}}));

INSTANTIATE_TEST_SUITE_P(Qualifiers, Figures, testing::Values(
  Case{"发放资料5000余份，走访18万余户，受理3万多件。", {"5000余份 = 5000 份 over", "18万余户 = 180000 户 over", "3万多件 = 30000 件 over"}},
  Case{"检查近480批次，整改率超过95%，逾20万元，突破3000亿元。",
       {"近480批次 = 480 批次 under", "超过95% = 95 % over", "逾20万元 = 200000 元 over", "突破3000亿元 = 300000000000 元 over"}},
  Case{"不足30人，不到一百户，约8万户，增长5%左右。",
       {"不足30人 = 30 人 under", "不到一百户 = 100 户 under", "约8万户 = 80000 户 about", "5%左右 = 5 % about"}},
  Case{"不得低于90%，至少3次，20%以上，3%以内，不超过5人。",
       {"不得低于90% = 90 % at_least", "至少3次 = 3 次 at_least", "20%以上 = 20 % at_least", "3%以内 = 3 % at_most", "不超过5人 = 5 人 at_most"}},
  Case{"规模突破3000亿、4000亿，产值分别超98%和99%。",
       {"突破3000亿 = 300000000000 - over", "4000亿 = 400000000000 - over", "超98% = 98 % over", "99% = 99 % over"}},
  Case{"用时不低于全省1个月，节约5%，集约3%。", {"1个月 = 1 个月", "5% = 5 %", "3% = 3 %"}},
  Case{"跨越两个千亿元台阶，迈上万亿元台阶。", {"两个 = 2 个", "万亿元 = 1000000000000 元"}},
  Case{"上千名志愿者、近百家企业、百余个社区、超亿元项目、亿元以上项目参加。",
       {"上千名 = 1000 名 at_least", "近百家 = 100 家 under", "百余个 = 100 个 over", "超亿元 = 100000000 元 over", "亿元以上 = 100000000 元 at_least"}},
  Case{"用了两年多，历时3个多月，增长1倍多。", {"两年多 = 2 年 over", "3个多月 = 3 个月 over", "1倍多 = 1 倍 over"}},
  Case{"抽查比例分别不低于1%、5%，奖补不超过50万元和30万元。",
       {"不低于1% = 1 % at_least", "5% = 5 % at_least", "不超过50万元 = 500000 元 at_most", "30万元 = 300000 元 at_most"}},
  Case{"新增4个产值过五千亿的集群，出境人次达1亿3千多万，新增4万多亿元。",
       {"4个 = 4 个", "过五千亿 = 500000000000 - over", "1亿3千多万 = 130000000 - over", "4万多亿元 = 4000000000000 元 over"}},
  Case{"建成5个多功能厅和6家上下游企业。", {"5个 = 5 个", "6家 = 6 家"}}));

INSTANTIATE_TEST_SUITE_P(Ranges, Figures, testing::Values(
  Case{"每月开展5—8次，补助13万～17万元，增速15%-30%，选派2至3名。",
       {"5—8次 = 5~8 次 range", "13万～17万元 = 130000~170000 元 range", "15%-30% = 15~30 % range", "2至3名 = 2~3 名 range"}},
  Case{"投入3-5亿元，增长4.5-5%左右。", {"3-5亿元 = 300000000~500000000 元 range", "4.5-5%左右 = 4.5~5 % range"}},
  Case{"走访十几户，帮扶三五个村，培训二十几人。", {"十几户 = 11~19 户 range", "三五个 = 3~5 个 range", "二十几人 = 21~29 人 range"}},
  Case{"比例从2.1%到2.5%，由16项增至95项。", {"2.1% = 2.1 %", "2.5% = 2.5 %", "16项 = 16 项", "95项 = 95 项"}}));

INSTANTIATE_TEST_SUITE_P(Durations, Figures, testing::Values(
  Case{"3年内完成，20个工作日办结，连续5年获奖，30日内答复。", {"3年 = 3 年", "20个工作日 = 20 个工作日", "5年 = 5 年", "30日 = 30 日"}},
  Case{"五年来变化很大，近三年持续下降，提前一年完成，成立20周年。", {"五年 = 5 年", "三年 = 3 年", "一年 = 1 年", "20周年 = 20 周年"}},
  Case{"一年来成绩很好，这五年极不平凡，连续第4年第一，是难忘的五年。", {}},
  Case{"2023年3月15日至12月31日，2021—2025年，二〇三五年远景目标。", {}},
  Case{"六十日以内作出决定，十五日内办结，三日后公示，为期一年。",
       {"六十日以内 = 60 日 at_most", "十五日 = 15 日", "一年 = 1 年"}},
  Case{"实施三年提质行动和五年规划，聚焦建军一百年奋斗目标，落实长江十年禁渔。", {}}));

INSTANTIATE_TEST_SUITE_P(Zero, Figures, testing::Values(
  Case{"行政复议案件零发生，行政诉讼零败诉。", {"零发生 = 0 -", "零败诉 = 0 -"}},
  Case{"连续三年“零亡人”，积案动态清零，无一宗复议案件被撤销。", {"三年 = 3 年", "零亡人 = 0 -", "清零 = 0 -", "无一宗 = 0 宗"}},
  Case{"实现零的突破，服务零距离、零容忍，社会消费品零售额增长，没有发生事故。", {}}));

INSTANTIATE_TEST_SUITE_P(NoFigures, Figures, testing::Values(
  Case{"落实“三会一课”、一岗双责、八项规定和“四个意识”，学习党的十五大和二十大精神。", {}},
  Case{"出台民营经济“80条”，推广“1+6+31+N”模式，做好12345热线，建设5G基站。", {}},
  Case{"位居全省前10位、列第3名，是第一次，获评4A级景区、500强企业。", {}},
  Case{"依据国发〔2019〕18号文件和第三十二条、第五款规定，编号2023-05-01。", {}},
  Case{"建设15分钟便民生活圈和半小时交通圈。", {}},
  Case{"打造一批样板、一个窗口、一系列活动，进一步统一认识。", {}},
  Case{"为65岁以上老年人和0—3岁婴幼儿服务。", {}},
  Case{"建设千亿级产业集群，处理八类案件，健全三级网络，千家万户受益。", {}},
  Case{"学习《法治建设100问》，PM2.5浓度下降，十四届人大三次会议召开。", {}},
  Case{"会议8:30开始，时间为10：45，下设三家子镇、五台县。", {}},
  Case{"召开十三届七次全会，推进二次供水，十分重视，过半完成，数十个村受益。", {}}));

INSTANTIATE_TEST_SUITE_P(HanCounts, Figures, testing::Values(
  Case{"立案二十一起，办班二十余期、十二期，发现两例。", {"二十一起 = 21 起", "二十余期 = 20 期 over", "十二期 = 12 期", "两例 = 2 例"}},
  Case{"二期工程开工，算好三本账，从三十起步，无一例外，两头在外，打三人篮球。", {}},
  Case{"分为两组，每年举办两期以上讲座，由展览和论坛两部分组成。", {"两组 = 2 组", "两期以上 = 2 期 at_least", "两部分 = 2 部分"}},
  Case{"推进机床、增材及激光制造三类装备研发，办理八类案件和二、三类许可。", {"三类 = 3 类"}},
  Case{"聘请顾问一名，出具意见书十三份；受理五件，撤销一件。", {"一名 = 1 名", "十三份 = 13 份", "五件 = 5 件", "一件 = 1 件"}},
  Case{"成熟一项、启动一项，大家想在一起，说一件、干一件，位列第一名。", {}},
  Case{"每季度服务不足一次，至少一人就业，用时一个月以上。", {"不足一次 = 1 次 under", "至少一人 = 1 人 at_least", "一个月以上 = 1 个月 at_least"}},
  Case{"土地占一成五，从七成提高到九成五，一成不变。", {"一成五 = 1.5 成", "七成 = 7 成", "九成五 = 9.5 成"}},
  Case{"培育十大乡村特色产业，从三方面入手，三家乡卫生院挂牌。", {"十大 = 10 大", "三方面 = 3 方面"}}));

INSTANTIATE_TEST_SUITE_P(UnitsOfTwoCharacters, Figures, testing::Values(
  Case{"许可事项26大项58小项，推进10大项目，坐班432天次，明确3方面任务。",
       {"26大项 = 26 大项", "58小项 = 58 小项", "10大 = 10 大", "432天次 = 432 天次", "3方面 = 3 方面"}},
  Case{"抽检4批次/千人，得分80分至90分之间，按1：1的比例负担。",
       {"4批次/千人 = 4 批次/千人", "80分至90分 = 80~90 分 range", "1 = 1 -", "1 = 1 -"}},
  Case{"分别提升31.1个和26.3个百分点，设立3个和2个站点。",
       {"31.1个 = 31.1 个百分点", "26.3个百分点 = 26.3 个百分点", "3个 = 3 个", "2个 = 2 个"}},
  Case{"占比超过了四分之一，阅读量10万+，推广5+模式。", {"超过了四分之一 = 0.25 - over", "10万+ = 100000 - over"}}));

INSTANTIATE_TEST_SUITE_P(Days, Figures, testing::Values(
  Case{"公开征求意见不少于30日，听证会7日前送达，会前15日公告，由法定的30日压缩至4.5日。",
       {"不少于30日 = 30 日 at_least", "7日 = 7 日", "15日 = 15 日", "30日 = 30 日", "4.5日 = 4.5 日"}},
  Case{"于15日前报送，每月10日前公布，3月15日前后召开，6月20日、25日培训，20日印发。", {}}));

INSTANTIATE_TEST_SUITE_P(ZeroInOtherWords, Figures, testing::Values(
  Case{"被诉23件，无一败诉；超期案件为0，纠错为零，事故数降至零。",
       {"23件 = 23 件", "无一 = 0 -", "0 = 0 -", "零 = 0 -", "零 = 0 -"}},
  Case{"无1起民转刑案件，无1件进京上访，无一例感染。", {"无1起 = 0 起", "无1件 = 0 件", "无一例 = 0 例"}},
  Case{"未发生1起行政复议，没有一件案件被撤销，没有一个掉队，发生一起事故。", {"未发生1起 = 0 起", "没有一件 = 0 件"}},
  Case{"实现零败诉、零追责、零越轨，推行零门槛、零成本。", {"零败诉 = 0 -", "零追责 = 0 -", "零越轨 = 0 -"}},
  Case{"开展“青少年零犯罪零受害社区（村）”创建，从零开始。", {}}));

INSTANTIATE_TEST_SUITE_P(NamesAndGrades, Figures, testing::Values(
  Case{"落实收支两条线制度，统筹发展安全两件大事，办好两件实事。", {"两件 = 2 件"}},
  Case{"由五年一遇提高到二十年或五十年一遇，用时二十年或更久。", {"二十年 = 20 年"}},
  Case{"人均预期寿命提高，婴儿、5岁以下儿童死亡率下降。", {}}));

// clang-format on

TEST(Figures, CountsThatTheExclusionsMustNotSwallow) {
  EXPECT_THAT(figures("人均预期寿命达到79.5岁，研究“怎么办、谁来办”四个问题，只保留一个机关。"),
              ElementsAre("79.5岁 = 79.5 岁", "四个 = 4 个", "一个 = 1 个"));
  EXPECT_THAT(figures("建设700万吨露天矿和500米覆盖率，配备12英寸产线。"),
              ElementsAre("700万吨 = 7000000 吨", "500米 = 500 米", "12英寸 = 12 英寸"));
  EXPECT_THAT(figures("发明专利前1%学科增加，新增APP50个。"), ElementsAre("1% = 1 %", "50个 = 50 个"));
}

TEST(Figures, IntervalsFollowTheQualifier) {
  const auto interval = [](const std::string& text) {
    const ReportData r = read("全镇扎实推进各项工作，" + text + "。\n");
    EXPECT_EQ(r.figures.size(), 1U) << text;
    if (r.figures.size() != 1) return std::string();
    const FigureData& f = r.figures[0];
    return std::string(f.low_open ? "(" : "[") + (f.has_low ? to_text(f.low) : "-") + "," +
           (f.has_high ? to_text(f.high) : "-") + (f.high_open ? ")" : "]");
  };
  EXPECT_EQ(interval("发放资料5000余份"), "(5000,6000)");
  EXPECT_EQ(interval("补助20余万元"), "(200000,300000)");
  EXPECT_EQ(interval("补助20万余元"), "(200000,210000)");
  EXPECT_EQ(interval("产值超过95亿元"), "(9500000000,-]");
  EXPECT_EQ(interval("合格率90%以上"), "[90,-]");
  EXPECT_EQ(interval("走访近480户"), "[470,480)");
  EXPECT_EQ(interval("不超过5人"), "[0,5]");
  EXPECT_EQ(interval("增长5%左右"), "[4,6]");
  EXPECT_EQ(interval("约800户"), "[700,900]");
  EXPECT_EQ(interval("补助13万～17万元"), "[130000,170000]");
  EXPECT_EQ(interval("慰问300人"), "[300,300]");
  EXPECT_EQ(interval("历时两年多"), "(2,3)");
}

TEST(Figures, StepIsTheLastPrintedDigit) {
  const ReportData r = read("全镇扎实推进各项工作，完成率98.5%，岗位4.46万个，会议5000次。\n");
  ASSERT_EQ(r.figures.size(), 3U);
  EXPECT_EQ(to_text(r.figures[0].step), "0.1");
  EXPECT_EQ(r.figures[0].decimals, 1);
  EXPECT_EQ(to_text(r.figures[1].step), "100");
  EXPECT_EQ(to_text(r.figures[2].step), "1");
}

TEST(Figures, SubjectIsWhatIsCounted) {
  const ReportData r = read(
      "全年调解各类矛盾纠纷481件，调解成功率达到98.5%、增长2%，选聘了5名法律顾问。"
      "刑事案件、治安案件分别下降3%、4%。\n");
  std::vector<std::string> subjects;
  for (const auto& f : r.figures) subjects.push_back(slice(r, f.subject));
  EXPECT_THAT(subjects,
              ElementsAre("调解各类矛盾纠纷", "调解成功率", "调解成功率", "法律顾问", "刑事案件", "治安案件"));
}

/// "3件: 刑事案件", one entry a figure.
std::vector<std::string> subjects(const std::string& sentence) {
  const ReportData r = read("全镇扎实推进各项工作。" + sentence + "\n");
  std::vector<std::string> out;
  for (const FigureData& f : r.figures) out.push_back(slice(r, f.range) + ": " + slice(r, f.subject));
  return out;
}

class Subjects : public testing::TestWithParam<Case> {};
TEST_P(Subjects, AreFound) {
  EXPECT_THAT(subjects(GetParam().text), ElementsAreArray(GetParam().figures)) << GetParam().text;
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(OfChanges, Subjects, testing::Values(
  Case{"普法经费3万元，较2022年增加5千元，比上轮多1万元，同比增长8%。",
       {"3万元: 普法经费", "5千元: 普法经费", "1万元: 普法经费", "8%: 普法经费"}},
  Case{"许可事项由2019年的281项调整为265项，平均时限由法定的20个工作日缩短为6个工作日。",
       {"281项: 许可事项", "265项: 许可事项", "20个工作日: 时限", "6个工作日: 时限"}},
  Case{"交易额保持增长，由2012年的8亿元增至42亿元，高铁里程由20公里增至30公里。",
       {"8亿元: 交易额", "42亿元: 交易额", "20公里: 高铁里程", "30公里: 高铁里程"}},
  Case{"满意度89分，高于全省平均分1分，比省局要求的86分高3分。", {"89分: 满意度", "1分: 满意度", "86分: 满意度", "3分: 满意度"}},
  Case{"承诺时限5个工作日，较法定时限压缩88%；比例达到3%，比赛12场，较大事故3起。",
       {"5个工作日: 承诺时限", "88%: 承诺时限", "3%: 比例", "12场: 比赛", "3起: 较大事故"}},
  Case{"增产粮食5吨，比去年增加6名执法人员。", {"5吨: 增产粮食", "6名: 执法人员"}}));

INSTANTIATE_TEST_SUITE_P(OfLists, Subjects, testing::Values(
  Case{"行政处罚12件、行政强制3件，分别同比下降8%和5%。",
       {"12件: 行政处罚", "3件: 行政强制", "8%: 行政处罚", "5%: 行政强制"}},
  Case{"受理43起，化解41起，化解率95%，较去年同期的26起、19起分别上升5%、8%。",
       {"43起: 受理", "41起: 化解", "95%: 化解率", "26起: 受理", "19起: 化解", "5%: 受理", "8%: 化解"}},
  Case{"处罚12件、强制3件，分别增长8%、下降5%。", {"12件: 处罚", "3件: 强制", "8%: 处罚", "5%: 强制"}},
  Case{"数控化率、工具普及率分别达55%、75%。", {"55%: 数控化率", "75%: 工具普及率"}},
  Case{"事故起数、死亡人数持续减少，比上年分别下降3%和4%。", {"3%: 事故起数", "4%: 死亡人数"}},
  Case{"立案6起，罚款4万元，比2021年多2起、1万元。", {"6起: 立案", "4万元: 罚款", "2起: 立案", "1万元: 罚款"}},
  Case{"入学率从53%提高到63%，8所学校获奖。", {"53%: 入学率", "63%: 入学率", "8所: 学校"}}));

INSTANTIATE_TEST_SUITE_P(NotCutInsideWords, Subjects, testing::Values(
  Case{"在册对象16人，实有13人，线上9场，减免费用6万元，及时率98%，完成并购重组3起。",
       {"16人: 在册对象", "13人: 实有", "9场: 线上", "6万元: 减免费用", "98%: 及时率", "3起: 并购重组"}},
  Case{"有5个没有取得证件的人员，113项居民服务事项，惠及90%的在校生，62个省级纵向组团。",
       {"5个: 没有取得证件的人员", "113项: 居民服务事项", "90%: 在校生", "62个: 省级纵向组团"}},
  Case{"开展“双随机、一公开”抽查12次，证明事项两批共74项。", {"12次: 开展“双随机、一公开”抽查", "两批: 证明事项", "74项: 证明事项"}},
  Case{"惠及80个乡镇近300万群众，建设5万个5G基站。", {"80个: 乡镇", "近300万: 群众", "5万个: 5G基站"}}));

INSTANTIATE_TEST_SUITE_P(FromFurtherOff, Subjects, testing::Values(
  Case{"复议案件32件（含上年结转2件），比去年的26件增长24%。",
       {"32件: 复议案件", "2件: 含上年结转", "26件: 复议案件", "24%: 复议案件"}},
  Case{"实现“零重大执法过错”。", {"零重大: 执法过错"}},
  Case{"三次提高退税率。", {"三次: 提高退税率"}},
  Case{"均胜诉，实现零败诉、零纠错，行政复议零发生。", {"零败诉: 败诉", "零纠错: 纠错", "零发生: 行政复议"}},
  Case{"是同期诉讼案件数（209件）的2倍，开放县（区、市）增加至45个。", {"209件: 同期诉讼案件数", "2倍: 同期诉讼案件数", "45个: 开放县"}},
  Case{"实现灾害“零亡人”。", {"零亡人: 灾害"}},
  Case{"为30万65岁以上老年人体检。", {"30万: 65岁以上老年人体检"}},
  Case{"收回210份（占70%）的问卷。", {"210份: 问卷", "70%: 问卷"}},
  Case{"办理治安案件30件罚款3万元。", {"30件: 办理治安案件", "3万元: 罚款"}}));
// clang-format on

TEST(Figures, PeriodIsTheYearNamedElseThatOfTheHeading) {
  const ReportData r = read(
      "余家镇2023年法治政府建设情况报告\n\n一、2023年工作情况\n"
      "2022年办理案件3件，今年办理5件，比2021年增加2件。全年培训4次。\n开展检查6次。\n"
      "二、2024年工作打算\n计划开展宣讲10场，力争实现更好的成效。\n");
  std::map<std::string, int> period;
  for (const auto& f : r.figures) period[slice(r, f.range)] = f.period;
  EXPECT_EQ(period["3件"], 2022);
  EXPECT_EQ(period["5件"], 2023);
  EXPECT_EQ(period["2件"], 2023);
  EXPECT_EQ(period["4次"], 2023);
  EXPECT_EQ(period["6次"], 2023);
  EXPECT_EQ(period["10场"], 2024);
}

TEST(Figures, PeriodOfAWorkReportIsTheYearBefore) {
  const ReportData r = read(
      "2026年政府工作报告\n——2026年1月20日在县第十八届人民代表大会第五次会议上\n县长 张三\n\n各位代表：\n\n"
      "现在，我代表县人民政府，向大会报告工作，请予审议。\n\n一、工作回顾\n\n"
      "过去一年，新建学校3所。全年完成投资50亿元。去年新增企业20家。今年，计划新建公园5个。\n");
  std::map<std::string, int> period;
  for (const auto& f : r.figures) period[slice(r, f.range)] = f.period;
  EXPECT_EQ(period["3所"], 2025);
  EXPECT_EQ(period["50亿元"], 2025);
  EXPECT_EQ(period["20家"], 2025);
  EXPECT_EQ(period["5个"], 2026);
}

TEST(Figures, NumbersOfSectionsAreNone) {
  const ReportData r =
      read("一、主要做法\n1.加强学习。组织培训3次，各项工作有序推进。\n（2）规范执法。一是检查5家，二是整改2处。\n");
  EXPECT_THAT(rows(r), ElementsAre("3次 = 3 次", "5家 = 5 家", "2处 = 2 处"));
}

TEST(Figures, SurviveWhatIsNoText) {
  for (const char* text : {"",
                           "\n",
                           "9",
                           "一",
                           "99999999999999999999999999999999个",
                           "1.2.3.4",
                           "十百千万亿亿亿亿亿亿个",
                           "1/0个",
                           "百分之",
                           "三分之",
                           "超过",
                           "《1个",
                           "“1个",
                           "1-",
                           "1∶",
                           "第",
                           "零",
                           "5—",
                           "几个",
                           "1，000个，1,00个",
                           "\xF0\xA0\xAE\xB7"
                           "5个"})
    EXPECT_NO_THROW(read(text)) << text;
}

TEST(Figures, FamiliesSayWhatMayBeAdded) {
  EXPECT_EQ(unit_family("万"), "");
  EXPECT_EQ(unit_family("件"), "thing");
  EXPECT_EQ(unit_family("元"), "money");
  EXPECT_TRUE(may_add("件", "宗"));
  EXPECT_TRUE(may_add("人", "名"));
  EXPECT_TRUE(may_add("元", "元"));
  EXPECT_FALSE(may_add("人", "件"));
  EXPECT_FALSE(may_add("元", "美元"));
  EXPECT_FALSE(may_add("亩", "公顷"));
}

}  // namespace
}  // namespace fazhi
