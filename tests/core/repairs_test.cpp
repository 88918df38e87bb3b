// What a refuted relation offers as repair: the true value is on the list, and early where the text helps.
#include <gtest/gtest.h>

#include <algorithm>

#include "relations_told.hpp"

using namespace relations_told;

namespace {

/// Place of "figure's quote→value" among the repairs of the first refuted relation; -1 where it is not offered.
int place(const std::string& text, const std::string& quote, const std::string& value) {
  const ReportData r = read(text);
  const Text t(&r.text);
  for (const RelationData& x : r.relations) {
    if (x.verdict != Verdict::refuted) continue;
    for (std::size_t i = 0; i < x.repairs.size(); ++i)
      if (x.repairs[i].value == value && t.slice(r.figures[x.repairs[i].figure].range) == quote)
        return static_cast<int>(i);
    return -1;
  }
  ADD_FAILURE() << "nothing refuted: " << told(r);
  return -2;
}

}  // namespace

TEST(Repairs, TheTotalThatWasComputedComesFirst) {
  EXPECT_EQ(place("开展活动23场次，其中进校园8场、进企业6场、其他8场。", "23场次", "22"), 0);
  EXPECT_EQ(place("调解纠纷481件，成功调解474件，调解成功率68.5%。", "68.5%", "98.5"), 0);
}

TEST(Repairs, ASlipOfThePenComesBeforeAnotherNumber) {
  // 197 for 179 is two digits exchanged; 18 more for any other figure is no slip.
  EXPECT_EQ(place("制定文件311件（县政府132件，部门197件）。", "197件", "179"), 0);
  EXPECT_EQ(place("由1479公里增加到5981公里，增长2.7倍。", "5981公里", "5481"), 0);
}

TEST(Repairs, AScaleLostOrAdded) {
  EXPECT_EQ(place("安排赤字12亿元，其中中央赤字8500亿元，地方赤字3500亿元。", "12亿元", "1200000000000"), 0);
  EXPECT_EQ(place("调解纠纷481亿件，成功调解474件，调解成功率98.5%。", "481亿件", "481"), 0);
  EXPECT_EQ(place("新增公路60.9公里，其中高速公路4.2万公里。", "60.9公里", "609000"), 0);
}

TEST(Repairs, ASecondRelationOfTheFigureDecides) {
  // 167 stands in two sums; 161 mends both.
  const char* text = "公开信息198条，其中网站公开167条（指南1条，文件120条，简介40条），公示栏公开21条、其他16条。";
  EXPECT_EQ(place(text, "167条", "161"), 0);
  // 210 is right in the bracket: the whole of both is wrong, not it.
  const char* other = "公开信息358条，其中网站公开210条（指南50条，文件120条，简介40条），公示栏公开21条、其他16条。";
  const int whole = place(other, "358条", "247");
  EXPECT_LT(whole, place(other, "210条", "321"));
}

TEST(Repairs, AnotherBaseOfTheTextThatFits) {
  const char* text = "全年办理复议案件141件，调解75件，调解率60.5%。审结124件。";
  EXPECT_EQ(place(text, "141件", "124"), 0);
  EXPECT_EQ(place(text, "60.5%", "53.2"), 1);
}

TEST(Repairs, BoundsOfferWhatWouldFit) {
  EXPECT_GE(place("培训干部300人，其中新任干部450人。", "450人", "250"), 0);
  EXPECT_GE(place("培训干部300人，其中新任干部450人。", "300人", "800"), 0);
  EXPECT_GE(place("案件由300件下降到340件。", "340件", "240"), 0);
}

TEST(Repairs, ARateRoundedTooFar) {
  EXPECT_GE(place("调解纠纷481件，成功调解474件，调解成功率100%。", "100%", "98.5"), 0);
}

TEST(Repairs, ANumberThatWasRounded) {
  EXPECT_GE(place("作出处罚决定41816件，其中简易程序案件20000件（占总数的38.9%）。", "20000件", "16257"), 0);
  EXPECT_GE(place("作出处罚决定42000件，其中简易程序案件16257件（占总数的38.9%）。", "42000件", "41816"), 0);
  EXPECT_GE(place("政府信息由上年的53920条减至40000条，下降32.4%。", "40000条", "36474"), 0);
  EXPECT_GE(place("培训12000人，比上年的12607人减少8.8%。", "12000人", "11501"), 0);
  // Few numbers fit, and they come behind what is likelier.
  EXPECT_EQ(place("政府信息由上年的53920条减至40000条，下降32.4%。", "32.4%", "25.8"), 3);
}

TEST(Repairs, AYearlyRateRoundedTooFar) {
  EXPECT_GE(place("软件收入从2012年2.5万亿元增长到2021年9.6万亿元，年均增长20%。", "20%", "16.1"), 0);
  EXPECT_GE(place("软件收入从2012年2.5万亿元增长到2021年9.6万亿元，年均增长20%。", "9.6万亿元", "12900000000000"), 0);
}

TEST(Repairs, WhatRemainsIsTakenFromTheFirst) {
  EXPECT_EQ(place("办理行政许可158件，已按时办结416件，尚余102件正在办理。", "158件", "518"), 0);
  EXPECT_EQ(place("法律援助中，农民工145人次、老年人190人次，农民工比老年人多36人次。", "190人次", "109"), 0);
}

// Every single digit of every figure written wrong: the true value is always offered.
TEST(Repairs, TheTrueValueIsAlwaysOffered) {
  for (const std::string text : {"查处案件三类共457件：食品类212件，药品类154件，器械类91件。",
                                 "调解各类纠纷4810件，成功调解4740件，调解成功率98.5%。",
                                 "案件由320件下降到240件，下降25%。", "培训干部300人，其中新任干部250人。"}) {
    const ReportData right = read(text);
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] < '0' || text[i] > '9') continue;
      for (char d = '1'; d <= '9'; ++d) {
        std::string wrong = text;
        wrong[i] = d;
        const ReportData r = read(wrong);
        ASSERT_EQ(r.figures.size(), right.figures.size()) << wrong;
        for (const RelationData& x : r.relations) {
          if (x.verdict != Verdict::refuted) continue;
          const bool offered = std::ranges::any_of(x.repairs, [&](const Repair& repair) {
            const Value& now = r.figures[repair.figure].value;
            const Value& then = right.figures[repair.figure].value;
            return now != then && value_from_text(repair.value) == then;
          });
          EXPECT_TRUE(offered) << wrong;
        }
      }
    }
  }
}
