// The look at a library's file takes whatever bytes it is given.
#include "registry/elf.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <boost/dll/library_info.hpp>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <random>

namespace {

using fazhi::detail::ElfLook;
using fazhi::detail::look_at_library;

std::string own_bytes() {
  std::ifstream in("/proc/self/exe", std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

class Scratch {
 public:
  Scratch() {
    char name[] = "/tmp/fazhi-elf-XXXXXX";
    ::close(::mkstemp(name));
    path_ = name;
  }
  ~Scratch() { std::remove(path_.c_str()); }
  void write(std::string_view bytes) const {
    std::ofstream out(path_, std::ios::binary);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  }
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace

TEST(Elf, WholeFileIsALibrary) {
  const ElfLook look = look_at_library("/proc/self/exe");
  EXPECT_EQ(look.verdict, ElfLook::Verdict::library);
  EXPECT_FALSE(look.has_plugin_section);
}

TEST(Elf, OtherFilesAreNot) {
  const Scratch file;
  EXPECT_EQ(look_at_library(file.path()).verdict, ElfLook::Verdict::not_library);
  file.write(
      "\x7f"
      "ELF");
  EXPECT_NE(look_at_library(file.path()).verdict, ElfLook::Verdict::library);
  EXPECT_EQ(look_at_library("/tmp").verdict, ElfLook::Verdict::not_regular);
  EXPECT_EQ(look_at_library("/dev/zero").verdict, ElfLook::Verdict::not_regular);
  EXPECT_EQ(look_at_library("/none").verdict, ElfLook::Verdict::missing);
}

TEST(Elf, RandomDamageIsSurvivedHereAndByTheReaderOfAliases) {
  // Headers in front, their tables at the end: damage falls where it hurts. A small file keeps the test quick.
  std::string whole = own_bytes();
  const Scratch file;
  std::minstd_rand random(1);
  std::uint64_t section_table = 0;
  std::copy_n(whole.data() + 0x28, sizeof section_table, reinterpret_cast<char*>(&section_table));
  ASSERT_LT(section_table, whole.size());
  file.write(whole);
  std::fstream patch(file.path(), std::ios::in | std::ios::out | std::ios::binary);
  for (int round = 0; round < 400; ++round) {
    std::vector<std::pair<std::size_t, char>> undo;
    for (int n = 0; n < 3; ++n) {
      const std::size_t at =
          random() % 2 == 0 ? random() % 0x400 : section_table + random() % (whole.size() - section_table);
      undo.emplace_back(at, whole[at]);
      patch.seekp(static_cast<std::streamoff>(at)).put(static_cast<char>(random() % 3 == 0 ? 0xFF : random()));
    }
    patch.flush();
    const ElfLook look = look_at_library(file.path());
    if (look.verdict == ElfLook::Verdict::library) {
      try {
        static_cast<void>(boost::dll::library_info(file.path()).symbols("fazhi"));
      } catch (const std::exception&) {
      }
    }
    for (auto [at, byte] : undo) patch.seekp(static_cast<std::streamoff>(at)).put(byte);
  }
}
