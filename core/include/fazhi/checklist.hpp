// Checklists, in XCCDF's words: groups of criteria with weights, scored with evidence.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "fazhi/finding.hpp"
#include "fazhi/text.hpp"

FAZHI_NAMESPACE_BEGIN

/// XCCDF 1.2 6.6.4.2.
enum class Outcome : std::uint8_t {
  pass,
  fail,
  error,
  unknown,
  not_applicable,
  not_checked,
  not_selected,
  informational,
  fixed
};
FAZHI_API std::string_view to_string(Outcome) noexcept;

/// How far a criterion is met: XCCDF's outcomes say fail where half of it is there.
enum class LevelReached : std::uint8_t { none, partly, fully };
FAZHI_API std::string_view to_string(LevelReached) noexcept;

struct Criterion {
  std::string id;  ///< CON-01
  std::string title_zh, title_en;
  std::string clause;
  double weight = 1;
  std::string check;  ///< name of the scorer's check, e.g. "content"
  std::vector<std::pair<std::string, std::string>> parameters;
};

struct CriterionGroup {
  std::string id, title_zh, title_en;
  std::vector<Criterion> criteria;
};

struct Checklist {
  std::string id, title_zh, title_en, version;
  std::string source;                            ///< norm it implements
  std::string weights_note_zh, weights_note_en;  ///< whose weights these are
  std::string hash;                              ///< SHA-256 of the file
  std::string path;
  std::vector<CriterionGroup> groups;
};

struct CriterionResult {
  std::string criterion_id;
  Outcome outcome = Outcome::not_checked;
  double points = 0;  ///< reached, 0 to weight
  double weight = 0;
  std::vector<Evidence> evidence;
  std::vector<Evidence> counter_evidence;
  std::string why_zh, why_en;  ///< why points were given or lost
};
/// By outcome and points; nothing where the criterion was not judged.
FAZHI_API std::optional<LevelReached> level_reached(const CriterionResult&) noexcept;

/// Score under a named model; shares say how much of the weight could not be judged.
struct Scorecard {
  std::string checklist_id, checklist_version, checklist_hash, title_zh, title_en, weights_note_zh, weights_note_en;
  std::string model = "weighted-share";
  std::optional<double> score;  ///< reached / judged weight * 100; nothing where no weight was judged
  double reached = 0, judged = 0, total = 0;
  double unknown_share = 0, not_applicable_share = 0;
  std::vector<CriterionResult> results;
  std::vector<CriterionGroup> groups;  ///< the criteria, for readers of a scorecard without the checklist file
};

FAZHI_NAMESPACE_END
