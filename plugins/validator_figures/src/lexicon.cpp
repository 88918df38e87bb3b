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
      if (!word.empty() && x.none_told.begins.find(word.front()) == std::u32string::npos)
        x.none_told.begins += word.front();
  for (const TomlNode& t : root["zero"].items())
    x.zero_topics.push_back({t["names"].words(), t["excluding"].words(), t["contrary"].words(), t["units"].strings()});
  for (const TomlNode& t : root["usual"].items()) x.usual_units.push_back({t["nouns"].words(), t["units"].strings()});
  for (const UsualUnits& usual : x.usual_units)
    for (const auto& noun : usual.nouns)
      if (!noun.empty()) x.noun_begins.add(noun.front()), x.noun_ends.add(noun.back());
  for (const auto& w : x.before_number)
    if (!w.empty()) x.qualifier_ends.add(w.back());
  return x;
}

}  // namespace

const Lexicon& lexicon(fazhi::Context& ctx) {
  static const Lexicon loaded = load(ctx);
  return loaded;
}

}  // namespace validator_figures
