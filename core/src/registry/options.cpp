// Option values: text as given, checked and typed against what the plugin declared.
#include "fazhi/options.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include "fazhi/error.hpp"
#include "registry/check_options.hpp"
#include "registry/suggest.hpp"

FAZHI_NAMESPACE_BEGIN

struct Options::Impl {
  struct Value {
    std::string name, text;
    bool checked = false;
    OptionType type = OptionType::string;
    bool boolean = false;
    std::int64_t integer = 0;
    double number = 0;
    std::vector<std::string> list;
  };
  std::vector<Value> values;

  Value* find(std::string_view name) noexcept {
    const auto at = std::find_if(values.begin(), values.end(), [&](const Value& v) { return v.name == name; });
    return at == values.end() ? nullptr : &*at;
  }
  const Value& get(std::string_view name, std::initializer_list<OptionType> types) {
    const Value* v = find(name);
    if (v == nullptr || !v->checked)
      throw OptionError("the plugin asks for option '" + std::string(name) + "', which it did not declare",
                        "插件读取了未声明的选项“" + std::string(name) + "”");
    if (std::find(types.begin(), types.end(), v->type) == types.end())
      throw OptionError("the plugin reads option '" + v->name + "' as another type than the declared " +
                            std::string(to_string(v->type)),
                        "插件按其他类型读取选项“" + v->name + "”，声明类型为" + std::string(to_string(v->type)));
    return *v;
  }
};

Options::Options() : d_(std::make_unique<Impl>()) {}
Options::Options(const Options& o) : d_(std::make_unique<Impl>(*o.d_)) {}
// Moved-from options stay usable: an empty set.
Options::Options(Options&& o) noexcept : d_(std::make_unique<Impl>()) { d_.swap(o.d_); }
Options& Options::operator=(const Options& o) {
  if (this != &o) *d_ = *o.d_;
  return *this;
}
Options& Options::operator=(Options&& o) noexcept {
  d_.swap(o.d_);
  return *this;
}
Options::~Options() = default;

bool Options::boolean(std::string_view name) const { return d_->get(name, {OptionType::boolean}).boolean; }
std::int64_t Options::integer(std::string_view name) const { return d_->get(name, {OptionType::integer}).integer; }
double Options::number(std::string_view name) const {
  return d_->get(name, {OptionType::number, OptionType::integer}).number;
}
std::string Options::string(std::string_view name) const {
  return d_->get(name, {OptionType::string, OptionType::choice, OptionType::path}).text;
}
std::vector<std::string> Options::list(std::string_view name) const { return d_->get(name, {OptionType::list}).list; }
bool Options::has(std::string_view name) const noexcept { return d_->find(name) != nullptr; }

void Options::set(std::string name, std::string value) {
  if (auto* v = d_->find(name)) {
    *v = {std::move(name), std::move(value)};
  } else {
    d_->values.push_back({std::move(name), std::move(value)});
  }
}

std::vector<std::pair<std::string, std::string>> Options::items() const {
  std::vector<std::pair<std::string, std::string>> out;
  for (const auto& v : d_->values) out.emplace_back(v.name, v.text);
  return out;
}

namespace detail {

namespace {

std::string_view trimmed(std::string_view s) {
  while (!s.empty() && (s.front() == ' ' || s.front() == '\t')) s.remove_prefix(1);
  while (!s.empty() && (s.back() == ' ' || s.back() == '\t')) s.remove_suffix(1);
  return s;
}

std::string number_text(double d) {
  char buffer[32];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, d).ptr;
  return {buffer, end};
}

[[noreturn]] void refuse(const OptionSpec& spec, const std::string& value, const std::string& en,
                         const std::string& zh) {
  throw OptionError("option '" + spec.name + "' must be " + en + ", not '" + value + "'",
                    "选项“" + spec.name + "”应为" + zh + "，不能是“" + value + "”");
}

template <class T>
bool parse(std::string_view text, T& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc() && end == text.data() + text.size();
}

void check_bounds(const OptionSpec& spec, const std::string& text, double value) {
  if ((!spec.has_min || value >= spec.min) && (!spec.has_max || value <= spec.max)) return;
  const std::string low = spec.has_min ? number_text(spec.min) : "", high = spec.has_max ? number_text(spec.max) : "";
  if (spec.has_min && spec.has_max) refuse(spec, text, "between " + low + " and " + high, low + "到" + high + "之间");
  if (spec.has_min) refuse(spec, text, "at least " + low, "不小于" + low);
  refuse(spec, text, "at most " + high, "不大于" + high);
}

void convert(const OptionSpec& spec, Options::Impl::Value& v) {
  v.type = spec.type;
  v.checked = true;
  const std::string_view text = trimmed(v.text);
  switch (spec.type) {
    case OptionType::boolean:
      for (std::string_view yes : {"true", "1", "yes", "on", "True"}) v.boolean = v.boolean || text == yes;
      if (!v.boolean && text != "false" && text != "0" && text != "no" && text != "off" && text != "False")
        refuse(spec, v.text, "true or false", "true或false");
      break;
    case OptionType::integer:
      if (!parse(text, v.integer)) refuse(spec, v.text, "a whole number", "整数");
      v.number = static_cast<double>(v.integer);
      check_bounds(spec, v.text, v.number);
      break;
    case OptionType::number:
      if (!parse(text, v.number) || !std::isfinite(v.number)) refuse(spec, v.text, "a number", "数字");
      check_bounds(spec, v.text, v.number);
      break;
    case OptionType::choice:
      if (std::find(spec.choices.begin(), spec.choices.end(), v.text) == spec.choices.end())
        throw OptionError("option '" + spec.name + "' has no choice '" + v.text + "'" +
                              did_you_mean_en(v.text, spec.choices) + "; there are: " + joined(spec.choices),
                          "选项“" + spec.name + "”没有取值“" + v.text + "”" + did_you_mean_zh(v.text, spec.choices) +
                              "；可用：" + joined(spec.choices, "、"));
      break;
    case OptionType::list:
      for (std::string_view rest = text; !rest.empty();) {
        const std::size_t comma = std::min(rest.find(','), rest.size());
        if (const auto item = trimmed(rest.substr(0, comma)); !item.empty()) v.list.emplace_back(item);
        rest.remove_prefix(std::min(comma + 1, rest.size()));
      }
      break;
    case OptionType::string:
    case OptionType::path:
      break;
  }
}

}  // namespace

void check_spec(const OptionSpec& spec) {
  if (spec.name.empty()) throw OptionError("an option without a name", "选项没有名称");
  if (spec.type == OptionType::choice && spec.choices.empty())
    throw OptionError("option '" + spec.name + "' is a choice without choices", "选项“" + spec.name + "”没有可选值");
  Options::Impl::Value v{spec.name, spec.default_value};
  convert(spec, v);
}

Options checked_options(const std::string& plugin, const std::vector<OptionSpec>& specs, const Options& given) {
  for (const auto& v : given.impl().values) {
    if (std::any_of(specs.begin(), specs.end(), [&](const OptionSpec& s) { return s.name == v.name; })) continue;
    std::vector<std::string> names;
    for (const OptionSpec& s : specs) names.push_back(s.name);
    const std::string there = names.empty() ? "; it takes none" : "; there are: " + joined(names);
    const std::string there_zh = names.empty() ? "；该插件没有选项" : "；可用：" + joined(names, "、");
    throw OptionError("'" + plugin + "' has no option '" + v.name + "'" + did_you_mean_en(v.name, names) + there,
                      "“" + plugin + "”没有选项“" + v.name + "”" + did_you_mean_zh(v.name, names) + there_zh);
  }
  Options out;
  for (const OptionSpec& spec : specs) {
    const auto* v = given.impl().find(spec.name);
    out.impl().values.push_back({spec.name, v != nullptr ? v->text : spec.default_value});
    convert(spec, out.impl().values.back());
  }
  return out;
}

}  // namespace detail

FAZHI_NAMESPACE_END
