// What a figure is made of: its number, unit, range and qualifiers, and the forms that are figures by themselves.
#include "figures/scanner.hpp"

#include "figures/characters.hpp"
#include "text/decode.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

/// 零追责 in a list behind a claim: the end of what it claims, or 0.
std::uint32_t FigureScanner::listed_zero(std::uint32_t i) const {
  if (last_zero_ == no_position || last_zero_ + 1 != i || !one_of(before(i), U"、和")) return 0;
  const std::uint32_t end = i + 3;
  if (!is_han(at(i + 1)) || !is_han(at(i + 2)) || !(clause_end(end) || one_of(at(end), U"和的")) ||
      x_.zero_no_claims.longest(s_, i + 1))
    return 0;
  return end;
}

/// “零犯罪零受害社区”创建: the name of a campaign.
bool FigureScanner::named_campaign(std::uint32_t end) const {
  if (x_.zero_names.longest(s_, end)) return true;
  if (one_of(at(end), U"”’\"") && x_.zero_names.longest(s_, end + 1)) return true;
  if (quote_ == no_position) return false;
  constexpr std::uint32_t longest_name = 16;
  std::uint32_t k = end;
  while (k < end + longest_name && is_han(at(k))) ++k;
  if (one_of(at(k), U"（(")) {
    while (k < end + longest_name && !one_of(at(k), U"）)") && !one_of(at(k), U"\n\0")) ++k;
    ++k;
  }
  return k > end && one_of(at(k), U"”’\"") && x_.zero_names.longest(s_, k + 1);
}

/// 零败诉, 清零, 无一宗, 无一败诉, 为零. Returns the end, or 0 where no claim stands here.
std::uint32_t FigureScanner::zero_claim(std::uint32_t i) {
  Candidate c;
  c.start = i;
  if (s_[i] == U'零') {
    if (is_han(before(i)) && (x_.char_class(before(i)) & char_han_number) != 0) return 0;
    if (one_of(before(i), U"为至到归于") && clause_end(i + 1)) {
      c.end = i + 1;
      if (before(i) == U'归') --c.start;
    } else if (const auto claim = x_.zero_claims.longest(s_, i + 1)) {
      c.end = i + 1 + claim.length;
    } else {
      c.end = listed_zero(i);
      if (c.end == 0) return 0;
    }
  } else if (const auto cleared = x_.cleared.longest(s_, i)) {
    c.end = i + cleared.length;
  } else if (const auto none = x_.none_words.longest(s_, i)) {
    c.end = i + none.length;
    Numeral any;
    any.arabic = true;
    c.unit = read_unit(c.end, any);
    if (c.unit.found())
      c.end = c.unit.end;
    else if (!x_.zero_claims.longest(s_, c.end))
      return c.end;
  } else {
    return 0;
  }
  if (named_campaign(c.end)) return c.end;
  c.low.start = c.start;
  c.low.end = c.end;
  emit_zero(c);
  return c.end;
}

void FigureScanner::emit_zero(const Candidate& c) {
  emit(c);
  out_.back().zero_claim = true;
  last_zero_ = c.end;
}

/// 百分之三, 三分之一, 1/3, where `first` is the numeral at `i`. Returns the end, or 0 where none stands here.
std::uint32_t FigureScanner::fraction(std::uint32_t i, const std::optional<Numeral>& first) {
  std::uint32_t k = first ? first->end : i + 1;
  if (!one_of(at(k), U"分/") && at(i + 1) != U'分') return 0;
  Candidate c;
  c.start = i;
  k = i;
  std::int64_t below = 0;
  if (text_at(i, U"百分之") || text_at(i, U"千分之") || text_at(i, U"万分之")) {
    below = han_scale(s_[i]);
    k = i + 3;
  } else if (first && text_at(first->end, U"分之") && first->num > 0 && first->num * first->scale < 10000) {
    below = static_cast<std::int64_t>(first->num * first->scale);
    k = first->end + 2;
  } else if (first && first->arabic && at(first->end) == U'/' && is_digit(at(first->end + 1)) && first->decimals == 0 &&
             !first->scaled) {
    const auto den = read_numeral(s_, first->end + 1);
    if (!den || den->decimals != 0 || den->scaled || den->num <= first->num || den->num > 100 || first->num == 0)
      return 0;
    if (one_of(at(den->end), U"/月日.") || is_ascii_letter(at(den->end)) || is_digit(before(i)) ||
        one_of(before(i), U"/.-") || is_ascii_letter(before(i)))
      return 0;
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

/// 0.1∶50.9∶49.0: each a figure. Times of day (10:30) and dates are none. Returns the end, or 0 where no chain stands
/// here.
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
  // 城乡居民收入比缩小至2：1, 按1：1的比例.
  for (std::uint32_t k = first.start; time && k > floor_ && first.start - k < 10 && !clause_end(k - 1); --k)
    time = s_[k - 1] != U'比';
  for (std::uint32_t k = end; time && k < end + 3; ++k) time = at(k) != U'比';
  if (time || is_ascii_letter(at(end)) || quoted(first.start, end)) return end;
  // IEEE 802.3：2008
  if (sign != U'∶' && first.decimals != 0 && like_a_year(terms.back())) return end;
  for (const Numeral& n : terms) {
    Candidate c;
    c.low = n;
    c.start = n.start;
    c.end = n.end;
    if (n.start == first.start) read_before(c);
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
    const bool dotted = one_of(c, U"．./-") && is_digit(next) &&
                        (c != U'-' || hyphens > 0 || n.digits == 4 || (n.digits >= 3 && before(n.start + 1) == U'0'));
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

/// 机床、增材及激光制造三类装备 counts what is listed; 八类案件 and 二、三类 are names.
bool FigureScanner::ends_list(std::uint32_t i) const {
  constexpr std::uint32_t reach = 24;
  if (!is_han(before(i)) || (x_.char_class(before(i)) & char_han_number) != 0) return false;
  for (std::uint32_t k = i; k > floor_ && i - k < reach && !one_of(s_[k - 1], U"，。；：\n"); --k)
    if (s_[k - 1] == U'、') return !(k < i && (x_.char_class(s_[k]) & char_han_number) != 0);
  return false;
}

bool FigureScanner::unit_blocked(std::uint32_t i, std::int32_t unit) const {
  bool blocked = false;
  x_.unit_continues.each(s_, i, [&](std::uint32_t, std::int32_t value) { blocked = blocked || value == unit; });
  return blocked;
}

UnitPlace FigureScanner::read_unit(std::uint32_t i, const Numeral& n) const {
  UnitPlace p;
  // 三级, 四方 are names; 五百里, 上万列, 二十余期 are counts.
  const bool any_unit = n.arabic || n.scaled || n.more || n.num >= 100;
  const bool two = n.is_two() && s_[n.start] == U'两';
  if (n.arabic)
    for (int blanks = 0; at(i) == U' ' && blanks < 2; ++blanks) ++i;
  p.start = i;
  std::uint32_t length = 0;
  x_.unit_words.each(s_, i, [&](std::uint32_t size, std::int32_t unit) {
    const Unit& u = x_.units[static_cast<std::size_t>(unit)];
    if (!any_unit && n.num < u.least_han && !(two && u.han_two) && !(u.text == U"类" && ends_list(n.start))) return;
    if (is_ascii_letter(s_[i + size - 1]) && (is_ascii_letter(at(i + size)) || is_digit(at(i + size)))) return;
    if (unit_blocked(i, unit)) return;
    p.unit = unit;
    length = size;
  });
  p.end = i + length;
  if (!p.found()) return p;
  if (length == 1 && s_[i] == U'个' && one_of(at(p.end), U"、和与")) {
    // 31.1个和26.3个百分点: the list tells what is meant.
    const auto next = is_digit(at(p.end + 1)) ? read_numeral(s_, p.end + 1) : std::nullopt;
    if (next && text_at(next->end, U"个百分点")) p.unit = static_cast<std::int32_t>(x_.unit_by_text.at("个百分点"));
  }
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
                         x_.family_adds[unit_of(p).family];
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

/// 九成五: the digit behind 成 is a tenth of it.
void FigureScanner::read_tenths(Candidate& c) const {
  if (c.low.arabic || c.low.decimals != 0 || c.low.num > 9 || c.low.scaled || unit_of(c.unit).text != U"成") return;
  const int tenths = han_digit(at(c.unit.end));
  if (tenths <= 0 || at(c.unit.end) == U'两' || (x_.char_class(at(c.unit.end + 1)) & char_han_number) != 0) return;
  c.low.num = c.low.num * 10 + tenths;
  c.low.decimals = 1;
  c.low.end = c.end = ++c.unit.end;
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
    if (!unit.found() ||
        s_.substr(unit.start, unit.end - unit.start) != s_.substr(c.unit.start, c.unit.end - c.unit.start))
      return false;
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
    const auto& text = unit_of(c.unit).text;
    if (text == U"年" || text == U"个月" || text == U"周" || text == U"个季度" || text == U"个年度") return;
  }
  // 过百亿元 is over; 开过3次 is not.
  if (s_[start - 1] == U'过' && q.length == 1 && (!c.low.scaled || c.low.num * c.low.scale < 10000)) return;
  // 跨越两个台阶 counts steps.
  if (c.unit.found() && unit_of(c.unit).text == U"个" && c.low.num < 10 && !c.low.scaled &&
      one_of(s_[start - 1], U"越破过")) {
    for (std::uint32_t k = c.end; k < c.end + 8 && !clause_end(k); ++k)
      if (text_at(k, U"台阶") || text_at(k, U"大关")) return;
  }
  c.before = static_cast<Approximation>(q.value);
  if (c.before != Approximation::exact) c.start = start - q.length;
}

/// Qualifier behind the unit: 以上, 左右, and 余 or 多 behind units of time, money and measure (两年多, 3个多月).
void FigureScanner::read_behind(Candidate& c) const {
  auto is_unit = [&](std::u32string_view word) { return c.unit.found() && unit_of(c.unit).text == word; };
  auto unit_to = [&](std::u32string_view word) {
    c.unit.unit = static_cast<std::int32_t>(x_.unit_by_text.at(to_utf8(word)));
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
    const auto& family = family_of(c.unit);
    const bool measure = family == "time" || family == "multiple" || family == "money" || family == "length" ||
                         family == "mass" || family == "area" || family == "share" || family == "point" ||
                         family == "anniversary" || family == "energy";
    if (measure && !one_of(at(c.end + 1), U"功能元层样维形媒语边领跨方面热额姚杭粮江干场头")) {
      c.more = true;
      ++c.end;
    }
  }
  if (!c.unit.found() && c.low.arabic && !c.more && one_of(at(c.end), U"+＋") && c.low.num * c.low.scale >= 100 &&
      (is_han(at(c.end + 1)) || clause_end(c.end + 1))) {
    c.more = true;
    ++c.end;
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

}  // namespace detail
FAZHI_NAMESPACE_END
