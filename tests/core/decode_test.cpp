#include "fazhi/decode.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fazhi/context.hpp"
#include "fazhi/error.hpp"
#include "text/encodings.hpp"

namespace fazhi {
namespace {

using ::testing::HasSubstr;

class LogContext final : public Context {
 public:
  void log(LogLevel, std::string_view message) override { messages.emplace_back(message); }
  std::vector<std::string> messages;
};

DecodedText decoded(std::string_view bytes, std::string_view encoding = "auto") {
  Context ctx;
  return decode_text(bytes, encoding, "report.txt", ctx);
}

std::string error_of(std::string_view bytes, std::string_view encoding = "auto") {
  try {
    (void)decoded(bytes, encoding);
  } catch (const ParseError& e) {
    EXPECT_FALSE(e.message_zh().empty());
    return e.what();
  }
  return "no error";
}

const std::string gb_text =
    "\xC8\xAB\xC4\xEA\xB0\xEC\xBD\xE1"
    "25\xBC\xFE\xA1\xA3\r\n";  // 全年办结25件。

std::string utf16(std::u16string_view text, bool big, bool mark) {
  std::string out;
  auto put = [&](char16_t c) {
    const char lo = static_cast<char>(c & 0xFF), hi = static_cast<char>(c >> 8);
    out += big ? hi : lo;
    out += big ? lo : hi;
  };
  if (mark) put(0xFEFF);
  for (char16_t c : text) put(c);
  return out;
}

TEST(Decode, Utf8WithAndWithoutMark) {
  const auto plain = decoded("全年办结25件。");
  EXPECT_EQ(plain.encoding, "utf-8");
  EXPECT_FALSE(plain.byte_order_mark);
  EXPECT_TRUE(plain.source_offsets.empty());
  const auto marked = decoded("\xEF\xBB\xBF全年");
  EXPECT_TRUE(marked.byte_order_mark);
  EXPECT_EQ(marked.utf8, "全年");
}

TEST(Decode, Utf16WithMarkAndByEvidence) {
  for (const bool big : {false, true}) {
    for (const bool mark : {false, true}) {
      const auto d = decoded(utf16(u"关于2023年法治政府建设的报告\n全年办结25件，𠮷祥。\n", big, mark));
      EXPECT_EQ(d.encoding, big ? "utf-16-be" : "utf-16-le");
      EXPECT_EQ(d.byte_order_mark, mark);
      EXPECT_EQ(d.utf8, "关于2023年法治政府建设的报告\n全年办结25件，𠮷祥。\n");
      EXPECT_EQ(d.source_offsets.front(), mark ? 2u : 0u);
    }
  }
}

TEST(Decode, EncodingsHaveOtherNames) {
  for (const char* name : {"gbk", "GBK", "gb2312", "GB-18030", "gb_18030", "cp936"})
    EXPECT_EQ(decoded(gb_text, name).encoding, "gb18030") << name;
  for (const char* name : {"utf8", "UTF-8", "utf-8-sig", "utf_8"})
    EXPECT_EQ(decoded("\xEF\xBB\xBF全年", name).utf8, "全年") << name;
  EXPECT_EQ(decoded(utf16(u"全年", true, false), "UTF-16BE").utf8, "全年");
  for (const char* name : {"", "gb", "big5", "latin-1"}) EXPECT_THROW(decoded(gb_text, name), OptionError) << name;
}

TEST(Decode, TheRemedyCanBeTypedInBothWorlds) {
  for (const std::string& message : {error_of("\xE5\x85\xA8 \xFF"), error_of(std::string("a\0", 2))}) {
    EXPECT_THAT(message, HasSubstr("encoding=\""));
    EXPECT_THAT(message, HasSubstr("--encoding "));
  }
}

TEST(Decode, SourceOffsetsCountBytesOfTheSource) {
  const auto d = decoded(gb_text);
  EXPECT_EQ(d.encoding, "gb18030");
  EXPECT_EQ(d.utf8, "全年办结25件。\r\n");
  EXPECT_EQ(d.source_offsets, (std::vector<std::uint32_t>{0, 2, 4, 6, 8, 9, 10, 12, 14, 15, 16}));
}

TEST(Decode, Gb18030FourByteCharacters) {
  const auto d = decoded(gb_text + "\x95\x32\xB9\x37", "gb18030");  // 𠮷 is 0x9532B937 in GB18030-2000
  EXPECT_EQ(d.source_offsets.back(), gb_text.size() + 4);
  EXPECT_EQ(d.source_offsets[d.source_offsets.size() - 2], gb_text.size());
}

TEST(Decode, TheFirstWrongByteIsNamed) {
  EXPECT_THAT(error_of("全年\xFF结"), HasSubstr("not valid UTF-8 at byte 6"));
  EXPECT_THAT(error_of(gb_text + "\xFF", "gb18030"), HasSubstr("not valid GB18030 at byte 16"));
  EXPECT_THAT(error_of(utf16(u"全\xDC00年", false, true)), HasSubstr("not valid UTF-16 at byte 4"));
  EXPECT_THAT(error_of("\xED\xA0\x80"), HasSubstr("at byte 0")) << "a surrogate in UTF-8";
  EXPECT_THAT(error_of("\xC0\xAF", "utf-8"), HasSubstr("at byte 0")) << "overlong";
}

TEST(Decode, TruncationIsSaidAndNeverReadAsAnotherEncoding) {
  const std::string text = "关于2023年法治政府建设情况的报告";
  EXPECT_THAT(error_of(text.substr(0, text.size() - 1)), HasSubstr("truncated UTF-8"));
  EXPECT_THAT(error_of(gb_text + "\xC8", "gb18030"), HasSubstr("truncated GB18030"));
  EXPECT_THAT(error_of(utf16(u"全年", true, true) + "x"), HasSubstr("truncated UTF-16"));
}

TEST(Decode, DamagedUtf8IsNotTakenForGb18030) {
  std::string text = "关于2023年法治政府建设情况的报告全年办结二十五件";
  text.insert(6, "\x81\x40");
  EXPECT_THAT(error_of(text), HasSubstr("not valid UTF-8"));
}

TEST(Decode, BinaryFilesAreNamed) {
  EXPECT_THAT(error_of("PK\x03\x04....word/document.xml"), HasSubstr("Word file (docx)"));
  EXPECT_THAT(error_of("PK\x03\x04....OFD.xml"), HasSubstr("OFD"));
  EXPECT_THAT(error_of("%PDF-1.7"), HasSubstr("PDF"));
  EXPECT_THAT(error_of("\xD0\xCF\x11\xE0\xA1\xB1"), HasSubstr("old Office"));
  EXPECT_THAT(error_of("\x89PNG\r\n"), HasSubstr("picture"));
  EXPECT_THAT(error_of(std::string("全年\0办结", 13)), HasSubstr("NUL byte at byte 6"));
}

TEST(Decode, EmptyAndBlankFiles) {
  EXPECT_THAT(error_of(""), HasSubstr("report.txt is empty"));
  EXPECT_THAT(error_of("\xEF\xBB\xBF"), HasSubstr("nothing but blanks"));
  EXPECT_THAT(error_of(" \r\n\t　\u200B\u00A0"), HasSubstr("nothing but blanks"));
}

TEST(Decode, TracesOfAWrongConversionAreWarnedOf) {
  LogContext ctx;
  (void)decode_text("全年锟斤拷结", "auto", "report.txt", ctx);
  ASSERT_EQ(ctx.messages.size(), 1u);
  EXPECT_THAT(ctx.messages[0], HasSubstr("锟斤拷 at byte 6"));
}

TEST(Decode, UnknownEncoding) { EXPECT_THROW((void)decoded("全年", "big5"), OptionError); }

TEST(Decode, OneLongLineStaysLinear) {
  std::string text(8u << 20, 'a');
  EXPECT_EQ(decoded(text).utf8.size(), text.size());
  text.back() = '\xFF';
  EXPECT_THAT(error_of(text), HasSubstr("at byte 8388607"));
}

}  // namespace
}  // namespace fazhi
