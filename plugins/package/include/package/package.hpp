// The ZIP file around a document, read with limits: what it says of itself is not believed.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "fazhi/context.hpp"

struct libdeflate_decompressor;

namespace package {

struct Limits {
  std::uint64_t max_entries = 10000;
  std::uint64_t max_part_bytes = std::uint64_t{64} << 20;    ///< of one part, unpacked
  std::uint64_t max_total_bytes = std::uint64_t{256} << 20;  ///< of all that is read, a part read twice counted twice
  std::uint64_t max_ratio = 250;                             ///< unpacked : packed, of parts above 1 MB
  std::uint64_t max_tree_bytes = std::uint64_t{160} << 20;   ///< of the tree of one part, as estimated beforehand
};

/// What a format is called in messages; the pointers outlive every Package.
struct Format {
  const char *file_en, *file_zh;        ///< "Word file", "Word文件"
  const char *program_en, *program_zh;  ///< what writes it: "Word", "Word"
};

/// Parts of a package by name, without the leading slash. The bytes must outlive it; not shared between threads.
class Package {
 public:
  /// Throws fazhi::ParseError with the name of the file, the fault and the remedy: no ZIP file, cut short, too many
  /// entries, entries that are links or whose names lead out of the archive.
  Package(std::string_view bytes, std::string_view name, const Format& format, const Limits& limits,
          fazhi::Context& ctx);

  [[nodiscard]] bool has(const std::string& part) const { return entries_.contains(part); }
  /// The name in the archive of a part that is named with other ASCII case, as some programs do; empty where there is
  /// none.
  [[nodiscard]] std::string find(std::string_view part) const;
  /// The part, unpacked. Throws fazhi::ParseError where it is missing, over a limit, or damaged (checksum).
  [[nodiscard]] std::string read(const std::string& part) const;

  /// Throws fazhi::ParseError: the name of the file and what is wrong.
  [[noreturn]] void fail(const std::string& en, const std::string& zh) const;
  [[nodiscard]] const Format& format() const { return format_; }
  [[nodiscard]] const Limits& limits() const { return limits_; }
  [[nodiscard]] fazhi::Context& context() const { return ctx_; }

 private:
  struct Entry {
    std::uint64_t position, number;
    std::uint64_t packed, size;
    std::uint32_t checksum, method;
    bool encrypted;
  };
  /// What stands in the file for a part; empty where that is not all there.
  [[nodiscard]] std::string_view packed_bytes(const Entry& entry) const;

  std::string_view bytes_;
  std::string name_;
  Format format_;
  Limits limits_;
  fazhi::Context& ctx_;
  struct Close {
    void operator()(void* zip) const;
    void operator()(libdeflate_decompressor* unpacker) const;
  };
  std::unique_ptr<void, Close> zip_;
  std::map<std::string, Entry, std::less<>> entries_;
  mutable std::map<std::string, const std::string*, std::less<>> any_case_;  ///< made when first asked for
  mutable std::unique_ptr<libdeflate_decompressor, Close> unpacker_;         ///< made when first needed
  mutable std::uint64_t total_ = 0;                                          ///< bytes unpacked so far
};

}  // namespace package
