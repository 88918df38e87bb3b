// The extension fazhi._core.
#include "bind.hpp"
#include "fazhi/json.hpp"
#include "fazhi/version.hpp"

PYBIND11_MODULE(_core, m) {
  m.doc() = "The core of fazhi, bound. Use the package fazhi.";
  m.attr("__version__") = fazhi::version();
  m.attr("json_schema_version") = fazhi::json_schema_version;
  bind::bind_errors(m);
  bind::bind_log(m);
  bind::bind_findings(m);
  bind::bind_report(m);
  bind::bind_outline(m);
  bind::bind_figures(m);
  bind::bind_metrics(m);
  bind::bind_tables(m);
  bind::bind_assessment(m);
  bind::bind_scorecard(m);
  bind::bind_registry(m);
  bind::bind_calls(m);
  bind::bind_adapters(m);
  bind::bind_columns(m);
}
