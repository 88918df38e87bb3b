#include "figures/subject.hpp"

#include <algorithm>

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

constexpr bool one_of(char32_t c, std::u32string_view set) noexcept { return set.find(c) != std::u32string_view::npos; }
constexpr bool is_word(char32_t c) noexcept {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z') ||
         one_of(c, U"“”‘’\"·-—") || (c >= U'0' && c <= U'9') || c == U'.';
}

class SubjectFinder {
 public:
  SubjectFinder(std::u32string_view text, std::uint32_t floor, std::vector<FigureData>& figures, const FigureLexicon& x)
      : s_(text), floor_(floor), figures_(figures), x_(x) {}

  void find(std::size_t first) {
    first_ = first;
    for (std::size_t i = first; i < figures_.size(); ++i) {
      if (!figures_[i].subject.empty()) continue;
      figures_[i].subject = subject(i);
      hand_out(i);
    }
    // 10大类55项民生实事: both count the same.
    for (std::size_t i = figures_.size(); i-- > first + 1;)
      if (figures_[i - 1].range.end == figures_[i].range.start) figures_[i - 1].subject = figures_[i].subject;
  }

 private:
  [[nodiscard]] char32_t before(std::uint32_t i) const noexcept { return i > floor_ ? s_[i - 1] : U'\n'; }
  [[nodiscard]] bool digit(std::uint32_t i) const noexcept { return (x_.char_class(s_[i]) & char_digit) != 0; }

  bool same_sentence(std::size_t a, std::size_t b) const noexcept {
    for (std::uint32_t k = figures_[a].range.end; k < figures_[b].range.start; ++k)
      if (one_of(s_[k], U"。！？\n")) return false;
    return true;
  }

  TextRange subject(std::size_t i) const {
    const TextRange at = figures_[i].range;
    const bool follows = i > first_ && same_sentence(i - 1, i);
    const std::uint32_t floor = follows ? figures_[i - 1].range.end : floor_;
    const std::uint32_t next = i + 1 < figures_.size() ? figures_[i + 1].range.start : no_position;
    // A count stands in front of its noun; money, shares and lengths seldom do.
    const bool count = prefers_following(i);
    TextRange behind = count ? following(at, next) : TextRange{};
    // 查处案件12件罚款3万元: the words in between belong to the next figure.
    const bool runs_on = runs_into(i + 1, behind);
    if (!behind.empty() && !runs_on) return behind;
    const TextRange ahead = ahead_of(at.start, floor);
    const bool strong = !ahead.empty() && !weak(ahead) && !comparison(ahead);
    if (strong && (!runs_on || ahead.size() >= 4)) return ahead;
    if (!count) behind = following(at, next);
    if (!behind.empty()) return behind;
    if (figures_[i].zero_claim && at.size() > 2) return {at.start + 1, at.end};
    // 收入保持快速增长，由8万亿元增至42万亿元: a pair of its own.
    const bool pair = one_of(clause_start(at.start), U"由从自");
    const TextRange last = follows ? figures_[outside_bracket(i)].subject : TextRange{};
    if (!pair && !last.empty()) return last;
    if (const TextRange clause = previous_clause(at.start, floor); !clause.empty()) return clause;
    return last.empty() ? ahead : last;
  }

  /// The figure before `i`; where it stands in a bracket that is closed by then, the one in front of the bracket.
  std::size_t outside_bracket(std::size_t i) const {
    constexpr std::uint32_t longest = 40;
    std::uint32_t close = figures_[i - 1].range.end;
    while (close < figures_[i].range.start && !one_of(s_[close], U"（(）)")) ++close;
    if (close == figures_[i].range.start || !one_of(s_[close], U"）)")) return i - 1;
    std::uint32_t open = close;
    while (open > floor_ && close - open < longest && !one_of(s_[open - 1], U"（(")) --open;
    for (std::size_t k = i - 1; k-- > first_ && same_sentence(k, i);)
      if (figures_[k].range.end < open) return k;
    return i - 1;
  }

  /// 12件罚款3万元: words that lead to a figure of money or share belong to it.
  bool runs_into(std::size_t next, TextRange words) const {
    return next < figures_.size() && !words.empty() && words.end == figures_[next].range.start &&
           !prefers_following(next);
  }

  /// First character of the clause that stands before `end`.
  char32_t clause_start(std::uint32_t end) const noexcept {
    constexpr std::uint32_t reach = 30;
    std::uint32_t k = end;
    while (k > floor_ && end - k < reach && is_word(s_[k - 1])) --k;
    return s_[k];
  }

  bool prefers_following(std::size_t i) const {
    const auto found = x_.unit_by_text.find(figures_[i].unit);
    if (found == x_.unit_by_text.end()) return true;
    const std::string& family = x_.families[x_.units[found->second].family];
    return family == "thing" || family == "person" || family == "area" || family == "length";
  }

  /// True where a word that is not to be cut reaches beyond [from, to) and lies in [low, high).
  bool in_word(std::uint32_t from, std::uint32_t to, std::uint32_t low, std::uint32_t high) const noexcept {
    constexpr std::uint32_t longest_lead = 3;
    for (std::uint32_t k = from > low + longest_lead ? from - longest_lead : low; k <= from; ++k) {
      const std::uint32_t end = k + x_.subject_whole.longest(s_, k).length;
      if (end > from && end <= high && (k < from || end > to)) return true;
    }
    return false;
  }

  /// 210份（占70%）的问卷: behind the bracket, or `end`.
  std::uint32_t behind_bracket(std::uint32_t end) const noexcept {
    constexpr std::uint32_t longest = 16;
    if (end >= s_.size() || !one_of(s_[end], U"（(")) return end;
    for (std::uint32_t k = end + 1; k + 1 < s_.size() && k - end < longest && !one_of(s_[k], U"。\n"); ++k)
      if (one_of(s_[k], U"）)")) return s_[k + 1] == U'的' ? k + 1 : end;
    return end;
  }

  TextRange following(TextRange at, std::uint32_t next) const {
    std::uint32_t start = behind_bracket(at.end);
    if (next < start) next = no_position;
    // 灾害“零亡人”: what stands behind the quotation is another word.
    if (start < s_.size() && s_[start] == U'”') return {};
    const bool of = start < s_.size() && s_[start] == U'的';
    if (of) ++start;
    constexpr std::uint32_t longest = 14;
    const std::uint32_t limit = std::min({static_cast<std::uint32_t>(s_.size()), start + longest, next});
    const std::uint32_t whole = std::min(static_cast<std::uint32_t>(s_.size()), start + longest + 2);
    // 三次提高出口退税率: what was done three times.
    const bool times = !of && s_[at.end - 1] == U'次' && !is_word(before(at.start));
    std::uint32_t end = start;
    for (; end < limit && is_word(s_[end]); ++end) {
      const auto stop = x_.subject_stop.longest(s_, end);
      const bool ends = stop && !times && !negated(start, end) && !in_word(end, end + stop.length, start, whole);
      if ((ends || s_[end] == U'”') && !inside_name(start, end)) break;
    }
    if (end == limit && end == next) end = trim_end(start, end);
    if (of && x_.subject_measure.longest(s_, start).length >= end - start) return {};
    return end == start || weak({start, end}) ? TextRange{} : TextRange{start, end};
  }

  /// 没有取得执法证的人员: what is denied goes on.
  bool negated(std::uint32_t start, std::uint32_t end) const noexcept {
    return end > start && end - start <= 2 && one_of(s_[end - 1], U"有未") && (end - start == 1 || s_[start] != U'所');
  }

  /// Between an opening quotation mark and its end.
  bool inside_name(std::uint32_t start, std::uint32_t end) const noexcept {
    bool open = false;
    for (std::uint32_t k = start; k < end; ++k) open = s_[k] == U'“' || (open && s_[k] != U'”');
    return open;
  }

  /// The words in front of a figure, of the bracket that it opens (案件数（1209件）), or of one between
  /// (县（市、区）45个).
  TextRange ahead_of(std::uint32_t end, std::uint32_t floor) const {
    if (end > floor && one_of(s_[end - 1], U"（(")) return preceding(end - 1, floor);
    const TextRange near = preceding(end, floor);
    std::uint32_t k = near.empty() ? end : near.start;
    while (k > floor && is_word(s_[k - 1])) --k;
    if (k <= floor || !one_of(s_[k - 1], U"）)") || !(near.empty() || weak(near))) return near;
    constexpr std::uint32_t longest = 16;
    for (std::uint32_t open = k - 1; open > floor && k - open < longest; --open)
      if (one_of(s_[open - 1], U"（(")) {
        const TextRange far = preceding(open - 1, floor);
        return far.empty() ? near : far;
      }
    return near;
  }

  TextRange preceding(std::uint32_t end, std::uint32_t floor) const {
    constexpr std::uint32_t longest = 24;
    std::uint32_t start = end;
    while (start > floor && end - start < longest && (is_word(s_[start - 1]) || s_[start - 1] == U' ')) {
      --start;
      if (s_[start] == U'”') start = opening(start, floor);
    }
    return trim(start, end);
  }

  /// “双随机、一公开” is one word: where its quotation marks open, or `close`.
  std::uint32_t opening(std::uint32_t close, std::uint32_t floor) const noexcept {
    constexpr std::uint32_t longest = 20;
    for (std::uint32_t k = close; k > floor && close - k < longest && !one_of(s_[k - 1], U"。；”"); --k)
      if (s_[k - 1] == U'“') return k - 1;
    return close;
  }

  std::uint32_t trim_end(std::uint32_t start, std::uint32_t end) const {
    for (;;) {
      while (start < end && one_of(s_[end - 1], U" “")) --end;
      if (end - start > 5 && s_[end - 1] == U'年' && digit(end - 2)) {
        for (--end; end > start && digit(end - 1);) --end;
        continue;
      }
      const auto w = x_.subject_trailing.longest_before(s_, end, start);
      if (!w || w.length >= end - start || in_word(end - w.length, end, start, end)) return end;
      end -= w.length;
      // 2007年底的: the year goes with its end.
      if (s_[end] == U'年' && digit(end - 1))
        while (end > start && digit(end - 1)) --end;
    }
  }

  TextRange trim(std::uint32_t start, std::uint32_t end) const {
    end = trim_end(start, end);
    for (bool again = true; again && start < end;) {
      again = false;
      while (start < end && s_[start] == U' ') ++start;
      // 2023年 says when.
      std::uint32_t k = start;
      while (k < end && digit(k)) ++k;
      if (k > start && k < end && s_[k] == U'年') {
        start = k + 1;
        again = true;
      }
      if (const auto w = x_.subject_leading.longest(s_, start);
          w && start + w.length < end && !in_word(start, start + w.length, start, end)) {
        start += w.length;
        again = true;
      }
    }
    return {start, end};
  }

  /// Nothing but words of comparison and change, years and function words: 较2022年的, 同比分别增长.
  bool weak(TextRange r) const {
    for (std::uint32_t k = r.start; k < r.end;) {
      std::uint32_t run = k;
      while (run < r.end && (digit(run) || s_[run] == U' ')) ++run;
      if (run > k && (run == r.end || one_of(s_[run], U"年月"))) {
        k = run + 1;
        continue;
      }
      const std::uint32_t length = x_.subject_weak.longest(s_, k).length;
      if (length == 0) return x_.subject_trailing.longest_before(s_, r.end, k).length >= r.end - k;
      k += length;
    }
    return true;
  }

  /// 较法定时限压减5天: the words tell what it is compared with.
  bool comparison(TextRange r) const {
    const auto word = x_.subject_comparison.longest(s_, r.start);
    return word && !in_word(r.start, r.start + word.length, r.start, r.end);
  }

  /// The nearest clause of the sentence that says something, no further back than the figure at `floor`.
  TextRange previous_clause(std::uint32_t at, std::uint32_t floor) const {
    constexpr std::uint32_t reach = 80;
    const std::uint32_t stop = std::max(floor, at > floor_ + reach ? at - reach : floor_);
    std::uint32_t end = at;
    for (;;) {
      while (end > stop && is_word(s_[end - 1])) --end;
      while (end > stop && !is_word(s_[end - 1])) {
        if (one_of(s_[end - 1], U"。！？；\n）)")) return {};
        --end;
      }
      if (end == stop) return {};
      const TextRange clause = preceding(end, stop);
      if (!clause.empty() && !weak(clause)) return clause;
    }
  }

  /// 甲、乙、丙分别下降1%、2%、3% and 甲1件、乙2件，同比增长3%、5%: one subject each.
  void hand_out(std::size_t i) {
    constexpr std::size_t most = 12;
    std::size_t last = i;
    while (last + 1 < figures_.size() && last - i < most &&
           joined(figures_[last].range.end, figures_[last + 1].range.start))
      ++last;
    const std::size_t count = last - i + 1;
    if (count < 2 || count > most || figures_[i].zero_claim) return;
    const std::uint32_t start = figures_[i].range.start;
    const std::uint32_t before_it = i > first_ ? figures_[i - 1].range.end : floor_;
    std::uint32_t clause = start;
    while (clause > before_it && start - clause < 16 && !one_of(s_[clause - 1], U"，。；、（\n")) --clause;
    std::uint32_t word = no_position;
    for (std::uint32_t k = clause; k + 1 < start; ++k)
      if ((s_[k] == U'分' && s_[k + 1] == U'别') || (s_[k] == U'依' && s_[k + 1] == U'次')) word = k;
    const bool bare = weak({clause, start});
    if (word == no_position && !bare) return;
    if (word != no_position && !bare && give(i, count, items(word, count))) return;
    if (!bare || clause <= floor_ || !(s_[clause - 1] == U'，' || clause == before_it)) return;
    std::vector<TextRange> list = earlier(i, count);
    if (list.size() != count) list = items(clause - 1, count);
    give(i, count, list);
  }

  /// Two members of a list: 3%、4%, or 增长3%、下降4%.
  bool joined(std::uint32_t end, std::uint32_t next) const {
    if (next - end > 6 || next == end || !one_of(s_[end], U"、和与及")) return false;
    return next - end == 1 || weak({end + 1, next});
  }

  /// Subjects of the `count` figures before `i` in its sentence, last first: of its own unit, or for shares of any
  /// other. 立案6起，罚款4万元，比上年多2起、1万元: where the units differ, each finds its own.
  std::vector<TextRange> earlier(std::size_t i, std::size_t count) const {
    const auto share = [](const FigureData& f) { return f.unit == "%" || f.unit == "个百分点" || f.unit == "倍"; };
    const bool mixed = !share(figures_[i]) && figures_[i].unit != figures_[i + count - 1].unit;
    constexpr std::size_t reach = 40;
    const std::size_t stop = i > first_ + reach ? i - reach : first_;
    std::vector<TextRange> out;
    if (mixed) {
      for (std::size_t n = i + count; n-- > i;) {
        std::size_t k = i;
        while (k > stop && same_sentence(k - 1, k) && figures_[k - 1].unit != figures_[n].unit) --k;
        if (k == stop || !same_sentence(k - 1, k)) return {};
        out.push_back(figures_[k - 1].subject);
      }
      return out;
    }
    for (std::size_t k = i; k-- > stop && out.size() < count && same_sentence(k, k + 1);)
      if (share(figures_[i]) ? figures_[k].unit != figures_[i].unit : figures_[k].unit == figures_[i].unit)
        out.push_back(figures_[k].subject);
    return out;
  }

  /// The last `count` members of the list that ends at `end`, last first; fewer where the clause holds no more.
  std::vector<TextRange> items(std::uint32_t end, std::size_t count) const {
    std::vector<TextRange> out;
    while (end > floor_ && out.size() < count) {
      std::uint32_t k = end;
      while (k > floor_ && is_word(s_[k - 1]) && !(one_of(s_[k - 1], U"和与及") && !in_word(k - 1, k, floor_, end)))
        --k;
      if (k < end) out.push_back(trim(k, end));
      if (k == floor_ || !one_of(s_[k - 1], U"、和与及")) break;
      end = k - 1;
    }
    return out;
  }

  bool give(std::size_t i, std::size_t count, const std::vector<TextRange>& list) {
    if (list.size() != count) return false;
    for (std::size_t n = 0; n < count; ++n) figures_[i + n].subject = list[count - 1 - n];
    return true;
  }

  static constexpr std::uint32_t no_position = 0xFFFFFFFF;
  std::u32string_view s_;
  std::uint32_t floor_;
  std::size_t first_ = 0;
  std::vector<FigureData>& figures_;
  const FigureLexicon& x_;
};

}  // namespace

void find_subjects(std::u32string_view text, std::uint32_t floor, std::vector<FigureData>& figures, std::size_t first,
                   const FigureLexicon& lexicon) {
  SubjectFinder(text, floor, figures, lexicon).find(first);
}

}  // namespace detail
FAZHI_NAMESPACE_END
