#include "pairs.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "rules.hpp"

namespace validator_language {

namespace {

using Type = PairFault::Type;

constexpr std::uint8_t kinds = 7;
constexpr PairName names[kinds] = {{"双引号", "double quotation marks"},    {"单引号", "single quotation marks"},
                                   {"书名号", "book-title marks"},          {"括号", "brackets"},
                                   {"单书名号", "single book-title marks"}, {"方头括号", "lenticular brackets"},
                                   {"六角括号", "tortoise-shell brackets"}};
// Quotation marks and book-title marks change their form inside themselves (GB/T 15834 4.8.3.3, 4.15.3.3); brackets
// need not.
constexpr bool nests_freely[kinds] = {false, false, false, true, true, true, true};

struct Mark {
  std::uint32_t at = 0;
  bool opens = false;
};

/// Kind and direction of a mark; kind == kinds: none.
std::pair<std::uint8_t, bool> classify(char32_t c) {
  switch (c) {
    case U'“':
      return {0, true};
    case U'”':
      return {0, false};
    case U'‘':
      return {1, true};
    case U'’':
      return {1, false};
    case U'《':
      return {2, true};
    case U'》':
      return {2, false};
    case U'（':
    case U'(':
      return {3, true};
    case U'）':
    case U')':
      return {3, false};
    case U'〈':
      return {4, true};
    case U'〉':
      return {4, false};
    case U'【':
      return {5, true};
    case U'】':
      return {5, false};
    case U'〔':
      return {6, true};
    case U'〕':
      return {6, false};
    default:
      return {kinds, false};
  }
}

bool is_label_character(char32_t c) {
  constexpr std::u32string_view numerals = U"一二三四五六七八九十";
  return is_digit(c) || is_letter(c) || numerals.find(c) != numerals.npos;
}

/// 1） and a) and 一）: a label, not the end of a remark.
bool closes_label(const Paper& paper, std::uint32_t at, std::uint32_t start) {
  std::uint32_t i = at;
  while (i > start && at - i < 3 && is_label_character(paper.text[i - 1])) --i;
  if (i == at) return false;
  if (at - i == 1 && is_letter(paper.text[i])) return true;
  const char32_t c = i > start ? paper.text[i - 1] : U'\n';
  return c == U'\n' || is_blank(c) || c == U'，' || c == U'；' || c == U'。' || c == U'：' || c == U'、' || c == U',' ||
         c == U';';
}

// Costs of mends: with equal numbers of them the likelier fault wins.
constexpr int reversed_cost = 30, single_cost = 31, turned_cost = 32, nested_cost = 33, odd_content_cost = 10;
constexpr int deepest = 3;
constexpr std::size_t most_findings = 500;  // of one report; a text with more is no text

struct Step {
  int cost = -1;  ///< -1: cannot be reached
  std::uint8_t from_depth = 0;
  std::uint8_t from_back = 0;  ///< marks read by the step
  std::uint8_t faults = 0;     ///< 0 none, 1 + Type
  std::array<std::uint32_t, deepest> open{};
};

class Reading {
 public:
  Reading(const Paper& paper, std::uint8_t kind, const std::vector<Mark>& marks)
      : paper_(paper), kind_(kind), marks_(marks), steps_((marks.size() + 1) * (deepest + 1)) {}

  void run(bool cut, std::vector<PairFault>& out, fazhi::Context& ctx) {
    constexpr std::size_t poll_step = 1024;
    at(0, 0).cost = 0;
    for (std::size_t i = 0; i < marks_.size(); ++i) {
      if (i % poll_step == 0) ctx.check_cancelled();
      for (int d = 0; d <= deepest; ++d)
        if (at(i, d).cost >= 0) marks_[i].opens ? read_opening(i, d) : read_closing(i, d);
    }
    collect(cut, out);
  }

 private:
  Step& at(std::size_t i, int depth) { return steps_[i * (deepest + 1) + static_cast<std::size_t>(depth)]; }

  void go(std::size_t i, int d, std::size_t to, int to_depth, int cost, std::uint8_t faults,
          std::optional<std::uint32_t> opened = {}) {
    const Step from = at(i, d);
    Step& goal = at(to, to_depth);
    if (goal.cost >= 0 && goal.cost <= from.cost + cost) return;
    goal = from;
    goal.cost = from.cost + cost;
    goal.from_depth = static_cast<std::uint8_t>(d);
    goal.from_back = static_cast<std::uint8_t>(to - i);
    goal.faults = faults;
    if (opened) goal.open[static_cast<std::size_t>(to_depth - 1)] = *opened;
  }

  static std::uint8_t fault(Type t) { return static_cast<std::uint8_t>(1 + static_cast<int>(t)); }

  void read_opening(std::size_t i, int d) {
    const std::uint32_t here = marks_[i].at;
    if (d == 0 || nests_freely[kind_]) {
      if (d < deepest) go(i, d, i + 1, d + 1, 0, 0, here);
    } else if (d < deepest) {
      go(i, d, i + 1, d + 1, nested_cost, fault(Type::nested), here);
    }
    if (d == 0) return;
    go(i, d, i + 1, d, single_cost, fault(Type::unclosed), here);
    go(i, d, i + 1, d - 1, turned_cost + content_cost(i, d), fault(Type::turned));
  }

  void read_closing(std::size_t i, int d) {
    if (d > 0) {
      go(i, d, i + 1, d - 1, content_cost(i, d), 0);
      return;
    }
    go(i, 0, i + 1, 0, single_cost, fault(Type::unopened));
    go(i, 0, i + 1, 1, turned_cost, fault(Type::turned), marks_[i].at);
    if (i + 1 < marks_.size() && marks_[i + 1].opens && short_and_plain(marks_[i].at + 1, marks_[i + 1].at))
      go(i, 0, i + 2, 0, reversed_cost, fault(Type::reversed));
  }

  /// What stands in a pair reads oddly where a sentence ends inside and another goes on.
  int content_cost(std::size_t i, int d) {
    const std::uint32_t from = at(i, d).open[static_cast<std::size_t>(d - 1)] + 1, to = marks_[i].at;
    if (kind_ > 2 || to <= from) return 0;
    constexpr std::uint32_t long_content = 60;
    if (to - from > long_content) return odd_content_cost;
    const auto inside = paper_.text.substr(from, to - from - 1);
    return inside.find(U'。') != inside.npos || inside.find(U'；') != inside.npos ? odd_content_cost : 0;
  }

  bool short_and_plain(std::uint32_t from, std::uint32_t to) const {
    constexpr std::uint32_t longest = 20;
    if (to <= from || to - from > longest) return false;
    const auto inside = paper_.text.substr(from, to - from);
    return inside.find_first_of(U"，。；：！？、\n") == inside.npos;
  }

  void collect(bool cut, std::vector<PairFault>& out) {
    int depth = 0, best = -1;
    for (int d = 0; d <= deepest; ++d) {
      const Step& end = at(marks_.size(), d);
      if (end.cost < 0) continue;
      const int cost = end.cost + d * single_cost;
      if (best < 0 || cost < best) best = cost, depth = d;
    }
    const std::size_t first = out.size();
    auto add = [&](Type type, std::uint32_t place, std::uint32_t other) {
      out.push_back({type, kind_, place, other, cut});
    };
    for (int d = 0; d < depth; ++d) add(Type::unclosed, at(marks_.size(), depth).open[static_cast<std::size_t>(d)], 0);
    std::size_t i = marks_.size();
    while (i > 0) {
      const Step& step = at(i, depth);
      const std::size_t from = i - step.from_back;
      if (step.faults > 0) {
        const auto type = static_cast<Type>(step.faults - 1);
        std::uint32_t place = marks_[from].at;
        if (type == Type::unclosed)
          place = at(from, step.from_depth).open[static_cast<std::size_t>(step.from_depth - 1)];
        add(type, place, type == Type::reversed ? marks_[from + 1].at : 0);
      }
      depth = step.from_depth;
      i = from;
    }
    std::sort(out.begin() + static_cast<std::ptrdiff_t>(first), out.end(),
              [](const PairFault& a, const PairFault& b) { return a.at < b.at; });
  }

  const Paper& paper_;
  std::uint8_t kind_;
  const std::vector<Mark>& marks_;
  std::vector<Step> steps_;
};

bool well_paired(const std::vector<Mark>& marks, bool nests) {
  int depth = 0;
  for (const Mark& m : marks) {
    depth += m.opens ? 1 : -1;
    if (depth < 0 || (depth > 1 && !nests)) return false;
  }
  return depth == 0;
}

/// Looks for the other half of a mark in the paragraphs that follow: lines cut without our noticing, or a speech of
/// many paragraphs.
class Finder {
 public:
  Finder(const Paper& paper, fazhi::Context& ctx) : paper_(paper), ctx_(ctx) {}

  std::vector<PairFault> run() {
    for (std::size_t k = 0; k < paper_.paragraphs.size();) {
      ctx_.check_cancelled();
      std::size_t end = k + 1;
      while (end < paper_.paragraphs.size() && paper_.paragraphs[end].continues) ++end;
      read(k, end);
      k = end;
    }
    for (std::uint8_t kind = 0; kind < kinds; ++kind) flush(kind);
    std::sort(faults_.begin(), faults_.end(), [](const PairFault& a, const PairFault& b) { return a.at < b.at; });
    return std::move(faults_);
  }

 private:
  static constexpr int reach = 3;  // paragraphs

  struct Pending {
    PairFault fault;
    int age = 0;
  };

  void read(std::size_t first, std::size_t end) {
    bool any = false;
    for (std::size_t k = first; k < end; ++k) any |= gather(paper_.paragraphs[k]);
    const bool waiting = std::any_of(pending_.begin(), pending_.end(), [](const auto& p) { return p.has_value(); });
    if (!any && !waiting) return;
    const bool cut = !paper_.paragraphs[end - 1].whole;
    for (std::uint8_t kind = 0; kind < kinds; ++kind) {
      auto& marks = marks_[kind];
      if (pending_[kind]) meet(kind, marks);
      if (!marks.empty() && !well_paired(marks, nests_freely[kind])) judge(kind, marks, cut);
      marks.clear();
    }
  }

  bool gather(const Paragraph& p) {
    bool any = false;
    for (std::uint32_t m = p.first_mark; m < p.last_mark; ++m) {
      if (!paper_.is(m, class_pair)) continue;
      const std::uint32_t i = paper_.marks[m];
      const char32_t c = paper_.text[i];
      // A straight quote may be either half; PUN-04 speaks of it.
      const auto [kind, opens] = c == U'"' ? std::pair<std::uint8_t, bool>{0, depth_of(0) == 0} : classify(c);
      if (kind == kinds) continue;
      // An apostrophe, and a label such as 1）.
      if (kind == 1 && (is_letter(paper_.before(i)) || is_letter(paper_.after(i)))) continue;
      if (kind == 3 && !opens && closes_label(paper_, i, p.start) && depth_of(3) == 0) continue;
      marks_[kind].push_back({i, opens});
      any = true;
    }
    return any;
  }

  [[nodiscard]] int depth_of(std::uint8_t kind) const {
    int depth = 0;
    const auto& marks = marks_[kind];
    // Only whether something is open near by matters.
    for (std::size_t k = marks.size() > 8 ? marks.size() - 8 : 0; k < marks.size(); ++k)
      depth = std::max(0, depth + (marks[k].opens ? 1 : -1));
    return depth;
  }

  void judge(std::uint8_t kind, const std::vector<Mark>& marks, bool cut) {
    std::vector<PairFault> found;
    Reading(paper_, kind, marks).run(cut, found, ctx_);
    for (PairFault& f : found) {
      if (f.type == Type::unclosed && &f == &found.back() && f.at == marks.back().at && !pending_[kind]) {
        pending_[kind] = Pending{f, 0};
      } else {
        faults_.push_back(f);
      }
    }
  }

  /// Drops a closing mark that answers the pending one, or gives the pending one up.
  void meet(std::uint8_t kind, std::vector<Mark>& marks) {
    if (!marks.empty() && !marks.front().opens) {
      marks.erase(marks.begin());
      pending_[kind].reset();
    } else if (!marks.empty() || ++pending_[kind]->age > reach) {
      flush(kind);
    }
  }

  void flush(std::uint8_t kind) {
    if (pending_[kind]) faults_.push_back(pending_[kind]->fault);
    pending_[kind].reset();
  }

  const Paper& paper_;
  fazhi::Context& ctx_;
  std::array<std::vector<Mark>, kinds> marks_;
  std::array<std::optional<Pending>, kinds> pending_;
  std::vector<PairFault> faults_;
};

std::string utf8(char32_t c) {
  // Marks of punctuation stand in the basic plane: three bytes, or one for the straight quote.
  if (c < 0x80) return {static_cast<char>(c)};
  return {static_cast<char>(0xE0 | (c >> 12)), static_cast<char>(0x80 | ((c >> 6) & 0x3F)),
          static_cast<char>(0x80 | (c & 0x3F))};
}

/// A few characters around a mark.
fazhi::TextRange around(const Paper& paper, std::uint32_t at) {
  constexpr std::uint32_t before = 6, behind = 8;
  std::uint32_t start = at, end = at + 1;
  while (start > 0 && at - start < before && paper.text[start - 1] != U'\n') --start;
  while (end < paper.text.size() && end - at < behind && paper.text[end] != U'\n') ++end;
  return {start, end};
}

}  // namespace

PairName pair_name(std::uint8_t kind) { return names[kind]; }

char32_t turned_round(char32_t mark) {
  constexpr std::u32string_view opening = U"“‘《（〈【〔", closing = U"”’》）〉】〕";
  if (const auto i = opening.find(mark); i != opening.npos) return closing[i];
  if (const auto i = closing.find(mark); i != closing.npos) return opening[i];
  return mark;
}

std::vector<PairFault> find_pair_faults(const Paper& paper, fazhi::Context& ctx) { return Finder(paper, ctx).run(); }

// PUN-01, GB/T 15834-2011 4.8.2, 4.9.2, 4.15.2: quotation marks, brackets and book-title marks pair, the opening one
// first. Passes where every mark of a paragraph has its partner in order; undecided (review) where the paragraph is a
// heading or a cell.
void pun_01(const Paper& paper, const std::vector<PairFault>& faults, fazhi::FindingSink& sink) {
  std::size_t reported = 0;
  for (const PairFault& f : faults) {
    if (f.type == Type::nested) continue;
    if (++reported > most_findings) {
      const auto all = std::ranges::count_if(faults, [](const PairFault& x) { return x.type != Type::nested; });
      const std::string more = std::to_string(static_cast<std::size_t>(all) - most_findings);
      sink.add("PUN-01", {f.at, f.at + 1})
          .message("此处以后另有" + more + "处，不再逐一列出", more + " more from here on are not listed one by one");
      return;
    }
    const PairName name = pair_name(f.kind);
    const std::string zh = name.zh, en = name.en;
    const fazhi::TextRange range{f.at, f.type == Type::reversed ? f.other + 1 : f.at + 1};
    const std::string place = paper.quote(around(paper, f.at));
    auto draft = sink.add("PUN-01", range);
    switch (f.type) {
      case Type::reversed: {
        const char32_t open = turned_round(paper.text[f.at]), close = turned_round(paper.text[f.other]);
        const std::string inside = paper.quote({f.at + 1, f.other});
        draft.message(zh + "方向颠倒：" + paper.quote(range) + "应为" + utf8(open) + inside + utf8(close),
                      en + " are the wrong way round: " + paper.quote(range));
        draft.fix(range, utf8(open) + inside + utf8(close), "调换前后" + zh, "swap the marks");
        break;
      }
      case Type::turned:
        draft.message(zh + "方向有误：“" + place + "”中的" + paper.quote(range),
                      "one of a pair of " + en + " points the wrong way: " + paper.quote(range) + " in " + place);
        break;
      case Type::unclosed:
        draft.message(zh + "缺少后一半：" + place, en + " are opened and not closed: " + place);
        break;
      default:
        draft.message(zh + "缺少前一半：" + place, en + " are closed and were not opened: " + place);
        break;
    }
    if (f.cut) draft.at_most('R');
  }
}

// PUN-02, GB/T 15834-2011 4.8.3.3, 4.15.3.3: inside “” stand ‘’, inside 《》 stand 〈〉.
void pun_02(const Paper& paper, const std::vector<PairFault>& faults, fazhi::FindingSink& sink) {
  for (const PairFault& f : faults) {
    if (f.type != Type::nested) continue;
    const char* inner = f.kind == 2 ? "〈〉" : "‘’";
    const std::string place = paper.quote(around(paper, f.at));
    sink.add("PUN-02", {f.at, f.at + 1})
        .message(std::string(pair_name(f.kind).zh) + "内再用时应改用" + inner + "：" + place,
                 std::string(pair_name(f.kind).en) + " inside themselves take the form " + inner + ": " + place);
  }
}

}  // namespace validator_language
