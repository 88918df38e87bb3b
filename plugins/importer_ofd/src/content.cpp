#include "content.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "characters.hpp"

namespace importer_ofd {

namespace {

using package::attribute;
using package::child;
using package::local;

constexpr int deepest = 64;         // of blocks in blocks and composite objects in composite objects
constexpr double thin = 1;          // millimetres, of a rule
constexpr double split = 1.6;       // ems: a gap as wide parts cells, and so spans
constexpr char32_t no_code = 0xA4;  // ¤ stands where the file has a glyph and no character (clause 11.3)

/// What an element of a layer says of itself; its attributes are looked at once.
struct Drawn {
  std::string_view boundary, ctm, size, h_scale, char_direction, read_direction, resource, visible;
  explicit Drawn(const pugi::xml_node& object) {
    for (const pugi::xml_attribute a : object.attributes())
      if (std::string_view* value = field(local(a.name()))) *value = a.value();
  }

 private:
  std::string_view* field(std::string_view name) {
    switch (name.empty() ? '\0' : name[0]) {
      case 'B':
        return name == "Boundary" ? &boundary : nullptr;
      case 'C':
        return name == "CTM" ? &ctm : name == "CharDirection" ? &char_direction : nullptr;
      case 'S':
        return name == "Size" ? &size : nullptr;
      case 'H':
        return name == "HScale" ? &h_scale : nullptr;
      case 'R':
        return name == "ReadDirection" ? &read_direction : name == "ResourceID" ? &resource : nullptr;
      case 'V':
        return name == "Visible" ? &visible : nullptr;
      default:
        return nullptr;
    }
  }
};

Affine placed(const Drawn& object, const Affine& space) {
  const Box at = box(object.boundary).value_or(Box{});
  Affine own = affine(object.ctm).value_or(Affine{});
  own.e += at.x;
  own.f += at.y;
  return compose(space, own);
}

/// DeltaX or DeltaY: offsets from character to character; "g 3 5.5" is 5.5 three times.
class Deltas {
 public:
  explicit Deltas(std::string_view text) : given_(text.find_first_not_of(" \t\r\n") != text.npos), list_(text) {}
  [[nodiscard]] bool given() const { return given_; }
  std::optional<double> next() {
    if (left_ == 0) {
      left_ = 1;
      if (list_.take("g")) {
        const double count = list_.next().value_or(0);
        left_ = count >= 1 ? static_cast<std::uint64_t>(count) : 1;
      }
      value_ = list_.next();
    }
    --left_;
    return value_;
  }

 private:
  bool given_;
  NumberList list_;
  std::uint64_t left_ = 0;
  std::optional<double> value_;
};

struct Coded {
  char32_t c;
  std::uint32_t at;  ///< code points before it
};

/// The characters of a TextCode. A blank may stand as \0020 (clause 11.3).
void take_characters(std::string_view utf8, std::vector<Coded>& out) {
  out.clear();
  for (std::uint32_t at = 0; !utf8.empty(); ++at) {
    const char32_t c = take_character(utf8);
    if (c == U'\\' && (utf8.starts_with("0020") || utf8.starts_with("00A0"))) {
      utf8.remove_prefix(4);
      out.push_back({U' ', at});
      at += 4;
      continue;
    }
    out.push_back({c, at});
  }
}

/// The plain text of an element, whether typed or in CDATA sections; `out` holds it where there are several.
std::string_view content_of(const pugi::xml_node& node, std::string& out) {
  const pugi::xml_node first = node.first_child();
  if (!first.next_sibling()) return first.value();
  out.clear();
  for (const pugi::xml_node c : node.children())
    if (c.type() == pugi::node_pcdata || c.type() == pugi::node_cdata) out += c.value();
  return out;
}

/// Quarters of a turn, clockwise as pages are seen; 4 where the direction is askew.
int quarter(double x, double y) {
  const double length = std::hypot(x, y);
  if (length == 0) return 0;
  constexpr double cosine = 0.995;  // some 6 degrees
  if (x > cosine * length) return 0;
  if (y > cosine * length) return 1;
  if (x < -cosine * length) return 2;
  if (y < -cosine * length) return 3;
  return 4;
}

struct Placed {
  char32_t c;
  std::uint32_t at;  ///< as Coded::at
  double x, y;       ///< on the page
};

double along(Frame frame, double x, double y) {
  switch (frame) {
    case Frame::upright:
      return x;
    case Frame::down:
    case Frame::columns:
      return y;
    case Frame::left:
      return -x;
    case Frame::up:
      return -y;
  }
  return x;
}

double across(Frame frame, double x, double y) {
  switch (frame) {
    case Frame::upright:
      return y;
    case Frame::down:
    case Frame::columns:
      return -x;
    case Frame::left:
      return -y;
    case Frame::up:
      return x;
  }
  return y;
}

/// Characters of one TextCode become spans: a new one where there is a wide gap, a jump back, or another base line.
void add_spans(const std::vector<Placed>& text, Frame frame, double size, double width, Source source, Content& out) {
  std::vector<Span>& spans = out.spans[static_cast<std::size_t>(frame)];
  bool open = false;
  char32_t blank = 0;
  std::uint32_t next = 0;  // Coded::at of a character that follows the one before without a gap
  std::size_t ink = 0;     // glyphs of the open span up to its last that is no blank
  const auto close = [&] {
    if (!open) return;
    Span& span = spans.back();
    if (out.glyphs.size() > span.first + ink) span.after = out.glyphs.back().c;
    out.glyphs.resize(span.first + ink);
    span.count = static_cast<std::uint32_t>(ink);
    span.end = out.glyphs.back().end;
    open = false;
  };
  for (const Placed& p : text) {
    const double u = along(frame, p.x, p.y), v = across(frame, p.x, p.y);
    if (is_blank(p.c)) {
      if (!open) {
        blank = blank == 0 ? p.c : blank;
        continue;
      }
      if (p.at != next) {
        close();
        blank = p.c;
        continue;
      }
      next = p.at + 1;
      out.glyphs.push_back({p.c == U'\t' || p.c == U'\n' || p.c == U'\r' ? U' ' : p.c, u, u});
      continue;
    }
    if (open) {
      const Span& span = spans.back();
      const double behind = out.glyphs[span.first + ink - 1].end;
      const bool apart =
          p.at != next || u - behind > split * size || u < behind - 2 * size || std::abs(v - span.v) > 0.3 * size;
      if (apart) close();
    }
    if (!open) {
      Span& span = spans.emplace_back();
      span.first = static_cast<std::uint32_t>(out.glyphs.size());
      span.start = u;
      span.v = v;
      span.size = size;
      span.source = source;
      span.source.offset = p.at;
      span.before = blank;
      blank = 0;
      open = true;
    }
    const bool wide = frame == Frame::columns || is_wide(p.c);
    out.glyphs.push_back({p.c, u, u + (wide ? size : size / 2) * width});
    ink = out.glyphs.size() - spans.back().first;
    next = p.at + 1;
  }
  close();
}

}  // namespace

void Content::append(const Content& other) {
  const auto shift = static_cast<std::uint32_t>(glyphs.size());
  glyphs.insert(glyphs.end(), other.glyphs.begin(), other.glyphs.end());
  for (std::size_t f = 0; f < frames; ++f)
    for (Span span : other.spans[f]) {
      span.first += shift;
      spans[f].push_back(span);
    }
  rules.insert(rules.end(), other.rules.begin(), other.rules.end());
  images += other.images;
  paths += other.paths;
  hidden += other.hidden;
  oblique += other.oblique;
  without_codes += other.without_codes;
}

void ContentReader::read(const std::string& part, std::uint32_t number, const pugi::xml_node& page, Content& out) {
  part_ = part;
  source_ = {number, 0, 0, 0};
  page_resources_.clear();
  for (const pugi::xml_node c : page.children())
    if (local(c) == "PageRes")
      if (std::string resource = locate(package_, part, c.child_value());
          !resource.empty() && std::ranges::find(page_resources_, resource) == page_resources_.end())
        page_resources_.push_back(std::move(resource));
  objects(child(page, "Content"), Affine{}, 0, out);
}

void ContentReader::charge(std::uint64_t characters, std::uint64_t objects) {
  characters_ += characters;
  objects_ += objects;
  if (objects_ > limits_.max_objects)
    package_.fail("draws more than " + std::to_string(limits_.max_objects) + " objects (option max_objects)",
                  "所绘对象超过" + std::to_string(limits_.max_objects) + "个（选项max_objects）");
  if (characters_ > limits_.max_characters)
    package_.fail(
        "holds more than " + std::to_string(limits_.max_characters) +
            " characters (option max_characters); no report has so many",
        "所含文字超过" + std::to_string(limits_.max_characters) + "个（选项max_characters）；报告不会有这么多文字");
}

void ContentReader::repeat(const Content& content, Content& out) {
  std::size_t drawn = content.rules.size();
  for (const auto& spans : content.spans) drawn += spans.size();
  charge(content.glyphs.size(), drawn);
  out.append(content);
}

void ContentReader::objects(const pugi::xml_node& parent, const Affine& space, int depth, Content& out) {
  if (depth > deepest)
    package_.fail("nests objects deeper than " + std::to_string(deepest) + " levels in " + part_,
                  "的部件" + part_ + "中对象嵌套超过" + std::to_string(deepest) + "层");
  for (const pugi::xml_node c : parent.children()) {
    if (objects_ % 1024 == 0) ctx_.check_cancelled();
    charge(0, 1);
    const std::string_view name = local(c);
    if (name.empty()) continue;
    const Drawn drawn(c);
    if (drawn.visible == "false" || drawn.visible == "0") {
      ++out.hidden;
    } else if (name == "TextObject") {
      const Affine own = placed(drawn, space);
      if (!is_sane(own)) continue;
      const double size = number(drawn.size, 0);
      const Type type{own, size > 0 ? size : 1, std::clamp(number(drawn.h_scale, 1), 0.1, 10.0),
                      number(drawn.char_direction, 0), number(drawn.read_direction, 0)};
      text(c, type, out);
      ++source_.object;
    } else if (name == "PathObject") {
      ++out.paths;
      rule(drawn.boundary, space, out);
    } else if (name == "ImageObject") {
      ++out.images;
    } else if (name == "PageBlock" || name == "Layer") {
      objects(c, space, depth + 1, out);
    } else if (name == "CompositeObject") {
      const Affine own = placed(drawn, space);
      if (const pugi::xml_node resource = unit(drawn.resource); resource && is_sane(own))
        objects(child(resource, "Content"), own, depth + 1, out);
    }
  }
}

pugi::xml_node ContentReader::unit(std::string_view id) {
  for (const std::vector<std::string>* list : {&std::as_const(page_resources_), &document_.resources})
    for (const std::string& part : *list) {
      Resources& r = resources_[part];
      if (r.tree == nullptr) {
        r.tree = std::make_unique<package::Tree>(package_, part);
        for (const pugi::xml_node u : child(r.tree->root(), "CompositeGraphicUnits").children())
          r.units.emplace(attribute(u, "ID"), u);
      }
      if (const auto u = r.units.find(id); u != r.units.end()) return u->second;
    }
  return {};
}

void ContentReader::rule(std::string_view boundary, const Affine& space, Content& out) {
  const auto at = box(boundary);
  if (!at || (std::abs(at->height) > thin && std::abs(at->width) > thin)) return;
  const double right = at->x + at->width;
  const double below = at->y + at->height;
  const Affine ends{space.a * at->x + space.c * at->y + space.e,
                    space.b * at->x + space.d * at->y + space.f,
                    space.a * right + space.c * below + space.e,
                    space.b * right + space.d * below + space.f,
                    0,
                    0};
  if (is_sane(ends)) out.rules.push_back({ends.a, ends.b, ends.c, ends.d});
}

void ContentReader::text(const pugi::xml_node& object, const Type& type, Content& out) {
  const auto& [at, size, width, turned, direction] = type;
  std::vector<Placed> placed_text;
  std::vector<Coded> text;
  std::string pieces;
  std::uint32_t codes = 0;
  double x = 0, y = 0;
  for (const pugi::xml_node code : object.children()) {
    if (local(code) != "TextCode") continue;
    source_.code = codes++;
    // What is not said is as in the TextCode before.
    x = number(attribute(code, "X"), x);
    y = number(attribute(code, "Y"), y);
    take_characters(content_of(code, pieces), text);
    charge(text.size(), 0);
    Deltas dx(attribute(code, "DeltaX")), dy(attribute(code, "DeltaY"));
    const bool given = dx.given() || dy.given();
    placed_text.clear();
    double px = x, py = y;
    double first_x = 0, first_y = 0;  // from the first character to the second
    for (std::size_t i = 0; i < text.size(); ++i) {
      const char32_t c = text[i].c;
      if (c == 0xFFFF)
        package_.fail("has bytes that are no UTF-8 in " + part_ + "; open it in an OFD reader and save it again",
                      "的部件" + part_ + "含有非UTF-8字节；请用OFD阅读器打开后重新保存");
      if (c == no_code) {
        ++out.without_codes;
      } else if (c >= 0x20 && c != 0x7F && !(c >= 0x80 && c < 0xA0) && c != 0xFFFE) {
        placed_text.push_back({c, text[i].at, at.a * px + at.c * py + at.e, at.b * px + at.d * py + at.f});
      } else if (c == U'\t' || c == U'\n' || c == U'\r') {
        placed_text.push_back({U' ', text[i].at, at.a * px + at.c * py + at.e, at.b * px + at.d * py + at.f});
      }
      double step_x = dx.next().value_or(NAN), step_y = dy.next().value_or(NAN);
      if (std::isnan(step_x) && std::isnan(step_y)) {
        const double plain = (is_wide(c) || c == 0x3000 ? size : size / 2) * width;
        const int way = static_cast<int>(std::lround(direction / 90)) & 3;
        step_x = way == 0 ? plain : way == 2 ? -plain : 0;
        step_y = way == 1 ? plain : way == 3 ? -plain : 0;
        if (given && dy.given() && !dx.given() && way == 0) step_x = 0, step_y = size;
      }
      if (std::isnan(step_x)) step_x = 0;
      if (std::isnan(step_y)) step_y = 0;
      if (i == 0) first_x = step_x, first_y = step_y;
      px += step_x;
      py += step_y;
    }
    if (placed_text.empty()) continue;
    // The way of the line: from its first character to the second; of a single one the way that it stands.
    const double turn = turned * std::acos(-1.0) / 180;
    const double stand_x = std::cos(turn), stand_y = std::sin(turn);
    const int stands = quarter(at.a * stand_x + at.c * stand_y, at.b * stand_x + at.d * stand_y);
    const bool moved = text.size() > 1 && std::hypot(first_x, first_y) > 0;
    const int runs = moved ? quarter(at.a * first_x + at.c * first_y, at.b * first_x + at.d * first_y) : stands;
    if (stands == 4 || runs == 4) {
      ++out.oblique;
      continue;
    }
    // Upright characters one below the other; drawn mirrored (the axis turned over), they run up in the file and down
    // to the eye no less.
    const bool column = runs == 1 && stands == 0;
    const auto frame = column ? Frame::columns : static_cast<Frame>(runs);
    double wide = std::hypot(at.a, at.b), high = std::hypot(at.c, at.d);
    if (std::lround(turned / 90) % 2 != 0) std::swap(wide, high);
    const bool flat = !(wide > 0) || !(high > 0);
    add_spans(placed_text, frame, flat ? 1 : size * high, flat ? width : width * wide / high, source_, out);
  }
}

}  // namespace importer_ofd
