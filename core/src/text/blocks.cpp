#include <algorithm>

#include "fazhi/context.hpp"
#include "tables/tables.hpp"
#include "text/lines.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

/// What the importer knows about a line stands above what its words look like.
void apply_hints(std::vector<Line>& lines, const Hints& hints, const Shadow& shadow) {
  for (const auto& hint : hints.furniture) {
    auto line = std::partition_point(lines.begin(), lines.end(),
                                     [&](const Line& l) { return shadow.to_text(l.end) <= hint.range.start; });
    for (; line != lines.end() && shadow.to_text(line->start) < hint.range.end; ++line)
      if (!line->blank()) line->kind = hint.kind;
  }
}

}  // namespace

void split_blocks(ReportData& r, const Hints& hints, Shadow& shadow, Context& ctx) {
  std::vector<Line> lines = scan_lines(r.text.code_points, shadow, ctx);
  classify_lines(lines, shadow, ctx);
  apply_hints(lines, hints, shadow);
  find_tables(r, lines, hints, shadow, ctx);
  join_wrapped_lines(lines, shadow, ctx);
  // Zero-width characters alone leave no line in the shadow and yet must stand in a block.
  if (lines.empty() && !r.text.code_points.empty()) {
    lines.emplace_back();
    lines.back().kind = BlockKind::blank;
  }
  r.blocks.clear();
  r.blocks.reserve(lines.size());
  for (const Line& line : lines) {
    BlockData block;
    block.range = {line.start, line.end};
    block.content = {line.content_start, line.content_end};
    block.kind = line.kind;
    r.blocks.push_back(block);
  }
}

}  // namespace detail
FAZHI_NAMESPACE_END
