// Word lists of the rules, read once from content_rules.toml.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "fazhi/context.hpp"

namespace validator_contents {

/// Words sought in one pass over the text.
class WordList {
 public:
  /// A word, and the same in code points.
  void add(std::string utf8, std::u32string text);
  [[nodiscard]] bool empty() const { return words_.empty(); }
  [[nodiscard]] bool in(std::u32string_view text) const;
  /// The words that the text holds, each once, in the order of the list.
  [[nodiscard]] std::vector<std::string> all_in(std::u32string_view text) const;

 private:
  struct Word {
    std::string utf8;
    std::u32string text;
  };
  /// Calls f with the index of each word found, until it gives true.
  template <class F>
  bool each(std::u32string_view text, F f) const;

  std::vector<Word> words_;
  std::array<std::uint64_t, 64> first_{};  ///< bits of first characters, modulo 4096
};

struct Words {
  WordList posts, duties, next_years, principles, concrete, cause_promises;
};
/// Throws IoError or ParseError at the first call where the file is missing or broken.
const Words& words(fazhi::Context& ctx);

}  // namespace validator_contents
