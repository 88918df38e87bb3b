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

/// The head of an entry of a ZIP archive.
std::string zip_entry(std::string_view name) {
  std::string out("PK\x03\x04");
  out.resize(26);
  out += static_cast<char>(name.size());
  out.resize(30);
  return out += name;
}

/// An old Office file: one sector of directory, in which the streams hang below the root one behind the other.
std::string compound(const std::vector<std::u16string>& streams) {
  std::string out(3 * 512, '\0');
  const auto put = [&](std::size_t at, std::uint32_t value) {
    for (int i = 0; i < 4; ++i) out[at + i] = static_cast<char>(value >> 8 * i);
  };
  out.replace(0, 8, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
  out[30] = 9;
  put(48, 0);  // the directory stands in sector 0, the table of sectors in sector 1
  put(76, 1);
  put(1024, 0xFFFFFFFE);
  for (std::size_t i = 0; i <= streams.size(); ++i) {
    const std::size_t at = 512 + 128 * i;
    if (i > 0)
      for (std::size_t k = 0; k < streams[i - 1].size(); ++k) out[at + 2 * k] = static_cast<char>(streams[i - 1][k]);
    put(at + 68, 0xFFFFFFFF);
    put(at + 72, i > 0 && i < streams.size() ? static_cast<std::uint32_t>(i + 1) : 0xFFFFFFFF);
    put(at + 76, i == 0 ? 1 : 0xFFFFFFFF);
  }
  return out;
}

TEST(Decode, ContentTellsTheKind) {
  const std::string types = zip_entry("[Content_Types].xml");
  for (const auto& [bytes, kind] : std::vector<std::pair<std::string, std::string_view>>{
           {types + zip_entry("word/document.xml"), "docx"},
           {types + zip_entry("xl/workbook.xml"), "xlsx"},
           {types + zip_entry("ppt/presentation.xml"), "pptx"},
           {types + zip_entry("notes/word/a.txt"), "zip"},
           {zip_entry("Doc_0/Document.xml"), "ofd"},
           {zip_entry("mimetype") + "application/vnd.oasis.opendocument.text", "odt"},
           {zip_entry("mimetype") + "application/vnd.oasis.opendocument.spreadsheet", "ods"},
           {compound({u"1Table", u"WordDocument"}), "doc"},
           {compound({u"Workbook"}), "xls"},
           {compound({u"EncryptionInfo", u"EncryptedPackage"}), "encrypted"},
           {compound({u"Contents"}), "ole"},
           {"{\\rtf1\\ansi", "rtf"},
           {"\xEF\xBB\xBF <!-- a --><!DOCTYPE html>", "html"},
           {"<?xml version='1.0'?><html xmlns='x'>", "html"},
           {"<?xml version='1.0'?><?mso-application progid='Word.Document'?><w:wordDocument xmlns:w='x'>", "wordml"},
           {"<header> 法治", ""},
           {"《法治政府建设》", ""},
           {"<", ""},
           {"<!--", ""}})
    EXPECT_EQ(content_kind(bytes), kind) << bytes;
}

TEST(Decode, ContentOfDamagedFilesStaysInsideThem) {
  for (const std::string& whole : {compound({u"1Table", u"WordDocument"}),
                                   zip_entry("word/document.xml") + "PK\x05\x06" + std::string(18, '\xFF')})
    for (std::size_t size = 0; size <= whole.size(); ++size) (void)content_kind(whole.substr(0, size));
  std::string circle = compound({u"Contents"});
  circle[512 + 128 + 72] = circle[512 + 128 + 68] = 1;  // its own sibling
  for (int i = 1; i < 4; ++i) circle[512 + 128 + 72 + i] = circle[512 + 128 + 68 + i] = 0;
  EXPECT_EQ(content_kind(circle), "ole");
}

TEST(Decode, BinaryFilesAreNamed) {
  EXPECT_THAT(error_of(zip_entry("word/document.xml")), HasSubstr("Word file (docx)"));
  EXPECT_THAT(error_of(zip_entry("OFD.xml")), HasSubstr("OFD"));
  EXPECT_THAT(error_of(zip_entry("xl/workbook.xml")), HasSubstr("Excel workbook (xlsx)"));
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

TEST(Decode, TextDecodedTwiceIsWarnedOf) {
  const auto warnings = [](std::string_view text) {
    LogContext ctx;
    (void)decode_text(text, "auto", "report.txt", ctx);
    return ctx.messages;
  };
  DecodedText as_gbk;
  Context ctx;
  ASSERT_FALSE(detail::decode_gb18030("法治，年政府。会报告，书", as_gbk, ctx));
  ASSERT_EQ(warnings(as_gbk.utf8).size(), 1u) << as_gbk.utf8;
  EXPECT_THAT(warnings(as_gbk.utf8)[0], HasSubstr("decoded twice: UTF-8 that was read as GBK"));
  std::string as_latin;
  for (const char c : std::string_view("法治，政府。"))
    as_latin += {static_cast<char>(0xC0 | (static_cast<unsigned char>(c) >> 6)), static_cast<char>(0x80 | (c & 0x3F))};
  ASSERT_EQ(warnings(as_latin).size(), 1u) << as_latin;
  EXPECT_THAT(warnings(as_latin)[0], HasSubstr("read as Latin-1 or Windows-1252"));
  EXPECT_TRUE(warnings("木匠用锛，铁匠用锤。锛子两把，锛头三个。").empty());
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
