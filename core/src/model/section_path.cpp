// Printed numbers of a section and its ancestors as one name: 一（三）.
#include <string_view>
#include <unordered_map>

#include "model/data.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

std::string_view own_name(const ReportData& r, const SectionData& s) {
  const Text text(&r.text);
  std::string_view name = text.slice(s.label.empty() ? s.heading : s.label);
  while (!name.empty() && name.back() == ' ') name.remove_suffix(1);
  for (std::string_view mark : {"、", "．", ".", "，"})
    if (name.size() > mark.size() && name.ends_with(mark)) {
      name.remove_suffix(mark.size());
      break;
    }
  return name;
}

}  // namespace

void name_sections(ReportData& r) {
  std::vector<std::string> plain;
  plain.reserve(r.sections.size());
  std::unordered_map<std::string_view, int> seen;  // views of `plain`, which is never moved
  seen.reserve(r.sections.size());
  r.paths.clear();
  r.paths.reserve(r.sections.size());
  for (const SectionData& s : r.sections) {
    std::string path = s.parent >= 0 ? plain[static_cast<std::size_t>(s.parent)] : std::string();
    if (!path.empty() && s.label.empty()) path += '/';
    path += own_name(r, s);
    plain.push_back(path);
    const int times = ++seen[plain.back()];
    if (times > 1) path += "#" + std::to_string(times);
    r.paths.push_back(std::move(path));
  }
}

}  // namespace detail
FAZHI_NAMESPACE_END
