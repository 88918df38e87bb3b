#include "figures/numeral.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

constexpr int most_digits = 18;
constexpr __int128 most_scale = static_cast<__int128>(1'000'000'000'000'000'000);

char32_t at(std::u32string_view s, std::uint32_t i) noexcept { return i < s.size() ? s[i] : U'\0'; }

/// A scale that is the beginning of a unit instead: 千瓦, 百分点.
bool scale_is_unit(std::u32string_view s, std::uint32_t i) noexcept {
  const char32_t next = at(s, i + 1);
  switch (s[i]) {
    case U'千':
      return std::u32string_view(U"瓦伏克米卡焦帕赫安乏周").find(next) != std::u32string_view::npos;
    case U'百':
      return next == U'分' || next == U'帕' || next == U'强';
    case U'万':
      return next == U'州' || next == U'大';
    default:
      return false;
  }
}

std::uint32_t skip_blank(std::u32string_view s, std::uint32_t i) noexcept {
  std::uint32_t k = i;
  while (at(s, k) == U' ' && k - i < 2) ++k;
  return at(s, k) == U' ' ? i : k;
}

bool is_more(char32_t c) noexcept { return c == U'余' || c == U'多'; }

/// 余 or 多 that belongs to the next word: 多功能, 多层次, 余热, 余姚.
bool more_is_word(std::u32string_view s, std::uint32_t i) noexcept {
  const char32_t next = at(s, i + 1);
  if (s[i] == U'余')
    return std::u32string_view(U"热额姚杭粮家江干").find(next) != std::u32string_view::npos && next != U'家';
  return std::u32string_view(U"功能元层样式维形媒语边领跨方面").find(next) != std::u32string_view::npos &&
         next != U'方' && next != U'层' && next != U'边' && next != U'面' && next != U'元';
}

__int128 trailing_power(__int128 n) noexcept {
  if (n == 0) return 1;
  __int128 p = 1;
  while (n % 10 == 0) n /= 10, p *= 10;
  return p;
}

/// Scales behind the digits, and 余 or 多 between or behind. Returns the end.
std::uint32_t read_scales(std::u32string_view s, std::uint32_t i, Numeral& n) noexcept {
  std::uint32_t end = i;
  for (;;) {
    const std::uint32_t k = skip_blank(s, i);
    const char32_t c = at(s, k);
    if (!n.more && is_more(c) && !more_is_word(s, k)) {
      n.more = true;
      // 20余万 lies below 30万, 20万余 below 21万: the last digit in front of 余 counts, or its scale.
      n.more_step = n.scaled ? n.scale : trailing_power(n.num);
      i = end = k + 1;
      continue;
    }
    const std::int64_t scale = han_scale(c);
    if (scale < 100 || scale_is_unit(s, k) || n.scale * scale > most_scale) break;
    if (n.more && n.scaled && scale <= n.scale) break;
    n.scale *= scale;
    if (n.more) n.more_step *= scale;
    n.scaled = true;
    i = end = k + 1;
  }
  return end;
}

std::optional<Numeral> read_arabic(std::u32string_view s, std::uint32_t start) noexcept {
  Numeral n;
  n.start = start;
  n.arabic = true;
  std::uint32_t i = start;
  int count = 0;
  auto take = [&](std::uint32_t k) {
    n.num = n.num * 10 + (s[k] - U'0');
    return ++count <= most_digits;
  };
  while (is_digit(at(s, i)))
    if (!take(i++)) return std::nullopt;
  // 3,000 or 12 000: groups of exactly three digits.
  const char32_t separator = at(s, i);
  if (count <= 3 && (separator == U',' || separator == U' ')) {
    auto group_at = [&](std::uint32_t k) {
      return at(s, k) == separator && is_digit(at(s, k + 1)) && is_digit(at(s, k + 2)) && is_digit(at(s, k + 3)) &&
             !is_digit(at(s, k + 4));
    };
    while (group_at(i)) {
      n.grouped = true;
      for (std::uint32_t k = i + 1; k <= i + 3; ++k)
        if (!take(k)) return std::nullopt;
      i += 4;
    }
  }
  n.digits = static_cast<std::uint8_t>(count);
  // A full-width point between full-width digits keeps its width in the shadow.
  if ((at(s, i) == U'.' || at(s, i) == U'．') && is_digit(at(s, i + 1))) {
    for (++i; is_digit(at(s, i)); ++i) {
      if (!take(i)) return std::nullopt;
      ++n.decimals;
    }
  }
  n.end = read_scales(s, i, n);
  // 3亿5000万: a smaller part goes on.
  if (n.scaled && !n.more && n.decimals == 0 && is_digit(at(s, n.end))) {
    if (const auto rest = read_arabic(s, n.end);
        rest && rest->decimals == 0 && rest->num * rest->scale < n.scale && rest->scaled) {
      n.num = n.num * n.scale + rest->num * rest->scale;
      n.scale = 1;
      n.end = rest->end;
      n.more = rest->more;
      n.more_step = rest->more_step;
    }
  }
  return n;
}

/// Units below 万, as 二百一十三; stops in front of 万 and 亿. Returns the end, or `i` where nothing was read.
struct HanSection {
  __int128 value = 0;
  __int128 high = 0;
  __int128 last = 1;  ///< weight of the last part read
  std::uint32_t end = 0;
  int digits = 0;
  bool scale_seen = false;
  bool bare = false;
  bool sequence = false;
  bool more = false;
  bool some = false;
};

HanSection read_section(std::u32string_view s, std::uint32_t i) noexcept {
  HanSection r;
  r.end = i;
  __int128 digit = -1;
  __int128 digit_high = -1;
  for (;; ++i) {
    const char32_t c = at(s, i);
    if (const int d = han_digit(c); d >= 0) {
      if (d == 0 && r.scale_seen) {
        if (han_digit(at(s, i + 1)) <= 0 && at(s, i + 1) != U'十') break;
        continue;
      }
      if (digit >= 0) {
        // 三五个, 七八个: neighbours, or three to five.
        const bool pair = digit_high < 0 && r.digits == 1 && (d == digit + 1 || (digit == 3 && d == 5)) &&
                          han_digit(at(s, i + 1)) < 0 && digit > 0;
        if (pair) {
          digit_high = d;
          r.end = i + 1;
          ++r.digits;
          continue;
        }
        r.sequence = true;
        if (r.digits >= most_digits) return r;
        digit = digit * 10 + d;
      } else {
        digit = d;
      }
      ++r.digits;
      r.last = 1;
      r.end = i + 1;
      continue;
    }
    if (c == U'几' && r.scale_seen && r.last == 10 && digit < 0) {
      r.high = r.value + 9;
      r.value += 1;
      r.end = i + 1;
      return r;
    }
    const std::int64_t scale = han_scale(c);
    if (scale == 0 || scale >= 10000 || r.sequence || (scale > 10 && scale_is_unit(s, i))) break;
    if (r.scale_seen && scale >= r.last && digit < 0) break;
    if (digit < 0) {
      if (scale != 10 && r.digits == 0 && !r.scale_seen) r.bare = true;
      digit = 1;
    }
    if (digit_high >= 0) r.high = r.value + digit_high * scale;
    r.value += digit * scale;
    digit = digit_high = -1;
    r.last = scale;
    r.scale_seen = true;
    r.digits = 0;
    r.end = i + 1;
    if (r.high != 0) return r;
  }
  if (digit >= 0) {
    // 二百五 is 250, but only where nothing else follows; reports do not write it, so the digit counts ones.
    if (digit_high >= 0) r.high = r.value + digit_high;
    r.value += digit;
    r.last = 1;
  }
  return r;
}

std::optional<Numeral> read_han(std::u32string_view s, std::uint32_t start) noexcept {
  Numeral n;
  n.start = start;
  std::uint32_t i = start;
  __int128 total = 0;
  __int128 last_scale = most_scale;
  bool any = false;
  for (;;) {
    HanSection part = read_section(s, i);
    if (part.end == i) {
      // 万 and 亿 without a digit.
      const std::int64_t scale = han_scale(at(s, i));
      if (any || scale < 10000 || scale_is_unit(s, i)) break;
      part.value = 1;
      part.bare = true;
      part.end = i;
    }
    any = true;
    n.digits = static_cast<std::uint8_t>(n.digits + part.digits);
    n.bare = n.bare || part.bare;
    n.sequence = n.sequence || part.sequence;
    i = part.end;
    if (part.high != 0) n.high = part.high;
    if (n.sequence) {
      n.num = part.value;
      n.end = i;
      return n;
    }
    if (is_more(at(s, i)) && !more_is_word(s, i)) {
      n.more = true;
      n.more_step = part.last;
      ++i;
    } else if (at(s, i) == U'来' && part.last == 10 && part.scale_seen && part.value % 10 == 0) {
      n.some = true;
      ++i;
    }
    __int128 scale = 1;
    while (han_scale(at(s, i)) >= 10000 && !scale_is_unit(s, i) && scale * han_scale(at(s, i)) < last_scale)
      scale *= han_scale(at(s, i++));
    if (scale == 1 && n.high == 0 && at(s, i) == U'点' && han_digit(at(s, i + 1)) >= 0 && total == 0 && !n.more) {
      __int128 v = part.value;
      for (++i; han_digit(at(s, i)) >= 0 && n.decimals < 9; ++i) v = v * 10 + han_digit(at(s, i)), ++n.decimals;
      n.num = v;
      while (han_scale(at(s, i)) >= 10000 && n.scale * han_scale(at(s, i)) < most_scale)
        n.scale *= han_scale(at(s, i++)), n.scaled = true;
      n.end = i;
      return n;
    }
    if (scale != 1) n.scaled = true;
    if (n.high != 0) {
      n.num = part.value;
      n.high = part.high;
      n.scale = scale;
      n.end = i;
      return total == 0 ? std::optional<Numeral>(n) : std::nullopt;
    }
    total += part.value * scale;
    if (n.more) n.more_step *= scale;
    if (!n.more && scale > 1 && is_more(at(s, i)) && !more_is_word(s, i)) {
      n.more = true;
      n.more_step = scale;
      ++i;
    }
    if (scale == 1 || n.more || n.some) break;
    last_scale = scale;
    if (at(s, i) == U'零' && han_digit(at(s, i + 1)) > 0) ++i;
    if (han_digit(at(s, i)) < 0 && at(s, i) != U'十') break;
  }
  if (!any) return std::nullopt;
  n.num = total;
  n.end = i;
  return n;
}

}  // namespace

std::int64_t han_scale(char32_t c) noexcept {
  switch (c) {
    case U'十':
      return 10;
    case U'百':
      return 100;
    case U'千':
      return 1000;
    case U'万':
      return 10'000;
    case U'亿':
      return 100'000'000;
    default:
      return 0;
  }
}

std::optional<Value> Numeral::value() const noexcept {
  return make_value(num * scale, divisor != 0 ? divisor : power_of_ten(decimals));
}

std::optional<Value> Numeral::high_value() const noexcept { return make_value(high * scale, power_of_ten(decimals)); }

std::optional<Value> Numeral::step() const noexcept {
  if (divisor != 0) return Value{0, 1};
  return make_value(scale, power_of_ten(decimals));
}

std::optional<Value> Numeral::significant_step() const noexcept {
  if (divisor != 0) return Value{0, 1};
  return make_value(trailing_power(num) * scale, power_of_ten(decimals));
}

std::optional<Numeral> read_numeral(std::u32string_view text, std::uint32_t at) noexcept {
  if (at >= text.size()) return std::nullopt;
  return is_digit(text[at]) ? read_arabic(text, at) : read_han(text, at);
}

}  // namespace detail
FAZHI_NAMESPACE_END
