// The load gate: every broken plugin is listed with status, reason and remedy, asking for it prints the reason, nothing
// crashes.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "host.hpp"

using namespace fazhi;

namespace {

struct Broken {
  const char* file;
  PluginStatus status;
  const char* reason;  ///< part of the English sentence
  const char* reason_zh;
  bool loads_later = false;  ///< passes the gate; what is wrong shows when it is used
};

void PrintTo(const Broken& b, std::ostream* out) { *out << b.file; }

std::string message_of(auto&& f) {
  try {
    f();
  } catch (const PluginError& e) {
    return e.what();
  }
  return "no PluginError";
}

class Gate : public testing::TestWithParam<Broken> {};

}  // namespace

TEST_P(Gate, ListsReasonAndRemedy) {
  const Broken& broken = GetParam();
  Registry registry;
  const auto rows = registry.load_file(test::fixture(broken.file));
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].status, broken.status);
  EXPECT_NE(rows[0].reason_en.find(broken.reason), std::string::npos) << rows[0].reason_en;
  EXPECT_NE(rows[0].reason_zh.find(broken.reason_zh), std::string::npos) << rows[0].reason_zh;
  EXPECT_FALSE(rows[0].remedy_en.empty());
  EXPECT_FALSE(rows[0].remedy_zh.empty());
  EXPECT_EQ(rows[0].rank, PluginRank::named);
  EXPECT_EQ(rows[0].path, test::fixture(broken.file));
  const auto all = registry.list();
  EXPECT_TRUE(std::any_of(all.begin(), all.end(),
                          [&](const PluginInfo& i) { return i.path == rows[0].path && i.status == broken.status; }));
}

TEST_P(Gate, AskingForTheNamePrintsTheReason) {
  const Broken& broken = GetParam();
  Registry registry;
  registry.load_file(test::fixture(broken.file));
  const std::string by_name = message_of([&] { registry.exporter(broken.file); });
  EXPECT_NE(by_name.find(broken.reason), std::string::npos) << by_name;
  EXPECT_NE(by_name.find(test::fixture(broken.file)), std::string::npos) << by_name;
  const std::string by_path = message_of([&] { registry.exporter(test::fixture(broken.file)); });
  EXPECT_NE(by_path.find(broken.reason), std::string::npos) << by_path;
}

INSTANTIATE_TEST_SUITE_P(
    Broken, Gate,
    testing::Values(Broken{"not_a_library", PluginStatus::failed, "not a shared library", "不是动态库"},
                    Broken{"no_alias", PluginStatus::incompatible, "no fazhi plugin", "不是fazhi插件"},
                    Broken{"other_section", PluginStatus::incompatible, "exports no alias", "没有导出别名"},
                    Broken{"wrong_abi", PluginStatus::incompatible, "built for plugin ABI 9.0", "插件ABI为9.0"},
                    Broken{"newer_abi", PluginStatus::incompatible, "built for plugin ABI 0.99", "插件ABI为0.99"},
                    Broken{"wrong_tag", PluginStatus::incompatible, "its build tag is 'libstdc++-cxx11abi0-debug-ptr8'",
                           "编译标记"},
                    Broken{"small_descriptor", PluginStatus::incompatible, "its size is 16 bytes", "大小为16字节"},
                    Broken{"second_core", PluginStatus::incompatible, "a second copy of libfazhi", "另一份libfazhi"},
#if defined(__GNUC__) && !defined(__clang__)
                    Broken{"unique_symbols", PluginStatus::incompatible, "brief::", "唯一的符号"},
#endif
                    Broken{"missing_symbol", PluginStatus::failed,
                           "undefined symbol: _Z29fazhi_fixture_defined_nowherev", "加载失败"},
                    Broken{"missing_dependency", PluginStatus::failed,
                           "libfazhi_fixture_gone.so: cannot open shared object file", "加载失败"},
                    Broken{"does_not_exist", PluginStatus::failed, "No such file or directory", "无法打开"}),
    [](const auto& broken) { return std::string(broken.param.file); });

TEST(Gate, FifoSocketFolderAndDeviceAreRefusedAtOnce) {
  const test::Folder folder;
  ASSERT_EQ(::mkfifo((folder / "fifo.so").c_str(), 0600), 0);
  ASSERT_EQ(::mkdir((folder / "folder.so").c_str(), 0700), 0);
  Registry registry;
  for (const std::string& path : {folder / "fifo.so", folder / "folder.so", std::string("/dev/zero"), folder.path()}) {
    const auto rows = registry.load_file(path);
    ASSERT_EQ(rows.size(), 1u) << path;
    EXPECT_EQ(rows[0].status, PluginStatus::failed) << path;
    EXPECT_NE(rows[0].reason_en.find("not a regular file"), std::string::npos) << rows[0].reason_en;
    EXPECT_NE(message_of([&] { registry.exporter(path); }).find("not a regular file"), std::string::npos);
  }
  EXPECT_NE(message_of([&] { registry.exporter("fifo"); }).find("not a regular file"), std::string::npos);
}

TEST(Gate, EveryTruncationIsRefused) {
  const test::Folder folder;
  const std::string whole = test::content(test::fixture("good"));
  ASSERT_GT(whole.size(), 1000u);
  Registry registry;
  const std::string path = folder / "cut.so";
  const std::size_t step = std::max<std::size_t>(1, whole.size() / 100);
  for (std::size_t size = 0; size < whole.size(); size += size < 100 ? 1 : step) {
    test::write(path, std::string_view(whole).substr(0, size));
    const auto rows = registry.load_file(path);
    ASSERT_EQ(rows.size(), 1u) << size;
    ASSERT_EQ(rows[0].status, PluginStatus::failed) << size;
  }
}

TEST(Gate, NothingIsLoadedBeforeItsNumberIsRight) {
  Registry registry;
  registry.load_file(test::fixture("wrong_abi"));
  EXPECT_EQ(test::content("/proc/self/maps").find("wrong_abi.so"), std::string::npos);
}

TEST(Gate, GoodPluginIsAvailableAndNotMadeByListing) {
  Registry registry;
  const auto rows = registry.load_file(test::fixture("throwing_factory"));
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].status, PluginStatus::available);
  const auto good = registry.load_file(test::fixture("good"));
  ASSERT_EQ(good.size(), 1u);
  EXPECT_EQ(good[0].status, PluginStatus::available);
  EXPECT_EQ(good[0].id, "org.example.good");
  EXPECT_EQ(good[0].version, "1.2.3");
  EXPECT_EQ(good[0].title_en, "Good plugin");
  EXPECT_EQ(good[0].title_zh, "好插件");
  EXPECT_EQ(good[0].suffixes, std::vector<std::string>{".good"});
  ASSERT_EQ(good[0].options.size(), 5u);
  EXPECT_EQ(good[0].options[4].default_value, "a,b");
  registry.exporter("good");
  EXPECT_EQ(registry.info(PluginKind::exporter, "good").status, PluginStatus::loaded);
}

TEST(Gate, ThrowingFactoryFailsAtFirstUseAndSaysSoEverAfter) {
  Registry registry;
  registry.load_file(test::fixture("throwing_factory"));
  for (int time = 0; time < 2; ++time) {
    try {
      registry.exporter("throwing_factory");
      FAIL();
    } catch (const PluginError& e) {
      EXPECT_NE(std::string(e.what()).find("no licence file"), std::string::npos) << e.what();
      EXPECT_EQ(e.stage(), "create");
      EXPECT_EQ(e.plugin(), "throwing_factory");
      EXPECT_EQ(e.path(), test::fixture("throwing_factory"));
    }
  }
  const auto rows = registry.load_file(test::fixture("throwing_factory"));
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].status, PluginStatus::failed);
  EXPECT_NE(rows[0].reason_en.find("no licence file"), std::string::npos);
  EXPECT_FALSE(rows[0].remedy_en.empty());
}

TEST(Gate, ThrowingWriteIsAPluginErrorAndLeavesNothing) {
  const test::Folder folder;
  Registry registry;
  Context ctx;
  registry.load_file(test::fixture("throwing_write"));
  const Assessment a = test::assessment(registry);
  const auto write = [&](const char* name) {
    SingleSource source(a);
    FileSink sink(folder / "out.txt");
    registry.export_to(source, name, sink, {}, ctx);
    sink.commit();
  };
  EXPECT_NE(message_of([&] { write("throwing_write"); }).find("failed in write: the template is broken"),
            std::string::npos);
  EXPECT_NE(message_of([&] { write("throwing_oddly"); }).find("no std::exception"), std::string::npos);
  EXPECT_THROW(write("cancelling"), Cancelled);
  EXPECT_EQ(folder.count(), 0u);
}

TEST(Gate, CauseOfAPluginErrorIsNested) {
  Registry registry;
  Context ctx;
  registry.load_file(test::fixture("throwing_write"));
  SingleSource source(test::assessment(registry));
  MemorySink sink;
  try {
    registry.export_to(source, "throwing_write", sink, {}, ctx);
    FAIL();
  } catch (const PluginError& e) {
    EXPECT_THROW(std::rethrow_if_nested(e), std::runtime_error);
  }
}

TEST(Gate, BrokenDeclarationsAreRowsOfTheirOwn) {
  Registry registry;
  const auto rows = registry.load_file(test::fixture("bad_info"));
  ASSERT_EQ(rows.size(), 5u);
  for (const PluginInfo& row : rows)
    EXPECT_EQ(row.status, row.name == "right_beside_them" ? PluginStatus::available : PluginStatus::incompatible)
        << row.name;
  EXPECT_NE(message_of([&] { registry.exporter("bad_key"); }).find("did you mean 'suffixes'"), std::string::npos);
  EXPECT_NE(message_of([&] { registry.exporter("bad_default"); }).find("'top' must be at least 1"), std::string::npos);
}

TEST(Gate, UnknownNameSuggestsTheNearest) {
  Registry registry;
  registry.load_file(test::fixture("good"));
  EXPECT_NE(message_of([&] { registry.exporter("goood"); }).find("did you mean 'good'?"), std::string::npos);
  EXPECT_NE(message_of([&] { registry.importer("good"); }).find("there is an exporter of that name"),
            std::string::npos);
}
