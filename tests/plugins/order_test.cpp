// The order of search: a user's act may override a built-in plugin, two of equal rank both lose, nothing is hidden.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "host.hpp"

using namespace fazhi;

namespace {

class Fixed final : public Exporter {
 public:
  explicit Fixed(std::string text) : text_(std::move(text)) {}
  void write(AssessmentSource&, Sink& out, const Options&, Context&) const override { out.write(text_); }

 private:
  std::string text_;
};

PluginInfo named(std::string name, PluginRank rank = PluginRank::registered) {
  PluginInfo info;
  info.name = std::move(name);
  info.rank = rank;
  return info;
}

std::string written(Registry& registry, const std::string& exporter, const Options& options = {}) {
  Context ctx;
  SingleSource source(test::assessment(registry));
  MemorySink sink;
  registry.export_to(source, exporter, sink, options, ctx);
  return sink.files()[0].second;
}

PluginStatus status(Registry& registry, const std::string& name, PluginRank rank) {
  for (const PluginInfo& info : registry.list())
    if (info.name == name && info.rank == rank) return info.status;
  ADD_FAILURE() << "no row " << name;
  return PluginStatus::failed;
}

std::string reason(Registry& registry, const std::string& name) {
  try {
    registry.exporter(name);
  } catch (const PluginError& e) {
    return e.what();
  }
  return {};
}

// A folder as on FAZHI_PLUGIN_PATH with these fixtures.
void fill(const test::Folder& folder, std::initializer_list<const char*> fixtures) {
  for (const char* name : fixtures) test::fs::copy_file(test::fixture(name), folder / (std::string(name) + ".so"));
}

}  // namespace

TEST(Order, NamedFileOverridesBuiltIn) {
  Registry registry;
  EXPECT_EQ(written(registry, "json").substr(0, 1), "{");
  registry.load_file(test::fixture("override_json"));
  EXPECT_EQ(written(registry, "json"), "line\n");
  EXPECT_EQ(status(registry, "json", PluginRank::builtin), PluginStatus::shadowed);
}

TEST(Order, RegisteredOverridesNamedAndComesOffAgain) {
  Registry registry;
  registry.load_file(test::fixture("override_json"));
  registry.add(named("json"), std::make_shared<Fixed>("mine"));
  EXPECT_EQ(written(registry, "json"), "mine");
  EXPECT_EQ(status(registry, "json", PluginRank::named), PluginStatus::shadowed);
  EXPECT_TRUE(registry.remove(PluginKind::exporter, "json"));
  EXPECT_FALSE(registry.remove(PluginKind::exporter, "json"));
  EXPECT_EQ(written(registry, "json"), "line\n");
}

TEST(Order, RegisteringAgainReplaces) {
  Registry registry;
  registry.add(named("brief"), std::make_shared<Fixed>("first"));
  registry.add(named("brief"), std::make_shared<Fixed>("second"));
  EXPECT_EQ(written(registry, "brief"), "second");
  const auto rows = registry.list();
  EXPECT_EQ(std::count_if(rows.begin(), rows.end(), [](const auto& r) { return r.name == "brief"; }), 1);
}

TEST(Order, PresenceOfAPackageDoesNotOverride) {
  Registry registry;
  registry.add(named("html", PluginRank::builtin), std::make_shared<Fixed>("built in"));
  registry.add(named("html", PluginRank::installed), std::make_shared<Fixed>("installed"));
  EXPECT_EQ(written(registry, "html"), "built in");
  EXPECT_EQ(status(registry, "html", PluginRank::installed), PluginStatus::shadowed);
}

TEST(Order, PluginPathStandsBetweenNamedAndBuiltIn) {
  const test::Folder folder;
  fill(folder, {"override_json"});
  const test::Variable path("FAZHI_PLUGIN_PATH", folder.path());
  Registry registry;
  EXPECT_EQ(written(registry, "json"), "line\n");
  registry.add(named("json", PluginRank::named), std::make_shared<Fixed>("named"));
  EXPECT_EQ(written(registry, "json"), "named");
}

TEST(Order, TwoOfEqualRankBothLoseAndBothPathsAreNamed) {
  const test::Folder folder;
  fill(folder, {"duplicate_a", "duplicate_b", "same_id_a", "same_id_b", "good"});
  const test::Variable path("FAZHI_PLUGIN_PATH", folder.path());
  Registry registry;
  for (const char* name : {"duplicate", "same_id_a", "same_id_b"}) {
    const std::string why = reason(registry, name);
    const std::string stem =
        std::string(name).substr(0, std::string_view(name).starts_with("same_id") ? 7 : std::string::npos);
    EXPECT_NE(why.find(folder / (stem + "_a.so")), std::string::npos) << why;
    EXPECT_NE(why.find(folder / (stem + "_b.so")), std::string::npos) << why;
  }
  const auto rows = registry.list();
  for (const PluginInfo& row : rows)
    if (row.name == "duplicate") {
      EXPECT_EQ(row.status, PluginStatus::failed);
      EXPECT_FALSE(row.remedy_en.empty());
    }
  EXPECT_EQ(reason(registry, "good"), "");
}

TEST(Order, HigherRankEndsAQuarrel) {
  const test::Folder folder;
  fill(folder, {"duplicate_a", "duplicate_b"});
  const test::Variable path("FAZHI_PLUGIN_PATH", folder.path());
  Registry registry;
  registry.add(named("duplicate"), std::make_shared<Fixed>("mine"));
  EXPECT_EQ(written(registry, "duplicate"), "mine");
}

TEST(Order, OneFolderTwiceIsOneFolder) {
  const test::Folder folder;
  fill(folder, {"good"});
  test::fs::create_symlink(folder / "good.so", folder / "link.so");
  const test::Variable path("FAZHI_PLUGIN_PATH", folder.path() + ":" + folder.path() + "/./");
  Registry registry;
  EXPECT_EQ(reason(registry, "good"), "");
}

TEST(Order, DisabledIsSeen) {
  const test::Folder folder;
  fill(folder, {"good", "override_json"});
  const test::Variable path("FAZHI_PLUGIN_PATH", folder.path());
  const test::Variable off("FAZHI_DISABLE_PLUGINS", "good,org.example.override");
  Registry registry;
  EXPECT_EQ(status(registry, "good", PluginRank::path), PluginStatus::disabled);
  EXPECT_EQ(status(registry, "json", PluginRank::path), PluginStatus::disabled);
  EXPECT_NE(reason(registry, "good").find("FAZHI_DISABLE_PLUGINS"), std::string::npos);
}

TEST(Order, WorldWritableFolderIsRefusedUnlessSaidOtherwise) {
  const test::Folder folder;
  fill(folder, {"good"});
  ASSERT_EQ(::chmod(folder.path().c_str(), 0777), 0);
  const test::Variable path("FAZHI_PLUGIN_PATH", folder.path());
  {
    Registry registry;
    const auto rows = registry.list();
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const auto& r) { return r.path == folder.path(); });
    ASSERT_NE(row, rows.end());
    EXPECT_EQ(row->status, PluginStatus::failed);
    EXPECT_NE(row->remedy_en.find("FAZHI_ALLOW_WRITABLE_PLUGIN_PATH=1"), std::string::npos);
    EXPECT_NE(reason(registry, "good"), "");
  }
  const test::Variable allow("FAZHI_ALLOW_WRITABLE_PLUGIN_PATH", "1");
  Registry registry;
  EXPECT_EQ(reason(registry, "good"), "");
}

TEST(Order, MissingFolderOfThePathIsARow) {
  const test::Variable path("FAZHI_PLUGIN_PATH", "/nowhere/at/all");
  Registry registry;
  const auto rows = registry.list();
  const auto row = std::find_if(rows.begin(), rows.end(), [](const auto& r) { return r.path == "/nowhere/at/all"; });
  ASSERT_NE(row, rows.end());
  EXPECT_NE(row->reason_en.find("No such file"), std::string::npos);
}

TEST(Order, BuiltInsAreAllUsable) {
  Registry registry;
  for (const PluginInfo& row : registry.list())
    EXPECT_EQ(row.status, PluginStatus::available) << row.path << ": " << row.reason_en;
}

TEST(Options, AreCheckedBeforeThePluginSeesThem) {
  Registry registry;
  registry.load_file(test::fixture("good"));
  Options options;
  EXPECT_EQ(written(registry, "good", options), "hello 5.\n- a\n- b\n");
  options.set("top", "3");
  options.set("loud", "true");
  options.set("items", "x, y");
  options.set("greeting", "goodbye");
  EXPECT_EQ(written(registry, "good", options), "goodbye 3!\n- x\n- y\n");
  const auto refused = [&](const char* name, const char* value) -> std::string {
    Options wrong;
    wrong.set(name, value);
    try {
      written(registry, "good", wrong);
    } catch (const OptionError& e) {
      return e.what();
    }
    return {};
  };
  EXPECT_NE(refused("topp", "3").find("did you mean 'top'?"), std::string::npos);
  EXPECT_NE(refused("top", "10").find("between 1 and 9"), std::string::npos);
  EXPECT_NE(refused("top", "3.5").find("a whole number"), std::string::npos);
  EXPECT_NE(refused("top", "99999999999999999999").find("a whole number"), std::string::npos);
  EXPECT_NE(refused("loud", "maybe").find("true or false"), std::string::npos);
  EXPECT_NE(refused("greeting", "helo").find("did you mean 'hello'?"), std::string::npos);
}

TEST(Suffix, FindsTheExporter) {
  Registry registry;
  registry.load_file(test::fixture("good"));
  EXPECT_EQ(registry.exporter_for_suffix(".good"), "good");
  EXPECT_THROW(static_cast<void>(registry.exporter_for_suffix(".xyz")), PluginError);
}
