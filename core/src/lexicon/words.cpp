#include "lexicon/words.hpp"

#include <algorithm>

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

constexpr std::uint32_t widest_gap = 10;

}  // namespace

Words::Words(const std::vector<std::u32string>& phrases) {
  for (const auto& text : phrases) {
    if (text.empty()) continue;
    const std::size_t gap = text.find(U'…');
    Phrase p;
    p.head = text.substr(0, gap);
    if (gap != std::u32string::npos) p.tail = text.substr(gap + 1);
    first_.add(p.head[0]);
    phrases_.push_back(std::move(p));
  }
  std::stable_sort(phrases_.begin(), phrases_.end(), [](const Phrase& a, const Phrase& b) {
    if (a.head[0] != b.head[0]) return a.head[0] < b.head[0];
    return a.head.size() + a.tail.size() > b.head.size() + b.tail.size();
  });
}

std::uint32_t Words::match(const Phrase& p, std::u32string_view text, std::uint32_t at,
                           std::uint32_t end) const noexcept {
  const auto size = static_cast<std::uint32_t>(p.head.size());
  if (at + size > end || text.compare(at, size, p.head) != 0) return 0;
  if (p.tail.empty()) return at + size;
  const auto tail = static_cast<std::uint32_t>(p.tail.size());
  for (std::uint32_t i = at + size; i <= at + size + widest_gap && i + tail <= end; ++i) {
    if (text.compare(i, tail, p.tail) == 0) return i + tail;
    if (text[i] == U'。' || text[i] == U'；' || text[i] == U'\n') return 0;
  }
  return 0;
}

TextRange Words::find(std::u32string_view text, TextRange range) const noexcept {
  const auto end = static_cast<std::uint32_t>(std::min<std::size_t>(range.end, text.size()));
  for (std::uint32_t i = range.start; i < end; ++i) {
    const char32_t c = text[i];
    if (!first_.maybe(c)) continue;
    auto p = std::lower_bound(phrases_.begin(), phrases_.end(), c,
                              [](const Phrase& x, char32_t v) { return x.head[0] < v; });
    for (; p != phrases_.end() && p->head[0] == c; ++p)
      if (const std::uint32_t e = match(*p, text, i, end)) return {i, e};
  }
  return {};
}

int Words::count(std::u32string_view text, TextRange range, int most) const noexcept {
  int n = 0;
  while (n < most) {
    const TextRange hit = find(text, range);
    if (hit.empty()) break;
    ++n;
    range.start = hit.end;
  }
  return n;
}

}  // namespace detail
FAZHI_NAMESPACE_END
