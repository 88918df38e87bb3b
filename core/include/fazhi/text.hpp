// The text of a report: every code point of the decoded source, and the way back to the source.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "fazhi/export.hpp"

FAZHI_NAMESPACE_BEGIN

namespace detail {
struct TextData;
struct ReportData;
}  // namespace detail

/// Half-open range of code points of Text. The unit is the same everywhere outside the core: Python str, SARIF
/// columnKind unicodeCodePoints, the JSON.
struct TextRange {
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  [[nodiscard]] constexpr std::uint32_t size() const noexcept { return end > start ? end - start : 0; }
  [[nodiscard]] constexpr bool empty() const noexcept { return end <= start; }
  [[nodiscard]] constexpr bool contains(TextRange o) const noexcept { return start <= o.start && o.end <= end; }
  [[nodiscard]] constexpr bool overlaps(TextRange o) const noexcept { return start < o.end && o.start < end; }
  friend constexpr bool operator==(TextRange a, TextRange b) noexcept { return a.start == b.start && a.end == b.end; }
};

/// View of the text of a Report; valid while a handle of that Report lives. Immutable, safe to share between threads.
class FAZHI_API Text {
 public:
  explicit Text(const detail::TextData* data) noexcept : d_(data) {}
  /// The whole text in UTF-8, without a byte-order mark. Nothing of the source is deleted.
  [[nodiscard]] std::string_view utf8() const noexcept;
  /// The same text as code points: index = position.
  [[nodiscard]] std::u32string_view code_points() const noexcept;
  /// Number of code points.
  [[nodiscard]] std::size_t size() const noexcept;
  /// The UTF-8 of a range; clipped to the text.
  [[nodiscard]] std::string_view slice(TextRange range) const noexcept;
  /// Byte offset in utf8() of a code point; constant time up to a step of 16.
  [[nodiscard]] std::size_t byte_offset(std::uint32_t code_point) const noexcept;
  /// Code point that holds a byte of utf8().
  [[nodiscard]] std::uint32_t code_point_at(std::size_t byte) const noexcept;
  /// Byte offset in the source file of a code point (its byte-order mark counted); of the end where past it.
  [[nodiscard]] std::size_t source_offset(std::uint32_t code_point) const noexcept;
  /// Encoding of the source: "utf-8", "utf-16-le", "utf-16-be", "gb18030".
  [[nodiscard]] std::string_view encoding() const noexcept;
  [[nodiscard]] bool had_byte_order_mark() const noexcept;

 private:
  const detail::TextData* d_;
};

FAZHI_NAMESPACE_END
