// The plain-C face of a native plugin: what the host reads before it trusts anything C++.
//
// Number of the plugin ABI, with its history. major: an interface in plugin.hpp changed. minor: something was added at
// the end. A plugin is loaded where its major equals the core's and its minor is not above it.
//   0.1  first
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "fazhi/export.hpp"

#define FAZHI_PLUGIN_ABI_MAJOR 0
#define FAZHI_PLUGIN_ABI_MINOR 1
/// Name of the exported alias; it carries the number, so that the host can refuse a plugin without loading it.
#define FAZHI_PLUGIN_ALIAS fazhi_plugin_abi_0_1
#define FAZHI_PLUGIN_SECTION "fazhi"

extern "C" {

enum fazhi_plugin_kind : uint32_t {
  FAZHI_KIND_IMPORTER = 1,
  FAZHI_KIND_VALIDATOR = 2,
  FAZHI_KIND_SCORER = 3,
  FAZHI_KIND_EXPORTER = 4
};

/// One importer, validator, scorer or exporter of a plugin.
struct fazhi_plugin_entry {
  uint32_t struct_size;
  uint32_t kind;
  const char* name;       ///< as on the command line: "markdown"
  void* (*create)(void);  ///< pointer to the fazhi interface of that kind; may throw
  const char*
      info;  ///< JSON: title {zh,en}, suffixes, capabilities, options [{name,type,default,min,max,choices,help{zh,en}}]
};

struct fazhi_plugin_descriptor {
  uint32_t struct_size;
  uint32_t abi_major;
  uint32_t abi_minor;
  const char* build_tag;  ///< standard library, string ABI, debug mode, pointer width; see FAZHI_BUILD_TAG
  const void* core;       ///< address of fazhi_core_anchor as the plugin sees it: one core a process
  const char* id;         ///< reverse domain name, "org.example.brief"
  const char* version;
  uint32_t entry_count;
  const struct fazhi_plugin_entry* entries;
  uint32_t card_count;
  const char* const* cards;  ///< TOML rule cards; NULL where there are none
};

/// Its address tells one copy of the core from another.
extern FAZHI_API const char fazhi_core_anchor;

}  // extern "C"

// What must agree beside the ABI number for C++ objects to be shared. A clang plugin in a g++ core has the same tag.
#include <string>
#define FAZHI_STRINGIZE_(x) #x
#define FAZHI_STRINGIZE(x) FAZHI_STRINGIZE_(x)
#if defined(_LIBCPP_ABI_VERSION)
#define FAZHI_TAG_LIBRARY "libc++" FAZHI_STRINGIZE(_LIBCPP_ABI_VERSION)
#elif defined(_GLIBCXX_USE_CXX11_ABI)
#define FAZHI_TAG_LIBRARY "libstdc++-cxx11abi" FAZHI_STRINGIZE(_GLIBCXX_USE_CXX11_ABI)
#else
#define FAZHI_TAG_LIBRARY "unknown"
#endif
#if defined(_GLIBCXX_DEBUG) || defined(_LIBCPP_DEBUG)
#define FAZHI_TAG_DEBUG "-debug"
#else
#define FAZHI_TAG_DEBUG ""
#endif
#define FAZHI_BUILD_TAG FAZHI_TAG_LIBRARY FAZHI_TAG_DEBUG "-ptr" FAZHI_STRINGIZE(__SIZEOF_POINTER__)

// fazhi_add_plugin defines these for a plugin with rule cards.
#if defined(FAZHI_PLUGIN_HAS_CARDS)
extern "C" const char* const fazhi_plugin_cards[];
extern "C" const uint32_t fazhi_plugin_card_count;
#define FAZHI_PLUGIN_CARDS_ fazhi_plugin_card_count, fazhi_plugin_cards
#else
#define FAZHI_PLUGIN_CARDS_ 0, nullptr
#endif

// NOLINTBEGIN(bugprone-macro-parentheses)
#define FAZHI_ENTRY_(kind, base, name, type, info)                                                         \
  fazhi_plugin_entry {                                                                                     \
    sizeof(fazhi_plugin_entry), kind, name, []() -> void* { return static_cast<base*>(new type()); }, info \
  }
#define FAZHI_IMPORTER(name, type, info) FAZHI_ENTRY_(FAZHI_KIND_IMPORTER, ::fazhi::Importer, name, type, info)
#define FAZHI_VALIDATOR(name, type, info) FAZHI_ENTRY_(FAZHI_KIND_VALIDATOR, ::fazhi::Validator, name, type, info)
#define FAZHI_SCORER(name, type, info) FAZHI_ENTRY_(FAZHI_KIND_SCORER, ::fazhi::Scorer, name, type, info)
#define FAZHI_EXPORTER(name, type, info) FAZHI_ENTRY_(FAZHI_KIND_EXPORTER, ::fazhi::Exporter, name, type, info)

/// Once a plugin, at namespace scope: id, version, one or more entries.
#define FAZHI_PLUGIN(id, version, ...)                                                                   \
  namespace {                                                                                            \
  const fazhi_plugin_entry fazhi_entries_[] = {__VA_ARGS__};                                             \
  const fazhi_plugin_descriptor fazhi_descriptor_ = {sizeof(fazhi_plugin_descriptor),                    \
                                                     FAZHI_PLUGIN_ABI_MAJOR,                             \
                                                     FAZHI_PLUGIN_ABI_MINOR,                             \
                                                     FAZHI_BUILD_TAG,                                    \
                                                     &fazhi_core_anchor,                                 \
                                                     id,                                                 \
                                                     version,                                            \
                                                     sizeof(fazhi_entries_) / sizeof(fazhi_entries_[0]), \
                                                     fazhi_entries_,                                     \
                                                     FAZHI_PLUGIN_CARDS_};                               \
  }                                                                                                      \
  extern "C" __attribute__((section(FAZHI_PLUGIN_SECTION), visibility("default"), used))                 \
  const fazhi_plugin_descriptor* const FAZHI_PLUGIN_ALIAS = &fazhi_descriptor_;
// NOLINTEND(bugprone-macro-parentheses)
