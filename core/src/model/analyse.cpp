#include <algorithm>

#include "fazhi/context.hpp"
#include "model/passes.hpp"
#include "text/lines.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

void map_back(ReportData& r, const Shadow& shadow) {
  if (shadow.map.empty()) return;
  auto fix = [&](TextRange& range) { range = shadow.to_text(range); };
  auto fix_field = [&](HeaderField& f) { fix(f.range); };
  map_blocks_back(r, shadow);
  for (auto& s : r.sections) fix(s.range), fix(s.label), fix(s.heading), fix(s.body);
  for (auto& s : r.sentences) fix(s.range);
  for (auto& f : r.figures) fix(f.range), fix(f.subject);
  for (auto& x : r.relations) fix(x.range), fix(x.tie);
  for (auto& c : r.citations) fix(c.range), fix(c.title), fix(c.number);
  for (auto& c : r.contents)
    for (auto& e : c.evidence) fix(e);
  Header& h = r.header;
  for (HeaderField* f : {&h.title, &h.document_number, &h.addressee, &h.signature, &h.attachment_note}) fix_field(*f);
  for (auto& t : h.title_repeats) fix(t);
  for (auto& f : h.issuers) fix_field(f);
  for (auto& f : h.signers) fix_field(f);
  fix(h.signed_date_range);
  fix(h.published_date_range);
}

/// Numbers that the source's numbering computed state nothing, wherever they stand: in a cell, inside a line.
void drop_figures_of_labels(ReportData& r, const Hints& hints, const Shadow& shadow) {
  if (hints.labels.empty()) return;
  std::erase_if(r.figures, [&](const FigureData& f) {
    const TextRange range = shadow.to_text(f.range);
    const auto behind = std::partition_point(hints.labels.begin(), hints.labels.end(),
                                             [&](const auto& label) { return label.range.end <= range.start; });
    return behind != hints.labels.end() && behind->range.overlaps(range);
  });
}

}  // namespace

void analyse(ReportData& r, const Hints& hints, Context& ctx) {
  Shadow shadow;
  split_blocks(r, hints, shadow, ctx);
  split_sentences(r, shadow, ctx);
  read_header(r, hints, shadow, ctx);
  read_outline(r, hints, shadow, ctx);
  read_citations(r, shadow, ctx);
  read_figures(r, shadow, ctx);
  drop_figures_of_labels(r, hints, shadow);
  relate_figures(r, shadow, ctx);
  find_contents(r, shadow, ctx);
  map_back(r, shadow);
  name_sections(r);
  mark_relations(r);
  if (!r.tables.empty()) prove_tables(r, ctx);
}

}  // namespace detail
FAZHI_NAMESPACE_END
