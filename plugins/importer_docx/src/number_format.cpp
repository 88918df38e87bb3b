#include "number_format.hpp"

#include <algorithm>
#include <array>
#include <pugixml.hpp>
#include <utility>

namespace importer_docx {

namespace {

using Digits = std::array<const char*, 10>;

constexpr Digits han = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
constexpr Digits han_ring = {"○", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
constexpr Digits full_width = {"０", "１", "２", "３", "４", "５", "６", "７", "８", "９"};

/// Digits with their places: 一千一百一十一.
struct Places {
  Digits digits;
  std::array<const char*, 4> place;  ///< 1, 10, 100, 1000
  const char* myriad;
  const char* hundred_million;
  const char* gap;   ///< stands for zeros inside a number; empty: left out
  bool bare_ten;     ///< 十一, not 一十一, at the beginning of the number
  bool bare_places;  ///< 百, 千 without 一 (Japanese counting)
};

constexpr Places chinese = {han, {"", "十", "百", "千"}, "万", "亿", "〇", true, false};
constexpr Places chinese_legal = {{"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"},
                                  {"", "拾", "佰", "仟"},
                                  "万",
                                  "亿",
                                  "零",
                                  false,
                                  false};
constexpr Places traditional_legal = {{"零", "壹", "貳", "參", "肆", "伍", "陸", "柒", "捌", "玖"},
                                      {"", "拾", "佰", "仟"},
                                      "萬",
                                      "億",
                                      "零",
                                      false,
                                      false};
constexpr Places taiwanese = {
    {"○", "一", "二", "三", "四", "五", "六", "七", "八", "九"}, {"", "十", "百", "千"}, "萬", "億", "○", true, false};
constexpr Places japanese = {han, {"", "十", "百", "千"}, "万", "億", "", true, true};
constexpr Places japanese_legal = {
    {"", "壱", "弐", "参", "四", "伍", "六", "七", "八", "九"}, {"", "拾", "百", "阡"}, "萬", "億", "", false, false};

/// One group of four digits. `front`: nothing stands before it.
void append_group(std::string& out, int group, const Places& p, bool front) {
  bool gap = !front && group < 1000;
  bool any = !front;
  for (int place = 3, unit = 1000; place >= 0; --place, unit /= 10) {
    const int digit = group / unit % 10;
    if (digit == 0) {
      gap = gap || any;
      continue;
    }
    if (gap) out += p.gap;
    gap = false;
    const bool bare = digit == 1 && place > 0 && (p.bare_places || (p.bare_ten && place == 1 && !any));
    if (!bare) out += p.digits[static_cast<std::size_t>(digit)];
    out += p.place[static_cast<std::size_t>(place)];
    any = true;
  }
}

std::string with_places(std::int64_t n, const Places& p) {
  std::string out;
  const auto hundred_millions = static_cast<int>(n / 100000000), myriads = static_cast<int>(n / 10000 % 10000),
             rest = static_cast<int>(n % 10000);
  if (hundred_millions > 0) {
    append_group(out, hundred_millions, p, true);
    out += p.hundred_million;
  }
  if (myriads > 0) {
    append_group(out, myriads, p, out.empty());
    out += p.myriad;
  }
  if (rest > 0) append_group(out, rest, p, out.empty());
  return out;
}

std::string digit_by_digit(std::int64_t n, const Digits& digits) {
  std::string out;
  for (const char c : std::to_string(n)) out += digits[static_cast<std::size_t>(c - '0')];
  return out;
}

/// 十, 十一, 九十九, and from 100 on digit by digit: 一○○.
std::string short_counting(std::int64_t n, const Digits& digits) {
  if (n >= 100) return digit_by_digit(n, digits);
  std::string out;
  if (n >= 20) out += digits[static_cast<std::size_t>(n / 10)];
  if (n >= 10) out += "十";
  if (n % 10 != 0) out += digits[static_cast<std::size_t>(n % 10)];
  return out;
}

/// A sign of a row of `count` beginning at `first`; decimal digits behind its end.
std::string from_row(std::int64_t n, char32_t first, std::int64_t count) {
  return n <= count ? pugi::as_utf8(std::wstring(1, static_cast<wchar_t>(first) + static_cast<wchar_t>(n - 1)))
                    : std::to_string(n);
}

std::string roman(std::int64_t n) {
  constexpr std::array<std::pair<int, const char*>, 13> steps = {{{1000, "M"},
                                                                  {900, "CM"},
                                                                  {500, "D"},
                                                                  {400, "CD"},
                                                                  {100, "C"},
                                                                  {90, "XC"},
                                                                  {50, "L"},
                                                                  {40, "XL"},
                                                                  {10, "X"},
                                                                  {9, "IX"},
                                                                  {5, "V"},
                                                                  {4, "IV"},
                                                                  {1, "I"}}};
  // A label of a report never gets there; a hostile start value would print millions of M.
  constexpr std::int64_t largest = 32767;
  if (n > largest) return std::to_string(n);
  std::string out;
  for (const auto& [value, sign] : steps)
    for (; n >= value; n -= value) out += sign;
  return out;
}

/// A … Z, AA, BB … ZZ, AAA …
std::string letters(std::int64_t n) {
  constexpr std::int64_t alphabet = 26, most = 30;  // Word ends at 780
  const std::int64_t times = (n - 1) / alphabet + 1;
  if (times > most) return std::to_string(n);
  return std::string(static_cast<std::size_t>(times), static_cast<char>('A' + (n - 1) % alphabet));
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); });
  return text;
}

std::string cyclic(std::int64_t n, const auto& signs) {
  return n <= static_cast<std::int64_t>(signs.size()) ? signs[static_cast<std::size_t>(n - 1)] : std::to_string(n);
}

constexpr std::array<const char*, 10> stems = {"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"};
constexpr std::array<const char*, 12> branches = {"子", "丑", "寅", "卯", "辰", "巳",
                                                  "午", "未", "申", "酉", "戌", "亥"};

std::string sixty_years(std::int64_t n) {
  if (n > 60) return std::to_string(n);
  return std::string(stems[static_cast<std::size_t>((n - 1) % 10)]) + branches[static_cast<std::size_t>((n - 1) % 12)];
}

std::string ordinal(std::int64_t n) {
  const std::int64_t last = n % 10, two = n % 100;
  const bool teen = two >= 11 && two <= 13;
  return std::to_string(n) + (teen || last > 3 || last == 0 ? "th" : last == 1 ? "st" : last == 2 ? "nd" : "rd");
}

std::string hex(std::int64_t n) {
  std::string out;
  for (; n > 0; n /= 16) out.insert(out.begin(), "0123456789ABCDEF"[n % 16]);
  return out;
}

std::string chicago(std::int64_t n) {
  constexpr std::array<const char*, 4> signs = {"*", "†", "‡", "§"};
  constexpr std::int64_t most = 20;
  const std::int64_t times = (n - 1) / 4 + 1;
  if (times > most) return std::to_string(n);
  std::string out;
  for (std::int64_t i = 0; i < times; ++i) out += signs[static_cast<std::size_t>((n - 1) % 4)];
  return out;
}

std::string zeros(std::int64_t n, std::size_t width) {
  std::string out = std::to_string(n);
  if (out.size() < width) out.insert(0, width - out.size(), '0');
  return out;
}

using Writer = std::string (*)(std::int64_t);
struct Format {
  std::string_view name;
  Writer write;
};

constexpr std::array formats = {
    Format{"decimal", [](std::int64_t n) { return std::to_string(n); }},
    Format{"decimalHalfWidth", [](std::int64_t n) { return std::to_string(n); }},
    Format{"decimalZero", [](std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); }},
    Format{"decimalFullWidth", [](std::int64_t n) { return digit_by_digit(n, full_width); }},
    Format{"decimalFullWidth2", [](std::int64_t n) { return digit_by_digit(n, full_width); }},
    Format{"decimalEnclosedCircle", [](std::int64_t n) { return from_row(n, U'①', 20); }},
    Format{"decimalEnclosedCircleChinese", [](std::int64_t n) { return from_row(n, U'①', 20); }},
    Format{"decimalEnclosedFullstop", [](std::int64_t n) { return from_row(n, U'⒈', 20); }},
    Format{"decimalEnclosedParen", [](std::int64_t n) { return from_row(n, U'⑴', 20); }},
    Format{"chineseCounting", [](std::int64_t n) { return short_counting(n, han_ring); }},
    Format{"taiwaneseCounting", [](std::int64_t n) { return short_counting(n, han_ring); }},
    Format{"chineseCountingThousand", [](std::int64_t n) { return with_places(n, chinese); }},
    Format{"taiwaneseCountingThousand", [](std::int64_t n) { return with_places(n, taiwanese); }},
    Format{"chineseLegalSimplified", [](std::int64_t n) { return with_places(n, chinese_legal); }},
    Format{"ideographLegalTraditional", [](std::int64_t n) { return with_places(n, traditional_legal); }},
    Format{"japaneseCounting", [](std::int64_t n) { return with_places(n, japanese); }},
    Format{"japaneseLegal", [](std::int64_t n) { return with_places(n, japanese_legal); }},
    Format{"ideographDigital", [](std::int64_t n) { return digit_by_digit(n, han); }},
    Format{"japaneseDigitalTenThousand", [](std::int64_t n) { return digit_by_digit(n, han); }},
    Format{"taiwaneseDigital", [](std::int64_t n) { return digit_by_digit(n, han_ring); }},
    Format{"ideographTraditional", [](std::int64_t n) { return cyclic(n, stems); }},
    Format{"ideographZodiac", [](std::int64_t n) { return cyclic(n, branches); }},
    Format{"ideographZodiacTraditional", sixty_years},
    // Word writes ㈠ where the standard says ㊀ ([MS-OI29500] 2.1.540 a).
    Format{"ideographEnclosedCircle", [](std::int64_t n) { return from_row(n, U'㈠', 10); }},
    Format{"upperRoman", roman},
    Format{"lowerRoman", [](std::int64_t n) { return lower(roman(n)); }},
    Format{"upperLetter", letters},
    Format{"lowerLetter", [](std::int64_t n) { return lower(letters(n)); }},
    Format{"ordinal", ordinal},
    Format{"hex", hex},
    Format{"chicago", chicago},
    // Of the second table of [MS-DOCX] 2.4; ST_NumberFormat has no name for them.
    Format{"001", [](std::int64_t n) { return zeros(n, 3); }},
    Format{"0001", [](std::int64_t n) { return zeros(n, 4); }},
    Format{"00001", [](std::int64_t n) { return zeros(n, 5); }},
    Format{"numberInDash", [](std::int64_t n) { return "- " + std::to_string(n) + " -"; }},
};

// What identifies a custom format is its beginning, up to the third number.
constexpr std::array<std::pair<std::string_view, std::string_view>, 22> patterns = {{
    {"一, 十, 一○○(简)", "chineseCounting"},
    {"一, 十, 一百(简)", "chineseCountingThousand"},
    {"壹, 贰, 叁", "chineseLegalSimplified"},
    {"①, ②, ③", "decimalEnclosedCircle"},
    {"⒈, ⒉, ⒊", "decimalEnclosedFullstop"},
    {"⑴, ⑵, ⑶", "decimalEnclosedParen"},
    {"１, ２, ３", "decimalFullWidth"},
    {"01, 02, 03", "decimalZero"},
    {"一, 一〇, 一〇〇", "ideographDigital"},
    {"㈠, ㈡, ㈢", "ideographEnclosedCircle"},
    {"壹, 貳, 參", "ideographLegalTraditional"},
    {"甲, 乙, 丙", "ideographTraditional"},
    {"子, 丑, 寅", "ideographZodiac"},
    {"甲子, 乙丑, 丙寅", "ideographZodiacTraditional"},
    {"一, 十, 百", "japaneseCounting"},
    {"一, 十, 一○○(繁)", "taiwaneseCounting"},
    {"一, 十, 一百(繁)", "taiwaneseCountingThousand"},
    {"一, 一○, 一○○", "taiwaneseDigital"},
    {"- 1 -, - 2 -, - 3 -", "numberInDash"},
    {"001, 002, 003", "001"},
    {"0001, 0002, 0003", "0001"},
    {"00001, 00002, 00003", "00001"},
}};

}  // namespace

std::string format_number(std::int64_t number, std::string_view format) {
  if (format == "none") return {};
  const auto known = std::find_if(formats.begin(), formats.end(), [&](const Format& f) { return f.name == format; });
  // No format but the plain ones has a zero or a sign.
  constexpr std::int64_t largest = 999999999999;
  if (known == formats.end() || number > largest) return std::to_string(number);
  if (number < 1) return format == "decimalZero" && number == 0 ? "00" : std::to_string(number);
  return known->write(number);
}

std::string_view custom_format(std::string_view pattern) {
  for (const auto& [beginning, name] : patterns)
    if (pattern.starts_with(beginning)) return name;
  return {};
}

}  // namespace importer_docx
