// Printed numbers of a section and its ancestors as one name: 一（三）.
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

std::string plain_path(const ReportData& r, std::uint32_t i) {
  const SectionData& s = r.sections[i];
  std::string path = s.parent >= 0 ? plain_path(r, static_cast<std::uint32_t>(s.parent)) : std::string();
  if (!path.empty() && s.label.empty()) path += '/';
  return path + own_name(r, s);
}

}  // namespace

std::string section_path(const ReportData& r, std::uint32_t i) {
  std::string path = plain_path(r, i);
  int same = 1;
  for (std::uint32_t k = 0; k < i; ++k)
    if (r.sections[k].ordinal == r.sections[i].ordinal && r.sections[k].level == r.sections[i].level &&
        plain_path(r, k) == path)
      ++same;
  if (same > 1) path += "#" + std::to_string(same);
  return path;
}

}  // namespace detail
FAZHI_NAMESPACE_END
