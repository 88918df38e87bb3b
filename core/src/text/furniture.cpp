#include "text/lines.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

void classify_lines(std::vector<Line>&, const Shadow&, Context&) {}

}  // namespace detail
FAZHI_NAMESPACE_END
