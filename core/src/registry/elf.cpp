#include "registry/elf.hpp"

#include <elf.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstring>
#include <optional>
#include <string_view>

#include "fazhi/plugin_abi.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

#if __SIZEOF_POINTER__ == 8
using Header = Elf64_Ehdr;
using SectionHeader = Elf64_Shdr;
using ProgramHeader = Elf64_Phdr;
using Symbol = Elf64_Sym;
constexpr unsigned char own_class = ELFCLASS64;
#else
using Header = Elf32_Ehdr;
using SectionHeader = Elf32_Shdr;
using ProgramHeader = Elf32_Phdr;
using Symbol = Elf32_Sym;
constexpr unsigned char own_class = ELFCLASS32;
#endif

#if defined(__x86_64__)
constexpr int own_machine = EM_X86_64;
#elif defined(__aarch64__)
constexpr int own_machine = EM_AARCH64;
#elif defined(__riscv)
constexpr int own_machine = EM_RISCV;
#else
constexpr int own_machine = EM_NONE;
#endif

class File {
 public:
  explicit File(const std::string& path) : fd_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)) {
    if (fd_ < 0) error_ = errno;
    if (fd_ >= 0 && ::fstat(fd_, &stat_) != 0) error_ = errno;
  }
  ~File() {
    if (fd_ >= 0) ::close(fd_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  [[nodiscard]] int error() const { return error_; }
  [[nodiscard]] const struct stat& status() const { return stat_; }
  [[nodiscard]] bool holds(std::uint64_t offset, std::uint64_t size) const {
    const auto total = static_cast<std::uint64_t>(stat_.st_size);
    return offset <= total && size <= total - offset;
  }
  bool read(std::uint64_t offset, void* to, std::size_t size) const {
    if (!holds(offset, size)) return false;
    for (auto* at = static_cast<char*>(to); size > 0;) {
      const ssize_t n = ::pread(fd_, at, size, static_cast<off_t>(offset));
      if (n < 0 && errno == EINTR) continue;
      if (n <= 0) return false;
      at += n, offset += static_cast<std::uint64_t>(n), size -= static_cast<std::size_t>(n);
    }
    return true;
  }
  template <class T>
  std::optional<std::vector<T>> read_table(std::uint64_t offset, std::uint64_t bytes) const {
    if (!holds(offset, bytes) || bytes % sizeof(T) != 0) return std::nullopt;
    std::vector<T> out(static_cast<std::size_t>(bytes / sizeof(T)));
    if (!read(offset, out.data(), static_cast<std::size_t>(bytes))) return std::nullopt;
    return out;
  }

 private:
  int fd_;
  int error_ = 0;
  struct stat stat_{};
};

std::string_view name_at(const std::vector<char>& names, std::uint64_t offset) {
  if (offset >= names.size()) return {};
  return {names.data() + offset, ::strnlen(names.data() + offset, names.size() - offset)};
}

// Templates of the standard library are the same in every library built against the same one (the build tag sees to
// that).
bool is_of_std(std::string_view mangled) {
  if (!mangled.starts_with("_Z")) return false;
  mangled.remove_prefix(2);
  for (std::string_view prefix : {"GV", "TV", "TI", "TS"})
    if (mangled.starts_with(prefix)) mangled.remove_prefix(2);
  while (!mangled.empty() && (mangled[0] == 'Z' || mangled[0] == 'N' || mangled[0] == 'K')) mangled.remove_prefix(1);
  return mangled.starts_with("St") || mangled.starts_with("Sa") || mangled.starts_with("Ss") ||
         mangled.starts_with("Sb") || mangled.starts_with("Si") || mangled.starts_with("So") ||
         mangled.starts_with("Sd");
}

bool collect_unique(const File& file, const SectionHeader& symbols, const SectionHeader& strings, ElfLook& out) {
  const auto table = file.read_table<Symbol>(symbols.sh_offset, symbols.sh_size);
  const auto names = file.read_table<char>(strings.sh_offset, strings.sh_size);
  if (!table || !names) return false;
  for (const Symbol& s : *table) {
    if ((s.st_info >> 4) != STB_GNU_UNIQUE || s.st_shndx == SHN_UNDEF) continue;
    const std::string_view name = name_at(*names, s.st_name);
    if (!is_of_std(name)) out.unique_symbols.emplace_back(name);
  }
  return true;
}

// The loader maps what the program headers say and would die of SIGBUS behind the end of the file.
bool segments_are_whole(const File& file, const Header& header) {
  if (header.e_phnum == 0 || header.e_phentsize != sizeof(ProgramHeader)) return false;
  const auto segments =
      file.read_table<ProgramHeader>(header.e_phoff, std::uint64_t{header.e_phnum} * sizeof(ProgramHeader));
  if (!segments) return false;
  bool loads = false;
  for (const ProgramHeader& p : *segments) {
    if (p.p_type != PT_LOAD && p.p_type != PT_DYNAMIC) continue;
    if (!file.holds(p.p_offset, p.p_filesz)) return false;
    loads = loads || p.p_type == PT_LOAD;
  }
  return loads;
}

bool read_sections(const File& file, const Header& header, ElfLook& out) {
  // A file without section headers is a library that the loader takes, but cannot be one of our plugins.
  if (header.e_shnum == 0) return true;
  if (header.e_shentsize != sizeof(SectionHeader) || header.e_shstrndx >= header.e_shnum) return false;
  const auto sections =
      file.read_table<SectionHeader>(header.e_shoff, std::uint64_t{header.e_shnum} * sizeof(SectionHeader));
  if (!sections) return false;
  const SectionHeader* dynamic_symbols = nullptr;
  for (const SectionHeader& s : *sections) {
    if (s.sh_type != SHT_NOBITS && s.sh_type != SHT_NULL && !file.holds(s.sh_offset, s.sh_size)) return false;
    if ((s.sh_type == SHT_DYNSYM || s.sh_type == SHT_SYMTAB) && (s.sh_size == 0 || s.sh_size % sizeof(Symbol) != 0))
      return false;
    if (s.sh_type == SHT_DYNSYM) dynamic_symbols = &s;
  }
  const SectionHeader& names_header = (*sections)[header.e_shstrndx];
  if (names_header.sh_type != SHT_STRTAB) return false;
  const auto names = file.read_table<char>(names_header.sh_offset, names_header.sh_size);
  if (!names || names->empty() || names->back() != '\0') return false;
  for (const SectionHeader& s : *sections) {
    if (s.sh_name >= names->size()) return false;
    out.has_plugin_section = out.has_plugin_section || name_at(*names, s.sh_name) == FAZHI_PLUGIN_SECTION;
  }
  if (dynamic_symbols == nullptr) return true;
  if (dynamic_symbols->sh_link >= sections->size()) return false;
  return collect_unique(file, *dynamic_symbols, (*sections)[dynamic_symbols->sh_link], out);
}

}  // namespace

ElfLook look_at_library(const std::string& path) {
  using Verdict = ElfLook::Verdict;
  ElfLook out;
  const File file(path);
  // A socket cannot be opened at all.
  if (file.error() == ENXIO) return out.verdict = Verdict::not_regular, out;
  if (file.error() != 0) return out.verdict = Verdict::missing, out.error_number = file.error(), out;
  if (!S_ISREG(file.status().st_mode)) return out.verdict = Verdict::not_regular, out;
  out.others_may_write = (file.status().st_mode & S_IWOTH) != 0;
  Header header{};
  unsigned char ident[EI_NIDENT] = {};
  if (!file.read(0, ident, sizeof ident) || std::memcmp(ident, ELFMAG, SELFMAG) != 0)
    return out.verdict = Verdict::not_library, out;
  const unsigned char own_data = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? ELFDATA2LSB : ELFDATA2MSB;
  if (ident[EI_CLASS] != own_class || ident[EI_DATA] != own_data) return out.verdict = Verdict::other_machine, out;
  if (!file.read(0, &header, sizeof header)) return out.verdict = Verdict::truncated, out;
  if (own_machine != EM_NONE && header.e_machine != own_machine) return out.verdict = Verdict::other_machine, out;
  if (header.e_type != ET_DYN) return out.verdict = Verdict::not_library, out;
  out.verdict =
      segments_are_whole(file, header) && read_sections(file, header, out) ? Verdict::library : Verdict::truncated;
  return out;
}

}  // namespace detail
FAZHI_NAMESPACE_END
