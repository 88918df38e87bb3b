#include <algorithm>
#include <array>

#include "fazhi/context.hpp"
#include "fazhi/error.hpp"
#include "text/encodings.hpp"
#include "text/fold.hpp"

FAZHI_NAMESPACE_BEGIN

namespace {

using detail::DecodeFault;

struct Alias {
  std::string_view plain, encoding;
};

// What editors, iconv and Python call them; without case and dividers.
constexpr std::array aliases = {
    Alias{"auto", "auto"},    Alias{"utf8", "utf-8"},        Alias{"utf8sig", "utf-8"},     Alias{"utf8bom", "utf-8"},
    Alias{"utf16", "utf-16"}, Alias{"utf16le", "utf-16-le"}, Alias{"utf16be", "utf-16-be"}, Alias{"gb18030", "gb18030"},
    Alias{"gbk", "gb18030"},  Alias{"gb2312", "gb18030"},    Alias{"euccn", "gb18030"},     Alias{"cp936", "gb18030"},
};

/// One of text_encodings(); empty where the name is not known.
std::string_view canonical(std::string_view encoding) {
  std::string plain;
  for (const char c : encoding) {
    if (c == '-' || c == '_' || c == ' ') continue;
    plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  const auto at = std::find_if(aliases.begin(), aliases.end(), [&](const Alias& a) { return a.plain == plain; });
  return at == aliases.end() ? std::string_view() : at->encoding;
}

std::string at_byte(std::size_t byte) { return " at byte " + std::to_string(byte); }
/// How an encoding is named, in code and on the command line.
std::string named(const std::string& encoding) {
  return "encoding=\"" + encoding + "\"; on the command line --encoding " + encoding;
}
std::string named_zh(const std::string& encoding) {
  return "encoding=\"" + encoding + "\"，命令行用--encoding " + encoding;
}
std::string at_byte_zh(std::size_t byte) { return "第" + std::to_string(byte) + "字节处"; }

class Decoder {
 public:
  Decoder(std::string_view bytes, std::string_view name, Context& ctx) : bytes_(bytes), name_(name), ctx_(ctx) {}

  DecodedText run(std::string_view encoding) {
    if (bytes_.empty()) fail("is empty; give the file that holds the report", "是空文件；请提供含有报告正文的文件");
    if (const BinaryKind kind = binary_kind(bytes_); kind.known())
      fail("looks like " + std::string(kind.en) + ", not like text; " + std::string(kind.remedy_en),
           "看来是" + std::string(kind.zh) + "而非文本；" + std::string(kind.remedy_zh));
    DecodedText out = decode(encoding);
    check_text(out.utf8);
    return out;
  }

 private:
  [[noreturn]] void fail(const std::string& en, const std::string& zh) const {
    throw ParseError(std::string(name_) + " " + en, std::string(name_) + zh);
  }

  DecodedText decode(std::string_view name) {
    const std::string_view encoding = canonical(name);
    if (encoding == "utf-8") return utf8();
    if (encoding == "gb18030") return gb18030();
    if (encoding == "utf-16-le") return utf16(false);
    if (encoding == "utf-16-be") return utf16(true);
    if (encoding == "utf-16") {
      if (bytes_.starts_with("\xFE\xFF")) return utf16(true);
      return utf16(!bytes_.starts_with("\xFF\xFE") && detail::utf16_evidence(bytes_) == 'b');
    }
    if (encoding != "auto")
      throw OptionError(
          "unknown encoding \"" + std::string(name) +
              "\"; one of auto, utf-8, utf-16, utf-16-le, utf-16-be, gb18030 (gbk and gb2312 mean the same)",
          "未知编码“" + std::string(name) +
              "”；可用：auto、utf-8、utf-16、utf-16-le、utf-16-be、gb18030（gbk、gb2312与之相同）");
    return by_evidence();
  }

  DecodedText by_evidence() {
    if (bytes_.starts_with("\xEF\xBB\xBF")) return utf8();
    if (bytes_.starts_with("\xFF\xFE")) return utf16(false);
    if (bytes_.starts_with("\xFE\xFF")) return utf16(true);
    const std::size_t nul = bytes_.find('\0');
    if (nul != bytes_.npos) {
      if (const char order = detail::utf16_evidence(bytes_)) return utf16(order == 'b');
      fail("holds a NUL byte" + at_byte(nul) + ": it is no text file; give the report as text, or name its encoding (" +
               named("utf-16-le") + ")",
           at_byte_zh(nul) + "含有NUL字节，不是文本文件；请提供文本，或指定编码（" + named_zh("utf-16-le") + "）");
    }
    const auto fault = detail::check_utf8(bytes_, ctx_);
    if (!fault) return valid_utf8();
    if (detail::reads_as_gb_chinese(bytes_, ctx_)) {
      DecodedText out;
      out.encoding = "gb18030";
      if (!detail::decode_gb18030(bytes_, out, ctx_)) return out;
    }
    if (const char order = detail::utf16_evidence(bytes_)) return utf16(order == 'b');
    refuse_utf8(*fault);
  }

  [[noreturn]] void refuse_utf8(DecodeFault fault) const {
    if (fault.truncated)
      fail("is truncated UTF-8: it ends inside the character" + at_byte(fault.byte) +
               "; copy or download the file again",
           "是截断的UTF-8：文件在" + at_byte_zh(fault.byte) + "的字符中间结束；请重新复制或下载");
    fail("is not valid UTF-8" + at_byte(fault.byte) + "; name the encoding (" + named("gb18030") +
             ") or save the file as UTF-8",
         at_byte_zh(fault.byte) + "不是有效的UTF-8；请指定编码（" + named_zh("gb18030") + "）或另存为UTF-8");
  }

  DecodedText utf8() {
    if (const auto fault = detail::check_utf8(bytes_, ctx_)) refuse_utf8(*fault);
    return valid_utf8();
  }

  DecodedText valid_utf8() const {
    DecodedText out;
    out.encoding = "utf-8";
    out.byte_order_mark = bytes_.starts_with("\xEF\xBB\xBF");
    out.utf8.assign(bytes_.substr(out.byte_order_mark ? 3 : 0));
    return out;
  }

  DecodedText utf16(bool big_endian) {
    DecodedText out;
    out.encoding = big_endian ? "utf-16-be" : "utf-16-le";
    out.byte_order_mark = bytes_.starts_with(big_endian ? "\xFE\xFF" : "\xFF\xFE");
    const std::size_t skip = out.byte_order_mark ? 2 : 0;
    if (const auto fault = detail::decode_utf16(bytes_.substr(skip), big_endian, skip, out, ctx_))
      refuse("UTF-16", *fault);
    return out;
  }

  DecodedText gb18030() {
    DecodedText out;
    out.encoding = "gb18030";
    if (const auto fault = detail::decode_gb18030(bytes_, out, ctx_)) refuse("GB18030", *fault);
    return out;
  }

  [[noreturn]] void refuse(const std::string& encoding, DecodeFault fault) const {
    if (fault.truncated)
      fail("is truncated " + encoding + ": it ends inside the character" + at_byte(fault.byte) +
               "; copy or download the file again",
           "是截断的" + encoding + "：文件在" + at_byte_zh(fault.byte) + "的字符中间结束；请重新复制或下载");
    fail(
        "is not valid " + encoding + at_byte(fault.byte) + "; leave the encoding to be found (" + named("auto") +
            ") or save the file as UTF-8",
        at_byte_zh(fault.byte) + "不是有效的" + encoding + "；请改用自动识别（" + named_zh("auto") + "）或另存为UTF-8");
  }

  void check_text(std::string_view utf8) const {
    if (const std::size_t nul = utf8.find('\0'); nul != utf8.npos)
      fail("holds a NUL character, at byte " + std::to_string(nul) +
               " of its text: it is no text file; give the report as text",
           "的文本第" + std::to_string(nul) + "字节处含有NUL字符，不是文本文件；请提供文本");
    if (is_blank(utf8))
      fail("holds nothing but blanks; give the file that holds the report", "只有空白；请提供含有报告正文的文件");
    if (!may_hold_trace(utf8)) return;
    for (const std::string_view trace :
         {std::string_view("锟斤拷"), std::string_view("\xEF\xBF\xBD"), std::string_view("烫烫烫")}) {
      const std::size_t at = utf8.find(trace);
      if (at == utf8.npos) continue;
      ctx_.log(LogLevel::warning,
               std::string(name_) + " holds " + (trace == "\xEF\xBF\xBD" ? std::string("U+FFFD") : std::string(trace)) +
                   " at byte " + std::to_string(at) +
                   " of its text: characters were lost in an earlier conversion; ask for the original");
      return;
    }
    say_decoded_twice(utf8);
  }

  /// UTF-8 that some program took for another encoding and saved as UTF-8 again. Its commas and full stops have become
  /// pairs that no text holds twice: of 锛 or 銆 and one of the few characters that half a mark and the lead of the
  /// next character make in GBK; ï¼ and ã€ in the encodings of the West.
  void say_decoded_twice(std::string_view utf8) const {
    constexpr std::size_t least = 2;
    constexpr std::string_view comma = "\xE9\x94\x9B", stop = "\xE9\x8A\x86";  // 锛 銆
    std::size_t traces = 0, first = utf8.npos;
    const auto look_for = [&](std::string_view lead, std::string_view followers) {
      for (std::size_t at = utf8.find(lead); at != utf8.npos; at = utf8.find(lead, at + lead.size())) {
        const std::string_view next = utf8.substr(at + lead.size(), 3);
        const std::size_t place = next.size() == 3 ? followers.find(next) : followers.npos;
        const bool known = next.starts_with('?') || (place != followers.npos && place % 3 == 0);
        if (!followers.empty() && !known) continue;
        first = std::min(first, at);
        ++traces;
      }
    };
    const auto say = [&](const char* once) {
      ctx_.log(LogLevel::warning, std::string(name_) + " seems to be decoded twice: UTF-8 that was read as " + once +
                                      " and saved again, at byte " + std::to_string(first) +
                                      " of its text; ask for the original");
    };
    look_for(comma, "屼屽屾岀岃岄岋屻");
    look_for(stop, "備傚傛傜傝傞傦傘佷佸佹佺佽侀侊併");
    if (traces >= least) return say("GBK");
    traces = 0, first = utf8.npos;
    for (const std::string_view lead : {"\xC3\xAF\xC2\xBC", "\xC3\xA3\xC2\x80", "\xC3\xA3\xE2\x82\xAC"})
      look_for(lead, {});
    if (traces >= least) say("Latin-1 or Windows-1252");
  }

  /// Whether 锟, 烫 or U+FFFD stands anywhere, or what text decoded twice is full of. No branches: the compiler
  /// compares many bytes at once, where a search would stop at each of the frequent first bytes.
  static bool may_hold_trace(std::string_view utf8) {
    const auto* s = reinterpret_cast<const unsigned char*>(utf8.data());
    unsigned char any = 0;
    for (std::size_t i = 0; i + 2 < utf8.size(); ++i) {
      const bool lost = (s[i] == 0xEF) & (s[i + 1] == 0xBF) & (s[i + 2] == 0xBD);
      const bool replaced = (s[i] == 0xE9) & (s[i + 1] == 0x94) & ((s[i + 2] == 0x9F) | (s[i + 2] == 0x9B));
      const bool unset = (s[i] == 0xE7) & (s[i + 1] == 0x83) & (s[i + 2] == 0xAB);
      const bool stop = (s[i] == 0xE9) & (s[i + 1] == 0x8A) & (s[i + 2] == 0x86);
      const bool latin = (s[i] == 0xC3) & ((s[i + 1] == 0xA3) | (s[i + 1] == 0xAF)) & (s[i + 2] >= 0xC2);
      any |= static_cast<unsigned char>(lost | replaced | unset | stop | latin);
    }
    return any != 0;
  }

  static bool is_blank(std::string_view utf8) {
    // The first character that is neither a blank nor of zero width decides; it comes early in any text.
    for (std::size_t i = 0; i < utf8.size();) {
      const auto c = static_cast<unsigned char>(utf8[i]);
      const std::size_t width = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
      char32_t v = width == 1 ? c : c & (0x7F >> width);
      for (std::size_t k = 1; k < width; ++k) v = v << 6 | (static_cast<unsigned char>(utf8[i + k]) & 0x3F);
      const char32_t folded = detail::fold(v, 0);
      if (folded != detail::left_out && folded != U' ' && folded != U'\n') return false;
      i += width;
    }
    return true;
  }

  std::string_view bytes_, name_;
  Context& ctx_;
};

}  // namespace

const std::vector<std::string_view>& text_encodings() {
  static const std::vector<std::string_view> names = {"auto", "utf-8", "utf-16", "utf-16-le", "utf-16-be", "gb18030"};
  return names;
}

DecodedText decode_text(std::string_view bytes, std::string_view encoding, std::string_view name, Context& ctx) {
  return Decoder(bytes, name, ctx).run(encoding);
}

FAZHI_NAMESPACE_END
