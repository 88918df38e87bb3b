// The text of a Word document as a reader sees it: numbers computed, tracked changes accepted, hidden text left out.
#pragma once

#include <cstdint>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "fazhi/context.hpp"
#include "fazhi/table.hpp"
#include "fazhi/text.hpp"
#include "numbering.hpp"
#include "styles.hpp"

namespace importer_docx {

struct ComputedLabel {
  fazhi::TextRange range;  ///< code points, without the blank behind
  int level = 1;
};

/// What was read, and what was left out and is worth a word.
struct Body {
  std::string text;  ///< UTF-8, one line a paragraph
  std::vector<ComputedLabel> labels;
  std::vector<std::vector<std::vector<fazhi::SourceCell>>> tables;
  std::uint32_t deleted = 0, hidden = 0, unread = 0;  ///< runs of tracked deletions, hidden runs, foreign chunks
  [[nodiscard]] std::uint32_t size() const { return size_; }
  void append(std::string_view utf8);
  void end_line();

 private:
  std::uint32_t size_ = 0;  ///< code points
};

class BodyReader {
 public:
  BodyReader(Body& out, const Styles& styles, Numbering& numbering, fazhi::Context& ctx)
      : out_(out), styles_(styles), numbering_(numbering), ctx_(ctx) {}
  /// Everything below a node that holds paragraphs and tables: w:body, w:footnote, w:hdr.
  void read(const pugi::xml_node& node, int depth = 0);

 private:
  struct Fields {
    int depth = 0;     ///< fields begun
    int in_code = -1;  ///< the field whose instruction is being read; -1: none
  };
  void paragraph(const pugi::xml_node& p, int depth);
  void runs(const pugi::xml_node& node, int depth);
  void run(const pugi::xml_node& r, int depth);
  void field(const pugi::xml_node& mark);
  struct Rows;
  void table(const pugi::xml_node& tbl, int depth);
  void read_rows(const pugi::xml_node& node, int depth, Rows& rows);
  void read_row(const pugi::xml_node& tr, int depth, Rows& rows);
  void boxes(const pugi::xml_node& drawing, int depth);
  [[nodiscard]] std::optional<Label> label(const pugi::xml_node& properties, std::string_view style);

  Body& out_;
  const Styles& styles_;
  Numbering& numbering_;
  fazhi::Context& ctx_;
  std::string line_;  ///< text of the paragraph being read; carried on where its mark is deleted
  std::vector<pugi::xml_node> text_boxes_;
  Fields fields_;
  std::uint32_t paragraphs_ = 0;
};

}  // namespace importer_docx
