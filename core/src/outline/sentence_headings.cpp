#include "outline/sentence_headings.hpp"

#include <algorithm>

#include "outline/candidates.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

using View = std::u32string_view;

constexpr std::size_t shortest = 5, longest = 34, fewest = 3, most_paragraphs = 2;

bool is_lead(View line) {
  if (line.size() < shortest || line.size() > longest || line.find_first_of(U"。！？；：:") != line.size() - 1)
    return false;
  if (line.back() != U'。' || !(is_han(line.front()) || line.front() == U'“')) return false;
  const auto& not_leads = outline_lexicon().not_leads;
  return std::none_of(not_leads.begin(), not_leads.end(),
                      [&](const auto& word) { return line.find(word) != View::npos; });
}

}  // namespace

std::vector<std::uint32_t> find_sentence_headings(const ReportData& r, const Shadow& shadow) {
  const View text = shadow.view();
  std::vector<std::uint32_t> found, chain;
  std::size_t paragraphs = 1;  // since the last lead
  auto close = [&] {
    // A lead without its paragraph ends no list.
    if (paragraphs == 0 && !chain.empty()) chain.pop_back();
    if (chain.size() >= fewest) found.insert(found.end(), chain.begin(), chain.end());
    chain.clear();
    paragraphs = 1;
  };
  for (std::uint32_t b = 0; b < r.blocks.size(); ++b) {
    const BlockData& block = r.blocks[b];
    if (!is_text(block.kind) || block.content.empty()) continue;
    const View line = text.substr(block.content.start, block.content.size());
    const Label label = parse_label(text, block.content.start, block.content.end);
    if (label.size > 0 && !label.doubtful && label.family < Family::ordinal) {
      close();
    } else if (is_lead(line)) {
      if (paragraphs == 0) close();
      chain.push_back(b);
      paragraphs = 0;
    } else if (line.size() >= outline_lexicon().shortest_body && ++paragraphs <= most_paragraphs) {
      continue;
    } else {
      close();
    }
  }
  close();
  return found;
}

}  // namespace detail
FAZHI_NAMESPACE_END
