// Automatic numbering of Word (ECMA-376 part 1, 17.9, with what Word does otherwise: [MS-OI29500] 2.1.273–2.1.294, and
// what was seen in Word itself: the README).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "fields.hpp"

namespace importer_docx {

inline constexpr int level_count = 9;

struct Level {
  std::int64_t start = 1;
  std::string format = "decimal";
  std::string text;   ///< "%1、": the template
  std::string style;  ///< paragraph style that brings this level with it
  int restart = -1;   ///< -1: at each higher level; 0: never; n: at level n (from 1) and higher ones
  bool legal = false;
  bool blank_behind = true;  ///< tab or space; false: nothing
  bool defined = false;
};

struct AbstractNumbering {
  std::array<Level, level_count> levels;
  std::string name;            ///< what LISTNUM calls it
  std::string num_style_link;  ///< takes its levels from this numbering style
};

/// An instance of a numbering, with its own levels or starts.
struct Num {
  int counted = -1;   ///< the abstract numbering whose counters it moves
  int abstract = -1;  ///< the one that has its levels: another where a numbering style lends them
  std::array<std::optional<Level>, level_count> levels;
  std::array<std::optional<std::int64_t>, level_count> starts;
};

struct Label {
  std::string text;  ///< "（三）" as printed; may be empty
  int level = 0;     ///< from 0
  bool blank_behind = false;
};

/// The counters of one story: the text with its tables, the heads and feet together, the notes, each text box.
struct Story {
  struct Counters {
    std::array<std::int64_t, level_count> value{};
    std::array<bool, level_count> counted{};
  };
  std::unordered_map<int, Counters> counters;                      ///< by abstract numbering: its nums count on
  std::unordered_map<int, std::array<bool, level_count>> started;  ///< by num: levels whose own start was taken
  int last = 0;                                                    ///< the num that counted last; 0: none yet
};

/// The definitions of numbering.xml.
class Numbering {
 public:
  Numbering();
  explicit Numbering(const pugi::xml_node& root);
  /// The level of a paragraph style in a numbering; nothing where none names it.
  [[nodiscard]] std::optional<int> level_of_style(int num, std::string_view style) const;
  /// Whether a level belongs to another paragraph style than the one that asks for it: Word prints no number then.
  [[nodiscard]] bool is_of_other_style(int num, int level, std::string_view style) const;
  /// Numbering styles (w:numStyleLink) lead to a num by way of styles.xml: name of the style → num.
  void link_styles(const std::unordered_map<std::string, int>& num_of_style);
  /// Counts one paragraph and gives its label; nothing where num is 0 or unknown.
  std::optional<Label> count(int num, int level, Story& story) const;
  /// Counts one LISTNUM field in a paragraph that `around` numbers, if it is numbered.
  std::optional<Label> count(const ListNumber& field, int around_num, int around_level, Story& story) const;

 private:
  void add_built_in_lists();
  [[nodiscard]] const Level& level(const Num& num, int index) const;
  [[nodiscard]] std::int64_t start(const Num& num, int index) const;
  [[nodiscard]] std::string write(const Num& num, int index, const Story::Counters& c) const;

  std::unordered_map<int, AbstractNumbering> abstracts_;
  std::unordered_map<int, Num> nums_;
  std::unordered_map<std::string, int> lists_;  ///< what LISTNUM names → num, of ids that no file has
};

}  // namespace importer_docx
