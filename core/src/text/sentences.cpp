#include <algorithm>

#include "fazhi/context.hpp"
#include "model/passes.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

constexpr std::uint64_t bit(char32_t c) { return std::uint64_t{1} << (c & 63); }
constexpr std::uint64_t stops = bit(U'!') | bit(U'?') | bit(U';');

/// 。 or one of `marks`, in either width. Without branches: marks come too irregularly to be foretold.
bool is_one(char32_t c, std::uint64_t marks) {
  const char32_t h = c - (c >= 0xFF01 && c <= 0xFF5E ? 0xFEE0u : 0u);
  return ((c == U'。') | ((h < 64) & static_cast<bool>(marks >> (h & 63) & 1))) != 0;
}

bool ends_sentence(char32_t c) { return is_one(c, stops); }

bool closes(char32_t c) {
  switch (c) {
    case U'”':
    case U'’':
    case U'）':
    case U')':
    case U'》':
    case U'〉':
    case U'】':
    case U'」':
    case U'』':
      return true;
    default:
      return false;
  }
}

constexpr std::uint32_t bracket_reach = 200;

/// Position of the closing bracket of a remark, or `open` where none is near: a remark is not torn apart.
std::uint32_t bracket_end(std::u32string_view s, std::uint32_t open, std::uint32_t end) {
  const std::uint32_t stop = std::min(end, open + bracket_reach);
  for (std::uint32_t i = open + 1; i < stop; ++i)
    if (s[i] == U'）' || s[i] == U')') return i;
  return open;
}

}  // namespace

void split_sentences(ReportData& r, const Shadow& shadow, Context& ctx) {
  const std::u32string_view s = shadow.view();
  r.sentences.reserve(s.size() / 40 + 4);
  for (std::uint32_t k = 0; k < r.blocks.size(); ++k) {
    const BlockData& block = r.blocks[k];
    if (block.kind >= BlockKind::blank) continue;
    ctx.check_cancelled();
    std::uint32_t start = block.content.start;
    const std::uint32_t end = block.content.end;
    std::uint32_t i = start;
    while (i < end) {
      const char32_t c = s[i];
      if (!is_one(c, stops | bit(U'('))) {
        ++i;
        continue;
      }
      if (c == U'（' || c == U'(') {
        i = bracket_end(s, i, end) + 1;
        continue;
      }
      ++i;
      while (i < end && (ends_sentence(s[i]) || closes(s[i]))) ++i;
      r.sentences.push_back({{start, i}, k});
      while (i < end && s[i] == U' ') ++i;
      start = i;
    }
    if (start < end) r.sentences.push_back({{start, end}, k});
  }
}

}  // namespace detail
FAZHI_NAMESPACE_END
