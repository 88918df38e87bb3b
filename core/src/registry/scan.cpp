// Looking for plugins: FAZHI_PLUGIN_PATH and the built-in folder.
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "log/log.hpp"
#include "registry/impl.hpp"
#include "registry/refusals.hpp"

FAZHI_NAMESPACE_BEGIN

namespace {

namespace fs = std::filesystem;

std::vector<std::string> words_of(const char* variable, std::string_view separators) {
  std::vector<std::string> out;
  const char* value = std::getenv(variable);
  std::string word;
  for (const char* c = value == nullptr ? "" : value;; ++c) {
    if (*c != '\0' && separators.find(*c) == std::string_view::npos) {
      word += *c;
      continue;
    }
    if (!word.empty() && std::find(out.begin(), out.end(), word) == out.end()) out.push_back(word);
    word.clear();
    if (*c == '\0') return out;
  }
}

std::string canonical(const std::string& path) {
  std::error_code error;
  const fs::path real = fs::weakly_canonical(path, error);
  return error ? path : real.string();
}

detail::Candidates refused_folder(const std::string& path, PluginRank rank, detail::Refusal refusal) {
  auto c = std::make_shared<detail::Candidate>();
  c->info.path = path;
  c->info.rank = rank;
  c->info.language = "c++";
  c->gate = std::move(refusal);
  return {c};
}

void append(detail::Candidates& to, detail::Candidates more) { to.insert(to.end(), more.begin(), more.end()); }

void scan_folder(const std::string& folder, PluginRank rank, bool allow_writable, detail::Candidates& out) {
  struct stat status{};
  const int failed = ::stat(folder.c_str(), &status) == 0 ? 0 : errno;
  if (failed != 0 || !S_ISDIR(status.st_mode)) {
    const char* why = failed != 0 ? std::strerror(failed) : "not a folder";
    if (rank == PluginRank::path) append(out, refused_folder(folder, rank, detail::bad_folder(why, why)));
    return;
  }
  if (rank == PluginRank::path && !allow_writable && (status.st_mode & S_IWOTH) != 0)
    return append(out, refused_folder(folder, rank, detail::writable_folder()));
  std::error_code error;
  std::vector<std::string> files;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
    if (at->path().extension() == ".so") files.push_back(canonical(at->path().string()));
  if (error && rank == PluginRank::path)
    append(out, refused_folder(folder, rank, detail::bad_folder(error.message(), error.message())));
  std::sort(files.begin(), files.end());
  for (const std::string& file : files) {
    const bool seen = std::any_of(out.begin(), out.end(),
                                  [&](const auto& c) { return c->info.path == file && c->info.rank == rank; });
    if (!seen) append(out, detail::pass_gate(file, rank));
  }
}

void report_scan(const detail::Candidates& found, const std::vector<std::string>& disabled) {
  std::size_t refused = 0;
  for (const auto& c : found) {
    if (c->usable) continue;
    ++refused;
    detail::log(LogLevel::info, "fazhi", c->info.path + ": " + c->gate.reason_en);
  }
  if (refused > 0)
    detail::log(LogLevel::warning, "fazhi",
                std::to_string(refused) + " plugin file(s) cannot be used; 'fazhi plugins list' says why");
  for (const std::string& word : disabled)
    detail::log(LogLevel::info, "fazhi", "FAZHI_DISABLE_PLUGINS switches off '" + word + "'");
}

}  // namespace

Registry::Registry() : d_(std::make_unique<Impl>()) {
  d_->builtin_folder = builtin_plugin_folder();
  for (const std::string& folder : words_of("FAZHI_PLUGIN_PATH", ":")) d_->path_folders.push_back(canonical(folder));
  d_->disabled = words_of("FAZHI_DISABLE_PLUGINS", ",; ");
  const char* allow = std::getenv("FAZHI_ALLOW_WRITABLE_PLUGIN_PATH");
  d_->allow_writable = allow != nullptr && std::string_view(allow) == "1";
}

Registry::~Registry() = default;

void Registry::Impl::scan() {
  bool first = false;
  detail::Candidates found;
  std::call_once(scanned, [&] {
    for (const std::string& folder : path_folders) scan_folder(folder, PluginRank::path, allow_writable, found);
    if (!builtin_folder.empty()) scan_folder(builtin_folder, PluginRank::builtin, true, found);
    exchange(found, [](const detail::Candidate&) { return false; });
    first = true;
  });
  if (first) report_scan(found, disabled);
}

std::vector<PluginInfo> Registry::load_file(const std::string& path, PluginRank rank) {
  const std::string real = canonical(path);
  const auto rows = [&] {
    std::vector<PluginInfo> out;
    const std::lock_guard lock(d_->mutex);
    for (const auto& c : d_->candidates)
      if (c->info.path == real && c->info.rank == rank) out.push_back(c->info);
    return out;
  };
  if (auto known = rows(); !known.empty() && known.front().kind_known) return known;
  // A refused file may have been built anew: its old row gives way, as does that of another thread which loaded the
  // same.
  d_->exchange(detail::pass_gate(real, rank),
               [&](const detail::Candidate& c) { return c.info.path == real && c.info.rank == rank; });
  return rows();
}

FAZHI_NAMESPACE_END
