// The limits of a package as options of an importer: how they are announced, and how they are taken.
#pragma once

#include <cstdint>
#include <string_view>

#include "fazhi/options.hpp"
#include "package/package.hpp"

/// Members of the list "options" of an importer's description; the importer's own follow.
// clang-format off: one option a pair of lines; a raw string of several lines is none in a macro.
#define PACKAGE_OPTIONS \
  R"({"name": "max_part_mb", "type": "int", "default": 64, "min": 1, "max": 2047,)" \
  R"( "help": {"zh": "文件内单个部件解压后的上限（MB）", "en": "most megabytes of one part of the file, unpacked"}},)" \
  R"({"name": "max_total_mb", "type": "int", "default": 256, "min": 1, "max": 16384,)" \
  R"( "help": {"zh": "文件内所读部件解压后总量的上限（MB）", "en": "most megabytes of all parts that are read, unpacked"}},)" \
  R"({"name": "max_ratio", "type": "int", "default": 250, "min": 1, "max": 100000,)" \
  R"( "help": {"zh": "大于1MB的部件解压后与解压前大小之比的上限", "en": "most that a part above 1 MB may grow when unpacked"}},)" \
  R"({"name": "max_entries", "type": "int", "default": 10000, "min": 1, "max": 1000000,)" \
  R"( "help": {"zh": "文件内部件数的上限", "en": "most parts in the file"}},)"
// clang-format on

namespace package {

inline Limits limits_of(const fazhi::Options& options) {
  const auto option = [&](std::string_view name) { return static_cast<std::uint64_t>(options.integer(name)); };
  Limits limits;
  limits.max_part_bytes = option("max_part_mb") << 20;
  limits.max_total_bytes = option("max_total_mb") << 20;
  limits.max_ratio = option("max_ratio");
  limits.max_entries = option("max_entries");
  return limits;
}

}  // namespace package
