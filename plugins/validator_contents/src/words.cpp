#include "words.hpp"

#define TOML_EXCEPTIONS 1
#include <toml++/toml.h>

#include <cerrno>
#include <fstream>
#include <sstream>

#include "fazhi/error.hpp"

namespace validator_contents {

namespace {

Words load(const std::string& data_folder) {
  const std::string path = data_folder + "/lexicons/content_rules.toml";
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
    const std::string place = path + ":" + std::to_string(e.source().begin.line) + ": " + std::string(e.description());
    throw fazhi::ParseError(place + "; mend the file or reinstall fazhi", place + "；请修正该文件或重新安装fazhi");
  }
  Words w;
  const std::pair<const char*, std::vector<std::string>*> lists[] = {
      {"posts", &w.posts},           {"duties", &w.duties},     {"next_years", &w.next_years},
      {"principles", &w.principles}, {"concrete", &w.concrete}, {"cause_promises", &w.cause_promises}};
  for (const auto& [key, list] : lists) {
    if (const auto* array = root[key].as_array())
      for (const auto& item : *array) list->push_back(item.value_or(std::string()));
    if (list->empty())
      throw fazhi::ParseError(path + " lacks the list '" + key + "'; reinstall fazhi",
                              path + "缺少词表“" + key + "”；请重新安装fazhi");
  }
  return w;
}

}  // namespace

const Words& words(const std::string& data_folder) {
  static const Words loaded = load(data_folder);
  return loaded;
}

std::string_view first_of(std::string_view text, const std::vector<std::string>& list) {
  std::string_view found;
  std::size_t at = std::string_view::npos;
  for (const auto& w : list)
    if (const std::size_t here = text.find(w); here < at) at = here, found = text.substr(here, w.size());
  return found;
}

}  // namespace validator_contents
