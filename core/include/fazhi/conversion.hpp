// Reports of files that another program turned into a format which fazhi reads: what the file was, and by what.
#pragma once

#include <string>

#include "fazhi/export.hpp"
#include "fazhi/report.hpp"

FAZHI_NAMESPACE_BEGIN

/// Where the bytes that an importer read came from.
struct Conversion {
  std::string from;         ///< format of the original: "doc", "rtf", "odt"
  std::string by, version;  ///< program and its version: "LibreOffice", "7.4.7.2"
};

/// The conversion a report went through; nullptr where its importer read the original itself. Valid while the report
/// lives.
FAZHI_API const Conversion* conversion_of(const Report& report) noexcept;

/// For importers that convert: makes the report of the converted bytes one of the original: its importer, the SHA-256
/// of its bytes, and what converted it. `report` must be fresh from an importer, shared with no one; throws Error else.
FAZHI_API Report converted(Report report, std::string importer, std::string sha256_hex, Conversion conversion);

FAZHI_NAMESPACE_END
