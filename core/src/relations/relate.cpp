#include "model/passes.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

void relate_figures(ReportData&, const Shadow&, Context&) {}

}  // namespace detail
FAZHI_NAMESPACE_END
