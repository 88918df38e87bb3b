// The registry at work with the built-in plugins: from text to assessment to file.
#include <gtest/gtest.h>

#include <algorithm>

#include "fazhi/json.hpp"
#include "fazhi/registry.hpp"
#include "host.hpp"

namespace {

using namespace fazhi;

Report parse(std::string text) {
  Context ctx;
  return ReportBuilder(std::move(text)).build(ctx);
}

constexpr const char* small_report =
    "青石镇2023年度法治政府建设情况报告\n\n"
    "一、主要举措和成效\n"
    "（一）强化学习。开展学法3次，培训120人次。\n"
    "（二）化解矛盾。调解纠纷20件，成功19件，成功率95%。\n"
    "二、存在的不足\n"
    "执法力量薄弱，普法方式单一。\n"
    "三、下一年度工作安排\n"
    "2024年，青石镇将继续推进法治政府建设。\n";

class Noting final : public Validator {
 public:
  explicit Noting(std::string rule) : rule_(std::move(rule)) {}
  void validate(const Subject& subject, const Options&, FindingSink& sink, Context&) const override {
    sink.add(rule_, {0, std::min<std::uint32_t>(3, static_cast<std::uint32_t>(subject.report.text().size()))})
        .message("甲", "a");
  }

 private:
  std::string rule_;
};

RuleCard card(std::string id, char severity) {
  RuleCard c;
  c.id = std::move(id);
  c.severity = severity;
  return c;
}

PluginInfo named(std::string name) {
  PluginInfo info;
  info.name = std::move(name);
  info.language = "c++";
  return info;
}

void add_validator(Registry& registry, const std::string& name, const std::string& rule, char severity) {
  registry.add(named(name), std::make_shared<Noting>(rule), {card(rule, severity)});
}

AssessOptions only(std::vector<std::string> validators) {
  AssessOptions options;
  options.validators = std::move(validators);
  options.checklists.clear();
  return options;
}

}  // namespace

TEST(Assess, AChecklistEditedInTheSameTickIsReadAgain) {
  const test::Folder folder;
  const std::string path = folder / "own.toml";
  std::string text = test::content(data_folder() + "/checklists/statutory-contents.toml");
  test::write(path, text);
  Registry registry;
  Context ctx;
  AssessOptions options;
  options.checklists = {path};
  const auto version = [&] {
    return registry.assess(parse(small_report), options, ctx).scorecards().at(0).checklist_version;
  };
  const std::string before = version();
  const auto time = test::fs::last_write_time(path);
  const std::size_t at = text.find("version = \"") + 11;
  text[at] = text[at] == '9' ? '8' : '9';
  test::write(path, text);
  test::fs::last_write_time(path, time);
  EXPECT_NE(version(), before);
}

TEST(Assess, ScoresWithTheBundledChecklist) {
  Registry registry;
  Context ctx;
  const Assessment a = registry.assess(parse(small_report), {}, ctx);
  ASSERT_EQ(a.scorecards().size(), 1u);
  EXPECT_EQ(a.scorecards()[0].checklist_id, "statutory-contents");
  EXPECT_EQ(a.provenance().as_of_origin, "default");
  EXPECT_EQ(a.provenance().as_of.year, 2024);
  EXPECT_EQ(a.provenance().as_of.month, 3);
  EXPECT_EQ(a.provenance().as_of.day, 31);
}

TEST(Assess, ProvenanceNamesItsPartsInAFixedOrder) {
  Registry registry;
  Context ctx;
  const Assessment a = registry.assess(parse(small_report), {}, ctx);
  std::vector<std::string> kinds;
  for (const auto& part : a.provenance().parts)
    if (kinds.empty() || kinds.back() != part.kind) kinds.push_back(part.kind);
  const std::vector<std::string> order = {"core", "importer", "profile", "validator", "scorer", "checklist", "lexicon"};
  auto at = order.begin();
  for (const std::string& kind : kinds) {
    at = std::find(at, order.end(), kind);
    ASSERT_NE(at, order.end()) << kind;
  }
  EXPECT_EQ(kinds.front(), "core");
  const auto checklist = std::find_if(a.provenance().parts.begin(), a.provenance().parts.end(),
                                      [](const auto& p) { return p.kind == "checklist"; });
  ASSERT_NE(checklist, a.provenance().parts.end());
  EXPECT_EQ(checklist->hash.size(), 64u);
}

TEST(Assess, SameInputSameBytes) {
  Context ctx;
  Registry one, two;
  EXPECT_EQ(to_json(one.assess(parse(small_report), {}, ctx)), to_json(two.assess(parse(small_report), {}, ctx)));
}

TEST(Assess, GivenDateWins) {
  Registry registry;
  Context ctx;
  AssessOptions options;
  options.as_of = {2025, 1, 2};
  const Assessment a = registry.assess(parse(small_report), options, ctx);
  EXPECT_EQ(a.provenance().as_of_origin, "given");
  EXPECT_EQ(a.provenance().as_of.year, 2025);
}

TEST(Assess, UnknownProfileNamesTheOnesThereAre) {
  Registry registry;
  Context ctx;
  AssessOptions options;
  options.profile = "webb";
  try {
    static_cast<void>(registry.assess(parse(small_report), options, ctx));
    FAIL();
  } catch (const OptionError& e) {
    EXPECT_NE(std::string(e.what()).find("did you mean 'web'"), std::string::npos) << e.what();
    EXPECT_NE(std::string(e.what()).find("filed"), std::string::npos) << e.what();
  }
}

TEST(Assess, RulesAreChosenByIdAndPrefix) {
  Registry registry;
  Context ctx;
  const Report report = parse(small_report);
  add_validator(registry, "first", "TST-01", 'W');
  add_validator(registry, "second", "TST-011", 'W');
  AssessOptions options = only({"first", "second"});
  options.rules = {"TST"};
  EXPECT_EQ(registry.validate(report, options, ctx).size(), 2u);
  options.rules = {"TST-01"};
  ASSERT_EQ(registry.validate(report, options, ctx).size(), 1u);
  options.rules = {"TST"};
  options.without_rules = {"TST-01"};
  ASSERT_EQ(registry.validate(report, options, ctx).size(), 1u);
  EXPECT_EQ(registry.validate(report, options, ctx)[0].rule_id, "TST-011");
  options.rules = {"TST-02"};
  EXPECT_THROW(static_cast<void>(registry.validate(report, options, ctx)), OptionError);
}

TEST(Assess, ProfileChangesSeverity) {
  Registry registry;
  Context ctx;
  const Report report = parse(small_report);
  RuleCard c = card("TST-01", 'W');
  c.profiles["filed"] = 'E';
  registry.add(named("first"), std::make_shared<Noting>("TST-01"), {c});
  AssessOptions options = only({"first"});
  EXPECT_EQ(registry.validate(report, options, ctx).at(0).level, Level::warning);
  options.profile = "filed";
  EXPECT_EQ(registry.validate(report, options, ctx).at(0).level, Level::error);
}

TEST(Assess, UserRuleTakesAPackagedOne) {
  Registry registry;
  Context ctx;
  add_validator(registry, "mine", "TST-01", 'E');
  PluginInfo theirs = named("theirs");
  theirs.rank = PluginRank::installed;
  registry.add(theirs, std::make_shared<Noting>("TST-01"), {card("TST-01", 'W')});
  const auto findings = registry.validate(parse(small_report), only({"mine", "theirs"}), ctx);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].plugin, "mine");
}

TEST(Assess, UndeclaredRuleIsThePluginsFault) {
  Registry registry;
  Context ctx;
  registry.add(named("first"), std::make_shared<Noting>("TST-09"), {card("TST-01", 'W')});
  try {
    static_cast<void>(registry.validate(parse(small_report), only({"first"}), ctx));
    FAIL();
  } catch (const PluginError& e) {
    EXPECT_EQ(e.plugin(), "first");
    EXPECT_EQ(e.stage(), "validate");
  }
}

TEST(Assess, FingerprintSurvivesEditsElsewhere) {
  Registry registry;
  Context ctx;
  add_validator(registry, "first", "TST-01", 'W');
  const std::string before = registry.validate(parse(small_report), only({"first"}), ctx).at(0).fingerprint;
  const std::string after =
      registry.validate(parse(std::string(small_report) + "附：名单另发。\n"), only({"first"}), ctx).at(0).fingerprint;
  EXPECT_EQ(before, after);
  EXPECT_EQ(before.size(), 16u);
}
