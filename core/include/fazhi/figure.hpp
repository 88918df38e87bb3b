// Figures (quantities that a report states) and the relations that tie them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fazhi/text.hpp"

FAZHI_NAMESPACE_BEGIN

/// How exact a stated value is (约数). `exact` is the printed number alone.
enum class Approximation : std::uint8_t { exact, over, under, about, at_least, at_most, range };
/// Arithmetic that the text itself ties together.
enum class RelationKind : std::uint8_t { sum, ratio, change, difference, product, subset, equal };
/// proved 相符 · refuted 不符 · constrained 不矛盾 · open 无从核算.
enum class Verdict : std::uint8_t { open, constrained, proved, refuted };
/// Whether words of the text make the statement, or the numbers alone suggest it.
enum class Basis : std::uint8_t { words, arithmetic };
/// Part that a figure plays in a relation.
enum class Role : std::uint8_t { whole, part, whole_also, numerator, denominator, result, from, to };

FAZHI_API std::string_view to_string(Approximation) noexcept;
FAZHI_API std::string_view to_string(RelationKind) noexcept;
FAZHI_API std::string_view to_string(Verdict) noexcept;
FAZHI_API std::string_view to_string(Basis) noexcept;
FAZHI_API std::string_view to_string(Role) noexcept;

/// View of one figure; valid while a handle of its Report lives.
class FAZHI_API Figure {
 public:
  Figure(const detail::ReportData* data, std::uint32_t index) noexcept : d_(data), i_(index) {}
  [[nodiscard]] std::uint32_t index() const noexcept { return i_; }
  [[nodiscard]] TextRange range() const noexcept;
  [[nodiscard]] std::string_view quote() const noexcept;
  /// Exact decimal with 万 and 亿 multiplied out ("44600"), a fraction as "1/3".
  [[nodiscard]] std::string value() const;
  /// Upper value of a printed range (5—8), else nothing.
  [[nodiscard]] std::optional<std::string> value_high() const;
  /// Bounds of the interval the words allow; nothing where unbounded. Exact: low = high = value.
  [[nodiscard]] std::optional<std::string> low() const;
  [[nodiscard]] std::optional<std::string> high() const;
  [[nodiscard]] bool low_open() const noexcept;
  [[nodiscard]] bool high_open() const noexcept;
  /// Unit or measure word, folded (％ is %), without 万 and 亿; empty where the text gives none.
  [[nodiscard]] std::string_view unit() const noexcept;
  [[nodiscard]] Approximation approximation() const noexcept;
  /// Places printed behind the decimal point.
  [[nodiscard]] int decimals() const noexcept;
  /// One step of the last printed digit, multiplied out: "0.1" for 98.5%, "100" for 4.46万.
  [[nodiscard]] std::string step() const;
  /// What is counted; empty where it was not found.
  [[nodiscard]] TextRange subject() const noexcept;
  [[nodiscard]] std::string_view subject_text() const noexcept;
  /// Year that the figure speaks of; 0 where unknown.
  [[nodiscard]] int period() const noexcept;
  /// Index into Report::section; nothing before the first section.
  [[nodiscard]] std::optional<std::uint32_t> section() const noexcept;
  [[nodiscard]] std::uint32_t sentence() const noexcept;
  /// Verdict over all relations the figure stands in, and why where it is open (无基数, 约数, 未见勾稽).
  [[nodiscard]] Verdict verdict() const noexcept;
  [[nodiscard]] std::string_view open_reason() const noexcept;

 private:
  const detail::ReportData* d_;
  std::uint32_t i_;
};

/// A single figure whose other value would make a refuted relation right.
struct Repair {
  std::uint32_t figure;  ///< index into Report::figure
  std::string value;     ///< the value that would fit, as Figure::value
  std::string text;      ///< one sentence, Chinese
};

/// View of one relation; valid while a handle of its Report lives.
class FAZHI_API Relation {
 public:
  Relation(const detail::ReportData* data, std::uint32_t index) noexcept : d_(data), i_(index) {}
  [[nodiscard]] std::uint32_t index() const noexcept { return i_; }
  [[nodiscard]] RelationKind kind() const noexcept;
  [[nodiscard]] Verdict verdict() const noexcept;
  [[nodiscard]] Basis basis() const noexcept;
  /// Figures that play a part, in text order.
  [[nodiscard]] std::vector<std::uint32_t> operands(Role role) const;
  /// All figures of the relation, in text order.
  [[nodiscard]] std::vector<std::uint32_t> operands() const;
  /// Stretch of text from the first operand to the last.
  [[nodiscard]] TextRange range() const noexcept;
  /// Words that tie the operands (其中, 占, 由…增至); empty where there are none.
  [[nodiscard]] TextRange tie() const noexcept;
  /// The sum as a clerk would write it: "141 + 41 + 16 = 198".
  [[nodiscard]] std::string_view derivation() const noexcept;
  /// Why the verdict is not a plain yes, Chinese and English; empty for a plain proof.
  [[nodiscard]] std::string_view remark_zh() const noexcept;
  [[nodiscard]] std::string_view remark_en() const noexcept;
  [[nodiscard]] std::optional<std::string> stated() const;
  [[nodiscard]] std::optional<std::string> computed() const;
  [[nodiscard]] std::optional<std::string> delta() const;
  [[nodiscard]] std::optional<std::string> tolerance() const;
  /// True where a human should look although nothing is refuted, or where a refutation rests on arithmetic alone.
  [[nodiscard]] bool needs_review() const noexcept;
  [[nodiscard]] const std::vector<Repair>& repairs() const noexcept;
  /// "r" and 16 hexadecimal digits: a hash of the kind, of each operand's role, words and subject without blanks, and
  /// of its number among equals. Edits elsewhere leave it alone; another number in the text makes another relation.
  [[nodiscard]] std::string fingerprint() const;

 private:
  const detail::ReportData* d_;
  std::uint32_t i_;
};

FAZHI_NAMESPACE_END
