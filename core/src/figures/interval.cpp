#include "figures/interval.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

Value sum(const Value& a, const Value& b, int sign) noexcept {
  return make_value(a.num * b.den + sign * b.num * a.den, static_cast<__int128>(a.den) * b.den).value_or(a);
}

bool less(const Value& a, const Value& b) noexcept { return a.num * b.den < b.num * a.den; }

}  // namespace

void set_interval(FigureData& f, const Numeral& n) {
  f.low = f.high = f.value;
  f.has_low = f.has_high = true;
  f.low_open = f.high_open = false;
  const Value step = n.significant_step().value_or(Value{0, 1});
  switch (f.approximation) {
    case Approximation::exact:
      break;
    case Approximation::range:
      f.high = f.value_high;
      break;
    case Approximation::over:
      f.low_open = true;
      if (n.more) {
        f.high = sum(f.value, n.decimals != 0 ? n.step().value_or(step) : Value{n.more_step, 1}, 1);
        f.high_open = true;
      } else {
        f.has_high = false;
      }
      break;
    case Approximation::under:
      // A fraction has no digits to count by: 近三分之一 lies within a tenth of it.
      f.low = sum(
          f.value,
          step.num != 0 ? step : make_value(f.value.num, static_cast<__int128>(f.value.den) * 10).value_or(step), -1);
      f.high_open = true;
      break;
    case Approximation::at_least:
      f.has_high = false;
      break;
    case Approximation::at_most:
      f.low = Value{0, 1};
      break;
    case Approximation::about: {
      const Value tenth = make_value(f.value.num, static_cast<__int128>(f.value.den) * 10).value_or(step);
      const Value width = less(step, tenth) ? tenth : step;
      f.low = sum(f.value, width, -1);
      f.high = sum(f.value, width, 1);
      break;
    }
  }
}

}  // namespace detail
FAZHI_NAMESPACE_END
