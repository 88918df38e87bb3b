// The words of core/data/lexicons/figure_rules.toml.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "fazhi/context.hpp"

namespace validator_figures {

using WordList = std::vector<std::u32string>;

/// Characters that words begin or end with: most places of a text are told by one bit.
class CharFilter {
 public:
  void add(char32_t c) { bits_[c >> 6 & 63] |= std::uint64_t{1} << (c & 63); }
  [[nodiscard]] bool maybe(char32_t c) const { return (bits_[c >> 6 & 63] >> (c & 63) & 1) != 0; }

 private:
  std::array<std::uint64_t, 64> bits_{};
};

/// A matter of which a report may claim that there was none.
struct ZeroTopic {
  WordList names;      ///< 行政应诉, 行政诉讼
  WordList excluding;  ///< of these the claim speaks only in part: 败诉
  WordList contrary;   ///< phrases that show that there was one
  std::vector<std::string> units;
};

/// Words that say without a number that there was none.
struct NoneTold {
  WordList never;                 ///< 未发生
  WordList without, cases;        ///< 无 … 案件
  WordList not_told, not_before;  ///< 确保; 有 before 无
  std::u32string begins;          ///< first characters of never and without, each once
};

/// A noun and the measure words it is counted with.
struct UsualUnits {
  WordList nouns;
  std::vector<std::string> units;
};

struct Lexicon {
  WordList may_exceed_hundred, before_number;
  NoneTold none_told;
  std::vector<ZeroTopic> zero_topics;
  std::vector<UsualUnits> usual_units;
  CharFilter noun_begins, noun_ends;  ///< of the nouns of usual_units
  CharFilter qualifier_ends;          ///< of before_number
};

/// Read once a process from the data folder of the first call. Throws fazhi::IoError, fazhi::ParseError.
const Lexicon& lexicon(fazhi::Context& ctx);

}  // namespace validator_figures
