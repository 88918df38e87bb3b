// Pieces of the JSON shared by the files of this room.
#pragma once

#include "fazhi/assessment.hpp"
#include "json/writer.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

void write_report(JsonWriter& w, const Report& report);

}  // namespace detail
FAZHI_NAMESPACE_END
