// What typesetting asks of a character.
#pragma once

#include <string>
#include <string_view>

namespace importer_ofd {

/// Takes the first character off well-formed UTF-8; U+FFFF where the bytes are not.
char32_t take_character(std::string_view& utf8);
void append_utf8(std::string& out, char32_t c);

bool is_blank(char32_t c);
/// As wide as high in Chinese type.
bool is_wide(char32_t c);
/// ASCII or full-width.
bool is_digit(char32_t c);
/// Of a word that is written without blanks inside and with blanks around: Latin, Greek, Cyrillic.
bool is_letter(char32_t c);
/// Must not begin a line: ，。）》”％.
bool not_first(char32_t c);
/// Must not end a line: （《“.
bool not_last(char32_t c);
/// 。！？；：and what closes behind them.
bool ends_sentence(char32_t c);

}  // namespace importer_ofd
