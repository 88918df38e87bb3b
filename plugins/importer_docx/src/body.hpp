// The text of a Word document as a reader sees it: numbers computed, tracked changes accepted, hidden text left out.
#pragma once

#include <cstdint>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "fazhi/table.hpp"
#include "fields.hpp"
#include "guard.hpp"
#include "numbering.hpp"
#include "passage.hpp"
#include "styles.hpp"

namespace importer_docx {

/// What was read, and what was left out and is worth a word.
struct Body {
  Passage passage;  ///< one line a paragraph
  std::vector<std::vector<std::vector<fazhi::SourceCell>>> tables;
  std::uint32_t deleted = 0, hidden = 0, unread = 0;  ///< runs of tracked deletions, hidden runs, foreign chunks
};

/// What a part is read with.
struct Reading {
  Styles& styles;
  const Numbering& numbering;
  Ordinals& ordinals;
  Guard& guard;
};

class BodyReader {
 public:
  BodyReader(Body& out, const Reading& with, Story& story) : out_(out), with_(with), story_(story) {}
  /// Everything below a node that holds paragraphs and tables: w:body, w:footnote, w:hdr.
  void read(const pugi::xml_node& node, int depth = 0);
  /// A field began and neither showed a result nor ended: what stands behind it was taken for its instruction.
  [[nodiscard]] bool has_open_field() const { return fields_.in_instruction(); }

 private:
  struct NumberOf {
    int num = 0, level = 0;
  };
  struct Box {
    pugi::xml_node content;
    std::uint32_t paragraphs;  ///< of the part before it
  };

  void paragraph(const pugi::xml_node& p, int depth);
  void read_boxes(int depth);
  [[nodiscard]] NumberOf number_of(const pugi::xml_node& properties, std::string_view style,
                                   const Styles::Resolved& has);

  // Inside a paragraph (runs.cpp).
  void runs(const pugi::xml_node& node, int depth);
  void run(const pugi::xml_node& r, int depth);
  void run_content(const pugi::xml_node& node, Place& at, bool hidden, int depth);
  void text(const pugi::xml_node& t, Place& at, bool hidden);
  void show(std::string_view utf8, std::uint32_t size, Place& at, bool hidden);
  void field(const pugi::xml_node& mark, Place at);
  void list_number(std::string_view instruction, Place at);
  void formula(const pugi::xml_node& math);
  void boxes(const pugi::xml_node& drawing, int depth);
  [[nodiscard]] bool is_hidden(const pugi::xml_node& properties) const;

  // Tables (rows.cpp).
  struct Cell;
  struct Rows;
  void table(const pugi::xml_node& tbl, int depth);
  void read_rows(const pugi::xml_node& node, int depth, Rows& rows);
  void read_row(const pugi::xml_node& tr, int depth, Rows& rows);
  void read_cells(const pugi::xml_node& node, int depth, std::size_t& column, std::vector<Cell>& cells);
  void place_cells(std::vector<Cell>& cells, bool header, Rows& rows);

  Body& out_;
  Reading with_;
  Story& story_;
  Passage line_;  ///< the paragraph being read; carried on where its mark is deleted
  std::vector<Box> text_boxes_;
  Fields fields_;
  NumberOf around_;  ///< numbering of the paragraph being read
  std::uint32_t paragraph_ = 0;
  bool hidden_style_ = false;     ///< of the paragraph being read
  bool beside_contents_ = false;  ///< the line has text that is of no table of contents
  int contents_ = 0;              ///< blocks that hold nothing but a table of contents
};

/// Deleted and moved-away content is not there once changes are accepted.
bool is_gone(std::string_view name);
/// What only wraps other content.
bool is_wrapper(std::string_view name);
/// The one branch of mc:AlternateContent that is read: a text box stands in both.
pugi::xml_node branch(const pugi::xml_node& alternative);

}  // namespace importer_docx
