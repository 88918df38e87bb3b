// Page numbers, and the lines that stand at the same place of several pages.
#pragma once

#include <vector>

#include "layout.hpp"

namespace importer_ofd {

/// True for "— 3 —", "第3页 共9页", "3/9"; a bare number counts only up to 999.
bool is_page_number(std::u32string_view text);

/// Sets Line::role of the lines at the head and foot of the pages of one document.
void mark_furniture(std::vector<PageText>& pages);

}  // namespace importer_ofd
