#include "contents/content_words.hpp"

#include "lexicon/toml.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

const ContentWords& content_words() {
  static const ContentWords instance = [] {
    const TomlFile file = load_lexicon("contents");
    auto words = [&](const char* table, const char* key) { return Words(file.root[table][key].words()); };
    ContentWords l;
    l.measures = words("measures", "headings");
    l.done = words("measures", "done");
    l.shortcomings = words("shortcomings", "headings");
    l.shortcoming_passages = words("shortcomings", "passages");
    l.wants = words("shortcomings", "wants");
    l.faults = words("shortcomings", "faults");
    l.remedies = words("shortcomings", "remedies");
    l.uses = words("shortcomings", "uses");
    l.causes = words("causes", "statements");
    l.cause_headings = words("causes", "headings");
    l.responsible = words("first_responsible", "headings");
    l.responsible_passages = words("first_responsible", "passages");
    l.duties = words("first_responsible", "duties");
    l.persons = words("first_responsible", "persons");
    l.future = words("first_responsible", "future");
    l.next = words("next_year", "headings");
    l.next_strong = words("next_year", "strong");
    l.next_passages = words("next_year", "passages");
    l.sure = words("next_year", "sure");
    l.intent = words("next_year", "intent");
    return l;
  }();
  return instance;
}

}  // namespace detail
FAZHI_NAMESPACE_END
