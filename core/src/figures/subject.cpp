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
    for (std::size_t i = first; i < figures_.size(); ++i) {
      if (!figures_[i].subject.empty()) continue;
      const std::size_t before = i > first && same_sentence(i - 1, i) ? i - 1 : i;
      figures_[i].subject = subject(i, before);
      hand_out(i);
    }
    // 10大类55项民生实事: both count the same.
    for (std::size_t i = figures_.size(); i-- > first + 1;)
      if (figures_[i - 1].range.end == figures_[i].range.start) figures_[i - 1].subject = figures_[i].subject;
  }

 private:
  bool same_sentence(std::size_t a, std::size_t b) const noexcept {
    for (std::uint32_t k = figures_[a].range.end; k < figures_[b].range.start; ++k)
      if (one_of(s_[k], U"。！？\n")) return false;
    return true;
  }

  TextRange subject(std::size_t i, std::size_t before) const {
    const TextRange at = figures_[i].range;
    const TextRange behind = following(at.end);
    const TextRange ahead = preceding(at.start, before != i ? figures_[before].range.end : floor_);
    const bool measure = !behind.empty() && prefers_following(i);
    if (measure) return behind;
    if (!ahead.empty() && !weak(ahead)) return ahead;
    if (!behind.empty()) return behind;
    if (before != i && !figures_[before].subject.empty()) return figures_[before].subject;
    if (!ahead.empty()) return ahead;
    // The clause before: 总规模 behind 基金24只.
    return previous_clause(at.start);
  }

  /// A count stands in front of its noun; money, shares and lengths seldom do.
  bool prefers_following(std::size_t i) const {
    const auto found = x_.unit_by_text.find(figures_[i].unit);
    if (found == x_.unit_by_text.end()) return true;
    const std::string& family = x_.families[x_.units[found->second].family];
    return family == "thing" || family == "person" || family == "area" || family == "length";
  }

  TextRange following(std::uint32_t start) const {
    if (start < s_.size() && s_[start] == U'的') ++start;
    constexpr std::uint32_t longest = 14;
    std::uint32_t end = start;
    while (end < s_.size() && end - start < longest && is_word(s_[end])) {
      if (x_.subject_stop.longest(s_, end) && !inside_name(start, end)) break;
      if ((x_.char_class(s_[end]) & char_digit) != 0) break;
      ++end;
    }
    return end - start >= 1 ? TextRange{start, end} : TextRange{};
  }

  /// Between an opening quotation mark and its end.
  bool inside_name(std::uint32_t start, std::uint32_t end) const noexcept {
    bool open = false;
    for (std::uint32_t k = start; k < end; ++k) open = s_[k] == U'“' || (open && s_[k] != U'”');
    return open;
  }

  TextRange preceding(std::uint32_t end, std::uint32_t floor) const {
    constexpr std::uint32_t longest = 24;
    std::uint32_t start = end;
    while (start > floor && end - start < longest && (is_word(s_[start - 1]) || s_[start - 1] == U' ')) --start;
    return trim(start, end);
  }

  TextRange trim(std::uint32_t start, std::uint32_t end) const {
    for (bool again = true; again && start < end;) {
      again = false;
      while (start < end && s_[end - 1] == U' ') --end;
      while (start < end && s_[start] == U' ') ++start;
      if (end - start > 5 && s_[end - 1] == U'年' && (x_.char_class(s_[end - 2]) & char_digit) != 0) {
        for (--end; end > start && (x_.char_class(s_[end - 1]) & char_digit) != 0;) --end;
        again = true;
      }
      if (const auto w = x_.subject_trailing.longest_before(s_, end, start); w && w.length < end - start) {
        end -= w.length;
        again = true;
      }
    }
    for (bool again = true; again && start < end;) {
      again = false;
      // 2023年 says when.
      std::uint32_t k = start;
      while (k < end && (x_.char_class(s_[k]) & char_digit) != 0) ++k;
      if (k > start && k < end && s_[k] == U'年') {
        start = k + 1;
        again = true;
      }
      if (const auto w = x_.subject_leading.longest(s_, start); w && start + w.length < end) {
        start += w.length;
        again = true;
      }
    }
    return {start, end};
  }

  bool weak(TextRange r) const {
    return x_.subject_weak.longest(s_, r.start).length >= r.size() ||
           x_.subject_trailing.longest_before(s_, r.end, r.start).length >= r.size();
  }

  TextRange previous_clause(std::uint32_t at) const {
    constexpr std::uint32_t reach = 80;
    const std::uint32_t stop = at > floor_ + reach ? at - reach : floor_;
    std::uint32_t end = at;
    while (end > stop && is_word(s_[end - 1])) --end;
    while (end > stop && !is_word(s_[end - 1])) {
      if (one_of(s_[end - 1], U"。\n")) return {};
      --end;
    }
    return preceding(end, floor_);
  }

  /// 甲、乙、丙分别下降1%、2%、3%: one subject each.
  void hand_out(std::size_t i) {
    const std::uint32_t start = figures_[i].range.start;
    std::uint32_t word = no_position;
    for (std::uint32_t k = start; k > floor_ + 1 && start - k < 12 && !one_of(s_[k - 1], U"，。；、"); --k)
      if (s_[k - 2] == U'分' && s_[k - 1] == U'别') word = k - 2;
    if (word == no_position) return;
    std::size_t last = i;
    while (last + 1 < figures_.size() && figures_[last + 1].range.start - figures_[last].range.end <= 1) ++last;
    const std::size_t count = last - i + 1;
    if (count < 2) return;
    std::vector<TextRange> items;
    std::uint32_t end = word;
    while (end > floor_ && items.size() < count) {
      std::uint32_t k = end;
      while (k > floor_ && is_word(s_[k - 1]) && !one_of(s_[k - 1], U"和与及")) --k;
      if (k < end) items.push_back(trim(k, end));
      if (k == floor_ || !one_of(s_[k - 1], U"、和与及")) break;
      end = k - 1;
    }
    if (items.size() != count) return;
    for (std::size_t n = 0; n < count; ++n) figures_[i + n].subject = items[count - 1 - n];
  }

  static constexpr std::uint32_t no_position = 0xFFFFFFFF;
  std::u32string_view s_;
  std::uint32_t floor_;
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
