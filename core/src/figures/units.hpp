// What the lexicon of units says to the rest of the core.
#pragma once

#include <string_view>

#include "fazhi/export.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

/// Family of a unit as it stands in units.toml ("money", "share", "person" …); empty where the unit is not listed.
/// The lexicon is read at the first call; thread-safe. Throws IoError, ParseError then.
std::string_view unit_family(std::string_view unit);
/// True where figures of both units may stand in one sum: the same unit, or two of a family that adds (人 and 名).
bool may_add(std::string_view a, std::string_view b);

}  // namespace detail
FAZHI_NAMESPACE_END
