#include "metrics/dictionary.hpp"

#include <algorithm>
#include <map>

#include "lexicon/toml.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

void add_all(WordTrie& trie, const std::vector<std::u32string>& words, bool reversed, std::int32_t value = 0) {
  for (const auto& word : words) reversed ? trie.add_reversed(word, value) : trie.add(word, value);
}

bool has_word(const TomlNode& metric, std::string_view key, std::string_view word) {
  if (!metric.has(key)) return false;
  const auto words = metric[key].strings();
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

std::vector<std::u32string> readings(std::u32string_view pattern, const TomlNode& node) {
  std::vector<std::u32string> all{U""};
  while (!pattern.empty()) {
    std::vector<std::u32string_view> choices;
    if (pattern.front() == U'[') {
      const std::size_t close = pattern.find(U']');
      if (close == std::u32string_view::npos) node.fail("a name with '[' needs a ']'");
      std::u32string_view rest = pattern.substr(1, close - 1);
      for (std::size_t bar = rest.find(U'|'); bar != std::u32string_view::npos; bar = rest.find(U'|')) {
        choices.push_back(rest.substr(0, bar));
        rest.remove_prefix(bar + 1);
      }
      choices.push_back(rest);
      pattern.remove_prefix(close + 1);
    } else {
      const std::size_t end = std::min(pattern.find(U'['), pattern.size());
      choices.push_back(pattern.substr(0, end));
      pattern.remove_prefix(end);
    }
    std::vector<std::u32string> longer;
    longer.reserve(all.size() * choices.size());
    for (const auto& head : all)
      for (const auto& tail : choices) longer.push_back(head + std::u32string(tail));
    all = std::move(longer);
  }
  return all;
}

bool MetricEntry::takes(std::string_view word) const noexcept {
  return std::find(units.begin(), units.end(), word) != units.end();
}

const MetricDictionary& MetricDictionary::get() {
  static const MetricDictionary dictionary;
  return dictionary;
}

MetricDictionary::MetricDictionary() {
  const TomlFile file = load_lexicon("metrics");
  const TomlNode& root = file.root;
  add_all(between_reversed, root["between"]["words"].words(), true);
  add_all(between_reversed, root["between"]["spans"].words(), true, 3);
  add_all(between_reversed, root["between"]["shared"].words(), true, 4);
  add_all(between_reversed, root["rise"]["up"].words(), true, 1);
  add_all(between_reversed, root["rise"]["down"].words(), true, 2);
  add_all(before_reversed, root["before"]["words"].words(), true);
  add_all(before_reversed, root["before"]["but"].words(), true, 1);
  add_all(behind, root["behind"]["words"].words(), false);
  add_all(none, root["none"]["words"].words(), false);
  add_all(none_between, root["none"]["between"].words(), false);
  add_all(of_anything, root["none"]["of_anything"].words(), false);
  add_all(joined, root["none"]["joined"].words(), false);
  add_all(joined_reversed, root["none"]["joined"].words(), true);
  not_whole = Words(root["not_whole"]["words"].words());
  spans = Words(root["not_whole"]["spans"].words());
  township = root["issuer"]["township"].strings();
  department = root["issuer"]["department"].strings();

  std::map<std::u32string, std::vector<MetricName>> found;
  for (const TomlNode& metric : root["metric"].items()) {
    MetricEntry entry;
    entry.id = metric["id"].string();
    if (find(entry.id) >= 0) metric["id"].fail("an id that no other metric has");
    entry.zh = metric["zh"].string();
    entry.en = metric["en"].string();
    entry.unit = metric["unit"].string();
    entry.units = metric["units"].strings();
    entry.rises = metric.has("rises") && metric["rises"].boolean();
    entry.not_for_township = has_word(metric, "not_for", "township");
    entry.not_for_department = has_word(metric, "not_for", "department");
    if (metric.has("context")) entry.context = Words(metric["context"].words());
    entry.carried_from = metric.string_or("carried_from", "");
    if (metric.has("base")) {
      entry.base = find(metric["base"].string());
      if (entry.base < 0) metric["base"].fail("the id of a metric that stands before this one");
    }
    for (const TomlNode& cell : metric.has("cells") ? metric["cells"].items() : std::vector<TomlNode>())
      entry.cells.push_back({cell["form"].string(), cell["row"].string(), cell["column"].string()});
    const auto index = static_cast<std::uint16_t>(entries.size());
    const auto unless = metric.has("unless") ? metric["unless"].words() : std::vector<std::u32string>();
    const auto add = [&](std::string_view key, NameUse use) {
      if (!metric.has(key)) return;
      for (const auto& pattern : metric[key].words())
        for (auto& name : readings(pattern, metric[key])) {
          if (name.empty() || std::find(unless.begin(), unless.end(), name) != unless.end()) continue;
          auto& meanings_of = found[std::move(name)];
          const auto same = [&](const MetricName& n) { return n.metric == index; };
          if (std::none_of(meanings_of.begin(), meanings_of.end(), same)) meanings_of.push_back({index, use});
        }
    };
    add("names", NameUse::plain);
    add("context_names", NameUse::in_context);
    add("none_names", NameUse::of_none);
    entries.push_back(std::move(entry));
  }
  for (auto& [name, uses] : found) {
    names.add(name, static_cast<std::int32_t>(meanings.size()));
    names_reversed.add_reversed(name, static_cast<std::int32_t>(meanings.size()));
    meanings.push_back(std::move(uses));
  }
}

std::int32_t MetricDictionary::find(std::string_view id) const noexcept {
  const auto at = std::find_if(entries.begin(), entries.end(), [&](const MetricEntry& e) { return e.id == id; });
  return at == entries.end() ? -1 : static_cast<std::int32_t>(at - entries.begin());
}

IssuerKind MetricDictionary::issuer_kind(const Header& header) const {
  const auto ends = [](std::string_view name, const std::vector<std::string>& words) {
    return std::any_of(words.begin(), words.end(), [&](const std::string& w) { return name.ends_with(w); });
  };
  if (header.issuers.empty()) return IssuerKind::unknown;
  const std::string& name = header.issuers.front().value;
  if (ends(name, township)) return IssuerKind::township;
  return ends(name, department) ? IssuerKind::department : IssuerKind::other;
}

}  // namespace detail
FAZHI_NAMESPACE_END
