#include "figures/scanner.hpp"

#include <algorithm>

#include "figures/interval.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

struct FigureScanner::Candidate {
  Numeral low;
  std::optional<Numeral> high;
  std::uint32_t start = 0, end = 0;  ///< surface
  UnitPlace unit;
  Approximation before = Approximation::exact;
  Approximation behind = Approximation::exact;
  bool unit_inherited = false;  ///< stands only at the end of the list: 3、5和8个
  bool more = false;            ///< 余 or 多, inside or behind the unit
};

namespace {

constexpr bool is_ascii_letter(char32_t c) noexcept { return (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z'); }
constexpr bool one_of(char32_t c, std::u32string_view set) noexcept { return c != U'\0' && set.find(c) != std::u32string_view::npos; }
constexpr bool is_han(char32_t c) noexcept { return c >= 0x4E00 && c <= 0x9FFF; }

std::string utf8_of(std::u32string_view s) {
  std::string out;
  for (const char32_t c : s) {
    if (c == U' ') continue;
    if (c < 0x80) {
      out += static_cast<char>(c);
    } else if (c < 0x800) {
      out += static_cast<char>(0xC0 | (c >> 6));
      out += static_cast<char>(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
      out += static_cast<char>(0xE0 | (c >> 12));
      out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
      out += static_cast<char>(0x80 | (c & 0x3F));
    } else {
      out += static_cast<char>(0xF0 | (c >> 18));
      out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
      out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
      out += static_cast<char>(0x80 | (c & 0x3F));
    }
  }
  return out;
}

/// 2024 as a year: four digits, no scale.
bool like_a_year(const Numeral& n) noexcept {
  return n.sequence || (n.arabic && n.digits == 4 && n.decimals == 0 && !n.scaled && !n.more && !n.grouped && n.num >= 1800 && n.num < 2200);
}

}  // namespace

bool FigureScanner::line_start(std::uint32_t i) const noexcept {
  while (i > floor_ && s_[i - 1] == U' ') --i;
  return i == floor_ || s_[i - 1] == U'\n';
}

bool FigureScanner::clause_end(std::uint32_t i) const noexcept {
  return i >= s_.size() || (x_.char_class(s_[i]) & (char_clause_end | char_line_end)) != 0 || one_of(s_[i], U"）)”’");
}

void FigureScanner::scan(std::u32string_view text, TextRange range, const std::vector<TextRange>& labels) {
  s_ = text.substr(0, range.end);
  floor_ = range.start;
  quote_ = inner_quote_ = ordinal_end_ = last_end_ = none_;
  auto label = std::lower_bound(labels.begin(), labels.end(), range.start, [](const TextRange& l, std::uint32_t p) { return l.end <= p; });
  constexpr std::uint8_t of_interest = char_starts_figure | char_quote | char_line_end;
  for (std::uint32_t i = range.start; i < range.end;) {
    const std::uint8_t cls = x_.char_class(s_[i]);
    if ((cls & of_interest) == 0) {
      ++i;
      continue;
    }
    if ((cls & char_line_end) != 0) {
      quote_ = inner_quote_ = ordinal_end_ = none_;
      ++i;
    } else if ((cls & char_quote) != 0) {
      i = read_quote(i);
    } else {
      while (label != labels.end() && label->end <= i) ++label;
      i = label != labels.end() && label->start <= i ? label->end : candidate(i);
    }
  }
}

/// Keeps track of quotation marks, reversed ones too (”八五“), and jumps over 《…》.
std::uint32_t FigureScanner::read_quote(std::uint32_t i) {
  const char32_t c = s_[i];
  if (c == U'《') {
    constexpr std::uint32_t longest_title = 150;
    int depth = 0;
    for (std::uint32_t k = i; k < s_.size() && k < i + longest_title; ++k) {
      if (s_[k] == U'《') ++depth;
      if (s_[k] == U'》' && --depth == 0) return k + 1;
    }
    return i + 1;
  }
  if (c == U'》') return i + 1;
  std::uint32_t& open = one_of(c, U"‘’『』") ? inner_quote_ : quote_;
  const bool closes = open != none_ && (c == U'"' ? s_[open] == c : s_[open] != c);
  open = closes ? none_ : i;
  return i + 1;
}

/// Inside quotation marks that hold a short name and no clause.
bool FigureScanner::quoted(std::uint32_t start, std::uint32_t end) const {
  constexpr std::uint32_t longest_name = 22;
  for (const std::uint32_t open : {quote_, inner_quote_}) {
    if (open == none_ || start - open > longest_name) continue;
    const char32_t mark = s_[open];
    bool clause = false;
    for (std::uint32_t k = open + 1; k < start; ++k) clause = clause || one_of(s_[k], U"，。；：！？,;");
    if (clause) continue;
    for (std::uint32_t k = end; k < s_.size() && k - open <= longest_name; ++k) {
      const char32_t c = s_[k];
      if (one_of(c, U"，。；！？,;\n")) break;
      if (c == U'"' ? mark == c : one_of(c, U"“”‘’」』") && c != mark) return true;
    }
  }
  return false;
}

std::uint32_t FigureScanner::phrase_at(std::uint32_t i) const {
  std::uint32_t end = 0;
  x_.phrases.each(s_, i, [&](std::uint32_t length, std::int32_t index) {
    for (const auto& head : x_.phrase_heads[static_cast<std::size_t>(index)])
      if (text_before(i, head)) end = i + length;
  });
  return end;
}

std::uint32_t FigureScanner::zero_claim(std::uint32_t i) {
  Candidate c;
  c.start = i;
  if (s_[i] == U'零') {
    if (is_han(before(i)) && (x_.char_class(before(i)) & char_han_number) != 0) return 0;
    const auto claim = x_.zero_claims.longest(s_, i + 1);
    if (!claim) return 0;
    c.end = i + 1 + claim.length;
  } else if (const auto cleared = x_.cleared.longest(s_, i)) {
    c.end = i + cleared.length;
  } else if (const auto none = x_.none_words.longest(s_, i)) {
    c.unit = read_unit(i + none.length, Numeral{});
    if (!c.unit.found()) return i + none.length;
    c.end = c.unit.end;
  } else {
    return 0;
  }
  if (x_.zero_names.longest(s_, c.end)) return c.end;
  if (one_of(at(c.end), U"”’\"") && x_.zero_names.longest(s_, c.end + 1)) return c.end;
  c.low.start = c.start;
  c.low.end = c.end;
  emit(c);
  out_.back().zero_claim = true;
  return c.end;
}

/// 百分之三, 三分之一, 1/3. Returns the end, or 0 where none stands here.
std::uint32_t FigureScanner::fraction(std::uint32_t i) {
  Candidate c;
  c.start = i;
  const auto first = read_numeral(s_, i);
  std::uint32_t k = i;
  std::int64_t below = 0;
  if (text_at(i, U"百分之") || text_at(i, U"千分之") || text_at(i, U"万分之")) {
    below = han_scale(s_[i]);
    k = i + 3;
  } else if (first && text_at(first->end, U"分之") && first->num > 0 && first->num * first->scale < 10000) {
    below = static_cast<std::int64_t>(first->num * first->scale);
    k = first->end + 2;
  } else if (first && first->arabic && at(first->end) == U'/' && is_digit(at(first->end + 1)) && first->decimals == 0 && !first->scaled) {
    const auto den = read_numeral(s_, first->end + 1);
    if (!den || den->decimals != 0 || den->scaled || den->num <= first->num || den->num > 100 || first->num == 0) return 0;
    if (one_of(at(den->end), U"/月日.") || is_ascii_letter(at(den->end)) || is_digit(before(i)) || one_of(before(i), U"/.-") || is_ascii_letter(before(i))) return 0;
    c.low = *first;
    c.low.divisor = static_cast<std::int64_t>(den->num);
    c.low.end = c.end = den->end;
    read_before(c);
    read_behind(c);
    if (!quoted(c.start, c.end)) emit(c);
    return c.end;
  } else {
    return 0;
  }
  auto above = read_numeral(s_, k);
  if (!above && below == 100 && at(k) == U'百') above = Numeral{};
  if (!above) return k;
  if (below == 100 && above->bare && above->num == 100) above->bare = false;
  if (above->bare || above->sequence) return above->end;
  c.low = *above;
  c.low.start = i;
  if (below == 100) {
    c.unit.unit = static_cast<std::int32_t>(x_.unit_by_text.at("%"));
    c.unit.start = c.unit.end = above->end;
  } else {
    if (above->decimals != 0 || above->scaled) return above->end;
    c.low.divisor = below;
  }
  c.more = above->more;
  c.end = above->end;
  read_before(c);
  read_behind(c);
  emit(c);
  return c.end;
}

/// 0.1∶50.9∶49.0: each a figure. Times of day (10:30) and dates are none. Returns the end, or 0 where no chain stands here.
std::uint32_t FigureScanner::ratio_chain(const Numeral& first) {
  const char32_t sign = at(first.end);
  if (!one_of(sign, U"∶:：") || !is_digit(at(first.end + 1))) return 0;
  std::vector<Numeral> terms{first};
  bool decimals = first.decimals != 0;
  while (at(terms.back().end) == sign && is_digit(at(terms.back().end + 1))) {
    const auto next = read_numeral(s_, terms.back().end + 1);
    if (!next) return terms.back().end + 1;
    decimals = decimals || next->decimals != 0;
    terms.push_back(*next);
  }
  const std::uint32_t end = terms.back().end;
  bool time = !decimals && sign != U'∶';
  // 城乡居民收入比缩小至2：1.
  for (std::uint32_t k = first.start; time && k > floor_ && first.start - k < 10 && !clause_end(k - 1); --k) time = s_[k - 1] != U'比';
  if (time || is_ascii_letter(at(end)) || quoted(first.start, end)) return end;
  for (const Numeral& n : terms) {
    Candidate c;
    c.low = n;
    c.start = n.start;
    c.end = n.end;
    emit(c);
  }
  return end;
}

/// 1+6+N, 7×24, 2023-05-01, 1.2.3: names, dates and numbers of paragraphs. Returns the end of the chain, or 0.
std::uint32_t FigureScanner::number_chain(const Numeral& n) const {
  std::uint32_t i = n.end;
  int links = 0;
  int hyphens = 0;
  for (;;) {
    const char32_t c = at(i);
    const char32_t next = at(i + 1);
    const bool joins = one_of(c, U"+×*＋·") && (is_digit(next) || is_ascii_letter(next));
    const bool dotted = one_of(c, U"./-") && is_digit(next) && (c != U'-' || hyphens > 0 || n.digits == 4 || (n.digits >= 3 && before(n.start + 1) == U'0'));
    if (!joins && !dotted && !(links > 0 && is_digit(c))) break;
    if (c == U'-') ++hyphens;
    if (!is_digit(c)) ++links;
    ++i;
    while (is_digit(at(i)) || is_ascii_letter(at(i))) ++i;
  }
  if (links == 0) return 0;
  // 2021-2025年 is a range of years and 12.5-13.0% one of values; read_range decides on a single hyphen.
  if (links == 1 && at(n.end) == U'-') return 0;
  return i;
}

bool FigureScanner::unit_blocked(std::uint32_t i, std::int32_t unit) const {
  bool blocked = false;
  x_.unit_continues.each(s_, i, [&](std::uint32_t, std::int32_t value) { blocked = blocked || value == unit; });
  return blocked;
}

UnitPlace FigureScanner::read_unit(std::uint32_t i, const Numeral& n) const {
  UnitPlace p;
  // 三级, 四方 are names; 五百里, 上万列 are counts.
  const bool any_unit = n.arabic || n.scaled || n.num >= 100;
  if (n.arabic)
    for (int blanks = 0; at(i) == U' ' && blanks < 2; ++blanks) ++i;
  p.start = i;
  std::uint32_t length = 0;
  x_.unit_words.each(s_, i, [&](std::uint32_t size, std::int32_t unit) {
    const Unit& u = x_.units[static_cast<std::size_t>(unit)];
    if (!any_unit && u.arabic_only) return;
    if (is_ascii_letter(s_[i + size - 1]) && (is_ascii_letter(at(i + size)) || is_digit(at(i + size)))) return;
    if (unit_blocked(i, unit)) return;
    p.unit = unit;
    length = size;
  });
  p.end = i + length;
  if (!p.found()) return p;
  if (at(p.end) == U'/' || at(p.end) == U'／') {
    std::uint32_t more = x_.compound_words.longest(s_, p.end + 1).length;
    if (more == 0) more = x_.unit_words.longest(s_, p.end + 1).length;
    if (more != 0) {
      p.end += 1 + more;
      p.compound = true;
      if (one_of(at(p.end), U"·•/"))
        if (const auto last = x_.compound_words.longest(s_, p.end + 1)) p.end += 1 + last.length;
    }
  } else if (one_of(at(p.end), U"（(")) {
    const auto inner = x_.unit_words.longest(s_, p.end + 1);
    const bool measure = inner && x_.family_adds[x_.units[static_cast<std::size_t>(inner.value)].family] &&
                         x_.family_adds[x_.units[static_cast<std::size_t>(p.unit)].family];
    if (measure && one_of(at(p.end + 1 + inner.length), U"）)")) {
      p.end += inner.length + 2;
      p.compound = true;
    }
  }
  return p;
}

/// The unit at the end of a list whose members share it: 3、5和8个.
UnitPlace FigureScanner::unit_of_list(std::uint32_t i) const {
  for (int members = 0; members < 12 && one_of(at(i), U"、和与及") && is_digit(at(i + 1)); ++members) {
    const auto next = read_numeral(s_, i + 1);
    if (!next || like_a_year(*next)) break;
    if (const UnitPlace p = read_unit(next->end, *next); p.found()) return p;
    i = next->end;
  }
  return {};
}

bool FigureScanner::read_range(Candidate& c) const {
  std::uint32_t i = c.unit.found() ? c.unit.end : c.low.end;
  while (at(i) == U' ') ++i;
  if (!one_of(at(i), U"-—–－～~〜∼−至到")) return false;
  const bool word = one_of(at(i), U"至到");
  ++i;
  while (at(i) == U'—' || at(i) == U' ') ++i;
  const std::uint8_t cls = x_.char_class(at(i));
  if (c.low.arabic ? (cls & char_digit) == 0 : (cls & char_han_number) == 0) return false;
  auto high = read_numeral(s_, i);
  if (!high || high->arabic != c.low.arabic || high->bare) return false;
  if (word) {
    // 从2.1%到2.5% is a change.
    for (std::uint32_t k = c.start; k > floor_ && c.start - k < 14 && !clause_end(k - 1); --k)
      if (one_of(s_[k - 1], U"从由")) return false;
  }
  UnitPlace unit = read_unit(high->end, *high);
  Numeral low = c.low;
  if (c.unit.found()) {
    if (!unit.found() || s_.substr(unit.start, unit.end - unit.start) != s_.substr(c.unit.start, c.unit.end - c.unit.start)) return false;
  } else if (!low.scaled && high->scaled) {
    low.scale = high->scale;
    low.scaled = true;
  }
  const auto a = low.value();
  const auto b = high->value();
  if (!a || !b || a->num * b->den >= b->num * a->den) return false;
  c.low = low;
  c.high = high;
  c.unit = unit;
  c.end = unit.found() ? unit.end : high->end;
  return true;
}

/// Qualifier in front. 近 before a stretch of time means "recent".
void FigureScanner::read_before(Candidate& c) const {
  std::uint32_t start = c.start;
  if (start > floor_ && s_[start - 1] == U' ') --start;
  const WordTrie& words = c.low.bare ? x_.before_bare : x_.before;
  const auto q = words.longest_before(s_, start, floor_);
  if (!q) return;
  if (x_.not_a_qualifier.longest_before(s_, start, floor_).length >= q.length) return;
  if (s_[start - 1] == U'近' && q.length == 1 && c.unit.found()) {
    const auto& text = x_.units[static_cast<std::size_t>(c.unit.unit)].text;
    if (text == U"年" || text == U"个月" || text == U"周" || text == U"个季度" || text == U"个年度") return;
  }
  // 过百亿元 is over; 开过3次 is not.
  if (s_[start - 1] == U'过' && q.length == 1 && (!c.low.scaled || c.low.num * c.low.scale < 10000)) return;
  // 跨越两个台阶 counts steps.
  if (c.unit.found() && x_.units[static_cast<std::size_t>(c.unit.unit)].text == U"个" && c.low.num < 10 && !c.low.scaled && one_of(s_[start - 1], U"越破过")) {
    for (std::uint32_t k = c.end; k < c.end + 8 && !clause_end(k); ++k)
      if (text_at(k, U"台阶") || text_at(k, U"大关")) return;
  }
  c.before = static_cast<Approximation>(q.value);
  if (c.before != Approximation::exact) c.start = start - q.length;
}

/// Qualifier behind the unit: 以上, 左右, and 余 or 多 behind units of time, money and measure (两年多, 3个多月).
void FigureScanner::read_behind(Candidate& c) const {
  auto is_unit = [&](std::u32string_view word) { return c.unit.found() && x_.units[static_cast<std::size_t>(c.unit.unit)].text == word; };
  auto unit_to = [&](std::u32string_view word) {
    c.unit.unit = static_cast<std::int32_t>(x_.unit_by_text.at(utf8_of(word)));
  };
  constexpr std::u32string_view split_units[] = {U"百分点", U"月", U"小时", U"工作日"};
  if (is_unit(U"个") && one_of(at(c.end), U"多")) {
    for (const auto word : split_units)
      if (text_at(c.end + 1, word)) {
        c.more = true;
        unit_to(std::u32string(U"个") + std::u32string(word));
        c.end += 1 + static_cast<std::uint32_t>(word.size());
        break;
      }
  } else if (c.unit.found() && !c.more && one_of(at(c.end), U"多余")) {
    const auto& family = x_.families[x_.units[static_cast<std::size_t>(c.unit.unit)].family];
    const bool measure = family == "time" || family == "multiple" || family == "money" || family == "length" || family == "mass" || family == "area" ||
                         family == "share" || family == "point" || family == "anniversary" || family == "energy";
    if (measure && !one_of(at(c.end + 1), U"功能元层样维形媒语边领跨方面热额姚杭粮江干场头")) {
      c.more = true;
      ++c.end;
    }
  }
  const auto q = x_.behind.longest(s_, c.end);
  if (!q || static_cast<Approximation>(q.value) == Approximation::exact) return;
  c.behind = static_cast<Approximation>(q.value);
  c.end += q.length;
  if (is_unit(U"个") && text_at(c.end, U"百分点")) {
    unit_to(U"个百分点");
    c.end += 3;
  }
}

/// 前10名, 第3位 and the like.
bool FigureScanner::is_rank(const Candidate& c) const {
  const std::uint32_t i = c.low.start;
  const char32_t p = before(i);
  if (p == U'前' && c.start == i) {
    const bool percent = c.unit.found() && x_.units[static_cast<std::size_t>(c.unit.unit)].text == U"%";
    return !percent && !one_of(before(i, 2), U"之以目提当日年会");
  }
  return one_of(p, U"之其这那该头") && !c.low.arabic && c.start == i && !(p == U'之' && before(i, 2) == U'分');
}

/// 三家子镇, 五里乡: a measure word inside the name of a place.
bool FigureScanner::place_name(const Candidate& c, std::u32string_view unit) const {
  if (c.low.arabic || !one_of(unit[0], U"家台户口间所座大架元年")) return false;
  for (std::uint32_t k = c.end; k < c.end + 2; ++k)
    if (one_of(at(k), U"镇乡屯") || text_at(k, U"街道")) return true;
  return false;
}

/// 65岁以上老年人, 0—3岁婴幼儿, 年满18周岁: classes of people. A life expectancy counts.
bool FigureScanner::is_age_class(const Candidate& c) const {
  for (std::uint32_t k = c.start; k > floor_ && c.start - k < 24; --k) {
    if (one_of(at(k), U"。；")) break;
    if (text_at(k, U"寿命") || text_at(k, U"年龄")) return false;
  }
  if (c.low.decimals != 0) return false;
  if (c.behind == Approximation::at_least || c.behind == Approximation::at_most || c.high) return true;
  return before(c.start) == U'满' || !clause_end(c.end);
}

bool FigureScanner::is_time_name(const Candidate& c, std::u32string_view unit) const {
  if (unit != U"年" && unit != U"天" && unit != U"周" && unit != U"个月") return false;
  if (c.more || c.behind != Approximation::exact) return false;
  if (x_.time_tails.longest(s_, c.end) && !text_before(c.start, U"连续")) return true;
  if (unit != U"年" || c.low.arabic || c.start != c.low.start) return false;
  // 极不平凡的五年, 这五年, 第一个五年 name a period.
  const char32_t p = before(c.start);
  if (p == U'的' && clause_end(c.end)) return !text_before(c.start, U"过去的");
  return one_of(p, U"这那头明") || text_before(c.start, U"关键") || text_before(c.start, U"一个");
}

/// Names, grades and dates that look like a number with its unit.
bool FigureScanner::is_name(const Candidate& c) const {
  if (is_rank(c)) return true;
  if (before(c.start) == U'届' && !c.low.arabic) return true;
  if (x_.any_tails.longest(s_, c.end).value == 0) return true;
  if (!c.unit.found()) return false;
  const Unit& u = x_.units[static_cast<std::size_t>(c.unit.unit)];
  const std::u32string_view unit = u.text;
  const std::string& family = x_.families[u.family];
  if (unit == U"年" && (like_a_year(c.low) || (c.high && like_a_year(*c.high)))) return true;
  if (is_time_name(c, unit)) return true;
  if (unit == U"日" && (!one_of(at(c.end), U"内") || before(c.start) == U'月')) return true;
  if (unit == U"分" && one_of(before(c.start), U"时点")) return true;
  if ((unit == U"岁" || unit == U"周岁") && is_age_class(c)) return true;
  if (family == "time" || family == "length") {
    for (std::uint32_t k = c.end; k < c.end + x_.circle_reach && !clause_end(k); ++k)
      if (x_.circle_words.longest(s_, k)) return true;
  }
  if (u.arabic_only && like_a_year(c.low) && family != "energy" && family != "area" && family != "mass") return true;
  if (unit == U"大") {
    if (c.low.num > 99 || c.low.scaled) return true;
    if (c.low.num == 10)
      for (const auto head : {U"全国", U"中国", U"世界", U"全球", U"年度", U"亚洲", U"国际", U"全省", U"国内"})
        if (text_before(c.start, head)) return true;
  }
  if (unit == U"成" && (c.low.num > 10 || c.low.scaled)) return true;
  if (place_name(c, unit)) return true;
  if ((family == "person") && text_before(c.start, U"每") && c.low.scaled) return true;
  return false;
}

bool FigureScanner::counts_without_unit(const Candidate& c) const {
  if (c.low.sequence) return false;
  const std::uint32_t end = c.end;
  if (is_ascii_letter(at(end)) || one_of(at(end), U"级号强版届后线章条款")) return false;
  if (c.low.scaled && !c.low.bare && c.low.value() && c.low.num * c.low.scale >= 10000) return !one_of(at(end), U"州");
  if (c.low.scaled && c.low.bare) return c.before != Approximation::exact && (c.start != c.low.start);
  if (!c.low.arabic) return false;
  if (one_of(at(end), U"年月日时分点")) return false;
  const bool qualified = c.before != Approximation::exact || c.more || c.behind != Approximation::exact;
  if (qualified) return !like_a_year(c.low);
  const bool decimal_change = c.low.decimals != 0 && is_han(at(end)) && one_of(before(c.start), U"由从");
  if (!clause_end(end) && !one_of(at(end), U"和与及以") && !decimal_change) return false;
  if (like_a_year(c.low)) return false;
  if (one_of(at(end), U"：:.")) return false;
  // An index or a ratio: 缩小至2.54, 由3.27降为2.93.
  if (c.low.decimals != 0) return one_of(before(c.start), U"至到为达由从");
  constexpr std::u32string_view leads[] = {U"达", U"达到", U"得分", U"指数", U"增至", U"升至", U"降至", U"提高到", U"下降到", U"系数"};
  for (const auto lead : leads)
    if (text_before(c.start, lead)) return true;
  return false;
}

bool FigureScanner::counts(const Candidate& c) const {
  const Numeral& n = c.low;
  if (n.sequence || (c.high && c.high->sequence)) return false;
  if (n.arabic && n.digits > 1 && n.decimals == 0 && s_[n.start] == U'0') return false;
  if (!n.arabic) {
    if (n.is_one() && !c.high) {
      if (!c.unit.found()) return false;
      const auto& unit = x_.units[static_cast<std::size_t>(c.unit.unit)].text;
      const bool measure = unit == U"个百分点" || unit == U"倍" || unit == U"周年" || (unit == U"番" && before(n.start) == U'翻');
      const bool only = text_before(n.start, U"只保留") || text_before(n.start, U"仅保留") || text_before(n.start, U"只设") || text_before(n.start, U"仅有") ||
                        text_before(n.start, U"只有");
      const bool moved = unit == U"年" && (text_before(n.start, U"提前") || text_before(n.start, U"推迟") || text_before(n.start, U"延长") || text_before(n.start, U"缩短"));
      if (!measure && !(only && unit == U"个") && !moved) return false;
    }
    if (n.num == 0) return false;
    if (n.num == 2 && !n.scaled && s_[n.start] == U'二' && n.end == n.start + 1) return false;
    if (n.bare && !n.more && c.start == n.start) {
      const auto lead = x_.before_bare.longest_before(s_, n.start, floor_);
      const bool threshold = c.behind == Approximation::at_least && n.num * n.scale >= 10000;
      if (!threshold && !(lead && static_cast<Approximation>(lead.value) == Approximation::exact)) return false;
    }
    if (!n.bare && n.num * n.scale < 10000 && !c.unit.found()) return false;
  }
  if (is_name(c)) return false;
  if (!c.unit.found() && !counts_without_unit(c)) return false;
  if (n.arabic && c.unit.found() && line_start(n.start) && at(n.end) == U' ' && n.num * n.scale < 100 && !c.high) return false;
  return !quoted(c.start, c.end);
}

std::uint32_t FigureScanner::candidate(std::uint32_t i) {
  if (const std::uint32_t end = phrase_at(i); end != 0) return end;
  const char32_t c0 = s_[i];
  if (c0 == U'零' || (x_.char_class(c0) & char_zero_word) != 0) {
    if (const std::uint32_t end = zero_claim(i); end != 0) return end;
    if (c0 != U'零') return i + 1;
  }
  // Most 一 count nothing (进一步, 一批); the few that do stand before these.
  if (c0 == U'一' && (x_.char_class(at(i + 1)) & char_han_number) == 0 && !one_of(at(i + 1), U"个倍番周年成")) return i + 1;
  char32_t previous = before(i);
  if (previous == U' ') previous = before(i, 2);
  if (previous != U'第')
    if (const std::uint32_t end = fraction(i); end != 0) return end;

  const auto n = read_numeral(s_, i);
  if (!n) {
    std::uint32_t k = i + 1;
    if (is_digit(c0))
      while (is_digit(at(k)) || one_of(at(k), U".,")) ++k;
    return k;
  }
  if (n->end == i) return i + 1;

  const bool after_ordinal = ordinal_end_ != none_ && i - ordinal_end_ <= 2 && i > ordinal_end_ && one_of(before(i), U"、和至及与—-～~");
  if (previous == U'第' || after_ordinal) {
    ordinal_end_ = n->end;
    if (one_of(at(n->end), U"条款项章节")) ++ordinal_end_;
    return n->end;
  }
  if (n->arabic) {
    if (one_of(before(i), U"+×*＋〔[#№/\\@=_·.附") || (is_digit(before(i)) && before(i) != U'\0')) return n->end;
    if (is_ascii_letter(before(i))) {
      std::uint32_t run = 1;
      while (is_ascii_letter(before(i, run + 1))) ++run;
      const UnitPlace unit = read_unit(n->end, *n);
      const bool name = run == 1 || text_before(i, U"PM") || !unit.found() || x_.families[x_.units[static_cast<std::size_t>(unit.unit)].family] == "time";
      if (name) {
        std::uint32_t k = n->end;
        while (is_digit(at(k)) || is_ascii_letter(at(k)) || one_of(at(k), U".-")) ++k;
        return k;
      }
    }
    if (const std::uint32_t end = ratio_chain(*n); end != 0) return end;
    if (const std::uint32_t end = number_chain(*n); end != 0) return end;
  } else if (is_digit(before(i))) {
    return n->end;
  }

  Candidate c;
  c.low = *n;
  c.start = i;
  c.end = n->end;
  c.unit = read_unit(n->end, *n);
  c.more = n->more;
  if (c.unit.found()) c.end = c.unit.end;
  if (n->high == 0 && !n->more && read_range(c)) {
    if (!c.unit.found() && !c.low.scaled) return c.end;
    c.more = c.more || c.high->more;
  } else if (n->arabic && !c.unit.found() && one_of(at(n->end), U"-–－～~") && is_digit(at(n->end + 1))) {
    const auto next = read_numeral(s_, n->end + 1);
    return next ? next->end : n->end + 1;
  }
  if (!c.unit.found() && n->arabic && !line_start(i)) {
    if (const UnitPlace shared = unit_of_list(n->end); shared.found()) {
      c.unit = shared;
      c.unit_inherited = true;
    }
  }
  read_before(c);
  if (!c.unit_inherited) read_behind(c);
  if (!counts(c)) return std::max(n->end, i + 1);
  emit(c);
  return c.end;
}

void FigureScanner::emit(const Candidate& c) {
  const auto value = c.low.value();
  const auto step = c.high ? c.high->step() : c.low.step();
  if (!value || !step) return;
  FigureData f;
  f.range = {c.start, c.end};
  f.value = *value;
  f.step = *step;
  f.decimals = static_cast<std::int8_t>(c.low.decimals);
  if (c.unit.found())
    f.unit = c.unit.compound ? utf8_of(s_.substr(c.unit.start, c.unit.end - c.unit.start)) : x_.units[static_cast<std::size_t>(c.unit.unit)].utf8;
  if (f.unit == "元人民币") f.unit = "元";
  const auto high = c.high ? c.high->value() : c.low.high != 0 ? c.low.high_value() : std::optional<Value>();
  // 突破3000亿、4000亿: the qualifier in front holds for the list.
  Approximation front = c.before;
  if (front == Approximation::exact && last_end_ != none_ && c.start == last_end_ + 1 && one_of(s_[last_end_], U"、和") && last_before_ == Approximation::over)
    front = last_before_;
  if (high) {
    f.value_high = *high;
    f.has_value_high = true;
    f.approximation = Approximation::range;
  } else if (front != Approximation::exact) {
    f.approximation = front;
  } else if (c.behind != Approximation::exact) {
    f.approximation = c.behind;
  } else if (c.more) {
    f.approximation = Approximation::over;
  } else if (c.low.some) {
    f.approximation = Approximation::about;
  }
  Numeral n = c.low;
  if (front != Approximation::exact) n.more = false;
  if (c.more && !n.more && front == Approximation::exact) {
    // 两年多: below the next whole unit.
    n.more = true;
    n.more_step = n.scale;
  }
  set_interval(f, n);
  last_end_ = c.end;
  last_before_ = front;
  out_.push_back(std::move(f));
}

}  // namespace detail
FAZHI_NAMESPACE_END
