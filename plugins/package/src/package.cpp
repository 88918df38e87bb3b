#include "package/package.hpp"

#include <libdeflate.h>
#include <minizip/unzip.h>

#include <algorithm>
#include <cstring>

#include "fazhi/error.hpp"

namespace package {

namespace {

struct Memory {
  std::string_view bytes;
  std::uint64_t at = 0;
};

void* ZCALLBACK open_memory(void* opaque, const void*, int) {
  return new Memory{*static_cast<std::string_view*>(opaque)};
}

uLong ZCALLBACK read_memory(void*, void* stream, void* to, uLong size) {
  auto& m = *static_cast<Memory*>(stream);
  const std::uint64_t left = m.bytes.size() - m.at, count = std::min<std::uint64_t>(size, left);
  std::memcpy(to, m.bytes.data() + m.at, count);
  m.at += count;
  return static_cast<uLong>(count);
}

uLong ZCALLBACK write_nothing(void*, void*, const void*, uLong) { return 0; }

ZPOS64_T ZCALLBACK tell_memory(void*, void* stream) { return static_cast<Memory*>(stream)->at; }

long ZCALLBACK seek_memory(void*, void* stream, ZPOS64_T offset, int origin) {
  auto& m = *static_cast<Memory*>(stream);
  const std::uint64_t base = origin == ZLIB_FILEFUNC_SEEK_CUR   ? m.at
                             : origin == ZLIB_FILEFUNC_SEEK_END ? m.bytes.size()
                                                                : 0;
  if (offset > m.bytes.size() - base) return -1;
  m.at = base + offset;
  return 0;
}

int ZCALLBACK close_memory(void*, void* stream) {
  delete static_cast<Memory*>(stream);
  return 0;
}

int ZCALLBACK no_error(void*, void*) { return 0; }

std::string mb(std::uint64_t bytes) { return std::to_string(bytes >> 20) + " MB"; }

/// Archives name parts with either slash, and with a slash in front.
std::string part_name(std::string name) {
  std::replace(name.begin(), name.end(), '\\', '/');
  name.erase(0, name.find_first_not_of('/'));
  return name;
}

bool leads_out(std::string_view name) {
  if (name.size() > 1 && name[1] == ':') return true;  // C:
  while (!name.empty()) {
    const std::size_t end = std::min(name.find('/'), name.size());
    if (name.substr(0, end) == "..") return true;
    name.remove_prefix(std::min(end + 1, name.size()));
  }
  return false;
}

/// Written under Unix (the high byte of the version), with the mode of a symbolic link.
bool is_link(const unz_file_info64& entry) {
  return entry.version >> 8 == 3 && (entry.external_fa >> 16 & 0170000) == 0120000;
}

std::string lower(std::string_view name) {
  std::string out(name);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

}  // namespace

void Package::Close::operator()(void* zip) const { unzClose(zip); }
void Package::Close::operator()(libdeflate_decompressor* unpacker) const { libdeflate_free_decompressor(unpacker); }

void Package::fail(const std::string& en, const std::string& zh) const {
  throw fazhi::ParseError(name_ + " " + en, name_ + zh);
}

Package::Package(std::string_view bytes, std::string_view name, const Format& format, const Limits& limits,
                 fazhi::Context& ctx)
    : bytes_(bytes), name_(name), format_(format), limits_(limits), ctx_(ctx) {
  zlib_filefunc64_def io{};
  io.zopen64_file = open_memory;
  io.zread_file = read_memory;
  io.zwrite_file = write_nothing;
  io.ztell64_file = tell_memory;
  io.zseek64_file = seek_memory;
  io.zclose_file = close_memory;
  io.zerror_file = no_error;
  io.opaque = &bytes_;
  zip_.reset(unzOpen2_64("memory", &io));
  if (zip_ == nullptr)
    fail(std::string("is no whole ") + format_.file_en +
             ": the directory at its end is missing or damaged; copy or download it again",
         std::string("不是完整的") + format_.file_zh + "：末尾的目录缺失或损坏；请重新复制或下载");
  unz_global_info64 info{};
  unzGetGlobalInfo64(zip_.get(), &info);
  std::uint64_t count = 0;
  for (int status = unzGoToFirstFile(zip_.get()); status == UNZ_OK; status = unzGoToNextFile(zip_.get())) {
    if (++count > limits_.max_entries)
      fail("holds more than " + std::to_string(limits_.max_entries) +
               " parts (option max_entries); no report has so many",
           "所含部件超过" + std::to_string(limits_.max_entries) + "个（选项max_entries）；报告不会有这么多部件");
    if (count % 1024 == 0) ctx.check_cancelled();
    unz_file_info64 part{};
    char entry[512];
    if (unzGetCurrentFileInfo64(zip_.get(), &part, entry, sizeof entry - 1, nullptr, 0, nullptr, 0) != UNZ_OK ||
        part.size_filename >= sizeof entry - 1)
      continue;  // no part of a document has such a name
    entry[part.size_filename] = '\0';
    const std::string part_of = part_name(entry);
    if (leads_out(part_of))
      fail("has an entry whose name leads out of the file (" + part_of + "): it is not to be trusted",
           "含有路径越界的条目（" + part_of + "），文件不可信");
    if (is_link(part))
      fail("has an entry that is a link (" + part_of + "): it is not to be trusted",
           "含有符号链接条目（" + part_of + "），文件不可信");
    unz64_file_pos place{};
    unzGetFilePos64(zip_.get(), &place);
    // Of two parts of one name the first counts.
    entries_.emplace(part_of, Entry{place.pos_in_zip_directory, place.num_of_file, part.compressed_size,
                                    part.uncompressed_size, static_cast<std::uint32_t>(part.crc),
                                    static_cast<std::uint32_t>(part.compression_method), (part.flag & 1) != 0});
  }
}

std::string Package::find(std::string_view part) const {
  if (const auto at = entries_.find(part); at != entries_.end()) return at->first;
  if (any_case_.empty())
    for (const auto& [name, entry] : entries_) any_case_.emplace(lower(name), &name);
  const auto at = any_case_.find(lower(part));
  return at == any_case_.end() ? std::string() : *at->second;
}

std::string Package::read(const std::string& part) const {
  const auto at = entries_.find(part);
  if (at == entries_.end())
    fail("has no part " + part + ": it is no whole " + format_.file_en,
         "缺少部件" + part + "，不是完整的" + format_.file_zh);
  const Entry& e = at->second;
  if (e.encrypted)
    fail("is encrypted (part " + part + "); save it without a password",
         "已加密（部件" + part + "）；请另存为不加密的文件");
  if (e.size > limits_.max_part_bytes)
    fail("has a part " + part + " of " + mb(e.size) + ", over the limit of " + mb(limits_.max_part_bytes) +
             "; raise max_part_mb where the file is trusted",
         "的部件" + part + "为" + mb(e.size) + "，超过上限" + mb(limits_.max_part_bytes) +
             "；若文件可信，请调大max_part_mb");
  constexpr std::uint64_t harmless = 1 << 20;
  if (e.size > harmless && e.size / limits_.max_ratio > e.packed)
    fail("has a part " + part + " that unpacks to more than " + std::to_string(limits_.max_ratio) +
             " times its size: a ZIP bomb; raise max_ratio where the file is trusted",
         "的部件" + part + "解压后超过原大小的" + std::to_string(limits_.max_ratio) +
             "倍，疑为压缩炸弹；若文件可信，请调大max_ratio");
  if (e.method != 0 && e.method != 8)
    fail("has a part " + part + " packed by a method that such files do not use (" + std::to_string(e.method) +
             "); open it in " + format_.program_en + " and save it again",
         "的部件" + part + "采用此类文件不用的压缩方法（" + std::to_string(e.method) + "）；请用" + format_.program_zh +
             "打开后重新保存");
  total_ += e.size;
  if (total_ > limits_.max_total_bytes)
    fail(
        "unpacks to more than " + mb(limits_.max_total_bytes) + " in all; raise max_total_mb where the file is trusted",
        "解压后总量超过" + mb(limits_.max_total_bytes) + "；若文件可信，请调大max_total_mb");
  const std::string_view packed = packed_bytes(e);
  std::string out(static_cast<std::size_t>(e.size), '\0');
  bool whole = packed.size() == e.packed;
  if (whole && e.method == 0) {
    whole = e.size == e.packed;
    if (whole) out.assign(packed);
  } else if (whole) {
    if (unpacker_ == nullptr) unpacker_.reset(libdeflate_alloc_decompressor());
    // Given no place for the size, it fails where that is not what the directory claims.
    whole =
        unpacker_ != nullptr && libdeflate_deflate_decompress(unpacker_.get(), packed.data(), packed.size(), out.data(),
                                                              out.size(), nullptr) == LIBDEFLATE_SUCCESS;
  }
  ctx_.check_cancelled();
  const bool wrong_sum = whole && libdeflate_crc32(0, out.data(), out.size()) != e.checksum;
  if (!whole || wrong_sum)
    fail("has a damaged part " + part + (wrong_sum ? " (its checksum is wrong)" : "") + "; copy or download it again",
         "的部件" + part + "已损坏" + (wrong_sum ? "（校验和不符）" : "") + "；请重新复制或下载");
  return out;
}

std::string_view Package::packed_bytes(const Entry& e) const {
  unz64_file_pos place{e.position, e.number};
  int method = 0, level = 0;
  // Opened raw: minizip finds the bytes behind the part's own header and checks that against the directory.
  if (unzGoToFilePos64(zip_.get(), &place) != UNZ_OK || unzOpenCurrentFile2(zip_.get(), &method, &level, 1) != UNZ_OK)
    return {};
  const std::uint64_t at = unzGetCurrentFileZStreamPos64(zip_.get());
  unzCloseCurrentFile(zip_.get());
  if (at > bytes_.size() || e.packed > bytes_.size() - at) return {};
  return bytes_.substr(static_cast<std::size_t>(at), static_cast<std::size_t>(e.packed));
}

}  // namespace package
