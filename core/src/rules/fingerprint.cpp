#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "model/data.hpp"
#include "rules/sink.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

// FNV-1a, 64 bits: no secret is kept by it, it only has to be the same everywhere.
class Hash {
 public:
  void add(std::string_view bytes) {
    for (const char c : bytes) value_ = (value_ ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
    value_ = (value_ ^ 0xFFu) * 0x100000001b3u;  // no UTF-8 byte: parts cannot run together
  }
  [[nodiscard]] std::uint64_t value() const { return value_; }
  [[nodiscard]] std::string hex() const {
    std::string out(16, '0');
    for (int i = 0; i < 16; ++i) out[15 - static_cast<std::size_t>(i)] = "0123456789abcdef"[(value_ >> (4 * i)) & 15];
    return out;
  }

 private:
  std::uint64_t value_ = 0xcbf29ce484222325u;
};

void append_without_blanks(std::string_view quote, std::string& out) {
  for (std::size_t i = 0; i < quote.size(); ++i) {
    const auto c = static_cast<unsigned char>(quote[i]);
    if (c > ' ' && c != 0xE3 && c != 0xC2) {  // neither a blank nor the first byte of one
      out += quote[i];
      continue;
    }
    if (c <= 0x20) continue;
    if (quote.substr(i).starts_with("\u3000")) {
      i += 2;
    } else if (quote.substr(i).starts_with("\u00a0")) {
      i += 1;
    } else {
      out += quote[i];
    }
  }
}

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

void finish_findings(const Report& report, std::vector<Finding>& findings) {
  std::stable_sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
    return std::tie(a.range.start, a.range.end, a.rule_id) < std::tie(b.range.start, b.range.end, b.rule_id);
  });
  const ReportData* data = report.data().get();
  std::unordered_map<std::uint64_t, std::size_t> seen;
  std::string quote;
  for (Finding& f : findings) {
    Hash hash;
    hash.add(f.rule_id);
    quote.clear();
    append_without_blanks(report.text().slice(f.range), quote);
    hash.add(quote);
    const std::int32_t section = data == nullptr || f.range.empty() ? -1 : section_at(*data, f.range.start);
    if (section >= 0) hash.add(data->paths[static_cast<std::size_t>(section)]);
    const std::size_t equals = seen[hash.value()]++;
    hash.add(std::to_string(equals));
    f.fingerprint = hash.hex();
  }
}

}  // namespace detail
FAZHI_NAMESPACE_END
