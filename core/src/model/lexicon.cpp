#include "model/lexicon.hpp"

#define TOML_EXCEPTIONS 1
#include <toml++/toml.h>

#include <cerrno>
#include <fstream>
#include <sstream>

#include "fazhi/error.hpp"
#include "fazhi/registry.hpp"
#include "text/decode.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

std::u32string code_points(const std::string& utf8) {
  TextData text;
  text.utf8 = utf8;
  index_text(text);
  return text.code_points;
}

void collect(const toml::table& table, const std::string& prefix, std::map<std::string, std::vector<std::u32string>, std::less<>>& out) {
  for (const auto& [key, node] : table) {
    const std::string path = prefix.empty() ? std::string(key.str()) : prefix + "." + std::string(key.str());
    if (const auto* child = node.as_table()) {
      collect(*child, path, out);
    } else if (const auto* array = node.as_array()) {
      auto& list = out[path];
      for (const auto& item : *array)
        if (const auto word = item.value<std::string>()) list.push_back(code_points(*word));
    }
  }
}

}  // namespace

Lexicon Lexicon::load(const std::string& name) {
  Lexicon lexicon;
  lexicon.file_ = data_folder() + "/lexicons/" + name + ".toml";
  std::ifstream in(lexicon.file_, std::ios::binary);
  if (!in)
    throw IoError("cannot read the word list " + lexicon.file_ + "; reinstall fazhi or set FAZHI_DATA to its data folder", lexicon.file_, errno,
                  "无法读取词表" + lexicon.file_ + "；请重新安装fazhi，或将FAZHI_DATA设为其数据目录");
  std::stringstream bytes;
  bytes << in.rdbuf();
  try {
    collect(toml::parse(bytes.str(), lexicon.file_), {}, lexicon.lists_);
  } catch (const toml::parse_error& e) {
    std::ostringstream place;
    place << lexicon.file_ << ":" << e.source().begin.line << ": " << e.description();
    throw ParseError("word list is not valid TOML: " + place.str() + "; mend the file or reinstall fazhi", "词表不是有效的TOML：" + place.str());
  }
  return lexicon;
}

const std::vector<std::u32string>& Lexicon::list(std::string_view key) const {
  const auto at = lists_.find(key);
  if (at == lists_.end())
    throw ParseError(file_ + " has no list " + std::string(key) + "; reinstall fazhi or correct FAZHI_DATA", file_ + "缺少词表" + std::string(key));
  return at->second;
}

std::unordered_set<std::u32string> Lexicon::set(std::string_view key) const {
  const auto& words = list(key);
  return {words.begin(), words.end()};
}

}  // namespace detail
FAZHI_NAMESPACE_END
