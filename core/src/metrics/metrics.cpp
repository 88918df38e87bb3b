// The rows of the panel: one a metric.
#include "fazhi/metric.hpp"

#include <algorithm>
#include <tuple>

#include "metrics/dictionary.hpp"
#include "metrics/link.hpp"
#include "model/value.hpp"

FAZHI_NAMESPACE_BEGIN

namespace {

using detail::MetricDictionary;
using detail::MetricEntry;

// The year that a report speaks of: a work report of 2026 looks back on 2025.
int year_of(const detail::ReportData& r) {
  if (r.header.year == 0) return 0;
  return r.kind == ReportKind::work_report ? r.header.year - 1 : r.header.year;
}

std::optional<std::uint32_t> index(std::int32_t i) {
  return i < 0 ? std::nullopt : std::optional(static_cast<std::uint32_t>(i));
}

void choose(const detail::ReportData& r, Metric& m) {
  const int year = year_of(r);
  const auto rank = [&](const MetricLink& link) {
    const int period = link.figure ? r.figures[*link.figure].period : 0;
    const bool other_year = year != 0 && period != 0 && period != year;
    return std::tuple(!link.certain, other_year, link.range.start);
  };
  const auto best =
      std::min_element(m.links.begin(), m.links.end(), [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
  m.chosen = static_cast<std::uint32_t>(best - m.links.begin());
  if (best->cell)
    m.value = detail::to_text(r.tables[best->cell->table].cells[best->cell->cell].value);
  else
    m.value = best->figure ? detail::to_text(r.figures[*best->figure].value) : "0";
  m.state = m.value == "0" ? MetricState::zero : MetricState::stated;
}

bool not_for(const MetricEntry& entry, detail::IssuerKind issuer) {
  return (issuer == detail::IssuerKind::township && entry.not_for_township) ||
         (issuer == detail::IssuerKind::department && entry.not_for_department);
}

}  // namespace

std::string_view to_string(MetricState s) noexcept {
  switch (s) {
    case MetricState::stated:
      return "stated";
    case MetricState::zero:
      return "zero";
    case MetricState::not_applicable:
      return "not_applicable";
    case MetricState::empty:
      break;
  }
  return "empty";
}

std::vector<Metric> metrics(const Report& report) {
  static const detail::ReportData none;
  const detail::ReportData& r = report ? *report.data() : none;
  const MetricDictionary& words = MetricDictionary::get();
  std::vector<Metric> rows;
  rows.reserve(words.entries.size());
  for (const MetricEntry& e : words.entries) {
    Metric& m = rows.emplace_back();
    m.id = e.id, m.name_zh = e.zh, m.name_en = e.en, m.unit = e.unit, m.carried_from = e.carried_from;
  }
  for (const detail::MetricLinkData& x : detail::metric_links(r)) {
    const auto at = std::find_if(rows.begin(), rows.end(), [&](const Metric& m) { return m.id == x.metric; });
    // A report read from JSON may have been made with another dictionary.
    Metric& m = at == rows.end() ? rows.emplace_back() : *at;
    if (m.id.empty()) m.id = m.name_zh = m.name_en = x.metric;
    std::optional<CellPlace> cell;
    if (x.table >= 0 && x.cell >= 0) cell = {static_cast<std::uint32_t>(x.table), static_cast<std::uint32_t>(x.cell)};
    m.links.push_back({index(x.figure), x.range, index(x.growth), x.falls, x.certain, cell});
  }
  const detail::IssuerKind issuer = words.issuer_kind(r.header);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    Metric& m = rows[i];
    if (!m.links.empty()) {
      choose(r, m);
      const bool rises = i < words.entries.size() && words.entries[i].rises;
      if (rises && m.links[*m.chosen].falls && m.state == MetricState::stated) *m.value = "-" + *m.value;
    } else if (i < words.entries.size()) {
      const MetricEntry& e = words.entries[i];
      const MetricState base = e.base < 0 ? MetricState::stated : rows[static_cast<std::size_t>(e.base)].state;
      const bool no_base = base == MetricState::zero || base == MetricState::not_applicable;
      if (no_base || not_for(e, issuer)) m.state = MetricState::not_applicable;
    }
  }
  return rows;
}

FAZHI_NAMESPACE_END
