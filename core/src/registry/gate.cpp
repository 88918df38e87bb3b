// The load gate. Checks in the order of what is safe to touch: the file, its section and symbol names, the loaded
// library's plain-C descriptor, and only then anything of C++. The first failure is recorded.
#include <boost/dll/library_info.hpp>
#include <boost/dll/shared_library.hpp>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <filesystem>
#include <forward_list>
#include <mutex>
#include <optional>

#include "fazhi/error.hpp"
#include "fazhi/version.hpp"
#include "registry/candidate.hpp"
#include "registry/elf.hpp"
#include "registry/refusals.hpp"
#include "rules/cards.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

constexpr std::string_view alias_prefix = "fazhi_plugin_abi_";
constexpr std::uint32_t most_entries = 1000;

struct Abi {
  int major = -1, minor = -1;
  std::string alias;
};

std::optional<Abi> abi_of(const std::string& alias) {
  if (!alias.starts_with(alias_prefix)) return std::nullopt;
  unsigned short major = 0, minor = 0;
  const char* const end = alias.data() + alias.size();
  const auto first = std::from_chars(alias.data() + alias_prefix.size(), end, major);
  if (first.ec != std::errc() || first.ptr == end || *first.ptr != '_') return std::nullopt;
  const auto second = std::from_chars(first.ptr + 1, end, minor);
  if (second.ec != std::errc() || second.ptr != end) return std::nullopt;
  return Abi{major, minor, alias};
}

bool fits(const Abi& abi) { return abi.major == FAZHI_PLUGIN_ABI_MAJOR && abi.minor <= FAZHI_PLUGIN_ABI_MINOR; }

// Of several (a plugin may serve several majors) the newest that this core understands, else the newest.
std::optional<Abi> read_abi(const std::string& path) {
  std::optional<Abi> best;
  boost::dll::library_info library(path);
  for (const std::string& symbol : library.symbols(FAZHI_PLUGIN_SECTION)) {
    const auto abi = abi_of(symbol);
    if (!abi) continue;
    const bool better =
        !best || std::tuple(fits(*abi), abi->major, abi->minor) > std::tuple(fits(*best), best->major, best->minor);
    if (better) best = abi;
  }
  return best;
}

// Loaded libraries stay for good: objects, exceptions and vtables of theirs may live anywhere.
boost::dll::shared_library& load_for_good(const std::string& path) {
  using boost::dll::load_mode::rtld_local;
  using boost::dll::load_mode::rtld_now;
  static std::mutex mutex;
  static auto* libraries = new std::forward_list<boost::dll::shared_library>;
  boost::dll::shared_library library(path, rtld_now | rtld_local);
  const std::lock_guard lock(mutex);
  return libraries->emplace_front(std::move(library));
}

// "boost::dll::shared_library::load() failed (dlerror system message: TEXT): No such file…" → TEXT
std::string loader_text(std::string what) {
  constexpr std::string_view mark = "dlerror system message: ";
  if (const auto at = what.find(mark); at != std::string::npos) {
    what.erase(0, at + mark.size());
    if (const auto end = what.rfind("): "); end != std::string::npos) what.erase(end);
  }
  return what;
}

bool is_name(const char* s, bool dots) {
  if (s == nullptr || *s == '\0' || ::strnlen(s, 129) > 128) return false;
  for (; *s != '\0'; ++s) {
    const char c = *s;
    const bool word =
        (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || (c >= 'A' && c <= 'Z');
    if (!word && !(dots && c == '.')) return false;
  }
  return true;
}

struct Row {
  std::string path;
  PluginRank rank;
  [[nodiscard]] std::shared_ptr<Candidate> make() const {
    auto c = std::make_shared<Candidate>();
    c->info.path = path;
    c->info.rank = rank;
    c->info.language = "c++";
    return c;
  }
  [[nodiscard]] Candidates refused(Refusal refusal) const {
    auto c = make();
    c->gate = std::move(refusal);
    return {c};
  }
};

Refusal wrong_descriptor(const std::string& what_en, const std::string& what_zh) {
  return {PluginStatus::incompatible, "插件描述有误：" + what_zh, "its descriptor is wrong: " + what_en,
          "请用fazhi_add_plugin和FAZHI_PLUGIN重新编译", "build it again with fazhi_add_plugin and FAZHI_PLUGIN"};
}

std::optional<Refusal> check_descriptor(const fazhi_plugin_descriptor* d, const Abi& abi) {
  if (d == nullptr) return wrong_descriptor("it is missing", "缺失");
  if (d->struct_size < sizeof(fazhi_plugin_descriptor) || d->struct_size > 4096)
    return wrong_descriptor(
        "its size is " + std::to_string(d->struct_size) + " bytes, at least " +
            std::to_string(sizeof(fazhi_plugin_descriptor)) + " are needed",
        "大小为" + std::to_string(d->struct_size) + "字节，至少应为" + std::to_string(sizeof(fazhi_plugin_descriptor)));
  if (static_cast<int>(d->abi_major) != abi.major || static_cast<int>(d->abi_minor) != abi.minor)
    return wrong_descriptor("its ABI number is not the one of its alias", "ABI编号与别名不符");
  const std::string tag = d->build_tag == nullptr ? "" : std::string(d->build_tag, ::strnlen(d->build_tag, 200));
  if (tag != FAZHI_BUILD_TAG) return other_build(tag);
  if (d->core != &fazhi_core_anchor) return second_core();
  return std::nullopt;
}

std::optional<Refusal> check_entries(const fazhi_plugin_descriptor& d) {
  if (!is_name(d.id, true))
    return wrong_descriptor("the id must be a name such as org.example.brief", "标识应形如org.example.brief");
  if (d.version == nullptr || *d.version == '\0') return wrong_descriptor("the version is missing", "缺少版本号");
  if (d.entries == nullptr || d.entry_count == 0 || d.entry_count > most_entries)
    return wrong_descriptor("it declares no entry", "未声明任何功能");
  const std::uint32_t stride = d.entries->struct_size;
  if (stride < sizeof(fazhi_plugin_entry) || stride > 4096)
    return wrong_descriptor("its entries have a wrong size", "功能项大小有误");
  if (d.card_count > most_entries || (d.card_count > 0 && d.cards == nullptr))
    return wrong_descriptor("its rule cards are missing", "缺少规则卡");
  return std::nullopt;
}

const fazhi_plugin_entry& entry(const fazhi_plugin_descriptor& d, std::uint32_t i) {
  return *reinterpret_cast<const fazhi_plugin_entry*>(reinterpret_cast<const char*>(d.entries) +
                                                      std::size_t{i} * d.entries->struct_size);
}

void read_cards(const fazhi_plugin_descriptor& d, Candidate& c) {
  for (std::uint32_t i = 0; i < d.card_count; ++i) {
    if (d.cards[i] == nullptr) throw ParseError("a rule card is missing", "缺少规则卡");
    RuleCard card = read_card(d.cards[i], std::string(d.id) + ": rule card " + std::to_string(i + 1));
    card.plugin = d.id;
    const bool twice = std::any_of(c.cards.begin(), c.cards.end(), [&](const RuleCard& o) { return o.id == card.id; });
    if (twice) throw ParseError("rule " + card.id + " has two cards", "规则" + card.id + "有两张规则卡");
    c.cards.push_back(std::move(card));
  }
}

Candidates read_entries(const fazhi_plugin_descriptor& d, const Row& row) {
  Candidates out;
  bool validates = false;
  for (std::uint32_t i = 0; i < d.entry_count; ++i) {
    const fazhi_plugin_entry& e = entry(d, i);
    if (!is_name(e.name, false) || e.create == nullptr || e.kind < FAZHI_KIND_IMPORTER || e.kind > FAZHI_KIND_EXPORTER)
      return row.refused(wrong_descriptor("entry " + std::to_string(i + 1) + " has no right name, kind or factory",
                                          "第" + std::to_string(i + 1) + "项的名称、类别或工厂函数有误"));
    auto c = row.make();
    c->info.name = e.name;
    c->info.kind = static_cast<PluginKind>(e.kind - FAZHI_KIND_IMPORTER);
    c->info.kind_known = true;
    c->info.id = d.id;
    c->info.version = d.version;
    c->create = e.create;
    try {
      if (e.info != nullptr && *e.info != '\0') read_info(e.info, c->info);
      // A plugin's cards belong to its first validator.
      if (c->info.kind == PluginKind::validator && !std::exchange(validates, true)) read_cards(d, *c);
      c->usable = true;
    } catch (const Error& error) {
      c->gate = wrong_descriptor(error.what(), error.message_zh());
    }
    out.push_back(std::move(c));
  }
  return out;
}

Candidates pass_gate_of(const std::string& path, const Row& row) {
  const ElfLook look = look_at_library(path);
  if (look.verdict != ElfLook::Verdict::library) return row.refused(not_a_library(look));
  if (look.others_may_write) return row.refused(others_may_write_file());
  if (!look.has_plugin_section) return row.refused(no_section());
  std::optional<Abi> abi;
  try {
    abi = read_abi(path);
  } catch (const std::exception& e) {
    return row.refused(unreadable(e.what()));
  }
  if (!abi) return row.refused(no_alias());
  if (!fits(*abi)) return row.refused(other_abi(abi->major, abi->minor));
  const fazhi_plugin_descriptor* descriptor = nullptr;
  try {
    boost::dll::shared_library& library = load_for_good(path);
    if (!library.has(abi->alias)) return row.refused(no_alias());
    descriptor = library.get<const fazhi_plugin_descriptor* const>(abi->alias);
  } catch (const std::exception& e) {
    return row.refused(loader_refused(loader_text(e.what())));
  }
  if (auto refusal = check_descriptor(descriptor, *abi)) return row.refused(std::move(*refusal));
  if (!look.unique_symbols.empty()) return row.refused(has_unique_symbols(look.unique_symbols));
  if (auto refusal = check_entries(*descriptor)) return row.refused(std::move(*refusal));
  return read_entries(*descriptor, row);
}

}  // namespace

Candidates pass_gate(const std::string& path, PluginRank rank) {
  const Row row{path, rank};
  try {
    return pass_gate_of(path, row);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& e) {
    return row.refused(unreadable(e.what()));
  } catch (...) {
    return row.refused(unreadable("its code threw while it was loaded"));
  }
}

}  // namespace detail
FAZHI_NAMESPACE_END
