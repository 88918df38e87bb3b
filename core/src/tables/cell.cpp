// What a cell says: a number with its unit, nothing, that it does not apply, or words.
#include <algorithm>
#include <string>

#include "model/value.hpp"
#include "tables/lexicon.hpp"
#include "tables/tables.hpp"
#include "text/decode.hpp"
#include "text/fold.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

constexpr std::uint32_t most_digits = 18;

bool is_sign(char32_t c) { return c == U'-' || c == U'+' || c == U'−' || c == U'－' || c == U'＋'; }

/// 2023 and 2023年 in a head are names, not amounts; the grid decides where they stand.
std::u32string_view trim(std::u32string_view s) {
  const auto blank = [](char32_t c) { return c == U' ' || c == U'\n'; };
  while (!s.empty() && blank(s.front())) s.remove_prefix(1);
  while (!s.empty() && blank(s.back())) s.remove_suffix(1);
  return s;
}

}  // namespace

std::uint32_t number_end(std::u32string_view s, std::uint32_t at) {
  std::uint32_t i = at;
  if (i < s.size() && is_sign(s[i])) ++i;
  const std::uint32_t first = i;
  while (i < s.size() && is_digit(s[i])) ++i;
  if (i == first || i - first > most_digits) return at;
  // 1,234 and 1，234: groups of three.
  while (i + 3 < s.size() && (s[i] == U',' || s[i] == U'，') && is_digit(s[i + 1]) && is_digit(s[i + 2]) &&
         is_digit(s[i + 3]) && (i + 4 >= s.size() || !is_digit(s[i + 4])))
    i += 4;
  if (i + 1 < s.size() && (s[i] == U'.' || s[i] == U'．') && is_digit(s[i + 1])) {
    ++i;
    while (i < s.size() && is_digit(s[i])) ++i;
  }
  return i - first > most_digits ? at : i;
}

CellValue read_cell(std::u32string_view text, const TableLexicon& lexicon) {
  const std::u32string_view s = trim(text);
  CellValue out;
  if (s.empty()) {
    out.kind = CellKind::empty;
    return out;
  }
  if (std::find(lexicon.not_applicable.begin(), lexicon.not_applicable.end(), s) != lexicon.not_applicable.end()) {
    out.kind = CellKind::not_applicable;
    return out;
  }
  const std::uint32_t end = number_end(s, 0);
  if (end == 0) return out;
  const std::u32string_view unit = trim(s.substr(end));
  if (!unit.empty() && std::find(lexicon.units.begin(), lexicon.units.end(), unit) == lexicon.units.end()) return out;
  std::string digits;
  for (const char32_t c : s.substr(0, end)) {
    if (is_digit(c)) digits += static_cast<char>(c);
    if (c == U'.' || c == U'．') digits += '.';
    if (c == U'-' || c == U'−' || c == U'－') digits += '-';
  }
  const auto value = try_value_from_text(digits);
  if (!value) return out;
  out.value = *value;
  out.kind = value->num == 0 ? CellKind::zero : CellKind::number;
  const auto point = digits.find('.');
  out.decimals = static_cast<std::int8_t>(point == digits.npos ? 0 : digits.size() - point - 1);
  out.unit = to_utf8(unit);
  return out;
}

}  // namespace detail
FAZHI_NAMESPACE_END
