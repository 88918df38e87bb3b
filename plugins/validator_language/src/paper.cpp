#include "paper.hpp"

namespace validator_language {

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
}

}  // namespace validator_language
