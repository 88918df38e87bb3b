#include "paragraphs.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "characters.hpp"

namespace importer_ofd {

namespace {

// In ems of the type.
constexpr double indent = 0.8;         // less is the play of the type
constexpr double furthest_indent = 3;  // of a first line
constexpr double slack = 0.3;          // by which a line may be squeezed
constexpr double other_size = 0.12;    // share by which sizes of one paragraph may differ
constexpr double narrowest = 8;        // column whose lines can be told full
constexpr double wide_step = 1.35;     // of the common step from line to line: more parts paragraphs

/// A line with what its column says of it.
struct Placed {
  const Line* line;
  std::uint32_t page;
  std::size_t block;
  double left, right;  ///< edges of the column
};

/// The outermost edge that several lines share within an em: kinsoku and ragged type let ends vary, a line that sticks
/// out alone does not count. Where no two lines agree, the outermost there is. Rows of cells and larger
/// type have edges of their own.
double common_edge(const std::vector<const Line*>& lines, bool right, double size) {
  std::vector<std::pair<double, double>> edges;  // outwards; size
  const auto counts = [&](const Line* l) { return l->cells == 1 && l->size < 1.15 * size; };
  const bool none = std::none_of(lines.begin(), lines.end(), counts);
  for (const Line* l : lines)
    if (none || counts(l)) edges.emplace_back(right ? l->end : -l->start, l->size);
  std::sort(edges.rbegin(), edges.rend());
  const std::size_t fewest = std::max<std::size_t>(right ? 2 : 1, edges.size() / 20);
  double edge = edges.front().first;
  for (std::size_t i = 0; i + fewest <= edges.size(); ++i)
    if (edges[i].first - edges[i + fewest - 1].first <= edges[i].second) {
      edge = edges[i].first;
      break;
    }
  return right ? edge : -edge;
}

/// The median step from line to line, in ems of the type.
double common_step(const std::vector<Placed>& lines) {
  std::vector<double> steps;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (lines[i].block != lines[i - 1].block) continue;
    const double step = (lines[i].line->v - lines[i - 1].line->v) / lines[i].line->size;
    if (step > 0 && step < 4) steps.push_back(step);
  }
  if (steps.empty()) return 2;
  const auto middle = steps.begin() + static_cast<std::ptrdiff_t>(steps.size() / 2);
  std::nth_element(steps.begin(), middle, steps.end());
  return *middle;
}

/// The size of most characters.
double common_size(const std::vector<PageText>& pages) {
  std::vector<std::pair<double, std::size_t>> sizes;
  for (const PageText& page : pages)
    for (const Block& b : page.blocks)
      for (const Line& l : b.lines) sizes.emplace_back(l.size, l.text.size());
  std::sort(sizes.begin(), sizes.end());
  double best = 0;
  std::size_t most = 0, count = 0;
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    count = (i > 0 && sizes[i].first - sizes[i - 1].first < 0.01 ? count : 0) + sizes[i].second;
    if (count > most) most = count, best = sizes[i].first;
  }
  return best;
}

/// 一、 （一） 1. (1) ① 第一条 at the beginning of a line.
bool begins_with_label(std::u32string_view s) {
  constexpr std::u32string_view han = U"〇一二三四五六七八九十百零";
  const bool bracket = !s.empty() && (s[0] == U'（' || s[0] == U'(');
  const bool clause = !s.empty() && s[0] == U'第';
  if (!s.empty() && s[0] >= 0x2460 && s[0] <= 0x24FF) return true;
  if (bracket || clause) s.remove_prefix(1);
  std::size_t n = 0;
  while (n < s.size() && n < 5 && (han.find(s[n]) != han.npos || is_digit(s[n]))) ++n;
  if (n == 0 || n == s.size()) return false;
  if (bracket) return s[n] == U'）' || s[n] == U')';
  if (clause) return s[n] == U'条' || s[n] == U'章' || s[n] == U'节';
  return s[n] == U'、' || ((s[n] == U'.' || s[n] == U'．') && (n + 1 == s.size() || !is_digit(s[n + 1])));
}

void append(Paragraph& to, const Line& l) {
  const auto at = static_cast<std::uint32_t>(to.text.size());
  for (Piece piece : l.pieces) {
    piece.at += at;
    to.pieces.push_back(piece);
  }
  to.text += l.text;
}

Paragraph paragraph(const Line& l) {
  Paragraph out;
  out.role = l.role;
  append(out, l);
  return out;
}

class Builder {
 public:
  explicit Builder(const std::vector<PageText>& pages) : pages_(pages) {}

  std::vector<Paragraph> run() {
    size_ = common_size(pages_);
    place();
    step_ = common_step(lines_);
    indented_ = std::any_of(lines_.begin(), lines_.end(), [](const Placed& p) {
      const double in = (p.line->start - p.left) / p.line->size;
      return in > 1.5 && in < 2.6 && p.right - p.line->end < 4 * p.line->size;
    });
    std::size_t next = 0;
    for (const PageText& page : pages_) {
      for (; next < lines_.size() && lines_[next].page == page.number; ++next) add(next);
      for (const Block& b : page.aside)
        for (const Line& l : b.lines) later_.push_back(paragraph(l));
    }
    flush();
    return std::move(out_);
  }

 private:
  struct Column {
    double left, right, page;  ///< page: its width
    bool side_by_side;
    std::vector<const Line*> lines;
  };

  /// Lines of text in their order, and the edges of their columns: those side by side are one that begin alike, and
  /// pages of one width have one for the rest.
  void place() {
    std::vector<Column> columns;
    for (const bool side_by_side : {true, false}) {
      for (const PageText& page : pages_)
        for (const Block& b : page.blocks)
          if (b.column == side_by_side) assign(columns, page, b);
      for (Column& c : columns)
        if (c.side_by_side == side_by_side) {
          c.left = common_edge(c.lines, false, size_);
          c.right = common_edge(c.lines, true, size_);
        }
    }
    for (const PageText& page : pages_)
      for (const Block& b : page.blocks) {
        const auto at = column_of_.find(&b);
        if (at == column_of_.end()) continue;
        const Column& c = columns[at->second];
        for (const Line& l : b.lines)
          if (l.role == Role::text) lines_.push_back({&l, page.number, blocks_, c.left, c.right});
        ++blocks_;
      }
  }

  void assign(std::vector<Column>& columns, const PageText& page, const Block& b) {
    constexpr double alike = 3;  // ems: a piece of a column may hold first lines alone
    double left = 1e9, right = -1e9, size = 0;
    for (const Line& l : b.lines) {
      if (l.role != Role::text) continue;
      left = std::min(left, l.start);
      right = std::max(right, l.end);
      size = std::max(size, l.size);
    }
    if (size == 0) return;
    const auto at = std::find_if(columns.begin(), columns.end(), [&](const Column& c) {
      if (std::abs(c.page - page.width) >= 1) return false;
      if (b.column && std::abs(c.left - left) <= alike * size) return true;
      // On a page that ends the text a column may hold little, or stand alone.
      return c.side_by_side ? left > c.left - size && right < c.right + size : !b.column;
    });
    const auto index = static_cast<std::size_t>(at - columns.begin());
    if (at == columns.end()) columns.push_back({left, right, page.width, b.column, {}});
    Column& column = columns[index];
    column.left = std::min(column.left, left);
    column.right = std::max(column.right, right);
    column_of_[&b] = index;
    for (const Line& l : b.lines)
      if (l.role == Role::text) column.lines.push_back(&l);
  }

  /// True where a line goes on in the next one.
  [[nodiscard]] bool goes_on(std::size_t i, std::size_t lines_before) const {
    const Placed &a = lines_[i - 1], &b = lines_[i];
    const Line &x = *a.line, &y = *b.line;
    if (x.cells > 1 || y.cells > 1) return false;
    if (std::abs(x.size - y.size) > other_size * std::max(x.size, y.size)) return false;
    if (a.block == b.block && y.v - x.v > std::max(wide_step * step_, 1.6) * y.size) return false;
    if (a.right - a.left < narrowest * std::min(x.size, size_)) return false;
    const double in = y.start - b.left;
    if (is_title(a) && is_title(b)) return b.right - b.left - (x.end - x.start) < y.first_unit + slack * x.size;
    const double back = (x.start - y.start) / y.size;
    const bool first_is_set_in = lines_before == 1 && back > indent && back < furthest_indent;
    if (in > indent * y.size && !first_is_set_in) {
      // A paragraph that is set in as a whole shows so from its third line on; two lines set in alike are two
      // beginnings.
      const bool alike = std::abs(in - (x.start - a.left)) <= 0.3 * y.size;
      if (!alike || lines_before == 1) return false;
    }
    // The line would have taken what begins the next one: it was ended on purpose.
    if (a.right - x.end > y.first_unit + slack * x.size) return false;
    return indented_ || !ends_sentence(x.text.back()) || !begins_with_label(y.text);
  }

  /// Larger than the text, and in the middle of its column.
  [[nodiscard]] bool is_title(const Placed& p) const {
    const Line& l = *p.line;
    return l.size > 1.15 * size_ && std::abs((l.start - p.left) - (p.right - l.end)) < l.size;
  }

  void add(std::size_t i) {
    const Line& l = *lines_[i].line;
    if (open_ && goes_on(i, count_)) {
      const char32_t left = current_.text.back(), right = l.text.front();
      // Between Chinese characters a blank where a line ends is the writer's, not the author's.
      const bool typed = (last_->after != 0 || l.before != 0) && (!is_wide(left) || !is_wide(right));
      if (typed || (is_letter(left) && is_letter(right))) {
        current_.pieces.push_back({static_cast<std::uint32_t>(current_.text.size()), l.pieces.front().source, true});
        current_.text += U' ';
      }
      append(current_, l);
      last_ = &l;
      ++count_;
      return;
    }
    flush();
    current_ = paragraph(l);
    if (l.cells > 1 && !l.ruled && !in_table(i)) loosen(current_.text);
    open_ = true;
    last_ = &l;
    count_ = 1;
  }

  /// Rows of cells one below the other; a gap in a line of its own is no more than a gap.
  [[nodiscard]] bool in_table(std::size_t i) const {
    const auto is_row = [&](std::size_t k) {
      return k < lines_.size() && lines_[k].block == lines_[i].block && lines_[k].line->cells > 1;
    };
    return (i > 0 && is_row(i - 1)) || is_row(i + 1);
  }

  static void loosen(std::u32string& text) { std::replace(text.begin(), text.end(), U'\t', U'\u3000'); }

  void flush() {
    if (open_) out_.push_back(std::move(current_));
    open_ = false;
    for (Paragraph& p : later_) out_.push_back(std::move(p));
    later_.clear();
  }

  const std::vector<PageText>& pages_;
  std::vector<Placed> lines_;
  std::unordered_map<const Block*, std::size_t> column_of_;
  std::size_t blocks_ = 0;
  double step_ = 2, size_ = 0;
  bool indented_ = false;
  std::vector<Paragraph> out_, later_;
  Paragraph current_;
  const Line* last_ = nullptr;  ///< of the paragraph that is open
  bool open_ = false;
  std::size_t count_ = 0;
};

}  // namespace

std::vector<Paragraph> make_paragraphs(const std::vector<PageText>& pages) { return Builder(pages).run(); }

std::vector<Paragraph> furniture_of(const std::vector<PageText>& pages) {
  std::vector<Paragraph> out;
  for (const PageText& page : pages)
    for (const Block& b : page.blocks)
      for (const Line& l : b.lines)
        if (l.role != Role::text) out.push_back(paragraph(l));
  return out;
}

}  // namespace importer_ofd
