#include "paper.hpp"

namespace validator_language {

Paper::Paper(const fazhi::Report& r) : report(r), text(r.text().code_points()) {
  using fazhi::BlockKind;
  paragraphs.reserve(r.block_count());
  marks.reserve(text.size() / 4 + 8);
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
    p.first_mark = static_cast<std::uint32_t>(marks.size());
    p.whole = false;
    for (std::uint32_t i = c.start; i < c.end; ++i) {
      const char32_t ch = text[i];
      if (ch >= 0x4E00 && ch <= 0x9FFF) continue;
      if (ch == U'。') p.whole = true;
      marks.push_back(i);
    }
    p.last_mark = static_cast<std::uint32_t>(marks.size());
    paragraphs.push_back(p);
  }
}

}  // namespace validator_language
