#include "numbers.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace importer_ofd {

namespace {

constexpr double beyond = 1e7;  // millimetres

template <std::size_t n>
std::optional<std::array<double, n>> several(std::string_view text) {
  NumberList list(text);
  std::array<double, n> out{};
  for (double& v : out) {
    const std::optional<double> next = list.next();
    if (!next) return std::nullopt;
    v = *next;
  }
  return out;
}

}  // namespace

Affine compose(const Affine& o, const Affine& i) {
  return {o.a * i.a + o.c * i.b, o.b * i.a + o.d * i.b,       o.a * i.c + o.c * i.d,
          o.b * i.c + o.d * i.d, o.a * i.e + o.c * i.f + o.e, o.b * i.e + o.d * i.f + o.f};
}

void NumberList::skip() {
  const std::size_t at = rest_.find_first_not_of(" \t\r\n,");
  rest_.remove_prefix(at == rest_.npos ? rest_.size() : at);
}

bool NumberList::take(std::string_view word) {
  skip();
  if (!rest_.starts_with(word)) return false;
  rest_.remove_prefix(word.size());
  return true;
}

std::optional<double> NumberList::next() {
  skip();
  if (rest_.starts_with('+')) rest_.remove_prefix(1);
  double v = 0;
  const auto [end, fault] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), v);
  if (fault != std::errc() || !std::isfinite(v) || std::abs(v) > beyond) {
    rest_ = {};
    return std::nullopt;
  }
  rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
  return v;
}

double number(std::string_view text, double otherwise) { return NumberList(text).next().value_or(otherwise); }

std::optional<Box> box(std::string_view text) {
  const auto v = several<4>(text);
  if (!v) return std::nullopt;
  return Box{(*v)[0], (*v)[1], (*v)[2], (*v)[3]};
}

std::optional<Affine> affine(std::string_view text) {
  const auto v = several<6>(text);
  if (!v) return std::nullopt;
  return Affine{(*v)[0], (*v)[1], (*v)[2], (*v)[3], (*v)[4], (*v)[5]};
}

}  // namespace importer_ofd
