// A number written as Word's automatic numbering writes it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace importer_docx {

/// What `number` looks like in a format of ST_NumberFormat (ECMA-376 part 1, 17.18.59, with what Word does otherwise:
/// [MS-OI29500] 2.1.540). Formats that are not known, and numbers that a format has no character for, come out in
/// decimal digits, as in Word. "none" is empty. UTF-8.
std::string format_number(std::int64_t number, std::string_view format);

/// The name in ST_NumberFormat of a custom format: 一, 十, 一百(简), ... and its like ([MS-DOCX] 2.4); empty where the
/// string is not listed.
std::string_view custom_format(std::string_view pattern);

}  // namespace importer_docx
