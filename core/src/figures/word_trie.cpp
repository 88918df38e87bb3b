#include "figures/word_trie.hpp"

#include <algorithm>

FAZHI_NAMESPACE_BEGIN
namespace detail {

std::uint32_t WordTrie::child(std::uint32_t node, char32_t c) const noexcept {
  const auto& edges = nodes_[node].edges;
  const auto at = std::lower_bound(edges.begin(), edges.end(), c, [](const Edge& e, char32_t x) { return e.c < x; });
  return at != edges.end() && at->c == c ? at->to : 0;
}

std::uint32_t WordTrie::child_or_new(std::uint32_t node, char32_t c) {
  if (const std::uint32_t found = child(node, c); found != 0) return found;
  const auto made = static_cast<std::uint32_t>(nodes_.size());
  if (node == 0) first_.add(c);
  auto& edges = nodes_[node].edges;
  edges.insert(std::lower_bound(edges.begin(), edges.end(), c, [](const Edge& e, char32_t x) { return e.c < x; }),
               {c, made});
  nodes_.emplace_back();
  return made;
}

void WordTrie::add(std::u32string_view word, std::int32_t value) {
  std::uint32_t node = 0;
  for (const char32_t c : word) node = child_or_new(node, c);
  if (node != 0) nodes_[node].value = value;
}

void WordTrie::add_reversed(std::u32string_view word, std::int32_t value) {
  std::uint32_t node = 0;
  for (auto c = word.rbegin(); c != word.rend(); ++c) node = child_or_new(node, *c);
  if (node != 0) nodes_[node].value = value;
}

WordTrie::Match WordTrie::walk(std::u32string_view text, std::uint32_t at) const noexcept {
  Match best;
  std::uint32_t node = 0;
  for (std::uint32_t i = at; i < text.size(); ++i) {
    node = child(node, text[i]);
    if (node == 0) break;
    if (nodes_[node].value >= 0) best = {i - at + 1, nodes_[node].value};
  }
  return best;
}

WordTrie::Match WordTrie::walk_back(std::u32string_view text, std::uint32_t at, std::uint32_t floor) const noexcept {
  Match best;
  std::uint32_t node = 0;
  for (std::uint32_t i = at; i > floor; --i) {
    node = child(node, text[i - 1]);
    if (node == 0) break;
    if (nodes_[node].value >= 0) best = {at - i + 1, nodes_[node].value};
  }
  return best;
}

}  // namespace detail
FAZHI_NAMESPACE_END
