// Where bytes come from and go to.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "fazhi/export.hpp"

FAZHI_NAMESPACE_BEGIN

/// The bytes of one source file, read or given whole; valid during the call.
struct Source {
  std::string_view bytes;
  std::string_view name;    ///< path as given, or "<bytes>", "<text>"
  std::string_view suffix;  ///< lower case with the dot, ".docx"; empty where there is none
};

/// Host interface: files that an exporter writes. All appear together when the export succeeds, none when it fails.
class FAZHI_API Sink {
 public:
  Sink();
  Sink(const Sink&) = delete;
  Sink& operator=(const Sink&) = delete;
  virtual ~Sink();
  /// Appends to the current file: the one that the caller named, until open() is called.
  virtual void write(std::string_view bytes) = 0;
  /// Makes a further file beside the named one the current one. A relative name without ".." and without a root; throws
  /// IoError.
  virtual void open(std::string_view name) = 0;
};

FAZHI_NAMESPACE_END
