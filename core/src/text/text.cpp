#include "fazhi/text.hpp"

#include <algorithm>

#include "model/data.hpp"

FAZHI_NAMESPACE_BEGIN

namespace {

constexpr std::size_t step = detail::byte_index_step;

/// Without branches: digits and Han characters come too irregularly to be foretold.
std::size_t width(unsigned char lead) {
  return 1u + static_cast<unsigned>(lead >= 0xC0) + static_cast<unsigned>(lead >= 0xE0) +
         static_cast<unsigned>(lead >= 0xF0);
}

/// `at` moved on by a number of characters.
std::size_t skip(std::string_view utf8, std::size_t at, std::size_t characters) {
  for (; characters > 0; --characters) at += width(static_cast<unsigned char>(utf8[at]));
  return at;
}

}  // namespace

std::string_view Text::utf8() const noexcept { return d_->utf8; }
std::u32string_view Text::code_points() const noexcept { return d_->code_points; }
std::size_t Text::size() const noexcept { return d_->code_points.size(); }

std::size_t Text::byte_offset(std::uint32_t code_point) const noexcept {
  if (code_point >= d_->code_points.size()) return d_->utf8.size();
  return skip(d_->utf8, d_->byte_index[code_point / step], code_point % step);
}

std::uint32_t Text::code_point_at(std::size_t byte) const noexcept {
  if (byte >= d_->utf8.size()) return static_cast<std::uint32_t>(d_->code_points.size());
  const auto above = std::upper_bound(d_->byte_index.begin(), d_->byte_index.end(), byte);
  const auto block = static_cast<std::size_t>(above - d_->byte_index.begin()) - 1;
  auto cp = static_cast<std::uint32_t>(block * step);
  std::size_t at = d_->byte_index[block];
  while (true) {
    at += width(static_cast<unsigned char>(d_->utf8[at]));
    if (at > byte) return cp;
    ++cp;
  }
}

std::string_view Text::slice(TextRange range) const noexcept {
  const std::size_t a = byte_offset(range.start);
  const bool near = range.end >= range.start && range.size() <= step / 2 && range.end < d_->code_points.size();
  const std::size_t b = near ? skip(d_->utf8, a, range.size()) : byte_offset(range.end);
  return b > a ? std::string_view(d_->utf8).substr(a, b - a) : std::string_view();
}

std::size_t Text::source_offset(std::uint32_t code_point) const noexcept {
  if (!d_->source_offsets.empty())
    return d_->source_offsets[std::min<std::size_t>(code_point, d_->source_offsets.size() - 1)];
  return byte_offset(code_point) + (d_->byte_order_mark ? 3 : 0);
}

std::string_view Text::encoding() const noexcept { return d_->encoding; }
bool Text::had_byte_order_mark() const noexcept { return d_->byte_order_mark; }

FAZHI_NAMESPACE_END
