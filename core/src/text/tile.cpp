// From shadow blocks, which know nothing of what was left out, to blocks that tile the text.
#include "text/lines.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

/// Text position of the end of the character before shadow position i.
std::uint32_t end_before(const Shadow& shadow, std::uint32_t i) { return i == 0 ? 0 : shadow.to_text(i - 1) + 1; }

}  // namespace

void map_blocks_back(ReportData& r, const Shadow& shadow) {
  std::vector<BlockData> tiled;
  tiled.reserve(r.blocks.size() + 2 * shadow.cuts.size());
  std::vector<std::uint32_t> first_part(r.blocks.size());
  auto cut = shadow.cuts.begin();
  auto sentence = r.sentences.begin();
  for (std::uint32_t k = 0; k < r.blocks.size(); ++k) {
    BlockData part = r.blocks[k];
    const TextRange content = part.content;
    const std::uint32_t shadow_end = part.range.end;
    part.range.start = tiled.empty() ? 0 : shadow.to_text(part.range.start);
    part.content = shadow.to_text(content);
    while (cut != shadow.cuts.end() && cut->at < shadow_end) {
      const std::uint32_t at = cut->at;
      part.content.end = end_before(shadow, at);
      for (; sentence != r.sentences.end() && sentence->block == k && sentence->range.start < at; ++sentence)
        sentence->block = static_cast<std::uint32_t>(tiled.size());
      tiled.push_back(part);
      for (; cut != shadow.cuts.end() && cut->at == at; ++cut) {
        BlockData furniture;
        furniture.range = cut->text;
        furniture.content = cut->content;
        furniture.kind = cut->kind;
        furniture.section = part.section;
        tiled.push_back(furniture);
      }
      part.continues = true;
      part.range.start = tiled.back().range.end;
      part.content = {shadow.to_text(at), shadow.to_text(content).end};
    }
    for (; sentence != r.sentences.end() && sentence->block == k; ++sentence)
      sentence->block = static_cast<std::uint32_t>(tiled.size());
    tiled.push_back(part);
  }
  for (std::size_t i = 0; i + 1 < tiled.size(); ++i) tiled[i].range.end = tiled[i + 1].range.start;
  if (!tiled.empty()) tiled.back().range.end = static_cast<std::uint32_t>(r.text.code_points.size());
  r.blocks = std::move(tiled);
}

}  // namespace detail
FAZHI_NAMESPACE_END
