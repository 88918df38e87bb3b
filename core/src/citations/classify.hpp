// Class of a quoted title from its words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "fazhi/citation.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

/// Reads titles in the order of the text: what is a short name depends on what was cited before.
class CitationClassifier {
 public:
  /// `title` between the marks, `before` the text in front of the opening mark.
  CitationClass classify(std::u32string_view title, std::u32string_view before);

 private:
  std::vector<std::u32string> cited_;   ///< plain full titles
  std::vector<std::u32string> shorts_;  ///< short names that 以下简称 has defined
};

}  // namespace detail
FAZHI_NAMESPACE_END
