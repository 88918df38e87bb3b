// Positions: code points outside, bytes inside, source bytes on the way back.
#include "fazhi/text.hpp"

#include <gtest/gtest.h>

#include "fazhi/error.hpp"
#include "fazhi/sha256.hpp"
#include "text/decode.hpp"

namespace {

using namespace fazhi;

detail::TextData make(std::string utf8) {
  detail::TextData d;
  d.utf8 = std::move(utf8);
  detail::index_text(d);
  return d;
}

TEST(Text, EveryCodePointMapsToItsBytesAndBack) {
  std::string utf8;
  for (int i = 0; i < 200; ++i) utf8 += i % 3 == 0 ? "a" : i % 3 == 1 ? "法" : "𠮷";
  const detail::TextData d = make(utf8);
  const Text text(&d);
  ASSERT_EQ(text.size(), 200u);
  std::string joined;
  for (std::uint32_t i = 0; i < text.size(); ++i) {
    EXPECT_EQ(text.code_point_at(text.byte_offset(i)), i);
    EXPECT_EQ(text.source_offset(i), text.byte_offset(i));
    joined += text.slice({i, i + 1});
  }
  EXPECT_EQ(joined, utf8);
  EXPECT_EQ(text.byte_offset(200), utf8.size());
  EXPECT_EQ(text.code_point_at(utf8.size() + 9), 200u);
  EXPECT_EQ(text.slice({150, 9999}), text.slice({150, 200}));
}

TEST(Text, ByteOrderMarkCountsInTheSourceAlone) {
  detail::TextData d = make("法");
  d.byte_order_mark = true;
  EXPECT_EQ(Text(&d).source_offset(0), 3u);
}

TEST(Text, InvalidUtf8NamesItsByte) {
  for (const char* bad :
       {"ab\xff", "ab\xc0\x80", "ab\xe6\xb3", "ab\xed\xa0\x80", "ab\xf5\x80\x80\x80", "ab\x80", "ab\xe0\x80\x80"}) {
    try {
      make(bad);
      ADD_FAILURE() << "accepted";
    } catch (const ParseError& e) {
      EXPECT_NE(std::string(e.what()).find("byte 2"), std::string::npos) << e.what();
      EXPECT_FALSE(e.message_zh().empty());
    }
  }
}

TEST(Sha256, KnownVectors) {
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_hex(std::string(1000000, 'a')), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

}  // namespace
