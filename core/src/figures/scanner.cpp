#include "figures/scanner.hpp"

#include <algorithm>

#include "figures/characters.hpp"
#include "figures/interval.hpp"
#include "text/decode.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

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
  quote_ = inner_quote_ = ordinal_end_ = last_end_ = last_zero_ = no_position;
  last_han_ = false;
  auto label = std::lower_bound(labels.begin(), labels.end(), range.start,
                                [](const TextRange& l, std::uint32_t p) { return l.end <= p; });
  constexpr std::uint8_t of_interest = char_starts_figure | char_quote | char_line_end;
  for (std::uint32_t i = range.start; i < range.end;) {
    const std::uint8_t cls = x_.char_class(s_[i]);
    if ((cls & of_interest) == 0) {
      ++i;
      continue;
    }
    if ((cls & char_line_end) != 0) {
      quote_ = inner_quote_ = ordinal_end_ = no_position;
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
  const bool closes = open != no_position && (c == U'"' ? s_[open] == c : s_[open] != c);
  open = closes ? no_position : i;
  return i + 1;
}

/// Inside quotation marks that hold a short name and no clause.
bool FigureScanner::quoted(std::uint32_t start, std::uint32_t end) const {
  constexpr std::uint32_t longest_name = 22;
  for (const std::uint32_t open : {quote_, inner_quote_}) {
    if (open == no_position || start - open > longest_name) continue;
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

/// What letters and signs around an Arabic number make of it: G60, 1+6+N, 8:30, 0.1∶50.9∶49.0. Returns the end, or 0.
std::uint32_t FigureScanner::sign_chain(const Numeral& n) {
  const std::uint32_t i = n.start;
  if (one_of(before(i), U"+×*＋〔[#№/\\@=_·.附") || is_digit(before(i))) return n.end;
  if (is_ascii_letter(before(i))) {
    std::uint32_t run = 1;
    while (is_ascii_letter(before(i, run + 1))) ++run;
    const UnitPlace unit = read_unit(n.end, n);
    const bool name = run == 1 || text_before(i, U"PM") || !unit.found() || family_of(unit) == "time";
    if (name) {
      std::uint32_t k = n.end;
      while (is_digit(at(k)) || is_ascii_letter(at(k)) || one_of(at(k), U".-")) ++k;
      return k;
    }
  }
  if (const std::uint32_t end = ratio_chain(n); end != 0) return end;
  return number_chain(n);
}

std::uint32_t FigureScanner::candidate(std::uint32_t i) {
  if (const std::uint32_t end = phrase_at(i); end != 0) return end;
  const char32_t c0 = s_[i];
  if (c0 == U'零' || (x_.char_class(c0) & char_zero_word) != 0) {
    if (const std::uint32_t end = zero_claim(i); end != 0) return end;
    if (c0 != U'零') return i + 1;
  }
  if (c0 == U'一' && !one_may_count(i)) return i + 1;
  char32_t previous = before(i);
  if (previous == U' ') previous = before(i, 2);
  const auto n = read_numeral(s_, i);
  if (previous != U'第')
    if (const std::uint32_t end = fraction(i, n); end != 0) return end;
  if (!n) {
    std::uint32_t k = i + 1;
    if (is_digit(c0))
      while (is_digit(at(k)) || one_of(at(k), U".,")) ++k;
    return k;
  }
  if (n->end == i) return i + 1;

  const bool after_ordinal =
      ordinal_end_ != no_position && i - ordinal_end_ <= 2 && i > ordinal_end_ && one_of(before(i), U"、和至及与—-～~");
  if (previous == U'第' || after_ordinal) {
    ordinal_end_ = n->end;
    if (one_of(at(n->end), U"条款项章节")) ++ordinal_end_;
    return n->end;
  }
  if (n->arabic) {
    if (const std::uint32_t end = sign_chain(*n); end != 0) return end;
  } else if (is_digit(before(i))) {
    return n->end;
  }

  Candidate c;
  c.low = *n;
  c.start = i;
  c.end = n->end;
  c.unit = read_unit(n->end, *n);
  c.more = n->more;
  if (c.unit.found()) {
    c.end = c.unit.end;
    read_tenths(c);
    if (none_of_one(c)) {
      emit_zero(c);
      return c.end;
    }
  }
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
  share_qualifier(c);
  if (!counts(c)) return std::max(n->end, i + 1);
  emit(c);
  return c.end;
}

/// Class of the whole figure: a range, else the outer of two qualifiers.
Approximation FigureScanner::approximation_of(const Candidate& c) const {
  if (c.high || c.low.high != 0) return Approximation::range;
  if (c.before != Approximation::exact) return c.before;
  if (c.behind != Approximation::exact) return c.behind;
  if (c.more) return Approximation::over;
  return c.low.some ? Approximation::about : Approximation::exact;
}

/// 突破3000亿、4000亿: the qualifier in front holds for the list.
void FigureScanner::share_qualifier(Candidate& c) const {
  if (c.before != Approximation::exact || c.behind != Approximation::exact || c.more || last_end_ == no_position)
    return;
  if (c.start != last_end_ + 1 || !one_of(s_[last_end_], U"、和")) return;
  if (last_before_ == Approximation::over || last_before_ == Approximation::at_least ||
      last_before_ == Approximation::at_most)
    c.before = last_before_;
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
    f.unit = c.unit.compound ? to_utf8(s_.substr(c.unit.start, c.unit.end - c.unit.start)) : unit_of(c.unit).utf8;
  if (const auto high = c.high ? c.high->value() : c.low.high != 0 ? c.low.high_value() : std::optional<Value>()) {
    f.value_high = *high;
    f.has_value_high = true;
  }
  f.approximation = approximation_of(c);
  Numeral n = c.low;
  if (c.before != Approximation::exact) n.more = false;
  if (c.more && !n.more && c.before == Approximation::exact) {
    // 两年多: below the next whole unit.
    n.more = true;
    n.more_step = n.scale;
  }
  set_interval(f, n);
  last_end_ = c.end;
  last_before_ = c.before;
  last_han_ = !c.low.arabic;
  out_.push_back(std::move(f));
}

}  // namespace detail
FAZHI_NAMESPACE_END
