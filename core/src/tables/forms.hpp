// The text of fixed forms as a stream of characters; see forms.cpp.
#pragma once

#include <cstdint>
#include <vector>

#include "model/data.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

inline constexpr char32_t empty_cell = 1;  // between two bars or tabs, or in a grid

struct Atom {
  char32_t folded = 0;
  char32_t c = 0;        ///< as compared; empty_cell
  std::uint32_t at = 0;  ///< text position
  std::uint32_t line = 0;
  bool gap = false;      ///< a blank, a line end or the edge of a cell stands in front
  bool barrier = false;  ///< a heading or prose stands in front: no row goes on
};

/// Tables of the forms found in `atoms`; true where there is one. `used` gets the lines that hold a name of a row, a
/// head or an amount. (tables/forms.cpp)
bool read_form_rows(ReportData& r, std::vector<Atom> atoms, std::vector<std::uint32_t>& used);

}  // namespace detail
FAZHI_NAMESPACE_END
