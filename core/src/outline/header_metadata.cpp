#include "outline/header_metadata.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

bool is_edge(char32_t c) {
  return c == U' ' || c == U'|' || c == U'｜' || c == U']' || c == U'】' || c == U'；' || c == U';';
}

class Reader {
 public:
  Reader(const ReportData& r, const Shadow& shadow) : r_(r), s_(shadow.view()) {}

  PageMetadata run() {
    for (const BlockData& block : r_.blocks) {
      if (block.kind == BlockKind::metadata) {
        read_line(block.content);
      } else if (block.kind != BlockKind::blank) {
        empty_.clear();
      }
    }
    return found_;
  }

 private:
  void read_line(TextRange line) {
    std::vector<MetadataField> fields;
    MetadataField field = MetadataField::none;
    std::uint32_t start = line.start, i = line.start;
    bool any = false;
    auto close = [&](std::uint32_t end) {
      if (field == MetadataField::none) return;
      if (!give(field, {start, end})) fields.push_back(field);
    };
    while (i < line.end) {
      const bool at_edge = i == line.start || is_edge(s_[i - 1]) || s_[i] == U'[' || s_[i] == U'【';
      const KeyMatch key = at_edge ? match_metadata_key(s_.substr(i, line.end - i)) : KeyMatch{};
      if (key.size == 0) {
        ++i;
        continue;
      }
      close(i);
      any = true;
      field = key.field;
      i += static_cast<std::uint32_t>(key.size);
      start = i;
    }
    if (!any) {
      give_row(line);
      return;
    }
    close(line.end);
    empty_ = std::move(fields);
  }

  /// Values for the names of the line before: one whole line, or as many words as there were names.
  void give_row(TextRange line) {
    if (empty_.size() == 1) give(empty_[0], line);
    if (empty_.size() > 1) {
      std::vector<TextRange> words;
      std::uint32_t i = line.start;
      while (i < line.end) {
        while (i < line.end && is_edge(s_[i])) ++i;
        const std::uint32_t start = i;
        while (i < line.end && !is_edge(s_[i])) ++i;
        if (i > start) words.push_back({start, i});
      }
      if (words.size() == empty_.size())
        for (std::size_t k = 0; k < words.size(); ++k) give(empty_[k], words[k]);
    }
    empty_.clear();
  }

  /// False where the value is empty.
  bool give(MetadataField field, TextRange value) {
    while (value.start < value.end && is_edge(s_[value.start])) ++value.start;
    while (value.end > value.start &&
           (is_edge(s_[value.end - 1]) || s_[value.end - 1] == U'[' || s_[value.end - 1] == U'【'))
      --value.end;
    if (value.empty()) return false;
    auto set = [&](std::optional<TextRange>& goal) {
      if (!goal) goal = value;
    };
    switch (field) {
      case MetadataField::title:
        set(found_.title);
        break;
      case MetadataField::issuer:
        set(found_.issuer);
        break;
      case MetadataField::document_number:
        set(found_.document_number);
        break;
      case MetadataField::signed_date:
        set(found_.signed_date);
        break;
      case MetadataField::published_date:
        set(found_.published_date);
        break;
      case MetadataField::none:
      case MetadataField::other:
        break;
    }
    return true;
  }

  const ReportData& r_;
  std::u32string_view s_;
  PageMetadata found_;
  std::vector<MetadataField> empty_;
};

}  // namespace

PageMetadata read_page_metadata(const ReportData& r, const Shadow& shadow) { return Reader(r, shadow).run(); }

}  // namespace detail
FAZHI_NAMESPACE_END
