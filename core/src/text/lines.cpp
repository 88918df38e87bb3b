#include "text/lines.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include "fazhi/context.hpp"
#include "text/fold.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

constexpr std::uint32_t poll_step = 1u << 16;

std::uint16_t clamp16(std::uint32_t v) { return static_cast<std::uint16_t>(std::min<std::uint32_t>(v, 0xFFFF)); }

void close_line(Line& line, std::uint32_t text_end, std::uint32_t end, std::u32string_view chars) {
  line.end = end;
  line.content_start = line.start;
  line.content_end = text_end;
  while (line.content_start < line.content_end && chars[line.content_start] == U' ') ++line.content_start;
  while (line.content_end > line.content_start && chars[line.content_end - 1] == U' ') --line.content_end;
  std::uint32_t width = 0, stops = 0, commas = 0;
  for (std::uint32_t i = line.content_start; i < line.content_end; ++i) {
    const char32_t c = chars[i];
    width += c < 0x2E80 ? 1 : 2;
    // Without branches, so that the compiler looks at several characters at once.
    stops += static_cast<std::uint32_t>((c == U'。') | (c == U'；') | (c == U'！') | (c == U'？'));
    commas += static_cast<std::uint32_t>((c == U'，') | (c == U',') | (c == U'、'));
  }
  line.width = clamp16(width);
  line.stops = clamp16(stops);
  line.commas = clamp16(commas);
  if (line.blank()) line.kind = BlockKind::blank;
}

}  // namespace

std::vector<Line> scan_lines(std::u32string_view text, Shadow& shadow, Context& ctx) {
  const auto n = static_cast<std::uint32_t>(text.size());
  shadow.chars.resize(n);
  shadow.map.clear();
  shadow.cuts.clear();
  std::vector<Line> lines;
  lines.reserve(n / 40 + 8);
  std::uint32_t out = 0;
  char32_t before = 0;
  bool mapped = false;
  Line line;
  for (std::uint32_t i = 0; i < n; ++i) {
    if (i % poll_step == 0) ctx.check_cancelled();
    if (stays_itself(text[i]) && !mapped) {  // most of a text: as it is, at its own place
      before = shadow.chars[out++] = text[i];
      continue;
    }
    const char32_t c = fold(text[i], before);
    if (c == left_out) {
      if (!mapped) {
        mapped = true;
        shadow.map.resize(n + 1);
        std::iota(shadow.map.begin(), shadow.map.begin() + out, 0u);
      }
      continue;
    }
    if (mapped) shadow.map[out] = i;
    shadow.chars[out++] = c;
    before = c;
    if (c != U'\n') continue;
    if (text[i] == U'\r' && i + 1 < n && text[i + 1] == U'\n') {
      ++i;
      if (mapped) shadow.map[out] = i;
      shadow.chars[out++] = U'\n';
      close_line(line, out - 2, out, shadow.chars);
    } else {
      close_line(line, out - 1, out, shadow.chars);
    }
    lines.push_back(line);
    line = Line{};
    line.start = out;
  }
  if (line.start < out) {
    close_line(line, out, out, shadow.chars);
    lines.push_back(line);
  }
  shadow.chars.resize(out);
  if (mapped) {
    shadow.map.resize(out + 1);
    shadow.map[out] = n;
  }
  return lines;
}

bool starts_with_label(std::u32string_view s) noexcept {
  if (s.empty()) return false;
  std::size_t i = 0;
  const bool bracket = s[0] == U'（' || s[0] == U'(';
  if (bracket) ++i;
  const bool ordinal = !bracket && s[0] == U'第';
  if (ordinal) ++i;
  const std::size_t first = i;
  while (i < s.size() && i < first + 4 && is_han_digit(s[i])) ++i;
  const bool han = i > first;
  if (!han)
    while (i < s.size() && i < first + 3 && is_digit(s[i])) ++i;
  if (i == first) return s[0] >= U'①' && s[0] <= U'⑳';
  if (i >= s.size()) return false;
  const char32_t mark = s[i];
  if (bracket) return mark == U'）' || mark == U')';
  if (ordinal) return mark == U'条' || mark == U'章' || mark == U'节' || mark == U'编';
  if (mark == U'、' || mark == U'）' || mark == U')') return true;
  if (han) return mark == U'．' || mark == U'.';
  return (mark == U'.' || mark == U'．') && (i + 1 >= s.size() || !is_digit(s[i + 1]));
}

}  // namespace detail
FAZHI_NAMESPACE_END
