// The way from a position of a report back into the file it was read from: part, paragraph, run and offset.
//
// What the numbers count is the importer's to say and stands in its README. Of Word files: the elements w:p of the part
// in their order, the elements w:r inside that paragraph in their order, code points of what the run shows. Of pages:
// the text objects of the page, the runs of one, the code points of one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fazhi/report.hpp"

FAZHI_NAMESPACE_BEGIN

/// Where a stretch of text stands in the file; valid while a handle of the Report lives.
struct SourcePlace {
  std::string_view part;        ///< "word/document.xml"; of a file of pages the page
  std::uint32_t paragraph = 0;  ///< from 0
  std::uint32_t run = 0;        ///< from 0, within the paragraph
  std::uint32_t offset = 0;     ///< code points from the beginning of the run
  std::uint32_t start = 0;      ///< position in the text of the report, code points
  std::uint32_t size = 0;       ///< code points that follow in the same run; 0: made while reading, before this place
};

/// A stretch of text up to the start of the next one: one run of the source, or text that the importer made (a computed
/// number, the end of a line), which stands in front of the place named.
struct SourceRun {
  std::uint32_t start = 0;  ///< position in the text, code points
  std::uint32_t part = 0;   ///< index into SourceMap::parts
  std::uint32_t paragraph = 0;
  std::uint32_t run = 0;
  std::uint32_t offset = 0;
  bool made = false;  ///< zero width in the source
};

/// What an importer hands over by ReportBuilder::source_map(); 24 bytes a run.
struct SourceMap {
  std::vector<std::string> parts;
  std::vector<SourceRun> runs;  ///< strictly ascending by start
};

/// The place of one code point, size 1, or size 0 where the importer made it; of the end of the text the end of its
/// last run. Nothing where the importer knows no places (plain text: Text::source_offset), before the first run, and
/// past the end. Logarithmic time.
FAZHI_API std::optional<SourcePlace> source_place(const Report& report, std::uint32_t position);
/// The runs, or parts of runs, that a range of text covers, in text order; made text has none, so that the list of a
/// computed label is empty. What an exporter needs to mark a range: it begins at the first and ends behind the last.
FAZHI_API std::vector<SourcePlace> source_places(const Report& report, TextRange range);

FAZHI_NAMESPACE_END
