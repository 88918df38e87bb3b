#include "body.hpp"

#include <algorithm>
#include <utility>

#include "fazhi/error.hpp"
#include "number_format.hpp"
#include "xml.hpp"

namespace importer_docx {

namespace {

constexpr int deepest = 200;  // of tables in tables; Word ends at 64 or so

std::uint32_t characters(std::string_view utf8) {
  return static_cast<std::uint32_t>(
      std::count_if(utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

/// Deleted and moved-away content is not there once changes are accepted.
bool is_gone(std::string_view name) { return name == "del" || name == "moveFrom"; }

/// What only wraps other content.
bool is_wrapper(std::string_view name) {
  return name == "ins" || name == "moveTo" || name == "sdt" || name == "sdtContent" || name == "smartTag" ||
         name == "customXml" || name == "hyperlink" || name == "fldSimple" || name == "dir" || name == "bdo";
}

/// The one branch of w:AlternateContent that is read: a text box stands in both.
pugi::xml_node branch(const pugi::xml_node& alternative) {
  const pugi::xml_node choice = child(alternative, "Choice");
  return choice ? choice : child(alternative, "Fallback");
}

/// Characters of symbol fonts that have a name of their own; others stay in the private area, as Word copies them.
std::string_view symbol(std::string_view code) {
  constexpr std::pair<std::string_view, std::string_view> known[] = {{"F0A8", "□"}, {"F06F", "□"}, {"F0FE", "☑"},
                                                                     {"F052", "☑"}, {"F0FC", "✓"}, {"F0B7", "•"},
                                                                     {"F06C", "●"}, {"F06E", "■"}};
  for (const auto& [c, text] : known)
    if (code == c) return text;
  return {};
}

/// A character of a code that a file names; nothing for what is no character of the basic plane.
std::string character(unsigned long c) {
  if (c < 0x20 || c == 0x7F || c > 0xFFFF || (c >= 0xD800 && c <= 0xDFFF)) return {};
  return pugi::as_utf8(std::wstring(1, static_cast<wchar_t>(c)));
}

void check_depth(int depth) {
  if (depth > deepest)
    throw fazhi::ParseError("the document nests tables or content deeper than " + std::to_string(deepest) + " levels",
                            "文档嵌套超过" + std::to_string(deepest) + "层");
}

}  // namespace

void Body::append(std::string_view utf8) {
  text += utf8;
  size_ += characters(utf8);
}

void Body::end_line() {
  text += '\n';
  ++size_;
}

void BodyReader::read(const pugi::xml_node& node, int depth) {
  check_depth(depth);
  for (const pugi::xml_node c : node.children()) {
    const std::string_view name = local(c);
    if (name == "p") {
      paragraph(c, depth);
    } else if (name == "tbl") {
      table(c, depth + 1);
    } else if (name == "AlternateContent") {
      read(branch(c), depth + 1);
    } else if (is_wrapper(name)) {
      read(c, depth + 1);
    } else if (name == "altChunk") {
      ++out_.unread;
    }
  }
}

std::optional<Label> BodyReader::label(const pugi::xml_node& properties, std::string_view style) {
  const pugi::xml_node own = child(properties, "numPr");
  const Styles::Resolved inherited = styles_.resolve(style);
  int num = number(value(own, "numId"), -1), level = number(value(own, "ilvl"), -1);
  if (num < 0) {
    num = inherited.num;
    // A style's level is the one that names the style; its own w:ilvl is what older files have.
    if (level < 0 && num > 0) level = numbering_.level_of_style(num, style).value_or(-1);
    if (level < 0 && num > 0) level = numbering_.level_of_style(num, inherited.owner).value_or(inherited.level);
  }
  if (num <= 0) return std::nullopt;
  return numbering_.count(num, std::max(level, 0));
}

void BodyReader::paragraph(const pugi::xml_node& p, int depth) {
  if (++paragraphs_ % 256 == 0) ctx_.check_cancelled();
  const pugi::xml_node properties = child(p, "pPr");
  const pugi::xml_node mark = child(properties, "rPr");
  std::string_view style = value(properties, "pStyle");
  if (style.empty()) style = styles_.default_paragraph();
  runs(p, depth);
  // A paragraph whose mark is deleted or hidden goes on in the next one, which gives it its number.
  const bool joined = child(mark, "del") || child(mark, "moveFrom") || is_on(child(mark, "vanish"));
  if (!joined) {
    if (const std::optional<Label> number = label(properties, style); number && !number->text.empty()) {
      const std::uint32_t start = out_.size();
      out_.append(number->text);
      if (number->text != "•") out_.labels.push_back({{start, out_.size()}, number->level + 1});
      if (number->blank_behind) out_.append(" ");
    }
    out_.append(line_);
    out_.end_line();
    line_.clear();
  }
  if (text_boxes_.empty()) return;
  std::vector<pugi::xml_node> boxes;
  boxes.swap(text_boxes_);
  const std::string carried = std::exchange(line_, {});
  for (const pugi::xml_node& box : boxes) read(box, depth + 1);
  line_ = carried;
}

void BodyReader::runs(const pugi::xml_node& node, int depth) {
  check_depth(depth);
  for (const pugi::xml_node c : node.children()) {
    const std::string_view name = local(c);
    if (name == "r") {
      run(c, depth);
    } else if (is_gone(name)) {
      ++out_.deleted;
    } else if (name == "AlternateContent") {
      runs(branch(c), depth + 1);
    } else if (is_wrapper(name)) {
      runs(c, depth + 1);
    }
  }
}

void BodyReader::field(const pugi::xml_node& mark) {
  const std::string_view type = attribute(mark, "fldCharType");
  if (type == "begin") {
    if (fields_.in_code < 0) fields_.in_code = fields_.depth;
    ++fields_.depth;
  } else if (type == "separate") {
    if (fields_.in_code == fields_.depth - 1) fields_.in_code = -1;
  } else if (type == "end" && fields_.depth > 0) {
    --fields_.depth;
    if (fields_.in_code == fields_.depth) fields_.in_code = -1;
  }
}

void BodyReader::run(const pugi::xml_node& r, int depth) {
  if (is_on(child(child(r, "rPr"), "vanish"))) {
    ++out_.hidden;
    return;
  }
  for (const pugi::xml_node c : r.children()) {
    const std::string_view name = local(c);
    if (name == "fldChar") {
      field(c);
    } else if (name == "drawing" || name == "pict" || name == "object") {
      boxes(c, depth + 1);
    } else if (name == "AlternateContent") {
      const pugi::xml_node chosen = branch(c);
      boxes(chosen, depth + 1);
    } else if (fields_.in_code >= 0) {
      continue;
    } else if (name == "t") {
      line_ += c.child_value();
    } else if (name == "tab" || name == "ptab") {
      line_ += '\t';
    } else if (name == "br" || name == "cr") {
      line_ += '\n';
    } else if (name == "noBreakHyphen") {
      line_ += '-';
    } else if (name == "sym") {
      const char* code = attribute(c, "char");
      const std::string_view known = symbol(code);
      line_ += known.empty() ? character(std::strtoul(code, nullptr, 16)) : std::string(known);
    } else if (name == "ruby") {
      runs(child(c, "rubyBase"), depth + 1);
    }
  }
}

void BodyReader::boxes(const pugi::xml_node& drawing, int depth) {
  check_depth(depth);
  for (const pugi::xml_node c : drawing.children()) {
    if (local(c) == "txbxContent") {
      text_boxes_.push_back(c);
    } else {
      boxes(local(c) == "AlternateContent" ? branch(c) : c, depth + 1);
    }
  }
}

struct BodyReader::Rows {
  std::vector<std::vector<fazhi::SourceCell>> cells;
  /// For each column the cell that goes on downwards: its row and place there.
  std::vector<std::pair<std::size_t, std::size_t>> open;
  bool side_by_side = false;
};

void BodyReader::table(const pugi::xml_node& tbl, int depth) {
  Rows rows;
  read_rows(tbl, depth, rows);
  if (rows.side_by_side) out_.tables.push_back(std::move(rows.cells));
}

void BodyReader::read_rows(const pugi::xml_node& node, int depth, Rows& rows) {
  check_depth(depth);
  for (const pugi::xml_node c : node.children()) {
    const std::string_view name = local(c);
    if (is_wrapper(name)) read_rows(c, depth + 1, rows);
    if (name == "tr" && !child(child(c, "trPr"), "del")) read_row(c, depth + 1, rows);
  }
}

void BodyReader::read_row(const pugi::xml_node& tr, int depth, Rows& rows) {
  constexpr int widest = 1000;
  constexpr std::size_t none = static_cast<std::size_t>(-1);
  struct Cell {
    Body body;
    std::size_t column = 0;
    int span = 1;
    bool goes_on = false;  ///< from the cell above: shows nothing of its own
    bool merged = false;
  };
  std::vector<Cell> cells;
  std::size_t column = 0;
  for (pugi::xml_node c : tr.children()) {
    if (local(c) == "sdt") c = child(child(c, "sdtContent"), "tc");
    if (local(c) != "tc") continue;
    const pugi::xml_node properties = child(c, "tcPr");
    const pugi::xml_node merge = child(properties, "vMerge");
    Cell& cell = cells.emplace_back();
    cell.column = column;
    cell.span = std::clamp(number(value(properties, "gridSpan"), 1), 1, widest);
    cell.merged = static_cast<bool>(merge);
    cell.goes_on = merge && std::string_view(attribute(merge, "val")) != "restart";
    column += static_cast<std::size_t>(cell.span);
    if (cell.goes_on) continue;
    BodyReader reader(cell.body, styles_, numbering_, ctx_);
    reader.read(c, depth);
    out_.deleted += cell.body.deleted;
    out_.hidden += cell.body.hidden;
    out_.unread += cell.body.unread;
  }
  // Text set in a frame is text; cells side by side are a row.
  const bool frame = cells.size() == 1;
  rows.side_by_side = rows.side_by_side || cells.size() > 1;
  rows.open.resize(std::max(rows.open.size(), column), {none, none});
  const bool header = is_on(child(child(tr, "trPr"), "tblHeader"));
  std::vector<fazhi::SourceCell>& own = rows.cells.emplace_back();
  for (Cell& cell : cells) {
    Body& body = cell.body;
    while (!frame && body.text.ends_with('\n')) body.text.pop_back();
    if (!frame) std::replace(body.text.begin(), body.text.end(), '\n', ' ');
    if (cell.column > 0) out_.append("\t");
    const std::uint32_t start = out_.size();
    for (const ComputedLabel& l : body.labels)
      if (frame) out_.labels.push_back({{l.range.start + start, l.range.end + start}, l.level});
    out_.append(body.text);
    auto& open = rows.open[cell.column];
    if (cell.goes_on && open.first != none) {
      ++rows.cells[open.first][open.second].row_span;
      continue;
    }
    open = cell.merged ? std::pair(rows.cells.size() - 1, own.size()) : std::pair(none, none);
    own.push_back({{start, out_.size()}, 1, static_cast<std::uint16_t>(cell.span), header});
  }
  if (!frame) out_.end_line();
}

}  // namespace importer_docx
