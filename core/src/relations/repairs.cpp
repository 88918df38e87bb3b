#include "relations/repairs.hpp"

#include <algorithm>
#include <stdexcept>

#include "relations/judge_parts.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

/// Trials of a whole report: a hostile text of refuted relations must not cost its square.
constexpr int most_trials = 40000;
/// Candidates that are asked what they do to other relations.
constexpr std::size_t most_compared = 64;
/// Values on either side of the computed one that a rounded number may have stood for.
constexpr int most_rounded_away = 300;

/// Smaller is likelier.
enum Rank : int {
  rank_other_base = 0,
  rank_rare_slip = 10,  ///< 万, 亿 or two digits exchanged: chance seldom makes these fit
  rank_slip = 20,
  rank_rounded = 30,
  rank_computed = 40,
  rank_finer = 60,    ///< a rate at more places than are printed
  rank_any = 70,      ///< one of many that round to what is printed
  rank_inexact = 5,   ///< added: fits only within rounding
  rank_repeated = 8,  ///< taken off: the value stands elsewhere in the report
  rank_mends = 100,   ///< taken off: mends another refuted relation too
  rank_breaks = 100   ///< added: would refute another relation
};

struct Candidate {
  int rank = 0;
  std::uint32_t figure = 0;
  Value value, step;
  bool other_base = false;
};

__int128 power(int n) noexcept {
  __int128 p = 1;
  while (n-- > 0) p *= 10;
  return p;
}

Value times(const Value& step, __int128 n) noexcept { return make_value(step.num * n, step.den).value_or(Value{}); }

class Repairs {
 public:
  Repairs(const ReportData& r, const RelationLexicon& x, const std::vector<Tie>& ties) : r_(r), x_(x), ties_(ties) {
    for (std::uint32_t i = 0; i < ties.size(); ++i)
      for (const Operand& o : ties[i].operands) of_figure_.push_back({o.figure, i});
    std::ranges::sort(of_figure_);
  }

  std::vector<Repair> run(std::uint32_t relation) {
    relation_ = relation;
    tie_ = &ties_[relation];
    found_.clear();
    const bool all_exact =
        std::ranges::all_of(tie_->operands, [&](const Operand& o) { return exact(r_.figures[o.figure]); });
    try {
      if (all_exact) computed();
      for (const Operand& o : tie_->operands)
        if (all_exact || bounds()) slips(o.figure);
      other_bases();
      std::ranges::stable_sort(found_, {}, &Candidate::rank);
      for (std::size_t i = 0; i < found_.size() && i < most_compared; ++i) compare(found_[i]);
    } catch (const std::overflow_error&) {
    }
    std::ranges::stable_sort(found_, {}, &Candidate::rank);
    std::vector<Repair> out;
    for (const Candidate& c : found_) out.push_back(told(c));
    return out;
  }

 private:
  const FigureData& at(std::uint32_t f) const { return r_.figures[f]; }
  Rational value(std::uint32_t f) const { return rational(at(f).value); }
  std::uint32_t get(Role role) const {
    for (const Operand& o : tie_->operands)
      if (o.role == role) return o.figure;
    return ~0u;
  }
  /// A statement of more or less: what fits is not one value but many.
  bool bounds() const {
    return tie_->kind == RelationKind::subset || (tie_->kind == RelationKind::change && get(Role::result) == ~0u);
  }

  Verdict try_out(std::uint32_t figure, const Value& v, const Value& step) {
    return ++trials_ > most_trials ? Verdict::open : verdict_with(r_, x_, *tie_, figure, v, step);
  }

  void add(std::uint32_t figure, const Value& v, const Value& step, int rank) {
    for (Candidate& c : found_) {
      if (c.figure != figure || c.value != v) continue;
      c.rank = std::min(c.rank, rank);
      return;
    }
    if (v != at(figure).value) found_.push_back({rank, figure, v, step});
  }

  /// The value that the others give.
  void offer(std::uint32_t figure, const Rational& v) {
    if (v < 0 || v == value(figure)) return;
    const std::string text = plain(v);
    if (text.find('/') != text.npos || text.size() > 24) return;
    const Value exact_value = value_from_text(text);
    if (try_out(figure, exact_value, at(figure).step) != Verdict::proved) return;
    add(figure, exact_value, at(figure).step, rank_of(figure, exact_value));
  }

  int rank_of(std::uint32_t figure, const Value& v) const {
    const std::string now = plain(value(figure));
    const std::string then = plain(rational(v));
    if (one_slip(now, then)) return exchanged(now, then) ? rank_rare_slip : rank_slip;
    const Rational coarse = rational(at(figure).step) * zeros(at(figure));
    return coarse > rational(at(figure).step) && round_to(rational(v), coarse) == value(figure) ? rank_rounded
                                                                                                : rank_computed;
  }

  static bool exchanged(const std::string& a, const std::string& b) {
    int differ = 0;
    if (a.size() != b.size()) return true;
    for (std::size_t i = 0; i < a.size(); ++i) differ += a[i] != b[i];
    return differ == 2;
  }

  /// Power of ten of the zeros at the end of the printed digits.
  static std::int64_t zeros(const FigureData& f) {
    __int128 digits = printed(f);
    std::int64_t p = 1;
    while (digits != 0 && digits % 10 == 0 && p < 1000000000) digits /= 10, p *= 10;
    return p;
  }

  /// The printed digits as one whole number: 446 of 4.46万.
  static __int128 printed(const FigureData& f) {
    if (f.step.num == 0) return 0;
    return f.value.num * f.step.den / (f.step.num * f.value.den);
  }

  /// 10000 of 4.46万.
  static __int128 scale_printed(const FigureData& f) { return f.step.num * power(f.decimals) / f.step.den; }

  void computed() {
    switch (tie_->kind) {
      case RelationKind::sum:
        return of_sum();
      case RelationKind::ratio:
        return of_ratio();
      case RelationKind::difference:
      case RelationKind::change:
        return of_change();
      case RelationKind::product:
        return of_product();
      case RelationKind::equal:
        offer(tie_->operands.back().figure, value(tie_->operands.front().figure));
        offer(tie_->operands.front().figure, value(tie_->operands.back().figure));
        return;
      case RelationKind::subset:
        return;
    }
  }

  void of_sum() {
    const std::uint32_t whole = get(Role::whole);
    Rational total = 0;
    for (const Operand& o : tie_->operands)
      if (o.role == Role::part) total += value(o.figure);
    offer(whole, total);
    offer(whole, round_to(total, rational(at(whole).step)));
    for (const Operand& o : tie_->operands)
      if (o.role == Role::part) offer(o.figure, value(o.figure) + value(whole) - total);
  }

  void of_product() {
    const std::uint32_t result = get(Role::result);
    Rational product = 1;
    for (const Operand& o : tie_->operands)
      if (o.role == Role::part) product *= value(o.figure);
    offer(result, product);
    if (product == 0) return;
    for (const Operand& o : tie_->operands)
      if (o.role == Role::part) offer(o.figure, value(o.figure) * value(result) / product);
  }

  void around(std::uint32_t figure, const Rational& guess) {
    const Rational step = rational(at(figure).step);
    if (step == 0) return;
    const Rational near = round_to(guess, step);
    offer(figure, near);
    offer(figure, near - step);
    offer(figure, near + step);
    const Rational coarse = step * zeros(at(figure));
    Rational fine = step;
    for (const Operand& o : tie_->operands)
      if (o.role != Role::result && at(o.figure).step.num > 0) fine = std::min(fine, rational(at(o.figure).step));
    if (coarse > fine) rounded_away(figure, guess, fine, coarse);
  }

  /// 30000件 of 38.9% may have been any number that rounds to it.
  void rounded_away(std::uint32_t figure, const Rational& guess, const Rational& fine, const Rational& coarse) {
    const Rational near = round_to(guess, fine);
    const Value step = value_from_text(plain(fine));
    // The computed value itself may fall between two that fit: it ends neither side.
    for (const int turn : {1, -1})
      for (int k = turn == 1 ? 0 : 1; k <= most_rounded_away; ++k) {
        const Rational v = near + fine * (turn * k);
        if (v <= 0) break;
        const Value then = value_from_text(plain(v));
        const Verdict verdict = try_out(figure, then, step);
        if (k > 0 && verdict != Verdict::proved && verdict != Verdict::constrained) break;
        if (round_to(v, coarse) == value(figure)) add_if_fits(figure, then, step, verdict, rank_any);
      }
  }

  /// A rate at the printed places, or at one or two more: 98.5 where 100 is printed.
  void offer_places(std::uint32_t figure, const Rational& v) {
    Rational step = rational(at(figure).step);
    for (int more = 0; more <= 2; ++more, step /= 10) {
      const Value rate = value_from_text(plain(round_to(v, step)));
      attempt(figure, rate, value_from_text(plain(step)), more == 0 ? rank_of(figure, rate) : rank_finer);
    }
  }

  void of_ratio() {
    const std::uint32_t num = get(Role::numerator);
    const std::uint32_t den = get(Role::denominator);
    const std::uint32_t result = get(Role::result);
    const Rational scale = scale_of(at(result));
    const Rational step = rational(at(result).step);
    const Rational rate = value(result);
    if (step == 0 || value(den) == 0) return;
    offer_places(result, value(num) / value(den) * scale);
    around(num, rate * value(den) / scale);
    if (rate != 0) around(den, value(num) * scale / rate);
  }

  void of_change() {
    const std::uint32_t result = get(Role::result);
    if (result == ~0u) return;
    const std::uint32_t from = get(Role::from);
    const std::uint32_t to = get(Role::to);
    const Rational a = value(from);
    const Rational b = value(to);
    const Rational x = value(result);
    const Rational step = rational(at(result).step);
    const bool down = tie_->direction == Direction::down || (tie_->direction == Direction::none && b < a);
    const Rational turn = down ? -1 : 1;
    if (step == 0) return;
    if (tie_->kind == RelationKind::difference || tie_->growth == Growth::amount || tie_->growth == Growth::points) {
      offer(result, (b - a) * turn);
      offer(to, a + x * turn);
      offer(from, b - x * turn);
      if (tie_->direction != Direction::none) return;
      offer(to, a - x * turn);
      offer(from, b + x * turn);
      return;
    }
    if (a == 0 || tie_->growth == Growth::doublings) return;
    if (tie_->years > 1) {
      for (const int n : {tie_->years, tie_->years + 1}) of_years(from, to, result, turn, n);
      return;
    }
    const bool times_of = tie_->growth == Growth::times_of;
    const Rational scale = scale_of(at(result));
    // Factor from `from` to `to` that the printed result states.
    const Rational factor = times_of ? x : Rational(1 + turn * x / scale);
    offer_places(result, times_of ? Rational(b / a) : Rational((b / a - 1) * turn * scale));
    if (factor <= 0) return;
    around(to, a * factor);
    around(from, b / factor);
  }

  /// Compound growth: the yearly rate at the printed places and at two more, and the values that it leads to.
  void of_years(std::uint32_t from, std::uint32_t to, std::uint32_t result, const Rational& turn, int n) {
    constexpr int longest = 20;
    if (n > longest) return;
    const auto factor = [&](const Rational& rate) {
      Rational f = 1;
      for (int k = 0; k < n; ++k) f *= 1 + turn * rate / 100;
      return f;
    };
    const Rational grown = value(to) / value(from);
    Rational step = rational(at(result).step);
    for (int more = 0; more <= 2; ++more, step /= 10) {
      // The lowest rate that leads as far, by halving: roots are not exact.
      Rational low = 0;
      Rational high = ((turn < 0 ? 100 : 1000) / step).floor();
      while (low < high) {
        const Rational middle = ((low + high) / 2).floor();
        const Rational f = factor(step * middle);
        if (turn < 0 ? f <= grown : f >= grown)
          high = middle;
        else
          low = middle + 1;
      }
      for (const int k : {-1, 0, 1}) {
        const Rational rate = step * (low + k);
        if (rate < 0) continue;
        const Value v = value_from_text(plain(rate));
        attempt(result, v, value_from_text(plain(step)), more == 0 ? rank_of(result, v) : rank_finer);
      }
    }
    const Rational stated = factor(value(result));
    if (stated <= 0) return;
    around(to, value(from) * stated);
    around(from, value(to) / stated);
  }

  /// Every slip of the pen in one figure that would fit.
  void slips(std::uint32_t figure) {
    const FigureData& f = at(figure);
    if (!exact(f) || f.step.num == 0) return;
    const __int128 digits = printed(f);
    for (const int n : {4, 8}) {
      // 300人 may well be 300, and hardly 300亿: where many values fit, a lost scale shows in 242.8户 alone.
      const int lost = !bounds() || f.decimals != 0 ? rank_rare_slip : n == 4 ? rank_rounded : rank_computed;
      attempt(figure, times(f.value, power(n)), times(f.step, power(n)), lost);
      const Value less = make_value(f.value.num, f.value.den * static_cast<__int128>(power(n))).value_or(f.value);
      if (scale_printed(f) % power(n) == 0)
        attempt(figure, less, make_value(f.step.num, f.step.den * power(n)).value_or(f.step), rank_rare_slip);
    }
    if (unique()) return;
    int size = f.decimals + 1;
    while (size < 18 && power(size) <= digits) ++size;
    // 9.4万 may be 0.4万; 94 is not 04.
    const int lead = size > f.decimals + 1 ? size - 1 : f.decimals != 0 ? -1 : 0;
    const auto digit = [&](int i) { return static_cast<int>(digits / power(i) % 10); };
    for (int i = size; i-- > 1;) {
      const int a = digit(i);
      const int b = digit(i - 1);
      if (a == b || (i == lead && b == 0)) continue;
      attempt(figure, times(f.step, digits + (b - a) * power(i) + (a - b) * power(i - 1)), f.step, rank_rare_slip);
    }
    for (int i = size; i-- > 0;)
      for (int d = i == lead && size > 1 ? 1 : 0; d <= 9; ++d)
        if (d != digit(i)) attempt(figure, times(f.step, digits + (d - digit(i)) * power(i)), f.step, rank_slip);
    if (bounds()) return;
    // 480 may stand for any number that rounds to it.
    constexpr std::int64_t widest = 100;
    const std::int64_t coarse = zeros(f);
    if (coarse < 10 || coarse > widest) return;
    for (std::int64_t k = -coarse / 2; k < coarse / 2; ++k)
      if (k != 0) attempt(figure, times(f.step, digits + k), f.step, rank_rounded);
  }

  /// One value alone fits each figure: what is computed from the others. Nothing else need be tried.
  bool unique() const {
    switch (tie_->kind) {
      case RelationKind::sum:
      case RelationKind::difference:
      case RelationKind::product:
      case RelationKind::equal:
        return std::ranges::all_of(tie_->operands, [&](const Operand& o) {
          return at(o.figure).step == at(tie_->operands.front().figure).step;
        });
      default:
        return false;
    }
  }

  void attempt(std::uint32_t figure, const Value& v, const Value& step, int rank) {
    if (v.num >= 0 && v != at(figure).value) add_if_fits(figure, v, step, try_out(figure, v, step), rank);
  }

  void add_if_fits(std::uint32_t figure, const Value& v, const Value& step, Verdict verdict, int rank) {
    if (verdict == Verdict::proved)
      add(figure, v, step, rank);
    else if (verdict == Verdict::constrained)
      add(figure, v, step, rank + rank_inexact);
  }

  /// 75/141 is not 60.5%, but 75 of another number of the text is.
  void other_bases() {
    if (tie_->kind != RelationKind::ratio) return;
    const std::uint32_t den = get(Role::denominator);
    for (const std::uint32_t other : tie_->other_bases) {
      if (!exact(at(other)) || at(other).value == at(den).value) continue;
      if (try_out(den, at(other).value, at(other).step) != Verdict::proved) continue;
      std::erase_if(found_, [&](const Candidate& c) { return c.figure == den && c.value == at(other).value; });
      found_.push_back({rank_other_base, den, at(other).value, at(other).step, true});
    }
  }

  /// What the other relations of the figure say of the new value.
  void compare(Candidate& c) {
    if (c.other_base) return;
    auto place = std::ranges::lower_bound(of_figure_, std::pair(c.figure, 0u));
    int looked_at = 0;
    for (; place != of_figure_.end() && place->first == c.figure && looked_at < 8; ++place) {
      if (place->second == relation_ || ++trials_ > most_trials) continue;
      ++looked_at;
      const RelationData& other = r_.relations[place->second];
      const Verdict then = verdict_with(r_, x_, ties_[place->second], c.figure, c.value, c.step);
      const bool bad = other.verdict == Verdict::refuted || other.needs_review;
      if (bad && then != Verdict::refuted && then != Verdict::open) c.rank -= rank_mends;
      if (!bad && then == Verdict::refuted) c.rank += rank_breaks;
    }
    if (repeated(c)) c.rank -= rank_repeated;
  }

  bool repeated(const Candidate& c) const {
    constexpr std::size_t reach = 400;
    if (c.value.num < 20) return false;
    const std::size_t from = c.figure > reach ? c.figure - reach : 0;
    for (std::size_t i = from; i < r_.figures.size() && i < c.figure + reach; ++i)
      if (i != c.figure && at(static_cast<std::uint32_t>(i)).value == c.value &&
          at(static_cast<std::uint32_t>(i)).unit == at(c.figure).unit &&
          std::ranges::none_of(tie_->operands, [&](const Operand& o) { return o.figure == i; }))
        return true;
    return false;
  }

  Repair told(const Candidate& c) const {
    const std::string then = amount(rational(c.value));
    const std::string text = c.other_base ? "以文中另一数“" + then + "”为基数，则相符"
                                          : "“" + amount(value(c.figure)) + "”改为“" + then + "”，则相符";
    return {c.figure, to_text(c.value), text};
  }

  const ReportData& r_;
  const RelationLexicon& x_;
  const std::vector<Tie>& ties_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> of_figure_;  ///< figure, relation
  std::uint32_t relation_ = 0;
  const Tie* tie_ = nullptr;
  std::vector<Candidate> found_;
  int trials_ = 0;
};

}  // namespace

bool one_slip(const std::string& a, const std::string& b) {
  if (a.size() != b.size()) {
    const std::string& longer = a.size() > b.size() ? a : b;
    const std::string& shorter = a.size() > b.size() ? b : a;
    const std::size_t zeros = longer.size() - shorter.size();
    return (zeros == 4 || zeros == 8) && longer.find('.') == longer.npos && longer.starts_with(shorter) &&
           longer.find_first_not_of('0', shorter.size()) == longer.npos;
  }
  std::size_t count = 0;
  std::size_t first = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] == b[i]) continue;
    if (count == 0) first = i;
    if (++count > 2) return false;
    if (a[i] == '.' || b[i] == '.') return false;
    if (count == 2 && (i != first + 1 || a[first] != b[i] || a[i] != b[first])) return false;
  }
  return count == 1 || count == 2;
}

void offer_repairs(ReportData& r, const RelationLexicon& lexicon, const std::vector<Tie>& ties) {
  const auto doubtful = [](const RelationData& x) { return x.verdict == Verdict::refuted || x.needs_review; };
  if (std::ranges::none_of(r.relations, doubtful)) return;
  Repairs repairs(r, lexicon, ties);
  for (std::uint32_t i = 0; i < r.relations.size(); ++i)
    if (doubtful(r.relations[i])) r.relations[i].repairs = repairs.run(i);
}

}  // namespace detail
FAZHI_NAMESPACE_END
