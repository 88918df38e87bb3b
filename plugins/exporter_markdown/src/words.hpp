// Words of the page for values that are one of a few, Chinese and English; the terms are those of docs/glossary.md.
#pragma once

#include <string_view>

#include "fazhi/checklist.hpp"
#include "fazhi/finding.hpp"
#include "fazhi/report.hpp"

namespace exporter_markdown {

struct Word {
  std::string_view zh, en;
};

constexpr Word word(fazhi::Verdict verdict) {
  switch (verdict) {
    case fazhi::Verdict::proved:
      return {"✓ 相符", "✓ proved"};
    case fazhi::Verdict::refuted:
      return {"✗ 不符", "✗ refuted"};
    case fazhi::Verdict::constrained:
      return {"≈ 不矛盾", "≈ constrained"};
    case fazhi::Verdict::open:
      break;
  }
  return {"○ 无从核算", "○ open"};
}

/// What a reader sorts findings by: the level of what failed, the kind of the rest.
constexpr Word grade(const fazhi::Finding& finding) {
  switch (finding.kind) {
    case fazhi::Kind::fail:
      if (finding.level == fazhi::Level::error) return {"错误", "error"};
      if (finding.level == fazhi::Level::warning) return {"警告", "warning"};
      return {"提示", "information"};
    case fazhi::Kind::review:
      return {"待核", "for review"};
    case fazhi::Kind::open:
      return {"未决", "open"};
    case fazhi::Kind::pass:
      return {"通过", "pass"};
    case fazhi::Kind::informational:
      break;
  }
  return {"提示", "information"};
}

inline Word word(const fazhi::CriterionResult& result) {
  if (level_reached(result) == fazhi::LevelReached::partly) return {"部分达到", "partly"};
  switch (result.outcome) {
    case fazhi::Outcome::pass:
      return {"达到", "pass"};
    case fazhi::Outcome::fail:
      return {"未达到", "fail"};
    case fazhi::Outcome::error:
      return {"出错", "error"};
    case fazhi::Outcome::unknown:
      return {"无法判断", "unknown"};
    case fazhi::Outcome::not_applicable:
      return {"不适用", "not applicable"};
    case fazhi::Outcome::not_checked:
      return {"未检查", "not checked"};
    case fazhi::Outcome::not_selected:
      return {"未选用", "not selected"};
    case fazhi::Outcome::informational:
      return {"供参考", "informational"};
    case fazhi::Outcome::fixed:
      break;
  }
  return {"已改正", "fixed"};
}

}  // namespace exporter_markdown
