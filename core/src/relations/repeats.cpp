// The same quantity stated twice, far apart.
#include "relations/ties.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

void find_repeats(const ReportData&, std::u32string_view, const RelationLexicon&, std::vector<Tie>&) {}

}  // namespace detail
FAZHI_NAMESPACE_END
