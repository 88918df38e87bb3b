#include "outline/label.hpp"

#include <array>
#include <optional>

#include "text/han_digit.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

LabelNumber arabic_numeral(std::u32string_view text, std::uint32_t at, std::uint32_t end) noexcept {
  LabelNumber n;
  while (at + n.size < end && is_digit(text[at + n.size])) {
    if (n.size == 3) return {};  // years, telephone numbers
    n.value = n.value * 10 + static_cast<std::int32_t>(text[at + n.size++] - U'0');
  }
  if (n.value == 0) return {};
  return n;
}

constexpr bool open_bracket(char32_t c) noexcept { return c == U'（' || c == U'('; }
constexpr bool close_bracket(char32_t c) noexcept { return c == U'）' || c == U')'; }
constexpr bool dot(char32_t c) noexcept { return c == U'.' || c == U'．' || c == U'﹒'; }

struct Cursor {
  std::u32string_view text;
  std::uint32_t end;
  [[nodiscard]] char32_t operator[](std::uint32_t i) const noexcept { return i < end ? text[i] : U'\n'; }
};

// 一、二级 or 1、2号 names a pair, no item; 二、三项制度 is one.
bool next_in_row(const Cursor& c, std::uint32_t at, std::int32_t ordinal) {
  constexpr std::u32string_view counted = U"级类线层产期批号楼栋组等、，";
  LabelNumber n = han_numeral(c.text, at, c.end);
  if (n.size != 1) n = arabic_numeral(c.text, at, c.end);
  return n.size > 0 && n.value == ordinal + 1 && counted.find(c[at + n.size]) != std::u32string_view::npos;
}

Label after_numeral(const Cursor& c, std::uint32_t at, LabelNumber n) {
  std::uint32_t p = at + n.size;
  if (c[p] == U' ' && c[p + 1] == U'、') ++p;  // 一 、
  const char32_t mark = c[p];
  if (mark == U'、' || dot(mark)) {
    if (mark == U'、' ? next_in_row(c, p + 1, n.value) : is_digit(c[p + 1])) return {};
    return {p + 1 - at, n.value, Family::han, false};
  }
  if (mark == U'是') return {n.size + 1, n.value, Family::is_list, false};
  if (close_bracket(mark)) return {n.size + 1, n.value, Family::han_bracket, true};
  return {};
}

bool counts_things(char32_t c) noexcept {
  constexpr std::u32string_view units =
      U"年月日号个件次名人项家户元万亿点时分秒岁场条期级届届余多张处份部套类种批天周度层米亩吨公千百";
  return units.find(c) != std::u32string_view::npos;
}

Label after_arabic(const Cursor& c, std::uint32_t at, LabelNumber n) {
  std::uint32_t p = at + n.size;
  const char32_t mark = c[p];
  if (dot(mark) && is_digit(c[p + 1])) {
    // 2.1 in a ladder of decimals, or 20.2026年… whose heading begins with a digit.
    const Label digits_behind{n.size + 1, n.value, Family::arabic_dot, true};
    int depth = 1;
    std::int32_t last = n.value;
    while (depth <= 3 && dot(c[p]) && is_digit(c[p + 1])) {
      const LabelNumber part = arabic_numeral(c.text, p + 1, c.end);
      if (part.size == 0 || part.size > 2) return digits_behind;
      p += 1 + part.size;
      last = part.value;
      ++depth;
    }
    if (c[p] == U'\n') return {};  // a number alone on its line
    if (dot(c[p])) ++p;
    if (depth > 3 || (c[p] != U' ' && !is_han(c[p])) || counts_things(c[p])) return digits_behind;
    return {p - at, last, depth == 2 ? Family::decimal_2 : Family::decimal_3, true};
  }
  if (dot(mark) || mark == U'、') {
    if (mark == U'、' && next_in_row(c, p + 1, n.value)) return {};
    std::uint32_t q = p + 1;
    while (c[q] == U' ') ++q;
    return {n.size + 1, n.value, Family::arabic_dot, is_digit(c[q]) || n.value > 60};
  }
  if (close_bracket(mark)) return {n.size + 1, n.value, Family::arabic_half_bracket, false};
  if (mark == U' ' && is_han(c[p + 1]) && !counts_things(c[p + 1])) return {n.size, n.value, Family::arabic_dot, true};
  if (is_han(mark) && !counts_things(mark)) return {n.size, n.value, Family::arabic_dot, true};
  return {};
}

Label bracketed(const Cursor& c, std::uint32_t at) {
  std::uint32_t p = at + 1;
  while (c[p] == U' ') ++p;
  LabelNumber n = han_numeral(c.text, p, c.end);
  const bool han = n.size > 0;
  if (!han) n = arabic_numeral(c.text, p, c.end);
  if (n.size == 0) return {};
  p += n.size;
  while (c[p] == U' ') ++p;
  if (!close_bracket(c[p])) return {};
  ++p;
  // 第二十条第（一）项 and （一）、（二）两项 point at items, they are none.
  const char32_t next = c[p];
  if ((next == U'项' && c[p + 1] != U'目') || (next == U'款' && c[p + 1] != U'项')) return {};
  if ((next == U'至' || next == U'和' || next == U'、') && open_bracket(c[p + 1])) return {};
  return {p - at, n.value, han ? Family::han_bracket : Family::arabic_bracket, false};
}

Label after_di(const Cursor& c, std::uint32_t at) {
  LabelNumber n = han_numeral(c.text, at + 1, c.end);
  if (n.size == 0) n = arabic_numeral(c.text, at + 1, c.end);
  if (n.size == 0) return {};
  std::uint32_t p = at + 1 + n.size;
  const char32_t unit = c[p];
  if (unit == U'，' || unit == U',' || unit == U'、' || unit == U'：') {
    if (c[p + 1] == U'第') return {};
    return {p + 1 - at, n.value, Family::ordinal, false};
  }
  std::optional<Family> family;
  if (unit == U'条') family = Family::article;
  if (unit == U'章') family = Family::chapter;
  if (unit == U'节') family = Family::chapter_section;
  if (unit == U'编' || unit == U'篇') family = Family::part;
  if (unit == U'部' && c[p + 1] == U'分') family = Family::part, ++p;
  if (!family) return {};
  ++p;
  if (*family == Family::article && c[p] == U'之') {
    const LabelNumber sub = han_numeral(c.text, p + 1, c.end);
    if (sub.size > 0) p += 1 + sub.size;
  }
  // 第二十条第（五）项, 第一章规定 in running text: a mark is followed by a blank, a colon or the line end.
  const char32_t next = c[p];
  if (next == U' ' || next == U'\n' || next == U'：' || next == U'【' || next == U'、')
    return {p - at, n.value, *family, false};
  if (*family == Family::article || !(is_han(next) || is_digit(next) || next == U'“')) return {};
  return {p - at, n.value, *family, true};
}

Label spoken(const Cursor& c, std::uint32_t at) {
  constexpr std::array<std::u32string_view, 4> words = {U"首先", U"其次", U"再次", U"最后"};
  const char32_t mark = c[at + 2];
  if (mark != U'，' && mark != U',') return {};
  for (std::size_t i = 0; i < words.size(); ++i)
    if (c[at] == words[i][0] && c[at + 1] == words[i][1])
      return {3, static_cast<std::int32_t>(i + 1), Family::first_next, false};
  if (c[at] == U'其') {
    const LabelNumber n = han_numeral(c.text, at + 1, c.end);
    if (n.size == 1) return {3, n.value, Family::first_next, false};
  }
  return {};
}

}  // namespace

LabelStyle style_of(Family family) noexcept {
  switch (family) {
    case Family::part:
    case Family::chapter:
    case Family::chapter_section:
      return LabelStyle::chapter;
    case Family::article:
      return LabelStyle::article;
    case Family::heading:
      return LabelStyle::none;
    case Family::han:
      return LabelStyle::han;
    case Family::han_bracket:
      return LabelStyle::han_bracket;
    case Family::arabic_dot:
    case Family::decimal_2:
    case Family::decimal_3:
      return LabelStyle::arabic_dot;
    case Family::arabic_bracket:
    case Family::arabic_half_bracket:
      return LabelStyle::arabic_bracket;
    case Family::circled:
      return LabelStyle::circled;
    case Family::ordinal:
      return LabelStyle::ordinal;
    case Family::first_next:
      return LabelStyle::first_next;
    case Family::is_list:
      return LabelStyle::is_list;
    case Family::dash:
      return LabelStyle::dash;
  }
  return LabelStyle::none;
}

LabelNumber han_numeral(std::u32string_view text, std::uint32_t at, std::uint32_t end) noexcept {
  LabelNumber n;
  std::int32_t digit = -1;
  bool scaled = false;
  while (at + n.size < end && n.size < 6) {
    const char32_t c = text[at + n.size];
    if (c == U'百' || c == U'十') {
      const std::int32_t scale = c == U'百' ? 100 : 10;
      if (scale == 100 && digit < 0) break;
      n.value += (digit < 0 ? 1 : digit) * scale;
      digit = -1;
      scaled = true;
    } else if (const int d = han_digit(c, Liang::is_no_digit); d >= 0) {
      if (digit > 0 && !scaled) {
        n.value = n.value * 10 + digit;  // 一二: digits in a row, as in years; too large to be an ordinal soon
      } else if (digit > 0) {
        break;
      }
      digit = d;
    } else {
      break;
    }
    ++n.size;
  }
  if (digit > 0) n.value = scaled ? n.value + digit : n.value * 10 + digit;
  if (n.size == 0 || n.value == 0) return {};
  return n;
}

Label parse_label(std::u32string_view text, std::uint32_t at, std::uint32_t end) {
  const Cursor c{text, end};
  const char32_t first = c[at];
  if (is_digit(first)) {
    const LabelNumber n = arabic_numeral(text, at, end);
    return n.size > 0 ? after_arabic(c, at, n) : Label{};
  }
  if (open_bracket(first)) return bracketed(c, at);
  if (first == U'第') return after_di(c, at);
  if (first == U'首' || first == U'其' || first == U'再' || first == U'最') return spoken(c, at);
  if (first >= 0x2460 && first <= 0x2473)
    return {1, static_cast<std::int32_t>(first - 0x2460 + 1), Family::circled, false};
  if (first >= 0x2474 && first <= 0x2487)
    return {1, static_cast<std::int32_t>(first - 0x2474 + 1), Family::arabic_bracket, false};
  if (first >= 0x2488 && first <= 0x249B)
    return {1, static_cast<std::int32_t>(first - 0x2488 + 1), Family::arabic_dot, false};
  if (first >= 0x3220 && first <= 0x3229)
    return {1, static_cast<std::int32_t>(first - 0x3220 + 1), Family::han_bracket, false};
  const LabelNumber n = han_numeral(text, at, end);
  return n.size > 0 && n.value < 200 ? after_numeral(c, at, n) : Label{};
}

}  // namespace detail
FAZHI_NAMESPACE_END
