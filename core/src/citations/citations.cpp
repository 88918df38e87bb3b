#include "model/passes.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

void read_citations(ReportData&, const Shadow&, Context&) {}

}  // namespace detail
FAZHI_NAMESPACE_END
