// What the host lends to a call: log, progress, cancellation, data, the as-of date.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "fazhi/report.hpp"

FAZHI_NAMESPACE_BEGIN

enum class LogLevel : std::uint8_t { debug, info, warning, error };

/// Host interface of one call; grows only at its end. Used from the thread of the call alone.
class FAZHI_API Context {
 public:
  Context();
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;
  virtual ~Context();

  /// Message for the log (Python: logging, logger "fazhi.<plugin>"). Never for results.
  virtual void log(LogLevel level, std::string_view message);
  /// Share of the work that is done, 0 to 1.
  virtual void progress(double share);
  /// True once the caller wants to stop.
  [[nodiscard]] virtual bool cancelled();
  /// Folder of the core's data files (lexicons, profiles), UTF-8.
  [[nodiscard]] virtual std::string data_folder() const;
  /// The day on which the report is judged: --as-of, else published, else signed, else 31 March of the year after.
  /// Never today.
  [[nodiscard]] virtual Date as_of() const;

  /// Throws Cancelled once the caller wants to stop; cheap enough for every paragraph (asks cancelled() at most every
  /// 20 ms).
  void check_cancelled();

 private:
  std::uint64_t next_poll_ = 0;
  std::uint32_t calls_ = 0;
};

FAZHI_NAMESPACE_END
