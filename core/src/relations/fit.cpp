// Whether numbers fit each other, asked before a tie is made of them.
#include <stdexcept>

#include "relations/judge_parts.hpp"
#include "relations/repairs.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

Fit fit_of_sum(const ReportData& r, std::uint32_t whole, std::span<const std::uint32_t> parts) {
  try {
    const FigureData& w = r.figures[whole];
    Rational sum = 0;
    bool rounded_values = exact(w) && w.step.num > w.step.den;
    for (std::uint32_t i : parts) {
      const FigureData& f = r.figures[i];
      if (!exact(f)) return Fit::unknown;
      rounded_values |= f.step.num > f.step.den || f.decimals > 0;
      sum += rational(f.value);
    }
    if (!exact(w)) return Fit::unknown;
    const Rational v = rational(w.value);
    if (sum == v) return Fit::equal;
    if (rounded_values) {
      Interval range{0, 0};
      for (std::uint32_t i : parts) range = range + wide(r.figures[i], true);
      // One in two hundred is what rounding may explain; wider intervals prove nothing.
      if (!apart(range, wide(w, true)) && abs(sum - v) * 200 <= v) return Fit::rounded;
    }
    const std::string printed = plain(v);
    if (one_slip(printed, plain(sum))) return Fit::near_miss;
    for (std::uint32_t i : parts) {
      const Rational p = rational(r.figures[i].value);
      const Rational fixed = p + v - sum;
      if (fixed >= 0 && one_slip(plain(p), plain(fixed))) return Fit::near_miss;
    }
    return sum < v ? Fit::below : Fit::above;
  } catch (const std::overflow_error&) {
    return Fit::unknown;
  }
}

std::size_t longest_fit(const ReportData& r, std::uint32_t whole, std::span<const std::uint32_t> parts) {
  const FigureData& w = r.figures[whole];
  if (!exact(w)) return 0;
  const Rational v = rational(w.value);
  std::size_t best = 0;
  try {
    Rational sum = 0;
    for (std::size_t n = 1; n <= parts.size(); ++n) {
      const FigureData& f = r.figures[parts[n - 1]];
      if (!exact(f)) break;
      sum += rational(f.value);
      if (n < 2) continue;
      if (sum == v)
        best = n;
      else if (abs(sum - v) * 200 <= v && fit_of_sum(r, whole, parts.first(n)) == Fit::rounded)
        best = n;
    }
  } catch (const std::overflow_error&) {
  }
  return best;
}

bool exceeds(const ReportData& r, std::uint32_t whole, std::span<const std::uint32_t> parts) {
  Rational sum = 0;
  for (const std::uint32_t i : parts) {
    if (!exact(r.figures[i])) return false;
    sum += rational(r.figures[i].value);
  }
  return exact(r.figures[whole]) && sum > rational(r.figures[whole].value);
}

bool ratio_fits(const ReportData& r, std::uint32_t num, std::uint32_t den, std::uint32_t result) {
  const FigureData& x = r.figures[result];
  if (r.figures[den].value.num == 0) return false;
  const Rational scale = scale_of(x);
  const Rational q = rational(r.figures[num].value) / rational(r.figures[den].value) * scale;
  const Rational step = rational(x.step);
  if (step == 0) return q == rational(x.value);
  return round_to(q, step) == rational(x.value) || floor_to(q, step) == rational(x.value);
}

bool growth_fits(const ReportData& r, std::uint32_t from, std::uint32_t to, std::uint32_t result, bool down) {
  const FigureData& x = r.figures[result];
  if (x.unit != "%" || r.figures[from].value.num == 0 || x.step.num == 0) return false;
  const Rational a = rational(r.figures[from].value);
  const Rational b = rational(r.figures[to].value);
  const Rational gap = down ? a - b : b - a;
  return round_to(gap / a * 100, rational(x.step)) == rational(x.value);
}

bool is_product(const ReportData& r, std::uint32_t a, std::uint32_t b, std::uint32_t result) {
  const FigureData& x = r.figures[a];
  const FigureData& y = r.figures[b];
  const FigureData& z = r.figures[result];
  return exact(x) && exact(y) && exact(z) && rational(x.value) * rational(y.value) == rational(z.value);
}

bool certainly_more(const FigureData& a, const FigureData& b) {
  const Interval x = wide(a, true);
  const Interval y = wide(b, true);
  return x.has_low && y.has_high && x.low > y.high;
}

}  // namespace detail
FAZHI_NAMESPACE_END
