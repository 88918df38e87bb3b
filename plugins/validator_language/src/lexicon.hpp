// The words of core/data/lexicons/language.toml.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "fazhi/context.hpp"

namespace validator_language {

struct WrongWord {
  std::u32string wrong;
  std::string wrong_utf8, right;
  std::u32string unless_before, unless_after;
  std::vector<std::u32string> only_before;  ///< "#" stands for a digit
  std::string note_zh, note_en;
};

/// Words found by their first two characters: a bit a hash, then a short list.
class WordIndex {
 public:
  /// Words of one character are never found.
  void add(std::u32string_view text, std::uint32_t word);
  void sort();
  [[nodiscard]] bool may_start(char32_t a, char32_t b) const {
    const std::uint32_t h = hash(a, b);
    return (bits_[h >> 6] >> (h & 63) & 1) != 0;
  }
  template <class F>
  void each(char32_t a, char32_t b, F f) const {
    auto at = std::lower_bound(words_.begin(), words_.end(), Entry{a, b, 0}, before);
    for (; at != words_.end() && at->a == a && at->b == b; ++at) f(at->word);
  }
  /// Takes over the first characters of another index, not its words.
  void include(const WordIndex& other) {
    for (std::size_t i = 0; i < bits_.size(); ++i) bits_[i] |= other.bits_[i];
  }

 private:
  struct Entry {
    char32_t a, b;
    std::uint32_t word;
  };
  static bool before(const Entry& x, const Entry& y) {
    return x.a != y.a ? x.a < y.a : x.b != y.b ? x.b < y.b : x.word < y.word;
  }
  static std::uint32_t hash(char32_t a, char32_t b) { return (a * 0x9E3779B1u + b * 0x85EBCA6Bu) >> 16; }

  std::vector<std::uint64_t> bits_ = std::vector<std::uint64_t>(1024);
  std::vector<Entry> words_;
};

struct CentralPhrase {
  std::u32string phrase;
  std::vector<std::u32string> owners, not_owners;
  std::string note_zh, note_en;
};

struct Sequence {
  std::u32string start;
  std::vector<std::u32string> forms;
  std::string note_zh, note_en;
};

struct Words {
  std::vector<WrongWord> wrong;    ///< LEX-01
  std::vector<WrongWord> phrases;  ///< LEX-03
  WordIndex wrong_index, phrase_index, set_index;
  WordIndex any_index;  ///< of the three: where a word may begin
  std::vector<CentralPhrase> central;
  std::vector<Sequence> sequences;
  std::u32string never_doubled;
  std::vector<std::u32string> doubled_whitelist, doubled_words;
  std::vector<std::u32string> placeholder_units;
};

/// Read once a process from the data folder of the first call. Throws fazhi::IoError, fazhi::ParseError.
const Words& words(fazhi::Context& ctx);

}  // namespace validator_language
