// What a call from Python lends the core: the stop button and the log.
#pragma once

#include "bind.hpp"
#include "errors.hpp"
#include "log.hpp"

namespace bind {

/// Made under the GIL at the start of a call, used by it alone.
class CallContext final : public fazhi::Context {
 public:
  CallContext() { take_pending(); }
  void log(fazhi::LogLevel level, std::string_view message) override { log_record(level, "fazhi", message); }
  /// Runs the signal handlers of Python where this is its main thread; what one of them raised comes out of the call.
  [[nodiscard]] bool cancelled() override {
    const WithGil gil;
    if (PyErr_CheckSignals() == 0) return false;
    keep_pending(py::error_already_set().value());
    return true;
  }
};

/// The one registry of the process: made at first use, never destroyed (plugins are never unloaded).
fazhi::Registry& registry();

using OptionItems = std::vector<std::pair<std::string, std::string>>;
fazhi::Options to_options(const OptionItems& items);

}  // namespace bind
