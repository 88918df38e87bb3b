// Decides what the numbers of a tie say: verdict, sum as a clerk writes it, tolerance, repairs. All arithmetic is
// exact; the big-number library stays in rational.cpp.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "model/data.hpp"
#include "relations/lexicon.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

/// Direction that the verb of a change states.
enum class Direction : std::int8_t { down = -1, none = 0, up = 1 };
/// How the result of a change is to be read.
enum class Growth : std::uint8_t { share, points, times_more, times_of, doublings, amount };

/// A tie that the text makes, before its numbers were looked at.
struct Tie {
  RelationKind kind = RelationKind::sum;
  Basis basis = Basis::words;
  std::vector<Operand> operands;
  TextRange words;                        ///< the words that tie
  Direction direction = Direction::none;  ///< change
  Growth growth = Growth::share;          ///< change with a result
  int years = 0;                          ///< change with a yearly rate: years between the values
  bool constant_price = false;            ///< change: printed growth does not follow from printed amounts
  bool rank = false;                      ///< change of a place in a list: up is a smaller number
  bool refers_back = false;               ///< equal: the words say that it is the same statement
  std::vector<std::uint32_t>
      beyond_whole;           ///< of a subset: the figures of its list, where together they exceed the whole
  int unprinted = 0;          ///< sum: whole that is not printed (100%); product: a factor that is not (quarters)
  bool suspect_only = false;  ///< sum short of the whole: for a human, not refuted
  std::vector<std::uint32_t> other_bases;  ///< ratio: further figures of the unit that might be meant
};

/// How the parts of a possible sum stand to their whole.
enum class Fit : std::uint8_t { equal, rounded, near_miss, below, above, unknown };
Fit fit_of_sum(const ReportData& r, std::uint32_t whole, std::span<const std::uint32_t> parts);
/// True where all are exact and the parts add up to more than the whole.
bool exceeds(const ReportData& r, std::uint32_t whole, std::span<const std::uint32_t> parts);
/// Number of parts, from the first on, that add up to the whole (exactly, or as near as rounding explains); the most
/// that do, at least two; 0 where none do.
std::size_t longest_fit(const ReportData& r, std::uint32_t whole, std::span<const std::uint32_t> parts);
/// True where num/den is result at its printed places (scaled to % where the unit says so).
bool ratio_fits(const ReportData& r, std::uint32_t num, std::uint32_t den, std::uint32_t result);
/// True where `to` is `from` grown (or shrunk) by the printed percentage at its places.
bool growth_fits(const ReportData& r, std::uint32_t from, std::uint32_t to, std::uint32_t result, bool down);
/// True where all three are exact and a·b = result.
bool is_product(const ReportData& r, std::uint32_t a, std::uint32_t b, std::uint32_t result);
/// low of a > high of b: a is more than b whatever the approximations.
bool certainly_more(const FigureData& a, const FigureData& b);

/// Judges one tie whose operands stand in text order. Repairs are offered when all ties are judged.
RelationData judge(const ReportData& r, const RelationLexicon& lexicon, const Tie& tie);
/// The verdict if `figure` were `value`, exactly; refuted also where the relation would be for review.
Verdict verdict_with(const ReportData& r, const RelationLexicon& lexicon, const Tie& tie, std::uint32_t figure,
                     const Value& value, const Value& step);

}  // namespace detail
FAZHI_NAMESPACE_END
