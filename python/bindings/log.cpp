// The core's log, forwarded to Python's logging.
#include "log.hpp"

#include <atomic>

namespace bind {

namespace {

// No mutex here: a thread that holds one while it waits for the GIL, and a thread that holds the GIL and waits for the
// mutex, wait for ever. The level is compared first, without the GIL.
std::atomic<int> threshold{static_cast<int>(fazhi::LogLevel::warning)};

int python_level(fazhi::LogLevel level) { return 10 * (static_cast<int>(level) + 1); }

bool finalizing() {
#if PY_VERSION_HEX >= 0x030D0000
  return Py_IsFinalizing() != 0;
#else
  return _Py_IsFinalizing() != 0;
#endif
}

void forward(fazhi::LogLevel level, const char* logger, const char* message, void*) {
  log_record(level, logger, message);
}

}  // namespace

bool python_is_gone() { return !Py_IsInitialized() || finalizing(); }

void log_record(fazhi::LogLevel level, std::string_view logger, std::string_view message) {
  if (static_cast<int>(level) < threshold.load(std::memory_order_relaxed) || python_is_gone()) return;
  const WithGil gil;
  const py::error_scope keep;  // a record must not change the exception on its way
  try {
    PyObject* imported = nullptr;
    or_wait_for_the_end([&] { imported = PyImport_ImportModule("logging"); });
    if (imported == nullptr) throw py::error_already_set();
    const auto logging = py::reinterpret_steal<py::object>(imported);
    const py::object target = call_python(logging.attr("getLogger"), text(logger));
    call_python(target.attr("log"), python_level(level), py::str("%s"), text(message));
  } catch (py::error_already_set& e) {
    e.discard_as_unraisable("fazhi log");
  }
}

void bind_log(py::module_& m) {
  fazhi::set_log_handler(forward, nullptr);
  m.def(
      "set_log_level",
      [](const std::string& name) {
        for (const auto& [word, level] :
             {std::pair{"debug", fazhi::LogLevel::debug}, std::pair{"info", fazhi::LogLevel::info},
              std::pair{"warning", fazhi::LogLevel::warning}, std::pair{"error", fazhi::LogLevel::error}})
          if (name == word) {
            threshold.store(static_cast<int>(level), std::memory_order_relaxed);
            fazhi::set_log_level(level);
            return;
          }
        throw fazhi::OptionError("no log level \"" + name + "\": debug, info, warning or error",
                                 "没有日志级别“" + name + "”：可用 debug、info、warning、error");
      },
      py::arg("level"),
      "Least level of the core's records that reach logging (loggers \"fazhi\" and below): debug, info, warning, "
      "error.");
}

}  // namespace bind
