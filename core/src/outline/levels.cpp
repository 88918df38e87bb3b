#include "outline/levels.hpp"

#include <algorithm>
#include <array>

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

/// How far a decision looks ahead: keeps hostile texts linear.
constexpr std::size_t sight = 400;

struct Open {
  Family family;
  std::int32_t ordinal;
  std::int32_t index;
};

[[nodiscard]] constexpr bool numbered(Family f) noexcept { return f >= Family::han && f <= Family::circled; }
[[nodiscard]] constexpr bool spoken(Family f) noexcept {
  return f == Family::ordinal || f == Family::first_next || f == Family::is_list;
}
[[nodiscard]] constexpr bool unnumbered(Family f) noexcept { return f == Family::heading || f == Family::dash; }
/// Siblings may change their style within numbered marks, and within spoken ones.
[[nodiscard]] constexpr bool may_swap(Family a, Family b) noexcept {
  return (numbered(a) && numbered(b)) || (spoken(a) && spoken(b));
}

/// Level on the usual ladder 一、（一）1.（1）①; 0: the ladder says nothing.
[[nodiscard]] constexpr int usual_level(Family f) noexcept {
  switch (f) {
    case Family::han:
      return 1;
    case Family::han_bracket:
      return 2;
    case Family::arabic_dot:
      return 3;
    case Family::arabic_bracket:
    case Family::arabic_half_bracket:
      return 4;
    case Family::circled:
      return 5;
    default:
      return 0;
  }
}

class Tree {
 public:
  explicit Tree(const std::vector<Candidate>& c) : c_(c), placed_(c.size()) { forget(); }

  std::vector<Placed> run() {
    for (std::size_t i = 0; i < c_.size(); ++i) {
      if (c_[i].appendix) {
        close_to(0);
        forget();
        push(i);
      } else if (c_[i].hint_level > 0) {
        computed(i);
      } else if (unnumbered(c_[i].family)) {
        heading(i);
      } else if (c_[i].ordinal == 1) {
        first(i);
      } else {
        further(i);
      }
    }
    return std::move(placed_);
  }

 private:
  /// What is remembered of lists that are closed: the last number at each depth, and the depth last used.
  static constexpr std::size_t depths = 8;
  struct Closed {
    std::array<std::int32_t, depths> last{};
    int depth = -1;
  };

  void forget() { closed_.fill({}); }

  void close_to(std::size_t depth) {
    while (stack_.size() > depth) {
      const Open& o = stack_.back();
      Closed& memory = closed_[static_cast<std::size_t>(o.family)];
      const std::size_t at = std::min(stack_.size() - 1, depths - 1);
      memory.last[at] = o.ordinal;
      memory.depth = static_cast<int>(at);
      stack_.pop_back();
    }
  }

  /// Depth of the closed list whose next number is `ordinal`; where none fits, the depth that the family had; -1: never
  /// seen.
  [[nodiscard]] int known_depth(Family f, std::int32_t ordinal) const {
    const Closed& memory = closed_[static_cast<std::size_t>(f)];
    for (std::size_t d = 0; d < depths; ++d)
      if (memory.last[d] > 0 && memory.last[d] + 1 == ordinal) return static_cast<int>(d);
    return memory.depth;
  }

  /// Depth of a list above `inner` that a box with a list of its own cut in two, and that goes on with this mark.
  [[nodiscard]] int interrupted(const Candidate& c, int inner) const {
    const Closed& memory = closed_[static_cast<std::size_t>(c.family)];
    for (int d = std::min(inner, static_cast<int>(depths)) - 1; d >= 0; --d)
      if (memory.last[d] > 0 && memory.last[d] + 1 == c.ordinal && unnumbered(stack_[inner - 1].family)) return d;
    return -1;
  }

  void push(std::size_t i) {
    Placed& p = placed_[i];
    p.parent = stack_.empty() ? -1 : stack_.back().index;
    p.level = static_cast<std::int8_t>(std::min<std::size_t>(stack_.size() + 1, 100));
    if (p.level < 100) stack_.push_back({c_[i].family, c_[i].ordinal, static_cast<std::int32_t>(i)});
    const int usual = usual_level(c_[i].family);
    p.level_origin = usual != p.level && c_[i].family > Family::article ? Origin::inferred : Origin::typed;
  }

  void sibling(std::size_t i, std::size_t depth) {
    close_to(depth);
    push(i);
  }

  [[nodiscard]] int find(Family f) const {
    for (int d = static_cast<int>(stack_.size()) - 1; d >= 0; --d)
      if (stack_[d].family == f) return d;
    return -1;
  }

  /// True where a later mark states the next number of an open list before anything closes that list.
  [[nodiscard]] bool goes_on(std::size_t depth, std::size_t from) const {
    const Open& list = stack_[depth];
    for (std::size_t k = from + 1; k < c_.size() && k < from + sight; ++k) {
      if (c_[k].appendix) return false;
      if (c_[k].family == list.family) return c_[k].ordinal == list.ordinal + 1;
      if (closes(k, depth)) return false;
    }
    return false;
  }

  /// True where mark k goes on with a list above `depth`.
  [[nodiscard]] bool closes(std::size_t k, std::size_t depth) const {
    for (std::size_t d = 0; d < depth; ++d)
      if (c_[k].family == stack_[d].family && (c_[k].ordinal == stack_[d].ordinal + 1 || unnumbered(c_[k].family)))
        return true;
    return false;
  }

  /// A list within a list of the same marks: the last number of either; 0: no inner one is open.
  struct Twofold {
    std::int32_t inner, outer;
    friend bool operator==(const Twofold&, const Twofold&) = default;
  };

  /// One step of what the numbers may mean; true where nothing is left but that the outer list goes on.
  static bool step(std::vector<Twofold>& states, std::int32_t ordinal) {
    std::vector<Twofold> next;
    bool inner = false;
    const auto add = [&](Twofold t) {
      if (std::ranges::find(next, t) == next.end()) next.push_back(t);
    };
    for (const Twofold& t : states) {
      if (ordinal == t.inner + 1) add({ordinal, t.outer}), inner = true;
      if (ordinal == t.outer + 1) add({0, ordinal});
    }
    states = std::move(next);
    return !inner && !states.empty();
  }

  /// 一、 below 一、: the inner list runs, then the outer one goes on. 三、 behind 二、 of either may be of both; what
  /// follows decides.
  [[nodiscard]] bool inner_list(std::size_t depth, std::size_t from) const {
    const Open& outer = stack_[depth];
    std::vector<Twofold> states{{1, outer.ordinal}};
    // Nothing stands between the two: what the outer mark heads is the list, and it is enough that no other reading is
    // left.
    const bool at_once = outer.index + 1 == static_cast<std::int32_t>(from) &&
                         c_[from].block == c_[static_cast<std::size_t>(outer.index)].block + 1;
    for (std::size_t k = from + 1; k < c_.size() && k < from + sight; ++k) {
      if (c_[k].appendix || closes(k, depth)) return false;
      if (c_[k].family != outer.family) continue;
      if (step(states, c_[k].ordinal)) return true;
      if (states.empty()) return false;
      if (at_once && std::ranges::all_of(states, [&](const Twofold& t) { return t.outer > outer.ordinal; }))
        return true;
    }
    // The last of several items that all hold such a list.
    const auto& memory = closed_[static_cast<std::size_t>(outer.family)];
    return outer.index + 1 == static_cast<std::int32_t>(from) && depth + 1 < depths && memory.last[depth + 1] > 0;
  }

  /// Mark i would go on with both lists: true where only the outer one explains what follows.
  [[nodiscard]] bool of_outer(const Open& inner, const Open& outer, std::size_t i) const {
    std::vector<Twofold> as_inner{{inner.ordinal + 1, outer.ordinal}};
    std::vector<Twofold> as_outer{{0, outer.ordinal + 1}};
    for (std::size_t k = i + 1; k < c_.size() && k < i + sight; ++k) {
      if (c_[k].appendix) break;
      if (c_[k].family != outer.family) continue;
      step(as_inner, c_[k].ordinal);
      step(as_outer, c_[k].ordinal);
      if (as_outer.empty()) return false;
      if (as_inner.empty()) return true;
    }
    return false;
  }

  /// Closes what stands deeper on the ladder than `f` and is at its end.
  void make_room(Family f, std::size_t i) {
    while (!stack_.empty()) {
      const Open& top = stack_.back();
      if (top.family < f && !(unnumbered(f) && spoken(top.family))) break;
      if (!unnumbered(top.family) && goes_on(stack_.size() - 1, i)) break;
      close_to(stack_.size() - 1);
    }
  }

  void first(std::size_t i) {
    const Family f = c_[i].family;
    const int same = find(f);
    if (same < 0) {
      // The heading right above a list is its parent, whatever the ladder says.
      if (stack_.empty() || !unnumbered(stack_.back().family) ||
          stack_.back().index + 1 != static_cast<std::int32_t>(i))
        make_room(f, i);
      push(i);
    } else if (inner_list(static_cast<std::size_t>(same), i)) {
      push(i);
    } else {
      sibling(i, static_cast<std::size_t>(same));
    }
  }

  void further(std::size_t i) {
    const Candidate& c = c_[i];
    for (int d = static_cast<int>(stack_.size()) - 1; d >= 0; --d)
      if (stack_[d].family == c.family && stack_[d].ordinal + 1 == c.ordinal) {
        for (int above = d - 1; above >= 0; --above)
          if (stack_[above].family == c.family && stack_[above].ordinal + 1 == c.ordinal &&
              of_outer(stack_[d], stack_[above], i))
            return sibling(i, static_cast<std::size_t>(above));
        return sibling(i, static_cast<std::size_t>(d));
      }
    const int same = find(c.family);
    if (same >= 0)
      if (const int outer = interrupted(c, same); outer >= 0) return sibling(i, static_cast<std::size_t>(outer));
    if (same >= 0) return sibling(i, static_cast<std::size_t>(same));  // a gap or a repeat
    if (const int known = known_depth(c.family, c.ordinal); known >= 0) {
      // Numbers that run on across parents.
      while (stack_.size() > static_cast<std::size_t>(known) || (!stack_.empty() && stack_.back().family > c.family))
        close_to(stack_.size() - 1);
      return push(i);
    }
    for (int d = static_cast<int>(stack_.size()) - 1; d >= 0; --d)
      if (may_swap(stack_[d].family, c.family) && stack_[d].ordinal + 1 == c.ordinal &&
          !goes_on(static_cast<std::size_t>(d), i))
        return sibling(i, static_cast<std::size_t>(d));
    while (!stack_.empty() && stack_.back().family >= c.family) close_to(stack_.size() - 1);
    push(i);
  }

  /// Depth below the innermost item that is no spoken one.
  [[nodiscard]] std::size_t unspoken() const {
    std::size_t depth = stack_.size();
    while (depth > 0 && spoken(stack_[depth - 1].family)) --depth;
    return depth;
  }

  void heading(std::size_t i) {
    std::size_t next = i + 1;
    while (next < c_.size() && unnumbered(c_[next].family)) ++next;
    const int same = find(c_[i].family);
    if (next < c_.size() && !c_[next].appendix) {
      const Candidate& n = c_[next];
      const int list = find(n.family);
      if (list >= 0 && n.ordinal == 1 && next == i + 1 && !inner_list(static_cast<std::size_t>(list), next)) {
        // A list that begins anew below this heading: the heading stands above the old one.
        int d = list;
        while (d > 0 && stack_[d - 1].family == c_[i].family) --d;
        return sibling(i, static_cast<std::size_t>(d));
      }
      if (same >= 0) return sibling(i, static_cast<std::size_t>(same));
      // Below the last of several items that had such headings, or else behind them all.
      if (const std::size_t depth = unspoken();
          closed_[static_cast<std::size_t>(c_[i].family)].depth == static_cast<int>(depth))
        return sibling(i, depth);
      if (list >= 0 && n.ordinal == stack_[list].ordinal + 1) return sibling(i, static_cast<std::size_t>(list) + 1);
    } else if (same >= 0) {
      return sibling(i, static_cast<std::size_t>(same));
    }
    while (!stack_.empty() && spoken(stack_.back().family)) close_to(stack_.size() - 1);
    if (next == i + 1 && next < c_.size() && numbered(c_[next].family) && c_[next].ordinal == 1)
      make_room(c_[next].family, i);
    push(i);
  }

  void computed(std::size_t i) {
    close_to(std::min<std::size_t>(stack_.size(), static_cast<std::size_t>(c_[i].hint_level - 1)));
    push(i);
    placed_[i].level_origin = placed_[i].level == c_[i].hint_level ? Origin::computed : Origin::inferred;
  }

  const std::vector<Candidate>& c_;
  std::vector<Placed> placed_;
  std::vector<Open> stack_;
  std::array<Closed, family_count> closed_;
};

}  // namespace

std::vector<Placed> place(const std::vector<Candidate>& candidates) { return Tree(candidates).run(); }

}  // namespace detail
FAZHI_NAMESPACE_END
