// Listing, finding and making plugins.
#include "fazhi/registry.hpp"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "registry/call.hpp"
#include "registry/check_options.hpp"
#include "registry/impl.hpp"
#include "registry/refusals.hpp"
#include "registry/suggest.hpp"

FAZHI_NAMESPACE_BEGIN

using detail::Candidate;
using detail::Candidates;

namespace {

bool in_use(const PluginInfo& info) {
  return info.status == PluginStatus::available || info.status == PluginStatus::loaded;
}

std::string_view kind_zh(PluginKind kind) {
  switch (kind) {
    case PluginKind::importer:
      return "导入器";
    case PluginKind::validator:
      return "校验器";
    case PluginKind::scorer:
      return "评分器";
    case PluginKind::exporter:
      break;
  }
  return "导出器";
}

// The host's object: no file of its own, no gate.
template <class T>
std::shared_ptr<Candidate> registered(PluginKind kind, PluginInfo info, std::shared_ptr<const T> plugin) {
  if (info.name.empty() || plugin == nullptr)
    throw OptionError("a plugin needs a name and an object", "插件须有名称和对象");
  for (const OptionSpec& spec : info.options) detail::check_spec(spec);
  auto c = std::make_shared<Candidate>();
  c->info = std::move(info);
  c->info.kind = kind;
  c->info.kind_known = true;
  c->usable = true;
  c->instance = std::move(plugin);
  return c;
}

template <class T>
std::shared_ptr<const void> make(void* (*create)()) {
  return std::shared_ptr<const T>(static_cast<const T*>(create()));
}

std::shared_ptr<const void> make(const PluginInfo& info, void* (*create)()) {
  switch (info.kind) {
    case PluginKind::importer:
      return make<Importer>(create);
    case PluginKind::validator:
      return make<Validator>(create);
    case PluginKind::scorer:
      return make<Scorer>(create);
    case PluginKind::exporter:
      break;
  }
  return make<Exporter>(create);
}

// A refused file has no names; its own name says which plugin the user meant: exporter_brief.so is "brief".
bool file_is_named(const PluginInfo& info, PluginKind kind, std::string_view name) {
  if (info.path == name) return true;
  std::string stem = std::filesystem::path(info.path).stem().string();
  if (stem.starts_with("lib")) stem.erase(0, 3);
  return stem == name || stem == std::string(to_string(kind)) + "_" + std::string(name) ||
         stem == std::string(name) + "_" + std::string(to_string(kind));
}

}  // namespace

namespace detail {

void throw_plugin_error(const PluginInfo& plugin, const char* stage, const std::string& en, const std::string& zh) {
  const std::string from = plugin.path.empty() ? std::string() : " (" + plugin.path + ")";
  std::throw_with_nested(PluginError("plugin '" + plugin.name + "' failed in " + stage + ": " + en + from, plugin.name,
                                     stage, plugin.path,
                                     "插件“" + plugin.name + "”在" + stage + "阶段出错：" + zh + from));
}

}  // namespace detail

Candidates Registry::Impl::exchange(const Candidates& rows, const std::function<bool(const Candidate&)>& leaves) {
  // The old plan holds plugins: dropped without the lock too.
  std::shared_ptr<const detail::Plan> outdated;
  const std::lock_guard lock(mutex);
  const auto left =
      std::stable_partition(candidates.begin(), candidates.end(), [&](const auto& c) { return !leaves(*c); });
  Candidates out(left, candidates.end());
  candidates.erase(left, candidates.end());
  if (rows.empty() && out.empty()) return out;
  outdated.swap(plan);
  candidates.insert(candidates.end(), rows.begin(), rows.end());
  detail::resolve(candidates, disabled);
  ++generation;
  return out;
}

std::shared_ptr<Candidate> Registry::Impl::find(PluginKind kind, std::string_view name) {
  scan();
  {
    const std::lock_guard lock(mutex);
    for (const auto& c : candidates)
      if (c->info.kind_known && c->info.kind == kind && c->info.name == name && in_use(c->info)) return c;
  }
  not_found(kind, name);
}

void Registry::Impl::not_found(PluginKind kind, std::string_view name) {
  const std::lock_guard lock(mutex);
  const std::string word(name);
  const std::string en = "no " + std::string(to_string(kind)) + " '" + word + "'";
  const std::string zh = "没有" + std::string(kind_zh(kind)) + "“" + word + "”";
  std::vector<std::string> names;
  std::string other_en, other_zh;
  for (const auto& c : candidates) {
    const PluginInfo& info = c->info;
    const bool meant = info.kind_known ? info.kind == kind && info.name == name : file_is_named(info, kind, name);
    if (meant && !info.reason_en.empty()) {
      const std::string at = info.path.empty() ? "" : info.path + ": ";
      const std::string full_en = "cannot use " + std::string(to_string(kind)) + " '" + word + "': " + at +
                                  info.reason_en + "; " + info.remedy_en;
      const std::string full_zh =
          "无法使用" + std::string(kind_zh(kind)) + "“" + word + "”：" + at + info.reason_zh + "；" + info.remedy_zh;
      throw PluginError(full_en, word, c->create_failed ? "create" : "find", info.path, full_zh);
    }
    if (!in_use(info)) continue;
    if (info.kind == kind) names.push_back(info.name);
    if (info.kind != kind && info.name == name) {
      other_en = std::string("; there is ") +
                 (info.kind == PluginKind::importer || info.kind == PluginKind::exporter ? "an " : "a ") +
                 std::string(to_string(info.kind)) + " of that name";
      other_zh = "；有同名的" + std::string(kind_zh(info.kind));
    }
  }
  const std::string there = names.empty() ? "; there is none at all" : "; there are: " + detail::joined(names);
  const std::string there_zh = names.empty() ? "；一个也没有" : "；可用：" + detail::joined(names, "、");
  throw PluginError(en + detail::did_you_mean_en(name, names) + other_en + there, word, "find", {},
                    zh + detail::did_you_mean_zh(name, names) + other_zh + there_zh);
}

Candidates Registry::Impl::usable(PluginKind kind) {
  scan();
  Candidates out;
  const std::lock_guard lock(mutex);
  for (const auto& c : candidates)
    // A plugin that failed when it was made still owns its name: using it reports the failure, nothing is left out in
    // silence.
    if (c->info.kind_known && c->info.kind == kind && (in_use(c->info) || c->create_failed)) out.push_back(c);
  return out;
}

std::shared_ptr<const void> Registry::Impl::instance(const std::shared_ptr<Candidate>& c) {
  PluginInfo info;
  {
    const std::lock_guard lock(mutex);
    if (c->instance != nullptr) return c->instance;
    info = c->info;
  }
  const auto failed = [&](const std::string& en, const std::string& zh) {
    const std::lock_guard lock(mutex);
    c->create_failed = true;
    c->create_failure = detail::factory_failed(en, zh);
    set_refusal(c->info, c->create_failure);
  };
  // Two threads may both make one: the first to come back here wins, plugins have no state.
  std::shared_ptr<const void> made;
  try {
    made = detail::call_plugin(info, "create", [&] { return make(info, c->create); });
  } catch (const Cancelled&) {
    throw;
  } catch (const Error& e) {
    failed(e.what(), e.message_zh());
    if (dynamic_cast<const PluginError*>(&e) != nullptr) throw;
    detail::throw_plugin_error(info, "create", e.what(), e.message_zh());
  }
  if (made == nullptr) {
    failed("its factory gave nothing", "工厂函数未返回对象");
    throw PluginError("plugin '" + info.name + "' failed in create: its factory gave nothing (" + info.path + ")",
                      info.name, "create", info.path,
                      "插件“" + info.name + "”创建失败：工厂函数未返回对象（" + info.path + "）");
  }
  const std::lock_guard lock(mutex);
  if (c->instance == nullptr) c->instance = std::move(made);
  if (c->info.status == PluginStatus::available) c->info.status = PluginStatus::loaded;
  return c->instance;
}

std::vector<PluginInfo> Registry::list() {
  d_->scan();
  std::vector<PluginInfo> out;
  const std::lock_guard lock(d_->mutex);
  for (const auto& c : d_->candidates) out.push_back(c->info);
  return out;
}

namespace {

// A notebook cell that is run again replaces what it registered before.
void add_registered(Registry::Impl& d, const std::shared_ptr<Candidate>& c) {
  d.exchange({c}, [&](const Candidate& o) {
    return o.create == nullptr && o.info.kind_known && o.info.kind == c->info.kind && o.info.name == c->info.name &&
           o.info.rank == c->info.rank && (c->info.rank == PluginRank::registered || o.info.path == c->info.path);
  });
}

}  // namespace

void Registry::add(PluginInfo info, std::shared_ptr<const Importer> plugin) {
  add_registered(*d_, registered(PluginKind::importer, std::move(info), std::move(plugin)));
}
void Registry::add(PluginInfo info, std::shared_ptr<const Validator> plugin, std::vector<RuleCard> cards) {
  auto c = registered(PluginKind::validator, std::move(info), std::move(plugin));
  for (RuleCard& card : cards) {
    severity_from_letter(card.severity);
    for (const auto& [profile, letter] : card.profiles) severity_from_letter(letter);
    card.plugin = c->info.id.empty() ? c->info.name : c->info.id;
  }
  c->cards = std::move(cards);
  add_registered(*d_, c);
}
void Registry::add(PluginInfo info, std::shared_ptr<const Scorer> plugin) {
  add_registered(*d_, registered(PluginKind::scorer, std::move(info), std::move(plugin)));
}
void Registry::add(PluginInfo info, std::shared_ptr<const Exporter> plugin) {
  add_registered(*d_, registered(PluginKind::exporter, std::move(info), std::move(plugin)));
}

bool Registry::remove(PluginKind kind, std::string_view name) {
  // An override and what it covers share a name: the first goes.
  bool found = false;
  return !d_->exchange({}, [&](const Candidate& c) {
              const bool fits = c.create == nullptr && c.usable && c.info.kind == kind && c.info.name == name;
              return fits && !std::exchange(found, true);
            }).empty();
}

std::shared_ptr<const Importer> Registry::importer(std::string_view name) {
  return d_->instance_as<Importer>(d_->find(PluginKind::importer, name));
}
std::shared_ptr<const Validator> Registry::validator(std::string_view name) {
  return d_->instance_as<Validator>(d_->find(PluginKind::validator, name));
}
std::shared_ptr<const Scorer> Registry::scorer(std::string_view name) {
  return d_->instance_as<Scorer>(d_->find(PluginKind::scorer, name));
}
std::shared_ptr<const Exporter> Registry::exporter(std::string_view name) {
  return d_->instance_as<Exporter>(d_->find(PluginKind::exporter, name));
}

PluginInfo Registry::info(PluginKind kind, std::string_view name) {
  const auto c = d_->find(kind, name);
  const std::lock_guard lock(d_->mutex);
  return c->info;
}

std::string Registry::exporter_for_suffix(std::string_view suffix) {
  std::vector<std::string> suffixes;
  for (const auto& c : d_->usable(PluginKind::exporter))
    for (const std::string& s : c->info.suffixes) {
      if (s == suffix) return c->info.name;
      if (std::find(suffixes.begin(), suffixes.end(), s) == suffixes.end()) suffixes.push_back(s);
    }
  const std::string word(suffix);
  throw PluginError(
      "no exporter writes '" + word + "' files; there are: " + detail::joined(suffixes) + "; or name the format", word,
      "find", {},
      "没有能写“" + word + "”文件的导出器；可用后缀：" + detail::joined(suffixes, "、") + "；也可直接指定格式");
}

Options Registry::check_options(PluginKind kind, std::string_view name, const Options& given) {
  return detail::checked_options(std::string(name), info(kind, name).options, given);
}

std::vector<RuleCard> Registry::rules() {
  std::vector<RuleCard> out;
  for (const auto& c : d_->usable(PluginKind::validator)) {
    const std::lock_guard lock(d_->mutex);
    for (const RuleCard& card : c->cards)
      if (!c->lost_rules.contains(card.id)) out.push_back(card);
  }
  std::sort(out.begin(), out.end(), [](const RuleCard& a, const RuleCard& b) { return a.id < b.id; });
  return out;
}

FAZHI_NAMESPACE_END
