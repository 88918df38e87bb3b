// So many times another number, and so many of one thing for each of another: 是…（1209件）的2倍, 村均20次.
#include <algorithm>

#include "relations/ties.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

constexpr std::uint32_t none = ~0u;
/// Figures looked back for the total and for what it is divided among.
constexpr std::uint32_t reach = 12;

class Multiples {
 public:
  explicit Multiples(Ties& t) : t_(t), p_(t.p) {}

  void run() {
    for (std::uint32_t m = 2; m < p_.marks.size(); ++m) {
      if (p_.marks[m].linked) continue;
      if (p_.marks[m].kind == UnitKind::multiple)
        times(m);
      else if (p_.marks[m].has(trait_each) && p_.marks[m].level())
        for_each(m);
    }
  }

 private:
  /// 新收2418件，是一审诉讼案件数（1209件）的2倍: the words name both numbers.
  void times(std::uint32_t m) {
    const Mark& base = p_.marks[m - 1];
    if (p_.marks[m].has(trait_change) || !base.level() || base.linked || base.has(trait_each)) return;
    auto between = p_.words(base.range.end, p_.marks[m].range.start);
    if (between.starts_with(U"）") || between.starts_with(U")")) between.remove_prefix(1);
    if (!between.starts_with(U"的") || word_at_end(between.substr(1), t_.x.soft) != between.size() - 1) return;
    const std::uint32_t start = lead_start(m - 1);
    if (start == none || word_at_start(p_.words(start, base.range.start), t_.x.as_much) == 0) return;
    const auto add = [&](std::uint32_t num, Basis basis) {
      t_.add(RelationKind::ratio, basis, {start, p_.marks[m].range.start},
             {{Role::numerator, num}, {Role::denominator, m - 1}, {Role::result, m}});
    };
    const auto nums = compared(m - 1, start);
    if (nums.size() == 1 && !p_.marks[nums[0]].linked) return add(nums[0], Basis::words);
    // 受理2418件，办结2000件，是…: of which of them, the numbers decide.
    for (const std::uint32_t num : nums)
      if (ratio_fits(t_.r, p_.marks[num].figure, base.figure, p_.marks[m].figure)) return add(num, Basis::arithmetic);
  }

  /// Where the words that lead to the base begin: behind the figure before it, or with its clause; the clause outside
  /// where it stands alone in a bracket.
  std::uint32_t lead_start(std::uint32_t base) const {
    const Mark& mark = p_.marks[base];
    const Clause& c = p_.clause_of(mark);
    if (c.before != U'（') return mark.label;
    if (mark.clause == 0 || c.last - c.first != 1) return none;
    const Clause& outer = p_.clauses[mark.clause - 1];
    return outer.first == outer.last ? outer.start : p_.marks[outer.last - 1].range.end;
  }

  /// The numbers of the unit before the words, nearest first, growth passed over; none where the nearest number is of
  /// something else.
  std::vector<std::uint32_t> compared(std::uint32_t base, std::uint32_t start) const {
    std::vector<std::uint32_t> found;
    const std::uint32_t sentence = p_.clause_of(p_.marks[base]).sentence;
    for (std::uint32_t i = base; i-- > 0 && i + reach > base;) {
      const Mark& mark = p_.marks[i];
      if (p_.clause_of(mark).sentence != sentence) break;
      if (mark.range.end > start || !mark.level()) continue;
      if (t_.same_unit(i, base) && !mark.has(trait_each))
        found.push_back(i);
      else if (found.empty())
        break;
    }
    return found;
  }

  /// 服务3720次，村均20次: where a total of the unit and a number of these things before it agree.
  void for_each(std::uint32_t m) {
    const auto thing = each_of(m);
    if (thing.empty()) return;
    const std::uint32_t sentence = p_.clause_of(p_.marks[m]).sentence;
    for (std::uint32_t num = m; num-- > 0 && num + reach > m;) {
      const Mark& total = p_.marks[num];
      if (p_.clause_of(total).sentence != sentence) return;
      if (!total.level() || total.has(trait_each) || !t_.same_unit(num, m) ||
          !certainly_more(t_.figure(num), t_.figure(m)))
        continue;
      for (std::uint32_t den = m; den-- > 0 && den + reach > m;) {
        if (p_.clause_of(p_.marks[den]).sentence != sentence) break;
        if (den == num || p_.marks[den].kind != UnitKind::count || !p_.marks[den].level() || !counts(den, thing) ||
            !exact(m) || !exact(num) || !exact(den) ||
            !ratio_fits(t_.r, total.figure, p_.marks[den].figure, p_.marks[m].figure))
          continue;
        t_.add(RelationKind::ratio, Basis::arithmetic, {p_.marks[m].label, p_.marks[m].range.start},
               {{Role::numerator, num}, {Role::denominator, den}, {Role::result, m}});
        return;
      }
    }
  }

  bool exact(std::uint32_t m) const { return t_.figure(m).approximation == Approximation::exact; }

  /// 村 of 村均, 名律师 of 平均每名律师; empty where the words name no thing.
  std::u32string_view each_of(std::uint32_t m) const {
    auto label = p_.label(p_.marks[m]);
    while (!label.empty()) {
      const std::size_t drop =
          label.back() == U' ' ? 1 : std::max(word_at_end(label, t_.x.soft), word_at_end(label, t_.x.reach));
      // 均 is itself such a word.
      if (drop == 0 || label.substr(label.size() - drop).find(U'均') != label.npos) break;
      label.remove_suffix(drop);
    }
    constexpr std::u32string_view times = U"年月日周天季旬次平每";
    constexpr std::u32string_view common = U"人户村校";
    const std::size_t all = label.rfind(U'均');
    // 人均走访48户: a verb may stand between; 干部均走访 speaks of all of them.
    if (all != label.npos && all > 0 && all + 4 >= label.size() &&
        (all + 1 == label.size() ? times.find(label[all - 1]) == times.npos
                                 : common.find(label[all - 1]) != common.npos))
      return label.substr(all - 1, 1);
    const std::size_t at = label.rfind(U"每");
    if (at == label.npos || at + 1 == label.size() || at + 8 < label.size()) return {};
    auto thing = label.substr(at + 1);
    if (thing.front() == U'个') thing.remove_prefix(1);
    return thing.empty() || times.find(thing.front()) != times.npos || thing.front() == U'万' ? std::u32string_view()
                                                                                              : thing;
  }

  /// 73名律师 counts 名律师, 76所学校 counts 校, 120名 counts 人.
  bool counts(std::uint32_t m, std::u32string_view thing) const {
    const std::string& unit = t_.figure(m).unit;
    if (thing == U"人") return t_.x.same_unit(unit, "人");
    const Mark& mark = p_.marks[m];
    const auto length = std::min(static_cast<std::uint32_t>(unit.size() / 3), mark.range.size());  // Han characters
    const std::uint32_t end = p_.clause_of(mark).end;
    const std::uint32_t next = m + 1 < p_.marks.size() ? std::min(end, p_.marks[m + 1].range.start) : end;
    const auto noun = p_.words(mark.range.end - length, std::min(std::max(next, mark.range.end), mark.range.end + 5));
    if (noun.empty()) return false;
    if (thing.size() > 1 && thing[0] == noun[0]) return noun.size() > 1 && thing[1] == noun[1];
    const std::size_t at = noun.find(thing[0]);
    return at != noun.npos && at < 4;
  }

  Ties& t_;
  Paragraph& p_;
};

}  // namespace

void find_multiples(Ties& t) {
  if (t.p.marks.size() >= 3) Multiples(t).run();
}

}  // namespace detail
FAZHI_NAMESPACE_END
