// What looks like a number with its unit and is a name, a rank, a grade or a date.
#include "figures/scanner.hpp"

#include "figures/characters.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

/// 前10名, 第3位 and the like.
bool FigureScanner::is_rank(const Candidate& c) const {
  const std::uint32_t i = c.low.start;
  const char32_t p = before(i);
  if (p == U'前' && c.start == i) {
    const bool percent = c.unit.found() && unit_of(c.unit).text == U"%";
    const bool days = c.unit.found() && unit_of(c.unit).text == U"日";
    return !percent && !days && !one_of(before(i, 2), U"之以目提当日年会");
  }
  return one_of(p, U"之其头") && !c.low.arabic && c.start == i && !(p == U'之' && before(i, 2) == U'分');
}

/// 三家子镇, 五里乡: a measure word inside the name of a place.
bool FigureScanner::place_name(const Candidate& c, std::u32string_view unit) const {
  if (c.low.arabic || !one_of(unit[0], U"家台户口间所座大架元年")) return false;
  for (std::uint32_t k = c.end; k < c.end + 2; ++k)
    if ((one_of(at(k), U"镇乡屯") && !one_of(at(k + 1), U"村土")) || text_at(k, U"街道")) return true;
  return false;
}

/// 65岁以上老年人, 0—3岁婴幼儿, 年满18周岁: classes of people. A life expectancy counts.
bool FigureScanner::is_age_class(const Candidate& c) const {
  const bool bounded = c.behind == Approximation::at_least || c.behind == Approximation::at_most;
  if (bounded && one_of(at(c.end), U"儿老人婴幼青少学女男")) return true;
  for (std::uint32_t k = c.start; k > floor_ && c.start - k < 24; --k) {
    if (one_of(at(k), U"。；")) break;
    if (text_at(k, U"寿命") || text_at(k, U"年龄")) return false;
  }
  if (c.low.decimals != 0) return false;
  if (bounded || c.high) return true;
  return before(c.start) == U'满' || !clause_end(c.end);
}

/// A day of a month. A stretch of days is marked: 15日内, 不少于30日, 听证会7日前, 法定的30日, 4.5日.
bool FigureScanner::is_date_day(const Candidate& c) const {
  const char32_t p = before(c.start);
  if (p == U'月') return true;
  const std::uint32_t k = c.unit.end;
  if (c.low.decimals != 0 || at(k) == U'内' || text_at(k, U"以内") || text_at(k, U"之内")) return false;
  if (c.before != Approximation::exact || c.behind == Approximation::at_least) return false;
  if (p == U'前') return !behind_word(x_.day_events, c.start - 1);
  if (at(k) == U'前' || text_at(k, U"以前") || text_at(k, U"之前")) return !behind_word(x_.day_events, c.start);
  return !behind_word(x_.day_terms, c.start) && !x_.day_tails.longest(s_, k);
}

/// 由五年一遇提高到二十年或五十年一遇: the grade of a flood, also where 一遇 stands at the end of a list.
bool FigureScanner::is_recurrence(const Candidate& c) const {
  if (!one_of(at(c.end), U"或、至到和")) return false;
  const auto next = read_numeral(s_, c.end + 1);
  return next && text_at(next->end, U"年一遇");
}

bool FigureScanner::is_time_name(const Candidate& c, std::u32string_view unit) const {
  if (unit != U"年" && unit != U"天" && unit != U"周" && unit != U"个月") return false;
  if (c.more || c.behind != Approximation::exact) return false;
  if (!text_before(c.start, U"连续")) {
    if (x_.time_tails.longest(s_, c.end).value == 0) return true;
    constexpr std::uint32_t reach = 5;
    for (std::uint32_t k = c.end; k < c.end + reach && is_han(at(k)) && !one_of(at(k), U"来内前后的累完实开推有，");
         ++k)
      if (x_.far_time_tails.longest(s_, k)) return true;
  }
  if (unit == U"年" && one_of(before(c.start), U"这那")) return true;
  if (unit != U"年" || c.low.arabic || c.start != c.low.start) return false;
  // 极不平凡的五年, 这五年, 第一个五年 name a period.
  const char32_t p = before(c.start);
  if (p == U'的' && clause_end(c.end)) return !text_before(c.start, U"过去的");
  return one_of(p, U"头明") || text_before(c.start, U"关键") || text_before(c.start, U"一个");
}

/// Names, grades and dates that look like a number with its unit.
bool FigureScanner::is_name(const Candidate& c) const {
  if (is_rank(c)) return true;
  if (before(c.start) == U'届' && !c.low.arabic) return true;
  if (x_.any_tails.longest(s_, c.end).value == 0) return true;
  if (!c.unit.found()) return false;
  const Unit& u = unit_of(c.unit);
  const std::u32string_view unit = u.text;
  const std::string& family = x_.families[u.family];
  // "1.2023年": the number of a heading and a year.
  if (unit == U"年" && c.low.decimals > 2) return true;
  if (unit == U"年" && (like_a_year(c.low) || (c.high && like_a_year(*c.high)))) return true;
  if (is_time_name(c, unit)) return true;
  if (unit == U"年" && is_recurrence(c)) return true;
  if (unit == U"日" && is_date_day(c)) return true;
  if (unit == U"次" && !c.low.arabic && text_at(c.end, U"会议")) {
    // 十四届人大三次会议.
    for (std::uint32_t k = c.start; k > floor_ && c.start - k < 12 && !clause_end(k - 1); --k)
      if (s_[k - 1] == U'届') return true;
  }
  if (unit == U"分" && one_of(before(c.start), U"时点")) return true;
  if ((unit == U"岁" || unit == U"周岁") && is_age_class(c)) return true;
  if (family == "time" || family == "length") {
    for (std::uint32_t k = c.end; k < c.end + x_.circle_reach && !clause_end(k); ++k)
      if (x_.circle_words.longest(s_, k)) return true;
  }
  // 2030国家专项, 2025大会: a year without 年.
  if ((family == "area_unit" || unit == U"大" || unit == U"方") && like_a_year(c.low) && c.start == c.low.start)
    return true;
  if (unit == U"大") {
    if (c.low.num > 99 || c.low.scaled) return true;
    if (c.low.num == 10 && behind_word(x_.ten_best, c.start)) return true;
  }
  if (unit == U"成" && (c.low.num > 10 * power_of_ten(c.low.decimals) || c.low.scaled)) return true;
  if (place_name(c, unit)) return true;
  if ((family == "person") && text_before(c.start, U"每") && c.low.scaled) return true;
  return false;
}

/// 从2缩小至2.12: the second value shows that the first is one.
bool FigureScanner::changes_to_decimal(std::uint32_t end) const {
  constexpr std::uint32_t reach = 8;
  for (std::uint32_t k = end; k < end + reach && is_han(at(k)); ++k) {
    if (!one_of(at(k), U"至到为") || !is_digit(at(k + 1))) continue;
    const auto next = read_numeral(s_, k + 1);
    return next && next->decimals != 0 && !next->scaled && !read_unit(next->end, *next).found();
  }
  return false;
}

bool FigureScanner::counts_without_unit(const Candidate& c) const {
  if (c.low.sequence) return false;
  const std::uint32_t end = c.end;
  // 每10万人口: a base.
  if (c.low.scaled && before(c.start) == U'每') return false;
  if (at(end) == U' ' && at(end + 1) == U'级') return false;
  if (is_ascii_letter(at(end)) || one_of(at(end), U"级号强版届后线章条款")) return false;
  if (c.low.scaled && !c.low.bare && c.low.value() && c.low.num * c.low.scale >= 10000) return !one_of(at(end), U"州");
  if (c.low.scaled && c.low.bare) return c.before != Approximation::exact && (c.start != c.low.start);
  if (!c.low.arabic) return false;
  if (one_of(at(end), U"年月日时分点")) return false;
  const bool qualified = c.before != Approximation::exact || c.more || c.behind != Approximation::exact;
  if (qualified) return !like_a_year(c.low);
  // 由2.12缩小至2
  constexpr std::uint32_t close = 10;
  if (one_of(before(c.start), U"至到") && last_end_ != no_position && c.start - last_end_ <= close &&
      c.low.digits < 4 && out_.back().unit.empty() && out_.back().decimals != 0)
    return true;
  const bool decimal_change =
      is_han(at(end)) && one_of(before(c.start), U"由从") && (c.low.decimals != 0 || changes_to_decimal(end));
  if (!clause_end(end) && !one_of(at(end), U"和与及以") && !decimal_change) return false;
  if (like_a_year(c.low)) return false;
  if (one_of(at(end), U"：:.")) return false;
  if (c.low.num == 0 && one_of(before(c.start), U"为达至到率数量")) return true;
  // An index or a ratio: 缩小至2.54, 由3.27降为2.93.
  if (decimal_change || (c.low.decimals != 0 && one_of(before(c.start), U"至到为达由从"))) return true;
  return behind_word(x_.value_leads, c.start);
}

/// Most 一 count nothing (进一步, 一批) and are passed over before anything is read.
bool FigureScanner::one_may_count(std::uint32_t i) const {
  const char32_t next = at(i + 1);
  if ((x_.char_class(next) & char_han_number) != 0 || one_of(next, U"个倍番周年天小成")) return true;
  if (!one_of(next, U"名件次起项份人家处场例宗部篇台户辆位条")) return false;
  return clause_end(i + 2) || one_of(at(i + 2), U"以左") || one_of(before(i), U"足到于少过多近约生有现");
}

/// 聘请顾问一名，出具意见书十三份: among counts in Han numerals a 一 behind its noun counts too.
bool FigureScanner::counts_among_counts(const Candidate& c) const {
  constexpr std::uint32_t reach = 24;
  const std::uint32_t i = c.low.start;
  if (!is_han(before(i)) || one_of(before(i), U"第每另某同这那哪在执式任统唯下上头") || !clause_end(c.end))
    return false;
  const std::string& family = family_of(c.unit);
  if (family != "thing" && family != "person") return false;
  if (last_han_ && last_end_ != no_position && last_end_ + 1 < i && i - last_end_ < reach) {
    std::uint32_t k = last_end_;
    while (k < i && !one_of(s_[k], U"。！？")) ++k;
    if (k == i) return true;
  }
  for (std::uint32_t k = c.end; k < c.end + reach && k < s_.size() && !one_of(s_[k], U"。！？\n"); ++k) {
    if ((x_.char_class(s_[k]) & char_han_number) == 0 || before(k) == U'第') continue;
    const auto next = read_numeral(s_, k);
    if (!next) return false;
    if (!next->is_one() && !next->bare && !next->sequence && read_unit(next->end, *next).found() && is_han(before(k)))
      return clause_end(read_unit(next->end, *next).end);
  }
  return false;
}

/// 一 mostly means "a"; it counts in 翻一番, 提前一年, 只保留一个, 提高一个百分点, 不足一次.
bool FigureScanner::one_counts(const Candidate& c) const {
  if (!c.unit.found()) return false;
  const std::u32string_view unit = unit_of(c.unit).text;
  const std::uint32_t i = c.low.start;
  if (unit == U"个百分点" || unit == U"倍" || unit == U"周年") return true;
  if (unit == U"番") return before(i) == U'翻';
  if (c.before != Approximation::exact || c.behind != Approximation::exact) return true;
  if (unit == U"成") return clause_end(c.end) || one_of(at(c.end), U"的是为");
  if (unit == U"个") return behind_word(x_.only_words, i);
  return (family_of(c.unit) == "time" && behind_word(x_.moved_words, i)) || counts_among_counts(c);
}

/// 无1起, 未发生一起: zero claims.
bool FigureScanner::none_of_one(Candidate& c) const {
  if (!c.low.is_one() || c.low.digits > 1 || unit_of(c.unit).text == U"个") return false;
  const auto word = x_.zero_not_one.longest_before(s_, c.low.start, floor_);
  if (!word || (word.length == 1 && one_of(before(c.start, 2), U"有全"))) return false;
  const std::string& family = family_of(c.unit);
  if (family != "thing" && family != "person") return false;
  c.low.num = 0;
  c.start -= word.length;
  return true;
}

bool FigureScanner::han_counts(const Candidate& c) const {
  const Numeral& n = c.low;
  if (n.num == 0 || (n.is_one() && !c.high && !one_counts(c))) return false;
  // 二次, 二手, 二期: second; a count of two is 两.
  if (n.is_two() && s_[n.start] == U'二') return false;
  // 数十, 几百 state no number.
  if (one_of(before(n.start), U"数几") && han_scale(s_[n.start]) != 0) return false;
  if (n.bare && !n.more && c.start == n.start) {
    // 迈上万亿元, 亿元以上; 千家万户 and 百万人才 state no number.
    const auto lead = x_.before_bare.longest_before(s_, n.start, floor_);
    const bool threshold = c.behind == Approximation::at_least && n.num * n.scale >= 10000;
    if (!threshold && !(lead && static_cast<Approximation>(lead.value) == Approximation::exact)) return false;
  }
  return c.unit.found() || n.bare || n.num * n.scale >= 10000;
}

bool FigureScanner::counts(const Candidate& c) const {
  const Numeral& n = c.low;
  if (n.sequence || (c.high && c.high->sequence)) return false;
  if (n.arabic && n.digits > 1 && n.decimals == 0 && s_[n.start] == U'0') return false;
  if (!n.arabic && !han_counts(c)) return false;
  if (is_name(c)) return false;
  if (!c.unit.found() && !counts_without_unit(c)) return false;
  // "1 总则": the number of a heading whose mark was lost.
  if (n.arabic && c.unit.found() && line_start(n.start) && at(n.end) == U' ' && n.num * n.scale < 100 && !c.high)
    return false;
  return !quoted(c.start, c.end);
}

}  // namespace detail
FAZHI_NAMESPACE_END
