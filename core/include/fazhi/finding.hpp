// Findings, in SARIF's words, and the sink that validators put them into.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "fazhi/text.hpp"

FAZHI_NAMESPACE_BEGIN

/// SARIF 2.1.0 3.27.10. Anything but Kind::fail has Level::none.
enum class Level : std::uint8_t { none, note, warning, error };
/// SARIF 2.1.0 3.27.9.
enum class Kind : std::uint8_t { fail, review, open, informational, pass };

FAZHI_API std::string_view to_string(Level) noexcept;
FAZHI_API std::string_view to_string(Kind) noexcept;

/// The letters of rule cards and profiles, mapped once: E error/fail, W warning/fail, R none/review, I
/// none/informational,
/// "-" off.
struct Severity {
  Level level = Level::none;
  Kind kind = Kind::fail;
  bool off = false;
};
/// Throws OptionError for any other letter.
FAZHI_API Severity severity_from_letter(char letter);
FAZHI_API char letter_of(Severity) noexcept;

/// Replacement text that would mend a finding.
struct Fix {
  TextRange range;
  std::string replacement;
  std::string description_zh, description_en;
};

/// One more place that supports a finding, with what it shows there.
struct Evidence {
  TextRange range;
  std::string note_zh, note_en;
};

struct Finding {
  std::string rule_id;
  Level level = Level::warning;
  Kind kind = Kind::fail;
  TextRange range;  ///< empty where the finding is about the whole report
  std::string message_zh, message_en;
  std::vector<Evidence> evidence;
  std::vector<std::uint32_t> figures;    ///< indices into Report::figure
  std::vector<std::uint32_t> relations;  ///< indices into Report::relation
  std::vector<Fix> fixes;
  std::string plugin;       ///< id of the plugin that found it
  std::string fingerprint;  ///< survives unrelated edits; set by the host
};

/// A finding being described; complete when it goes out of scope. Made by FindingSink::add.
class FAZHI_API FindingDraft {
 public:
  explicit FindingDraft(Finding* finding) noexcept : f_(finding) {}
  FindingDraft& message(std::string zh, std::string en);
  FindingDraft& evidence(TextRange range, std::string zh = {}, std::string en = {});
  FindingDraft& figure(std::uint32_t index);
  FindingDraft& relation(std::uint32_t index);
  FindingDraft& fix(TextRange range, std::string replacement, std::string zh = {}, std::string en = {});
  /// Lowers the rule's own severity for this finding (a refutation on arithmetic alone is for review). A profile that
  /// changes the rule's severity wins only where it is lower still.
  FindingDraft& at_most(char letter);

 private:
  Finding* f_;  ///< nullptr: rule is off, calls do nothing
};

/// Host interface: takes findings of the rules a validator declared.
class FAZHI_API FindingSink {
 public:
  FindingSink();
  FindingSink(const FindingSink&) = delete;
  FindingSink& operator=(const FindingSink&) = delete;
  virtual ~FindingSink();
  /// True where the profile or selection wants the rule; a rule that costs time may ask first.
  [[nodiscard]] virtual bool wants(std::string_view rule_id) const = 0;
  /// Adds a finding with the rule's severity in the profile. Throws PluginError for a rule the validator did not
  /// declare.
  virtual FindingDraft add(std::string_view rule_id, TextRange range) = 0;
};

FAZHI_NAMESPACE_END
