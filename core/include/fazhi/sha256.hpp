// SHA-256 (FIPS 180-4), the hash of sources and data files in the provenance.
#pragma once

#include <string>
#include <string_view>

#include "fazhi/export.hpp"

FAZHI_NAMESPACE_BEGIN

/// 64 lower-case hex digits. Thread-safe.
FAZHI_API std::string sha256_hex(std::string_view bytes);

FAZHI_NAMESPACE_END
