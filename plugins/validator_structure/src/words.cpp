#include "words.hpp"

#include "fazhi/lexicon.hpp"

namespace validator_structure {

namespace {

Words load(fazhi::Context& ctx) {
  const fazhi::TomlNode root = fazhi::read_lexicon("structure_rules", ctx);
  Words w;
  const std::pair<const char*, std::vector<std::string>*> lists[] = {
      {"units", &w.units}, {"not_units", &w.not_units}, {"kinds", &w.kinds}};
  for (const auto& [key, list] : lists) {
    *list = root[key].strings();
    if (list->empty()) root[key].fail("must hold a word", "至少须有一个词");
  }
  return w;
}

}  // namespace

const Words& words(fazhi::Context& ctx) {
  static const Words loaded = load(ctx);
  return loaded;
}

}  // namespace validator_structure
