// From bytes in memory to the full assessment, with every plugin of the build. `bench.py` runs this and reads its JSON.
//
//   fazhi_benchmarks NAME=FILE[,FILE…] … [--benchmark_…]
//
// Each NAME becomes the benchmarks assess/NAME on one and on two threads, and read/NAME (outline, figures, relations
// and citations alone). One iteration goes through all files of the name.
#include <benchmark/benchmark.h>

#include <fstream>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "fazhi/error.hpp"
#include "fazhi/registry.hpp"

namespace {

struct Set {
  std::vector<std::string> texts;
  std::size_t bytes = 0;
};

fazhi::Registry& registry() {
  static fazhi::Registry one;
  return one;
}

Set load(std::string_view files) {
  Set set;
  fazhi::Context ctx;
  while (!files.empty()) {
    const auto comma = files.find(',');
    set.texts.push_back(fazhi::read_file(std::string(files.substr(0, comma)), fazhi::default_max_bytes, ctx));
    set.bytes += set.texts.back().size();
    files = comma == std::string_view::npos ? std::string_view() : files.substr(comma + 1);
  }
  return set;
}

fazhi::Report read(const std::string& text) {
  fazhi::Context ctx;
  return registry().read({text, "<bytes>", ".txt"}, "", {}, ctx);
}

/// Most memory the process ever held. getrusage() would count the parent's before exec.
double peak_mb() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmHWM:")) return std::stod(line.substr(6)) / 1024;
  return 0;
}

void count(benchmark::State& state, const Set& set) {
  if (state.thread_index() == 0) state.counters["peak_mb"] = peak_mb();
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * set.bytes));
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * set.texts.size()));
}

void read_only(benchmark::State& state, const Set& set) {
  for (auto _ : state)
    for (const auto& text : set.texts) benchmark::DoNotOptimize(read(text));
  count(state, set);
}

void assess(benchmark::State& state, const Set& set) {
  for (auto _ : state)
    for (const auto& text : set.texts) {
      fazhi::Context ctx;
      benchmark::DoNotOptimize(registry().assess(read(text), {}, ctx));
    }
  count(state, set);
}

}  // namespace

int main(int argc, char** argv) try {
  benchmark::Initialize(&argc, argv);
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    const auto equals = argument.find('=');
    if (equals == std::string_view::npos) {
      std::cerr << "fazhi_benchmarks NAME=FILE[,FILE...] ...\n";
      return 2;
    }
    const std::string name(argument.substr(0, equals));
    const Set set = load(argument.substr(equals + 1));
    benchmark::RegisterBenchmark(("read/" + name).c_str(), read_only, set)
        ->Unit(benchmark::kMicrosecond)
        ->UseRealTime();
    benchmark::RegisterBenchmark(("assess/" + name).c_str(), assess, set)
        ->Unit(benchmark::kMicrosecond)
        ->ThreadRange(1, 2)
        ->UseRealTime();
  }
  benchmark::RunSpecifiedBenchmarks();
  return 0;
} catch (const fazhi::Error& error) {
  std::cerr << "fazhi_benchmarks: " << error.what() << '\n';
  return 1;
}
