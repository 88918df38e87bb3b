// A report as the rules of language see it: paragraphs of code points, furniture left aside, and where the characters
// stand that are no Han characters, so that the rules of punctuation need not look at every character.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "fazhi/plugin.hpp"

namespace validator_language {

inline bool is_han(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || c == 0x3007 || (c >= 0x20000 && c <= 0x323AF);
}
inline bool is_digit(char32_t c) { return (c >= U'0' && c <= U'9') || (c >= U'０' && c <= U'９'); }
inline bool is_letter(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z'); }
constexpr bool is_blank(char32_t c) {
  return c == U' ' || c == U'\t' || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200A);
}

/// What a character is to the rules of punctuation; several may hold.
enum MarkClass : std::uint8_t {
  class_pair = 1,  ///< a quotation mark, a bracket, a straight quote
  class_stop = 2,  ///< ，。；：、
  class_half = 4,  ///< a half-width mark of a sentence
  class_blank = 8,
  class_filler = 16,   ///< × * X _: left to be filled in
  class_straight = 32  ///< a straight quote
};
std::uint8_t mark_class(char32_t c);

struct Paragraph {
  std::uint32_t start = 0, end = 0;
  std::uint32_t first_mark = 0, last_mark = 0;  ///< into Paper::marks, half-open
  fazhi::BlockKind kind = fazhi::BlockKind::paragraph;
  bool whole = true;  ///< ends in a full stop: running text, not a heading or a cell
  bool continues = false;
};

struct Paper {
  explicit Paper(const fazhi::Report& report);

  [[nodiscard]] bool has(MarkClass any) const { return (all_classes & any) != 0; }
  [[nodiscard]] bool is(std::size_t mark, MarkClass any) const { return (classes[mark] & any) != 0; }
  [[nodiscard]] char32_t before(std::uint32_t i) const { return i > 0 ? text[i - 1] : U'\n'; }
  [[nodiscard]] char32_t after(std::uint32_t i) const { return i + 1 < text.size() ? text[i + 1] : U'\n'; }
  [[nodiscard]] std::string quote(fazhi::TextRange range) const { return std::string(report.text().slice(range)); }
  [[nodiscard]] bool holds(std::uint32_t i, std::u32string_view word) const {
    return text.substr(i, word.size()) == word;
  }

  const fazhi::Report& report;
  std::u32string_view text;
  std::vector<Paragraph> paragraphs;
  std::vector<std::uint32_t> marks;   ///< positions of all that is no Han character
  std::vector<std::uint8_t> classes;  ///< of each mark
  std::uint8_t all_classes = 0;       ///< those that the report has at all: a rule of others need not look
};

}  // namespace validator_language
