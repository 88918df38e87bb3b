// The core's only door to TOML: a parsed file as a small tree. toml++ itself is compiled in toml.cpp alone.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "fazhi/export.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

/// A value of a TOML file. Getters throw ParseError naming file, line, key and what was expected.
class TomlNode {
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
  /// Array of strings.
  [[nodiscard]] std::vector<std::string> strings() const;
  /// The same in code points.
  [[nodiscard]] std::vector<std::u32string> words() const;
  [[nodiscard]] std::int64_t integer() const;
  [[nodiscard]] double number() const;
  [[nodiscard]] bool boolean() const;
  /// "units.toml, line 12".
  [[nodiscard]] std::string place() const;
  [[noreturn]] void fail(const std::string& what) const;

 private:
  friend class TomlReader;
  Type type_ = Type::table;
  std::uint32_t line_ = 0;
  std::shared_ptr<const std::string> file_;
  std::string text_;
  std::int64_t integer_ = 0;
  double number_ = 0;
  std::vector<std::string> keys_;
  std::vector<TomlNode> items_;
};

struct TomlFile {
  TomlNode root;
  std::string sha256;
};

/// `name` stands in messages. Throws ParseError.
TomlFile parse_toml(std::string_view text, std::string name);
/// Throws IoError too.
TomlFile load_toml(const std::string& path);
/// data_folder()/lexicons/<name>.toml.
TomlFile load_lexicon(std::string_view name);

struct LexiconPart {
  std::string name, sha256;
};
/// All lexicons of the data folder by name, hashed once a process, for the provenance.
const std::vector<LexiconPart>& lexicon_parts();

}  // namespace detail
FAZHI_NAMESPACE_END
