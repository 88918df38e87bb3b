#include "log/log.hpp"

#include <spdlog/logger.h>
#include <spdlog/sinks/sink.h>

#include <atomic>
#include <forward_list>
#include <memory>
#include <mutex>
#include <string>

#include "fazhi/registry.hpp"

FAZHI_NAMESPACE_BEGIN

namespace {

struct Target {
  LogHandler handler;
  void* user;
};

std::atomic<const Target*> current_target{nullptr};
std::atomic<LogLevel> lowest_level{LogLevel::info};

spdlog::level::level_enum to_spdlog(LogLevel level) {
  switch (level) {
    case LogLevel::debug:
      return spdlog::level::debug;
    case LogLevel::info:
      return spdlog::level::info;
    case LogLevel::warning:
      return spdlog::level::warn;
    case LogLevel::error:
      break;
  }
  return spdlog::level::err;
}

LogLevel from_spdlog(spdlog::level::level_enum level) {
  if (level <= spdlog::level::debug) return LogLevel::debug;
  if (level == spdlog::level::info) return LogLevel::info;
  return level == spdlog::level::warn ? LogLevel::warning : LogLevel::error;
}

// Without a mutex: the handler may take Python's GIL, and a thread that holds the GIL may be logging.
class HandlerSink final : public spdlog::sinks::sink {
 public:
  void log(const spdlog::details::log_msg& record) override {
    const Target* target = current_target.load(std::memory_order_acquire);
    if (target == nullptr) return;
    const std::string logger(record.logger_name.data(), record.logger_name.size());
    const std::string message(record.payload.data(), record.payload.size());
    target->handler(from_spdlog(record.level), logger.c_str(), message.c_str(), target->user);
  }
  void flush() override {}
  void set_pattern(const std::string&) override {}
  void set_formatter(std::unique_ptr<spdlog::formatter>) override {}
};

}  // namespace

void set_log_handler(LogHandler handler, void* user) noexcept {
  if (handler == nullptr) return current_target.store(nullptr, std::memory_order_release);
  // Kept for good: another thread may be inside an earlier handler.
  static std::mutex mutex;
  static auto* targets = new std::forward_list<Target>;
  const std::lock_guard lock(mutex);
  current_target.store(&targets->emplace_front(Target{handler, user}), std::memory_order_release);
}

void set_log_level(LogLevel level) noexcept { lowest_level.store(level, std::memory_order_relaxed); }

namespace detail {

bool logs(LogLevel level) noexcept {
  return level >= lowest_level.load(std::memory_order_relaxed) &&
         current_target.load(std::memory_order_acquire) != nullptr;
}

void log(LogLevel level, std::string_view logger, std::string_view message) noexcept {
  if (!logs(level)) return;
  try {
    static auto* sink = new std::shared_ptr<spdlog::sinks::sink>(std::make_shared<HandlerSink>());
    spdlog::logger out(std::string(logger), *sink);
    out.set_level(spdlog::level::trace);
    // spdlog's own error handler prints to stderr.
    out.set_error_handler([](const std::string&) {});
    out.log(to_spdlog(level), spdlog::string_view_t(message.data(), message.size()));
  } catch (...) {
    // Out of memory for a log record: the call that logs goes on.
  }
}

}  // namespace detail
FAZHI_NAMESPACE_END
