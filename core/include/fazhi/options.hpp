// Typed, closed options: a plugin declares them, the host checks them before the plugin sees them.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "fazhi/export.hpp"

FAZHI_NAMESPACE_BEGIN

enum class OptionType : std::uint8_t { boolean, integer, number, string, choice, path, list };
/// "bool", "int", "float", "str", "choice", "path", "list[str]".
FAZHI_API std::string_view to_string(OptionType) noexcept;

/// Checked option values. Getters throw OptionError for a name that was not declared: a fault of the plugin.
class FAZHI_API Options {
 public:
  Options();
  Options(const Options&);
  Options(Options&&) noexcept;
  Options& operator=(const Options&);
  Options& operator=(Options&&) noexcept;
  ~Options();

  [[nodiscard]] bool boolean(std::string_view name) const;
  [[nodiscard]] std::int64_t integer(std::string_view name) const;
  [[nodiscard]] double number(std::string_view name) const;
  /// Of a str, choice or path option.
  [[nodiscard]] std::string string(std::string_view name) const;
  [[nodiscard]] std::vector<std::string> list(std::string_view name) const;
  [[nodiscard]] bool has(std::string_view name) const noexcept;

  /// Host side: sets a value as text ("true", "3", "a,b" for a list); checked by Registry before a call.
  void set(std::string name, std::string value);
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> items() const;

  struct Impl;
  [[nodiscard]] Impl& impl() const noexcept { return *d_; }

 private:
  std::unique_ptr<Impl> d_;
};

FAZHI_NAMESPACE_END
