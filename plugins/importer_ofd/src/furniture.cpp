#include "furniture.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <unordered_map>

#include "characters.hpp"

namespace importer_ofd {

namespace {

// Shares of the height of a page. GB/T 9704 sets 12.5 % above the text and 12 % below it.
constexpr double head_zone = 0.14, foot_zone = 0.88;
constexpr std::size_t most_lines = 3;  // at either end of a page
constexpr std::size_t longest = 80;    // characters of a running head

/// Without blanks, digits all alike: "第3页" and "第4页" are the same line.
std::u32string pattern_of(std::u32string_view text) {
  std::u32string out;
  for (const char32_t c : text)
    if (!is_blank(c)) out += is_digit(c) ? U'0' : c;
  return out;
}

struct Candidate {
  Line* line;
  std::u32string pattern;
};

/// The outermost lines at one end of a page that lie in its zone, from the edge inwards.
std::vector<Candidate> candidates(PageText& page, bool head) {
  std::vector<Line*> lines;
  for (Block& b : page.blocks)
    for (Line& l : b.lines) lines.push_back(&l);
  const std::size_t count = std::min(most_lines, lines.size());
  std::partial_sort(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(count), lines.end(),
                    [&](const Line* a, const Line* b) { return head ? a->v < b->v : a->v > b->v; });
  std::vector<Candidate> out;
  for (std::size_t i = 0; i < count; ++i) {
    const double at = (lines[i]->v - page.top) / (page.bottom - page.top);
    if (head ? at > head_zone : at < foot_zone) break;
    out.push_back({lines[i], pattern_of(lines[i]->text)});
  }
  return out;
}

struct Place {
  std::uint32_t page;
  double v, size;
};

}  // namespace

bool is_page_number(std::u32string_view text) {
  std::u32string s;
  for (const char32_t c : text)
    if (!is_blank(c)) s += c >= 0xFF10 && c <= 0xFF19 ? c - 0xFF10 + U'0' : c;
  constexpr std::u32string_view dashes = U"-—–―─－‐·~•|";
  std::u32string_view rest = s;
  bool marked = false;
  const auto trim = [&] {
    while (!rest.empty() && dashes.find(rest.front()) != dashes.npos) rest.remove_prefix(1), marked = true;
    while (!rest.empty() && dashes.find(rest.back()) != dashes.npos) rest.remove_suffix(1), marked = true;
  };
  trim();
  int numbers = 0;
  std::size_t digits = 0;
  while (!rest.empty()) {
    const char32_t c = rest.front();
    if (c >= U'0' && c <= U'9') {
      digits = 0;
      while (!rest.empty() && rest.front() >= U'0' && rest.front() <= U'9') rest.remove_prefix(1), ++digits;
      if (++numbers > 2 || digits > 4) return false;
    } else if (c == U'第' || c == U'共' || c == U'页' || c == U'/' || c == U'／' || c == U'，' || c == U',') {
      marked = true;
      rest.remove_prefix(1);
    } else {
      return false;
    }
  }
  return numbers > 0 && (marked || (numbers == 1 && digits <= 3));
}

void mark_furniture(std::vector<PageText>& pages) {
  for (const bool head : {true, false}) {
    std::vector<std::vector<Candidate>> all;
    std::unordered_map<std::string, std::vector<Place>> places;
    const auto key = [](std::u32string_view pattern) {
      std::string out;
      for (const char32_t c : pattern) append_utf8(out, c);
      return out;
    };
    for (PageText& page : pages) {
      all.push_back(page.bottom > page.top ? candidates(page, head) : std::vector<Candidate>());
      for (const Candidate& c : all.back()) places[key(c.pattern)].push_back({page.number, c.line->v, c.line->size});
    }
    for (std::size_t p = 0; p < all.size(); ++p) {
      for (const Candidate& c : all[p]) {
        if (is_page_number(c.line->text)) {
          c.line->role = Role::page_number;
          continue;
        }
        const std::vector<Place>& same = places[key(c.pattern)];
        const bool repeated = c.pattern.size() <= longest && std::any_of(same.begin(), same.end(), [&](const Place& o) {
                                return o.page != pages[p].number && std::abs(o.v - c.line->v) <= 0.5 * c.line->size &&
                                       std::abs(o.size - c.line->size) <= 0.1 * c.line->size;
                              });
        if (!repeated) break;
        c.line->role = head ? Role::running_head : Role::footer;
      }
    }
  }
}

}  // namespace importer_ofd
