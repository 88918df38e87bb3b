#include "lexicon.hpp"

#include "fazhi/lexicon.hpp"

namespace validator_figures {

namespace {

using fazhi::TomlNode;

Lexicon load(fazhi::Context& ctx) {
  const TomlNode root = fazhi::read_lexicon("figure_rules", ctx);
  Lexicon x;
  x.may_exceed_hundred = root["may_exceed_hundred"].words();
  x.before_number = root["before_number"].words();
  const TomlNode& none = root["none_told"];
  x.none_told = {none["never"].words(),    none["without"].words(),    none["cases"].words(),
                 none["not_told"].words(), none["not_before"].words(), {}};
  for (const WordList* list : {&x.none_told.never, &x.none_told.without})
    for (const auto& word : *list)
      if (!word.empty()) x.none_told.first += word.front();
  for (const char32_t c : x.none_told.first) x.none_told.first_bits |= std::uint64_t{1} << (c & 63);
  for (const TomlNode& t : root["zero"].items())
    x.zero_topics.push_back({t["names"].words(), t["excluding"].words(), t["contrary"].words(), t["units"].strings()});
  for (const TomlNode& t : root["usual"].items()) x.usual_units.push_back({t["nouns"].words(), t["units"].strings()});
  return x;
}

}  // namespace

const Lexicon& lexicon(fazhi::Context& ctx) {
  static const Lexicon loaded = load(ctx);
  return loaded;
}

}  // namespace validator_figures
