#include "passage.hpp"

#include <algorithm>

#include "xml.hpp"

namespace importer_docx {

Ordinals::Ordinals(const pugi::xml_node& root) {
  const std::string_view name = root.name();
  const std::string prefix(name.substr(0, name.size() - local(root).size()));
  paragraph_ = prefix + "p";
  run_ = prefix + "r";
}

void Ordinals::pass(const pugi::xml_node& node) {
  paragraphs += node.name() == paragraph_ ? 1 : 0;
  runs += node.name() == run_ ? 1 : 0;
  pass_below(node);
}

void Ordinals::pass_below(const pugi::xml_node& node) {
  // Without recursion: what is left out may nest as deep as it likes.
  pugi::xml_node at = node.first_child();
  while (at) {
    paragraphs += at.name() == paragraph_ ? 1 : 0;
    runs += at.name() == run_ ? 1 : 0;
    if (at.first_child()) {
      at = at.first_child();
      continue;
    }
    while (at != node && !at.next_sibling()) at = at.parent();
    if (at == node) return;
    at = at.next_sibling();
  }
}

std::uint32_t characters(std::string_view utf8) {
  return static_cast<std::uint32_t>(
      std::count_if(utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

void Passage::mark(Place at, bool made) {
  if (!runs.empty() && !made) {
    const fazhi::SourceRun& last = runs.back();
    if (!last.made && last.paragraph == at.paragraph && last.run == at.run &&
        last.offset + (size - last.start) == at.offset)
      return;  // goes on where the last one ended
  }
  runs.push_back({size, 0, at.paragraph, at.run, at.offset, made});
}

void Passage::add(std::string_view utf8, std::uint32_t count, Place at) {
  if (count == 0) return;
  mark(at, false);
  text += utf8;
  size += count;
}

void Passage::make(std::string_view utf8, Place at) {
  if (utf8.empty()) return;
  mark(at, true);
  text += utf8;
  size += characters(utf8);
}

void Passage::append(const Passage& other) {
  for (fazhi::SourceRun r : other.runs) {
    r.start += size;
    runs.push_back(r);
  }
  for (const ComputedLabel& l : other.labels) labels.push_back({{l.range.start + size, l.range.end + size}, l.level});
  for (const fazhi::TextRange c : other.contents) contents.push_back({c.start + size, c.end + size});
  text += other.text;
  size += other.size;
}

Place Passage::end_of(std::uint32_t paragraph) const {
  if (runs.empty() || runs.back().paragraph != paragraph) return {paragraph, 0, 0};
  const fazhi::SourceRun& last = runs.back();
  return {paragraph, last.run, last.made ? last.offset : last.offset + (size - last.start)};
}

void Passage::fold_lines() {
  while (text.ends_with('\n')) {
    text.pop_back();
    --size;
  }
  while (!runs.empty() && runs.back().start >= size) runs.pop_back();
  while (!labels.empty() && labels.back().range.end > size) labels.pop_back();
  std::replace(text.begin(), text.end(), '\n', ' ');
}

void Passage::clear() {
  text.clear();
  size = 0;
  runs.clear();
  labels.clear();
  contents.clear();
}

}  // namespace importer_docx
