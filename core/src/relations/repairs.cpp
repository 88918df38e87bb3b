#include "relations/repairs.hpp"

#include <algorithm>

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

class Repairs {
 public:
  Repairs(const ReportData& r, const Tie& tie) : r_(r), tie_(tie) {}

  std::vector<Repair> run() {
    switch (tie_.kind) {
      case RelationKind::sum:
        sum();
        break;
      case RelationKind::ratio:
        ratio();
        break;
      case RelationKind::change:
      case RelationKind::difference:
        change();
        break;
      default:
        break;
    }
    std::ranges::stable_sort(out_, {}, [](const Ranked& x) { return x.rank; });
    std::vector<Repair> list;
    for (Ranked& x : out_) list.push_back(std::move(x.repair));
    return list;
  }

 private:
  struct Ranked {
    int rank;
    Repair repair;
  };

  const Operand* find(Role role) const {
    for (const Operand& o : tie_.operands)
      if (o.role == role) return &o;
    return nullptr;
  }
  Rational value(std::uint32_t figure) const { return rational(r_.figures[figure].value); }

  void offer(std::uint32_t figure, const Rational& v) {
    const Rational now = value(figure);
    if (v < 0 || v == now) return;
    const std::string text = plain(v);
    if (text.find('/') != text.npos) return;
    out_.push_back(
        {one_slip(plain(now), text) ? 0 : 1, {figure, text, "“" + amount(now) + "”改为“" + amount(v) + "”，则相符"}});
  }

  void sum() {
    const std::uint32_t whole = find(Role::whole)->figure;
    Rational total = 0;
    for (const Operand& o : tie_.operands)
      if (o.role == Role::part) total += value(o.figure);
    offer(whole, total);
    for (const Operand& o : tie_.operands)
      if (o.role == Role::part) offer(o.figure, value(o.figure) + value(whole) - total);
  }

  /// Tries the whole numbers of the figure's step around `guess`.
  template <class Fits>
  void offer_near(std::uint32_t figure, const Rational& guess, Fits fits) {
    const Rational step = rational(r_.figures[figure].step);
    if (step == 0) return;
    const Rational at = round_to(guess, step);
    for (const int k : {0, -1, 1}) {
      const Rational v = at + step * k;
      if (v >= 0 && fits(v)) return offer(figure, v);
    }
  }

  void ratio() {
    const std::uint32_t num = find(Role::numerator)->figure;
    const std::uint32_t den = find(Role::denominator)->figure;
    const std::uint32_t result = find(Role::result)->figure;
    const FigureData& shown = r_.figures[result];
    const Rational scale = shown.unit == "%" ? 100 : shown.unit == "‰" ? 1000 : shown.unit == "成" ? 10 : 1;
    const Rational step = rational(shown.step);
    const Rational rate = value(result);
    if (step == 0 || value(den) == 0) return;
    offer(result, round_to(value(num) / value(den) * scale, step));
    const auto fits = [&](const Rational& n, const Rational& d) {
      return d != 0 && round_to(n / d * scale, step) == rate;
    };
    offer_near(num, rate * value(den) / scale, [&](const Rational& v) { return fits(v, value(den)); });
    if (rate != 0) offer_near(den, value(num) * scale / rate, [&](const Rational& v) { return fits(value(num), v); });
    for (const std::uint32_t other : tie_.other_bases)
      if (fits(value(num), value(other)))
        out_.push_back(
            {-1, {den, to_text(r_.figures[other].value), "以文中另一数“" + amount(value(other)) + "”为基数，则相符"}});
  }

  void change() {
    const Operand* result = find(Role::result);
    if (result == nullptr) return;
    const std::uint32_t from = find(Role::from)->figure;
    const std::uint32_t to = find(Role::to)->figure;
    const Rational a = value(from);
    const Rational b = value(to);
    const Rational x = value(result->figure);
    const Rational step = rational(r_.figures[result->figure].step);
    const bool down = tie_.direction == Direction::down || (tie_.direction == Direction::none && b < a);
    const Rational turn = down ? -1 : 1;
    if (step == 0) return;
    if (tie_.kind == RelationKind::difference || tie_.growth == Growth::amount || tie_.growth == Growth::points) {
      offer(result->figure, (b - a) * turn);
      offer(to, a + x * turn);
      offer(from, b - x * turn);
      return;
    }
    if (a == 0 || tie_.growth == Growth::doublings || tie_.years > 1) return;
    const Rational scale = r_.figures[result->figure].unit == "%" ? 100 : 1;
    // Factor from `from` to `to` that the printed result states.
    const Rational factor = tie_.growth == Growth::times_of ? x : Rational(1 + turn * x / scale);
    const auto computed = [&](const Rational& f, const Rational& t) {
      return tie_.growth == Growth::times_of ? Rational(t / f) : Rational((t / f - 1) * turn * scale);
    };
    offer(result->figure, round_to(computed(a, b), step));
    if (factor <= 0) return;
    offer_near(to, a * factor, [&](const Rational& v) { return round_to(computed(a, v), step) == x; });
    offer_near(from, b / factor, [&](const Rational& v) { return v != 0 && round_to(computed(v, b), step) == x; });
  }

  const ReportData& r_;
  const Tie& tie_;
  std::vector<Ranked> out_;
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

std::vector<Repair> repairs_of(const ReportData& r, const Tie& tie) { return Repairs(r, tie).run(); }

}  // namespace detail
FAZHI_NAMESPACE_END
