// Statements that bound instead of compute: a part within its whole, one quantity told twice.
#include "relations/judge_parts.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

/// What the words allow, with no rounding of the print.
Interval face_of(const FigureData& f) {
  return {rational(f.low), rational(f.high), f.has_low, f.has_high, f.low_open, f.high_open};
}

}  // namespace

void Judge::subset() {
  const FigureData& part = get(Role::part);
  Interval whole{0, 0};
  // Rounding alone contradicts nothing: 1.2万 of 1.15万.
  Interval loose{0, 0};
  std::string right;
  for (const Operand& o : tie_.operands) {
    if (o.role == Role::part) continue;
    const FigureData& f = at(o.figure);
    whole = whole + face_of(f);
    loose = loose + wide_of(f);
    right += (right.empty() ? "" : " + ") + shown(f);
  }
  const Interval p = face_of(part);
  const Interval q = wide_of(part);
  const bool within = p.has_high && whole.has_low && p.high <= whole.low;
  const bool beyond = q.has_low && loose.has_high && q.low > loose.high;
  out_.verdict = within ? Verdict::proved : beyond ? Verdict::refuted : Verdict::constrained;
  out_.derivation = shown(part) + (within ? " ≤ " : beyond ? " > " : " ≤? ") + right;
  if (!within && !beyond) approximate();
  if (!beyond) list_beyond(whole);
  if (beyond) {
    out_.remark_zh = "部分大于总体";
    out_.remark_en = "the part is more than its whole";
  }
}

/// 12个，其中村9个、社区4个: each fits, together they do not.
void Judge::list_beyond(const Interval& whole) {
  Rational sum = 0;
  std::string terms;
  for (const std::uint32_t f : tie_.beyond_whole) {
    sum += rational(at(f).value);
    terms += (terms.empty() ? "" : " + ") + shown(at(f));
  }
  if (!whole.has_high || sum <= whole.high) return;
  out_.needs_review = true;
  out_.remark_zh = "所列各部分合计 " + terms + " = " + amount(sum) + "，多于总体；如互不交叉，则有一数可能有误";
  out_.remark_en = "the parts listed, " + terms + " = " + amount(sum) +
                   ", exceed the whole; if none is counted twice, one figure may be wrong";
}

void Judge::equal() {
  const FigureData& a = at(tie_.operands.front().figure);
  const FigureData& b = at(tie_.operands.back().figure);
  const bool alike = a.value == b.value && a.approximation == b.approximation && a.value_high == b.value_high;
  const auto holds = [](const FigureData& f, const FigureData& approximate) {
    const Rational v = rational(f.value);
    return exact(f) && !exact(approximate) && !apart(Interval{v, v}, face_of(approximate));
  };
  out_.derivation = shown(a) + (alike ? " = " : "；") + shown(b);
  if (alike || holds(a, b) || holds(b, a)) {
    out_.verdict = Verdict::proved;
  } else if (apart(wide_of(a), wide_of(b)) && tie_.refers_back) {
    out_.verdict = Verdict::refuted;
    out_.derivation = shown(a) + " ≠ " + shown(b);
  } else {
    out_.verdict = Verdict::constrained;
    out_.needs_review = apart(wide_of(a), wide_of(b));
    out_.remark_zh = out_.needs_review ? "同一数量前后两说不一" : "含约数，不矛盾";
    out_.remark_en = out_.needs_review ? "one quantity, two values" : "holds an approximation; nothing contradicts";
  }
}

}  // namespace detail
FAZHI_NAMESPACE_END
