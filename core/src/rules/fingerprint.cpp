#include "rules/fingerprint.hpp"

#include <algorithm>
#include <charconv>
#include <tuple>
#include <unordered_map>

#include "model/data.hpp"
#include "rules/sink.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

// Sections stand in the order of their starts, parents before children: the last one that holds the place is the
// innermost.
std::int32_t section_at(const ReportData& r, std::uint32_t position) {
  const auto end = std::upper_bound(r.sections.begin(), r.sections.end(), position,
                                    [](std::uint32_t p, const SectionData& s) { return p < s.range.start; });
  for (auto i = static_cast<std::int32_t>(end - r.sections.begin()) - 1; i >= 0;
       i = r.sections[static_cast<std::size_t>(i)].parent)
    if (position < r.sections[static_cast<std::size_t>(i)].range.end) return i;
  return -1;
}

}  // namespace

void Hash::add_without_blanks(std::string_view part) {
  for (std::size_t i = 0; i < part.size(); ++i) {
    const auto c = static_cast<unsigned char>(part[i]);
    if (c > ' ' && c != 0xE3 && c != 0xC2) {  // neither a blank nor the first byte of one
      add_byte(c);
      continue;
    }
    if (c <= ' ') continue;
    if (part.substr(i).starts_with("\u3000")) {
      i += 2;
    } else if (part.substr(i).starts_with("\u00a0")) {
      i += 1;
    } else {
      add_byte(c);
    }
  }
  end_part();
}

std::string hex(std::uint64_t value) {
  std::string out(16, '0');
  for (int i = 0; i < 16; ++i) out[15 - static_cast<std::size_t>(i)] = "0123456789abcdef"[(value >> (4 * i)) & 15];
  return out;
}

bool from_hex(std::string_view text, std::uint64_t& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, 16);
  return error == std::errc() && end == text.data() + text.size() && text.size() == 16;
}

void mark_relations(ReportData& r) {
  const Text text(&r.text);
  std::vector<std::pair<std::uint64_t, RelationData*>> marks;
  marks.reserve(r.relations.size());
  for (RelationData& x : r.relations) {
    Hash hash;
    hash.add(to_string(x.kind));
    for (const Operand& o : x.operands) {
      const FigureData& f = r.figures[o.figure];
      hash.add(to_string(o.role));
      hash.add_without_blanks(text.slice(f.range));
      hash.add_without_blanks(text.slice(f.subject));
    }
    marks.emplace_back(hash.value(), &x);
  }
  std::stable_sort(marks.begin(), marks.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::uint64_t equals = 0;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    equals = i != 0 && marks[i].first == marks[i - 1].first ? equals + 1 : 0;
    // The first of equals keeps the plain hash.
    marks[i].second->fingerprint = marks[i].first + equals * 0x9e3779b97f4a7c15u;
  }
}

void finish_findings(const Report& report, std::vector<Finding>& findings) {
  std::stable_sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
    return std::tie(a.range.start, a.range.end, a.rule_id) < std::tie(b.range.start, b.range.end, b.rule_id);
  });
  const ReportData* data = report.data().get();
  std::unordered_map<std::uint64_t, std::size_t> seen;
  for (Finding& f : findings) {
    Hash hash;
    hash.add(f.rule_id);
    hash.add_without_blanks(report.text().slice(f.range));
    const std::int32_t section = data == nullptr || f.range.empty() ? -1 : section_at(*data, f.range.start);
    if (section >= 0) hash.add(data->paths[static_cast<std::size_t>(section)]);
    const std::size_t equals = seen[hash.value()]++;
    hash.add(std::to_string(equals));
    f.fingerprint = hex(hash.value());
  }
}

}  // namespace detail
FAZHI_NAMESPACE_END
