// The words by which the statutory contents are found (core/data/lexicons/contents.toml).
#pragma once

#include "lexicon/words.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

struct ContentWords {
  Words measures, done;
  Words shortcomings, shortcoming_passages, wants, faults, remedies, uses;
  Words causes, cause_headings;
  Words responsible, responsible_passages, duties, persons, future;
  Words next, next_strong, next_passages, sure, intent;
};

/// Read once, then shared by all threads.
const ContentWords& content_words();

}  // namespace detail
FAZHI_NAMESPACE_END
