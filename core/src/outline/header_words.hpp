// Words by which the head of a document is read: core/data/lexicons/header.toml.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "fazhi/export.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

using WordList = std::vector<std::u32string>;

struct HeaderWords {
  WordList title_ends;
  WordList rule_of_law, rule_of_law_ends, rule_of_law_not, disclosure, disclosure_ends, work_report,
      work_report_openings;
  WordList bodies, places, matters, selves;
  WordList addressee_holds, addressee_not;
  WordList lead_openings, lead_ends, plans, joints;
};

/// Read once a process; throws IoError or ParseError where the lexicon is missing or spoilt.
const HeaderWords& header_words();

[[nodiscard]] bool ends_with_any(std::u32string_view s, const WordList& words);
[[nodiscard]] bool starts_with_any(std::u32string_view s, const WordList& words);
/// Where the first of the words begins; npos where none stands.
[[nodiscard]] std::size_t find_first_word(std::u32string_view s, const WordList& words);
/// The name of a body: 万州区余家镇人民政府, 中共…委员会. A mere place (静海区) only with `places`.
[[nodiscard]] bool is_body_name(std::u32string_view s, bool places = false);
/// s without blanks that only set letters apart; a blank behind the name of a body parts two issuers and stays.
[[nodiscard]] std::u32string fold_line(std::u32string_view s);

}  // namespace detail
FAZHI_NAMESPACE_END
