// A place in a parsed JSON document that knows its path, so that every complaint names it.
#pragma once

#include <boost/json.hpp>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include "fazhi/error.hpp"
#include "fazhi/text.hpp"
#include "model/names.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

class JsonNode {
 public:
  JsonNode(const boost::json::value& v, std::string_view name, const JsonNode* parent = nullptr,
           std::size_t index = none)
      : v_(&v), name_(name), parent_(parent), index_(index) {}

  /// Child of an object; throws where it is missing.
  [[nodiscard]] JsonNode operator[](std::string_view key) const {
    const auto* object = v_->if_object();
    if (object == nullptr) wrong("an object");
    const auto* child = object->if_contains(boost::json::string_view(key.data(), key.size()));
    if (child == nullptr) fail("key '" + std::string(key) + "' is missing");
    return {*child, key, this};
  }
  [[nodiscard]] bool has(std::string_view key) const {
    const auto* object = v_->if_object();
    return object != nullptr && object->contains(boost::json::string_view(key.data(), key.size()));
  }
  [[nodiscard]] bool is_null() const { return v_->is_null(); }
  template <class F>
  void each(F&& take) const {
    const auto* array = v_->if_array();
    if (array == nullptr) wrong("an array");
    for (std::size_t i = 0; i < array->size(); ++i) take(JsonNode((*array)[i], {}, this, i));
  }
  template <class F>
  void each_member(F&& take) const {
    const auto* object = v_->if_object();
    if (object == nullptr) wrong("an object");
    for (const auto& member : *object)
      take(std::string_view(member.key().data(), member.key().size()), JsonNode(member.value(), {}, this));
  }
  [[nodiscard]] std::string text() const {
    const auto* s = v_->if_string();
    if (s == nullptr) wrong("a string");
    return {s->data(), s->size()};
  }
  [[nodiscard]] std::string text_or_empty() const { return is_null() ? std::string() : text(); }
  [[nodiscard]] bool boolean() const {
    const auto* b = v_->if_bool();
    if (b == nullptr) wrong("true or false");
    return *b;
  }
  [[nodiscard]] double number() const {
    if (const auto* d = v_->if_double()) return *d;
    return static_cast<double>(
        integer(std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()));
  }
  [[nodiscard]] std::int64_t integer(std::int64_t low, std::int64_t high) const {
    const auto* i = v_->if_int64();
    if (i == nullptr) wrong("a whole number");
    if (*i < low || *i > high) fail("is out of bounds: " + std::to_string(*i));
    return *i;
  }
  /// An index below `size`.
  [[nodiscard]] std::uint32_t index(std::size_t size) const {
    return static_cast<std::uint32_t>(integer(0, static_cast<std::int64_t>(size) - 1));
  }
  [[nodiscard]] std::int32_t index_or_none(std::size_t size) const {
    return is_null() ? -1 : static_cast<std::int32_t>(index(size));
  }
  /// [start, end] inside a text of `size` code points.
  [[nodiscard]] TextRange range(std::size_t size) const {
    const auto* array = v_->if_array();
    if (array == nullptr || array->size() != 2) wrong("[start, end]");
    const auto limit = static_cast<std::int64_t>(size);
    TextRange r;
    r.start = static_cast<std::uint32_t>(JsonNode((*array)[0], {}, this, 0).integer(0, limit));
    r.end = static_cast<std::uint32_t>(JsonNode((*array)[1], {}, this, 1).integer(r.start, limit));
    return r;
  }
  template <class E>
  [[nodiscard]] E name() const {
    const std::string word = text();
    if (const auto e = from_name<E>(word)) return *e;
    fail("has an unknown value '" + word + "'");
  }
  [[noreturn]] void fail(const std::string& what) const {
    const std::string place = path();
    throw ParseError("JSON: " + place + " " + what, "JSON：" + place + " 处有误：" + what);
  }

 private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  [[noreturn]] void wrong(const char* expected) const { fail(std::string("must be ") + expected); }
  [[nodiscard]] std::string path() const {
    std::string before = parent_ ? parent_->path() : std::string();
    if (index_ != none) return before + "[" + std::to_string(index_) + "]";
    if (name_.empty()) return before;
    return before.empty() ? std::string(name_) : before + "." + std::string(name_);
  }

  const boost::json::value* v_;
  std::string_view name_;
  const JsonNode* parent_;
  std::size_t index_;
};

/// Parses; depth is bounded. Throws ParseError naming the byte.
boost::json::value parse_json(std::string_view json);
Report read_report(const JsonNode& node);

}  // namespace detail
FAZHI_NAMESPACE_END
