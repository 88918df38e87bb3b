// The registry's state. One mutex, held for moments: never while a plugin runs, a library loads or a record is logged.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "registry/candidate.hpp"

FAZHI_NAMESPACE_BEGIN

namespace detail {
struct Plan;
struct CachedChecklist;
}  // namespace detail

struct Registry::Impl {
  // As the environment was when the registry was made.
  std::string builtin_folder;
  std::vector<std::string> path_folders;
  std::vector<std::string> disabled;
  bool allow_writable = false;

  std::once_flag scanned;
  std::mutex mutex;
  detail::Candidates candidates;  ///< guarded by mutex, like all that follows
  std::uint64_t generation = 0;   ///< grows whenever the candidates change
  std::shared_ptr<const detail::Plan> plan;
  std::map<std::string, std::shared_ptr<const detail::CachedChecklist>> checklists;

  /// Looks through the folders once; later calls cost an atomic load.
  void scan();
  /// Puts rows in the place of those that `leaves` names, in one step, and settles claims anew. Gives what left: to be
  /// dropped without the lock, for a Python plugin needs the GIL for it.
  detail::Candidates exchange(const detail::Candidates& rows,
                              const std::function<bool(const detail::Candidate&)>& leaves);

  /// The usable candidate of that name. Throws PluginError (stage "find").
  std::shared_ptr<detail::Candidate> find(PluginKind kind, std::string_view name);
  /// All usable candidates of a kind in the order of search.
  detail::Candidates usable(PluginKind kind);
  /// The object of a candidate, made at first use. Throws PluginError (stage "create").
  std::shared_ptr<const void> instance(const std::shared_ptr<detail::Candidate>& candidate);
  template <class T>
  std::shared_ptr<const T> instance_as(const std::shared_ptr<detail::Candidate>& candidate) {
    return std::static_pointer_cast<const T>(instance(candidate));
  }

 private:
  [[noreturn]] void not_found(PluginKind kind, std::string_view name);
};

FAZHI_NAMESPACE_END
