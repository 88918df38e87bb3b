// Longest-match lookup of words in code points, forwards or backwards. Built once, read by many threads.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "fazhi/export.hpp"
#include "lexicon/char_filter.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

class WordTrie {
 public:
  struct Match {
    std::uint32_t length = 0;  ///< 0: no word matches
    std::int32_t value = -1;
    explicit operator bool() const noexcept { return length != 0; }
  };

  /// A word added again takes the new value. Not to be called once lookups have begun.
  void add(std::u32string_view word, std::int32_t value);
  /// For lookups with longest_before: the word is stored from its end.
  void add_reversed(std::u32string_view word, std::int32_t value);

  /// The longest word that text holds at `at`.
  [[nodiscard]] Match longest(std::u32string_view text, std::uint32_t at) const noexcept {
    return at < text.size() && first_.maybe(text[at]) ? walk(text, at) : Match{};
  }
  /// The longest word that text holds between `floor` and `at`, ending at `at`.
  [[nodiscard]] Match longest_before(std::u32string_view text, std::uint32_t at, std::uint32_t floor) const noexcept {
    return at > floor && first_.maybe(text[at - 1]) ? walk_back(text, at, floor) : Match{};
  }
  /// Calls f(length, value) for every word at `at`, longest last.
  template <typename F>
  void each(std::u32string_view text, std::uint32_t at, F&& f) const {
    if (at >= text.size() || !first_.maybe(text[at])) return;
    std::uint32_t node = 0;
    for (std::uint32_t i = at; i < text.size(); ++i) {
      node = child(node, text[i]);
      if (node == 0) return;
      if (nodes_[node].value >= 0) f(i - at + 1, nodes_[node].value);
    }
  }

 private:
  struct Edge {
    char32_t c;
    std::uint32_t to;
  };
  struct Node {
    std::vector<Edge> edges;  ///< by c
    std::int32_t value = -1;
  };
  [[nodiscard]] Match walk(std::u32string_view text, std::uint32_t at) const noexcept;
  [[nodiscard]] Match walk_back(std::u32string_view text, std::uint32_t at, std::uint32_t floor) const noexcept;
  [[nodiscard]] std::uint32_t child(std::uint32_t node, char32_t c) const noexcept;
  std::uint32_t child_or_new(std::uint32_t node, char32_t c);

  CharFilter first_;  ///< most characters begin no word; said before any node is looked at
  std::vector<Node> nodes_ = std::vector<Node>(1);
};

}  // namespace detail
FAZHI_NAMESPACE_END
