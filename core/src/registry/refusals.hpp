// The sentences of the load gate: what is wrong with a file, and what the user can do.
#pragma once

#include <string>
#include <vector>

#include "registry/candidate.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

struct ElfLook;

Refusal not_a_library(const ElfLook& look);
Refusal others_may_write_file();
Refusal unreadable(const std::string& what);
Refusal no_section();
Refusal no_alias();
Refusal other_abi(int major, int minor);
Refusal loader_refused(const std::string& loader_text);
Refusal other_build(const std::string& tag);
Refusal second_core();
Refusal has_unique_symbols(const std::vector<std::string>& mangled);
Refusal factory_failed(const std::string& what, const std::string& what_zh);
Refusal switched_off(const std::string& word);
Refusal bad_folder(const std::string& what_en, const std::string& what_zh);
Refusal writable_folder();

}  // namespace detail
FAZHI_NAMESPACE_END
