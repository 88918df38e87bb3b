// Text as it is read, with the way back to the elements of its part.
#pragma once

#include <cstdint>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "fazhi/source.hpp"
#include "fazhi/text.hpp"

namespace importer_docx {

/// Counts the elements w:p and w:r of a part in their order; fazhi::SourceRun names them by these numbers. Whoever
/// walks the tree counts what it reads and passes what it leaves out, so that the numbers are those of the file.
class Ordinals {
 public:
  explicit Ordinals(const pugi::xml_node& root);
  /// Counts a node and all below it without reading it; `pass_below` leaves out the node itself.
  void pass(const pugi::xml_node& node);
  void pass_below(const pugi::xml_node& node);

  std::uint32_t paragraphs = 0;  ///< begun so far in the part
  std::uint32_t runs = 0;        ///< begun so far in the paragraph

 private:
  std::string paragraph_, run_;  ///< "w:p", "w:r" with the prefix that the part uses
};

/// Where a character stands: the offset counts what the run shows, w:t by code points and one each for w:tab, w:br,
/// w:cr, w:ptab, w:noBreakHyphen and w:sym.
struct Place {
  std::uint32_t paragraph = 0, run = 0, offset = 0;
};

struct ComputedLabel {
  fazhi::TextRange range;  ///< code points, without the blank behind
  int level = 1;           ///< 0: heads no section
};

/// Number of code points.
std::uint32_t characters(std::string_view utf8);

/// A stretch of text; positions count its code points.
class Passage {
 public:
  /// Text of the file, `size` code points that stand at a place.
  void add(std::string_view utf8, std::uint32_t size, Place at);
  /// Text that the file does not hold, in front of a place.
  void make(std::string_view utf8, Place at);
  void append(const Passage& other);
  /// Where the text of a paragraph ends, as far as it was read.
  [[nodiscard]] Place end_of(std::uint32_t paragraph) const;
  /// Drops line ends at the end; those that are left become blanks.
  void fold_lines();
  void clear();
  [[nodiscard]] bool is_blank() const { return text.find_first_not_of(" \t\r\n") == text.npos; }

  std::string text;  ///< UTF-8
  std::uint32_t size = 0;
  std::vector<fazhi::SourceRun> runs;  ///< part left at 0
  std::vector<ComputedLabel> labels;
  std::vector<fazhi::TextRange> contents;  ///< lines of a table of contents

 private:
  void mark(Place at, bool made);
};

}  // namespace importer_docx
