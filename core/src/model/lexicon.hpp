// Word lists of the core: core/data/lexicons/<name>.toml, read once at first use.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "fazhi/export.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

/// The string arrays of one TOML file, by dotted key ("menu.words"), as code points.
class Lexicon {
 public:
  /// Reads <data folder>/lexicons/<name>.toml. Throws IoError or ParseError naming the file.
  static Lexicon load(const std::string& name);
  /// Throws ParseError where the file has no such list.
  [[nodiscard]] const std::vector<std::u32string>& list(std::string_view key) const;
  [[nodiscard]] std::unordered_set<std::u32string> set(std::string_view key) const;

 private:
  std::string file_;
  std::map<std::string, std::vector<std::u32string>, std::less<>> lists_;
};

}  // namespace detail
FAZHI_NAMESPACE_END
