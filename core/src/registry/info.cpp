// The JSON that a native plugin's entry declares itself with.
#include <algorithm>

#include "json/node.hpp"
#include "registry/candidate.hpp"
#include "registry/check_options.hpp"
#include "registry/suggest.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

void only(std::string_view key, const std::vector<std::string>& known) {
  if (std::find(known.begin(), known.end(), key) != known.end()) return;
  throw ParseError("unknown key '" + std::string(key) + "'" + did_you_mean_en(key, known),
                   "未知的键“" + std::string(key) + "”" + did_you_mean_zh(key, known));
}

void two_languages(const JsonNode& n, bool is_object, std::string& zh, std::string& en) {
  if (!is_object) return void(zh = en = n.text());
  n.each_member([&](std::string_view key, const JsonNode& value) {
    only(key, {"zh", "en"});
    (key == "zh" ? zh : en) = value.text();
  });
  if (zh.empty()) zh = en;
  if (en.empty()) en = zh;
}

std::vector<std::string> strings(const JsonNode& n) {
  std::vector<std::string> out;
  n.each([&](const JsonNode& item) { out.push_back(item.text()); });
  return out;
}

// A default is written in the type's own JSON form and kept as the text a user would give.
std::string default_text(const boost::json::value& v) {
  if (const auto* s = v.if_string()) return {s->data(), s->size()};
  if (const auto* a = v.if_array()) {
    std::string out;
    for (const auto& item : *a) out += (out.empty() ? "" : ",") + default_text(item);
    return out;
  }
  return boost::json::serialize(v);
}

OptionSpec read_option(const JsonNode& n, const boost::json::object& raw) {
  OptionSpec spec;
  spec.name = n["name"].text();
  spec.type = n["type"].name<OptionType>();
  if (spec.type == OptionType::boolean) spec.default_value = "false";
  if (spec.type == OptionType::integer || spec.type == OptionType::number) spec.default_value = "0";
  n.each_member([&](std::string_view key, const JsonNode& value) {
    only(key, {"name", "type", "default", "min", "max", "choices", "help"});
    if (key == "default") spec.default_value = default_text(raw.at("default"));
    if (key == "min") spec.min = value.number(), spec.has_min = true;
    if (key == "max") spec.max = value.number(), spec.has_max = true;
    if (key == "choices") spec.choices = strings(value);
    if (key == "help") two_languages(value, raw.at("help").is_object(), spec.help_zh, spec.help_en);
  });
  if (spec.type == OptionType::choice && spec.default_value.empty() && !spec.choices.empty())
    spec.default_value = spec.choices.front();
  check_spec(spec);
  return spec;
}

}  // namespace

void read_info(std::string_view json, PluginInfo& info) {
  const boost::json::value document = parse_json(json);
  const JsonNode root(document, "info");
  root.each_member([&](std::string_view key, const JsonNode& value) {
    only(key, {"title", "suffixes", "capabilities", "options"});
    if (key == "title") two_languages(value, document.at("title").is_object(), info.title_zh, info.title_en);
    if (key == "suffixes") info.suffixes = strings(value);
    if (key == "capabilities") info.capabilities = strings(value);
    if (key == "options") {
      std::size_t i = 0;
      value.each([&](const JsonNode& option) {
        const auto& raw = document.at("options").as_array().at(i++);
        info.options.push_back(read_option(option, raw.is_object() ? raw.get_object() : boost::json::object()));
      });
    }
  });
}

}  // namespace detail
FAZHI_NAMESPACE_END
