// The verbs: read, assess, export. Everything between two Python objects runs without the GIL.
#include "context.hpp"
#include "fazhi/decode.hpp"
#include "fazhi/registry.hpp"

namespace bind {

namespace {

using fazhi::Assessment;
using fazhi::Report;

std::string_view view(const py::bytes& b) {
  char* data = nullptr;
  Py_ssize_t size = 0;
  if (PyBytes_AsStringAndSize(b.ptr(), &data, &size) != 0) throw py::error_already_set();
  return {data, static_cast<std::size_t>(size)};
}

Report read_bytes(const py::bytes& data, const std::string& name, const std::string& suffix,
                  const std::string& importer, const OptionItems& options) {
  CallContext ctx;
  const std::string_view bytes = view(data);  // the caller holds the object during the call
  const WithoutGil released;
  return registry().read({bytes, name, suffix}, importer, to_options(options), ctx);
}

Report read_path(const py::bytes& path, const std::string& name, const std::string& suffix, const std::string& importer,
                 const OptionItems& options, std::uint64_t max_bytes) {
  CallContext ctx;
  const std::string file(view(path));
  const WithoutGil released;
  const std::string bytes = fazhi::read_file(file, max_bytes, ctx);
  return registry().read({bytes, name, suffix}, importer, to_options(options), ctx);
}

std::tuple<py::str, std::string, bool> decode_text(const py::bytes& data, const std::string& encoding,
                                                   const std::string& name) {
  CallContext ctx;
  const std::string_view bytes = view(data);
  fazhi::DecodedText decoded;
  {
    const WithoutGil released;
    decoded = fazhi::decode_text(bytes, encoding, name, ctx);
  }
  return {text(decoded.utf8), decoded.encoding, decoded.byte_order_mark};
}

Assessment assess(const Report& report, const std::string& profile, const std::tuple<int, int, int>& as_of,
                  const std::vector<std::string>& checklists, const std::vector<std::string>& rules,
                  const std::vector<std::string>& without_rules, const std::vector<std::string>& validators,
                  const std::optional<Report>& previous, const std::vector<Report>& siblings,
                  const std::string& source_path, const std::vector<std::pair<std::string, OptionItems>>& options) {
  CallContext ctx;
  const Report& subject = report;
  const WithoutGil released;
  fazhi::AssessOptions o;
  o.profile = profile;
  std::tie(o.as_of.year, o.as_of.month, o.as_of.day) = as_of;
  o.checklists = checklists;
  o.rules = rules;
  o.without_rules = without_rules;
  o.validators = validators;
  o.previous = previous ? &*previous : nullptr;
  o.source_path = source_path;
  o.siblings = siblings.empty() ? nullptr : &siblings;
  for (const auto& [name, items] : options) o.plugin_options.emplace_back(name, to_options(items));
  return registry().assess(subject, o, ctx);
}

std::string kind_of(const py::object& thing) { return py::type::of(thing).attr("__name__").cast<std::string>(); }

/// Pulls assessments out of a Python iterator, one at a time.
class IteratorSource final : public fazhi::AssessmentSource {
 public:
  explicit IteratorSource(const py::iterable& rows) : at_(py::iter(rows)) {}
  IteratorSource(const IteratorSource&) = delete;
  IteratorSource& operator=(const IteratorSource&) = delete;
  bool next(Assessment& out) override {
    const WithGil gil;
    try {
      PyObject* next = nullptr;
      or_wait_for_the_end([&] { next = PyIter_Next(at_.ptr()); });
      const auto row = py::reinterpret_steal<py::object>(next);
      if (!row) {
        if (PyErr_Occurred()) throw py::error_already_set();
        return false;
      }
      if (!py::isinstance<Assessment>(row))
        throw fazhi::OptionError("export() takes an assessment or several, and this is a " + kind_of(row) +
                                     "; assess a report first: fz.assess(report)",
                                 "export()只接受评估结果，而这是" + kind_of(row) + "；报告请先用fz.assess(report)评估");
      out = row.cast<Assessment>();
      return true;
    } catch (py::error_already_set& e) {
      rethrow_as_core(e);
    }
  }

 private:
  py::iterator at_;
};

template <class Sink>
void export_to(const py::iterable& source, const std::string& exporter, Sink& sink, const OptionItems& options) {
  CallContext ctx;
  IteratorSource in(source);
  const WithoutGil released;
  registry().export_to(in, exporter, sink, to_options(options), ctx);
}

py::list export_path(const py::iterable& source, const std::string& exporter, const py::bytes& path,
                     const OptionItems& options) {
  fazhi::FileSink sink{std::string(view(path))};
  export_to(source, exporter, sink, options);
  std::vector<std::string> written;
  {
    const WithoutGil released;
    written = sink.commit();
  }
  py::list out;
  for (const std::string& p : written) out.append(py::bytes(p));
  return out;
}

py::list export_memory(const py::iterable& source, const std::string& exporter, const OptionItems& options) {
  fazhi::MemorySink sink;
  export_to(source, exporter, sink, options);
  py::list out;
  for (const auto& [name, bytes] : sink.files()) out.append(py::make_tuple(name, py::bytes(bytes)));
  return out;
}

}  // namespace

fazhi::Options to_options(const OptionItems& items) {
  fazhi::Options options;
  for (const auto& [name, value] : items) options.set(name, value);
  return options;
}

void bind_calls(py::module_& m) {
  m.attr("default_max_bytes") = fazhi::default_max_bytes;
  m.def("read_bytes", read_bytes, py::arg("data"), py::arg("name"), py::arg("suffix"), py::arg("importer"),
        py::arg("options"));
  m.def("read_path", read_path, py::arg("path"), py::arg("name"), py::arg("suffix"), py::arg("importer"),
        py::arg("options"), py::arg("max_bytes"));
  m.def("decode_text", decode_text, py::arg("data"), py::arg("encoding"), py::arg("name"),
        "Text, encoding, whether there was a byte-order mark: the strict decoder that text files go through.");
  m.def(
      "content_kind", [](const py::bytes& data) { return std::string(fazhi::content_kind(view(data))); },
      py::arg("data"), "One word for what a file is by its content, \"pdf\"; empty for what may be text.");
  m.def("assess", assess, py::arg("report"), py::arg("profile"), py::arg("as_of"), py::arg("checklists"),
        py::arg("rules"), py::arg("without_rules"), py::arg("validators"), py::arg("previous"), py::arg("siblings"),
        py::arg("source_path"), py::arg("options"));
  m.def("export_path", export_path, py::arg("source"), py::arg("exporter"), py::arg("path"), py::arg("options"),
        "Paths written, as bytes. All files appear together, or none.");
  m.def("export_memory", export_memory, py::arg("source"), py::arg("exporter"), py::arg("options"),
        "(name, bytes) of every file.");
}

}  // namespace bind
