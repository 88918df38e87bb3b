#include "lexicon.hpp"

#define TOML_EXCEPTIONS 1
#include <toml++/toml.h>

#include <cerrno>
#include <fstream>
#include <sstream>

#include "fazhi/error.hpp"

namespace validator_figures {

namespace {

/// toml++ has checked that its strings are valid UTF-8.
std::u32string code_points(std::string_view utf8) {
  std::u32string out;
  for (std::size_t i = 0; i < utf8.size();) {
    const auto c = static_cast<unsigned char>(utf8[i]);
    const std::size_t width = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
    char32_t v = width == 1 ? c : c & (0x7F >> width);
    for (std::size_t k = 1; k < width; ++k) v = v << 6 | (static_cast<unsigned char>(utf8[i + k]) & 0x3F);
    out.push_back(v);
    i += width;
  }
  return out;
}

std::vector<std::string> strings(const toml::table& table, std::string_view key) {
  std::vector<std::string> out;
  if (const auto* array = table[key].as_array())
    for (const auto& item : *array) out.push_back(item.value_or(std::string()));
  return out;
}

WordList words(const toml::table& table, std::string_view key) {
  WordList out;
  for (const std::string& s : strings(table, key)) out.push_back(code_points(s));
  return out;
}

template <class F>
void each_table(const toml::table& root, std::string_view key, F f) {
  if (const auto* array = root[key].as_array())
    for (const auto& item : *array)
      if (const auto* table = item.as_table()) f(*table);
}

Lexicon load(const std::string& data_folder) {
  const std::string path = data_folder + "/lexicons/figure_rules.toml";
  std::ifstream in(path, std::ios::binary);
  if (!in)
    throw fazhi::IoError("cannot read " + path + "; reinstall fazhi or correct FAZHI_DATA", path, errno,
                         "无法读取" + path + "；请重新安装fazhi或更正FAZHI_DATA");
  std::stringstream bytes;
  bytes << in.rdbuf();
  toml::table root;
  try {
    root = toml::parse(bytes.str(), path);
  } catch (const toml::parse_error& e) {
    std::ostringstream place;
    place << path << ":" << e.source().begin.line << ": " << e.description();
    throw fazhi::ParseError(place.str() + "; mend the file or reinstall fazhi",
                            place.str() + "；请修正该文件或重新安装fazhi");
  }
  Lexicon x;
  x.may_exceed_hundred = words(root, "may_exceed_hundred");
  x.before_number = words(root, "before_number");
  each_table(root, "zero", [&](const toml::table& t) {
    x.zero_topics.push_back({words(t, "names"), words(t, "excluding"), words(t, "contrary"), strings(t, "units")});
  });
  each_table(root, "usual",
             [&](const toml::table& t) { x.usual_units.push_back({words(t, "nouns"), strings(t, "units")}); });
  return x;
}

}  // namespace

const Lexicon& lexicon(const std::string& data_folder) {
  static const Lexicon loaded = load(data_folder);
  return loaded;
}

}  // namespace validator_figures
