// Rule cards: what a rule demands, on which basis, how it decides and what it cannot decide. Written in TOML beside the
// rule (plugins/<plugin>/rules/<ID>.toml), compiled into the plugin by fazhi_add_plugin:
//
//   id = "STR-06"
//   title = { zh = "…", en = "…" }
//   severity = "W"                       # E error, W warning, R for review, I informational, - off
//   profiles = { filed = "E" }           # optional: the letter in other profiles
//   clause = "GB/T 9704-2012 7.3.3"
//   why = { zh = "…", en = "…" }
//   decides = { zh = "…", en = "…" }
//   cannot = { zh = "…", en = "…" }      # optional
#pragma once

#include <map>
#include <string>

#include "fazhi/finding.hpp"

FAZHI_NAMESPACE_BEGIN

struct RuleCard {
  std::string id;  ///< STR-06
  std::string title_zh, title_en;
  char severity = 'W';                   ///< letter in the default profile
  std::map<std::string, char> profiles;  ///< letter in other profiles
  std::string clause;                    ///< standard and clause, or the source of a practice
  std::string why_zh, why_en;
  std::string decides_zh, decides_en;  ///< how it decides
  std::string cannot_zh, cannot_en;    ///< what it cannot decide
  std::string plugin;                  ///< set by the host
};

FAZHI_NAMESPACE_END
