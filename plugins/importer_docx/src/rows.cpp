// Tables: the cells of a row on one line, and the grid.
#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

#include "body.hpp"
#include "xml.hpp"

namespace importer_docx {

struct BodyReader::Cell {
  Body body;
  std::size_t column = 0;
  std::uint32_t paragraph = 0;  ///< its first
  int span = 1;
  bool goes_on = false;  ///< from the cell above: shows nothing of its own
  bool merged = false;
};

struct BodyReader::Rows {
  std::vector<std::vector<fazhi::SourceCell>> cells;
  /// For each column the cell that goes on downwards: its row and place there.
  std::vector<std::pair<std::size_t, std::size_t>> open;
  /// Tables inside cells; they count where this one is only a frame around them.
  std::vector<std::vector<std::vector<fazhi::SourceCell>>> inner;
  bool side_by_side = false;
};

namespace {

constexpr int widest = 1000;
constexpr std::size_t most_columns = 10000;  // Word ends at 63
constexpr std::size_t none = static_cast<std::size_t>(-1);

}  // namespace

void BodyReader::table(const pugi::xml_node& tbl, int depth) {
  Rows rows;
  read_rows(tbl, depth, rows);
  if (rows.side_by_side) {
    out_.tables.push_back(std::move(rows.cells));
  } else {
    std::move(rows.inner.begin(), rows.inner.end(), std::back_inserter(out_.tables));
  }
}

void BodyReader::read_rows(const pugi::xml_node& node, int depth, Rows& rows) {
  with_.guard.check_depth(depth);
  for (const pugi::xml_node c : node.children()) {
    const std::string_view name = local(c);
    const pugi::xml_node properties = child(c, "trPr");
    if (is_wrapper(name)) {
      read_rows(c, depth + 1, rows);
    } else if (name == "tr" && child(properties, "del")) {
      ++out_.deleted;
      with_.ordinals.pass(c);
    } else if (name == "tr" && is_on(child(properties, "hidden"))) {
      ++out_.hidden;
      with_.ordinals.pass(c);
    } else if (name == "tr") {
      read_row(c, depth + 1, rows);
    } else if (c.first_child()) {
      with_.ordinals.pass(c);
    }
  }
}

void BodyReader::read_row(const pugi::xml_node& tr, int depth, Rows& rows) {
  const pugi::xml_node properties = child(tr, "trPr");
  auto column = static_cast<std::size_t>(std::clamp(number(value(properties, "gridBefore"), 0), 0, widest));
  std::vector<Cell> cells;
  read_cells(tr, depth, column, cells);
  if (cells.empty()) return;
  rows.open.resize(std::max(rows.open.size(), column + 1), {none, none});
  place_cells(cells, is_on(child(properties, "tblHeader")), rows);
}

void BodyReader::read_cells(const pugi::xml_node& node, int depth, std::size_t& column, std::vector<Cell>& cells) {
  with_.guard.check_depth(depth);
  for (const pugi::xml_node c : node.children()) {
    const std::string_view name = local(c);
    if (is_wrapper(name)) {
      read_cells(c, depth + 1, column, cells);
      continue;
    }
    const pugi::xml_node properties = child(c, "tcPr");
    if (name != "tc" || child(properties, "cellDel")) {
      out_.deleted += name == "tc" ? 1 : 0;
      with_.ordinals.pass(c);
      continue;
    }
    const pugi::xml_node merge = child(properties, "vMerge");
    Cell& cell = cells.emplace_back();
    cell.column = column;
    cell.paragraph = with_.ordinals.paragraphs;
    cell.span = std::clamp(number(value(properties, "gridSpan"), 1), 1, widest);
    cell.merged = static_cast<bool>(merge);
    cell.goes_on = merge && std::string_view(attribute(merge, "val")) != "restart";
    column = std::min(column + static_cast<std::size_t>(cell.span), most_columns);
    if (cell.goes_on) {
      with_.ordinals.pass(c);
      continue;
    }
    BodyReader reader(cell.body, with_, story_);
    reader.read(c, depth);
    out_.deleted += cell.body.deleted;
    out_.hidden += cell.body.hidden;
    out_.unread += cell.body.unread;
  }
}

void BodyReader::place_cells(std::vector<Cell>& cells, bool header, Rows& rows) {
  // Text set in a frame is text; cells side by side are a row.
  const bool frame = cells.size() == 1;
  rows.side_by_side = rows.side_by_side || !frame;
  std::vector<fazhi::SourceCell>& own = rows.cells.emplace_back();
  Passage& to = out_.passage;
  // Columns left free in front of the first cell.
  if (const std::size_t before = cells.front().column; before > 0)
    own.push_back({{to.size, to.size}, 1, static_cast<std::uint16_t>(before), header});
  for (Cell& cell : cells) {
    Passage& text = cell.body.passage;
    if (!frame) {
      text.fold_lines();
      for (ComputedLabel& label : text.labels) label.level = 0;  // heads no section
      text.contents.clear();
    }
    if (cell.column > 0) to.make("\t", {cell.paragraph, 0, 0});
    const std::uint32_t start = to.size;
    to.append(text);
    if (frame)
      for (auto& inner : cell.body.tables) {
        for (auto& row : inner)
          for (fazhi::SourceCell& c : row) c.range = {c.range.start + start, c.range.end + start};
        rows.inner.push_back(std::move(inner));
      }
    auto& open = rows.open[cell.column];
    if (cell.goes_on && open.first != none) {
      std::uint16_t& rows_down = rows.cells[open.first][open.second].row_span;
      if (rows_down < std::numeric_limits<std::uint16_t>::max()) ++rows_down;
      continue;
    }
    open = cell.merged ? std::pair(rows.cells.size() - 1, own.size()) : std::pair(none, none);
    own.push_back({{start, to.size}, 1, static_cast<std::uint16_t>(cell.span), header});
  }
  if (!frame) to.make("\n", to.end_of(to.runs.empty() ? cells.back().paragraph : to.runs.back().paragraph));
}

}  // namespace importer_docx
