// A look at a shared library's file before anybody maps it: a broken one must not hang, exhaust or kill the process.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "fazhi/export.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

struct ElfLook {
  enum class Verdict : std::uint8_t {
    library,       ///< a whole shared library of this machine
    missing,       ///< cannot be opened; see error_number
    not_regular,   ///< folder, FIFO, device, socket
    not_library,   ///< no ELF shared library
    truncated,     ///< its tables point outside the file
    other_machine  ///< another processor or word size
  };
  Verdict verdict = Verdict::not_library;
  int error_number = 0;
  bool has_plugin_section = false;
  bool others_may_write = false;
  /// Defined dynamic symbols with the binding STB_GNU_UNIQUE, those of namespace std left out, as they are mangled.
  std::vector<std::string> unique_symbols;
};

/// Opens without waiting, reads what it needs, every size bounded by the file's. Never throws but bad_alloc.
ElfLook look_at_library(const std::string& path);

}  // namespace detail
FAZHI_NAMESPACE_END
