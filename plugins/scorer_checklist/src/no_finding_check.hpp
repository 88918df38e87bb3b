// The check "no_finding": points unless one of the named rules found a fault.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "fazhi/checklist.hpp"
#include "fazhi/error.hpp"
#include "fazhi/finding.hpp"

namespace scorer_checklist {

/// Parameter: rules ("STR-06, NUM-01"). A finding for review leaves the criterion unknown; informational ones do not
/// count.
inline fazhi::CriterionResult no_finding_check(const std::vector<fazhi::Finding>& findings,
                                               const fazhi::Criterion& criterion) {
  using namespace fazhi;
  if (criterion.parameters.size() != 1 || criterion.parameters.front().first != "rules")
    throw OptionError(
        "checklist criterion " + criterion.id + ": the check no_finding takes the parameter 'rules' alone",
        "检查表条目" + criterion.id + "：no_finding只接受参数rules");
  const std::string list = "," + criterion.parameters.front().second + ",";
  const auto listed = [&](const std::string& rule) {
    std::string plain = list;
    std::erase(plain, ' ');
    return plain.find("," + rule + ",") != std::string::npos;
  };
  CriterionResult result;
  result.criterion_id = criterion.id;
  result.weight = criterion.weight;
  result.outcome = Outcome::pass;
  result.points = criterion.weight;
  result.why_zh = "未发现此类问题。";
  result.why_en = "No such fault was found.";
  for (const Finding& f : findings) {
    if (!listed(f.rule_id) || (f.kind != Kind::fail && f.kind != Kind::review)) continue;
    result.counter_evidence.push_back({f.range, f.message_zh, f.message_en});
    if (f.kind == Kind::fail) result.outcome = Outcome::fail;
    if (f.kind == Kind::review && result.outcome == Outcome::pass) result.outcome = Outcome::unknown;
  }
  if (result.outcome == Outcome::pass) return result;
  result.points = 0;
  const bool failed = result.outcome == Outcome::fail;
  result.why_zh = failed ? "发现此类问题，见反证。" : "有待人工复核之处，见反证。";
  result.why_en =
      failed ? "Faults were found; see the counter-evidence." : "A human must look first; see the counter-evidence.";
  return result;
}

}  // namespace scorer_checklist
