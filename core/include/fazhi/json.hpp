// The lossless JSON of reports and assessments (schemas/assessment.schema.json).
#pragma once

#include <string>
#include <string_view>

#include "fazhi/assessment.hpp"

FAZHI_NAMESPACE_BEGIN

/// Version of the JSON's layout, written as "schema". Readers take any of the same major.
inline constexpr std::string_view json_schema_version = "1.0";

/// One line without blanks, or indented by two. Same assessment, same bytes.
FAZHI_API std::string to_json(const Assessment& assessment, bool indent = false);
FAZHI_API std::string to_json(const Report& report, bool indent = false);
/// The other way; throws ParseError naming the place. to_json(x_from_json(j)) == j for every j that to_json wrote.
FAZHI_API Assessment assessment_from_json(std::string_view json);
FAZHI_API Report report_from_json(std::string_view json);

FAZHI_NAMESPACE_END
