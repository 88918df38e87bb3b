// Marks that come in pairs: the reading of a paragraph's marks that needs the fewest mends.
#pragma once

#include <vector>

#include "paper.hpp"

namespace validator_language {

struct PairFault {
  enum class Type : std::uint8_t {
    reversed,  ///< ”…“: both turned round
    unclosed,
    unopened,
    turned,  ///< one mark of a pair points the wrong way: “…“
    nested,  ///< the same marks inside themselves: 《…《…》…》
  };
  Type type = Type::unclosed;
  std::uint8_t kind = 0;    ///< of marks, see pair_name
  std::uint32_t at = 0;     ///< the mark
  std::uint32_t other = 0;  ///< reversed, nested: the second mark
  bool cut = false;  ///< the paragraph is no running text: a cell or a heading, its other half may stand elsewhere
};

std::vector<PairFault> find_pair_faults(const Paper& paper, fazhi::Context& ctx);

struct PairName {
  const char* zh;
  const char* en;
};
PairName pair_name(std::uint8_t kind);
/// The mark that belongs in place of a mark that points the wrong way.
char32_t turned_round(char32_t mark);

}  // namespace validator_language
