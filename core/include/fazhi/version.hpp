#pragma once

#include <string_view>

#include "fazhi/export.hpp"

FAZHI_NAMESPACE_BEGIN

/// The release of libfazhi, e.g. "0.1.0". The plugin ABI has a number of its own (plugin_abi.hpp).
FAZHI_API std::string_view version() noexcept;

FAZHI_NAMESPACE_END
