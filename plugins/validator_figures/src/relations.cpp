// What the core's arithmetic refuted or wants a human to see. The verdict is the core's; the rules only report it.
#include <algorithm>

#include "rules.hpp"

namespace validator_figures {

namespace {

using namespace fazhi;

/// Reports the relations of the given kinds that are refuted or for review. A refutation that rests on arithmetic alone
/// or on approximations, and anything doubtful, is at most for review.
void report_relations(const Report& report, FindingSink& sink, const char* rule,
                      std::initializer_list<RelationKind> kinds, const char* zh, const char* en) {
  if (!sink.wants(rule)) return;
  for (std::uint32_t i = 0; i < report.relation_count(); ++i) {
    const Relation relation = report.relation(i);
    if (std::find(kinds.begin(), kinds.end(), relation.kind()) == kinds.end()) continue;
    if (relation.verdict() != Verdict::refuted && !relation.needs_review()) continue;
    std::string message_zh = std::string(zh) + "：" + std::string(relation.derivation());
    std::string message_en = std::string(en) + ": " + std::string(relation.derivation());
    if (!relation.remark_zh().empty()) {
      message_zh += "（" + std::string(relation.remark_zh()) + "）";
      message_en += " (" + std::string(relation.remark_en()) + ")";
    }
    // Two repairs are help, ten are noise.
    const auto& repairs = relation.repairs();
    if (!repairs.empty()) {
      message_zh += "。可能的改法：" + repairs[0].text;
      message_en +=
          ". It would fit with " + repairs[0].value + " for " + std::string(report.figure(repairs[0].figure).quote());
      if (repairs.size() > 1) {
        message_zh += "；或" + repairs[1].text;
        message_en += ", or with " + repairs[1].value + " for " + std::string(report.figure(repairs[1].figure).quote());
      }
    }
    auto draft = sink.add(rule, relation.range());
    draft.message(message_zh + "。", message_en + ".").relation(i);
    for (const std::uint32_t f : relation.operands()) draft.evidence(report.figure(f).range()).figure(f);
    if (relation.needs_review() || relation.verdict() != Verdict::refuted) draft.at_most('R');
  }
}

}  // namespace

/// NUM-01. Parts make up their whole. Passes: the core proves or does not contradict it. Fails: the words say that the
/// list is complete and no rounding explains the difference. Undecided (review): only the numbers suggest a list, or
/// one digit would mend it.
void num_01(const Report& report, FindingSink& sink) {
  report_relations(report, sink, "NUM-01", {RelationKind::sum, RelationKind::subset, RelationKind::product},
                   "部分与总体不符", "Parts and whole do not agree");
}

/// NUM-02. A stated rate is the quotient of the numbers beside it at the printed places.
void num_02(const Report& report, FindingSink& sink) {
  report_relations(report, sink, "NUM-02", {RelationKind::ratio}, "比率与数不符", "Rate and numbers do not agree");
}

/// NUM-04. One quantity has one value.
void num_04(const Report& report, FindingSink& sink) {
  report_relations(report, sink, "NUM-04", {RelationKind::equal}, "同一数量前后不一", "One quantity has two values");
}

/// NUM-05. A change follows from its two values.
void num_05(const Report& report, FindingSink& sink) {
  report_relations(report, sink, "NUM-05", {RelationKind::change, RelationKind::difference}, "变化与前后数不符",
                   "The change does not follow from its values");
}

}  // namespace validator_figures
