// Changes: directions, growth in percent, points, multiples, years.
#include <algorithm>

#include "relations/judge_parts.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

void Judge::change() {
  const FigureData& from = get(Role::from);
  const FigureData& to = get(Role::to);
  const FigureData* result = find(Role::result);
  if (result == nullptr) return direction(from, to);
  const Rational a = rational(from.value);
  const Rational b = rational(to.value);
  const bool down = tie_.direction == Direction::down || (tie_.direction == Direction::none && b < a);
  if (a == 0 && tie_.growth != Growth::amount && tie_.growth != Growth::points)
    return open("基数为零", "the base is zero");
  switch (tie_.growth) {
    case Growth::amount:
    case Growth::points: {
      const Rational gap = down ? a - b : b - a;
      compare(*result, gap, down ? wide_of(from) - wide_of(to) : wide_of(to) - wide_of(from));
      out_.derivation =
          (down ? shown(from) + " − " + shown(to) : shown(to) + " − " + shown(from)) + " = " + amount(gap);
      if (gap != rational(result->value) || !exact(*result)) out_.derivation += sign() + shown(*result);
      return;
    }
    case Growth::share:
      return tie_.years > 1 ? yearly(from, to, *result) : share_of_growth(from, to, *result, down);
    case Growth::times_more:
    case Growth::times_of:
      return times(from, to, *result);
    case Growth::doublings:
      return doublings(from, to, *result);
  }
}

void Judge::share_of_growth(const FigureData& from, const FigureData& to, const FigureData& result, bool down) {
  const Rational a = rational(from.value);
  const Rational b = rational(to.value);
  const Rational gap = down ? a - b : b - a;
  const std::string gap_text = down ? shown(from) + " − " + shown(to) : shown(to) + " − " + shown(from);
  const Rational scale = scale_of(result);
  const Rational face = gap / a * scale;
  // The base of the quotient and of the difference is one number: bounds of to/from, less one.
  Interval q = wide_of(to) / wide_of(from);
  if (down)
    q = Interval{Rational(1) - q.high, Rational(1) - q.low, q.has_high, q.has_low, q.high_open, q.low_open};
  else
    q = q - Interval{1, 1};
  compare(result, face, q * Interval{scale, scale});
  out_.derivation = "(" + gap_text + ") ÷ " + shown(from) + quotient(face, result);
  if (tie_.constant_price && out_.verdict != Verdict::proved)
    return open("增速按不变价计算，不能由现价数推得", "growth at constant prices does not follow from printed amounts");
  // 95%→98% called 提高3%: percentage points were meant.
  if (lexicon_.kind_of(from.unit) == UnitKind::rate && gap == rational(result.value) && face != gap) {
    out_.verdict = Verdict::constrained;
    out_.needs_review = true;
    out_.derivation = gap_text + " = " + plain(gap);
    out_.remark_zh = "两个百分数之差应称百分点";
    out_.remark_en = "the difference of two percentages is in percentage points";
  }
}

void Judge::times(const FigureData& from, const FigureData& to, const FigureData& result) {
  const Rational quotient_of = rational(to.value) / rational(from.value);
  const Rational less = tie_.growth == Growth::times_more ? 1 : 0;
  compare(result, quotient_of - less, wide_of(to) / wide_of(from) - Interval{less, less});
  if (out_.verdict == Verdict::refuted && other_reading(quotient_of - (1 - less), result)) return;
  out_.derivation = shown(to) + " ÷ " + shown(from) + (less == 1 ? " − 1" : "") + quotient(quotient_of - less, result);
}

/// 翻一番 is twice, 翻两番 four times.
void Judge::doublings(const FigureData& from, const FigureData& to, const FigureData& result) {
  constexpr int most = 64;  // nothing that is counted has grown so often
  const int count = static_cast<int>(std::clamp<__int128>(result.value.num / result.value.den, 0, most));
  Rational times = 1;
  for (int k = 0; k < count; ++k) times *= 2;
  const Rational got = rational(to.value) / rational(from.value);
  out_.verdict = got >= times                                    ? Verdict::proved
                 : wide_of(to).high / wide_of(from).low >= times ? Verdict::constrained
                                                                 : Verdict::refuted;
  out_.derivation =
      shown(to) + " ÷ " + shown(from) + " ≈ " + rounded(got, 2) + (got >= times ? " ≥ " : " < ") + plain(times);
}

/// 增长3倍 where the numbers say 是3倍, and the other way round.
bool Judge::other_reading(const Rational& other, const FigureData& result) {
  if (round_to(other, rational(result.step)) != rational(result.value)) return false;
  out_.verdict = Verdict::constrained;
  out_.needs_review = true;
  out_.remark_zh = "只按“增长N倍”与“为N倍”的另一种读法才相符";
  out_.remark_en = "fits only if 'N times more' and 'N times as much' are exchanged";
  out_.derivation = shown(get(Role::to)) + " ÷ " + shown(get(Role::from)) +
                    (tie_.growth == Growth::times_of ? " − 1" : "") + " = " + rounded(other, result.decimals + 1);
  return true;
}

/// Compound growth, both counts of years tried: from·(1+g)^n within what `to` allows.
void Judge::yearly(const FigureData& from, const FigureData& to, const FigureData& result) {
  const Interval g = wide_of(result);
  const Interval a = wide_of(from);
  const Interval b = wide_of(to);
  if (!g.has_low || !g.has_high) return open("年均增速为约数", "the yearly rate is an approximation");
  const bool down = tie_.direction == Direction::down;
  for (const int n : {tie_.years, tie_.years + 1}) {
    Rational low = a.low;
    Rational high = a.high;
    for (int k = 0; k < n; ++k) {
      low *= down ? Rational(1 - g.high / 100) : Rational(1 + g.low / 100);
      high *= down ? Rational(1 - g.low / 100) : Rational(1 + g.high / 100);
    }
    if (apart(Interval{low, high}, b)) continue;
    out_.verdict = n == tie_.years ? Verdict::proved : Verdict::constrained;
    if (n != tie_.years) {
      out_.remark_zh = "按" + std::to_string(n) + "年计算才相符";
      out_.remark_en = "agrees over " + std::to_string(n) + " years only";
    }
    out_.derivation =
        shown(from) + " × (1 " + (down ? "− " : "+ ") + shown(result) + "%)^" + std::to_string(n) + " ≈ " + shown(to);
    return;
  }
  // The years may be counted otherwise than by the dates printed: for a human.
  out_.verdict = Verdict::refuted;
  out_.needs_review = true;
  out_.derivation = shown(from) + " × (1 " + (down ? "− " : "+ ") + shown(result) + "%)^" + std::to_string(tie_.years) +
                    " ≠ " + shown(to);
  out_.remark_zh = "按" + std::to_string(tie_.years) + "年或" + std::to_string(tie_.years + 1) + "年复合计算均不相符";
  out_.remark_en = "compounded over " + std::to_string(tie_.years) + " or " + std::to_string(tie_.years + 1) +
                   " years it does not agree";
}

void Judge::direction(const FigureData& from, const FigureData& to) {
  const Rational x = rational(from.value);
  const Rational y = rational(to.value);
  out_.derivation = shown(from) + " → " + shown(to);
  if (tie_.direction == Direction::none) {
    out_.verdict = x != y ? Verdict::proved : Verdict::constrained;
    return;
  }
  const bool up = tie_.direction == Direction::up;
  const Interval small = wide_of(up ? from : to);
  const Interval large = wide_of(up ? to : from);
  const bool face = up ? x < y : y < x;
  const bool wrong = small.has_low && large.has_high && large.high < small.low;
  out_.verdict = face ? Verdict::proved : wrong ? Verdict::refuted : Verdict::constrained;
  if (wrong) {
    if (tie_.rank) {
      out_.remark_zh = "名次的升降与数不符";
      out_.remark_en = "the rank moves the other way";
      return;
    }
    out_.remark_zh = up ? "动词说增，数却减" : "动词说减，数却增";
    out_.remark_en = up ? "the verb says up, the figures go down" : "the verb says down, the figures go up";
  } else if (!face) {
    approximate();
  }
}

}  // namespace detail
FAZHI_NAMESPACE_END
