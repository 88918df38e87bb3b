#include "body.hpp"

#include <algorithm>
#include <utility>

#include "xml.hpp"

namespace importer_docx {

namespace {

/// A block that Word keeps for a table of contents: <w:docPartGallery w:val="Table of Contents"/>.
bool is_contents(const pugi::xml_node& sdt) {
  const pugi::xml_node part = child(child(sdt, "sdtPr"), "docPartObj");
  return std::string_view(value(part, "docPartGallery")) == "Table of Contents";
}

/// Whether a paragraph goes on in another one where its mark is deleted or hidden: the last of a cell or text does not.
bool is_followed(pugi::xml_node p) {
  for (; p; p = p.parent()) {
    for (pugi::xml_node next = p.next_sibling(); next; next = next.next_sibling()) {
      const std::string_view name = local(next);
      if (name == "p" || name == "AlternateContent" || is_wrapper(name)) return true;
      if (name == "tbl") return false;
    }
    if (!is_wrapper(local(p.parent()))) return false;
  }
  return false;
}

// Word puts no text box into a text box; each level would be looked through once more.
constexpr int levels_of_box = 10;

}  // namespace

bool is_gone(std::string_view name) { return name == "del" || name == "moveFrom"; }

bool is_wrapper(std::string_view name) {
  return name == "ins" || name == "moveTo" || name == "sdt" || name == "sdtContent" || name == "smartTag" ||
         name == "customXml" || name == "hyperlink" || name == "fldSimple" || name == "dir" || name == "bdo";
}

pugi::xml_node branch(const pugi::xml_node& alternative) {
  const pugi::xml_node choice = child(alternative, "Choice");
  return choice ? choice : child(alternative, "Fallback");
}

void BodyReader::read(const pugi::xml_node& node, int depth) {
  with_.guard.check_depth(depth);
  for (const pugi::xml_node c : node.children()) {
    const std::string_view name = local(c);
    if (name == "p") {
      paragraph(c, depth);
    } else if (name == "tbl") {
      table(c, depth + 1);
    } else if (name == "AlternateContent") {
      const pugi::xml_node chosen = branch(c);
      for (const pugi::xml_node b : c.children()) b == chosen ? read(b, depth + 1) : with_.ordinals.pass(b);
    } else if (is_wrapper(name)) {
      const bool contents = name == "sdt" && is_contents(c);
      contents_ += contents ? 1 : 0;
      read(c, depth + 1);
      contents_ -= contents ? 1 : 0;
    } else {
      if (name == "altChunk") ++out_.unread;
      with_.ordinals.pass(c);
    }
  }
}

BodyReader::NumberOf BodyReader::number_of(const pugi::xml_node& properties, std::string_view style,
                                           const Styles::Resolved& has) {
  const pugi::xml_node own = child(properties, "numPr");
  int num = number(value(own, "numId"), -1), level = number(value(own, "ilvl"), -1);
  if (num < 0 && has.num > 0) {
    num = has.num;
    // A style's level is the one that names the style; its own w:ilvl is what older files have.
    if (level < 0) level = with_.numbering.level_of_style(num, style).value_or(-1);
    if (level < 0) level = with_.numbering.level_of_style(num, has.owner).value_or(has.level);
    // Seen in Word: a level that names another style than the one that brought the numbering prints nothing.
    if (const int at = std::max(level, 0);
        with_.numbering.is_of_other_style(num, at, has.owner) && with_.numbering.is_of_other_style(num, at, style))
      return {};
  }
  return {std::max(num, 0), std::max(level, 0)};
}

void BodyReader::paragraph(const pugi::xml_node& p, int depth) {
  paragraph_ = with_.ordinals.paragraphs++;
  const std::uint32_t runs_around = std::exchange(with_.ordinals.runs, 0);
  const pugi::xml_node properties = child(p, "pPr");
  const pugi::xml_node mark = child(properties, "rPr");
  std::string_view style = value(properties, "pStyle");
  if (style.empty()) style = with_.styles.default_paragraph();
  const Styles::Resolved& has = with_.styles.resolve(style);
  hidden_style_ = has.hidden;
  // A paragraph whose mark is deleted or hidden goes on in the next one, which gives it its number; but the mark of a
  // style separator (specVanish) only joins the lines.
  const bool separator = is_on(child(mark, "specVanish"));
  const pugi::xml_node vanish = child(mark, "vanish");
  const bool hidden_mark = vanish ? is_on(vanish) : has.hidden;
  const bool gone = child(mark, "del") || child(mark, "moveFrom") || hidden_mark;
  const bool joined = gone && is_followed(p);
  std::optional<Label> label;
  around_ = {};
  const auto count = [&] {
    around_ = number_of(properties, style, has);
    label = with_.numbering.count(around_.num, around_.level, story_);
  };
  if (!gone || separator) count();
  const bool in_contents = contents_ > 0 || fields_.in_contents();
  const std::uint32_t size_before = line_.size;
  bool carried = size_before > 0;
  const auto print = [&](Passage& to) {
    if (!label || label->text.empty()) return;
    const std::uint32_t start = to.size;
    to.make(label->text, {paragraph_, 0, 0});
    if (label->text != "•") to.labels.push_back({{start, to.size}, label->level + 1});
    if (label->blank_behind) to.make(" ", {paragraph_, 0, 0});
  };
  if (!carried || separator) print(line_);
  runs(p, depth);
  with_.ordinals.runs = runs_around;
  with_.guard.count_paragraph(line_.size - size_before);
  const bool nothing = gone && line_.size == 0;
  if (gone && !joined && !nothing && !separator) {
    count();
    carried = true;
  }
  if (!joined && !nothing) {
    if (carried && !separator) print(out_.passage);
    const std::uint32_t start = out_.passage.size;
    const bool is_contents = !beside_contents_ && line_.size > 0 && (in_contents || fields_.in_contents());
    const Place end = line_.end_of(paragraph_);
    out_.passage.append(line_);
    out_.passage.make("\n", end);
    if (is_contents) out_.passage.contents.push_back({start, out_.passage.size});
    line_.clear();
    beside_contents_ = false;
  }
  if (!text_boxes_.empty()) read_boxes(depth);
}

void BodyReader::read_boxes(int depth) {
  std::vector<Box> boxes;
  boxes.swap(text_boxes_);
  const std::uint32_t paragraphs = with_.ordinals.paragraphs;
  for (const Box& box : boxes) {
    // Seen in Word: each text box counts its numbers for itself.
    Story own;
    BodyReader reader(out_, with_, own);
    with_.ordinals.paragraphs = box.paragraphs;
    reader.read(box.content, depth + levels_of_box);
  }
  with_.ordinals.paragraphs = paragraphs;
}

}  // namespace importer_docx
