// Numbers as OFD attributes hold them: ST_Box, ST_Array, ST_Pos.
#pragma once

#include <cmath>
#include <optional>
#include <string_view>

namespace importer_ofd {

/// x' = a x + c y + e, y' = b x + d y + f.
struct Affine {
  double a = 1, b = 0, c = 0, d = 1, e = 0, f = 0;
};

/// False for what no page holds: infinite, or far beyond any. Such numbers cannot be put in order.
inline bool is_sane(const Affine& m) {
  constexpr double most = 1e9;
  for (const double v : {m.a, m.b, m.c, m.d, m.e, m.f})
    if (!(std::abs(v) <= most)) return false;
  return true;
}

/// The map that applies `inner` first.
Affine compose(const Affine& outer, const Affine& inner);

struct Box {
  double x = 0, y = 0, width = 0, height = 0;
};

/// Numbers divided by blanks (or commas, as some programs write). What is no number, infinite, or beyond any page, ends
/// the list.
class NumberList {
 public:
  explicit NumberList(std::string_view text) : rest_(text) {}
  std::optional<double> next();
  /// Takes the next token where it is this word.
  bool take(std::string_view word);

 private:
  void skip();
  std::string_view rest_;
};

double number(std::string_view text, double otherwise);
std::optional<Box> box(std::string_view text);
std::optional<Affine> affine(std::string_view text);

}  // namespace importer_ofd
