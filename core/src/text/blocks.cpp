#include "model/passes.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

void split_blocks(ReportData& r, const Hints&, Shadow& shadow, Context&) { shadow.chars = r.text.code_points; }

}  // namespace detail
FAZHI_NAMESPACE_END
