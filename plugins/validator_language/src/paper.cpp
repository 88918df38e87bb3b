#include "paper.hpp"

#include <array>

namespace validator_language {

namespace {

using Page = std::array<std::uint8_t, 256>;

constexpr Page page_of(std::uint32_t number) {
  constexpr std::u32string_view pairs = U"“”‘’《》（）()〈〉【】〔〕\"", stops = U"，。；：、", half = U",;:()!?.",
                                fillers = U"×Xx*_✕Ｘｘ＊＿";
  Page page{};
  for (std::uint32_t low = 0; low < page.size(); ++low) {
    const char32_t c = number << 8 | low;
    const auto in = [&](std::u32string_view list, std::uint8_t bits) {
      return list.find(c) != list.npos ? bits : std::uint8_t{0};
    };
    page[low] = static_cast<std::uint8_t>(in(pairs, class_pair) | in(stops, class_stop) | in(half, class_half) |
                                          in(fillers, class_filler) | in(U"\"", class_straight) |
                                          (is_blank(c) ? class_blank : 0));
  }
  return page;
}

/// The pages of Unicode that hold marks, and behind them one that holds none.
constexpr std::array<std::uint8_t, 5> page_numbers = {0x00, 0x20, 0x27, 0x30, 0xFF};
constexpr auto pages = [] {
  std::array<Page, page_numbers.size() + 1> all{};
  for (std::size_t k = 0; k < page_numbers.size(); ++k) all[k] = page_of(page_numbers[k]);
  return all;
}();
constexpr auto page_places = [] {
  Page places{};
  places.fill(page_numbers.size());
  for (std::size_t k = 0; k < page_numbers.size(); ++k) places[page_numbers[k]] = static_cast<std::uint8_t>(k);
  return places;
}();

}  // namespace

std::uint8_t mark_class(char32_t c) { return c > 0xFFFF ? 0 : pages[page_places[c >> 8]][c & 0xFF]; }

Paper::Paper(const fazhi::Report& r) : report(r), text(r.text().code_points()) {
  using fazhi::BlockKind;
  paragraphs.reserve(r.block_count());
  // Written without branches, since marks come too irregularly to be foretold: every position is stored, and the next
  // one overwrites it where it was a Han character.
  marks.resize(text.size() + 1);
  std::uint32_t* next = marks.data();
  for (std::size_t k = 0; k < r.block_count(); ++k) {
    const fazhi::Block block = r.block(k);
    const BlockKind kind = block.kind();
    if (kind != BlockKind::paragraph && kind != BlockKind::heading && kind != BlockKind::title) continue;
    const fazhi::TextRange c = block.content_range();
    Paragraph p;
    p.start = c.start;
    p.end = c.end;
    p.kind = kind;
    p.continues = block.continues();
    p.first_mark = static_cast<std::uint32_t>(next - marks.data());
    unsigned stops = 0;
    for (std::uint32_t i = c.start; i < c.end; ++i) {
      const char32_t ch = text[i];
      *next = i;
      next += ch - 0x4E00 > 0x9FFF - 0x4E00;
      stops |= ch == U'。';
    }
    p.whole = stops != 0;
    p.last_mark = static_cast<std::uint32_t>(next - marks.data());
    paragraphs.push_back(p);
  }
  marks.resize(static_cast<std::size_t>(next - marks.data()));
  classes.resize(marks.size());
  for (std::size_t m = 0; m < marks.size(); ++m) all_classes |= classes[m] = mark_class(text[marks[m]]);
}

}  // namespace validator_language
