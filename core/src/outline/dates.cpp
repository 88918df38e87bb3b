#include "outline/dates.hpp"

#include "text/fold.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

constexpr std::u32string_view units = U"〇一二三四五六七八九";

int digit_of(char32_t c) noexcept {
  if (is_digit(c)) return static_cast<int>(c - U'0');
  if (c == U'零') return 0;
  const auto at = units.find(c);
  return at == units.npos ? -1 : static_cast<int>(at);
}

class Scanner {
 public:
  explicit Scanner(std::u32string_view s) noexcept : s_(s) {}
  [[nodiscard]] std::size_t at() const noexcept { return i_; }
  [[nodiscard]] char32_t peek() noexcept {
    while (i_ > 0 && i_ < s_.size() && s_[i_] == U' ') ++i_;
    return i_ < s_.size() ? s_[i_] : U'\0';
  }
  bool take(char32_t c) noexcept {
    if (peek() != c) return false;
    ++i_;
    return true;
  }
  /// Four digits of one kind; -1 where they are not.
  int year() noexcept {
    int value = 0;
    for (int k = 0; k < 4; ++k) {
      const int d = digit_of(k == 0 ? (i_ < s_.size() ? s_[i_] : U'\0') : peek());
      if (d < 0) return -1;
      value = value * 10 + d;
      ++i_;
    }
    return value;
  }
  /// Up to two Arabic digits, or a Han numeral up to 三十一; -1 where there is none.
  int small() noexcept {
    if (is_digit(peek())) {
      int value = static_cast<int>(s_[i_++] - U'0');
      if (i_ < s_.size() && is_digit(s_[i_])) value = value * 10 + static_cast<int>(s_[i_++] - U'0');
      return value;
    }
    int value = 0;
    bool any = false;
    for (; i_ < s_.size(); ++i_) {
      if (s_[i_] == U'十') {
        value = (value == 0 ? 1 : value) * 10;
      } else if (const int d = digit_of(s_[i_]); d >= 0 && !is_digit(s_[i_])) {
        value += d;
      } else {
        break;
      }
      any = true;
    }
    return any ? value : -1;
  }

 private:
  std::u32string_view s_;
  std::size_t i_ = 0;
};

bool plausible(const Date& d) noexcept {
  return d.year >= 1949 && d.year <= 2100 && d.month >= 1 && d.month <= 12 && d.day >= 1 && d.day <= 31;
}

}  // namespace

DateMatch match_date(std::u32string_view s) noexcept {
  Scanner in(s);
  DateMatch m;
  m.date.year = in.year();
  if (m.date.year < 0) return {};
  const char32_t mark = in.peek();
  if (in.take(U'年')) {
    m.date.month = in.small();
    if (!in.take(U'月')) return {};
    m.date.day = in.small();
    if (!in.take(U'日') && !in.take(U'号')) return {};
  } else if (mark == U'-' || mark == U'/' || mark == U'.') {
    in.take(mark);
    m.date.month = in.small();
    if (!in.take(mark)) return {};
    m.date.day = in.small();
  } else {
    return {};
  }
  if (!plausible(m.date)) return {};
  m.size = in.at();
  return m;
}

int match_year(std::u32string_view s, std::size_t* size) noexcept {
  Scanner in(s);
  const int year = in.year();
  if (year < 1949 || year > 2100 || !in.take(U'年')) return 0;
  if (size != nullptr) *size = in.at();
  return year;
}

}  // namespace detail
FAZHI_NAMESPACE_END
