#include <algorithm>

#include "lexicon/toml.hpp"
#include "text/furniture.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

FurnitureWords load() {
  const TomlFile file = load_lexicon("furniture");
  FurnitureWords w;
  w.tools = file.root["menu"]["tools"].words();
  w.menu = file.root["menu"]["words"].words();
  w.menu.insert(w.menu.end(), w.tools.begin(), w.tools.end());
  std::sort(w.tools.begin(), w.tools.end());
  std::sort(w.menu.begin(), w.menu.end());
  w.prefixes = file.root["menu"]["prefixes"].words();
  w.footer_marks = file.root["footer"]["marks"].words();
  w.title_kinds = file.root["title"]["kinds"].words();
  w.bodies = file.root["title"]["bodies"].words();
  const std::pair<const char*, MetadataField> fields[] = {
      {"title", MetadataField::title},
      {"issuer", MetadataField::issuer},
      {"document_number", MetadataField::document_number},
      {"signed_date", MetadataField::signed_date},
      {"published_date", MetadataField::published_date},
      {"other", MetadataField::other},
  };
  for (const auto& [name, field] : fields)
    for (auto& word : file.root["metadata"][name].words()) {
      if (w.key_starts.find(word[0]) == std::u32string::npos) w.key_starts.push_back(word[0]);
      w.keys.push_back({std::move(word), field});
    }
  return w;
}

bool ends_key(char32_t c) {
  return c == U'：' || c == U':' || c == U' ' || c == U'\n' || c == U']' || c == U'】' || c == U'|' || c == U'｜' ||
         c == U'］';
}

/// Characters of s that spell the word, blanks inside passed over; 0 where they do not.
std::size_t spelled(std::u32string_view s, std::u32string_view word) {
  std::size_t i = 0;
  for (char32_t c : word) {
    while (i > 0 && i < s.size() && s[i] == U' ') ++i;
    if (i >= s.size() || s[i] != c) return 0;
    ++i;
  }
  return i;
}

}  // namespace

const FurnitureWords& furniture_words() {
  static const FurnitureWords words = load();
  return words;
}

KeyMatch match_metadata_key(std::u32string_view s) {
  std::size_t lead = 0;
  while (lead < s.size() && (s[lead] == U' ' || s[lead] == U'[' || s[lead] == U'【' || s[lead] == U'|' ||
                             s[lead] == U'｜' || s[lead] == U'［' || s[lead] == U'•' || s[lead] == U'·'))
    ++lead;
  if (lead >= s.size()) return {};
  const FurnitureWords& words = furniture_words();
  if (words.key_starts.find(s[lead]) == std::u32string::npos) return {};
  KeyMatch best;
  for (const MetadataKey& key : words.keys) {
    std::size_t i = spelled(s.substr(lead), key.name);
    if (i == 0 || lead + i <= best.size) continue;
    i += lead;
    if (i < s.size() && !ends_key(s[i])) continue;
    while (i < s.size() && ends_key(s[i]) && s[i] != U'\n') ++i;
    best = {key.field, i};
  }
  return best;
}

bool holds_any(std::u32string_view s, const std::vector<std::u32string>& words) {
  return std::any_of(words.begin(), words.end(), [&](const std::u32string& w) { return s.find(w) != s.npos; });
}

}  // namespace detail
FAZHI_NAMESPACE_END
