#include "relations/judge.hpp"

#include <algorithm>
#include <stdexcept>

#include "relations/judge_parts.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

/// What a decimal lacks to `places` places: 70 cut at one place is 70.0…, not 70….
std::string padding(const std::string& decimal, int places) {
  const std::size_t point = decimal.find('.');
  const std::size_t have = point == std::string::npos ? 0 : decimal.size() - point - 1;
  return (point == std::string::npos ? "." : "") + std::string(static_cast<std::size_t>(places) - have, '0');
}

/// 超过, 不足, 以上: the words give a bound; 约 gives none.
bool bounded(const FigureData& f) { return !exact(f) && f.approximation != Approximation::about; }

/// 700件、500余件 and 1200件 in all only touch: no contradiction that a clerk would call one.
Interval closed(Interval i) {
  i.low_open = i.high_open = false;
  return i;
}

bool inside(const Interval& a, const Interval& b) {
  const bool low = !b.has_low || (a.has_low && (a.low > b.low || (a.low == b.low && (!b.low_open || a.low_open))));
  const bool high =
      !b.has_high || (a.has_high && (a.high < b.high || (a.high == b.high && (!b.high_open || a.high_open))));
  return low && high;
}

}  // namespace

std::string shown(const FigureData& f) {
  std::string s = amount(rational(f.value));
  if (f.has_value_high) s += "—" + amount(rational(f.value_high));
  switch (f.approximation) {
    case Approximation::over:
      return f.has_high ? s + "余" : "超" + s;
    case Approximation::under:
      return "近" + s;
    case Approximation::about:
      return "约" + s;
    case Approximation::at_least:
      return s + "以上";
    case Approximation::at_most:
      return s + "以内";
    default:
      return s;
  }
}

void Judge::run() {
  switch (tie_.kind) {
    case RelationKind::sum:
      return sum();
    case RelationKind::ratio:
      return ratio();
    case RelationKind::change:
      return change();
    case RelationKind::difference:
      return difference();
    case RelationKind::product:
      return product();
    case RelationKind::subset:
      return subset();
    case RelationKind::equal:
      return equal();
  }
}

const FigureData* Judge::find(Role role) const {
  for (const Operand& o : tie_.operands)
    if (o.role == role) return &at(o.figure);
  return nullptr;
}

bool Judge::all_exact() const {
  return std::ranges::all_of(tie_.operands, [&](const Operand& o) { return exact(at(o.figure)); });
}

Interval Judge::wide_of(const FigureData& f) const {
  const UnitKind k = lexicon_.kind_of(f.unit);
  return wide(f, k == UnitKind::count || k == UnitKind::time);
}

void Judge::compare(const FigureData& stated, const Rational& face, const Interval& range, bool exactly) {
  const Rational printed = rational(stated.value);
  const Rational step = rational(stated.step);
  out_.has_stated = out_.has_computed = out_.has_delta = true;
  out_.stated = to_text(stated.value);
  out_.computed = face.whole() ? plain(face) : rounded(face, 6);
  out_.delta = rounded(face - printed, 6);
  if (step > 0 && exact(stated)) {
    out_.has_tolerance = true;
    out_.tolerance = plain(step / 2);
  }
  if (all_exact() && (step > 0 && !exactly ? round_to(face, step) : face) == printed) {
    out_.verdict = Verdict::proved;
  } else if (bounded(stated) && inside(range, wide_of(stated))) {
    // 40.8 is over 40 whatever the rounding.
    out_.verdict = Verdict::proved;
  } else if (all_exact() ? apart(range, wide_of(stated)) : apart(closed(range), closed(wide_of(stated)))) {
    out_.verdict = Verdict::refuted;
  } else {
    out_.verdict = Verdict::constrained;
    if (all_exact()) {
      out_.remark_zh = "差" + rounded(abs(face - printed), 6) + "，可由四舍五入或截尾产生";
      out_.remark_en = "off by " + rounded(abs(face - printed), 6) + ", which rounding or truncation explains";
    } else {
      approximate();
    }
  }
}

void Judge::approximate() {
  out_.remark_zh = "含约数，不矛盾";
  out_.remark_en = "holds an approximation; nothing contradicts";
}

void Judge::open(const char* zh, const char* en) {
  out_.verdict = Verdict::open;
  out_.needs_review = false;
  out_.remark_zh = zh;
  out_.remark_en = en;
}

const char* Judge::sign() const { return out_.verdict == Verdict::refuted ? " ≠ " : " ≈ "; }

std::string Judge::quotient(const Rational& face, const FigureData& result) const {
  const std::string unit = result.unit == "%" || result.unit == "‰" || result.unit == "成" ? result.unit : "";
  const bool fraction = result.unit.empty() && result.value.den != 1 && result.decimals == 0;
  if (fraction && face == rational(result.value) && exact(result)) return " = " + plain(face);
  // Cut off one place behind the printed one: 54.54 is rounded to 54.5, where 54.55 would look like 54.6.
  const int places = fraction ? 4 : result.decimals + 1;
  const Rational shown_value = floor_to(face, Rational(1, power_of_ten(places)));
  std::string s = " = " + plain(shown_value);
  if (shown_value != face) s += padding(s, places) + "…";
  s += unit;
  if (face == rational(result.value) && exact(result)) return s;
  return s + (out_.verdict == Verdict::refuted ? " ≠ " : exact(result) ? " ≈ " : "；") + shown(result) + unit;
}

void Judge::sum() {
  FigureData hundred;
  if (tie_.unprinted != 0) {
    hundred.value = hundred.low = hundred.high = {tie_.unprinted, 1};
    hundred.unit = "%";
  }
  const FigureData& whole = tie_.unprinted != 0 ? hundred : get(Role::whole);
  Rational face = 0;
  Interval range{0, 0};
  std::string terms;
  for (const Operand& o : tie_.operands) {
    if (o.role != Role::part) continue;
    const FigureData& f = at(o.figure);
    face += rational(f.value);
    range = range + wide_of(f);
    if (!terms.empty()) terms += " + ";
    terms += shown(f);
  }
  // Shares make 100 exactly; 99.9 is rounding.
  compare(whole, face, range, whole.unit == "%");
  const Rational printed = rational(whole.value);
  if (tie_.suspect_only && face < printed && out_.verdict == Verdict::refuted) {
    out_.verdict = Verdict::constrained;
    out_.needs_review = true;
    out_.remark_zh = "各部分合计少" + amount(printed - face) + "；如已列全，则有一数可能有误";
    out_.remark_en =
        "the parts fall short by " + amount(printed - face) + "; if the list is complete, one figure may be wrong";
  }
  out_.derivation = terms + " = " + amount(face);
  if (face != printed || !exact(whole)) {
    const bool off = out_.verdict == Verdict::refuted || out_.needs_review;
    out_.derivation += (off ? " ≠ " : exact(whole) ? " ≈ " : "；") + shown(whole);
  }
}

void Judge::ratio() {
  const FigureData& num = get(Role::numerator);
  const FigureData& den = get(Role::denominator);
  const FigureData& result = get(Role::result);
  if (rational(den.value) == 0) return open("基数为零", "the base is zero");
  const Rational scale = scale_of(result);
  const Rational face = rational(num.value) / rational(den.value) * scale;
  compare(result, face, wide_of(num) / wide_of(den) * Interval{scale, scale});
  out_.derivation = shown(num) + " ÷ " + shown(den) + quotient(face, result);
}

void Judge::difference() {
  const FigureData& from = get(Role::from);
  const FigureData& to = get(Role::to);
  const FigureData& result = get(Role::result);
  // Where the words say which is more, the other way round contradicts them.
  const bool down =
      tie_.direction == Direction::none ? rational(to.value) < rational(from.value) : tie_.direction == Direction::down;
  const FigureData& a = down ? from : to;
  const FigureData& b = down ? to : from;
  const Rational gap = rational(a.value) - rational(b.value);
  compare(result, gap, wide_of(a) - wide_of(b));
  out_.derivation = shown(a) + " − " + shown(b) + " = " + amount(gap);
  if (gap != rational(result.value)) out_.derivation += sign() + shown(result);
}

void Judge::product() {
  const FigureData& result = get(Role::result);
  const int factor = tie_.unprinted != 0 ? tie_.unprinted : 1;
  Rational face = factor;
  Interval range{factor, factor};
  std::string terms;
  for (const Operand& o : tie_.operands) {
    if (o.role != Role::part) continue;
    const FigureData& f = at(o.figure);
    face *= rational(f.value);
    range = range * wide_of(f);
    terms += (terms.empty() ? "" : " × ") + shown(f);
  }
  if (factor != 1) terms += " × " + std::to_string(factor);
  compare(result, face, range);
  out_.derivation = terms + " = " + amount(face);
  if (face != rational(result.value)) out_.derivation += sign() + shown(result);
}

RelationData judge(const ReportData& r, const RelationLexicon& lexicon, const Tie& tie) {
  RelationData out;
  out.kind = tie.kind;
  out.basis = tie.basis;
  out.tie = tie.words;
  out.operands = tie.operands;
  out.range = {r.figures[tie.operands.front().figure].range.start, r.figures[tie.operands.back().figure].range.end};
  const bool all_exact =
      std::ranges::all_of(tie.operands, [&](const Operand& o) { return exact(r.figures[o.figure]); });
  try {
    Judge(r, lexicon, tie, out).run();
    if (out.verdict == Verdict::refuted && (tie.basis == Basis::arithmetic || !all_exact)) out.needs_review = true;
  } catch (const std::overflow_error&) {
    out.verdict = Verdict::open;
    out.remark_zh = "数过大，未核算";
    out.remark_en = "too large to compute";
  }
  return out;
}

Verdict verdict_with(const ReportData& r, const RelationLexicon& lexicon, const Tie& tie, std::uint32_t figure,
                     const Value& value, const Value& step) {
  Substitute other{figure, r.figures[figure]};
  other.data.value = other.data.low = other.data.high = value;
  other.data.step = step;
  RelationData out;
  try {
    Judge(r, lexicon, tie, out, &other).run();
  } catch (const std::overflow_error&) {
    return Verdict::open;
  }
  return out.needs_review ? Verdict::refuted : out.verdict;
}

}  // namespace detail
FAZHI_NAMESPACE_END
