// The dictionary of metrics, compiled from metrics.toml.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "fazhi/lexicon.hpp"
#include "figures/word_trie.hpp"
#include "lexicon/words.hpp"
#include "model/data.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

enum class IssuerKind : std::uint8_t { unknown, township, department, other };

/// A cell of a fixed form: words in the names of its row and of its column.
struct MetricCell {
  std::string form, row, column;
};

struct MetricEntry {
  std::string id, zh, en, unit, carried_from;
  std::vector<std::string> units;
  std::vector<MetricCell> cells;
  Words context;
  std::int32_t base = -1;
  bool rises = false;
  bool not_for_township = false, not_for_department = false;

  [[nodiscard]] bool takes(std::string_view unit) const noexcept;
};

/// How a name of a metric may be used.
enum class NameUse : std::uint8_t { plain, in_context, of_none };
struct MetricName {
  std::uint16_t metric;
  NameUse use;
};

struct MetricDictionary {
  /// Loaded at the first call, thread-safe. Throws IoError, ParseError.
  static const MetricDictionary& get();
  MetricDictionary();

  [[nodiscard]] std::int32_t find(std::string_view id) const noexcept;
  [[nodiscard]] IssuerKind issuer_kind(const Header& header) const;

  std::vector<MetricEntry> entries;
  WordTrie names, names_reversed;  ///< value: index into meanings
  std::vector<std::vector<MetricName>> meanings;
  WordTrie between_reversed;  ///< value: 0 filler, 1 rise, 2 fall, 3 several years, 4 several names
  WordTrie before_reversed;   ///< value: 0 leaves a name whole, 1 makes it another's
  WordTrie behind;
  WordTrie none, none_between, of_anything, joined, joined_reversed;
  Words not_whole, spans;
  std::vector<std::string> township, department;
};

/// "[a|b][|c]d" as all its readings. Throws ParseError at `node` for brackets that do not close.
std::vector<std::u32string> readings(std::u32string_view pattern, const TomlNode& node);

}  // namespace detail
FAZHI_NAMESPACE_END
