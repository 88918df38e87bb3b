// The parts of judge.cpp: one judge weighs one tie. Private to judge*.cpp.
#pragma once

#include <string>

#include "relations/judge.hpp"
#include "relations/rational.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

inline bool exact(const FigureData& f) noexcept { return f.approximation == Approximation::exact; }
/// 100 for %, 1000 for ‰, 10 for 成, 1 for a fraction or 倍.
inline std::int64_t scale_of(const FigureData& f) noexcept {
  return f.unit == "%" ? 100 : f.unit == "‰" ? 1000 : f.unit == "成" ? 10 : 1;
}
/// The printed value as it stands in a derivation: 5000余 keeps its qualifier.
std::string shown(const FigureData& f);

/// Another reading of one figure, to ask what the verdict would be.
struct Substitute {
  std::uint32_t figure = ~0u;
  FigureData data;
};

class Judge {
 public:
  Judge(const ReportData& r, const RelationLexicon& lexicon, const Tie& tie, RelationData& out,
        const Substitute* other = nullptr)
      : r_(r), lexicon_(lexicon), tie_(tie), out_(out), other_(other) {}

  void run();

 private:
  const FigureData& at(std::uint32_t figure) const {
    return other_ != nullptr && other_->figure == figure ? other_->data : r_.figures[figure];
  }
  const FigureData* find(Role role) const;
  const FigureData& get(Role role) const { return *find(role); }
  bool all_exact() const;
  Interval wide_of(const FigureData& f) const;

  /// Sets verdict and remark of a computed value beside the printed one. `face` is the computed value of the printed
  /// numbers, `range` what it may be within the widest reading; `exactly`: rounding proves nothing.
  void compare(const FigureData& stated, const Rational& face, const Interval& range, bool exactly = false);
  void approximate();
  void open(const char* zh, const char* en);
  /// " ≠ " or " ≈ " between a computed value and the printed one.
  const char* sign() const;
  /// "= 98.54…% ≈ 98.5%"
  std::string quotient(const Rational& face, const FigureData& result) const;

  void sum();
  void ratio();
  void difference();
  void product();

  void change();
  void share_of_growth(const FigureData& from, const FigureData& to, const FigureData& result, bool down);
  void times(const FigureData& from, const FigureData& to, const FigureData& result);
  void doublings(const FigureData& from, const FigureData& to, const FigureData& result);
  bool other_reading(const Rational& other, const FigureData& result);
  void yearly(const FigureData& from, const FigureData& to, const FigureData& result);
  void direction(const FigureData& from, const FigureData& to);

  void subset();
  void list_beyond(const Interval& whole);
  void equal();

  const ReportData& r_;
  const RelationLexicon& lexicon_;
  const Tie& tie_;
  RelationData& out_;
  const Substitute* other_;
};

}  // namespace detail
FAZHI_NAMESPACE_END
