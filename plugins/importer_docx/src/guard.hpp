// The bounds of what is read of one file: untrusted input ends with a sentence, not with the machine's memory.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "fazhi/context.hpp"

namespace importer_docx {

struct Bounds {
  int max_depth = 200;
  std::uint64_t max_characters = 2'000'000;
  std::uint64_t max_seconds = 20;
};

/// Counts along with the reading; each function throws fazhi::ParseError with the option to be raised, or Cancelled.
class Guard {
 public:
  Guard(std::string_view file, const Bounds& bounds, fazhi::Context& ctx);
  /// Tables, content controls, text boxes inside one another.
  void check_depth(int depth) const;
  /// A paragraph of so many characters was read.
  void count_paragraph(std::uint32_t characters);
  void check_time();

 private:
  [[noreturn]] void fail(const std::string& en, const std::string& zh) const;
  std::string file_;
  Bounds bounds_;
  fazhi::Context& ctx_;
  std::chrono::steady_clock::time_point end_;
  std::uint64_t characters_ = 0;
  std::uint32_t paragraphs_ = 0;
};

}  // namespace importer_docx
