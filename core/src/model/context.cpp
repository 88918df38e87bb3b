#include "fazhi/context.hpp"

#include <chrono>

#include "fazhi/error.hpp"
#include "fazhi/registry.hpp"

FAZHI_NAMESPACE_BEGIN

Context::Context() = default;
Context::~Context() = default;
void Context::log(LogLevel, std::string_view) {}
void Context::progress(double) {}
bool Context::cancelled() { return false; }
std::string Context::data_folder() const { return fazhi::data_folder(); }
Date Context::as_of() const { return {}; }

void Context::check_cancelled() {
  // The clock itself is asked on every 16th call: a call a paragraph costs next to nothing.
  if (++calls_ % 16 != 0) return;
  using namespace std::chrono;
  const auto now =
      static_cast<std::uint64_t>(duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count());
  if (now < next_poll_) return;
  next_poll_ = now + 20;
  if (cancelled()) throw Cancelled();
}

FAZHI_NAMESPACE_END
