// Places that may begin a section, and the proof by sequence that they do.
#pragma once

#include <string>
#include <vector>

#include "lexicon/words.hpp"
#include "model/passes.hpp"
#include "outline/label.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

/// One place where a section begins.
struct Candidate {
  std::uint32_t at = 0;  ///< first code point of the label, or of the heading where there is none
  std::uint32_t label_size = 0;
  std::uint32_t block = 0;
  std::int32_t ordinal = 0;
  std::int8_t hint_level = 0;  ///< level the source's own numbering states; 0: none
  Family family = Family::heading;
  bool line_start = true;
  bool doubtful = false;
  bool accepted = false;
  bool appendix = false;  ///< closes everything that is open
};

struct OutlineLexicon {
  std::vector<std::u32string> appendix, appendix_titles, title_ends, not_headings, not_leads, offices, colon_ends,
      annex_ends, glued_ends;
  Words body_starts;
  std::uint32_t shortest_heading = 4, longest_heading = 40, shortest_body = 40, longest_with_colon = 14,
                shortest_sentence = 12;
};
const OutlineLexicon& outline_lexicon();

/// True for what is read as text: paragraphs and headings, no furniture and no element of the header.
[[nodiscard]] constexpr bool is_text(BlockKind kind) noexcept {
  return kind == BlockKind::paragraph || kind == BlockKind::heading;
}

/// All accepted candidates in the order of the text.
std::vector<Candidate> find_candidates(const ReportData& r, const Hints& hints, const Shadow& shadow, Context& ctx);

}  // namespace detail
FAZHI_NAMESPACE_END
