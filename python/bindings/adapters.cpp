// Python plugins behind the core's interfaces. A Python object is held and dropped under the GIL alone, and leaked once
// Python finalizes: nothing of it can be released then.
#include <algorithm>
#include <mutex>
#include <variant>

#include "context.hpp"
#include "fazhi/conversion.hpp"
#include "fazhi/registry.hpp"
#include "fazhi/sha256.hpp"
#include "fazhi/source.hpp"
#include "plugin_kinds.hpp"

namespace bind {

namespace {

class Callable {
 public:
  explicit Callable(py::object f) : f_(f.release().ptr()) {}
  Callable(const Callable&) = delete;
  Callable& operator=(const Callable&) = delete;
  ~Callable() {
    if (python_is_gone()) return;
    const WithGil gil;
    Py_DECREF(f_);
  }
  /// Needs the GIL; throws on what Python raises as an error of the core.
  template <class... Args>
  py::object operator()(Args&&... args) const {
    try {
      return call_python(f_, std::forward<Args>(args)...);
    } catch (py::error_already_set& e) {
      rethrow_as_core(e);
    }
  }

 private:
  PyObject* f_;
};

/// A host interface lent to Python for one call; using it later is an error, not a crash.
template <class T>
struct Lent {
  T* target = nullptr;
  /// Threads of the plugin take turns. Called without the GIL: what waits for the lock must not hold up its owner.
  template <class F>
  decltype(auto) use(F&& take) {
    const std::lock_guard lock(mutex_);
    if (!target) throw fazhi::Error("used after its call has ended", "调用结束后不能再用");
    return take(*target);
  }
  void end() {
    const std::lock_guard lock(mutex_);
    target = nullptr;
  }

 private:
  std::mutex mutex_;
};
using SinkProxy = Lent<fazhi::Sink>;
using FindingProxy = Lent<fazhi::FindingSink>;

template <class T>
class Loan {
 public:
  explicit Loan(T& target) : lent_(std::make_shared<Lent<T>>()) {
    lent_->target = &target;
    object_ = py::cast(lent_);
  }
  Loan(const Loan&) = delete;
  Loan& operator=(const Loan&) = delete;
  ~Loan() {
    const WithoutGil released;
    lent_->end();
  }
  [[nodiscard]] const py::object& object() const { return object_; }

 private:
  std::shared_ptr<Lent<T>> lent_;
  py::object object_;
};

/// Values by the declared types, as keyword arguments.
py::dict keywords(const std::vector<fazhi::OptionSpec>& specs, const fazhi::Options& o) {
  py::dict out;
  for (const fazhi::OptionSpec& s : specs) {
    if (!o.has(s.name)) continue;
    py::object value;
    switch (s.type) {
      case fazhi::OptionType::boolean:
        value = py::bool_(o.boolean(s.name));
        break;
      case fazhi::OptionType::integer:
        value = py::int_(o.integer(s.name));
        break;
      case fazhi::OptionType::number:
        value = py::float_(o.number(s.name));
        break;
      case fazhi::OptionType::list:
        value = py::cast(o.list(s.name));
        break;
      default:
        value = py::str(o.string(s.name));
    }
    out[py::str(s.name)] = value;
  }
  return out;
}

class PyExporter final : public fazhi::Exporter {
 public:
  PyExporter(py::object f, std::vector<fazhi::OptionSpec> options) : f_(std::move(f)), options_(std::move(options)) {}
  void write(fazhi::AssessmentSource& in, fazhi::Sink& out, const fazhi::Options& options,
             fazhi::Context& ctx) const override {
    fazhi::Assessment a;
    while (in.next(a)) {
      const WithGil gil;
      const Loan<fazhi::Sink> sink(out);
      f_(a, sink.object(), keywords(options_, options));
      ctx.check_cancelled();
    }
  }

 private:
  Callable f_;
  std::vector<fazhi::OptionSpec> options_;
};

class PyValidator final : public fazhi::Validator {
 public:
  PyValidator(py::object f, std::vector<fazhi::OptionSpec> options) : f_(std::move(f)), options_(std::move(options)) {}
  void validate(const fazhi::Subject& subject, const fazhi::Options& options, fazhi::FindingSink& sink,
                fazhi::Context&) const override {
    const WithGil gil;
    const Loan<fazhi::FindingSink> loan(sink);
    f_(subject.report, loan.object(), keywords(options_, options));
  }

 private:
  Callable f_;
  std::vector<fazhi::OptionSpec> options_;
};

using Span = std::pair<std::uint32_t, std::uint32_t>;
/// Place, rows and columns that it spans, whether it is a head.
using ImportedCell = std::tuple<Span, std::uint16_t, std::uint16_t, bool>;
/// Rows of cells, place of the caption.
using ImportedTable = std::pair<std::vector<std::vector<ImportedCell>>, Span>;
/// start, part, paragraph, run, offset, made
using ImportedPlace = std::tuple<std::uint32_t, std::string, std::uint32_t, std::uint32_t, std::uint32_t, bool>;
/// Text, encoding, page furniture (start, end, kind), header fields from outside the text, tables, places in the file.
using Imported =
    std::tuple<std::string, std::string, std::vector<std::tuple<std::uint32_t, std::uint32_t, std::string>>,
               std::vector<std::pair<std::string, std::string>>, std::vector<ImportedTable>,
               std::vector<ImportedPlace>>;

/// Bytes in another format, its suffix and importer; the format they had, the program that converted them, its version.
using Converted = std::tuple<std::string, std::string, std::string, std::string, std::string, std::string>;

fazhi::SourceMap source_map(const std::vector<ImportedPlace>& places) {
  fazhi::SourceMap map;
  for (const auto& [start, part, paragraph, run, offset, made] : places) {
    auto at = std::find(map.parts.begin(), map.parts.end(), part);
    if (at == map.parts.end()) at = map.parts.insert(at, part);
    map.runs.push_back({start, static_cast<std::uint32_t>(at - map.parts.begin()), paragraph, run, offset, made});
  }
  return map;
}

fazhi::BlockKind block_kind(const std::string& name) {
  for (int k = 0; k <= static_cast<int>(fazhi::BlockKind::footer); ++k)
    if (fazhi::to_string(static_cast<fazhi::BlockKind>(k)) == name) return static_cast<fazhi::BlockKind>(k);
  throw py::value_error("no kind of page furniture: '" + name +
                        "'; there are menu, metadata, page_number, running_head, footer");
}

std::vector<std::vector<fazhi::SourceCell>> source_rows(const ImportedTable& table) {
  std::vector<std::vector<fazhi::SourceCell>> rows;
  rows.reserve(table.first.size());
  for (const auto& cells : table.first) {
    auto& row = rows.emplace_back();
    row.reserve(cells.size());
    for (const auto& [at, row_span, column_span, header] : cells)
      row.push_back({{at.first, at.second}, row_span, column_span, header});
  }
  return rows;
}

class PyImporter final : public fazhi::Importer {
 public:
  PyImporter(std::string name, py::object probe, py::object read, std::vector<fazhi::OptionSpec> options)
      : name_(std::move(name)), probe_(std::move(probe)), read_(std::move(read)), options_(std::move(options)) {}

  fazhi::Confidence probe(const fazhi::Source& source) const override {
    const WithGil gil;
    const auto head = source.bytes.substr(0, 4096);
    return static_cast<fazhi::Confidence>(probe_(py::bytes(head.data(), head.size()), text(source.suffix)).cast<int>());
  }

  fazhi::Report read(const fazhi::Source& source, const fazhi::Options& options, fazhi::Context& ctx) const override {
    std::variant<Imported, Converted> got;
    {
      const WithGil gil;
      const py::object given =
          read_(py::bytes(source.bytes.data(), source.bytes.size()), text(source.name), keywords(options_, options));
      if (py::isinstance<py::bytes>(given[py::int_(0)]))
        got = given.cast<Converted>();
      else
        got = given.cast<Imported>();
    }
    if (const auto* other = std::get_if<Converted>(&got)) return read_converted(source, *other, ctx);
    auto& read = std::get<Imported>(got);
    auto& [utf8, encoding, furniture, metadata, tables, places] = read;
    fazhi::ReportBuilder builder(std::move(utf8));
    builder.source(std::string(source.name), name_, fazhi::sha256_hex(source.bytes));
    if (!encoding.empty()) builder.encoding(std::move(encoding), false);
    for (const auto& [start, end, kind] : furniture) builder.furniture({start, end}, block_kind(kind));
    for (auto& [field, value] : metadata) builder.metadata(field, std::move(value));
    for (const auto& table : tables) builder.table(source_rows(table), {table.second.first, table.second.second});
    builder.source_map(source_map(places));
    return builder.build(ctx);
  }

 private:
  /// What was converted is read by the importer of its new format, and is a report of the original all the same.
  fazhi::Report read_converted(const fazhi::Source& source, const Converted& other, fazhi::Context& ctx) const {
    const auto& [bytes, suffix, importer, from, by, version] = other;
    return fazhi::converted(registry().read({bytes, source.name, suffix}, importer, {}, ctx), name_,
                            fazhi::sha256_hex(source.bytes), {from, by, version});
  }

  std::string name_;
  Callable probe_, read_;
  std::vector<fazhi::OptionSpec> options_;
};

using Note = std::tuple<Span, std::string, std::string>;
using Mend = std::tuple<Span, std::string, std::string, std::string>;

void add_finding(FindingProxy& sink, const std::string& rule, Span at, std::string zh, std::string en,
                 const std::vector<Note>& evidence, const std::vector<std::uint32_t>& figures,
                 const std::vector<std::uint32_t>& relations, const std::vector<Mend>& fixes,
                 const std::optional<char>& at_most) {
  sink.use([&](fazhi::FindingSink& target) {
    fazhi::FindingDraft draft = target.add(rule, {at.first, at.second});
    draft.message(std::move(zh), std::move(en));
    for (const auto& [range, note_zh, note_en] : evidence)
      draft.evidence({range.first, range.second}, note_zh, note_en);
    for (const std::uint32_t i : figures) draft.figure(i);
    for (const std::uint32_t i : relations) draft.relation(i);
    for (const auto& [range, replacement, fix_zh, fix_en] : fixes)
      draft.fix({range.first, range.second}, replacement, fix_zh, fix_en);
    if (at_most) draft.at_most(*at_most);
  });
}

/// Names of the Python plugins in the registry, taken out by atexit.
std::vector<std::pair<fazhi::PluginKind, std::string>>& registered() {
  static auto* const list = new std::vector<std::pair<fazhi::PluginKind, std::string>>();
  return *list;
}

void keep(fazhi::PluginKind kind, const std::string& name) {
  for (const auto& [k, n] : registered())
    if (k == kind && n == name) return;
  registered().emplace_back(kind, name);
}

void bind_sinks(py::module_& m) {
  py::class_<SinkProxy, std::shared_ptr<SinkProxy>>(m, "Sink", "Where an exporter writes; valid during its call.")
      .def(
          "write",
          [](SinkProxy& s, const py::bytes& data) {
            const std::string_view bytes = data;
            const WithoutGil released;
            s.use([&](fazhi::Sink& sink) { sink.write(bytes); });
          },
          py::arg("data"))
      .def(
          "open", [](SinkProxy& s, const std::string& name) { s.use([&](fazhi::Sink& sink) { sink.open(name); }); },
          py::arg("name"), Released(), "Makes a further file beside the named one the current one.");
  py::class_<FindingProxy, std::shared_ptr<FindingProxy>>(m, "FindingSink",
                                                          "Where a validator puts findings; valid during its call.")
      .def(
          "wants",
          [](FindingProxy& s, const std::string& rule) {
            return s.use([&](fazhi::FindingSink& sink) { return sink.wants(rule); });
          },
          py::arg("rule_id"), Released())
      .def("add", add_finding, py::arg("rule_id"), py::arg("range"), py::arg("message_zh"), py::arg("message_en"),
           py::arg("evidence"), py::arg("figures"), py::arg("relations"), py::arg("fixes"), py::arg("at_most"),
           Released());
}

}  // namespace

void bind_adapters(py::module_& m) {
  bind_sinks(m);
  m.def(
      "add_exporter",
      [](const py::dict& info, py::object f) {
        auto p = info_from(info);
        keep(p.kind, p.name);
        auto plugin = std::make_shared<const PyExporter>(std::move(f), p.options);
        const WithoutGil released;
        registry().add(std::move(p), std::move(plugin));
      },
      py::arg("info"), py::arg("write"));
  m.def(
      "add_validator",
      [](const py::dict& info, py::object f, std::vector<fazhi::RuleCard> cards) {
        auto p = info_from(info);
        keep(p.kind, p.name);
        auto plugin = std::make_shared<const PyValidator>(std::move(f), p.options);
        const WithoutGil released;
        registry().add(std::move(p), std::move(plugin), std::move(cards));
      },
      py::arg("info"), py::arg("validate"), py::arg("cards"));
  m.def(
      "add_importer",
      [](const py::dict& info, py::object probe, py::object read) {
        auto p = info_from(info);
        keep(p.kind, p.name);
        auto plugin = std::make_shared<const PyImporter>(p.name, std::move(probe), std::move(read), p.options);
        const WithoutGil released;
        registry().add(std::move(p), std::move(plugin));
      },
      py::arg("info"), py::arg("probe"), py::arg("read"));
  m.def(
      "remove_plugin",
      [](const std::string& kind, const std::string& name) {
        const auto k = kind_from(kind);
        std::erase(registered(), std::pair(k, name));
        const WithoutGil released;
        return registry().remove(k, name);
      },
      py::arg("kind"), py::arg("name"));
  m.def(
      "remove_python_plugins",
      [] {
        const auto list = std::exchange(registered(), {});
        const WithoutGil released;
        // An override and the built-in below it share a name.
        for (const auto& [kind, name] : list)
          while (registry().remove(kind, name)) {
          }
      },
      "Called by atexit: no Python object may be left in the core when Python finalizes.");
}

}  // namespace bind
