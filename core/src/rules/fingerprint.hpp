// Fingerprints: names that findings and relations keep while the text around them is edited.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "fazhi/export.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

// FNV-1a, 64 bits: no secret is kept by it, it only has to be the same everywhere.
class Hash {
 public:
  void add(std::string_view part) {
    for (const char c : part) add_byte(static_cast<unsigned char>(c));
    end_part();
  }
  /// The same, without blanks and line ends: how a line is broken does not matter.
  void add_without_blanks(std::string_view part);
  [[nodiscard]] std::uint64_t value() const { return value_; }

 private:
  void add_byte(unsigned char c) { value_ = (value_ ^ c) * 0x100000001b3u; }
  void end_part() { add_byte(0xFF); }  // no UTF-8 byte: parts cannot run together

  std::uint64_t value_ = 0xcbf29ce484222325u;
};

/// Sixteen hexadecimal digits.
std::string hex(std::uint64_t value);
/// Reads what hex() writes; false for anything else.
bool from_hex(std::string_view text, std::uint64_t& value);

}  // namespace detail
FAZHI_NAMESPACE_END
