#include "lexicon/toml.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "fazhi/error.hpp"
#include "fazhi/registry.hpp"
#include "fazhi/sha256.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

class TomlReader {
 public:
  explicit TomlReader(std::string name) : file_(std::make_shared<const std::string>(std::move(name))) {}

  TomlNode read(const toml::node& n) const {
    TomlNode out;
    out.file_ = file_;
    out.line_ = n.source().begin.line;
    if (const auto* table = n.as_table()) {
      out.type_ = TomlNode::Type::table;
      // toml++ sorts keys; the order of the file carries meaning (checklists).
      std::map<std::string, const toml::node*> nodes;
      std::vector<std::string> names;
      for (const auto& [key, value] : *table) names.emplace_back(key.str()), nodes[names.back()] = &value;
      std::stable_sort(names.begin(), names.end(), [&](const std::string& a, const std::string& b) {
        return nodes[a]->source().begin < nodes[b]->source().begin;
      });
      for (const std::string& name : names) {
        out.keys_.push_back(name);
        out.items_.push_back(read(*nodes[name]));
      }
    } else if (const auto* array = n.as_array()) {
      out.type_ = TomlNode::Type::array;
      for (const auto& item : *array) out.items_.push_back(read(item));
    } else if (const auto* s = n.as_string()) {
      out.type_ = TomlNode::Type::string;
      out.text_ = s->get();
    } else if (const auto* i = n.as_integer()) {
      out.type_ = TomlNode::Type::integer;
      out.integer_ = i->get();
    } else if (const auto* f = n.as_floating_point()) {
      out.type_ = TomlNode::Type::number;
      out.number_ = f->get();
    } else if (const auto* b = n.as_boolean()) {
      out.type_ = TomlNode::Type::boolean;
      out.integer_ = b->get() ? 1 : 0;
    } else {
      out.fail("is a date or time; write it as a string", "是日期或时间，请写成字符串");
    }
    return out;
  }

 private:
  std::shared_ptr<const std::string> file_;
};

}  // namespace detail

namespace {

/// toml++ has checked that its strings are valid UTF-8.
std::u32string to_code_points(std::string_view s) {
  std::u32string out;
  for (std::size_t i = 0; i < s.size();) {
    const auto c = static_cast<unsigned char>(s[i]);
    const int extra = c < 0x80 ? 0 : c < 0xE0 ? 1 : c < 0xF0 ? 2 : 3;
    char32_t v = extra == 0 ? c : c & (0x3F >> extra);
    for (int k = 1; k <= extra; ++k) v = (v << 6) | (static_cast<unsigned char>(s[i + k]) & 0x3F);
    out += v;
    i += extra + 1;
  }
  return out;
}

}  // namespace

std::string TomlNode::place() const { return (file_ ? *file_ : std::string()) + ", line " + std::to_string(line_); }

void TomlNode::fail(const std::string& en, const std::string& zh) const {
  throw ParseError(place() + ": " + en,
                   (file_ ? *file_ : std::string()) + "，第" + std::to_string(line_) + "行：" + (zh.empty() ? en : zh));
}

std::vector<std::string_view> TomlNode::keys() const { return {keys_.begin(), keys_.end()}; }

bool TomlNode::has(std::string_view key) const noexcept {
  return std::find(keys_.begin(), keys_.end(), key) != keys_.end();
}

const TomlNode& TomlNode::operator[](std::string_view key) const {
  if (type_ != Type::table) fail("must be a table", "须为表");
  const auto at = std::find(keys_.begin(), keys_.end(), key);
  if (at == keys_.end())
    fail("key '" + std::string(key) + "' is missing; add it", "缺少键“" + std::string(key) + "”，请补上");
  return items_[static_cast<std::size_t>(at - keys_.begin())];
}

const std::vector<TomlNode>& TomlNode::items() const {
  if (type_ != Type::array) fail("must be an array", "须为数组");
  return items_;
}

const std::string& TomlNode::string() const {
  if (type_ != Type::string) fail("must be a string", "须为字符串");
  return text_;
}

std::string TomlNode::string_or(std::string_view key, std::string_view otherwise) const {
  return has(key) ? (*this)[key].string() : std::string(otherwise);
}

std::u32string TomlNode::word() const { return to_code_points(string()); }

std::vector<std::string> TomlNode::strings() const {
  std::vector<std::string> out;
  for (const TomlNode& item : items()) out.push_back(item.string());
  return out;
}

std::vector<std::u32string> TomlNode::words() const {
  std::vector<std::u32string> out;
  for (const TomlNode& item : items()) out.push_back(item.word());
  return out;
}

std::int64_t TomlNode::integer() const {
  if (type_ != Type::integer) fail("must be a whole number", "须为整数");
  return integer_;
}

double TomlNode::number() const {
  if (type_ == Type::integer) return static_cast<double>(integer_);
  if (type_ != Type::number) fail("must be a number", "须为数字");
  return number_;
}

bool TomlNode::boolean() const {
  if (type_ != Type::boolean) fail("must be true or false", "须为true或false");
  return integer_ != 0;
}

namespace detail {

TomlFile parse_toml(std::string_view text, std::string name) {
  try {
    const toml::table table = toml::parse(text, name);
    return {TomlReader(std::move(name)).read(table), sha256_hex(text)};
  } catch (const toml::parse_error& e) {
    const std::string line = std::to_string(e.source().begin.line);
    throw ParseError(
        name + ", line " + line + ": not valid TOML: " + std::string(e.description()) + "; correct the file",
        name + "，第" + line + "行：TOML格式有误：" + std::string(e.description()) + "；请改正该文件");
  }
}

namespace {

constexpr std::uint64_t max_bytes = 16u << 20;

TomlFile lexicon_in(const std::string& folder, std::string_view name, Context& ctx) {
  const std::string path = folder + "/lexicons/" + std::string(name) + ".toml";
  try {
    return load_toml(path, ctx);
  } catch (const IoError& e) {
    throw IoError(std::string(e.what()) + "; reinstall fazhi or correct FAZHI_DATA", path, e.error_number(),
                  e.message_zh() + "；请重新安装fazhi或更正FAZHI_DATA");
  }
}

}  // namespace

TomlFile load_toml(const std::string& path, Context& ctx) { return parse_toml(read_file(path, max_bytes, ctx), path); }

TomlFile load_lexicon(std::string_view name) {
  Context none;
  return lexicon_in(data_folder(), name, none);
}

const std::vector<LexiconPart>& lexicon_parts() {
  static const std::vector<LexiconPart> parts = [] {
    std::vector<LexiconPart> out;
    Context none;  // a stop in the middle would leave the provenance of all later calls short
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(data_folder() + "/lexicons", ignored))
      if (entry.path().extension() == ".toml")
        out.push_back({entry.path().stem().string(), sha256_hex(read_file(entry.path().string(), max_bytes, none))});
    std::sort(out.begin(), out.end(), [](const LexiconPart& a, const LexiconPart& b) { return a.name < b.name; });
    return out;
  }();
  return parts;
}

}  // namespace detail

TomlNode read_toml(const std::string& path, Context& ctx) { return detail::load_toml(path, ctx).root; }

TomlNode read_lexicon(std::string_view name, Context& ctx) {
  return detail::lexicon_in(ctx.data_folder(), name, ctx).root;
}

FAZHI_NAMESPACE_END
