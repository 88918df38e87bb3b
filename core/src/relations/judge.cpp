#include "relations/judge.hpp"

#include <algorithm>
#include <stdexcept>

#include "relations/rational.hpp"
#include "relations/repairs.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

bool exact(const FigureData& f) { return f.approximation == Approximation::exact; }

class Judge {
 public:
  Judge(const ReportData& r, const RelationLexicon& lexicon, const Tie& tie, RelationData& out)
      : r_(r), lexicon_(lexicon), tie_(tie), out_(out) {}

  void run() {
    switch (tie_.kind) {
      case RelationKind::sum:
        sum();
        break;
      case RelationKind::ratio:
        ratio();
        break;
      case RelationKind::change:
        change();
        break;
      case RelationKind::difference:
        difference();
        break;
      case RelationKind::product:
        product();
        break;
      case RelationKind::subset:
        subset();
        break;
      case RelationKind::equal:
        equal();
        break;
    }
  }

 private:
  const FigureData* find(Role role) const {
    for (const Operand& o : tie_.operands)
      if (o.role == role) return &r_.figures[o.figure];
    return nullptr;
  }
  const FigureData& get(Role role) const { return *find(role); }
  bool all_exact() const {
    return std::ranges::all_of(tie_.operands, [&](const Operand& o) { return exact(r_.figures[o.figure]); });
  }
  Interval wide_of(const FigureData& f) const {
    const UnitKind k = lexicon_.kind_of(f.unit);
    return wide(f, k == UnitKind::count || k == UnitKind::time);
  }

  /// Sets verdict and remark of a computed value beside the printed one. `face` is the computed value of the printed
  /// numbers, `range` gives what it may be within the widest reading.
  template <class Range>
  void compare(const FigureData& stated, const Rational& face, const Rational& step, Range range) {
    const Rational printed = rational(stated.value);
    out_.has_stated = out_.has_computed = out_.has_delta = true;
    out_.stated = to_text(stated.value);
    out_.computed = denominator(face) == 1 ? plain(face) : rounded(face, 6);
    out_.delta = rounded(face - printed, 6);
    if (step > 0 && exact(stated)) {
      out_.has_tolerance = true;
      out_.tolerance = plain(step / 2);
    }
    if (all_exact() && (step > 0 ? round_to(face, step) : face) == printed) {
      out_.verdict = Verdict::proved;
    } else if (apart(range(), wide_of(stated))) {
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

  void approximate() {
    out_.remark_zh = "含约数，不矛盾";
    out_.remark_en = "holds an approximation; nothing contradicts";
  }

  const char* sign() const {
    return out_.verdict == Verdict::refuted || (out_.verdict == Verdict::constrained && tie_.suspect_only) ? " ≠ "
                                                                                                           : " ≈ ";
  }

  /// The printed value as it stands in a derivation: 5000余 keeps its qualifier.
  static std::string shown(const FigureData& f) {
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

  void sum() {
    const FigureData& whole = get(Role::whole);
    Rational face = 0;
    std::string terms;
    for (const Operand& o : tie_.operands) {
      if (o.role != Role::part) continue;
      const FigureData& f = r_.figures[o.figure];
      face += rational(f.value);
      if (!terms.empty()) terms += " + ";
      terms += shown(f);
    }
    compare(whole, face, rational(whole.step), [&] {
      Interval range{0, 0};
      for (const Operand& o : tie_.operands)
        if (o.role == Role::part) range = range + wide_of(r_.figures[o.figure]);
      return range;
    });
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

  /// 100 for %, 1000 for ‰, 10 for 成, 1 for a fraction or 倍.
  static std::int64_t scale_of(const FigureData& f) {
    return f.unit == "%" ? 100 : f.unit == "‰" ? 1000 : f.unit == "成" ? 10 : 1;
  }

  /// "= 98.54…% ≈ 98.5%"
  std::string quotient(const Rational& face, const FigureData& result) const {
    const std::string unit = result.unit == "%" || result.unit == "‰" ? result.unit : "";
    // Cut off one place behind the printed one: 54.54 is rounded to 54.5, where 54.55 would look like 54.6.
    const Rational shown_value = floor_to(face, Rational(1, power_of_ten(result.decimals + 1)));
    std::string s = " = " + plain(shown_value);
    if (shown_value != face) s += padding(s, result.decimals + 1) + "…";
    s += unit;
    if (face == rational(result.value) && exact(result)) return s;
    return s + (out_.verdict == Verdict::refuted ? " ≠ " : exact(result) ? " ≈ " : "；") + shown(result) + unit;
  }

  /// What a decimal lacks to `places` places: 70 cut at one place is 70.0…, not 70….
  static std::string padding(const std::string& decimal, int places) {
    const std::size_t point = decimal.find('.');
    const std::size_t have = point == std::string::npos ? 0 : decimal.size() - point - 1;
    return (point == std::string::npos ? "." : "") + std::string(static_cast<std::size_t>(places) - have, '0');
  }

  void ratio() {
    const FigureData& num = get(Role::numerator);
    const FigureData& den = get(Role::denominator);
    const FigureData& result = get(Role::result);
    if (rational(den.value) == 0) return open("基数为零", "the base is zero");
    const Rational scale = scale_of(result);
    const Rational face = rational(num.value) / rational(den.value) * scale;
    compare(result, face, rational(result.step), [&] { return wide_of(num) / wide_of(den) * Interval{scale, scale}; });
    out_.derivation = shown(num) + " ÷ " + shown(den) + quotient(face, result);
  }

  void change() {
    const FigureData& from = get(Role::from);
    const FigureData& to = get(Role::to);
    const FigureData* result = find(Role::result);
    if (result == nullptr) return direction(from, to);
    const Rational a = rational(from.value);
    const Rational b = rational(to.value);
    const bool down = tie_.direction == Direction::down || (tie_.direction == Direction::none && b < a);
    const Interval wa = wide_of(from);
    const Interval wb = wide_of(to);
    if (a == 0 && tie_.growth != Growth::amount && tie_.growth != Growth::points)
      return open("基数为零", "the base is zero");
    const Rational gap = down ? a - b : b - a;
    const Interval wide_gap = down ? wa - wb : wb - wa;
    const std::string gap_text = down ? shown(from) + " − " + shown(to) : shown(to) + " − " + shown(from);
    Rational face;
    switch (tie_.growth) {
      case Growth::amount:
      case Growth::points:
        compare(*result, gap, rational(result->step), [&] { return wide_gap; });
        out_.derivation = gap_text + " = " + amount(gap);
        if (gap != rational(result->value) || !exact(*result))
          out_.derivation += (out_.verdict == Verdict::refuted ? " ≠ " : " ≈ ") + shown(*result);
        break;
      case Growth::share: {
        if (tie_.years > 1) return yearly(from, to, *result);
        const Rational scale = scale_of(*result);
        face = gap / a * scale;
        // The base of the quotient and of the difference is one number: bounds of to/from, less one.
        Interval q = wb / wa;
        if (down)
          q = Interval{Rational(1) - q.high, Rational(1) - q.low, q.has_high, q.has_low, q.high_open, q.low_open};
        else
          q = q - Interval{1, 1};
        compare(*result, face, rational(result->step), [&] { return q * Interval{scale, scale}; });
        out_.derivation = "(" + gap_text + ") ÷ " + shown(from) + quotient(face, *result);
        break;
      }
      case Growth::times_more:
      case Growth::times_of: {
        const Rational less = tie_.growth == Growth::times_more ? 1 : 0;
        face = b / a - less;
        compare(*result, face, rational(result->step), [&] { return wb / wa - Interval{less, less}; });
        if (out_.verdict == Verdict::refuted && other_reading(b / a - (1 - less), *result)) return;
        out_.derivation = shown(to) + " ÷ " + shown(from) + (less == 1 ? " − 1" : "") + quotient(face, *result);
        break;
      }
      case Growth::doublings: {
        Rational times = 1;
        for (Rational n = rational(result->value); n >= 1; n -= 1) times *= 2;
        const Rational got = b / a;
        out_.verdict = got >= times                ? Verdict::proved
                       : wb.high / wa.low >= times ? Verdict::constrained
                                                   : Verdict::refuted;
        out_.derivation =
            shown(to) + " ÷ " + shown(from) + " ≈ " + rounded(got, 2) + (got >= times ? " ≥ " : " < ") + plain(times);
        break;
      }
    }
    if (tie_.growth != Growth::share) return;
    if (tie_.constant_price && out_.verdict != Verdict::proved)
      return open("增速按不变价计算，不能由现价数推得",
                  "growth at constant prices does not follow from printed amounts");
    // 95%→98% called 提高3%: percentage points were meant.
    if (lexicon_.kind_of(from.unit) == UnitKind::rate && gap == rational(result->value) && face != gap) {
      out_.verdict = Verdict::constrained;
      out_.needs_review = true;
      out_.derivation = gap_text + " = " + plain(gap);
      out_.remark_zh = "两个百分数之差应称百分点";
      out_.remark_en = "the difference of two percentages is in percentage points";
    }
  }

  /// 增长3倍 where the numbers say 是3倍, and the other way round.
  bool other_reading(const Rational& other, const FigureData& result) {
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
  void yearly(const FigureData& from, const FigureData& to, const FigureData& result) {
    const Interval g = wide_of(result);
    const Interval a = wide_of(from);
    const Interval b = wide_of(to);
    if (!g.has_low || !g.has_high) return open("年均增速为约数", "the yearly rate is an approximation");
    for (const int n : {tie_.years, tie_.years + 1}) {
      Rational low = a.low;
      Rational high = a.high;
      for (int k = 0; k < n; ++k) low *= 1 + g.low / 100, high *= 1 + g.high / 100;
      if (apart(Interval{low, high}, b)) continue;
      out_.verdict = n == tie_.years ? Verdict::proved : Verdict::constrained;
      out_.derivation = shown(from) + " × (1 + " + shown(result) + "%)^" + std::to_string(n) + " ≈ " + shown(to);
      return;
    }
    open("年均增速按不变价或另一年数计算", "the yearly rate may be at constant prices or over other years");
  }

  void direction(const FigureData& from, const FigureData& to) {
    const Interval a = wide_of(from);
    const Interval b = wide_of(to);
    const Rational x = rational(from.value);
    const Rational y = rational(to.value);
    out_.derivation = shown(from) + " → " + shown(to);
    if (tie_.direction == Direction::none) {
      out_.verdict = x != y ? Verdict::proved : Verdict::constrained;
      return;
    }
    const bool up = tie_.direction == Direction::up;
    const Interval& small = up ? a : b;
    const Interval& large = up ? b : a;
    const bool face = up ? x < y : y < x;
    const bool wrong = small.has_low && large.has_high && large.high < small.low;
    out_.verdict = face ? Verdict::proved : wrong ? Verdict::refuted : Verdict::constrained;
    if (wrong) {
      out_.remark_zh = up ? "动词说增，数却减" : "动词说减，数却增";
      out_.remark_en = up ? "the verb says up, the figures go down" : "the verb says down, the figures go up";
    } else if (!face) {
      approximate();
    }
  }

  void difference() {
    const FigureData& from = get(Role::from);
    const FigureData& to = get(Role::to);
    const FigureData& result = get(Role::result);
    const bool down = rational(to.value) < rational(from.value);
    const FigureData& a = down ? from : to;
    const FigureData& b = down ? to : from;
    const Rational gap = rational(a.value) - rational(b.value);
    compare(result, gap, rational(result.step), [&] { return wide_of(a) - wide_of(b); });
    out_.derivation = shown(a) + " − " + shown(b) + " = " + amount(gap);
    if (gap != rational(result.value)) out_.derivation += sign() + shown(result);
  }

  void product() {
    const FigureData& result = get(Role::result);
    Rational face = 1;
    Interval range{1, 1};
    std::string terms;
    for (const Operand& o : tie_.operands) {
      if (o.role != Role::part) continue;
      face *= rational(r_.figures[o.figure].value);
      range = range * wide_of(r_.figures[o.figure]);
      terms += (terms.empty() ? "" : " × ") + shown(r_.figures[o.figure]);
    }
    compare(result, face, rational(result.step), [&] { return range; });
    out_.derivation = terms + " = " + amount(face);
    if (face != rational(result.value)) out_.derivation += sign() + shown(result);
  }

  void subset() {
    const FigureData& part = get(Role::part);
    Interval whole{0, 0};
    std::string right;
    for (const Operand& o : tie_.operands) {
      if (o.role == Role::part) continue;
      const FigureData& f = r_.figures[o.figure];
      whole = whole + (exact(f) ? Interval{rational(f.value), rational(f.value)} : wide_of(f));
      right += (right.empty() ? "" : " + ") + shown(f);
    }
    const Interval p = exact(part) ? Interval{rational(part.value), rational(part.value)} : wide_of(part);
    const bool within = p.has_high && whole.has_low && p.high <= whole.low;
    // Rounding alone contradicts nothing: 1.2万 of 1.15万.
    Interval loose{0, 0};
    for (const Operand& o : tie_.operands)
      if (o.role != Role::part) loose = loose + wide_of(r_.figures[o.figure]);
    const Interval q = wide_of(part);
    const bool beyond =
        q.has_low && loose.has_high && (q.low > loose.high || (q.low == loose.high && (q.low_open || loose.high_open)));
    out_.verdict = within ? Verdict::proved : beyond ? Verdict::refuted : Verdict::constrained;
    out_.derivation = shown(part) + (within ? " ≤ " : beyond ? " > " : " ≤? ") + right;
    if (!within && !beyond) approximate();
    if (!tie_.beyond_whole.empty() && !beyond) {
      Rational sum = 0;
      std::string terms;
      for (const std::uint32_t f : tie_.beyond_whole) {
        sum += rational(r_.figures[f].value);
        terms += (terms.empty() ? "" : " + ") + shown(r_.figures[f]);
      }
      out_.needs_review = true;
      out_.remark_zh = "所列各部分合计 " + terms + " = " + amount(sum) + "，多于总体；如互不交叉，则有一数可能有误";
      out_.remark_en = "the parts listed, " + terms + " = " + amount(sum) +
                       ", exceed the whole; if none is counted twice, one figure may be wrong";
    }
    if (beyond) {
      out_.remark_zh = "部分大于总体";
      out_.remark_en = "the part is more than its whole";
    }
  }

  void equal() {
    const FigureData& a = r_.figures[tie_.operands.front().figure];
    const FigureData& b = r_.figures[tie_.operands.back().figure];
    const bool alike = a.value == b.value && a.approximation == b.approximation && a.value_high == b.value_high;
    const auto holds = [](const FigureData& f, const FigureData& approximate) {
      const Interval i{rational(approximate.low), rational(approximate.high), approximate.has_low,
                       approximate.has_high,      approximate.low_open,       approximate.high_open};
      const Rational v = rational(f.value);
      return exact(f) && !exact(approximate) && !apart(Interval{v, v}, i);
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

  void open(const char* zh, const char* en) {
    out_.verdict = Verdict::open;
    out_.needs_review = false;
    out_.remark_zh = zh;
    out_.remark_en = en;
  }

  const ReportData& r_;
  const RelationLexicon& lexicon_;
  const Tie& tie_;
  RelationData& out_;
};

}  // namespace

RelationData judge(const ReportData& r, const RelationLexicon& lexicon, Tie tie) {
  std::ranges::stable_sort(tie.operands, {}, [&](const Operand& o) { return r.figures[o.figure].range.start; });
  RelationData out;
  out.kind = tie.kind;
  out.basis = tie.basis;
  out.tie = tie.words;
  out.operands = tie.operands;
  out.range = {r.figures[tie.operands.front().figure].range.start, r.figures[tie.operands.back().figure].range.end};
  bool all_exact = true;
  for (const Operand& o : tie.operands) all_exact &= exact(r.figures[o.figure]);
  try {
    Judge(r, lexicon, tie, out).run();
    if (out.verdict == Verdict::refuted && (tie.basis == Basis::arithmetic || !all_exact)) out.needs_review = true;
    if ((out.verdict == Verdict::refuted || out.needs_review) && all_exact) out.repairs = repairs_of(r, tie);
  } catch (const std::overflow_error&) {
    out.verdict = Verdict::open;
    out.remark_zh = "数过大，未核算";
    out.remark_en = "too large to compute";
  }
  return out;
}

}  // namespace detail
FAZHI_NAMESPACE_END
