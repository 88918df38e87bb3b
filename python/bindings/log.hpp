// Records of the core and of plugins on their way to Python's logging.
#pragma once

#include "bind.hpp"
#include "fazhi/registry.hpp"

namespace bind {

/// Sends a record to logging.getLogger(logger); drops it below the level set and once Python finalizes. From any
/// thread, with or without the GIL.
void log_record(fazhi::LogLevel level, std::string_view logger, std::string_view message);

}  // namespace bind
