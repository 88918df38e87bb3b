// What a figure counts, and the year it speaks of.
#pragma once

#include <string_view>
#include <vector>

#include "figures/lexicon.hpp"
#include "model/data.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

/// Sets the subjects of figures[first, …), which stand in one block of `text` that begins at `floor`. A figure without
/// words of its own (同比增长5%) takes the subject before it in the sentence; 分别 hands its list out in order.
void find_subjects(std::u32string_view text, std::uint32_t floor, std::vector<FigureData>& figures, std::size_t first,
                   const FigureLexicon& lexicon);

}  // namespace detail
FAZHI_NAMESPACE_END
