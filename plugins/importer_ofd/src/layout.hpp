// From spans to lines in reading order: rows by base line, columns by the gutter between them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "content.hpp"

namespace importer_ofd {

/// Text up to the next piece.
struct Piece {
  std::uint32_t at;  ///< character of the text
  Source source;     ///< of that character
  bool made;         ///< a blank that the file does not hold so; it stands before the source
};

enum class Role : std::uint8_t { text, page_number, running_head, footer };

/// A line, or a row of cells: gaps too wide for a blank stand as U+0009 in its text.
struct Line {
  std::u32string text;
  double start = 0, end = 0, v = 0, size = 0;
  double first_unit = 0;  ///< width of what could not have been parted to begin on the line before
  std::uint32_t cells = 1;
  bool ruled = false;              ///< cells between drawn lines: each U+0009 is one column further
  char32_t before = 0, after = 0;  ///< blanks typed at its ends; 0: none
  Role role = Role::text;
  std::vector<Piece> pieces;  ///< where the text comes from, in its order
};

/// Lines of one column between two places where the page changes its columns.
struct Block {
  std::vector<Line> lines;
  bool column = false;  ///< one of several side by side
};

/// A page as it is read.
struct PageText {
  std::uint32_t number = 0;    ///< in the file, from 1
  double width = 0;            ///< of the page
  double top = 0, bottom = 0;  ///< of the page, along v of the frame of most of its text
  std::vector<Block> blocks;   ///< in that frame
  std::vector<Block> aside;    ///< in other frames: turned labels, and columns beside lines
};

/// A stretch along the lines of a page.
struct Interval {
  double start, end;
};

/// All text of one frame of a page. Columns are looked for on pages of up to some thousand rows. `gutters` are those
/// found on the pages before: there few lines are enough.
std::vector<Block> lay_out(const Content& content, Frame frame, std::vector<Interval>& gutters);

}  // namespace importer_ofd
