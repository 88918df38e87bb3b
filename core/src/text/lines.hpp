// The lines of a text while blocks are being made: where they stand, how wide they are, what class of furniture they
// are.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "model/passes.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

struct Line {
  std::uint32_t start = 0, end = 0;                  ///< shadow positions, line end included
  std::uint32_t content_start = 0, content_end = 0;  ///< without blanks at the edges and without line end
  std::uint16_t width = 0;                           ///< cells: a Han character is two
  std::uint16_t stops = 0;                           ///< 。！？；
  std::uint16_t commas = 0;                          ///< ，、 and ,
  BlockKind kind = BlockKind::paragraph;
  bool joined = false;  ///< goes on in the line that follows it in the shadow
  [[nodiscard]] bool blank() const noexcept { return content_start == content_end; }
  [[nodiscard]] std::uint32_t size() const noexcept { return content_end - content_start; }
};

inline std::u32string_view content_of(const Line& line, const Shadow& shadow) noexcept {
  return shadow.view().substr(line.content_start, line.size());
}

/// Folds the text into the shadow and cuts it into lines (LF, CR, CRLF, FF, NEL, U+2028, U+2029).
std::vector<Line> scan_lines(std::u32string_view text, Shadow& shadow, Context& ctx);
/// True at 一、 （一） 1. 第一条 and their like.
bool starts_with_label(std::u32string_view line) noexcept;
/// Gives page furniture its kind. (text/furniture.cpp)
void classify_lines(std::vector<Line>& lines, const Shadow& shadow, Context& ctx);
/// Where the text is hard-wrapped: joins the lines of a paragraph and takes their line ends, and the furniture between
/// them, out of the shadow. (text/wrap.cpp)
void join_wrapped_lines(std::vector<Line>& lines, Shadow& shadow, Context& ctx);
/// Blocks to text positions: they tile the text, and paragraphs are cut where furniture stood. (text/tile.cpp)
void map_blocks_back(ReportData& r, const Shadow& shadow);

}  // namespace detail
FAZHI_NAMESPACE_END
