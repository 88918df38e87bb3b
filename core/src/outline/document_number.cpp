#include "outline/document_number.hpp"

#include "text/fold.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

constexpr std::size_t longest_prefix = 16;

bool opens(char32_t c) { return c == U'〔' || c == U'[' || c == U'（' || c == U'(' || c == U'【' || c == U'［'; }
bool closes(char32_t c) { return c == U'〕' || c == U']' || c == U'）' || c == U')' || c == U'】' || c == U'］'; }

std::size_t past_blanks(std::u32string_view s, std::size_t i) {
  while (i < s.size() && s[i] == U' ') ++i;
  return i;
}

/// End of "2024〕3号" at i, 0 where it is not.
std::size_t match_tail(std::u32string_view s, std::size_t i) {
  for (int k = 0; k < 4; ++k, ++i)
    if (i >= s.size() || !is_digit(s[i])) return 0;
  i = past_blanks(s, i);
  if (i >= s.size() || !closes(s[i])) return 0;
  i = past_blanks(s, i + 1);
  if (i < s.size() && s[i] == U'第') i = past_blanks(s, i + 1);
  const std::size_t first = i;
  while (i < s.size() && i < first + 5 && is_digit(s[i])) ++i;
  if (i == first) return 0;
  i = past_blanks(s, i);
  return i < s.size() && s[i] == U'号' ? i + 1 : 0;
}

}  // namespace

NumberMatch find_document_number(std::u32string_view s) noexcept {
  for (std::size_t i = 1; i + 6 < s.size(); ++i) {
    const bool bracket = opens(s[i]);
    // The opening bracket may have been lost: 办2018〕43号.
    if (!bracket && !(is_digit(s[i]) && is_han(s[i - 1]))) continue;
    const std::size_t end = match_tail(s, bracket ? past_blanks(s, i + 1) : i);
    if (end == 0) continue;
    std::size_t start = i;
    while (start > 0 && s[start - 1] == U' ') --start;
    const std::size_t prefix_end = start;
    while (start > 0 && prefix_end - start < longest_prefix && (is_han(s[start - 1]) || is_letter(s[start - 1])))
      --start;
    if (start < prefix_end) return {start, end};
  }
  return {};
}

}  // namespace detail
FAZHI_NAMESPACE_END
