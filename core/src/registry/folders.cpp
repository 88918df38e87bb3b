// Where libfazhi finds its data and the built-in plugins: beside itself, never by the working folder.
#include <dlfcn.h>

#include <cstdlib>
#include <filesystem>

#include "fazhi/plugin_abi.hpp"
#include "fazhi/registry.hpp"

FAZHI_NAMESPACE_BEGIN

namespace {

std::string beside_library(const char* variable, const char* folder) {
  if (const char* given = std::getenv(variable); given != nullptr && *given != '\0') return given;
  Dl_info info{};
  if (dladdr(&fazhi_core_anchor, &info) == 0 || info.dli_fname == nullptr) return {};
  std::error_code ignored;
  const auto library = std::filesystem::weakly_canonical(info.dli_fname, ignored);
  return (library.parent_path().parent_path() / folder).string();
}

}  // namespace

std::string data_folder() {
  static const std::string folder = beside_library("FAZHI_DATA", "data");
  return folder;
}

std::string builtin_plugin_folder() { return beside_library("FAZHI_BUILTIN_PLUGINS", "plugins"); }

FAZHI_NAMESPACE_END
