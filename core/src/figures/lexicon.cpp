#include "figures/lexicon.hpp"

#include <map>

#include "figures/numeral.hpp"
#include "figures/units.hpp"
#include "lexicon/toml.hpp"
#include "model/names.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

void add_all(WordTrie& trie, const TomlNode& words, std::int32_t value) {
  for (const auto& word : words.words()) trie.add(word, value);
}

void add_all_reversed(WordTrie& trie, const TomlNode& words, std::int32_t value) {
  for (const auto& word : words.words()) trie.add_reversed(word, value);
}

Approximation approximation_named(const TomlNode& table, std::string_view name) {
  for (const auto a : {Approximation::exact, Approximation::over, Approximation::under, Approximation::about,
                       Approximation::at_least, Approximation::at_most})
    if (to_string(a) == name) return a;
  table[name].fail("is no class of approximation; use over, under, about, at_least, at_most or exact");
}

void add_qualifiers(WordTrie& trie, const TomlNode& table, bool reversed) {
  for (const auto name : table.keys()) {
    const auto value = static_cast<std::int32_t>(approximation_named(table, name));
    if (reversed)
      add_all_reversed(trie, table[name], value);
    else
      add_all(trie, table[name], value);
  }
}

bool begins_number(char32_t c) { return is_digit(c) || han_digit(c) >= 0 || han_scale(c) != 0; }

void load_units(FigureLexicon& x) {
  const TomlNode root = load_lexicon("units").root;
  std::map<std::u32string, std::uint32_t> index;
  const TomlNode& families = root["family"];
  for (const auto name : families.keys()) {
    const TomlNode& family = families[name];
    x.families.emplace_back(name);
    x.family_adds.push_back(family.has("adds") && family["adds"].boolean());
    const auto words = family["words"].words();
    const auto bytes = family["words"].strings();
    for (std::size_t i = 0; i < words.size(); ++i) {
      const auto unit = static_cast<std::uint32_t>(x.units.size());
      if (!index.emplace(words[i], unit).second) family["words"].items()[i].fail("stands in two families");
      x.units.push_back({words[i], bytes[i], static_cast<std::uint8_t>(x.families.size() - 1), 0, false});
      x.unit_by_text.emplace(bytes[i], unit);
      x.unit_words.add(words[i], static_cast<std::int32_t>(unit));
    }
  }
  const TomlNode& written = root["written_as"];
  for (const auto name : written.keys()) {
    const auto found = x.unit_by_text.find(std::string(name));
    if (found == x.unit_by_text.end()) written[name].fail("is no unit of this file");
    x.units[found->second].utf8 = written[name].string();
  }
  const std::pair<const char*, std::uint8_t> thresholds[] = {{"arabic_only", 100}, {"han_from_eleven", 11}};
  for (const auto& [table, least] : thresholds)
    for (const TomlNode& item : root[table]["words"].items()) {
      const auto found = x.unit_by_text.find(item.string());
      if (found == x.unit_by_text.end()) item.fail("is no unit of this file");
      if (x.units[found->second].least_han != 0) item.fail("stands twice");
      x.units[found->second].least_han = least;
    }
  for (const TomlNode& item : root["han_two"]["words"].items()) {
    const auto found = x.unit_by_text.find(item.string());
    if (found == x.unit_by_text.end()) item.fail("is no unit of this file");
    x.units[found->second].han_two = true;
  }
  const TomlNode& continues = root["not_before"];
  for (const auto name : continues.keys()) {
    const auto found = x.unit_by_text.find(std::string(name));
    if (found == x.unit_by_text.end()) continues[name].fail("is no unit of this file");
    for (const auto& word : continues[name].words())
      x.unit_continues.add(x.units[found->second].text + word, static_cast<std::int32_t>(found->second));
  }
  add_all(x.compound_words, root["compound"]["words"], 0);
}

void load_qualifiers(FigureLexicon& x) {
  const TomlNode root = load_lexicon("qualifiers").root;
  add_qualifiers(x.before, root["before"], true);
  add_qualifiers(x.before_bare, root["bare_scale"], true);
  add_qualifiers(x.behind, root["behind"], false);
  add_all_reversed(x.not_a_qualifier, root["not_a_qualifier"]["words"], 0);
  const TomlNode& zero = root["zero"];
  add_all(x.zero_claims, zero["claims"], 0);
  add_all_reversed(x.zero_not_one, zero["not_one"], 0);
  add_all(x.zero_no_claims, zero["no_claims"], 0);
  add_all(x.zero_names, zero["names_behind"], 0);
  add_all(x.cleared, zero["cleared"], 0);
  add_all(x.none_words, zero["none"], 0);
  for (const char* key : {"cleared", "none"})
    for (const auto& word : zero[key].words()) x.classes[word[0]] |= char_zero_word;
}

void load_phrases(FigureLexicon& x) {
  const TomlNode root = load_lexicon("set_phrases").root;
  std::map<std::u32string, std::int32_t> known;
  const TomlNode& groups = root["phrases"];
  for (const auto name : groups.keys()) {
    const auto words = groups[name].words();
    for (std::size_t i = 0; i < words.size(); ++i) {
      std::size_t from = 0;
      while (from < words[i].size() && !begins_number(words[i][from])) ++from;
      if (from == words[i].size()) groups[name].items()[i].fail("holds no numeral");
      const auto [at, fresh] = known.emplace(words[i].substr(from), static_cast<std::int32_t>(x.phrase_heads.size()));
      if (fresh) x.phrase_heads.emplace_back();
      x.phrase_heads[static_cast<std::size_t>(at->second)].push_back(words[i].substr(0, from));
      x.phrases.add(at->first, at->second);
    }
  }
  const TomlNode& heads = root["in_front"];
  add_all_reversed(x.value_leads, heads["value"], 0);
  add_all_reversed(x.only_words, heads["only"], 0);
  add_all_reversed(x.moved_words, heads["moved"], 0);
  add_all_reversed(x.ten_best, heads["ten_best"], 0);
  add_all_reversed(x.day_events, heads["day_events"], 0);
  add_all_reversed(x.day_terms, heads["day_terms"], 0);
  add_all(x.day_tails, heads["day_tails"], 0);
  add_all(x.time_tails, root["tails"]["of_time"], 0);
  add_all(x.time_tails, root["tails"]["no_time_tail"], 1);
  add_all(x.far_time_tails, root["tails"]["of_time_far"], 0);
  add_all(x.any_tails, root["tails"]["of_anything"], 0);
  add_all(x.any_tails, root["tails"]["no_tail"], 1);
  add_all(x.circle_words, root["circles"]["words"], 0);
  x.circle_reach = static_cast<std::uint32_t>(root["circles"]["reach"].integer());
}

void load_subjects(FigureLexicon& x) {
  const TomlNode root = load_lexicon("subjects").root;
  add_all(x.subject_leading, root["leading"]["words"], 0);
  add_all_reversed(x.subject_trailing, root["trailing"]["words"], 0);
  add_all(x.subject_weak, root["weak"]["words"], 0);
  add_all(x.subject_stop, root["stop"]["words"], 0);
  add_all(x.subject_weak, root["change"]["words"], 0);
  add_all(x.subject_stop, root["change"]["words"], 0);
  add_all_reversed(x.subject_trailing, root["change"]["words"], 0);
  add_all(x.subject_comparison, root["comparison"]["words"], 0);
  add_all(x.subject_whole, root["whole"]["words"], 0);
  add_all(x.subject_measure, root["measure"]["words"], 0);
}

}  // namespace

FigureLexicon::FigureLexicon() {
  for (char32_t c = U'0'; c <= U'9'; ++c) classes[c] |= char_digit;
  for (const char32_t c : std::u32string_view(U"零〇一二两三四五六七八九十百千万亿")) classes[c] |= char_han_number;
  for (const char32_t c : std::u32string_view(U"“”‘’\"「」『』《》")) classes[c] |= char_quote;
  for (const char32_t c : std::u32string_view(U"\r\n")) classes[c] |= char_line_end;
  for (const char32_t c : std::u32string_view(U"，。；：、！？,;!?\r\n")) classes[c] |= char_clause_end;
  load_units(*this);
  load_qualifiers(*this);
  load_phrases(*this);
  load_subjects(*this);
}

const FigureLexicon& FigureLexicon::get() {
  static const FigureLexicon lexicon;
  return lexicon;
}

std::string_view unit_family(std::string_view unit) {
  const FigureLexicon& x = FigureLexicon::get();
  const auto found = x.unit_by_text.find(std::string(unit));
  return found == x.unit_by_text.end() ? std::string_view() : x.families[x.units[found->second].family];
}

bool may_add(std::string_view a, std::string_view b) {
  if (a == b) return true;
  const FigureLexicon& x = FigureLexicon::get();
  const auto i = x.unit_by_text.find(std::string(a));
  const auto k = x.unit_by_text.find(std::string(b));
  if (i == x.unit_by_text.end() || k == x.unit_by_text.end()) return false;
  const auto family = x.units[i->second].family;
  return family == x.units[k->second].family && x.family_adds[family];
}

}  // namespace detail
FAZHI_NAMESPACE_END
