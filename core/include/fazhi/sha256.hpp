// SHA-256 (FIPS 180-4): source hash in the provenance.
#pragma once

#include <string>
#include <string_view>

#include "fazhi/export.hpp"

FAZHI_NAMESPACE_BEGIN

/// 64 lower-case hex digits.
FAZHI_API std::string sha256_hex(std::string_view bytes);

FAZHI_NAMESPACE_END
