// Choosing an importer: by content, not by the ending of the name; one that fails on a look does not keep others from
// reading.
#include <gtest/gtest.h>

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
  EXPECT_TRUE(log.says("although it is named .docx"));
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

TEST(Read, OptionsAreThoseOfTheChosenImporter) {
  Registry registry;
  Context ctx;
  Options options;
  options.set("no_such_option", "1");
  EXPECT_THROW(static_cast<void>(registry.read({text, "report.txt", ".txt"}, {}, options, ctx)), OptionError);
}
