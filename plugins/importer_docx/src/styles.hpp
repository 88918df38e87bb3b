// What numbering and visibility need of styles.xml. The part is often the largest of a file (350 kB in files of common
// tools) and a thousandth of it counts: it is scanned, and only the styles that the text uses become a tree.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace importer_docx {

class Styles {
 public:
  /// The part must outlive it. Malformed parts give what could be read.
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
  [[nodiscard]] bool hides_characters(std::string_view style);
  [[nodiscard]] std::string_view default_paragraph() const { return default_; }
  /// Numbering styles and their nums.
  [[nodiscard]] const std::unordered_map<std::string, int>& numbering_styles() const { return numbering_; }

 private:
  struct Style {
    std::string based_on;
    int num = -1;             ///< -1: not said here
    int level = -1;           ///< -1: not said here
    signed char hidden = -1;  ///< 1 hidden, 0 shown, -1 not said here
  };
  struct Entry {
    std::string_view xml;
    std::optional<Style> read;  ///< once it was asked for
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>()(s); }
  };
  template <class Value>
  using Map = std::unordered_map<std::string, Value, Hash, std::equal_to<>>;

  void add(std::string_view style);
  static Style read(std::string_view xml);
  /// The style and what it says; nothing where there is none of that name.
  static std::pair<const std::string, Entry>* find(Map<Entry>& in, std::string_view id);

  Map<Entry> paragraphs_, characters_;
  Map<Resolved> resolved_;
  Map<bool> hides_;
  std::unordered_map<std::string, int> numbering_;
  std::string default_;
};

}  // namespace importer_docx
