#include "rules/sink.hpp"

#include <algorithm>

#include "fazhi/error.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

const WantedRule* RuleSink::find(std::string_view rule_id) const {
  const auto at = std::lower_bound(rules_.begin(), rules_.end(), rule_id,
                                   [](const WantedRule& r, std::string_view id) { return r.id < id; });
  return at == rules_.end() || at->id != rule_id ? nullptr : &*at;
}

void RuleSink::fault(std::string_view rule_id, const std::string& en, const std::string& zh) const {
  const std::string rule(rule_id), plugin(plugin_name_);
  throw PluginError("plugin '" + plugin + "' failed in validate: rule " + rule + " " + en, plugin, "validate", {},
                    "插件“" + plugin + "”校验时出错：规则" + rule + zh);
}

bool RuleSink::wants(std::string_view rule_id) const {
  const WantedRule* rule = find(rule_id);
  return rule != nullptr && !rule->severity.off;
}

FindingDraft RuleSink::add(std::string_view rule_id, TextRange range) {
  const WantedRule* rule = find(rule_id);
  if (rule == nullptr) fault(rule_id, "has no rule card", "没有规则卡");
  if (rule->severity.off) return FindingDraft(nullptr);
  Finding& f = findings_.emplace_back();
  f.rule_id = rule->id;
  f.level = rule->severity.level;
  f.kind = rule->severity.kind;
  f.range = range;
  f.plugin = plugin_id_;
  return FindingDraft(&f);
}

void RuleSink::check(const Finding& f) const {
  const auto inside = [&](TextRange r) { return r.start <= r.end && r.end <= size_; };
  bool right = inside(f.range);
  for (const Evidence& e : f.evidence) right = right && inside(e.range);
  for (const Fix& x : f.fixes) right = right && inside(x.range);
  for (const std::uint32_t i : f.figures) right = right && i < report_.figure_count();
  for (const std::uint32_t i : f.relations) right = right && i < report_.relation_count();
  if (!right) fault(f.rule_id, "points outside the report", "的位置超出报告");
}

void RuleSink::take(std::vector<Finding>& out) {
  for (Finding& f : findings_) {
    if (f.rule_id.empty()) continue;  // lowered to "off" by its rule
    check(f);
    out.push_back(std::move(f));
  }
  findings_.clear();
}

}  // namespace detail
FAZHI_NAMESPACE_END
