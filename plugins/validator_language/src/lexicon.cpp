#include "lexicon.hpp"

#include <algorithm>

#include "fazhi/lexicon.hpp"

namespace validator_language {

namespace {

using fazhi::TomlNode;

std::u32string word_of(const TomlNode& table, std::string_view key) {
  return table.has(key) ? table[key].word() : std::u32string();
}

std::vector<std::u32string> list_of(const TomlNode& table, std::string_view key) {
  return table.has(key) ? table[key].words() : std::vector<std::u32string>();
}

const std::vector<TomlNode>& tables(const TomlNode& root, std::string_view key) {
  const std::vector<TomlNode>& items = root[key].items();
  if (items.empty()) root[key].fail("must hold an entry", "至少须有一项");
  return items;
}

WrongWord wrong_word(const TomlNode& t) {
  WrongWord w;
  w.wrong_utf8 = t["wrong"].string();
  w.wrong = t["wrong"].word();
  w.right = t["right"].string();
  for (const char* key : {"wrong", "right"})
    if (t[key].string().empty()) t[key].fail("must not be empty", "不能为空");
  w.unless_before = word_of(t, "unless_before");
  w.unless_after = word_of(t, "unless_after");
  w.only_before = list_of(t, "only_before");
  w.note_zh = t.string_or("note_zh", {});
  w.note_en = t.string_or("note_en", {});
  return w;
}

Words load(fazhi::Context& ctx) {
  const TomlNode root = fazhi::read_lexicon("language", ctx);
  Words w;
  for (const TomlNode& t : tables(root, "wrong")) w.wrong.push_back(wrong_word(t));
  for (const TomlNode& t : tables(root, "phrase")) w.phrases.push_back(wrong_word(t));
  for (const TomlNode& t : tables(root, "central"))
    w.central.push_back({t["phrase"].word(), t["owners"].words(), t["not_owners"].words(), t["note_zh"].string(),
                         t["note_en"].string()});
  for (const TomlNode& t : tables(root, "sequence"))
    w.sequences.push_back({t["start"].word(), t["forms"].words(), t["note_zh"].string(), t["note_en"].string()});
  const TomlNode& doubled = root["doubled"];
  w.never_doubled = doubled["characters"].word();
  w.doubled_whitelist = doubled["whitelist"].words();
  w.doubled_words = doubled["words"].words();
  w.placeholder_units = root["placeholder"]["units"].words();
  for (std::uint32_t i = 0; i < w.wrong.size(); ++i) w.wrong_index.add(w.wrong[i].wrong, i);
  for (std::uint32_t i = 0; i < w.phrases.size(); ++i) w.phrase_index.add(w.phrases[i].wrong, i);
  for (std::uint32_t i = 0; i < w.central.size(); ++i) w.set_index.add(w.central[i].phrase, i);
  for (std::uint32_t i = 0; i < w.sequences.size(); ++i)
    w.set_index.add(w.sequences[i].start, static_cast<std::uint32_t>(w.central.size()) + i);
  std::sort(w.doubled_words.begin(), w.doubled_words.end());
  for (WordIndex* index : {&w.wrong_index, &w.phrase_index, &w.set_index}) {
    index->sort();
    w.any_index.include(*index);
  }
  return w;
}

}  // namespace

void WordIndex::add(std::u32string_view text, std::uint32_t word) {
  if (text.size() < 2) return;
  const std::uint32_t h = hash(text[0], text[1]);
  bits_[h >> 6] |= std::uint64_t{1} << (h & 63);
  words_.push_back({text[0], text[1], word});
}

void WordIndex::sort() { std::sort(words_.begin(), words_.end(), before); }

const Words& words(fazhi::Context& ctx) {
  static const Words loaded = load(ctx);
  return loaded;
}

}  // namespace validator_language
