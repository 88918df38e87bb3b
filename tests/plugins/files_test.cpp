// Reading files and writing them: clear errors, all files together or none, nothing outside the folder.
#include <dlfcn.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>

#include "host.hpp"

using namespace fazhi;

namespace {

std::atomic<bool> hard_links{true};

/// A file system such as exFAT while it lives.
struct NoHardLinks {
  NoHardLinks() { hard_links = false; }
  NoHardLinks(const NoHardLinks&) = delete;
  NoHardLinks& operator=(const NoHardLinks&) = delete;
  ~NoHardLinks() { hard_links = true; }
};

}  // namespace

// The program's own link() is found before the C library's.
extern "C" __attribute__((visibility("default"))) int link(const char* from, const char* to) noexcept {
  if (!hard_links) return errno = EPERM, -1;
  static const auto real = reinterpret_cast<int (*)(const char*, const char*)>(::dlsym(RTLD_NEXT, "link"));
  return real(from, to);
}

namespace {

int errno_of(auto&& f) {
  try {
    f();
  } catch (const IoError& e) {
    EXPECT_FALSE(e.message_zh().empty());
    return e.error_number();
  }
  return -1;
}

class Stopping final : public Context {
 public:
  bool cancelled() override { return true; }
};

}  // namespace

TEST(ReadFile, GivesTheBytes) {
  const test::Folder folder;
  Context ctx;
  const std::string bytes("a\0b\n", 4);
  test::write(folder / "a", bytes);
  EXPECT_EQ(read_file(folder / "a", default_max_bytes, ctx), bytes);
  test::write(folder / "empty", "");
  EXPECT_EQ(read_file(folder / "empty", default_max_bytes, ctx), "");
  EXPECT_FALSE(read_file("/proc/self/status", default_max_bytes, ctx).empty()) << "a file whose size says 0";
}

TEST(ReadFile, SaysWhatIsWrong) {
  const test::Folder folder;
  Context ctx;
  ASSERT_EQ(::mkfifo((folder / "fifo").c_str(), 0600), 0);
  test::write(folder / "secret", "x");
  ASSERT_EQ(::chmod((folder / "secret").c_str(), 0), 0);
  const auto read = [&](const std::string& path) { return errno_of([&] { read_file(path, default_max_bytes, ctx); }); };
  EXPECT_EQ(read(folder / "nothing"), ENOENT);
  EXPECT_EQ(read(folder.path()), EISDIR);
  EXPECT_EQ(read(folder / "fifo"), EINVAL);
  EXPECT_EQ(read("/dev/zero"), EINVAL);
  EXPECT_EQ(read(std::string("a\0b", 3)), EINVAL);
  if (::geteuid() != 0) {
    EXPECT_EQ(read(folder / "secret"), EACCES);
  }
}

TEST(ReadFile, LimitNamesTheOption) {
  const test::Folder folder;
  Context ctx;
  test::write(folder / "a", std::string(1000, 'x'));
  EXPECT_EQ(read_file(folder / "a", 1000, ctx).size(), 1000u);
  try {
    read_file(folder / "a", 999, ctx);
    FAIL();
  } catch (const ParseError& e) {
    EXPECT_NE(std::string(e.what()).find("max_bytes"), std::string::npos);
    EXPECT_NE(std::string(e.what()).find("999 bytes"), std::string::npos);
  }
}

TEST(ReadFile, Stops) {
  const test::Folder folder;
  test::write(folder / "a", std::string(40u << 20, 'x'));
  Stopping ctx;
  EXPECT_THROW(read_file(folder / "a", default_max_bytes, ctx), Cancelled);
}

TEST(FileSink, NothingIsSeenBeforeTheEnd) {
  const test::Folder folder;
  FileSink sink(folder / "a.txt");
  sink.write("one");
  sink.open("b.txt");
  sink.write("two");
  EXPECT_FALSE(test::fs::exists(folder / "a.txt"));
  EXPECT_FALSE(test::fs::exists(folder / "b.txt"));
  EXPECT_EQ(sink.commit(), (std::vector<std::string>{folder / "a.txt", folder / "b.txt"}));
  EXPECT_EQ(test::content(folder / "a.txt"), "one");
  EXPECT_EQ(test::content(folder / "b.txt"), "two");
  EXPECT_EQ(folder.count(), 2u);
}

TEST(FileSink, WithoutCommitTheOldFilesStay) {
  const test::Folder folder;
  test::write(folder / "a.txt", "old");
  {
    FileSink sink(folder / "a.txt");
    sink.write(std::string(1u << 20, 'x'));
    sink.open("new/b.txt");
    sink.write("two");
  }
  EXPECT_EQ(test::content(folder / "a.txt"), "old");
  EXPECT_EQ(folder.count(), 1u);
}

TEST(FileSink, FailingRenameTakesTheOthersBack) {
  const test::Folder folder;
  test::write(folder / "a.txt", "old");
  FileSink sink(folder / "a.txt");
  sink.write("new");
  sink.open("b.txt");
  sink.write("two");
  // A folder has come to stand where the second file is to go.
  ASSERT_EQ(::mkdir((folder / "b.txt").c_str(), 0700), 0);
  EXPECT_THROW(sink.commit(), IoError);
  EXPECT_EQ(test::content(folder / "a.txt"), "old");
  EXPECT_EQ(folder.count(), 2u);
}

TEST(FileSink, WithoutHardLinksTheOldFilesComeBackToo) {
  const test::Folder folder;
  for (const char* name : {"a.txt", "c.txt"}) test::write(folder / name, std::string("old ") + name);
  FileSink sink(folder / "a.txt");
  sink.write("new");
  sink.open("c.txt");
  sink.write("new");
  sink.open("b.txt");
  sink.write("two");
  ASSERT_EQ(::mkdir((folder / "b.txt").c_str(), 0700), 0);
  const NoHardLinks none;
  EXPECT_THROW(sink.commit(), IoError);
  EXPECT_EQ(test::content(folder / "a.txt"), "old a.txt");
  EXPECT_EQ(test::content(folder / "c.txt"), "old c.txt");
  EXPECT_EQ(folder.count(), 3u);
}

TEST(FileSink, WithoutHardLinksSeveralFilesAreReplaced) {
  const test::Folder folder;
  test::write(folder / "b.txt", "old");
  FileSink sink(folder / "a.txt");
  sink.write("1");
  sink.open("b.txt");
  sink.write("2");
  const NoHardLinks none;
  sink.commit();
  EXPECT_EQ(test::content(folder / "b.txt"), "2");
  EXPECT_EQ(folder.count(), 2u);
}

TEST(FileSink, ComesBackToAFile) {
  const test::Folder folder;
  FileSink sink(folder / "a.txt");
  sink.write("1");
  sink.open("b.txt");
  sink.write("2");
  sink.open("a.txt");
  sink.write("3");
  sink.open("b.txt");
  sink.write("4");
  sink.commit();
  EXPECT_EQ(test::content(folder / "a.txt"), "13");
  EXPECT_EQ(test::content(folder / "b.txt"), "24");
}

TEST(FileSink, UnusedNamedFileIsNotMade) {
  const test::Folder folder;
  FileSink sink(folder / "a.csv");
  sink.open("figures.csv");
  sink.write("x");
  EXPECT_EQ(sink.commit(), std::vector<std::string>{folder / "figures.csv"});
  EXPECT_EQ(folder.count(), 1u);
}

TEST(FileSink, EmptyExportIsAnEmptyFile) {
  const test::Folder folder;
  FileSink sink(folder / "a.txt");
  sink.commit();
  EXPECT_EQ(test::content(folder / "a.txt"), "");
  EXPECT_EQ(folder.count(), 1u);
}

TEST(FileSink, StaysInItsFolder) {
  const test::Folder folder;
  ASSERT_EQ(::mkdir((folder / "inside").c_str(), 0700), 0);
  test::fs::create_directory_symlink("..", folder / "inside/link");
  FileSink sink(folder / "inside/a.txt");
  for (const char* name :
       {"../b.txt", "/tmp/b.txt", "", ".", "..", "x/../../b.txt", "x//b.txt", "x/", "link/b.txt", "..\\b.txt"})
    EXPECT_THROW(sink.open(name), IoError) << name;
  EXPECT_THROW(sink.open(std::string_view("a\0b", 3)), IoError);
  sink.open("sub/folder/b.txt");
  sink.write("x");
  sink.commit();
  EXPECT_EQ(test::content(folder / "inside/sub/folder/b.txt"), "x");
}

TEST(FileSink, RefusesWhatIsNoFile) {
  const test::Folder folder;
  EXPECT_EQ(errno_of([&] { FileSink sink(folder.path()); }), EISDIR);
  EXPECT_EQ(errno_of([&] { FileSink sink(folder / "none/a.txt"); }), ENOENT);
  EXPECT_EQ(errno_of([&] { FileSink sink("/dev/null"); }), EINVAL);
  EXPECT_EQ(errno_of([&] { FileSink sink(""); }), EINVAL);
}

TEST(FileSink, KeepsPermissionsAndLinks) {
  const test::Folder folder;
  test::write(folder / "real.txt", "old");
  ASSERT_EQ(::chmod((folder / "real.txt").c_str(), 0640), 0);
  test::fs::create_symlink("real.txt", folder / "link.txt");
  FileSink sink(folder / "link.txt");
  sink.write("new");
  sink.commit();
  EXPECT_TRUE(test::fs::is_symlink(folder / "link.txt"));
  EXPECT_EQ(test::content(folder / "real.txt"), "new");
  struct stat status{};
  ASSERT_EQ(::stat((folder / "real.txt").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0640u);
}

TEST(FileSink, FollowsALinkToAFileThatIsYetToBe) {
  const test::Folder folder;
  test::fs::create_directory(folder / "results");
  test::fs::create_symlink("results/step", folder / "link.txt");
  test::fs::create_symlink("made.txt", folder / "results/step");
  test::fs::create_symlink("loop.txt", folder / "loop.txt");
  FileSink sink(folder / "link.txt");
  sink.write("new");
  sink.commit();
  EXPECT_TRUE(test::fs::is_symlink(folder / "link.txt"));
  EXPECT_EQ(test::content(folder / "results/made.txt"), "new");
  EXPECT_EQ(errno_of([&] { FileSink loop(folder / "loop.txt"); }), ELOOP);
}

TEST(FileSink, FinishedIsFinished) {
  const test::Folder folder;
  FileSink sink(folder / "a.txt");
  sink.commit();
  EXPECT_THROW(sink.write("x"), IoError);
  EXPECT_THROW(sink.open("b.txt"), IoError);
  EXPECT_THROW(sink.commit(), IoError);
}

TEST(FileSink, ThousandsOfFilesNeedFewDescriptors) {
  const test::Folder folder;
  FileSink sink(folder / "index.txt");
  for (int i = 0; i < 2000; ++i) {
    sink.open("part" + std::to_string(i) + ".txt");
    sink.write("x");
  }
  EXPECT_EQ(sink.commit().size(), 2000u);
  EXPECT_EQ(folder.count(), 2000u);
}

TEST(MemorySink, KeepsFilesInOrder) {
  MemorySink sink;
  sink.write("1");
  sink.open("b.txt");
  sink.write("2");
  EXPECT_THROW(sink.open("../c.txt"), IoError);
  ASSERT_EQ(sink.files().size(), 2u);
  EXPECT_EQ(sink.files()[0], (std::pair<std::string, std::string>{"", "1"}));
  EXPECT_EQ(sink.files()[1], (std::pair<std::string, std::string>{"b.txt", "2"}));
}
