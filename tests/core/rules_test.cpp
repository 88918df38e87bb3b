// Rule cards, profiles, severities: what the host makes of what rules and profiles say.
#include <gtest/gtest.h>

#include "fazhi/context.hpp"
#include "fazhi/error.hpp"
#include "fazhi/report.hpp"
#include "registry/suggest.hpp"
#include "rules/cards.hpp"
#include "rules/profile.hpp"
#include "rules/sink.hpp"

namespace {

using namespace fazhi;
using namespace fazhi::detail;

std::string card_text(const std::string& more) {
  return "id = \"TST-01\"\ntitle = { zh = \"甲\", en = \"a\" }\nseverity = \"W\"\nclause = \"c\"\n"
         "why = { zh = \"因\", en = \"w\" }\ndecides = { zh = \"判\", en = \"d\" }\n" +
         more;
}

std::string refusal(const std::string& text) {
  try {
    read_card(text, "card");
  } catch (const ParseError& e) {
    return e.what();
  }
  return {};
}

Report report(std::string text) {
  Context ctx;
  return ReportBuilder(std::move(text)).build(ctx);
}

Profile profile(std::string id, std::map<std::string, char> letters) {
  Profile p;
  p.id = std::move(id);
  p.letters = std::move(letters);
  return p;
}

}  // namespace

TEST(RuleCards, AreReadWhole) {
  const RuleCard card = read_card(card_text("profiles = { filed = \"E\" }\n"), "card");
  EXPECT_EQ(card.id, "TST-01");
  EXPECT_EQ(card.severity, 'W');
  EXPECT_EQ(card.profiles.at("filed"), 'E');
  EXPECT_EQ(card.decides_zh, "判");
}

TEST(RuleCards, FaultsNameLineAndRemedy) {
  EXPECT_NE(refusal(card_text("severety = \"W\"\n")).find("did you mean 'severity'?"), std::string::npos);
  EXPECT_NE(refusal(card_text("profiles = { filed = \"X\" }\n")).find("line 7"), std::string::npos);
  EXPECT_NE(refusal("id = \"TST-01\"\n").find("'title' is missing"), std::string::npos);
}

TEST(Rules, PrefixEndsAtADash) {
  EXPECT_TRUE(takes("PUN", "PUN-01"));
  EXPECT_TRUE(takes("PUN-01", "PUN-01"));
  EXPECT_FALSE(takes("PUN-1", "PUN-11"));
  EXPECT_FALSE(takes("PU", "PUN-01"));
  EXPECT_FALSE(takes("", "PUN-01"));
}

TEST(Rules, UnknownWordSuggests) {
  EXPECT_NO_THROW(check_rule_words({"PUN", "NUM-02"}, {"PUN-01", "NUM-02"}));
  try {
    check_rule_words({"NUM-O2"}, {"PUN-01", "NUM-02"});
    FAIL();
  } catch (const OptionError& e) {
    EXPECT_NE(std::string(e.what()).find("did you mean 'NUM-02'?"), std::string::npos) << e.what();
  }
}

TEST(Profiles, IdBeatsPrefixBeatsCard) {
  RuleCard card;
  card.id = "TST-01";
  card.severity = 'W';
  card.profiles["filed"] = 'E';
  EXPECT_EQ(letter_in(profile("web", {}), card), 'W');
  EXPECT_EQ(letter_in(profile("filed", {}), card), 'E');
  EXPECT_EQ(letter_in(profile("filed", {{"TST", 'R'}}), card), 'R');
  EXPECT_EQ(letter_in(profile("filed", {{"TST", 'R'}, {"TST-01", '-'}}), card), '-');
}

TEST(Severity, LettersAreMappedOnce) {
  for (const char letter : {'E', 'W', 'R', 'I', '-'}) EXPECT_EQ(letter_of(severity_from_letter(letter)), letter);
  EXPECT_EQ(severity_from_letter('R').kind, Kind::review);
  EXPECT_EQ(severity_from_letter('R').level, Level::none);
  EXPECT_THROW(severity_from_letter('F'), OptionError);
}

TEST(Sink, AtMostOnlyLowers) {
  const Report r = report("甲乙丙丁");
  const std::vector<WantedRule> rules = {{"TST-01", severity_from_letter('W')}, {"TST-02", severity_from_letter('-')}};
  RuleSink sink(r, rules, "id", "name");
  sink.add("TST-01", {0, 1}).at_most('R');
  sink.add("TST-01", {1, 2}).at_most('E');
  sink.add("TST-01", {2, 3}).at_most('-');
  sink.add("TST-02", {3, 4}).message("a", "b");
  EXPECT_TRUE(sink.wants("TST-01"));
  EXPECT_FALSE(sink.wants("TST-02"));
  std::vector<Finding> findings;
  sink.take(findings);
  ASSERT_EQ(findings.size(), 2u);
  EXPECT_EQ(findings[0].kind, Kind::review);
  EXPECT_EQ(findings[1].level, Level::warning);
}

TEST(Sink, PlacesOutsideTheReportAreRefused) {
  const Report r = report("甲乙丙丁");
  const std::vector<WantedRule> rules = {{"TST-01", severity_from_letter('W')}};
  std::vector<Finding> findings;
  RuleSink outside(r, rules, "id", "name");
  outside.add("TST-01", {3, 9});
  EXPECT_THROW(outside.take(findings), PluginError);
  RuleSink figure(r, rules, "id", "name");
  figure.add("TST-01", {0, 1}).figure(7);
  EXPECT_THROW(figure.take(findings), PluginError);
}

TEST(Fingerprint, TellsEqualsApartAndForgetsPlaces) {
  const std::vector<WantedRule> rules = {{"TST-01", severity_from_letter('W')}};
  const auto fingerprints = [&](const std::string& text, std::vector<TextRange> ranges) {
    const Report r = report(text);
    RuleSink sink(r, rules, "id", "name");
    for (const TextRange range : ranges) sink.add("TST-01", range);
    std::vector<Finding> findings;
    sink.take(findings);
    finish_findings(r, findings);
    std::vector<std::string> out;
    for (const Finding& f : findings) out.push_back(f.fingerprint);
    return out;
  };
  const auto before = fingerprints("甲乙，甲乙。", {{0, 2}, {3, 5}});
  EXPECT_NE(before[0], before[1]);
  EXPECT_EQ(fingerprints("新的一句。甲 乙，甲乙。", {{5, 8}, {9, 11}}), before);
}

TEST(Suggest, NearNamesOnly) {
  const std::vector<std::string> names = {"json", "markdown", "html"};
  EXPECT_EQ(nearest("jsno", names), "json");
  EXPECT_EQ(nearest("mark", names), "markdown");
  EXPECT_EQ(nearest("HTML", names), "html");
  EXPECT_EQ(nearest("docx", names), "");
  EXPECT_EQ(nearest("", names), "");
}
