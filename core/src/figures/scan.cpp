#include "fazhi/context.hpp"
#include "figures/scanner.hpp"
#include "model/passes.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

std::vector<TextRange> label_ranges(const ReportData& r) {
  std::vector<TextRange> out;
  for (const SectionData& s : r.sections)
    if (!s.label.empty()) out.push_back(s.label);
  return out;
}

}  // namespace

void read_figures(ReportData& r, const Shadow& shadow, Context& ctx) {
  FigureScanner scanner(FigureLexicon::get(), r.figures);
  const std::vector<TextRange> labels = label_ranges(r);
  if (r.blocks.empty()) {
    scanner.scan(shadow.view(), {0, static_cast<std::uint32_t>(shadow.chars.size())}, labels);
    return;
  }
  for (const BlockData& b : r.blocks) {
    if (b.kind >= BlockKind::blank) continue;
    ctx.check_cancelled();
    const auto first = r.figures.size();
    scanner.scan(shadow.view(), b.content, labels);
    for (auto i = first; i < r.figures.size(); ++i) r.figures[i].section = b.section;
  }
}

}  // namespace detail
FAZHI_NAMESPACE_END
