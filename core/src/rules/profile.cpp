#include "rules/profile.hpp"

#include <algorithm>
#include <filesystem>
#include <mutex>
#include <vector>

#include "fazhi/error.hpp"
#include "fazhi/registry.hpp"
#include "lexicon/toml.hpp"
#include "registry/suggest.hpp"
#include "rules/cards.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

std::string bundled_folder() { return data_folder() + "/profiles"; }

std::vector<std::string> profile_names() {
  std::vector<std::string> names;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(bundled_folder(), ignored))
    if (entry.path().extension() == ".toml") names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

std::shared_ptr<const Profile> read_profile(const std::string& path, std::string id, Context& ctx) {
  const TomlFile file = load_toml(path, ctx);
  auto profile = std::make_shared<Profile>();
  profile->id = std::move(id);
  profile->sha256 = file.sha256;
  profile->title_zh = file.root["title"]["zh"].string();
  profile->title_en = file.root["title"]["en"].string();
  const TomlNode& rules = file.root["rules"];
  for (const std::string_view rule : rules.keys()) {
    const TomlNode& node = rules[rule];
    if (node.string().size() != 1 || std::string_view("EWRI-").find(node.string()) == std::string_view::npos)
      node.fail("must be one of the letters E W R I -", "须为E W R I -之一");
    profile->letters[std::string(rule)] = node.string()[0];
  }
  return profile;
}

}  // namespace

std::shared_ptr<const Profile> load_profile(const std::string& name_or_path, Context& ctx) {
  if (name_or_path.find('/') != std::string::npos || name_or_path.ends_with(".toml"))
    return read_profile(name_or_path, std::filesystem::path(name_or_path).stem().string(), ctx);
  static std::mutex mutex;
  static auto* loaded = new std::map<std::string, std::shared_ptr<const Profile>>;
  {
    const std::lock_guard lock(mutex);
    if (const auto at = loaded->find(name_or_path); at != loaded->end()) return at->second;
  }
  const std::vector<std::string> names = profile_names();
  if (std::find(names.begin(), names.end(), name_or_path) == names.end()) {
    const std::string known = joined(names);
    throw OptionError(
        "no profile '" + name_or_path + "'" + did_you_mean_en(name_or_path, names) + "; there are: " + known,
        "没有方案“" + name_or_path + "”" + did_you_mean_zh(name_or_path, names) + "；可用：" + known);
  }
  auto profile = read_profile(bundled_folder() + "/" + name_or_path + ".toml", name_or_path, ctx);
  const std::lock_guard lock(mutex);
  return loaded->emplace(name_or_path, std::move(profile)).first->second;
}

char letter_in(const Profile& profile, const RuleCard& card) {
  const std::string* best = nullptr;
  char letter = card.severity;
  if (const auto at = card.profiles.find(profile.id); at != card.profiles.end()) letter = at->second;
  for (const auto& [word, l] : profile.letters)
    if (takes(word, card.id) && (best == nullptr || word.size() > best->size())) best = &word, letter = l;
  return letter;
}

}  // namespace detail
FAZHI_NAMESPACE_END
