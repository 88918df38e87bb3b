#include "citations/classify.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "lexicon/toml.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

using View = std::u32string_view;

struct End {
  std::u32string words;
  CitationClass citation_class;
};

struct Lexicon {
  std::vector<End> ends;  ///< by last character, longest first
  std::vector<std::u32string> work_starts, short_words, short_leads, tails, prefixes, work_context, norm_context;
  std::size_t longest_short = 6, longest_work = 8;
};

const Lexicon& lexicon() {
  static const Lexicon instance = [] {
    const TomlFile file = load_lexicon("citations");
    Lexicon l;
    const std::pair<const char*, CitationClass> classes[] = {{"norm", CitationClass::norm},
                                                             {"plan", CitationClass::plan},
                                                             {"work", CitationClass::work},
                                                             {"other", CitationClass::other}};
    for (const auto& [name, value] : classes)
      for (auto& words : file.root["ends"][name].words()) l.ends.push_back({std::move(words), value});
    std::stable_sort(l.ends.begin(), l.ends.end(), [](const End& a, const End& b) {
      return std::pair(a.words.back(), b.words.size()) < std::pair(b.words.back(), a.words.size());
    });
    l.work_starts = file.root["starts"]["work"].words();
    l.short_words = file.root["short"]["words"].words();
    l.short_leads = file.root["short"]["leads"].words();
    l.longest_short = static_cast<std::size_t>(file.root["short"]["longest"].integer());
    l.tails = file.root["cut"]["tails"].words();
    l.prefixes = file.root["cut"]["prefixes"].words();
    l.work_context = file.root["context"]["work"].words();
    l.norm_context = file.root["context"]["norm"].words();
    l.longest_work = static_cast<std::size_t>(file.root["context"]["longest_work"].integer());
    return l;
  }();
  return instance;
}

bool closes_bracket(char32_t c) { return c == U'）' || c == U')' || c == U'〉' || c == U'>'; }
bool opens_bracket(char32_t c) { return c == U'（' || c == U'(' || c == U'〈' || c == U'<'; }

/// The name without blanks, bracketed tails, drafts and years: what its last words say is its kind.
std::u32string plain(View title) {
  std::u32string t;
  t.reserve(title.size());
  for (char32_t c : title)
    if (c != U' ' && c != U'\n') t += c;
  bool again = true;
  while (again && !t.empty()) {
    again = false;
    if (closes_bracket(t.back())) {
      const auto open = std::find_if(t.rbegin(), t.rend(), opens_bracket);
      if (open != t.rend() && t.rend() - open > 1) {
        t.resize(static_cast<std::size_t>(t.rend() - open) - 1);
        again = true;
      }
    }
    for (const auto& tail : lexicon().tails)
      if (t.size() > tail.size() + 1 && t.ends_with(tail)) {
        t.resize(t.size() - tail.size());
        again = true;
      }
  }
  return t;
}

/// A year or figure at the end names a programme: 中国制造2025.
bool ends_in_year(View t) {
  std::size_t digits = 0;
  while (digits < t.size() && t[t.size() - 1 - digits] >= U'0' && t[t.size() - 1 - digits] <= U'9') ++digits;
  return digits == 4 && t.size() > 4;
}

std::optional<CitationClass> by_end(View t) {
  const auto& ends = lexicon().ends;
  auto it =
      std::lower_bound(ends.begin(), ends.end(), t.back(), [](const End& e, char32_t c) { return e.words.back() < c; });
  for (; it != ends.end() && it->words.back() == t.back(); ++it)
    if (t.ends_with(it->words)) return it->citation_class;
  return std::nullopt;
}

bool made_of_short_words(View t) {
  const Lexicon& l = lexicon();
  if (t.empty() || t.size() > l.longest_short) return false;
  while (!t.empty()) {
    const auto word =
        std::find_if(l.short_words.begin(), l.short_words.end(), [&](const auto& w) { return t.starts_with(w); });
    if (word == l.short_words.end()) return false;
    t.remove_prefix(word->size());
  }
  return true;
}

bool defines_short_name(View before) {
  while (!before.empty() && (before.back() == U'：' || before.back() == U'“' || before.back() == U' '))
    before.remove_suffix(1);
  const auto& leads = lexicon().short_leads;
  return std::any_of(leads.begin(), leads.end(), [&](const auto& lead) { return before.ends_with(lead); });
}

bool holds(View text, const std::vector<std::u32string>& words) {
  return std::any_of(words.begin(), words.end(), [&](const auto& w) { return text.find(w) != View::npos; });
}

/// The words right in front of the title, and of the row of titles that it ends.
View words_before(View before) {
  while (!before.empty() && before.back() == U'》') {
    const std::size_t open = before.rfind(U'《');
    if (open == View::npos) break;
    before = before.substr(0, open);
    while (!before.empty() && (before.back() == U'、' || before.back() == U'和')) before.remove_suffix(1);
  }
  std::size_t start = before.size() > 8 ? before.size() - 8 : 0;
  for (std::size_t i = before.size(); i > start; --i)
    if (before[i - 1] == U'。' || before[i - 1] == U'，' || before[i - 1] == U'；' || before[i - 1] == U'\n') {
      start = i;
      break;
    }
  return before.substr(start);
}

}  // namespace

CitationClass CitationClassifier::classify(View title, View before) {
  const Lexicon& l = lexicon();
  const std::u32string name = plain(title);
  if (name.empty()) return CitationClass::other;
  if (defines_short_name(before)) {
    shorts_.push_back(name);
    return CitationClass::short_name;
  }
  if (made_of_short_words(name) || std::find(shorts_.begin(), shorts_.end(), name) != shorts_.end())
    return CitationClass::short_name;
  for (const auto& full : cited_) {
    if (full.size() <= name.size() || !full.ends_with(name) || name.size() > full.size() - 2) continue;
    const View rest = View(full).substr(0, full.size() - name.size());
    if (std::find(l.prefixes.begin(), l.prefixes.end(), rest) == l.prefixes.end()) return CitationClass::short_name;
  }
  CitationClass result = CitationClass::other;
  if (std::any_of(l.work_starts.begin(), l.work_starts.end(), [&](const auto& s) { return name.starts_with(s); })) {
    result = CitationClass::work;
  } else if (const auto end = by_end(name)) {
    result = *end;
  } else if (ends_in_year(name)) {
    result = CitationClass::plan;
  } else {
    const View around = words_before(before);
    if (holds(around, l.norm_context))
      result = CitationClass::norm;
    else if (holds(around, l.work_context) || name.size() <= l.longest_work)
      result = CitationClass::work;
  }
  if ((result == CitationClass::norm || result == CitationClass::plan) &&
      std::find(cited_.begin(), cited_.end(), name) == cited_.end() && cited_.size() < 200)
    cited_.push_back(name);
  return result;
}

}  // namespace detail
FAZHI_NAMESPACE_END
