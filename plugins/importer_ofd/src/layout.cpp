#include "layout.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "characters.hpp"

namespace importer_ofd {

namespace {

// In ems of the type, but where another unit is said.
constexpr double same_row = 0.45;   // base lines no further apart
constexpr double cell_gap = 1.6;    // between cells of a row
constexpr double gutter_gap = 1.2;  // between columns
constexpr double furthest_row = 4;  // between rows of one run of columns
constexpr double narrowest = 8;     // column of text
constexpr double full = 0.8;        // share of the width of a column: a full line
constexpr std::size_t fewest_rows = 3;
constexpr std::size_t most_rows = 2000;  // of a page on which columns are looked for
// Against pages that are made to take long.
constexpr std::size_t most_neighbours = 100;  // of a raised sign
constexpr std::size_t most_posts = 2000;      // of a page on which cells are looked for
constexpr std::size_t most_spans = 500;       // of a row in columns of text
constexpr std::size_t most_columns = 64;      // of a page; more is no page
constexpr int most_tries = 8;                 // of beginnings of columns before a run of rows is given up
constexpr int deepest = 4;                    // columns in columns

struct Row {
  std::vector<const Span*> spans;
  double v = 0, size = 0;
};

class Layout {
 public:
  Layout(const Content& content, Frame frame, std::vector<Interval>& gutters)
      : content_(content), frame_(frame), gutters_(gutters) {
    read_rules();
    std::map<double, std::uint32_t> characters;
    for (const Span& s : content.spans[static_cast<std::size_t>(frame)]) characters[s.size] += s.count;
    std::uint32_t most = 0;
    for (const auto& [size, count] : characters)
      if (count > most) size_ = size, most = count;
  }

  void run(std::vector<const Span*> spans, int depth, std::vector<Block>& out) {
    std::vector<Row> rows = make_rows(std::move(spans));
    std::size_t plain = 0, i = 0;
    const std::size_t mine = out.size();
    const bool look = depth < deepest && rows.size() <= most_rows;
    int tries = 0;
    while (look && i < rows.size()) {
      Interval gutter{};
      std::size_t reach = i;
      const std::size_t end = columns_from(rows, i, gutter, reach);
      if (end == i) {
        const bool give_up = reach > i + 1 && ++tries >= most_tries;
        i = give_up ? reach : i + 1;
        if (give_up) tries = 0;
        continue;
      }
      tries = 0;
      emit(rows, plain, i, out);
      if (!is_known(gutter)) gutters_.push_back(gutter);
      std::vector<const Span*> left, right;
      for (std::size_t r = i; r < end; ++r)
        for (const Span* s : rows[r].spans) (s->start < gutter.end ? left : right).push_back(s);
      run(std::move(left), depth + 1, out);
      run(std::move(right), depth + 1, out);
      plain = i = end;
    }
    emit(rows, plain, rows.size(), out);
    if (depth > 0)
      for (std::size_t b = mine; b < out.size(); ++b) out[b].column = true;
  }

 private:
  void read_rules() {
    if (frame_ != Frame::upright) return;
    constexpr double shortest = 2;  // millimetres; corners and dots are no rules
    for (const Rule& r : content_.rules) {
      const double wide = std::abs(r.x1 - r.x0), high = std::abs(r.y1 - r.y0);
      if (std::max(wide, high) < shortest) continue;
      const Rule sorted{std::min(r.x0, r.x1), std::min(r.y0, r.y1), std::max(r.x0, r.x1), std::max(r.y0, r.y1)};
      (wide > high ? rules_ : posts_).push_back(sorted);
    }
    std::sort(posts_.begin(), posts_.end(), [](const Rule& a, const Rule& b) { return a.x0 < b.x0; });
    std::sort(rules_.begin(), rules_.end(), [](const Rule& a, const Rule& b) { return a.y0 < b.y0; });
  }

  /// Base lines of one row are one; a smaller sign that stands close to larger type may be raised or lowered.
  static bool belongs(const Row& row, const Span& s) {
    const double step = s.v - row.v, less = std::min(row.size, s.size), more = std::max(row.size, s.size);
    if (step <= same_row * less) return true;
    if (step > same_row * more) return false;
    const auto look = static_cast<std::ptrdiff_t>(std::min(row.spans.size(), most_neighbours));
    return std::any_of(row.spans.end() - look, row.spans.end(),
                       [&](const Span* r) { return s.start - r->end < less && r->start - s.end < less; });
  }

  static std::vector<Row> make_rows(std::vector<const Span*> spans) {
    std::stable_sort(spans.begin(), spans.end(), [](const Span* a, const Span* b) { return a->v < b->v; });
    std::vector<Row> rows;
    for (const Span* s : spans) {
      Row* row = rows.empty() ? nullptr : &rows.back();
      if (row == nullptr || !belongs(*row, *s)) {
        row = &rows.emplace_back();
        row->v = s->v;
      }
      // The largest type has the base line; smaller signs stand above or below it.
      if (s->size > row->size) row->v = s->v, row->size = s->size;
      row->spans.push_back(s);
    }
    for (Row& row : rows)
      std::stable_sort(row.spans.begin(), row.spans.end(),
                       [](const Span* a, const Span* b) { return a->start < b->start; });
    return rows;
  }

  /// Adds the stretches of a row to those that are covered; false where no gutter with text on both sides is left.
  bool cover(std::vector<Interval>& covered, const Row& row) const {
    const double gap = gutter_gap * std::min(row.size, size_);  // a large title needs no wider gutter
    for (const Span* s : row.spans) {
      Interval own{s->start, std::max(s->end, s->start)};
      auto from =
          std::find_if(covered.begin(), covered.end(), [&](const Interval& c) { return c.end + gap > own.start; });
      auto to = from;
      while (to != covered.end() && to->start - gap < own.end) {
        own = {std::min(own.start, to->start), std::max(own.end, to->end)};
        ++to;
      }
      covered.insert(covered.erase(from, to), own);
    }
    return covered.size() > 1;
  }

  /// The end of the run of columns of text that begins at a row, and its first gutter; `first` where none begins.
  /// `reach`: the end of the rows that have a gutter at all.
  std::size_t columns_from(const std::vector<Row>& rows, std::size_t first, Interval& gutter,
                           std::size_t& reach) const {
    if (rows[first].spans.size() < 2 && first + 1 < rows.size() &&
        rows[first + 1].v - rows[first].v > 1.5 * rows[first].size)
      return first;
    std::vector<Interval> covered;
    std::size_t end = first;
    double last = rows[first].v;
    std::vector<Interval> before;
    bool parted = false;
    for (; end < rows.size(); ++end) {
      if (rows[end].v - last > furthest_row * rows[end].size || rows[end].spans.size() > most_spans) break;
      before = covered;
      const bool still = cover(covered, rows[end]);
      if (covered.size() > most_columns) {
        reach = end + 1;
        return first;
      }
      // A line across a gutter of the pages before ends the columns, whatever other gap it leaves.
      if (parted && (!still || (has_known(before) && !has_known(covered)))) {
        covered = std::move(before);
        break;
      }
      // Lines of one side only may come first; they are many where there is no other side at all.
      if (!parted && !still && end - first > 2) return first;
      parted = parted || still;
      last = rows[end].v;
    }
    reach = end;
    if (!parted) return first;
    bool known = true;
    for (std::size_t k = 0; k + 1 < covered.size(); ++k)
      known = known && is_known({covered[k].end, covered[k + 1].start});
    if (!known && end - first < fewest_rows) return first;
    for (std::size_t k = 0; k < covered.size(); ++k) {
      if (!is_text(rows, first, end, covered[k], known)) return first;
      if (k > 0 && is_ruled({covered[k - 1].end, covered[k].start}, rows[first].v, rows[end - 1].v)) return first;
    }
    gutter = {covered[0].end, covered[1].start};
    return end;
  }

  [[nodiscard]] bool has_known(const std::vector<Interval>& covered) const {
    for (std::size_t k = 0; k + 1 < covered.size(); ++k)
      if (is_known({covered[k].end, covered[k + 1].start})) return true;
    return false;
  }

  /// True where a gap lies over a gutter of the pages before.
  [[nodiscard]] bool is_known(Interval gap) const {
    return std::any_of(gutters_.begin(), gutters_.end(), [&](const Interval& g) {
      const double middle = (g.start + g.end) / 2;
      return gap.start < middle && middle < gap.end;
    });
  }

  /// Columns of text are wide and full, and their lines have no gaps; columns of a table are not so.
  bool is_text(const std::vector<Row>& rows, std::size_t first, std::size_t end, Interval column, bool known) const {
    std::size_t lines = 0, full_lines = 0, gaps = 0;
    for (std::size_t r = first; r < end; ++r) {
      const Span* before = nullptr;
      double from = 0;
      bool gap = false;
      for (const Span* s : rows[r].spans) {
        if (s->start < column.start || s->start > column.end) continue;
        if (before == nullptr) from = s->start;
        gap = gap || (before != nullptr && s->start - before->end > cell_gap * rows[r].size);
        before = s;
      }
      if (before == nullptr) continue;
      ++lines;
      full_lines += before->end - from >= full * (column.end - column.start);
      gaps += gap;
    }
    if (known) return gaps == 0;
    return lines >= fewest_rows && column.end - column.start >= narrowest * size_ && full_lines * 2 >= lines &&
           gaps * 4 <= lines;
  }

  /// Rules across a gutter, between its rows, are the grid of a table.
  [[nodiscard]] bool is_ruled(Interval gutter, double top, double bottom) const {
    const double middle = (gutter.start + gutter.end) / 2;
    double last = -1e9;
    int count = 0;
    for (auto r = std::lower_bound(rules_.begin(), rules_.end(), top,
                                   [](const Rule& rule, double v) { return rule.y0 < v; });
         r != rules_.end() && r->y0 < bottom; ++r) {
      if (r->x0 > middle || r->x1 < middle || r->y0 - last < 1) continue;
      last = r->y0;
      ++count;
    }
    return count >= 2;
  }

  void emit(const std::vector<Row>& rows, std::size_t from, std::size_t to, std::vector<Block>& out) const {
    if (from == to) return;
    Block& block = out.emplace_back();
    for (std::size_t r = from; r < to; ++r) {
      const std::vector<double> edges = cell_edges(rows[r]);
      if (edges.empty()) {
        block.lines.push_back(line(rows[r]));
        continue;
      }
      std::size_t last = r;
      while (last + 1 < to && shares_cells(rows[last], rows[last + 1]) && cell_edges(rows[last + 1]) == edges) ++last;
      block.lines.push_back(ruled_line(rows, r, last, edges));
      r = last;
    }
  }

  /// Where upright rules cross a row, from the left; none where they part no cells.
  [[nodiscard]] std::vector<double> cell_edges(const Row& row) const {
    std::vector<double> out;
    if (posts_.empty() || posts_.size() > most_posts) return out;
    const double middle = row.v - 0.3 * row.size;
    for (const Rule& p : posts_)
      if (p.y0 <= middle && middle <= p.y1 && (out.empty() || p.x0 - out.back() > 0.5 * row.size)) out.push_back(p.x0);
    const bool inside = out.size() == 1 && row.spans.front()->start < out[0] && row.spans.back()->start > out[0];
    if (out.size() < 3 && !inside) out.clear();
    return out;
  }

  /// True where no rule lies between two rows of a table that has such rules.
  [[nodiscard]] bool shares_cells(const Row& a, const Row& b) const {
    const double size = std::max(a.size, b.size), reach = 6 * size;
    bool above = false, below = false;
    for (auto r = std::lower_bound(rules_.begin(), rules_.end(), a.v - reach,
                                   [](const Rule& rule, double v) { return rule.y0 < v; });
         r != rules_.end() && r->y0 < b.v + reach; ++r) {
      if (r->y0 > a.v && r->y0 < b.v - 0.5 * b.size) return false;
      above = above || r->y0 < a.v - 0.3 * a.size;
      below = below || r->y0 > b.v;
    }
    return above && below && b.v - a.v < 3 * size;
  }

  /// The cells of a row of a ruled table, each with all its lines.
  [[nodiscard]] Line ruled_line(const std::vector<Row>& rows, std::size_t first, std::size_t last,
                                const std::vector<double>& edges) const {
    Line out;
    out.ruled = true;
    out.v = rows[first].v;
    out.size = rows[first].size;
    out.start = out.end = rows[first].spans.front()->start;
    std::vector<std::vector<const Span*>> columns(edges.size() + 1);
    for (std::size_t r = first; r <= last; ++r)
      for (const Span* s : rows[r].spans) {
        const double middle = (s->start + std::max(s->start, s->end)) / 2;
        columns[static_cast<std::size_t>(std::upper_bound(edges.begin(), edges.end(), middle) - edges.begin())]
            .push_back(s);
        out.start = std::min(out.start, s->start);
        out.end = std::max(out.end, s->end);
      }
    // Left of the first rule there is a column only where something stands there.
    std::size_t at = columns[0].empty() ? 1 : 0;
    for (std::size_t c = at; c < columns.size(); ++c) {
      const Span* before = nullptr;
      for (const Span* s : columns[c]) {
        const std::size_t size = out.text.size();
        for (; at < c; ++at) out.text += U'\t';
        if (before != nullptr) join_in_cell(out, *before, *s, c < edges.size() ? edges[c] : before->end);
        if (out.text.size() > size) piece(out, size, s->source, 0, true);
        add(out, *s, 0);
        before = s;
      }
    }
    out.cells = 2;
    return out;
  }

  /// `edge`: where the cell ends. A line that leaves room there was ended on purpose.
  void join_in_cell(Line& out, const Span& a, const Span& b, double edge) const {
    constexpr double room = 2.5;  // ems: a character, and the margins of a cell
    const char32_t left = out.text.back(), right = content_.glyphs[b.first].c;
    if (b.v - a.v > same_row * a.size) {
      if (edge - a.end > room * a.size || (is_letter(left) && is_letter(right))) out.text += U' ';
    } else if (b.before != 0 || a.after != 0) {
      out.text += U' ';
    } else {
      add_blank(out.text, (b.start - a.end) / std::max(a.size, b.size), left, right);
    }
  }

  [[nodiscard]] bool is_twice(const Span& a, const Span& b) const {
    if (a.count != b.count || std::abs(a.start - b.start) > 0.3 * a.size || std::abs(a.v - b.v) > 0.3 * a.size)
      return false;
    for (std::uint32_t i = 0; i < a.count; ++i)
      if (content_.glyphs[a.first + i].c != content_.glyphs[b.first + i].c) return false;
    return true;
  }

  [[nodiscard]] Line line(const Row& row) const {
    Line out;
    out.v = row.v;
    double size_of[2] = {0, 0};  // of most characters: size, count
    const Span* before = nullptr;
    std::vector<const Span*> kept;
    for (const Span* s : row.spans) {
      // Drawn twice a hair's breadth apart: bold.
      const std::size_t look = std::min<std::size_t>(kept.size(), 4);
      if (std::any_of(kept.end() - static_cast<std::ptrdiff_t>(look), kept.end(),
                      [&](const Span* k) { return is_twice(*k, *s); }))
        continue;
      kept.push_back(s);
      if (s->count > size_of[1]) size_of[0] = s->size, size_of[1] = s->count;
    }
    out.size = size_of[0];
    out.start = kept.front()->start;
    const double typical = typical_gap(kept, true);
    for (const Span* s : kept) {
      if (before != nullptr) {
        const std::size_t size = out.text.size();
        join(out, *before, *s, typical);
        if (out.text.size() > size) piece(out, size, s->source, 0, true);
      }
      add(out, *s, typical);
      out.end = std::max(out.end, s->end);
      before = s;
    }
    out.before = kept.front()->before;
    out.after = kept.back()->after;
    out.first_unit = first_unit(kept);
    return out;
  }

  /// What the gap between two spans stands for.
  void join(Line& out, const Span& a, const Span& b, double typical) const {
    const double size = std::max(a.size, b.size);
    const double gap = (b.start - a.end) / size;
    const char32_t left = out.text.back(), right = content_.glyphs[b.first].c;
    if (gap >= cell_gap) {
      ++out.cells;
      out.text += U'\t';
    } else if (const char32_t typed = b.before != 0 ? b.before : a.after; typed != 0) {
      out.text += typed == 0x3000 ? typed : U' ';
    } else {
      add_blank(out.text, gap - typical, left, right);
    }
  }

  /// A gap wider than others of the line, in ems. The quarter blank between Chinese and Western type is none; Western
  /// letters are not all half as wide as high, digits are.
  static void add_blank(std::u32string& text, double gap, char32_t left, char32_t right) {
    const bool western = !is_wide(left) && !is_wide(right);
    const bool letters = is_letter(left) || is_letter(right);
    if (gap >= 0.75 && !western) {
      text += U'\u3000';
    } else if (gap >= (western ? (letters ? 0.2 : 0.35) : letters ? 0.6 : 0.4)) {
      text += U' ';
    }
  }

  static void piece(Line& out, std::size_t at, Source source, std::uint32_t skip, bool made) {
    source.offset += skip;
    out.pieces.push_back({static_cast<std::uint32_t>(at), source, made});
  }

  void add(Line& out, const Span& s, double typical) const {
    double own = -1;
    piece(out, out.text.size(), s.source, 0, false);
    for (std::uint32_t i = 0; i < s.count; ++i) {
      const Glyph& g = content_.glyphs[s.first + i];
      if (i > 0) {
        const Glyph& before = content_.glyphs[s.first + i - 1];
        const double gap = (g.start - before.end) / s.size;
        if (gap - typical > 0.4 && !is_blank(g.c) && !is_blank(before.c)) {
          // One object whose characters are all apart is spaced out.
          if (own < 0) own = std::max(typical, typical_gap({&s}, false));
          const std::size_t size = out.text.size();
          add_blank(out.text, gap - own, before.c, g.c);
          if (out.text.size() > size) {
            piece(out, size, s.source, i, true);
            piece(out, out.text.size(), s.source, i, false);
          }
        }
      }
      out.text += g.c;
    }
  }

  /// By which the letters of a line are spaced, in ems: the median gap, of Chinese characters alone where there is more
  /// than one object.
  [[nodiscard]] double typical_gap(const std::vector<const Span*>& spans, bool wide) const {
    constexpr std::size_t fewest = 3;
    gaps_.clear();
    const Glyph* before = nullptr;
    for (const Span* s : spans)
      for (std::uint32_t i = 0; i < s->count; ++i) {
        const Glyph& g = content_.glyphs[s->first + i];
        if (before != nullptr && (!wide || (is_wide(before->c) && is_wide(g.c))))
          gaps_.push_back((g.start - before->end) / s->size);
        before = &g;
      }
    if (gaps_.size() < (wide ? fewest : 1)) return 0;
    const auto middle = gaps_.begin() + static_cast<std::ptrdiff_t>(gaps_.size() / 2);
    std::nth_element(gaps_.begin(), middle, gaps_.end());
    return std::clamp(*middle, 0.0, cell_gap);
  }

  [[nodiscard]] double first_unit(const std::vector<const Span*>& spans) const {
    constexpr int longest = 24;
    double end = spans.front()->end;
    int count = 0;
    char32_t before = 0;
    for (const Span* s : spans)
      for (std::uint32_t i = 0; i < s->count; ++i) {
        const Glyph& g = content_.glyphs[s->first + i];
        const bool one_word = before != 0 && !is_wide(before) && !is_wide(g.c) && !is_blank(before) && !is_blank(g.c);
        if (before != 0 && !one_word && !not_first(g.c) && !not_last(before)) return end - spans.front()->start;
        if (++count > longest) return end - spans.front()->start;
        end = std::max(g.end, g.start);
        before = g.c;
      }
    return end - spans.front()->start;
  }

  const Content& content_;
  Frame frame_;
  std::vector<Rule> rules_, posts_;  ///< level ones from the top, upright ones from the left
  double size_ = 1;                  ///< of most characters
  std::vector<Interval>& gutters_;
  mutable std::vector<double> gaps_;
};

}  // namespace

std::vector<Block> lay_out(const Content& content, Frame frame, std::vector<Interval>& gutters) {
  std::vector<const Span*> spans;
  for (const Span& s : content.spans[static_cast<std::size_t>(frame)]) spans.push_back(&s);
  std::vector<Block> out;
  Layout(content, frame, gutters).run(std::move(spans), 0, out);
  return out;
}

}  // namespace importer_ofd
