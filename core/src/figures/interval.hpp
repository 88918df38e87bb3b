// The interval that a number with its qualifiers allows.
#pragma once

#include "figures/numeral.hpp"
#include "model/data.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

/// Sets low, high and their openness from value, approximation and the printed digits. `n` is the numeral whose value f
/// holds (the lower one of a range). Over by 余 or 多 is bounded, over by 超 is not: `n.more` tells them apart.
void set_interval(FigureData& f, const Numeral& n);

}  // namespace detail
FAZHI_NAMESPACE_END
