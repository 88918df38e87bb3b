// Finds the figures of one stretch of text. What counts as a figure: ../shared/gold/GUIDELINES.md, told in docs.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "figures/lexicon.hpp"
#include "figures/numeral.hpp"
#include "model/data.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

/// A unit as printed behind a number.
struct UnitPlace {
  std::uint32_t start = 0, end = 0;
  std::int32_t unit = -1;  ///< index into FigureLexicon::units; -1: none
  bool compound = false;   ///< goes on behind the listed unit: 微克/立方米, 套（间）
  [[nodiscard]] bool found() const noexcept { return unit >= 0; }
};

class FigureScanner {
 public:
  /// Figures are appended to `out` with range, value, unit and interval set; the rest is the caller's.
  FigureScanner(const FigureLexicon& lexicon, std::vector<FigureData>& out) : x_(lexicon), out_(out) {}

  /// Scans text[begin, end). Numbers inside `labels` (sorted) are none.
  void scan(std::u32string_view text, TextRange range, const std::vector<TextRange>& labels);

 private:
  /// A number with what was read around it, before it is judged.
  struct Candidate {
    Numeral low;
    std::optional<Numeral> high;
    std::uint32_t start = 0, end = 0;  ///< surface
    UnitPlace unit;
    Approximation before = Approximation::exact;
    Approximation behind = Approximation::exact;
    bool unit_inherited = false;  ///< stands only at the end of the list: 3、5和8个
    bool more = false;            ///< 余 or 多, inside or behind the unit
  };

  std::uint32_t candidate(std::uint32_t i);
  std::uint32_t phrase_at(std::uint32_t i) const;
  std::uint32_t zero_claim(std::uint32_t i);
  std::uint32_t listed_zero(std::uint32_t i) const;
  bool named_campaign(std::uint32_t end) const;
  bool none_of_one(Candidate& c) const;
  std::uint32_t fraction(std::uint32_t i, const std::optional<Numeral>& first);
  std::uint32_t sign_chain(const Numeral& n);
  std::uint32_t ratio_chain(const Numeral& first);
  std::uint32_t number_chain(const Numeral& n) const;
  bool read_range(Candidate& c) const;
  void read_tenths(Candidate& c) const;
  UnitPlace read_unit(std::uint32_t i, const Numeral& n) const;
  bool ends_list(std::uint32_t i) const;
  bool unit_blocked(std::uint32_t i, std::int32_t unit) const;
  UnitPlace unit_of_list(std::uint32_t i) const;
  void read_before(Candidate& c) const;
  void read_behind(Candidate& c) const;
  bool counts(const Candidate& c) const;
  bool counts_without_unit(const Candidate& c) const;
  bool changes_to_decimal(std::uint32_t end) const;
  bool one_may_count(std::uint32_t i) const;
  bool one_counts(const Candidate& c) const;
  bool counts_among_counts(const Candidate& c) const;
  bool is_date_day(const Candidate& c) const;
  bool is_recurrence(const Candidate& c) const;
  bool han_counts(const Candidate& c) const;
  bool is_rank(const Candidate& c) const;
  bool is_name(const Candidate& c) const;
  bool is_age_class(const Candidate& c) const;
  bool is_time_name(const Candidate& c, std::u32string_view unit) const;
  bool place_name(const Candidate& c, std::u32string_view unit) const;
  bool quoted(std::uint32_t start, std::uint32_t end) const;
  [[nodiscard]] Approximation approximation_of(const Candidate& c) const;
  void share_qualifier(Candidate& c) const;
  void emit(const Candidate& c);
  void emit_zero(const Candidate& c);
  std::uint32_t read_quote(std::uint32_t i);

  [[nodiscard]] const Unit& unit_of(const UnitPlace& p) const noexcept {
    return x_.units[static_cast<std::size_t>(p.unit)];
  }
  [[nodiscard]] const std::string& family_of(const UnitPlace& p) const noexcept {
    return x_.families[unit_of(p).family];
  }
  [[nodiscard]] char32_t at(std::uint32_t i) const noexcept { return i < s_.size() ? s_[i] : U'\0'; }
  [[nodiscard]] char32_t before(std::uint32_t i, std::uint32_t n = 1) const noexcept {
    return i >= floor_ + n ? s_[i - n] : U'\0';
  }
  [[nodiscard]] bool text_at(std::uint32_t i, std::u32string_view word) const noexcept {
    return s_.substr(i < s_.size() ? i : s_.size()).starts_with(word);
  }
  [[nodiscard]] bool text_before(std::uint32_t i, std::u32string_view word) const noexcept {
    return i >= floor_ + word.size() && s_.substr(i - word.size(), word.size()) == word;
  }
  [[nodiscard]] bool behind_word(const WordTrie& reversed, std::uint32_t i) const noexcept {
    return static_cast<bool>(reversed.longest_before(s_, i, floor_));
  }
  [[nodiscard]] bool line_start(std::uint32_t i) const noexcept;
  [[nodiscard]] bool clause_end(std::uint32_t i) const noexcept;

  const FigureLexicon& x_;
  std::vector<FigureData>& out_;
  std::u32string_view s_;
  std::uint32_t floor_ = 0;
  std::uint32_t quote_ = no_position, inner_quote_ = no_position;  ///< where the open quotation began
  std::uint32_t ordinal_end_ = no_position;                        ///< behind the last ordinal (第3), for 第3、4条
  std::uint32_t last_end_ = no_position;                           ///< behind the last figure
  std::uint32_t last_zero_ = no_position;                          ///< behind the last zero claim
  bool last_han_ = false;                                          ///< the last figure is printed in Han numerals
  Approximation last_before_ = Approximation::exact;               ///< its qualifier in front
  static constexpr std::uint32_t no_position = 0xFFFFFFFF;
};

}  // namespace detail
FAZHI_NAMESPACE_END
