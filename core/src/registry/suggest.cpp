#include "registry/suggest.hpp"

#include <algorithm>
#include <numeric>

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

char folded(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c == '-' ? '_' : c; }

// Edits with swaps of neighbours; stops counting where the words are longer than any name of ours.
std::size_t distance(std::string_view a, std::string_view b) {
  if (a.size() > 64 || b.size() > 64) return 64;
  std::vector<std::size_t> before_last(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t k = 1; k <= b.size(); ++k) {
      const std::size_t change = last[k - 1] + (folded(a[i - 1]) == folded(b[k - 1]) ? 0 : 1);
      row[k] = std::min({last[k] + 1, row[k - 1] + 1, change});
      if (i > 1 && k > 1 && folded(a[i - 1]) == folded(b[k - 2]) && folded(a[i - 2]) == folded(b[k - 1]))
        row[k] = std::min(row[k], before_last[k - 2] + 1);
    }
    before_last.swap(last);
    last.swap(row);
  }
  return last[b.size()];
}

}  // namespace

std::string nearest(std::string_view word, const std::vector<std::string>& names) {
  std::string best;
  std::size_t fewest = std::max<std::size_t>(1, word.size() / 3) + 1;
  for (const std::string& name : names) {
    std::size_t n = distance(word, name);
    // The beginning of a name is meant for it: "mark" for "markdown".
    if (word.size() >= 2 && name.size() > word.size() &&
        std::equal(word.begin(), word.end(), name.begin(), [](char x, char y) { return folded(x) == folded(y); }))
      n = std::min<std::size_t>(n, 1);
    if (n < fewest) fewest = n, best = name;
  }
  return best;
}

std::string did_you_mean_en(std::string_view word, const std::vector<std::string>& names) {
  const std::string name = nearest(word, names);
  return name.empty() ? std::string() : "; did you mean '" + name + "'?";
}

std::string did_you_mean_zh(std::string_view word, const std::vector<std::string>& names) {
  const std::string name = nearest(word, names);
  return name.empty() ? std::string() : "；您要的是不是“" + name + "”？";
}

std::string joined(const std::vector<std::string>& names, std::string_view separator) {
  std::string out;
  for (const std::string& name : names) {
    if (!out.empty()) out += separator;
    out += name;
  }
  return out;
}

}  // namespace detail
FAZHI_NAMESPACE_END
