#include "fields.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace importer_docx {

namespace {

/// The next word of an instruction, "in quotation marks" or without; empty at the end.
std::string next_word(std::string_view& text) {
  const std::size_t from = text.find_first_not_of(" \t\r\n");
  if (from == text.npos) return {};
  const bool quoted = text[from] == '"';
  const std::size_t begin = from + (quoted ? 1 : 0);
  const std::size_t end = std::min(text.find_first_of(quoted ? "\"" : " \t\r\n", begin), text.size());
  std::string word(text.substr(begin, end - begin));
  text.remove_prefix(std::min(end + (quoted ? 1 : 0), text.size()));
  return word;
}

std::string upper(std::string word) {
  std::transform(word.begin(), word.end(), word.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return word;
}

int whole(const std::string& word, int otherwise) {
  int value = 0;
  const auto [end, failed] = std::from_chars(word.data(), word.data() + word.size(), value);
  return failed != std::errc() || end != word.data() + word.size() ? otherwise : value;
}

}  // namespace

std::optional<ListNumber> list_number(std::string_view instruction) {
  if (upper(next_word(instruction)) != "LISTNUM") return std::nullopt;
  ListNumber out;
  for (std::string word = next_word(instruction); !word.empty(); word = next_word(instruction)) {
    const std::string key = upper(word);
    if (key == "\\L") {
      out.level = std::clamp(whole(next_word(instruction), 0) - 1, -1, 8);
    } else if (key == "\\S") {
      out.start = std::max(whole(next_word(instruction), -1), -1);
    } else if (key.starts_with("\\")) {
      if (key == "\\*" || key == "\\#" || key == "\\@") next_word(instruction);
    } else if (out.list.empty()) {
      out.list = word;
    }
  }
  return out;
}

void Fields::begin() {
  open_.emplace_back();
  ++instructions_;
}

void Fields::separate() {
  if (open_.empty() || open_.back().separated) return;
  Field& field = open_.back();
  field.separated = true;
  --instructions_;
  std::string_view code = field.code;
  field.contents = upper(next_word(code)) == "TOC";
  contents_ += field.contents ? 1 : 0;
}

std::optional<std::string> Fields::end() {
  if (open_.empty()) return std::nullopt;
  Field last = std::move(open_.back());
  open_.pop_back();
  contents_ -= last.contents ? 1 : 0;
  if (last.separated) return std::nullopt;
  --instructions_;
  return std::move(last.code);
}

void Fields::instruction(std::string_view text) {
  constexpr std::size_t longest = 1000;
  if (!open_.empty() && !open_.back().separated && open_.back().code.size() < longest) open_.back().code += text;
}

}  // namespace importer_docx
