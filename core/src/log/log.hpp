// The core's log. spdlog is compiled in log.cpp alone; records go to the handler of set_log_handler or nowhere.
#pragma once

#include <string_view>

#include "fazhi/context.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

/// `logger` is "fazhi" or "fazhi.<plugin>". Any thread. Never call it with a lock held: the handler may wait for one.
void log(LogLevel level, std::string_view logger, std::string_view message) noexcept;
/// Whether log() would reach anybody: ask before composing a long message.
bool logs(LogLevel level) noexcept;

}  // namespace detail
FAZHI_NAMESPACE_END
