#pragma once

#include <string>
#include <string_view>

namespace exporter_markdown {

/// Text of a report inside Markdown: marks that would start markup or end a table cell are escaped, line ends become
/// blanks.
std::string escape(std::string_view text);
/// The same, cut to `limit` code points with "…" where it is longer.
std::string excerpt(std::string_view text, std::size_t limit);

}  // namespace exporter_markdown
