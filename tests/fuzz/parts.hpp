// A package for a fuzzer. Mutated ZIP bytes would end at their checksums; so the input is a list of parts, and the ZIP
// file is made of them here:
//
//   'P' { name '\n' size as four bytes, little-endian, then that many bytes }…
//
// An input that begins otherwise is taken as it is: the bytes of a ZIP file, whole or broken.
#pragma once

#include <zlib.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fuzz {

inline void put(std::string& out, std::uint32_t v, int bytes) {
  for (int k = 0; k < bytes; ++k) out += static_cast<char>(v >> (8 * k) & 0xFF);
}

/// A ZIP file with every part stored as it is.
inline std::string zip_of(std::string_view input) {
  struct Part {
    std::string_view name, bytes;
    std::uint32_t at = 0, checksum = 0;
  };
  constexpr std::size_t most_parts = 64;
  std::vector<Part> parts;
  input.remove_prefix(1);
  while (!input.empty() && parts.size() < most_parts) {
    const std::size_t line = std::min(input.find('\n'), input.size());
    Part part{input.substr(0, std::min<std::size_t>(line, 200)), {}};
    input.remove_prefix(std::min(line + 1, input.size()));
    std::uint32_t size = 0;
    for (std::size_t k = 0; k < 4 && k < input.size(); ++k)
      size |= static_cast<std::uint32_t>(static_cast<unsigned char>(input[k])) << (8 * k);
    input.remove_prefix(std::min<std::size_t>(4, input.size()));
    part.bytes = input.substr(0, std::min<std::size_t>(size, input.size()));
    input.remove_prefix(part.bytes.size());
    parts.push_back(part);
  }
  std::string out;
  const auto head = [&](const Part& part) {  // what the local and the central header share
    put(out, 20, 2), put(out, 0, 2), put(out, 0, 2), put(out, 0, 4), put(out, part.checksum, 4);
    put(out, static_cast<std::uint32_t>(part.bytes.size()), 4);
    put(out, static_cast<std::uint32_t>(part.bytes.size()), 4);
    put(out, static_cast<std::uint32_t>(part.name.size()), 2), put(out, 0, 2);
  };
  for (Part& part : parts) {
    part.at = static_cast<std::uint32_t>(out.size());
    part.checksum = static_cast<std::uint32_t>(
        crc32(0, reinterpret_cast<const Bytef*>(part.bytes.data()), static_cast<uInt>(part.bytes.size())));
    put(out, 0x04034B50, 4), head(part);
    out += part.name;
    out += part.bytes;
  }
  const auto directory = static_cast<std::uint32_t>(out.size());
  for (const Part& part : parts) {
    put(out, 0x02014B50, 4), put(out, 20, 2), head(part);
    put(out, 0, 2), put(out, 0, 2), put(out, 0, 2), put(out, 0, 4), put(out, part.at, 4);
    out += part.name;
  }
  const auto size = static_cast<std::uint32_t>(out.size()) - directory;
  put(out, 0x06054B50, 4), put(out, 0, 4);
  put(out, static_cast<std::uint32_t>(parts.size()), 2), put(out, static_cast<std::uint32_t>(parts.size()), 2);
  put(out, size, 4), put(out, directory, 4), put(out, 0, 2);
  return out;
}

}  // namespace fuzz
