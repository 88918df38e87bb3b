// Quoted titles 《…》.
#pragma once

#include <cstdint>
#include <string_view>

#include "fazhi/text.hpp"

FAZHI_NAMESPACE_BEGIN

/// norm: law, regulation, rule, normative document · plan: plan, outline, programme, opinion, notice · work: book,
/// article, show · short_name: a short name of one cited earlier · other.
enum class CitationClass : std::uint8_t { norm, plan, work, short_name, other };
/// "norm", "plan", "work", "short", "other".
FAZHI_API std::string_view to_string(CitationClass) noexcept;

/// View of one citation on the outermost level of 《》; valid while a handle of its Report lives.
class FAZHI_API Citation {
 public:
  Citation(const detail::ReportData* data, std::uint32_t index) noexcept : d_(data), i_(index) {}
  [[nodiscard]] std::uint32_t index() const noexcept { return i_; }
  /// With the marks.
  [[nodiscard]] TextRange range() const noexcept;
  /// Between the marks.
  [[nodiscard]] TextRange title_range() const noexcept;
  [[nodiscard]] std::string_view title() const noexcept;
  [[nodiscard]] CitationClass citation_class() const noexcept;
  /// Document number right behind the title (国发〔2019〕5号); empty where there is none.
  [[nodiscard]] TextRange number_range() const noexcept;

 private:
  const detail::ReportData* d_;
  std::uint32_t i_;
};

FAZHI_NAMESPACE_END
