// What a page draws: its text as spans in the frame of their reading direction, and the rules between them.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "container.hpp"
#include "fazhi/context.hpp"
#include "numbers.hpp"
#include "package/xml.hpp"

namespace importer_ofd {

/// Where lines run: to the right; turned by a quarter (down, left, up); Chinese columns from right to left.
enum class Frame : std::uint8_t { upright, down, left, up, columns };
constexpr std::size_t frames = 5;

/// A character where it stands along its line; millimetres. `end` is where the next one of plain type would begin.
struct Glyph {
  char32_t c;
  double start, end;
};

/// Where a character stands in the file.
struct Source {
  std::uint32_t part = 0;    ///< as the reader was told
  std::uint32_t object = 0;  ///< text objects of the part as it draws them, from 0
  std::uint32_t code = 0;    ///< its TextCode, from 0
  std::uint32_t offset = 0;  ///< code points of that as it is written
};

/// Characters that one TextCode draws side by side, without blanks at either end. In the frame u runs along the line
/// and v from line to line.
struct Span {
  std::uint32_t first = 0, count = 0;  ///< into Content::glyphs
  double start = 0, end = 0, v = 0, size = 0;
  Source source;                   ///< of the first; the others follow one by one
  char32_t before = 0, after = 0;  ///< blanks that are typed around it; 0: none
};

/// A thin drawn line.
struct Rule {
  double x0, y0, x1, y1;
};

struct Content {
  std::vector<Glyph> glyphs;
  std::array<std::vector<Span>, frames> spans;
  std::vector<Rule> rules;
  std::uint32_t images = 0, paths = 0;
  std::uint32_t hidden = 0;         ///< objects that say Visible="false"
  std::uint32_t oblique = 0;        ///< texts that are drawn askew: watermarks
  std::uint32_t without_codes = 0;  ///< glyphs for which the file gives a number and no character
  void append(const Content& other);
};

struct ContentLimits {
  std::uint64_t max_characters = 2000000;
  std::uint64_t max_objects = 3000000;  ///< drawn, those inside composite objects counted each time
};

/// Reads the content of the pages of one document. Throws fazhi::ParseError where a limit is passed.
class ContentReader {
 public:
  ContentReader(const package::Package& package, const Document& document, const ContentLimits& limits,
                fazhi::Context& ctx)
      : package_(package), document_(document), limits_(limits), ctx_(ctx) {}
  /// A page or template, without the templates that it names. Its own resources are taken from it first.
  /// `number` is what Source::part will say.
  void read(const std::string& part, std::uint32_t number, const pugi::xml_node& page, Content& out);
  /// A template that was read already, on a further page: it counts against the limits each time.
  void repeat(const Content& content, Content& out);

 private:
  struct Resources {
    std::unique_ptr<package::Tree> tree;
    std::unordered_map<std::string_view, pugi::xml_node> units;  ///< composite, by ID
  };
  void charge(std::uint64_t characters, std::uint64_t objects);
  void objects(const pugi::xml_node& parent, const Affine& space, int depth, Content& out);
  /// How a text object sets its characters.
  struct Type {
    Affine at;
    double size, width;        ///< of its em, before `at`; width as a share of that
    double turned, direction;  ///< degrees: of characters, of lines
  };
  void text(const pugi::xml_node& object, const Type& type, Content& out);
  static void rule(std::string_view boundary, const Affine& space, Content& out);
  [[nodiscard]] pugi::xml_node unit(std::string_view id);

  const package::Package& package_;
  const Document& document_;
  ContentLimits limits_;
  fazhi::Context& ctx_;
  std::string part_;  ///< being read, for messages
  std::vector<std::string> page_resources_;
  std::unordered_map<std::string, Resources> resources_;
  Source source_;  ///< of the next object
  std::uint64_t characters_ = 0, objects_ = 0;
};

}  // namespace importer_ofd
