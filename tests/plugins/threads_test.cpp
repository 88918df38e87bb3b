// One registry, many threads: first use, assessments, exports, registering, listing. Run under TSan too.
#include <gtest/gtest.h>

#include <atomic>
#include <mutex>
#include <thread>

#include "fazhi/json.hpp"
#include "host.hpp"

using namespace fazhi;

namespace {

void in_threads(int count, auto&& f) {
  std::vector<std::thread> threads;
  for (int i = 0; i < count; ++i) threads.emplace_back([&f, i] { f(i); });
  for (std::thread& t : threads) t.join();
}

class Fixed final : public Exporter {
 public:
  void write(AssessmentSource&, Sink& out, const Options&, Context&) const override { out.write("fixed"); }
};

}  // namespace

TEST(Threads, FirstUseOfOneRegistryByMany) {
  for (int round = 0; round < 5; ++round) {
    Registry registry;
    registry.load_file(test::fixture("good"));
    const Report report = test::report();
    std::vector<std::string> json(8), text(8);
    in_threads(8, [&](int i) {
      Context ctx;
      const Assessment a = registry.assess(report, {}, ctx);
      json[static_cast<std::size_t>(i)] = to_json(a);
      SingleSource source(a);
      MemorySink sink;
      registry.export_to(source, "good", sink, {}, ctx);
      text[static_cast<std::size_t>(i)] = sink.files()[0].second;
    });
    for (std::size_t i = 1; i < 8; ++i) {
      EXPECT_EQ(json[i], json[0]);
      EXPECT_EQ(text[i], text[0]);
    }
    EXPECT_EQ(text[0], "hello 5.\n- a\n- b\n");
  }
}

TEST(Threads, OneFileLoadedByManyAtOnceStandsOnce) {
  for (int round = 0; round < 10; ++round) {
    Registry registry;
    in_threads(4, [&](int) {
      for (const PluginInfo& row : registry.load_file(test::fixture("good")))
        EXPECT_EQ(row.status, PluginStatus::available) << row.reason_en;
    });
    const auto rows = registry.list();
    EXPECT_EQ(std::count_if(rows.begin(), rows.end(), [](const auto& r) { return r.name == "good"; }), 1);
  }
}

TEST(Threads, OneNameTakenByTwoAtOnceStandsOnce) {
  Registry registry;
  // The gap that this looks for is short: about one round in two hundred fell into it.
  for (int round = 0; round < 1000; ++round) {
    std::atomic<int> ready{0};
    in_threads(2, [&](int) {
      PluginInfo info;
      info.name = "fixed";
      const auto plugin = std::make_shared<Fixed>();
      ++ready;
      while (ready < 2) std::this_thread::yield();
      registry.add(info, plugin);
    });
    ASSERT_TRUE(registry.remove(PluginKind::exporter, "fixed"));
    ASSERT_FALSE(registry.remove(PluginKind::exporter, "fixed")) << "stood twice, and neither could be used";
  }
}

TEST(Threads, RegisteringAndListingWhileOthersWork) {
  Registry registry;
  const Report report = test::report();
  std::atomic<bool> stop{false};
  std::thread changing([&] {
    while (!stop) {
      PluginInfo info;
      info.name = "fixed";
      registry.add(info, std::make_shared<Fixed>());
      static_cast<void>(registry.list());
      static_cast<void>(registry.rules());
      registry.load_file(test::fixture("good"));
      registry.load_file(test::fixture("wrong_abi"));
      registry.remove(PluginKind::exporter, "fixed");
    }
  });
  in_threads(4, [&](int) {
    Context ctx;
    for (int n = 0; n < 20; ++n) {
      const Assessment a = registry.assess(report, {}, ctx);
      SingleSource source(a);
      MemorySink sink;
      try {
        registry.export_to(source, "fixed", sink, {}, ctx);
      } catch (const PluginError& e) {
        EXPECT_EQ(e.stage(), "find");
      }
    }
  });
  stop = true;
  changing.join();
}

TEST(Threads, SinksOfOneFolderDoNotMeet) {
  const test::Folder folder;
  in_threads(8, [&](int i) {
    for (int n = 0; n < 20; ++n) {
      FileSink sink(folder / ("f" + std::to_string(i % 2) + ".txt"));
      sink.write(std::string(1000, static_cast<char>('a' + i)));
      sink.commit();
    }
  });
  EXPECT_EQ(folder.count(), 2u);
  const std::string text = test::content(folder / "f0.txt");
  EXPECT_EQ(text, std::string(1000, text.at(0)));
}

namespace {

struct Records {
  std::mutex mutex;
  std::vector<std::pair<std::string, std::string>> all;
};

void keep(LogLevel, const char* logger, const char* message, void* user) {
  auto& records = *static_cast<Records*>(user);
  const std::lock_guard lock(records.mutex);
  records.all.emplace_back(logger, message);
}

}  // namespace

TEST(Log, GoesToTheHandlerUnderThePluginsName) {
  static Records records;
  Registry registry;
  registry.load_file(test::fixture("good"));
  set_log_handler(keep, &records);
  in_threads(4, [&](int) {
    Context ctx;
    SingleSource source(Assessment{});
    MemorySink sink;
    Options options;
    registry.export_to(source, "good", sink, options, ctx);
  });
  set_log_handler(nullptr, nullptr);
  EXPECT_EQ(std::count(records.all.begin(), records.all.end(),
                       std::pair<std::string, std::string>("fazhi.good", "good writes")),
            4);
}

TEST(Log, LevelKeepsLesserRecordsAway) {
  static Records records;
  Registry registry;
  registry.load_file(test::fixture("good"));
  set_log_handler(keep, &records);
  set_log_level(LogLevel::error);
  Context ctx;
  SingleSource source(Assessment{});
  MemorySink sink;
  registry.export_to(source, "good", sink, {}, ctx);
  set_log_level(LogLevel::info);
  set_log_handler(nullptr, nullptr);
  EXPECT_TRUE(records.all.empty());
}

TEST(Log, NothingIsPrinted) {
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  {
    Registry registry;
    for (const char* name :
         {"wrong_abi", "missing_symbol", "unique_symbols", "not_a_library", "throwing_probe", "good"})
      registry.load_file(test::fixture(name));
    Context ctx;
    static_cast<void>(registry.list());
    EXPECT_ANY_THROW(static_cast<void>(registry.read({std::string_view("\0\1\2", 3), "x.bin", ".bin"}, {}, {}, ctx)));
    static_cast<void>(registry.assess(test::report(), {}, ctx));
  }
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "");
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}
