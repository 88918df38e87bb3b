// The registry: listings, rule cards, loading by file.
#include "fazhi/registry.hpp"
#include "context.hpp"
#include "plugin_kinds.hpp"

namespace bind {

fazhi::Registry& registry() {
  static auto* const one = new fazhi::Registry();
  return *one;
}

fazhi::PluginKind kind_from(const std::string& word) {
  for (const auto kind : {fazhi::PluginKind::importer, fazhi::PluginKind::validator, fazhi::PluginKind::scorer,
                          fazhi::PluginKind::exporter})
    if (word == to_string(kind)) return kind;
  throw py::key_error(word);
}

fazhi::PluginRank rank_from(const std::string& word) {
  for (const auto rank : {fazhi::PluginRank::registered, fazhi::PluginRank::named, fazhi::PluginRank::path,
                          fazhi::PluginRank::builtin, fazhi::PluginRank::installed})
    if (word == to_string(rank)) return rank;
  throw py::key_error(word);
}

fazhi::PluginInfo info_from(const py::dict& d) {
  fazhi::PluginInfo p;
  const auto word = [&](const char* key) { return d[key].cast<std::string>(); };
  p.kind_known = !word("kind").empty();
  if (p.kind_known) p.kind = kind_from(word("kind"));
  p.language = "python";
  p.status = fazhi::PluginStatus::loaded;
  p.name = word("name"), p.id = word("id"), p.version = word("version"), p.path = word("path");
  p.rank = rank_from(word("rank"));
  p.title_zh = word("title_zh"), p.title_en = word("title_en");
  p.suffixes = d["suffixes"].cast<std::vector<std::string>>();
  p.capabilities = d["capabilities"].cast<std::vector<std::string>>();
  p.options = d["options"].cast<std::vector<fazhi::OptionSpec>>();
  return p;
}

namespace {

void bind_options(py::module_& m) {
  using O = fazhi::OptionSpec;
  py::class_<O>(m, "OptionSpec", "An option that a plugin declares.")
      .def(py::init([](std::string name, const std::string& type, std::string default_value, std::optional<double> min,
                       std::optional<double> max, std::vector<std::string> choices, std::string help_zh,
                       std::string help_en) {
             O o;
             for (const auto t : {fazhi::OptionType::boolean, fazhi::OptionType::integer, fazhi::OptionType::number,
                                  fazhi::OptionType::string, fazhi::OptionType::choice, fazhi::OptionType::path,
                                  fazhi::OptionType::list})
               if (type == to_string(t)) o.type = t;
             o.name = std::move(name), o.default_value = std::move(default_value), o.choices = std::move(choices);
             o.has_min = min.has_value(), o.has_max = max.has_value();
             o.min = min.value_or(0), o.max = max.value_or(0);
             o.help_zh = std::move(help_zh), o.help_en = std::move(help_en);
             return o;
           }),
           py::arg("name"), py::arg("type"), py::arg("default_value") = "", py::arg("min") = py::none(),
           py::arg("max") = py::none(), py::arg("choices") = std::vector<std::string>(), py::arg("help_zh") = "",
           py::arg("help_en") = "")
      .def_readonly("name", &O::name)
      .def_property_readonly(
          "type", [](const O& o) { return text(to_string(o.type)); },
          "bool, int, float, str, choice, path or list[str].")
      .def_readonly("default_value", &O::default_value, "As text.")
      .def_property_readonly("min", [](const O& o) { return o.has_min ? std::optional(o.min) : std::nullopt; })
      .def_property_readonly("max", [](const O& o) { return o.has_max ? std::optional(o.max) : std::nullopt; })
      .def_readonly("choices", &O::choices)
      .def_readonly("help_zh", &O::help_zh)
      .def_readonly("help_en", &O::help_en);
}

void bind_cards(py::module_& m) {
  using R = fazhi::RuleCard;
  py::class_<R>(m, "RuleCard", "What a rule demands, on which basis, how it decides and what it cannot decide.")
      .def(py::init([](std::string id, std::string title_zh, std::string title_en, char severity,
                       std::map<std::string, char> profiles, std::string clause, std::string why_zh, std::string why_en,
                       std::string decides_zh, std::string decides_en, std::string cannot_zh, std::string cannot_en) {
             return R{std::move(id),
                      std::move(title_zh),
                      std::move(title_en),
                      severity,
                      std::move(profiles),
                      std::move(clause),
                      std::move(why_zh),
                      std::move(why_en),
                      std::move(decides_zh),
                      std::move(decides_en),
                      std::move(cannot_zh),
                      std::move(cannot_en),
                      {}};
           }),
           py::arg("id"), py::arg("title_zh"), py::arg("title_en"), py::arg("severity") = 'W',
           py::arg("profiles") = std::map<std::string, char>(), py::arg("clause") = "", py::arg("why_zh") = "",
           py::arg("why_en") = "", py::arg("decides_zh") = "", py::arg("decides_en") = "", py::arg("cannot_zh") = "",
           py::arg("cannot_en") = "")
      .def_readonly("id", &R::id)
      .def_readonly("title_zh", &R::title_zh)
      .def_readonly("title_en", &R::title_en)
      .def_property_readonly(
          "severity", [](const R& r) { return std::string(1, r.severity); },
          "Letter in the default profile: E W R I -.")
      .def_property_readonly(
          "profiles",
          [](const R& r) {
            py::dict out;
            for (const auto& [name, letter] : r.profiles) out[py::str(name)] = std::string(1, letter);
            return out;
          },
          "Letter in other profiles.")
      .def_readonly("clause", &R::clause)
      .def_readonly("why_zh", &R::why_zh)
      .def_readonly("why_en", &R::why_en)
      .def_readonly("decides_zh", &R::decides_zh)
      .def_readonly("decides_en", &R::decides_en)
      .def_readonly("cannot_zh", &R::cannot_zh)
      .def_readonly("cannot_en", &R::cannot_en)
      .def_readonly("plugin", &R::plugin);
}

using Words = std::pair<std::string, std::string>;  // Chinese, English

void bind_info(py::module_& m) {
  using P = fazhi::PluginInfo;
  py::class_<P>(m, "PluginInfo", "One candidate: a named capability of a plugin, or a file that gave none.")
      .def(py::init([](const py::dict& row, const std::string& status, const Words& reason, const Words& remedy) {
             P p = info_from(row);
             for (const auto s :
                  {fazhi::PluginStatus::loaded, fazhi::PluginStatus::available, fazhi::PluginStatus::disabled,
                   fazhi::PluginStatus::shadowed, fazhi::PluginStatus::incompatible, fazhi::PluginStatus::failed})
               if (status == to_string(s)) p.status = s;
             std::tie(p.reason_zh, p.reason_en) = reason;
             std::tie(p.remedy_zh, p.remedy_en) = remedy;
             return p;
           }),
           py::arg("row"), py::arg("status"), py::arg("reason") = Words(), py::arg("remedy") = Words())
      .def_readonly("name", &P::name, "Empty where the file was refused before its names were known.")
      .def_property_readonly("kind", [](const P& p) { return p.kind_known ? text(to_string(p.kind)) : py::str(""); })
      .def_readonly("id", &P::id)
      .def_readonly("version", &P::version)
      .def_readonly("language", &P::language)
      .def_readonly("path", &P::path)
      .def_property_readonly(
          "rank", [](const P& p) { return text(to_string(p.rank)); }, "registered, named, path, built-in or installed.")
      .def_property_readonly(
          "status", [](const P& p) { return text(to_string(p.status)); },
          "loaded, available, disabled, shadowed, incompatible or failed.")
      .def_readonly("reason_zh", &P::reason_zh)
      .def_readonly("reason_en", &P::reason_en)
      .def_readonly("remedy_zh", &P::remedy_zh)
      .def_readonly("remedy_en", &P::remedy_en)
      .def_readonly("title_zh", &P::title_zh)
      .def_readonly("title_en", &P::title_en)
      .def_readonly("suffixes", &P::suffixes)
      .def_readonly("capabilities", &P::capabilities)
      .def_readonly("options", &P::options);
}

}  // namespace

void bind_registry(py::module_& m) {
  bind_options(m);
  bind_cards(m);
  bind_info(m);
  m.def(
      "plugins", [] { return registry().list(); }, Released(),
      "Every candidate with its status, in the order of search.");
  m.def(
      "load_plugin",
      [](const std::string& path, const std::string& rank) { return registry().load_file(path, rank_from(rank)); },
      py::arg("path"), py::arg("rank") = "named", Released(),
      "Loads one native file; a refused one is a row with a reason.");
  m.def(
      "plugin_info",
      [](const std::string& kind, const std::string& name) {
        const auto k = kind_from(kind);
        const WithoutGil released;
        return registry().info(k, name);
      },
      py::arg("kind"), py::arg("name"));
  m.def(
      "exporter_for_suffix", [](const std::string& suffix) { return registry().exporter_for_suffix(suffix); },
      py::arg("suffix"), Released());
  m.def("rules", [] { return registry().rules(); }, Released(), "Cards of all usable validators, by id.");
  m.def(
      "check_options",
      [](const std::string& kind, const std::string& name, const OptionItems& given) {
        const auto k = kind_from(kind);
        const WithoutGil released;
        return registry().check_options(k, name, to_options(given)).items();
      },
      py::arg("kind"), py::arg("name"), py::arg("options"), "The options with defaults filled in; throws OptionError.");
  m.def("data_folder", &fazhi::data_folder, Released());
  m.def("plugin_folder", &fazhi::builtin_plugin_folder, Released(), "Folder of the built-in plugins.");
}

}  // namespace bind
