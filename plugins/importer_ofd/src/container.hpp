// What OFD.xml and Document.xml say: the documents of a file, their pages, templates and resources.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "numbers.hpp"
#include "package/xml.hpp"

namespace importer_ofd {

/// The name in the archive of a part that `from` names (ST_Loc): from the root with a slash in front, else beside
/// `from`, else, as some programs write, from the root. Empty where there is no such part.
std::string locate(const package::Package& package, std::string_view from, std::string_view location);

struct PageEntry {
  std::string part;  ///< empty where the file names a part that it does not hold
  std::string name;  ///< as the file names it
};

/// One DocBody.
struct Document {
  std::string part;
  Box page{0, 0, 210, 297};  ///< where pages say nothing; A4 where the document says nothing
  std::vector<PageEntry> pages;
  std::unordered_map<std::string, std::string> templates;  ///< part by ID
  std::vector<std::string> resources;                      ///< PublicRes, DocumentRes
  std::string annotations;                                 ///< part, may be empty
  std::vector<std::string> attachments;                    ///< names
  int signatures = 0;
};

/// Throws fazhi::ParseError where the file is encrypted or holds no document.
std::vector<Document> read_documents(const package::Package& package);

}  // namespace importer_ofd
