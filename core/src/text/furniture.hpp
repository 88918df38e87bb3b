// Words of page furniture, for the blocks and for the header that reads the fields of a metadata table.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "fazhi/export.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

enum class MetadataField : std::uint8_t { none, title, issuer, document_number, signed_date, published_date, other };

struct MetadataKey {
  std::u32string name;
  MetadataField field = MetadataField::none;
};

struct KeyMatch {
  MetadataField field = MetadataField::none;
  std::size_t size = 0;  ///< with blanks inside and the mark behind; 0: no key
};

struct FurnitureWords {
  std::vector<std::u32string> tools, menu;  ///< sorted; menu holds the tools too
  std::vector<std::u32string> prefixes, footer_marks, title_kinds, bodies;
  std::vector<MetadataKey> keys;
  std::u32string key_starts;  ///< first characters of all keys
};

/// Read once a process; throws IoError or ParseError where the lexicon is missing or spoilt.
const FurnitureWords& furniture_words();
/// A field name at the start of s ("索 引 号：", "[ 发布机构 ]"), followed by a mark, a blank or the end.
KeyMatch match_metadata_key(std::u32string_view s);
bool holds_any(std::u32string_view s, const std::vector<std::u32string>& words);

}  // namespace detail
FAZHI_NAMESPACE_END
