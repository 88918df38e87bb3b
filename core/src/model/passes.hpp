// The analysis passes, in the order in which analyse() runs them. Each reads the shadow and what earlier passes made
// and fills its own part of ReportData, in shadow positions; analyse() maps everything to text positions once at the
// end.
#pragma once

#include "model/data.hpp"
#include "text/shadow.hpp"

FAZHI_NAMESPACE_BEGIN
class Context;
namespace detail {

/// Lines the importer declared as furniture, labels it computed, metadata it found: input of the passes.
struct Hints {
  struct Furniture {
    TextRange range;
    BlockKind kind;
  };
  struct ComputedLabel {
    TextRange range;
    int level;
  };
  struct Field {
    std::string name, value;
  };
  struct SourceTable {
    std::vector<std::vector<SourceCell>> rows;
    TextRange caption;
  };
  std::vector<Furniture> furniture;
  std::vector<ComputedLabel> labels;
  std::vector<Field> metadata;
  std::vector<SourceTable> tables;
};

/// Splits the text into blocks, classes page furniture, joins hard-wrapped lines, and makes the shadow.
/// (text/blocks.cpp) Blocks are in shadow positions like all that follows: furniture stays in the shadow except inside
/// a wrapped paragraph, where the characters left out belong to the block before them once mapped back.
void split_blocks(ReportData& r, const Hints& hints, Shadow& shadow, Context& ctx);
/// Sentences of every block that is not furniture. (text/sentences.cpp)
void split_sentences(ReportData& r, const Shadow& shadow, Context& ctx);
/// Header elements and kind of report. (outline/header.cpp)
void read_header(ReportData& r, const Hints& hints, const Shadow& shadow, Context& ctx);
/// Sections. (outline/outline.cpp)
void read_outline(ReportData& r, const Hints& hints, const Shadow& shadow, Context& ctx);
/// 《…》. (citations/citations.cpp)
void read_citations(ReportData& r, const Shadow& shadow, Context& ctx);
/// Figures: numerals, units, approximation, subject, period. (figures/scan.cpp)
void read_figures(ReportData& r, const Shadow& shadow, Context& ctx);
/// Relations, their verdicts, and the verdict of each figure. (relations/relate.cpp)
void relate_figures(ReportData& r, const Shadow& shadow, Context& ctx);
/// Sections and checks of the tables that split_blocks() found; text positions. (tables/prove.cpp)
void prove_tables(ReportData& r, Context& ctx);
/// The statutory contents by meaning and place. (contents/contents.cpp)
void find_contents(ReportData& r, const Shadow& shadow, Context& ctx);

/// All of the above, then the map back to text positions. (model/analyse.cpp)
void analyse(ReportData& r, const Hints& hints, Context& ctx);

}  // namespace detail
FAZHI_NAMESPACE_END
