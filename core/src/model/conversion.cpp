#include "fazhi/conversion.hpp"

#include <utility>

#include "fazhi/error.hpp"
#include "model/data.hpp"

FAZHI_NAMESPACE_BEGIN

const Conversion* conversion_of(const Report& report) noexcept {
  return report ? report.data()->conversion.get() : nullptr;
}

Report converted(Report report, std::string importer, std::string sha256_hex, Conversion conversion) {
  // The data was made as no constant and nobody else sees it yet: it may be finished here.
  if (report.data().use_count() != 1) throw Error("a shared report cannot be changed", "共享的报告不能更改");
  const auto data = std::const_pointer_cast<detail::ReportData>(report.data());
  data->importer = std::move(importer);
  data->source_hash = std::move(sha256_hex);
  data->source_map = {};  // places in the converted file are none in the original
  data->conversion = std::make_unique<Conversion>(std::move(conversion));
  return report;
}

FAZHI_NAMESPACE_END
