// What stands inside a paragraph.
#include <algorithm>
#include <utility>

#include "body.hpp"
#include "xml.hpp"

namespace importer_docx {

namespace {

/// Characters of symbol fonts that have a name of their own; others stay in the private area, as Word copies them.
std::string_view symbol(std::string_view code) {
  constexpr std::pair<std::string_view, std::string_view> known[] = {{"F0A8", "□"}, {"F06F", "□"}, {"F0FE", "☑"},
                                                                     {"F052", "☑"}, {"F0FC", "✓"}, {"F0B7", "•"},
                                                                     {"F06C", "●"}, {"F06E", "■"}};
  for (const auto& [c, text] : known)
    if (code == c) return text;
  return {};
}

/// A character of a code that a file names; U+FFFD for what is none.
std::string character(unsigned long c) {
  const bool none = c < 0x20 || c == 0x7F || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF);
  return pugi::as_utf8(std::wstring(1, static_cast<wchar_t>(none ? 0xFFFD : c)));
}

constexpr const char* blanks = " \t\r\n";

}  // namespace

void BodyReader::runs(const pugi::xml_node& node, int depth) {
  with_.guard.check_depth(depth);
  for (const pugi::xml_node c : node.children()) {
    const std::string_view name = local(c);
    if (name == "r") {
      run(c, depth);
    } else if (is_gone(name)) {
      ++out_.deleted;
      with_.ordinals.pass(c);
    } else if (name == "AlternateContent") {
      const pugi::xml_node chosen = branch(c);
      for (const pugi::xml_node b : c.children()) b == chosen ? runs(b, depth + 1) : with_.ordinals.pass(b);
    } else if (is_wrapper(name)) {
      if (name == "fldSimple" && !c.first_child())
        list_number(attribute(c, "instr"), {paragraph_, with_.ordinals.runs, 0});
      runs(c, depth + 1);
    } else if (name == "oMath" || name == "oMathPara") {
      formula(c);
    } else if (name != "pPr" && c.first_child()) {
      with_.ordinals.pass(c);
    }
  }
}

bool BodyReader::is_hidden(const pugi::xml_node& properties) const {
  if (const pugi::xml_node vanish = child(properties, "vanish")) return is_on(vanish);
  // Hidden in both styles is shown (17.7.3).
  return hidden_style_ != with_.styles.hides_characters(value(properties, "rStyle"));
}

void BodyReader::run(const pugi::xml_node& r, int depth) {
  Place at{paragraph_, with_.ordinals.runs++, 0};
  const bool hidden = is_hidden(child(r, "rPr"));
  out_.hidden += hidden ? 1 : 0;
  run_content(r, at, hidden, depth);
}

void BodyReader::run_content(const pugi::xml_node& node, Place& at, bool hidden, int depth) {
  with_.guard.check_depth(depth);
  for (const pugi::xml_node c : node.children()) {
    const std::string_view name = local(c);
    if (name == "t") {
      text(c, at, hidden);
    } else if (name == "rPr") {
      continue;
    } else if (name == "tab" || name == "ptab") {
      show("\t", 1, at, hidden);
    } else if (name == "br" || name == "cr") {
      show("\n", 1, at, hidden);
    } else if (name == "noBreakHyphen") {
      show("-", 1, at, hidden);
    } else if (name == "sym" || name == "symEx") {
      const char* code = attribute(c, "char");
      const std::string_view known = symbol(code);
      show(known.empty() ? character(std::strtoul(code, nullptr, 16)) : std::string(known), 1, at, hidden);
    } else if (name == "fldChar") {
      field(c, at);
    } else if (name == "instrText") {
      fields_.instruction(c.child_value());
    } else if (!hidden && (name == "drawing" || name == "pict" || name == "object")) {
      boxes(c, depth + 1);
    } else if (name == "AlternateContent") {
      const pugi::xml_node chosen = branch(c);
      for (const pugi::xml_node b : c.children())
        b == chosen ? run_content(b, at, hidden, depth + 1) : with_.ordinals.pass(b);
    } else if (!hidden && name == "ruby") {
      for (const pugi::xml_node part : c.children())
        local(part) == "rubyBase" ? runs(part, depth + 1) : with_.ordinals.pass(part);
    } else if (c.first_child()) {
      with_.ordinals.pass(c);
    }
  }
}

void BodyReader::text(const pugi::xml_node& t, Place& at, bool hidden) {
  const bool keeps_blanks = std::string_view(attribute(t, "space")) == "preserve";
  for (const pugi::xml_node piece : t.children()) {
    if (piece.type() != pugi::node_pcdata && piece.type() != pugi::node_cdata) continue;
    std::string_view v = piece.value();
    std::size_t front = 0, back = 0;
    if (!keeps_blanks && piece == t.first_child()) front = std::min(v.find_first_not_of(blanks), v.size());
    if (!keeps_blanks && piece == t.last_child() && front < v.size()) back = v.size() - 1 - v.find_last_not_of(blanks);
    at.offset += static_cast<std::uint32_t>(front);
    v = v.substr(front, v.size() - front - back);
    if (v.find('\n') == v.npos) {
      show(v, characters(v), at, hidden);
    } else {  // the file was laid out anew; Word shows a blank
      std::string one_line(v);
      std::replace(one_line.begin(), one_line.end(), '\n', ' ');
      show(one_line, characters(v), at, hidden);
    }
    at.offset += static_cast<std::uint32_t>(back);
  }
}

void BodyReader::show(std::string_view utf8, std::uint32_t size, Place& at, bool hidden) {
  if (!hidden && !fields_.in_instruction()) {
    line_.add(utf8, size, at);
    if (contents_ == 0 && size > 0) beside_contents_ = beside_contents_ || !fields_.in_contents();
  }
  at.offset += size;
}

void BodyReader::field(const pugi::xml_node& mark, Place at) {
  const std::string_view type = attribute(mark, "fldCharType");
  if (type == "begin") {
    fields_.begin();
  } else if (type == "separate") {
    fields_.separate();
  } else if (type == "end") {
    if (const std::optional<std::string> code = fields_.end(); code && !fields_.in_instruction())
      list_number(*code, at);
  }
}

void BodyReader::list_number(std::string_view instruction, Place at) {
  const std::optional<ListNumber> field = importer_docx::list_number(instruction);
  if (!field) return;
  const std::optional<Label> label = with_.numbering.count(*field, around_.num, around_.level, story_);
  if (!label || label->text.empty()) return;
  const std::uint32_t start = line_.size;
  line_.make(label->text, at);
  line_.labels.push_back({{start, line_.size}, label->level + 1});
}

void BodyReader::formula(const pugi::xml_node& math) {
  std::string shown;
  for (pugi::xml_node at = math.first_child(); at;) {
    if (local(at) == "t") shown += at.child_value();
    pugi::xml_node next = at.first_child();
    while (!next && at != math) {
      next = at.next_sibling();
      at = at.parent();
    }
    at = next;
  }
  line_.make(shown, {paragraph_, with_.ordinals.runs, 0});
  with_.ordinals.pass(math);
}

void BodyReader::boxes(const pugi::xml_node& drawing, int depth) {
  with_.guard.check_depth(depth);
  for (const pugi::xml_node c : drawing.children()) {
    const std::string_view name = local(c);
    if (name == "txbxContent") {
      text_boxes_.push_back({c, with_.ordinals.paragraphs});
      with_.ordinals.pass(c);
    } else if (name == "AlternateContent") {
      const pugi::xml_node chosen = branch(c);
      for (const pugi::xml_node b : c.children()) b == chosen ? boxes(b, depth + 1) : with_.ordinals.pass(b);
    } else if (c.first_child()) {
      boxes(c, depth + 1);
    }
  }
}

}  // namespace importer_docx
