#include "fazhi/version.hpp"

#include "fazhi/plugin_abi.hpp"

extern "C" const char fazhi_core_anchor = 'f';

FAZHI_NAMESPACE_BEGIN

std::string_view version() noexcept { return FAZHI_VERSION; }

FAZHI_NAMESPACE_END
