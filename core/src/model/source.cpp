// From positions of the text to places in the file.
#include "fazhi/source.hpp"

#include <algorithm>

#include "model/data.hpp"

FAZHI_NAMESPACE_BEGIN

namespace {

/// The run that holds a position; end() before the first.
auto run_at(const std::vector<SourceRun>& runs, std::uint32_t position) {
  const auto above = std::upper_bound(runs.begin(), runs.end(), position,
                                      [](std::uint32_t p, const SourceRun& r) { return p < r.start; });
  return above == runs.begin() ? runs.end() : above - 1;
}

SourcePlace place(const SourceMap& map, const SourceRun& run, std::uint32_t position, std::uint32_t size) {
  const std::uint32_t offset = run.made ? run.offset : run.offset + (position - run.start);
  return {map.parts[run.part], run.paragraph, run.run, offset, position, run.made ? 0 : size};
}

}  // namespace

std::optional<SourcePlace> source_place(const Report& report, std::uint32_t position) {
  if (!report) return std::nullopt;
  const SourceMap& map = report.data()->source_map;
  const std::size_t size = report.text().size();
  const auto run = run_at(map.runs, position);
  if (run == map.runs.end() || position > size) return std::nullopt;
  return place(map, *run, position, position < size ? 1 : 0);
}

std::vector<SourcePlace> source_places(const Report& report, TextRange range) {
  std::vector<SourcePlace> out;
  if (!report) return out;
  const SourceMap& map = report.data()->source_map;
  range.end = std::min(range.end, static_cast<std::uint32_t>(report.text().size()));
  auto run = run_at(map.runs, range.start);
  if (run == map.runs.end()) run = map.runs.begin();
  for (; run != map.runs.end() && run->start < range.end; ++run) {
    const std::uint32_t from = std::max(run->start, range.start);
    const std::uint32_t to = run + 1 == map.runs.end() ? range.end : std::min((run + 1)->start, range.end);
    if (!run->made && from < to) out.push_back(place(map, *run, from, to - from));
  }
  return out;
}

namespace detail {

bool is_sound(const SourceMap& map, std::size_t text_size) {
  const auto fits = [&](const SourceRun& r) { return r.start < text_size && r.part < map.parts.size(); };
  const auto falls = [](const SourceRun& a, const SourceRun& b) { return a.start >= b.start; };
  return std::all_of(map.runs.begin(), map.runs.end(), fits) &&
         std::adjacent_find(map.runs.begin(), map.runs.end(), falls) == map.runs.end();
}

}  // namespace detail
FAZHI_NAMESPACE_END
