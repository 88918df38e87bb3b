// The words and forms of core/data/lexicons/tables.toml.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "fazhi/export.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

using Labels = std::vector<std::u32string>;

/// A label as it is compared: without blanks and quotation marks, brackets and commas of one width.
std::u32string compact(std::u32string_view text);
/// The character as compared; 0 where it is left out.
char32_t compact(char32_t c) noexcept;

struct FormRow {
  std::string id;
  std::vector<std::string> name;
  std::u32string mark;  ///< compact, without the stop behind it: 1, (一)
  Labels keys;          ///< compact, longest first
  bool mark_required = false;
  bool part = false;
};

/// A sum that a form prescribes. Over columns: the rows of `left` and `right` by index, in every column. Over rows: the
/// column `total` and the columns from `first` to `last`, in every row.
struct FormCheck {
  bool over_columns = true;
  std::vector<std::size_t> left, right;
  std::size_t total = 0, first = 0, last = 0;
};

struct Form {
  std::string id, title, unit;
  std::vector<std::vector<std::string>> columns;
  std::vector<FormRow> rows;
  std::vector<FormCheck> checks;
  bool unlabelled = false;
  Labels after;  ///< compact
};

struct FormSet {
  Labels starts, headings, words;  ///< compact
  Labels of_2019, of_2021;         ///< heads that only one edition has
  Labels row_of_2019;              ///< a row there, a heading in the edition of 2021
  std::vector<Form> forms_2019, forms_2021;
};

struct TableLexicon {
  Labels not_applicable;
  Labels units;  ///< longest first
  Labels totals, subtotals, not_added, of_which, caption_starts, caption_ends;
  FormSet disclosure;

  /// Read once a process; throws IoError or ParseError where the file is missing or spoilt.
  static const TableLexicon& get();
  /// nullptr for an unknown id (a report read from JSON of another version).
  [[nodiscard]] const Form* form(std::string_view id, std::size_t rows) const noexcept;
};

}  // namespace detail
FAZHI_NAMESPACE_END
