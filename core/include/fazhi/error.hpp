// Errors of the public API. One class a kind, never told apart by their text.
#pragma once

#include <stdexcept>
#include <string>

#include "fazhi/export.hpp"

FAZHI_NAMESPACE_BEGIN

/// Base of everything fazhi throws. what() is one English sentence with file, place and remedy; message_zh() the
/// Chinese one.
class FAZHI_API Error : public std::runtime_error {
 public:
  explicit Error(const std::string& en, const std::string& zh = {});
  Error(const Error&);
  ~Error() override;
  /// The Chinese sentence; the English one where none was given.
  [[nodiscard]] const std::string& message_zh() const noexcept;

 private:
  std::string zh_;
};

/// The input cannot be read as a report: empty, binary, truncated, over a limit.
class FAZHI_API ParseError : public Error {
 public:
  using Error::Error;
  ~ParseError() override;
};

/// An option, rule id, profile or name is unknown or out of bounds; the sentence holds the nearest right name.
class FAZHI_API OptionError : public Error {
 public:
  using Error::Error;
  ~OptionError() override;
};

/// A file cannot be opened, read or written.
class FAZHI_API IoError : public Error {
 public:
  IoError(const std::string& en, std::string path, int error_number, const std::string& zh = {});
  IoError(const IoError&);
  ~IoError() override;
  [[nodiscard]] const std::string& path() const noexcept;
  /// errno of the failed call, 0 where there was none.
  [[nodiscard]] int error_number() const noexcept;

 private:
  std::string path_;
  int error_number_;
};

/// A plugin is missing, was refused, or failed in a call.
class FAZHI_API PluginError : public Error {
 public:
  PluginError(const std::string& en, std::string plugin, std::string stage, std::string path,
              const std::string& zh = {});
  PluginError(const PluginError&);
  ~PluginError() override;
  [[nodiscard]] const std::string& plugin() const noexcept;
  /// What was being done: find, load, create, probe, read, validate, score, write.
  [[nodiscard]] const std::string& stage() const noexcept;
  [[nodiscard]] const std::string& path() const noexcept;

 private:
  std::string plugin_, stage_, path_;
};

/// The caller asked to stop; nothing was written.
class FAZHI_API Cancelled : public Error {
 public:
  Cancelled();
  ~Cancelled() override;
};

FAZHI_NAMESPACE_END
