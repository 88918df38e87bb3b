#include <algorithm>

#include "fazhi/context.hpp"
#include "figures/period.hpp"
#include "figures/scanner.hpp"
#include "figures/subject.hpp"
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

class FigurePass {
 public:
  FigurePass(ReportData& r, std::u32string_view text)
      : r_(r), s_(text), labels_(label_ranges(r)), scanner_(lexicon_, r.figures) {
    // A work report is read at the beginning of its year and tells of the year before.
    this_year_ = r.header.year;
    report_year_ = r.kind == ReportKind::work_report && this_year_ != 0 ? this_year_ - 1 : this_year_;
  }

  void block(TextRange range, std::int32_t section) {
    const std::size_t first = r_.figures.size();
    scanner_.scan(s_, range, labels_);
    if (r_.figures.size() == first) return;
    find_subjects(s_.substr(0, range.end), range.start, r_.figures, first, lexicon_);
    for (std::size_t i = first; i < r_.figures.size(); ++i) place(r_.figures[i], range, section);
  }

 private:
  void place(FigureData& f, TextRange range, std::int32_t section) {
    f.section = section;
    while (section_ + 1 < r_.sections.size() && r_.sections[section_ + 1].range.start <= f.range.start) ++section_;
    if (!r_.sections.empty() && r_.sections[section_].range.contains(f.range))
      f.section = static_cast<std::int32_t>(section_);
    std::uint32_t from = range.start;
    if (!r_.sentences.empty()) {
      while (sentence_ + 1 < r_.sentences.size() && r_.sentences[sentence_ + 1].range.start <= f.range.start)
        ++sentence_;
      f.sentence = static_cast<std::uint32_t>(sentence_);
      from = std::max(from, r_.sentences[sentence_].range.start);
    }
    // Each stretch is looked through once: from the figure before, with the year that the sentence carries.
    if (from != sentence_from_) sentence_from_ = read_to_ = from, sentence_year_ = 0;
    const YearWord word = year_named(s_.substr(read_to_, f.range.start - read_to_), report_year_, this_year_);
    if (word.carries) sentence_year_ = word.year;
    read_to_ = f.range.end;
    int year = word.year != 0 ? word.year : sentence_year_;
    if (year == 0) {
      if (f.section != heading_of_) {
        heading_of_ = f.section;
        heading_year_ = year_of_section(r_, s_, f.section);
      }
      year = heading_year_;
    }
    f.period = static_cast<std::int16_t>(year);
  }

  ReportData& r_;
  std::u32string_view s_;
  const FigureLexicon& lexicon_ = FigureLexicon::get();
  std::vector<TextRange> labels_;
  FigureScanner scanner_;
  std::size_t sentence_ = 0, section_ = 0;
  std::uint32_t sentence_from_ = 0xFFFFFFFF, read_to_ = 0;
  int sentence_year_ = 0;
  std::int32_t heading_of_ = -2;
  int heading_year_ = 0;
  int this_year_ = 0, report_year_ = 0;
};

}  // namespace

void read_figures(ReportData& r, const Shadow& shadow, Context& ctx) {
  FigurePass pass(r, shadow.view());
  if (r.blocks.empty()) {
    pass.block({0, static_cast<std::uint32_t>(shadow.chars.size())}, -1);
    return;
  }
  for (const BlockData& b : r.blocks) {
    if (b.kind >= BlockKind::blank) continue;
    ctx.check_cancelled();
    pass.block(b.content, b.section);
  }
}

}  // namespace detail
FAZHI_NAMESPACE_END
