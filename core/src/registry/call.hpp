// A call into a plugin: what it throws comes out as PluginError{plugin, stage, path} with the cause nested in it.
#pragma once

#include <cxxabi.h>

#include <exception>
#include <string>
#include <utility>

#include "fazhi/error.hpp"
#include "fazhi/registry.hpp"
#include "log/log.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

/// Throws PluginError; to be called inside a catch block.
[[noreturn]] void throw_plugin_error(const PluginInfo& plugin, const char* stage, const std::string& en,
                                     const std::string& zh);

/// Errors that speak to the user pass through: a stop, unreadable input, a wrong option, a file that cannot be written.
template <class F>
decltype(auto) call_plugin(const PluginInfo& plugin, const char* stage, F&& f) {
  try {
    return std::forward<F>(f)();
  } catch (const Cancelled&) {
    throw;
  } catch (const ParseError&) {
    throw;
  } catch (const OptionError&) {
    throw;
  } catch (const IoError&) {
    throw;
  } catch (const PluginError&) {
    throw;
  } catch (const Error& e) {
    throw_plugin_error(plugin, stage, e.what(), e.message_zh());
  } catch (const std::exception& e) {
    throw_plugin_error(plugin, stage, e.what(), e.what());
  } catch (abi::__forced_unwind&) {
    throw;  // the thread is being cancelled
  } catch (...) {
    throw_plugin_error(plugin, stage, "something that is no std::exception was thrown", "抛出了非标准异常");
  }
}

/// The caller's context as a plugin sees it: its log goes to the logger "fazhi.<plugin>", the as-of date is the
/// assessment's.
class CallContext final : public Context {
 public:
  CallContext(Context& outer, std::string_view plugin, Date as_of) : outer_(outer), logger_("fazhi."), as_of_(as_of) {
    enter(plugin);
  }
  void enter(std::string_view plugin) { logger_.replace(6, std::string::npos, plugin); }
  void log(LogLevel level, std::string_view message) override { detail::log(level, logger_, message); }
  void progress(double share) override { outer_.progress(share); }
  [[nodiscard]] bool cancelled() override { return outer_.cancelled(); }
  [[nodiscard]] std::string data_folder() const override { return outer_.data_folder(); }
  [[nodiscard]] Date as_of() const override { return as_of_; }

 private:
  Context& outer_;
  std::string logger_;
  Date as_of_;
};

}  // namespace detail
FAZHI_NAMESPACE_END
