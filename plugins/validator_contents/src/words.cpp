#include "words.hpp"

#include "fazhi/lexicon.hpp"

namespace validator_contents {

namespace {

Words load(fazhi::Context& ctx) {
  const fazhi::TomlNode root = fazhi::read_lexicon("content_rules", ctx);
  Words w;
  const std::pair<const char*, WordList*> lists[] = {
      {"posts", &w.posts},           {"duties", &w.duties},     {"next_years", &w.next_years},
      {"principles", &w.principles}, {"concrete", &w.concrete}, {"cause_promises", &w.cause_promises}};
  for (const auto& [key, list] : lists) {
    for (const fazhi::TomlNode& word : root[key].items()) list->add(word.string(), word.word());
    if (list->empty()) root[key].fail("must hold a word", "至少须有一个词");
  }
  return w;
}

}  // namespace

const Words& words(fazhi::Context& ctx) {
  static const Words loaded = load(ctx);
  return loaded;
}

void WordList::add(std::string utf8, std::u32string text) {
  if (text.empty()) return;
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
