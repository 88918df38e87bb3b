#include "words.hpp"

#define TOML_EXCEPTIONS 1
#include <toml++/toml.h>

#include <cerrno>
#include <fstream>
#include <sstream>

#include "fazhi/error.hpp"

namespace validator_contents {

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
  const std::pair<const char*, WordList*> lists[] = {
      {"posts", &w.posts},           {"duties", &w.duties},     {"next_years", &w.next_years},
      {"principles", &w.principles}, {"concrete", &w.concrete}, {"cause_promises", &w.cause_promises}};
  for (const auto& [key, list] : lists) {
    if (const auto* array = root[key].as_array())
      for (const auto& item : *array) list->add(item.value_or(std::string()));
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

void WordList::add(std::string utf8) {
  if (utf8.empty()) return;
  std::u32string text = code_points(utf8);
  first_[(text[0] & 4095) / 64] |= std::uint64_t{1} << (text[0] & 63);
  words_.push_back({std::move(utf8), std::move(text)});
}

template <class F>
bool WordList::each(std::u32string_view text, F f) const {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char32_t c = text[at];
    if ((first_[(c & 4095) / 64] >> (c & 63) & 1) == 0) continue;
    for (std::size_t w = 0; w < words_.size(); ++w)
      if (words_[w].text[0] == c && text.compare(at, words_[w].text.size(), words_[w].text) == 0 && f(w)) return true;
  }
  return false;
}

bool WordList::in(std::u32string_view text) const {
  return each(text, [](std::size_t) { return true; });
}

std::vector<std::string> WordList::all_in(std::u32string_view text) const {
  std::vector<bool> found(words_.size());
  each(text, [&](std::size_t w) {
    found[w] = true;
    return false;
  });
  std::vector<std::string> out;
  for (std::size_t w = 0; w < words_.size(); ++w)
    if (found[w]) out.push_back(words_[w].utf8);
  return out;
}

}  // namespace validator_contents
