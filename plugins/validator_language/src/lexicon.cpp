#include "lexicon.hpp"

#define TOML_EXCEPTIONS 1
#include <toml++/toml.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <sstream>

#include "fazhi/error.hpp"

namespace validator_language {

namespace {

/// toml++ has checked that its strings are valid UTF-8.
std::u32string code_points(std::string_view utf8) {
  std::u32string out;
  for (std::size_t i = 0; i < utf8.size();) {
    const auto c = static_cast<unsigned char>(utf8[i]);
    const std::size_t width = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
    char32_t v = width == 1 ? c : c & (0x7F >> width);
    for (std::size_t k = 1; k < width; ++k) v = v << 6 | (static_cast<unsigned char>(utf8[i + k]) & 0x3F);
    out.push_back(v);
    i += width;
  }
  return out;
}

std::string text_of(const toml::table& table, std::string_view key) { return table[key].value_or(std::string()); }

std::vector<std::u32string> list_of(const toml::table& table, std::string_view key) {
  std::vector<std::u32string> out;
  if (const auto* array = table[key].as_array())
    for (const auto& item : *array) out.push_back(code_points(item.value_or(std::string())));
  return out;
}

template <class F>
void each_table(const toml::table& root, std::string_view key, F f) {
  if (const auto* array = root[key].as_array())
    for (const auto& item : *array)
      if (const auto* table = item.as_table()) f(*table);
}

WrongWord wrong_word(const toml::table& t) {
  WrongWord w;
  w.wrong_utf8 = text_of(t, "wrong");
  w.wrong = code_points(w.wrong_utf8);
  w.right = text_of(t, "right");
  w.unless_before = code_points(text_of(t, "unless_before"));
  w.unless_after = code_points(text_of(t, "unless_after"));
  w.only_before = list_of(t, "only_before");
  w.note_zh = text_of(t, "note_zh");
  w.note_en = text_of(t, "note_en");
  return w;
}

Words load(const std::string& data_folder) {
  const std::string path = data_folder + "/lexicons/language.toml";
  std::ifstream in(path, std::ios::binary);
  if (!in)
    throw fazhi::IoError("cannot read " + path + "; reinstall fazhi or correct FAZHI_DATA", path, errno,
                         "无法读取" + path + "；请重新安装fazhi或更正FAZHI_DATA");
  std::stringstream bytes;
  bytes << in.rdbuf();
  toml::table root;
  try {
    root = toml::parse(bytes.str(), path);
  } catch (const toml::parse_error& e) {
    std::ostringstream place;
    place << path << ":" << e.source().begin.line << ": " << e.description();
    throw fazhi::ParseError(place.str() + "; mend the file or reinstall fazhi",
                            place.str() + "；请修正该文件或重新安装fazhi");
  }
  Words w;
  each_table(root, "wrong", [&](const toml::table& t) { w.wrong.push_back(wrong_word(t)); });
  each_table(root, "phrase", [&](const toml::table& t) { w.phrases.push_back(wrong_word(t)); });
  each_table(root, "central", [&](const toml::table& t) {
    w.central.push_back({code_points(text_of(t, "phrase")), list_of(t, "owners"), list_of(t, "not_owners"),
                         text_of(t, "note_zh"), text_of(t, "note_en")});
  });
  each_table(root, "sequence", [&](const toml::table& t) {
    w.sequences.push_back(
        {code_points(text_of(t, "start")), list_of(t, "forms"), text_of(t, "note_zh"), text_of(t, "note_en")});
  });
  if (const auto* doubled = root["doubled"].as_table()) {
    w.never_doubled = code_points(text_of(*doubled, "characters"));
    w.doubled_whitelist = list_of(*doubled, "whitelist");
    w.doubled_words = list_of(*doubled, "words");
  }
  if (const auto* placeholder = root["placeholder"].as_table()) w.placeholder_units = list_of(*placeholder, "units");
  auto empty = [](const WrongWord& x) { return x.wrong.empty() || x.right.empty(); };
  if (w.wrong.empty() || w.central.empty() || w.placeholder_units.empty() ||
      std::any_of(w.wrong.begin(), w.wrong.end(), empty) || std::any_of(w.phrases.begin(), w.phrases.end(), empty))
    throw fazhi::ParseError(path + " lacks a list or a word; reinstall fazhi",
                            path + "缺少词表或词语；请重新安装fazhi");
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

const Words& words(const std::string& data_folder) {
  static const Words loaded = load(data_folder);
  return loaded;
}

}  // namespace validator_language
