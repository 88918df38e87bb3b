// The words of core/data/lexicons/outline.toml.
#include "lexicon/toml.hpp"
#include "outline/candidates.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

const OutlineLexicon& outline_lexicon() {
  static const OutlineLexicon lexicon = [] {
    const TomlFile file = load_lexicon("outline");
    OutlineLexicon l;
    l.appendix = file.root["appendix"].words();
    l.appendix_titles = file.root["appendix_titles"].words();
    l.title_ends = file.root["title_ends"].words();
    l.not_headings = file.root["not_headings"].words();
    l.not_leads = file.root["not_leads"].words();
    l.colon_ends = file.root["colon_ends"].words();
    l.longest_with_colon = static_cast<std::uint32_t>(file.root["longest_with_colon"].integer());
    l.annex_ends = file.root["annex_ends"].words();
    l.offices = file.root["offices"].words();
    l.glued_ends = file.root["glued_ends"].words();
    l.body_starts = Words(file.root["body_starts"].words());
    l.shortest_heading = static_cast<std::uint32_t>(file.root["shortest_heading"].integer());
    l.longest_heading = static_cast<std::uint32_t>(file.root["longest_heading"].integer());
    l.shortest_sentence = static_cast<std::uint32_t>(file.root["shortest_sentence"].integer());
    l.shortest_body = static_cast<std::uint32_t>(file.root["shortest_body"].integer());
    return l;
  }();
  return lexicon;
}

}  // namespace detail
FAZHI_NAMESPACE_END
