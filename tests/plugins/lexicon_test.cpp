// Word lists as plugins read them: by the core's reader, from the data folder of the call.
#include "fazhi/lexicon.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "host.hpp"

namespace {

using namespace fazhi;
using testing::ElementsAre;
using testing::HasSubstr;

class Lent final : public Context {
 public:
  explicit Lent(std::string folder) : folder_(std::move(folder)) {}
  [[nodiscard]] std::string data_folder() const override { return folder_; }
  [[nodiscard]] bool cancelled() override { return stop; }
  bool stop = false;

 private:
  std::string folder_;
};

struct Data {
  Data() { test::fs::create_directory(folder / "lexicons"); }
  TomlNode read(const std::string& text) {
    test::write(folder / "lexicons/mine.toml", text);
    return read_lexicon("mine", ctx);
  }
  /// The two sentences of the error that reading, and then `use`, ends in.
  template <class F>
  std::pair<std::string, std::string> refused(const std::string& text, F use) {
    try {
      use(read(text));
    } catch (const ParseError& e) {
      return {e.what(), e.message_zh()};
    }
    return {};
  }
  test::Folder folder;
  Lent ctx{folder.path()};
};

TEST(Lexicon, ValuesComeInTheOrderOfTheFileAndWordsInCodePoints) {
  Data data;
  const TomlNode root =
      data.read("zh = \"督𠀀\"\nlist = [\"甲\", \"ab\"]\n[t]\nflag = true\nshare = 1.5\nlimit = 7\n[[a]]\n[[a]]\n");
  EXPECT_THAT(root.keys(), ElementsAre("zh", "list", "t", "a"));
  EXPECT_EQ(root["zh"].word(), U"督𠀀");
  EXPECT_THAT(root["list"].words(), ElementsAre(U"甲", U"ab"));
  EXPECT_THAT(root["list"].strings(), ElementsAre("甲", "ab"));
  EXPECT_TRUE(root["t"]["flag"].boolean());
  EXPECT_EQ(root["t"]["share"].number(), 1.5);
  EXPECT_EQ(root["t"]["limit"].integer(), 7);
  EXPECT_EQ(root["a"].items().size(), 2u);
  EXPECT_EQ(root.string_or("none", "else"), "else");
}

TEST(Lexicon, AnErrorNamesFileLineAndWhatMustStandThereInBothLanguages) {
  Data data;
  const auto nothing = [](const TomlNode&) {};
  const auto [en, zh] = data.refused("a = 1\nb = = 2\n", nothing);
  EXPECT_THAT(en, HasSubstr("lexicons/mine.toml, line 2: not valid TOML"));
  EXPECT_THAT(en, HasSubstr("correct the file"));
  EXPECT_THAT(zh, HasSubstr("第2行"));
  EXPECT_THAT(data.refused("a = 1\n\nb = 2\n", [](const TomlNode& n) { (void)n["b"].strings(); }).first,
              HasSubstr("mine.toml, line 3: must be an array"));
  EXPECT_THAT(data.refused("a = 1\n", [](const TomlNode& n) { (void)n["b"]; }).second, HasSubstr("缺少键“b”"));
  EXPECT_THAT(data.refused("a = 1979-05-27\n", nothing).first, HasSubstr("line 1: is a date"));
  EXPECT_THAT(data.refused("a = \"\xff\"\n", nothing).first, HasSubstr("line 1"));
}

TEST(Lexicon, AMissingFileIsAnIoErrorWithARemedy) {
  Data data;
  try {
    (void)read_lexicon("absent", data.ctx);
    FAIL();
  } catch (const IoError& e) {
    EXPECT_EQ(e.path(), data.folder / "lexicons/absent.toml");
    EXPECT_EQ(e.error_number(), ENOENT);
    EXPECT_THAT(e.what(), HasSubstr("reinstall fazhi or correct FAZHI_DATA"));
    EXPECT_THAT(e.message_zh(), HasSubstr("请重新安装fazhi"));
  }
}

TEST(Lexicon, ReadingStopsWhereTheCallerStops) {
  Data data;
  test::write(data.folder / "own.toml", "a = 1\n");
  EXPECT_EQ(read_toml(data.folder / "own.toml", data.ctx)["a"].integer(), 1);
  Lent stopped(data.folder.path());
  stopped.stop = true;
  for (int i = 0; i < 15; ++i) stopped.check_cancelled();  // the next call asks
  EXPECT_THROW((void)read_toml(data.folder / "own.toml", stopped), Cancelled);
}

}  // namespace
