// Tables in the JSON, both ways.
#pragma once

#include "json/writer.hpp"
#include "model/data.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

class JsonNode;

void write_tables(JsonWriter& w, const ReportData& r);
/// `n` is the report; the sections must have been read.
void read_tables(const JsonNode& n, std::size_t text_size, ReportData& r);

}  // namespace detail
FAZHI_NAMESPACE_END
