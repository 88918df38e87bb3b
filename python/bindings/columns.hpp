// Tables by columns: one definition for Arrow, pandas, HTML and the terminal.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bind {

enum class ColumnType : std::uint8_t { text, integer, real, boolean };

/// Values in Arrow's own layout (validity as a byte a row until the export packs it).
struct Column {
  std::string name;
  ColumnType type;
  std::vector<std::uint8_t> valid;
  std::vector<std::int32_t> offsets{0};  ///< text
  std::string data;                      ///< text
  std::vector<std::int64_t> integers;
  std::vector<double> reals;
  std::vector<std::uint8_t> booleans;
};

struct Table {
  std::size_t rows = 0;
  std::vector<Column> columns;
};

}  // namespace bind
