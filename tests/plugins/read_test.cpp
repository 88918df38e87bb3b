// Choosing an importer: by content, not by the ending of the name; one that fails on a look does not keep others from
// reading.
#include <gtest/gtest.h>
#include <sys/mman.h>

#include "host.hpp"

using namespace fazhi;

namespace {

std::vector<std::string> messages;

void keep(LogLevel, const char*, const char* message, void*) { messages.emplace_back(message); }

class Logged {
 public:
  Logged() {
    messages.clear();
    set_log_handler(keep, nullptr);
  }
  Logged(const Logged&) = delete;
  Logged& operator=(const Logged&) = delete;
  ~Logged() { set_log_handler(nullptr, nullptr); }
  [[nodiscard]] static bool says(const std::string& part) {
    return std::any_of(messages.begin(), messages.end(),
                       [&](const std::string& m) { return m.find(part) != std::string::npos; });
  }
};

constexpr std::string_view text = "青石镇2023年度法治政府建设情况报告\n\n一、主要举措\n开展学法3次。\n";

}  // namespace

TEST(Read, WrongEndingIsReadByContentAndLogged) {
  const Logged log;
  Registry registry;
  Context ctx;
  EXPECT_EQ(registry.read({text, "report.docx", ".docx"}, {}, {}, ctx).importer(), "text");
  EXPECT_TRUE(log.says("is named .docx, but its content is text"));
}

TEST(Read, BrokenProbeIsLoggedAndPassedOver) {
  const Logged log;
  Registry registry;
  Context ctx;
  registry.load_file(test::fixture("throwing_probe"));
  EXPECT_EQ(registry.read({text, "report.txt", ".txt"}, {}, {}, ctx).importer(), "text");
  EXPECT_TRUE(log.says("failed in probe: the probe is broken"));
  try {
    static_cast<void>(registry.read({text, "report.txt", ".txt"}, "throwing_probe", {}, ctx));
    FAIL() << "it gives an empty report";
  } catch (const PluginError& e) {
    EXPECT_EQ(e.stage(), "read");
  }
}

TEST(Read, NothingToReadIsSaid) {
  Registry registry;
  Context ctx;
  EXPECT_THROW(static_cast<void>(registry.read({"", "empty.txt", ".txt"}, {}, {}, ctx)), ParseError);
  EXPECT_THROW(static_cast<void>(registry.read({std::string_view("\0\1\2\3", 4), "a.bin", ".bin"}, {}, {}, ctx)),
               ParseError);
}

TEST(Read, MoreThanCanBeCountedIsRefusedUnread) {
  Registry registry;
  Context ctx;
  // Address space without memory behind it: whoever looked into it would be ended.
  constexpr std::size_t size = (std::size_t{1} << 32) + 10;
  void* const space = ::mmap(nullptr, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  ASSERT_NE(space, MAP_FAILED);
  try {
    static_cast<void>(registry.read({{static_cast<const char*>(space), size}, "vast.txt", ".txt"}, {}, {}, ctx));
    ADD_FAILURE() << "read";
  } catch (const ParseError& e) {
    EXPECT_NE(std::string(e.what()).find("vast.txt: a text of 4294967306 bytes"), std::string::npos) << e.what();
    EXPECT_NE(e.message_zh().find("4 GiB"), std::string::npos);
  }
  ::munmap(space, size);
}

TEST(Read, OptionsAreThoseOfTheChosenImporter) {
  Registry registry;
  Context ctx;
  Options options;
  options.set("no_such_option", "1");
  EXPECT_THROW(static_cast<void>(registry.read({text, "report.txt", ".txt"}, {}, options, ctx)), OptionError);
}
