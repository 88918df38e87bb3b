#include "rules/cards.hpp"

#include <algorithm>

#include "fazhi/error.hpp"
#include "lexicon/toml.hpp"
#include "registry/suggest.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

char letter(const TomlNode& node) {
  const std::string& text = node.string();
  if (text.size() != 1) node.fail("must be one of the letters E W R I -", "须为E W R I -之一");
  try {
    severity_from_letter(text[0]);
  } catch (const OptionError& e) {
    node.fail(e.what(), e.message_zh());
  }
  return text[0];
}

void two_languages(const TomlNode& card, std::string_view key, bool required, std::string& zh, std::string& en) {
  if (!required && !card.has(key)) return;
  const TomlNode& node = card[key];
  zh = node["zh"].string();
  en = node["en"].string();
}

}  // namespace

RuleCard read_card(std::string_view toml, const std::string& name) {
  const TomlFile file = parse_toml(toml, name);
  const TomlNode& root = file.root;
  static const std::vector<std::string> known = {"id",     "title", "severity", "profiles",
                                                 "clause", "why",   "decides",  "cannot"};
  for (const std::string_view key : root.keys())
    if (std::find(known.begin(), known.end(), key) == known.end())
      root[key].fail("unknown key '" + std::string(key) + "'" + did_you_mean_en(key, known),
                     "未知的键“" + std::string(key) + "”" + did_you_mean_zh(key, known));
  RuleCard card;
  card.id = root["id"].string();
  if (card.id.empty()) root["id"].fail("must not be empty", "不能为空");
  two_languages(root, "title", true, card.title_zh, card.title_en);
  card.severity = letter(root["severity"]);
  if (root.has("profiles"))
    for (const std::string_view profile : root["profiles"].keys())
      card.profiles[std::string(profile)] = letter(root["profiles"][profile]);
  card.clause = root["clause"].string();
  two_languages(root, "why", true, card.why_zh, card.why_en);
  two_languages(root, "decides", true, card.decides_zh, card.decides_en);
  two_languages(root, "cannot", false, card.cannot_zh, card.cannot_en);
  return card;
}

bool takes(std::string_view word, std::string_view rule_id) noexcept {
  if (!rule_id.starts_with(word) || word.empty()) return false;
  return rule_id.size() == word.size() || rule_id[word.size()] == '-';
}

void check_rule_words(const std::vector<std::string>& words, const std::vector<std::string>& ids) {
  for (const std::string& word : words) {
    if (std::any_of(ids.begin(), ids.end(), [&](const std::string& id) { return takes(word, id); })) continue;
    std::vector<std::string> names = ids;
    for (const std::string& id : ids) names.push_back(id.substr(0, id.find('-')));
    throw OptionError("no rule '" + word + "'" + did_you_mean_en(word, names) + "; 'fazhi rules list' shows them all",
                      "没有规则“" + word + "”" + did_you_mean_zh(word, names) + "；用 fazhi rules list 查看全部");
  }
}

}  // namespace detail
FAZHI_NAMESPACE_END
