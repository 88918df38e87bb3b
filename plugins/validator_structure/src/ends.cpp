#include <algorithm>

#include "rules.hpp"

namespace validator_structure {

namespace {

using namespace fazhi;

/// The last sentence of the text: behind it a signature would stand.
TextRange last_sentence(const Report& report) {
  for (std::size_t i = report.block_count(); i-- > 0;) {
    const Block block = report.block(i);
    if (block.kind() != BlockKind::paragraph && block.kind() != BlockKind::heading) continue;
    const TextRange range = block.content_range();
    for (std::size_t k = report.sentence_count(); k-- > 0;) {
      const TextRange sentence = report.sentence(k);
      if (!range.overlaps(sentence)) continue;
      return {std::max(sentence.start, range.start), range.end};
    }
    return range;
  }
  return {};
}

}  // namespace

/// STR-04. GB/T 9704—2012 7.3.2; 督察工作规定 art. 23 names who is reported to. Passes: an addressee stands below the
/// title. Fails: none does. Not decided: whether it is the right one.
void str_04(const Report& report, FindingSink& sink) {
  if (!report.header().addressee.value.empty()) return;
  sink.add("STR-04", report.header().title.range).message("没有主送机关。", "No addressee is named below the title.");
}

/// STR-05. GB/T 9704—2012 7.3.5: name of the issuing body and date below the text. Passes: both are there. Fails: one
/// is missing.
void str_05(const Report& report, FindingSink& sink) {
  const Header& header = report.header();
  const bool name = !header.signature.value.empty();
  const bool date = header.signed_date.known() && !header.signed_date_range.empty();
  if (name && date) return;
  auto draft = sink.add("STR-05", last_sentence(report));
  if (!name && !date)
    draft.message("正文后没有发文机关署名和成文日期。", "Neither a signature nor a date stands below the text.");
  else if (!name)
    draft.message("正文后没有发文机关署名。", "No signature stands below the text.")
        .evidence(header.signed_date_range, "成文日期", "date");
  else
    draft.message("正文后没有成文日期。", "No date stands below the text.")
        .evidence(header.signature.range, "署名", "signature");
}

}  // namespace validator_structure
