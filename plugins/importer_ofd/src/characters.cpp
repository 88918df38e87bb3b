#include "characters.hpp"

#include <cstdint>

namespace importer_ofd {

char32_t take_character(std::string_view& s) {
  constexpr char32_t bad = 0xFFFF;
  const auto lead = static_cast<unsigned char>(s[0]);
  if (lead < 0x80) {
    s.remove_prefix(1);
    return lead;
  }
  const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || s.size() < size) {
    s.remove_prefix(1);
    return bad;
  }
  char32_t c = lead & (0xFFu >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) {
    const auto next = static_cast<unsigned char>(s[i]);
    if ((next & 0xC0) != 0x80) {
      s.remove_prefix(i);
      return bad;
    }
    c = c << 6 | (next & 0x3F);
  }
  s.remove_prefix(size);
  constexpr char32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  return c < least[size] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF) ? bad : c;
}

void append_utf8(std::string& out, char32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | c >> 6);
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | c >> 12);
    out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | c >> 18);
    out += static_cast<char>(0x80 | (c >> 12 & 0x3F));
    out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

bool is_blank(char32_t c) {
  return c == U' ' || c == U'\t' || c == U'\n' || c == U'\r' || c == 0xA0 || c == 0x3000 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F;
}

bool is_wide(char32_t c) {
  if (c < 0xB7) return false;
  // Marks that Western type sets narrow and Chinese type wide: quotes, dashes, dots, circled and Roman numbers.
  if (c == 0xB7 || (c >= 0x2014 && c <= 0x2016) || (c >= 0x2018 && c <= 0x201D) || c == 0x2026 || c == 0x203B ||
      (c >= 0x2160 && c <= 0x217F) || (c >= 0x2190 && c <= 0x2193) || (c >= 0x2460 && c <= 0x24FF) ||
      (c >= 0x2500 && c <= 0x27BF))
    return true;
  return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xD7A3) || (c >= 0xE000 && c <= 0xFAFF) ||
         (c >= 0xFE10 && c <= 0xFE6F) || (c >= 0xFF01 && c <= 0xFF60) || (c >= 0xFFE0 && c <= 0xFFE6) || c >= 0x1F000;
}

bool is_digit(char32_t c) { return (c >= U'0' && c <= U'9') || (c >= 0xFF10 && c <= 0xFF19); }

bool is_letter(char32_t c) {
  return (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z') || (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7) ||
         (c >= 0x370 && c <= 0x52F);
}

bool not_first(char32_t c) {
  constexpr std::u32string_view marks = U"，。、；：！？）》〉」』】〕”’％%…—,.;:!?)]}·～";
  return marks.find(c) != marks.npos;
}

bool not_last(char32_t c) {
  constexpr std::u32string_view marks = U"（《〈「『【〔“‘([{";
  return marks.find(c) != marks.npos;
}

bool ends_sentence(char32_t c) {
  constexpr std::u32string_view marks = U"。！？；：”）!?;:";
  return marks.find(c) != marks.npos;
}

}  // namespace importer_ofd
