#include "json/tables.hpp"

#include "json/node.hpp"
#include "model/value.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

bool numeric(CellKind kind) { return kind == CellKind::number || kind == CellKind::zero; }

void lines(JsonWriter& w, std::string_view key, const std::vector<TableLineData>& list, bool states) {
  w.key(key).open('[');
  for (const TableLineData& line : list) {
    w.open('{');
    w.key("path").open('[');
    for (const auto& name : line.path) w.value(name);
    w.close(']');
    if (states) w.key("state").value(to_string(line.state));
    w.close('}');
  }
  w.close(']');
}

void cells(JsonWriter& w, const ReportData& r, const TableData& t) {
  const Text text(&r.text);
  w.key("cells").open('[');
  for (const CellData& c : t.cells) {
    w.open('{');
    w.key("row").value(int{c.row});
    w.key("column").value(int{c.column});
    w.key("row_span").value(int{c.row_span});
    w.key("column_span").value(int{c.column_span});
    w.key("start").value(c.range.start);
    w.key("end").value(c.range.end);
    w.key("kind").value(to_string(c.kind));
    w.key("text").value(text.slice(c.range));
    w.key("value");
    numeric(c.kind) ? w.value(to_text(c.value)) : w.null();
    w.key("decimals").value(int{c.decimals});
    w.key("unit").text_or_null(c.unit);
    w.key("verdict").value(to_string(c.verdict));
    w.close('}');
  }
  w.close(']');
}

void indices(JsonWriter& w, std::string_view key, const std::vector<std::uint32_t>& list) {
  w.key(key).open('[');
  for (const std::uint32_t i : list) w.value(i);
  w.close(']');
}

void checks(JsonWriter& w, const TableData& t) {
  w.key("checks").open('[');
  for (const TableCheckData& c : t.checks) {
    w.open('{');
    w.key("kind").value(to_string(c.kind));
    w.key("verdict").value(to_string(c.verdict));
    w.key("basis").value(to_string(c.basis));
    indices(w, "left", c.left);
    indices(w, "right", c.right);
    w.key("derivation").value(c.derivation);
    w.key("delta");
    c.has_delta ? w.value(c.delta) : w.null();
    w.key("remark").open('{');
    w.key("zh").value(c.remark_zh);
    w.key("en").value(c.remark_en);
    w.close('}');
    w.close('}');
  }
  w.close(']');
}

std::uint16_t small(const JsonNode& n, std::int64_t low) { return static_cast<std::uint16_t>(n.integer(low, 0xFFFF)); }

void read_lines(const JsonNode& n, bool states, std::vector<TableLineData>& out) {
  n.each([&](const JsonNode& line) {
    TableLineData l;
    line["path"].each([&](const JsonNode& name) { l.path.push_back(name.text()); });
    if (states) l.state = line["state"].name<RowState>();
    out.push_back(std::move(l));
  });
  if (out.size() > 0xFFFF) n.fail("has too many lines");
}

void read_cell(const JsonNode& n, std::size_t size, TableData& t) {
  CellData c;
  c.row = static_cast<std::uint16_t>(n["row"].index(t.rows.size()));
  c.column = static_cast<std::uint16_t>(n["column"].index(t.columns.size()));
  c.row_span = small(n["row_span"], 1);
  c.column_span = small(n["column_span"], 1);
  const auto limit = static_cast<std::int64_t>(size);
  const auto start = n["start"].integer(0, limit);
  c.range = {static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(n["end"].integer(start, limit))};
  c.kind = n["kind"].name<CellKind>();
  if (numeric(c.kind)) c.value = value_from_text(n["value"].text());
  c.decimals = static_cast<std::int8_t>(n["decimals"].integer(0, 127));
  c.unit = n["unit"].text_or_empty();
  c.verdict = n["verdict"].name<Verdict>();
  t.cells.push_back(std::move(c));
}

void read_check(const JsonNode& n, TableData& t) {
  TableCheckData c;
  c.kind = n["kind"].name<TableCheckKind>();
  c.verdict = n["verdict"].name<Verdict>();
  c.basis = n["basis"].name<Basis>();
  n["left"].each([&](const JsonNode& i) { c.left.push_back(i.index(t.cells.size())); });
  n["right"].each([&](const JsonNode& i) { c.right.push_back(i.index(t.cells.size())); });
  c.derivation = n["derivation"].text();
  c.has_delta = !n["delta"].is_null();
  if (c.has_delta) c.delta = n["delta"].text();
  c.remark_zh = n["remark"]["zh"].text();
  c.remark_en = n["remark"]["en"].text();
  t.checks.push_back(std::move(c));
}

}  // namespace

void write_tables(JsonWriter& w, const ReportData& r) {
  w.key("tables").open('[');
  for (const TableData& t : r.tables) {
    w.open('{');
    w.key("source").value(to_string(t.source));
    w.key("form").text_or_null(t.form);
    w.key("caption").value(t.caption);
    w.key("caption_range").range(t.caption_range);
    w.key("start").value(t.range.start);
    w.key("end").value(t.range.end);
    w.key("section");
    t.section < 0 ? w.null() : w.value(std::int64_t{t.section});
    w.key("header_rows").value(int{t.header_rows});
    w.key("header_columns").value(int{t.header_columns});
    lines(w, "rows", t.rows, true);
    lines(w, "columns", t.columns, false);
    cells(w, r, t);
    checks(w, t);
    w.close('}');
  }
  w.close(']');
}

void read_tables(const JsonNode& n, std::size_t text_size, ReportData& r) {
  // A report written before there were tables has none.
  if (!n.has("tables")) return;
  n["tables"].each([&](const JsonNode& table) {
    TableData t;
    t.source = table["source"].name<TableSource>();
    t.form = table["form"].text_or_empty();
    t.caption = table["caption"].text();
    t.caption_range = table["caption_range"].range(text_size);
    const auto limit = static_cast<std::int64_t>(text_size);
    const auto start = table["start"].integer(0, limit);
    t.range = {static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(table["end"].integer(start, limit))};
    t.section = table["section"].index_or_none(r.sections.size());
    read_lines(table["rows"], true, t.rows);
    read_lines(table["columns"], false, t.columns);
    t.header_rows =
        static_cast<std::uint16_t>(table["header_rows"].integer(0, static_cast<std::int64_t>(t.rows.size())));
    t.header_columns =
        static_cast<std::uint16_t>(table["header_columns"].integer(0, static_cast<std::int64_t>(t.columns.size())));
    table["cells"].each([&](const JsonNode& cell) { read_cell(cell, text_size, t); });
    table["checks"].each([&](const JsonNode& check) { read_check(check, t); });
    r.tables.push_back(std::move(t));
  });
}

}  // namespace detail
FAZHI_NAMESPACE_END
