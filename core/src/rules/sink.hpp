// The host's finding sink: severities of the profile, only the rules that are wanted.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "fazhi/finding.hpp"
#include "fazhi/report.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

struct WantedRule {
  std::string id;
  Severity severity;  ///< off: declared, but not wanted
};

class RuleSink final : public FindingSink {
 public:
  /// `rules` sorted by id; both outlive the sink.
  RuleSink(const Report& report, const std::vector<WantedRule>& rules, std::string_view plugin_id,
           std::string_view plugin_name)
      : report_(report),
        rules_(rules),
        plugin_id_(plugin_id),
        plugin_name_(plugin_name),
        size_(static_cast<std::uint32_t>(report.text().size())) {}
  [[nodiscard]] bool wants(std::string_view rule_id) const override;
  FindingDraft add(std::string_view rule_id, TextRange range) override;
  /// Moves the findings out. Throws PluginError for one that points outside the report.
  void take(std::vector<Finding>& out);

 private:
  [[nodiscard]] const WantedRule* find(std::string_view rule_id) const;
  [[noreturn]] void fault(std::string_view rule_id, const std::string& en, const std::string& zh) const;
  void check(const Finding& f) const;

  const Report& report_;
  const std::vector<WantedRule>& rules_;
  std::string_view plugin_id_, plugin_name_;
  std::uint32_t size_;
  std::deque<Finding> findings_;  // drafts point into it
};

/// Sorts by position, then rule id, and gives each finding its fingerprint: a hash of the rule, the quote without
/// blanks, the path of its section and its number among equals. Edits elsewhere leave it alone.
void finish_findings(const Report& report, std::vector<Finding>& findings);

}  // namespace detail
FAZHI_NAMESPACE_END
