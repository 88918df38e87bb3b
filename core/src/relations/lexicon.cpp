#include "relations/lexicon.hpp"

#include <algorithm>
#include <functional>

#include "figures/units.hpp"
#include "lexicon/toml.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

RelationLexicon load() {
  const TomlFile file = load_lexicon("relations");
  const TomlNode& root = file.root;
  RelationLexicon x;
  const std::pair<const char*, WordList*> lists[] = {{"of_which", &x.of_which},
                                                     {"partition", &x.partition},
                                                     {"made_of", &x.made_of},
                                                     {"includes", &x.includes},
                                                     {"examples", &x.examples},
                                                     {"overlap", &x.overlap},
                                                     {"rest", &x.rest},
                                                     {"remaining", &x.remaining},
                                                     {"outcomes", &x.outcomes},
                                                     {"left_over", &x.left_over},
                                                     {"altogether", &x.altogether},
                                                     {"stock", &x.stock},
                                                     {"added", &x.added},
                                                     {"reach", &x.reach},
                                                     {"passed", &x.passed},
                                                     {"attained", &x.attained},
                                                     {"up", &x.up},
                                                     {"down", &x.down},
                                                     {"spread", &x.spread},
                                                     {"merge", &x.merge},
                                                     {"neutral", &x.neutral},
                                                     {"onto", &x.onto},
                                                     {"improve", &x.improve},
                                                     {"from", &x.from},
                                                     {"rank", &x.rank},
                                                     {"compared", &x.compared},
                                                     {"apart", &x.apart},
                                                     {"more", &x.more},
                                                     {"less", &x.less},
                                                     {"soft", &x.soft},
                                                     {"compound", &x.compound},
                                                     {"constant_price", &x.constant_price},
                                                     {"than", &x.than},
                                                     {"year_before", &x.year_before},
                                                     {"share", &x.share},
                                                     {"all_of", &x.all_of},
                                                     {"rate", &x.rate},
                                                     {"taken_in", &x.taken_in},
                                                     {"as_much", &x.as_much},
                                                     {"carried", &x.carried},
                                                     {"generic", &x.generic},
                                                     {"light", &x.light},
                                                     {"refer_back", &x.refer_back},
                                                     {"planned", &x.planned},
                                                     {"each", &x.each}};
  for (const auto& [key, words] : lists) *words = WordList(root[key].words());
  for (const TomlNode& pair : root["complements"].items()) {
    const auto words = pair.words();
    if (words.size() != 2) pair.fail("expected two labels that exclude each other");
    x.complements.emplace_back(words[0], words[1]);
  }
  for (const TomlNode& part : root["in_a_year"].items())
    x.in_a_year.emplace_back(part["part"].word(), static_cast<int>(part["times"].integer()));
  std::vector<std::u32string> first;
  for (const TomlNode& heads : root["enumerations"].items()) {
    x.enumerations.push_back(heads.words());
    if (x.enumerations.back().size() < 2) heads.fail("expected the words that open at least two items");
    first.push_back(x.enumerations.back().front());
  }
  x.first_items = WordList(std::move(first));
  for (const TomlNode& names : root["same_quantity"].items()) x.same_quantity.emplace_back(names.words());
  for (const TomlNode& group : root["unit_groups"].items()) x.unit_groups.push_back(group.strings());
  x.overlapping = root["overlapping"].strings();
  return x;
}

}  // namespace

const RelationLexicon& relation_lexicon() {
  static const RelationLexicon lexicon = load();
  return lexicon;
}

UnitKind RelationLexicon::kind_of(std::string_view unit) const {
  constexpr std::pair<std::string_view, UnitKind> kinds[] = {
      {"share", UnitKind::rate},  {"point", UnitKind::point},  {"multiple", UnitKind::multiple},
      {"money", UnitKind::money}, {"area", UnitKind::area},    {"time", UnitKind::time},
      {"thing", UnitKind::count}, {"person", UnitKind::count}, {"area_unit", UnitKind::count}};
  const std::string_view family = unit_family(unit);
  if (family.empty()) return UnitKind::count;
  for (const auto& [name, kind] : kinds)
    if (name == family) return kind;
  return UnitKind::measure;
}

bool RelationLexicon::same_unit(std::string_view a, std::string_view b) const noexcept {
  if (a == b) return true;
  return std::ranges::any_of(unit_groups, [&](const auto& group) {
    return std::ranges::find(group, a) != group.end() && std::ranges::find(group, b) != group.end();
  });
}

WordList::WordList(std::vector<std::u32string> words) : words_(std::move(words)) {
  std::erase_if(words_, [](const auto& w) { return w.empty(); });
  std::ranges::stable_sort(words_, std::greater(), [](const auto& w) { return w.size(); });
  for (const auto& w : words_) {
    first_[slot(w.front()) >> 6] |= std::uint64_t{1} << (slot(w.front()) & 63);
    last_[slot(w.back()) >> 6] |= std::uint64_t{1} << (slot(w.back()) & 63);
  }
}

// Words stand longest first: the first that fits is the longest.
std::size_t word_at_end(std::u32string_view text, const WordList& words) noexcept {
  if (text.empty() || !words.may_end(text.back())) return 0;
  for (const auto& w : words)
    if (w.back() == text.back() && text.ends_with(w)) return w.size();
  return 0;
}

std::size_t word_at_start(std::u32string_view text, const WordList& words) noexcept {
  if (text.empty() || !words.may_start(text.front())) return 0;
  for (const auto& w : words)
    if (w.front() == text.front() && text.starts_with(w)) return w.size();
  return 0;
}

std::size_t first_word(std::u32string_view text, const WordList& words, std::size_t* length) noexcept {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!words.may_start(text[i])) continue;
    const std::size_t n = word_at_start(text.substr(i), words);
    if (n == 0) continue;
    if (length != nullptr) *length = n;
    return i;
  }
  if (length != nullptr) *length = 0;
  return text.npos;
}

std::size_t last_word(std::u32string_view text, const WordList& words, std::size_t* length) noexcept {
  for (std::size_t i = text.size(); i-- > 0;) {
    if (!words.may_start(text[i])) continue;
    const std::size_t n = word_at_start(text.substr(i), words);
    if (n == 0) continue;
    if (length != nullptr) *length = n;
    return i;
  }
  if (length != nullptr) *length = 0;
  return text.npos;
}

}  // namespace detail
FAZHI_NAMESPACE_END
