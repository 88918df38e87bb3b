// host PLUGIN OUT: loads the plugin, assesses a report, writes it with the plugin. Exit code 0 where all went well.
#include <cstdio>

#include "fazhi/error.hpp"
#include "fazhi/registry.hpp"

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  try {
    fazhi::Registry registry;
    fazhi::Context ctx;
    for (const fazhi::PluginInfo& row : registry.load_file(argv[1]))
      if (!row.reason_en.empty()) return std::fprintf(stderr, "%s: %s\n", row.path.c_str(), row.reason_en.c_str()), 4;
    fazhi::ReportBuilder builder(
        "青石镇2023年度法治政府建设情况报告\n\n一、主要举措\n开展学法3次。\n二、存在的不足\n力量薄弱。\n");
    fazhi::SingleSource source(registry.assess(builder.build(ctx), {}, ctx));
    fazhi::FileSink sink(argv[2]);
    registry.export_to(source, "outline", sink, {}, ctx);
    sink.commit();
  } catch (const fazhi::Error& e) {
    return std::fprintf(stderr, "%s\n", e.what()), 1;
  }
  return 0;
}
