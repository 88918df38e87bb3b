// Printed numbers of a section and its ancestors as one name: 一（三）.
#include <unordered_map>

#include "model/data.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

std::string own_name(const ReportData& r, const SectionData& s) {
  const Text text(&r.text);
  std::string name(text.slice(s.label.empty() ? s.heading : s.label));
  while (!name.empty() && name.back() == ' ') name.pop_back();
  for (std::string_view mark : {"、", "．", ".", "，"})
    if (name.size() > mark.size() && name.ends_with(mark)) {
      name.erase(name.size() - mark.size());
      break;
    }
  return name;
}

}  // namespace

void name_sections(ReportData& r) {
  std::vector<std::string> plain;
  plain.reserve(r.sections.size());
  std::unordered_map<std::string, int> seen;
  r.paths.clear();
  r.paths.reserve(r.sections.size());
  for (const SectionData& s : r.sections) {
    std::string path = s.parent >= 0 ? plain[static_cast<std::size_t>(s.parent)] : std::string();
    if (!path.empty() && s.label.empty()) path += '/';
    path += own_name(r, s);
    const int times = ++seen[path];
    plain.push_back(path);
    if (times > 1) path += "#" + std::to_string(times);
    r.paths.push_back(std::move(path));
  }
}

}  // namespace detail
FAZHI_NAMESPACE_END
