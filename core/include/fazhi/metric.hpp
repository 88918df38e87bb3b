// The quantities that such reports keep stating, one row each: a corpus of reports becomes a panel.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fazhi/report.hpp"

FAZHI_NAMESPACE_BEGIN

/// Whether a report states a metric. `zero`: it states that there is none of it. `empty`: it does not speak of it.
/// `not_applicable`: it cannot have it (no case, no rate; a township decides no reconsideration).
enum class MetricState : std::uint8_t { stated, zero, empty, not_applicable };
FAZHI_API std::string_view to_string(MetricState) noexcept;

/// A cell of a table: indices into Report::table and Table::cell.
struct CellPlace {
  std::uint32_t table = 0, cell = 0;
};

/// A place of the report that states a metric: a figure, a cell of a fixed form, or words alone (未发生…).
struct MetricLink {
  std::optional<std::uint32_t> figure;  ///< index into Report::figure
  TextRange range;                      ///< the metric's name and the figure; the cell
  std::optional<std::uint32_t> growth;  ///< figure behind it that says how it moved (…件，同比增长5%)
  bool falls = false;                   ///< the growth, or the value of a metric of growth, is a fall
  bool certain = false;  ///< name and unit say it; else the sentence makes it probable, or a sum of its table is off
  std::optional<CellPlace> cell;  ///< then there is no figure
};

/// One metric of the dictionary (core/data/lexicons/metrics.toml) in one report.
struct Metric {
  std::string id;  ///< stable, "mediation.rate"
  std::string name_zh, name_en;
  std::string unit;
  MetricState state = MetricState::empty;
  /// Of the chosen link: exact decimal in `unit`, negative for a fall, "0" where the state is zero.
  std::optional<std::string> value;
  /// Index into `links`: the certain one before the probable, of the year reported on before another, first in the
  /// text.
  std::optional<std::uint32_t> chosen;
  std::vector<MetricLink> links;  ///< in text order
  std::string carried_from;  ///< id of the metric that must have had this value a year earlier (结转); may be empty
};

/// All metrics of the dictionary in its order; an empty report states none. Safe from many threads; throws IoError and
/// ParseError where the dictionary cannot be read.
FAZHI_API std::vector<Metric> metrics(const Report& report);

FAZHI_NAMESPACE_END
