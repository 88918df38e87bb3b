#include "text/encodings.hpp"

#include <iconv.h>

#include <algorithm>
#include <cerrno>
#include <memory>

#include "fazhi/context.hpp"
#include "fazhi/error.hpp"
#include "text/decode.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

constexpr std::size_t poll_step = 1u << 16;

bool continues(unsigned char c) { return (c & 0xC0) == 0x80; }

/// Bytes of the character at i by the structure of GB18030; 0 where it is broken, more than are left where it is cut.
std::size_t gb_width(const unsigned char* s, std::size_t i, std::size_t n) {
  const unsigned char c = s[i];
  if (c < 0x80) return 1;
  if (c == 0x80 || c == 0xFF) return 0;
  if (i + 1 >= n) return 2;
  const unsigned char d = s[i + 1];
  if (d >= 0x40 && d <= 0xFE && d != 0x7F) return 2;
  if (d < 0x30 || d > 0x39) return 0;
  if (i + 3 >= n) return 4;
  return s[i + 2] >= 0x81 && s[i + 2] <= 0xFE && s[i + 3] >= 0x30 && s[i + 3] <= 0x39 ? 4 : 0;
}

class Iconv {
 public:
  Iconv() : handle_(iconv_open("UTF-32LE", "GB18030")) {
    if (handle_ == reinterpret_cast<iconv_t>(-1))
      throw ParseError(
          "this system cannot decode GB18030; install the iconv modules of the C library, or save the file as UTF-8",
          "本系统无法解码GB18030；请安装C库的iconv模块，或将文件另存为UTF-8");
  }
  Iconv(const Iconv&) = delete;
  Iconv& operator=(const Iconv&) = delete;
  ~Iconv() { iconv_close(handle_); }

  /// Appends the code points of whole characters; the bytes converted before the first that has none.
  std::size_t convert(std::string_view bytes, std::u32string& out) {
    const std::size_t before = out.size();
    out.resize(before + 2 * bytes.size());
    char* in = const_cast<char*>(bytes.data());
    std::size_t in_left = bytes.size();
    char* to = reinterpret_cast<char*>(out.data() + before);
    std::size_t to_left = 8 * bytes.size();
    iconv(handle_, nullptr, nullptr, nullptr, nullptr);
    iconv(handle_, &in, &in_left, &to, &to_left);
    out.resize(out.size() - to_left / 4);
    return bytes.size() - in_left;
  }

 private:
  iconv_t handle_;
};

std::uint32_t offset32(std::size_t v) { return static_cast<std::uint32_t>(v); }

}  // namespace

std::optional<DecodeFault> check_utf8(std::string_view bytes, Context& ctx) {
  const auto* s = reinterpret_cast<const unsigned char*>(bytes.data());
  const std::size_t n = bytes.size();
  std::size_t i = 0, poll = 0;
  while (i < n) {
    if (i >= poll) {
      ctx.check_cancelled();
      poll = i + poll_step;
    }
    // Nearly all of a Chinese text: three bytes that are neither overlong (E0) nor surrogates (ED).
    const std::size_t stop = n < 3 ? 0 : std::min(n - 2, poll);
    while (i < stop && s[i] > 0xE0 && s[i] < 0xF0 && s[i] != 0xED && continues(s[i + 1]) && continues(s[i + 2])) i += 3;
    if (i >= n) break;
    const unsigned char c = s[i];
    if (c < 0x80) {
      ++i;
      continue;
    }
    if (c < 0xC2 || c > 0xF4) return DecodeFault{i, false};
    const std::size_t width = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;
    for (std::size_t k = 1; k < width; ++k) {
      if (i + k >= n) return DecodeFault{i, true};
      if (!continues(s[i + k])) return DecodeFault{i, false};
    }
    const unsigned char d = s[i + 1];
    const bool overlong = (c == 0xE0 && d < 0xA0) || (c == 0xF0 && d < 0x90);
    const bool outside = (c == 0xED && d >= 0xA0) || (c == 0xF4 && d >= 0x90);
    if (overlong || outside) return DecodeFault{i, false};
    i += width;
  }
  return std::nullopt;
}

std::optional<DecodeFault> decode_utf16(std::string_view bytes, bool big_endian, std::size_t base, DecodedText& out,
                                        Context& ctx) {
  const auto* s = reinterpret_cast<const unsigned char*>(bytes.data());
  const std::size_t n = bytes.size();
  out.utf8.reserve(n + n / 2);
  out.source_offsets.reserve(n / 2 + 1);
  auto unit = [&](std::size_t i) -> char32_t { return big_endian ? (s[i] << 8 | s[i + 1]) : (s[i + 1] << 8 | s[i]); };
  for (std::size_t i = 0; i < n; i += 2) {
    if (i % poll_step == 0) ctx.check_cancelled();
    if (i + 1 >= n) return DecodeFault{base + i, true};
    char32_t c = unit(i);
    out.source_offsets.push_back(offset32(base + i));
    if (c >= 0xDC00 && c <= 0xDFFF) return DecodeFault{base + i, false};
    if (c >= 0xD800 && c <= 0xDBFF) {
      if (i + 3 >= n) return DecodeFault{base + i, true};
      const char32_t low = unit(i + 2);
      if (low < 0xDC00 || low > 0xDFFF) return DecodeFault{base + i, false};
      c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
      i += 2;
    }
    append_utf8(out.utf8, c);
  }
  out.source_offsets.push_back(offset32(base + n));
  return std::nullopt;
}

std::optional<DecodeFault> decode_gb18030(std::string_view bytes, DecodedText& out, Context& ctx) {
  constexpr std::size_t chunk_chars = 4096;
  const auto* s = reinterpret_cast<const unsigned char*>(bytes.data());
  const std::size_t n = bytes.size();
  Iconv iconv;
  out.utf8.reserve(n + n / 2);
  out.source_offsets.reserve(n / 2 + 1);
  std::vector<std::uint32_t> starts;
  std::u32string chars;
  for (std::size_t i = 0; i < n;) {
    ctx.check_cancelled();
    starts.clear();
    chars.clear();
    const std::size_t first = i;
    while (i < n && starts.size() < chunk_chars) {
      const std::size_t width = gb_width(s, i, n);
      if (width == 0 || i + width > n) return DecodeFault{i, width > 0};
      starts.push_back(offset32(i));
      i += width;
    }
    const std::size_t done = iconv.convert(bytes.substr(first, i - first), chars);
    if (done < i - first) return DecodeFault{first + done, false};
    if (chars.size() != starts.size()) {
      // A character that is two code points: one at a time, both at the same place.
      chars.clear();
      std::vector<std::uint32_t> each;
      for (std::size_t k = 0; k < starts.size(); ++k) {
        const std::size_t end = k + 1 < starts.size() ? starts[k + 1] : i;
        iconv.convert(bytes.substr(starts[k], end - starts[k]), chars);
        each.resize(chars.size(), starts[k]);
      }
      starts = std::move(each);
    }
    out.source_offsets.insert(out.source_offsets.end(), starts.begin(), starts.end());
    for (const char32_t c : chars) append_utf8(out.utf8, c);
  }
  out.source_offsets.push_back(offset32(n));
  return std::nullopt;
}

bool reads_as_gb_chinese(std::string_view bytes, Context& ctx) {
  const auto* s = reinterpret_cast<const unsigned char*>(bytes.data());
  std::size_t wide = 0, common = 0;
  for (std::size_t i = 0, k = 0; i < bytes.size(); ++k) {
    if (k % poll_step == 0) ctx.check_cancelled();
    const std::size_t width = gb_width(s, i, bytes.size());
    if (width == 0 || i + width > bytes.size()) return false;
    if (width > 1) {
      ++wide;
      const unsigned char lead = s[i], trail = s[i + 1];
      const bool marks = lead >= 0xA1 && lead <= 0xA3, level_one = lead >= 0xB0 && lead <= 0xD7;
      common += width == 2 && trail >= 0xA1 && (marks || level_one);
    }
    i += width;
  }
  return wide > 0 && common * 10 >= wide * 8;
}

char utf16_evidence(std::string_view bytes) noexcept {
  if (bytes.size() < 4 || bytes.size() % 2 != 0) return 0;
  auto share = [&](bool big) {
    std::size_t good = 0, units = 0;
    const std::size_t n = std::min<std::size_t>(bytes.size(), 8192);
    for (std::size_t i = 0; i + 1 < n; i += 2, ++units) {
      const auto hi = static_cast<unsigned char>(bytes[big ? i : i + 1]);
      const auto lo = static_cast<unsigned char>(bytes[big ? i + 1 : i]);
      const bool text = hi == 0 && ((lo >= 0x20 && lo < 0x7F) || lo == '\n' || lo == '\r' || lo == '\t');
      good += text || (hi >= 0x4E && hi <= 0x9F) || hi == 0x30 || hi == 0xFF || (hi >= 0xD8 && hi <= 0xDF) ||
              (hi == 0x20 && lo >= 0x10 && lo <= 0x3F);
    }
    return units == 0 ? 0.0 : static_cast<double>(good) / static_cast<double>(units);
  };
  const double little = share(false), big = share(true);
  constexpr double enough = 0.95, margin = 0.2;
  if (little >= enough && little >= big + margin) return 'l';
  if (big >= enough && big >= little + margin) return 'b';
  return 0;
}

}  // namespace detail
FAZHI_NAMESPACE_END
