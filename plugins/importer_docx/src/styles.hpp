// What numbering and visibility need of styles.xml. The part is often the largest of a file (350 kB in files of common
// tools) and a thousandth of it counts: it is scanned, and only styles with numbering become a tree.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace importer_docx {

struct Style {
  std::string based_on;
  int num = -1;             ///< -1: not said here
  int level = -1;           ///< -1: not said here
  signed char hidden = -1;  ///< 1 hidden, 0 shown, -1 not said here
};

class Styles {
 public:
  Styles() = default;
  /// Malformed parts give what could be read.
  explicit Styles(std::string_view xml);

  /// A paragraph style with all that it takes over (basedOn).
  struct Resolved {
    int num = -1;
    int level = -1;
    bool hidden = false;
    std::string_view owner;  ///< the style that brought the numbering
  };
  /// Resolved once, at the first question; the reference stays good.
  const Resolved& resolve(std::string_view paragraph_style);
  /// Whether a character style hides its text.
  [[nodiscard]] bool hides_characters(std::string_view style) const;
  [[nodiscard]] const std::string& default_paragraph() const { return default_; }
  /// Numbering styles and their nums.
  [[nodiscard]] const std::unordered_map<std::string, int>& numbering_styles() const { return numbering_; }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>()(s); }
  };
  template <class Value>
  using Map = std::unordered_map<std::string, Value, Hash, std::equal_to<>>;

  void read(std::string_view style);
  Map<Style> paragraphs_, characters_;
  Map<Resolved> resolved_;
  std::unordered_map<std::string, int> numbering_;
  std::string default_;
};

}  // namespace importer_docx
