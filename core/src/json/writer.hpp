// Writes JSON into one string: keys in the order of the calls, UTF-8 kept, control characters escaped.
#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "fazhi/text.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

class JsonWriter {
 public:
  explicit JsonWriter(bool indent) : indent_(indent) {}

  void open(char bracket) {
    before_value();
    out_ += bracket;
    ++depth_;
    first_ = true;
  }
  void close(char bracket) {
    --depth_;
    if (!first_) line();
    out_ += bracket;
    first_ = false;
  }
  JsonWriter& key(std::string_view name) {
    separate();
    quote(name);
    out_ += indent_ ? ": " : ":";
    after_key_ = true;
    return *this;
  }
  void value(std::string_view text) { before_value(), quote(text); }
  void value(const char* text) { value(std::string_view(text)); }
  void value(const std::string& text) { value(std::string_view(text)); }
  void value(const std::optional<std::string>& text) { text ? value(std::string_view(*text)) : null(); }
  void value(bool b) { before_value(), out_ += b ? "true" : "false"; }
  void value(std::int64_t n) { before_value(), number(n); }
  void value(std::uint64_t n) { before_value(), number(n); }
  void value(int n) { value(std::int64_t{n}); }
  void value(std::uint32_t n) { value(std::uint64_t{n}); }
  /// Shortest form that reads back to the same double.
  void value(double n) { before_value(), number(n); }
  void null() { before_value(), out_ += "null"; }
  /// An empty text is null: what the source does not give.
  void text_or_null(std::string_view text) { text.empty() ? null() : value(text); }
  /// [start, end], on one line.
  void range(TextRange r) {
    before_value();
    out_ += '[';
    number(std::uint64_t{r.start});
    out_ += indent_ ? ", " : ",";
    number(std::uint64_t{r.end});
    out_ += ']';
  }
  [[nodiscard]] std::string take() && { return std::move(out_); }
  void reserve(std::size_t n) { out_.reserve(n); }

 private:
  template <class T>
  void number(T n) {
    char buffer[32];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, n).ptr;
    out_.append(buffer, end);
  }
  void line() {
    if (!indent_) return;
    out_ += '\n';
    out_.append(static_cast<std::size_t>(depth_) * 2, ' ');
  }
  void separate() {
    if (!first_) out_ += ',';
    first_ = false;
    if (depth_ > 0) line();
  }
  void before_value() {
    if (after_key_)
      after_key_ = false;
    else
      separate();
  }
  void quote(std::string_view text);

  std::string out_;
  int depth_ = 0;
  bool indent_;
  bool first_ = true;
  bool after_key_ = false;
};

}  // namespace detail
FAZHI_NAMESPACE_END
