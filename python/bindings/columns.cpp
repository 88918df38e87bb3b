// The columns of every table, filled without the GIL.
#include "columns.hpp"

#include <charconv>
#include <cstdint>
#include <functional>

#include "arrow.hpp"
#include "bind.hpp"
#include "fazhi/error.hpp"
#include "fazhi/metric.hpp"

namespace bind {

namespace {

using Indices = std::vector<std::uint32_t>;
using MaybeText = std::optional<std::string_view>;

/// Fills columns row by row; add() takes a function from row number to value.
class Filler {
 public:
  Filler(Table& table, const Indices& indices) : table_(table), indices_(indices) { table_.rows = indices.size(); }

  template <class F>
  void text(const char* name, F value) {
    Column& c = column(name, ColumnType::text);
    for (const std::uint32_t i : indices_) {
      const auto v = value(i);
      const std::optional<std::string_view> s(v);
      c.valid.push_back(s.has_value());
      if (s) c.data += *s;
      if (c.data.size() > INT32_MAX)
        throw fazhi::Error("column '" + c.name + "' would exceed 2 GiB; take fewer rows",
                           "列“" + c.name + "”将超过2 GiB；请减少行数");
      c.offsets.push_back(static_cast<std::int32_t>(c.data.size()));
    }
  }
  template <class F>
  void integer(const char* name, F value) {
    Column& c = column(name, ColumnType::integer);
    for (const std::uint32_t i : indices_) {
      const std::optional<std::int64_t> v(value(i));
      c.valid.push_back(v.has_value());
      c.integers.push_back(v.value_or(0));
    }
  }
  template <class F>
  void real(const char* name, F value) {
    Column& c = column(name, ColumnType::real);
    for (const std::uint32_t i : indices_) {
      const std::optional<double> v(value(i));
      c.valid.push_back(v.has_value());
      c.reals.push_back(v.value_or(0));
    }
  }
  template <class F>
  void boolean(const char* name, F value) {
    Column& c = column(name, ColumnType::boolean);
    for (const std::uint32_t i : indices_) {
      c.valid.push_back(1);
      c.booleans.push_back(value(i));
    }
  }

 private:
  Column& column(const char* name, ColumnType type) {
    table_.columns.push_back({name, type, {}, {0}, {}, {}, {}, {}});
    table_.columns.back().valid.reserve(indices_.size());
    return table_.columns.back();
  }
  Table& table_;
  const Indices& indices_;
};

/// Nearest double of an exact value: for statistics; the exact text stands in a column of its own.
std::optional<double> nearest(const std::optional<std::string>& exact) {
  if (!exact) return std::nullopt;
  const auto slash = exact->find('/');
  // Not strtod: a notebook may have set a locale with a decimal comma.
  const auto number = [&](std::size_t from, std::size_t to) {
    double value = 0;
    std::from_chars(exact->data() + from, exact->data() + to, value);
    return value;
  };
  if (slash == std::string::npos) return number(0, exact->size());
  return number(0, slash) / number(slash + 1, exact->size());
}

template <class At>
void places(Filler& f, const fazhi::Report& r, At at) {
  f.integer("start", [=](std::uint32_t i) { return at(i).range().start; });
  f.integer("end", [=](std::uint32_t i) { return at(i).range().end; });
  f.text("quote", [=, &r](std::uint32_t i) { return r.text().slice(at(i).range()); });
}

std::optional<std::string> path(const fazhi::Report& r, std::optional<std::uint32_t> section) {
  return section ? std::optional(r.section(*section).path()) : std::nullopt;
}

MaybeText filled(std::string_view s) { return s.empty() ? MaybeText() : MaybeText(s); }

void figure_columns(Filler& f, const fazhi::Report& r) {
  const auto at = [&r](std::uint32_t i) { return r.figure(i); };
  f.real("value", [=](auto i) { return nearest(at(i).value()); });
  f.real("low", [=](auto i) { return nearest(at(i).low()); });
  f.real("high", [=](auto i) { return nearest(at(i).high()); });
  f.text("exact", [=](auto i) { return at(i).value(); });
  f.text("unit", [=](auto i) { return filled(at(i).unit()); });
  f.text("approx", [=](auto i) { return to_string(at(i).approximation()); });
  f.text("subject", [=](auto i) { return filled(at(i).subject_text()); });
  f.integer("period",
            [=](auto i) { return at(i).period() ? std::optional<std::int64_t>(at(i).period()) : std::nullopt; });
  f.text("section", [=, &r](auto i) { return path(r, at(i).section()); });
  f.text("verdict", [=](auto i) { return to_string(at(i).verdict()); });
  places(f, r, at);
}

/// "whole 198条; part 141条、41条、16条".
std::string operands(const fazhi::Report& r, const fazhi::Relation& relation) {
  std::string out;
  for (const fazhi::Role role : roles) {
    const auto list = relation.operands(role);
    for (const std::uint32_t& i : list) {
      if (&i != &list.front())
        out += "、";
      else
        out.append(out.empty() ? "" : "; ").append(to_string(role)).append(" ");
      out += r.figure(i).quote();
    }
  }
  return out;
}

void relation_columns(Filler& f, const fazhi::Report& r) {
  const auto at = [&r](std::uint32_t i) { return r.relation(i); };
  f.text("kind", [=](auto i) { return to_string(at(i).kind()); });
  f.text("basis", [=](auto i) { return to_string(at(i).basis()); });
  f.text("verdict", [=](auto i) { return to_string(at(i).verdict()); });
  f.text("stated", [=](auto i) { return at(i).stated(); });
  f.text("computed", [=](auto i) { return at(i).computed(); });
  f.text("delta", [=](auto i) { return at(i).delta(); });
  f.text("tolerance", [=](auto i) { return at(i).tolerance(); });
  f.text("tie", [=, &r](auto i) { return filled(r.text().slice(at(i).tie())); });
  f.text("operands", [=, &r](auto i) { return operands(r, at(i)); });
  f.text("derivation", [=](auto i) { return at(i).derivation(); });
  f.boolean("needs_review", [=](auto i) { return at(i).needs_review(); });
  f.text("remark", [=](auto i) { return filled(at(i).remark_zh()); });
  places(f, r, at);
  f.text("fingerprint", [=](auto i) { return at(i).fingerprint(); });
}

void citation_columns(Filler& f, const fazhi::Report& r) {
  const auto at = [&r](std::uint32_t i) { return r.citation(i); };
  f.text("title", [=](auto i) { return at(i).title(); });
  f.text("class", [=](auto i) { return to_string(at(i).citation_class()); });
  f.text("number", [=, &r](auto i) { return filled(r.text().slice(at(i).number_range())); });
  places(f, r, at);
}

void metric_columns(Filler& f, const fazhi::Report& r) {
  const auto rows = fazhi::metrics(r);
  const auto at = [&rows](std::uint32_t i) -> const fazhi::Metric& { return rows[i]; };
  const auto link = [at](std::uint32_t i) {
    const fazhi::Metric& m = at(i);
    return m.chosen ? &m.links[*m.chosen] : nullptr;
  };
  // What the chosen figure gives; nothing where there is none.
  const auto figure = [link, &r](std::uint32_t i) {
    const auto* l = link(i);
    return l && l->figure ? std::optional(r.figure(*l->figure)) : std::nullopt;
  };
  f.text("id", [=](auto i) { return std::string_view(at(i).id); });
  f.text("name", [=](auto i) { return std::string_view(at(i).name_zh); });
  f.text("name_en", [=](auto i) { return std::string_view(at(i).name_en); });
  f.text("state", [=](auto i) { return to_string(at(i).state); });
  f.real("value", [=](auto i) { return nearest(at(i).value); });
  f.text("unit", [=](auto i) { return std::string_view(at(i).unit); });
  f.text("exact", [=](auto i) { return at(i).value; });
  f.text("approx", [=](auto i) {
    const auto x = figure(i);
    return x ? MaybeText(to_string(x->approximation())) : MaybeText();
  });
  f.text("confidence", [=](auto i) {
    const auto* l = link(i);
    return l ? MaybeText(l->certain ? "certain" : "probable") : MaybeText();
  });
  f.integer("period", [=](auto i) {
    const auto x = figure(i);
    return x && x->period() ? std::optional<std::int64_t>(x->period()) : std::nullopt;
  });
  f.integer("times", [=](auto i) { return static_cast<std::int64_t>(at(i).links.size()); });
  const auto range = [=](std::uint32_t i) {
    const auto* l = link(i);
    return l ? std::optional(l->range) : std::nullopt;
  };
  f.integer("start", [=](auto i) { return range(i) ? std::optional<std::int64_t>(range(i)->start) : std::nullopt; });
  f.integer("end", [=](auto i) { return range(i) ? std::optional<std::int64_t>(range(i)->end) : std::nullopt; });
  f.text("quote", [=, &r](auto i) { return range(i) ? MaybeText(r.text().slice(*range(i))) : MaybeText(); });
}

void section_columns(Filler& f, const fazhi::Report& r) {
  const auto at = [&r](std::uint32_t i) { return r.section(i); };
  f.text("path", [=](auto i) { return at(i).path(); });
  f.integer("level", [=](auto i) { return at(i).level(); });
  f.text("label", [=](auto i) { return at(i).label(); });
  f.text("heading", [=](auto i) { return at(i).heading(); });
  f.text("style", [=](auto i) { return to_string(at(i).style()); });
  f.integer("ordinal", [=](auto i) { return at(i).ordinal(); });
  f.integer("parent", [=](auto i) { return at(i).parent(); });
  f.text("label_origin", [=](auto i) { return to_string(at(i).label_origin()); });
  f.text("level_origin", [=](auto i) { return to_string(at(i).level_origin()); });
  f.integer("start", [=](auto i) { return at(i).range().start; });
  f.integer("end", [=](auto i) { return at(i).range().end; });
}

void block_columns(Filler& f, const fazhi::Report& r) {
  const auto at = [&r](std::uint32_t i) { return r.block(i); };
  f.text("kind", [=](auto i) { return to_string(at(i).kind()); });
  f.text("section", [=, &r](auto i) { return path(r, at(i).section()); });
  f.text("text", [=, &r](auto i) { return r.text().slice(at(i).content_range()); });
  f.integer("start", [=](auto i) { return at(i).range().start; });
  f.integer("end", [=](auto i) { return at(i).range().end; });
}

void sentence_columns(Filler& f, const fazhi::Report& r) {
  f.text("text", [&r](auto i) { return r.text().slice(r.sentence(i)); });
  f.integer("start", [&r](auto i) { return r.sentence(i).start; });
  f.integer("end", [&r](auto i) { return r.sentence(i).end; });
}

std::string joined(const std::vector<std::string>& path) {
  std::string out;
  for (const auto& name : path) out += (out.empty() ? "" : "·") + name;
  return out;
}

void table_columns(Filler& f, const fazhi::Report& r) {
  const auto at = [&r](std::uint32_t i) { return r.table(i); };
  const auto refuted = [=](std::uint32_t i) {
    std::int64_t n = 0;
    for (std::size_t k = 0; k < at(i).check_count(); ++k) n += at(i).check(k).verdict() == fazhi::Verdict::refuted;
    return n;
  };
  f.text("source", [=](auto i) { return to_string(at(i).source()); });
  f.text("form", [=](auto i) { return filled(at(i).form()); });
  f.text("caption", [=](auto i) { return filled(at(i).caption()); });
  f.integer("rows", [=](auto i) { return at(i).row_count(); });
  f.integer("columns", [=](auto i) { return at(i).column_count(); });
  f.integer("checks", [=](auto i) { return static_cast<std::int64_t>(at(i).check_count()); });
  f.integer("refuted", refuted);
  f.text("section", [=, &r](auto i) { return path(r, at(i).section()); });
  f.integer("start", [=](auto i) { return at(i).range().start; });
  f.integer("end", [=](auto i) { return at(i).range().end; });
}

void cell_columns(Filler& f, const TableItem& table) {
  const auto view = table.view();
  const auto at = [view](std::uint32_t i) { return view.cell(i); };
  f.integer("row", [=](auto i) { return at(i).row(); });
  f.integer("column", [=](auto i) { return at(i).column(); });
  f.text("row_name", [=](auto i) { return joined(view.row_path(at(i).row())); });
  f.text("column_name", [=](auto i) { return joined(view.column_path(at(i).column())); });
  f.text("kind", [=](auto i) { return to_string(at(i).kind()); });
  f.real("value", [=](auto i) { return nearest(at(i).value()); });
  f.text("exact", [=](auto i) { return at(i).value(); });
  f.text("unit", [=](auto i) { return filled(at(i).unit()); });
  f.text("verdict", [=](auto i) { return to_string(at(i).verdict()); });
  f.integer("start", [=](auto i) { return at(i).range().start; });
  f.integer("end", [=](auto i) { return at(i).range().end; });
  f.text("quote", [=](auto i) { return at(i).text(); });
}

void check_columns(Filler& f, const TableItem& table) {
  const auto view = table.view();
  const auto at = [view](std::uint32_t i) { return view.check(i); };
  f.text("kind", [=](auto i) { return to_string(at(i).kind()); });
  f.text("verdict", [=](auto i) { return to_string(at(i).verdict()); });
  f.text("basis", [=](auto i) { return to_string(at(i).basis()); });
  f.text("derivation", [=](auto i) { return at(i).derivation(); });
  f.text("delta", [=](auto i) { return at(i).delta(); });
  f.text("remark", [=](auto i) { return filled(at(i).remark_zh()); });
}

void content_columns(Filler& f, const fazhi::Report& r) {
  const auto at = [&r](std::uint32_t i) -> const fazhi::ContentPlace& {
    return r.content(static_cast<fazhi::Content>(i));
  };
  f.text("name", [](auto i) { return to_string(static_cast<fazhi::Content>(i)); });
  f.boolean("found", [=](auto i) { return !at(i).sections.empty(); });
  f.text("sections", [=, &r](auto i) {
    std::string paths;
    for (const std::uint32_t s : at(i).sections) paths += (paths.empty() ? "" : "、") + r.section(s).path();
    return paths;
  });
  f.text("quote", [=, &r](auto i) {
    return at(i).evidence.empty() ? MaybeText() : MaybeText(r.text().slice(at(i).evidence.front()));
  });
}

void finding_columns(Filler& f, const fazhi::Assessment& a) {
  const auto at = [&a](std::uint32_t i) -> const fazhi::Finding& { return a.findings()[i]; };
  f.text("rule_id", [=](auto i) { return std::string_view(at(i).rule_id); });
  f.text("level", [=](auto i) { return to_string(at(i).level); });
  f.text("kind", [=](auto i) { return to_string(at(i).kind); });
  f.text("message", [=](auto i) { return std::string_view(at(i).message_zh); });
  f.text("message_en", [=](auto i) { return std::string_view(at(i).message_en); });
  f.integer("start", [=](auto i) { return at(i).range.start; });
  f.integer("end", [=](auto i) { return at(i).range.end; });
  f.text("quote", [=, &a](auto i) { return a.report().text().slice(at(i).range); });
  f.text("plugin", [=](auto i) { return std::string_view(at(i).plugin); });
  f.text("fingerprint", [=](auto i) { return std::string_view(at(i).fingerprint); });
}

void result_columns(Filler& f, const ScorecardItem& card) {
  const auto at = [&card](std::uint32_t i) { return ResultItem{card, i}; };
  f.text("criterion_id", [=](auto i) { return at(i).get().criterion_id; });
  f.text("title", [=](auto i) {
    const auto* c = at(i).criterion().second;
    return c ? std::optional(c->title_zh) : std::nullopt;
  });
  f.text("outcome", [=](auto i) { return to_string(at(i).get().outcome); });
  f.text("level_reached", [=](auto i) {
    const auto level = level_reached(at(i).get());
    return level ? MaybeText(to_string(*level)) : MaybeText();
  });
  f.real("points", [=](auto i) { return at(i).get().points; });
  f.real("weight", [=](auto i) { return at(i).get().weight; });
  f.text("why", [=](auto i) { return at(i).get().why_zh; });
  f.text("why_en", [=](auto i) { return at(i).get().why_en; });
}

Table make(const std::string& kind, const Indices& indices, const std::function<void(Filler&)>& fill) {
  Table table;
  table.columns.reserve(24);  // Filler hands out references
  Filler filler(table, indices);
  fill(filler);
  if (table.columns.empty()) throw py::key_error(kind);
  return table;
}

/// The table of an owner: a Report, an Assessment (Finding) or a Scorecard (CriterionResult).
Table table_of(const std::string& kind, const py::object& owner, const Indices& indices) {
  std::function<void(Filler&)> fill;
  std::size_t count = 0;
  if (kind == "Finding") {
    const auto a = owner.cast<fazhi::Assessment>();
    count = a.findings().size();
    fill = [a](Filler& f) { finding_columns(f, a); };
  } else if (kind == "CriterionResult") {
    const auto card = owner.cast<ScorecardItem>();
    count = card.get().results.size();
    fill = [card](Filler& f) { result_columns(f, card); };
  } else if (kind == "TableCell" || kind == "TableCheck") {
    const auto table = owner.cast<TableItem>();
    const bool cells = kind == "TableCell";
    count = cells ? table.view().cell_count() : table.view().check_count();
    fill = [table, cells](Filler& f) { cells ? cell_columns(f, table) : check_columns(f, table); };
  } else {
    const auto r = owner.cast<fazhi::Report>();
    const auto by = [&](const char* name, std::size_t n, void (*columns)(Filler&, const fazhi::Report&)) {
      if (kind != name) return;
      count = n;
      fill = [r, columns](Filler& f) { columns(f, r); };
    };
    by("Figure", r.figure_count(), figure_columns);
    by("Relation", r.relation_count(), relation_columns);
    by("Citation", r.citation_count(), citation_columns);
    by("Section", r.section_count(), section_columns);
    by("Block", r.block_count(), block_columns);
    by("Sentence", r.sentence_count(), sentence_columns);
    by("Table", r.table_count(), table_columns);
    by("Content", fazhi::content_count, content_columns);
    if (kind == "Metric") by("Metric", fazhi::metrics(r).size(), metric_columns);
  }
  if (!fill) throw py::key_error(kind);
  for (const std::uint32_t i : indices) checked(i, count);
  const WithoutGil released;
  return make(kind, indices, fill);
}

py::object value(const Column& c, std::size_t row) {
  if (!c.valid[row]) return py::none();
  switch (c.type) {
    case ColumnType::text:
      return text(std::string_view(c.data).substr(static_cast<std::size_t>(c.offsets[row]),
                                                  static_cast<std::size_t>(c.offsets[row + 1] - c.offsets[row])));
    case ColumnType::integer:
      return py::int_(c.integers[row]);
    case ColumnType::real:
      return py::float_(c.reals[row]);
    case ColumnType::boolean:
      return py::bool_(c.booleans[row] != 0);
  }
  return py::none();
}

}  // namespace

void bind_columns(py::module_& m) {
  m.def(
      "columns",
      [](const std::string& kind, const py::object& owner, const Indices& indices) {
        const Table table = table_of(kind, owner, indices);
        py::dict out;
        for (const Column& c : table.columns) {
          py::list values(table.rows);
          for (std::size_t row = 0; row < table.rows; ++row) values[row] = value(c, row);
          out[py::str(c.name)] = values;
        }
        return out;
      },
      py::arg("kind"), py::arg("owner"), py::arg("indices"),
      "The rows of a table as lists by column; missing values are None.");
  m.def(
      "arrow_stream",
      [](const std::string& kind, const py::object& owner, const Indices& indices) {
        return arrow_capsule(table_of(kind, owner, indices));
      },
      py::arg("kind"), py::arg("owner"), py::arg("indices"), "The rows as a PyCapsule \"arrow_array_stream\".");
}

}  // namespace bind
