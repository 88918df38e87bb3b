// Word lists and other data of rules: TOML read by the core's one reader. Data stands in files, not in C++, so that an
// office can add its own words.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "fazhi/context.hpp"
#include "fazhi/export.hpp"

FAZHI_NAMESPACE_BEGIN

namespace detail {
class TomlReader;
}

/// A value of a TOML file, with all that is below it. Getters throw ParseError naming file, line and what must stand
/// there. References live as long as the node. Immutable, safe to share between threads.
class FAZHI_API TomlNode {
 public:
  enum class Type : std::uint8_t { table, array, string, integer, number, boolean };

  [[nodiscard]] Type type() const noexcept { return type_; }
  /// Keys of a table in the order of the file.
  [[nodiscard]] std::vector<std::string_view> keys() const;
  [[nodiscard]] bool has(std::string_view key) const noexcept;
  /// Member of a table.
  [[nodiscard]] const TomlNode& operator[](std::string_view key) const;
  /// Items of an array (or of an array of tables).
  [[nodiscard]] const std::vector<TomlNode>& items() const;
  [[nodiscard]] const std::string& string() const;
  [[nodiscard]] std::string string_or(std::string_view key, std::string_view otherwise) const;
  /// A string in code points.
  [[nodiscard]] std::u32string word() const;
  /// Array of strings.
  [[nodiscard]] std::vector<std::string> strings() const;
  /// The same in code points.
  [[nodiscard]] std::vector<std::u32string> words() const;
  [[nodiscard]] std::int64_t integer() const;
  [[nodiscard]] double number() const;
  [[nodiscard]] bool boolean() const;
  /// "units.toml, line 12".
  [[nodiscard]] std::string place() const;
  /// Throws ParseError: the place, then what is wrong; the English words for both languages where `zh` is empty.
  [[noreturn]] void fail(const std::string& en, const std::string& zh = {}) const;

 private:
  friend class detail::TomlReader;
  Type type_ = Type::table;
  std::uint32_t line_ = 0;
  std::shared_ptr<const std::string> file_;
  std::string text_;
  std::int64_t integer_ = 0;
  double number_ = 0;
  std::vector<std::string> keys_;
  std::vector<TomlNode> items_;
};

/// Reads a TOML file of at most 16 MiB. Throws IoError, ParseError, and Cancelled where `ctx` says so.
FAZHI_API TomlNode read_toml(const std::string& path, Context& ctx);
/// The file lexicons/NAME.toml of ctx.data_folder().
FAZHI_API TomlNode read_lexicon(std::string_view name, Context& ctx);

FAZHI_NAMESPACE_END
