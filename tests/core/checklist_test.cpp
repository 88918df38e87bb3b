// Checklist files: the bundled ones read, damaged ones are refused with line and remedy.
#include "checklist/checklist.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "fazhi/error.hpp"

namespace {

using namespace fazhi;
using testing::HasSubstr;

std::string write(const std::string& name, const std::string& text) {
  const auto path = std::filesystem::path(testing::TempDir()) / name;
  std::ofstream(path) << text;
  return path.string();
}

Checklist load(const std::string& name_or_path) {
  Context ctx;
  return detail::load_checklist(name_or_path, ctx);
}

constexpr const char* small = R"(id = "x"
version = "1"
source = "甲"
title = { zh = "甲", en = "a" }
weights_note = { zh = "自定", en = "ours" }
[[groups]]
id = "g"
title = { zh = "组", en = "group" }
[[groups.criteria]]
id = "A-1"
title = { zh = "一", en = "one" }
clause = "第一条"
weight = 10
check = "content"
parameters = { content = "measures" }
)";

TEST(Checklist, EveryBundledOneReadsAndItsWeightsAddUpToAHundred) {
  ASSERT_FALSE(detail::checklist_names().empty());
  for (const std::string& name : detail::checklist_names()) {
    const Checklist list = load(name);
    EXPECT_EQ(list.id, name);
    EXPECT_FALSE(list.weights_note_zh.empty()) << "whose weights these are must be said";
    double total = 0;
    for (const CriterionGroup& g : list.groups)
      for (const Criterion& c : g.criteria) total += c.weight;
    EXPECT_EQ(total, 100) << name;
  }
}

TEST(Checklist, AFileOfOnesOwn) {
  const Checklist list = load(write("own.toml", small));
  EXPECT_EQ(list.groups.at(0).criteria.at(0).id, "A-1");
  EXPECT_EQ(list.hash.size(), 64u);
}

TEST(Checklist, AnUnknownNameListsTheKnownOnes) {
  try {
    (void)load("statutory");
    ADD_FAILURE();
  } catch (const OptionError& e) {
    EXPECT_THAT(e.what(), HasSubstr("statutory-contents"));
  }
}

TEST(Checklist, DamagedFilesNameTheLine) {
  std::string doubled = small;
  doubled +=
      "[[groups.criteria]]\nid = \"A-1\"\ntitle = { zh = \"二\", en = \"two\" }\nclause = \"\"\nweight = 1\ncheck = "
      "\"content\"\n";
  std::string heavy = small;
  heavy.replace(heavy.find("weight = 10"), 11, "weight = -1");
  struct Case {
    std::string text;
    const char* says;
  };
  for (const Case& c : {Case{"id = ", "line 1"}, Case{"id = \"x\"\n", "'version' is missing"},
                        Case{doubled, "stands twice"}, Case{heavy, "line 13"}}) {
    try {
      (void)load(write("bad.toml", c.text));
      ADD_FAILURE() << c.says;
    } catch (const ParseError& e) {
      EXPECT_THAT(e.what(), HasSubstr(c.says));
    }
  }
  EXPECT_THROW((void)load("/nowhere/list.toml"), IoError);
}

}  // namespace
