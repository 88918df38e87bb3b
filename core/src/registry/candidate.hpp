// One candidate: a named capability of a plugin, or a file that was refused before its names were known.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "fazhi/registry.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

/// Why a candidate cannot be used and what the user can do.
struct Refusal {
  PluginStatus status = PluginStatus::failed;
  std::string reason_zh, reason_en, remedy_zh, remedy_en;
};

struct Candidate {
  PluginInfo info;              ///< status and reason as resolve() set them last
  bool usable = false;          ///< passed the gate
  Refusal gate;                 ///< where it did not
  void* (*create)() = nullptr;  ///< of a native plugin
  std::vector<RuleCard> cards;
  std::set<std::string> lost_rules;  ///< rules that a plugin of higher rank decides
  std::shared_ptr<const void> instance;
  bool create_failed = false;
  Refusal create_failure;
};
using Candidates = std::vector<std::shared_ptr<Candidate>>;

void set_refusal(PluginInfo& info, const Refusal& refusal);

/// The load gate: the rows of one file, refused or usable. Loads it and never unloads it. Never throws but bad_alloc.
Candidates pass_gate(const std::string& path, PluginRank rank);

/// Sorts in the order of search, switches off what `disabled` names, and settles who owns which id, name and rule.
void resolve(Candidates& candidates, const std::vector<std::string>& disabled);

/// Fills title, suffixes, capabilities and options from the descriptor's JSON. Throws ParseError, OptionError.
void read_info(std::string_view json, PluginInfo& info);

}  // namespace detail
FAZHI_NAMESPACE_END
