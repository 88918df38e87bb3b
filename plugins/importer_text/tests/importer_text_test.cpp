#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fazhi/registry.hpp"
#include "fazhi/sha256.hpp"

namespace {

using namespace fazhi;
using ::testing::HasSubstr;

Report read(std::string_view bytes, std::string_view suffix = ".txt", const std::string& encoding = {}) {
  static Registry registry;
  Context ctx;
  Options options;
  if (!encoding.empty()) options.set("encoding", encoding);
  return registry.read({bytes, "report.txt", suffix}, "text", options, ctx);
}

TEST(ImporterText, KeepsEveryCodePointAndTheWayBackToTheFile) {
  const std::string bytes = "\xEF\xBB\xBF石桥镇2023年\r\n全年办结２５件，𠮷祥。\r\n";
  const Report r = read(bytes);
  EXPECT_EQ(r.text().utf8(), bytes.substr(3));
  EXPECT_TRUE(r.text().had_byte_order_mark());
  EXPECT_EQ(r.text().encoding(), "utf-8");
  EXPECT_EQ(r.text().source_offset(0), 3u);
  EXPECT_EQ(r.importer(), "text");
  EXPECT_EQ(r.source_name(), "report.txt");
  EXPECT_EQ(r.source_hash(), sha256_hex(bytes));
}

TEST(ImporterText, Gb18030PositionsLeadToSourceBytes) {
  const std::string bytes =
      "\xC8\xAB\xC4\xEA\xB0\xEC\xBD\xE1"
      "25\xBC\xFE\xA1\xA3";  // 全年办结25件。
  const Report r = read(bytes);
  EXPECT_EQ(r.text().encoding(), "gb18030");
  EXPECT_EQ(r.text().slice({4, 7}), "25件");
  EXPECT_EQ(r.text().source_offset(4), 8u);
  EXPECT_EQ(r.text().source_offset(6), 10u);
}

TEST(ImporterText, ChosenForTextAndNamesWhatIsNone) {
  Registry registry;
  Context ctx;
  EXPECT_EQ(registry.read({"全年办结25件。", "<bytes>", ""}, "", {}, ctx).importer(), "text");
  try {
    (void)registry.read({"\x89PNG\r\n\x1a\n", "report.txt", ".txt"}, "text", {}, ctx);
    FAIL() << "a picture was read";
  } catch (const ParseError& e) {
    EXPECT_THAT(e.what(), HasSubstr("picture"));
  }
}

TEST(ImporterText, EncodingIsAClosedChoice) {
  EXPECT_THROW((void)read("全年", ".txt", "big5"), OptionError);
  EXPECT_THROW((void)read("全年a", ".txt", "utf-16-le"), ParseError) << "an odd number of bytes";
}

TEST(ImporterText, HostileTextsAreReadOrRefused) {
  std::string nested;
  for (int i = 0; i < 10000; ++i) nested += "《";
  for (int i = 0; i < 10000; ++i) nested += "》";
  EXPECT_EQ(read(nested).text().size(), 20000u);
  EXPECT_EQ(read("\u202E全年\u200F办结25件。\u2066𠮷\u2069").text().size(), 13u);
  EXPECT_EQ(read(std::string(1u << 20, 'x')).block_count(), 1u);
}

}  // namespace
