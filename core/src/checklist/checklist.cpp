#include "checklist/checklist.hpp"

#include <algorithm>
#include <filesystem>
#include <set>

#include "fazhi/error.hpp"
#include "fazhi/registry.hpp"
#include "lexicon/toml.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

std::string bundled_folder() { return data_folder() + "/checklists"; }

bool is_path(const std::string& name) { return name.find('/') != std::string::npos || name.ends_with(".toml"); }

void two_languages(const TomlNode& n, std::string& zh, std::string& en) {
  zh = n["zh"].string();
  en = n["en"].string();
}

Criterion read_criterion(const TomlNode& n) {
  Criterion c;
  c.id = n["id"].string();
  two_languages(n["title"], c.title_zh, c.title_en);
  c.clause = n["clause"].string();
  c.weight = n["weight"].number();
  if (!(c.weight >= 0) || c.weight > 1e6)
    n["weight"].fail("the weight must lie between 0 and 1000000", "权重须在0至1000000之间");
  c.check = n["check"].string();
  if (n.has("parameters"))
    for (const std::string_view key : n["parameters"].keys())
      c.parameters.emplace_back(key, n["parameters"][key].string());
  return c;
}

}  // namespace

std::vector<std::string> checklist_names() {
  std::vector<std::string> names;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(bundled_folder(), ignored))
    if (entry.path().extension() == ".toml") names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

std::string checklist_path(const std::string& name_or_path) {
  return is_path(name_or_path) ? name_or_path : bundled_folder() + "/" + name_or_path + ".toml";
}

Checklist load_checklist(const std::string& name_or_path, Context& ctx) {
  if (!is_path(name_or_path)) {
    const std::vector<std::string> names = checklist_names();
    if (std::find(names.begin(), names.end(), name_or_path) == names.end()) {
      std::string known;
      for (const std::string& name : names) known += (known.empty() ? "" : ", ") + name;
      throw OptionError(
          "no checklist '" + name_or_path + "'; there are: " + known + "; or give the path of a .toml file",
          "没有检查表“" + name_or_path + "”；可用：" + known + "；也可给出.toml文件的路径");
    }
  }
  const std::string path = checklist_path(name_or_path);
  const TomlFile file = load_toml(path, ctx);
  const TomlNode& root = file.root;
  Checklist list;
  list.path = path;
  list.hash = file.sha256;
  list.id = root["id"].string();
  list.version = root["version"].string();
  list.source = root["source"].string();
  two_languages(root["title"], list.title_zh, list.title_en);
  two_languages(root["weights_note"], list.weights_note_zh, list.weights_note_en);
  std::set<std::string> ids;
  for (const TomlNode& g : root["groups"].items()) {
    CriterionGroup group;
    group.id = g["id"].string();
    two_languages(g["title"], group.title_zh, group.title_en);
    for (const TomlNode& n : g["criteria"].items()) {
      group.criteria.push_back(read_criterion(n));
      if (!ids.insert(group.criteria.back().id).second)
        n.fail("criterion '" + group.criteria.back().id + "' stands twice",
               "指标“" + group.criteria.back().id + "”重复");
    }
    list.groups.push_back(std::move(group));
  }
  return list;
}

}  // namespace detail
std::optional<LevelReached> level_reached(const CriterionResult& result) noexcept {
  if (result.outcome == Outcome::pass || result.outcome == Outcome::fixed) return LevelReached::fully;
  if (result.outcome != Outcome::fail) return std::nullopt;
  return result.points > 0 ? LevelReached::partly : LevelReached::none;
}

FAZHI_NAMESPACE_END
