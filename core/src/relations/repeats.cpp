// The same quantity stated twice, far apart. Two equal numbers are no statement: the words must name one quantity.
#include <algorithm>

#include "relations/ties.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

bool ends_clause(char32_t c) noexcept {
  constexpr std::u32string_view marks = U"，、；：。！？（）,;:()\n";
  return marks.find(c) != marks.npos;
}

bool han(char32_t c) noexcept { return c >= 0x4E00 && c <= 0x9FFF; }

class Repeats {
 public:
  Repeats(const ReportData& r, std::u32string_view text, const RelationLexicon& x, std::vector<Tie>& found)
      : r_(r), text_(text), x_(x), found_(found) {}

  void run() {
    // Figures by what they print; equal ones stand together.
    std::vector<std::pair<std::uint64_t, std::uint32_t>> order(r_.figures.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = {key(r_.figures[i]), i};
    std::ranges::sort(order);
    for (std::size_t i = 0; i < order.size(); ++i) {
      const std::uint32_t one = order[i].second;
      std::uint32_t other = 0;
      int count = 0;
      for (std::size_t k = i + 1; k < order.size() && k < i + 24 && order[k].first == order[i].first && count < 2; ++k)
        if (alike(one, order[k].second) && pair(one, order[k].second) && count++ == 0) other = order[k].second;
      // Three times the same words is a form that was filled in three times.
      if (count != 1) {
        i += static_cast<std::size_t>(count);
        continue;
      }
      Tie tie;
      tie.kind = RelationKind::equal;
      // Nothing but the equal numbers says that the second is the first told again.
      tie.basis = Basis::arithmetic;
      tie.operands = {{Role::part, one}, {Role::part, other}};
      found_.push_back(std::move(tie));
    }
    for (std::uint32_t i = 1; i < r_.figures.size(); ++i) refer_back(i);
  }

 private:
  /// 上述45件案件: the same 45件 as before. Among several numbers of the noun the equal one is meant; a single other
  /// one is contradicted.
  void refer_back(std::uint32_t i) {
    const FigureData& f = r_.figures[i];
    if (word_at_end(label(i), x_.refer_back) == 0 || f.unit.empty()) return;
    // 上述57件城区行政复议申请: as much of the noun as a number before has.
    const std::u32string_view words = behind(i);
    std::uint32_t meant = i;
    int candidates = 0;
    for (std::size_t length = std::min<std::size_t>(words.size(), 8); length >= 2 && candidates == 0; --length)
      candidates = named(i, words.substr(0, length), meant);
    if (candidates != 1) return;
    const std::uint32_t end = f.range.start;
    Tie tie;
    tie.kind = RelationKind::equal;
    tie.refers_back = true;
    tie.words = {end - static_cast<std::uint32_t>(word_at_end(label(i), x_.refer_back)), end};
    tie.operands = {{Role::part, meant}, {Role::part, i}};
    found_.push_back(std::move(tie));
  }

  /// Numbers of the unit and noun shortly before figure i; `meant` is the nearest, or the one that is equal, which then
  /// stands alone.
  int named(std::uint32_t i, std::u32string_view noun, std::uint32_t& meant) const {
    const FigureData& f = r_.figures[i];
    int candidates = 0;
    for (std::uint32_t k = i; k-- > 0 && k + 12 > i && r_.figures[k].range.end + 200 > f.range.start;) {
      const FigureData& g = r_.figures[k];
      if (g.unit != f.unit || (label(k).find(noun) == noun.npos && !behind(k).starts_with(noun))) continue;
      if (candidates++ == 0) meant = k;
      if (g.value != f.value) continue;
      meant = k;
      return 1;
    }
    return candidates;
  }

  static std::uint64_t key(const FigureData& f) noexcept {
    const std::uint64_t unit = f.unit.empty() ? 0 : static_cast<unsigned char>(f.unit.back());
    return (static_cast<std::uint64_t>(f.value.num) * 0x9E3779B97F4A7C15u) ^
           (static_cast<std::uint64_t>(f.value.den) << 16) ^ (unit << 8) ^ static_cast<std::uint64_t>(f.approximation);
  }

  bool alike(std::uint32_t a, std::uint32_t b) const {
    const FigureData& f = r_.figures[a];
    const FigureData& g = r_.figures[b];
    return f.value == g.value && f.approximation == g.approximation && f.unit == g.unit;
  }

  /// Words before the figure in its clause.
  std::u32string_view label(std::uint32_t i) const {
    const std::uint32_t end = r_.figures[i].range.start;
    const std::uint32_t stop = i > 0 ? r_.figures[i - 1].range.end : 0;
    std::uint32_t start = end;
    while (start > stop && end - start < 30 && !ends_clause(text_[start - 1])) --start;
    return text_.substr(start, end - start);
  }

  std::u32string_view behind(std::uint32_t i) const {
    const std::uint32_t start = r_.figures[i].range.end;
    std::uint32_t end = start;
    while (end < text_.size() && end - start < 12 && han(text_[end])) ++end;
    return text_.substr(start, end - start);
  }

  std::u32string_view bare(std::u32string_view s) const {
    while (!s.empty()) {
      const std::size_t drop = s.back() == U' ' ? 1 : std::max(word_at_end(s, x_.soft), word_at_end(s, x_.reach));
      if (drop == 0) break;
      s.remove_suffix(drop);
    }
    return s;
  }

  std::uint32_t sentence_start(std::uint32_t i) const {
    const std::uint32_t at = r_.figures[i].range.start;
    const auto after =
        std::ranges::upper_bound(r_.sentences, at, {}, [](const SentenceData& s) { return s.range.start; });
    return after == r_.sentences.begin() ? at : std::prev(after)->range.start;
  }

  /// True where a plan, not a fact, is told: last year's number and next year's are two.
  bool planned(std::uint32_t i, std::uint32_t start) const {
    return has_word(text_.substr(start, r_.figures[i].range.start - start), x_.planned);
  }

  /// True where both labels are names of one quantity.
  bool named_alike(std::u32string_view a, std::u32string_view b) const {
    return std::ranges::any_of(x_.same_quantity,
                               [&](const WordList& names) { return is_name(a, names) && is_name(b, names); });
  }

  bool is_name(std::u32string_view label, const WordList& names) const {
    const std::size_t n = word_at_end(label, names);
    if (n == 0) return false;
    const auto rest = label.substr(0, label.size() - n);
    return rest.empty() || word_at_end(rest, x_.light) == rest.size();
  }

  bool pair(std::uint32_t a, std::uint32_t b) const {
    const FigureData& f = r_.figures[a];
    const FigureData& g = r_.figures[b];
    if (f.period != 0 && g.period != 0 && f.period != g.period) return false;
    const auto la = label(a);
    const auto lb = label(b);
    if (!named_alike(bare(la), bare(lb)) && !told_alike(a, b, la, lb)) return false;
    const std::uint32_t sa = sentence_start(a);
    const std::uint32_t sb = sentence_start(b);
    return sa != sb && planned(a, sa) == planned(b, sb);
  }

  /// The same words on both sides of a number that is more than a digit: 新建和改造提升农村公路2500公里 in text and in
  /// a list.
  bool told_alike(std::uint32_t a, std::uint32_t b, std::u32string_view la, std::u32string_view lb) const {
    const FigureData& f = r_.figures[a];
    if (f.zero_claim || f.unit.empty() || f.approximation != Approximation::exact) return false;
    if (f.value.num < 20 * static_cast<__int128>(f.value.den)) return false;
    const UnitKind kind = x_.kind_of(f.unit);
    if (kind == UnitKind::rate || kind == UnitKind::point || kind == UnitKind::multiple || kind == UnitKind::time)
      return false;
    if (la != lb || has_word(la, x_.each)) return false;
    const auto ra = behind(a);
    return ra == behind(b) && std::ranges::count_if(la, han) + std::ranges::count_if(ra, han) >= 6;
  }

  const ReportData& r_;
  std::u32string_view text_;
  const RelationLexicon& x_;
  std::vector<Tie>& found_;
};

}  // namespace

void find_repeats(const ReportData& r, std::u32string_view text, const RelationLexicon& x, std::vector<Tie>& found) {
  if (r.figures.size() >= 2) Repeats(r, text, x, found).run();
}

}  // namespace detail
FAZHI_NAMESPACE_END
