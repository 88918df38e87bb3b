// From lines to paragraphs, over the ends of columns and pages.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "layout.hpp"

namespace importer_ofd {

struct Paragraph {
  std::u32string text;
  Role role = Role::text;
  std::vector<Piece> pieces;
};

/// The paragraphs of one document in reading order. Text of other frames that stands beside a paragraph comes behind
/// it.
std::vector<Paragraph> make_paragraphs(const std::vector<PageText>& pages);
/// Its page furniture, page by page.
std::vector<Paragraph> furniture_of(const std::vector<PageText>& pages);

}  // namespace importer_ofd
