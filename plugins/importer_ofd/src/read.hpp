// An OFD file to a report: the public path of the plugin, without its options.
#pragma once

#include "content.hpp"
#include "fazhi/plugin.hpp"
#include "package/package.hpp"

namespace importer_ofd {

struct ReadLimits {
  package::Limits package;
  ContentLimits content;
  std::uint64_t max_pages = 5000;
};

/// Throws fazhi::ParseError with the file, what is wrong and the remedy; Cancelled.
fazhi::Report read(const fazhi::Source& source, const ReadLimits& limits, fazhi::Context& ctx);

}  // namespace importer_ofd
