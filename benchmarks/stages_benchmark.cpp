// The passes that own the field, alone: figures and relations of texts whose outline is known, beside a pattern of
// quantities in RE2 that finds less and understands nothing. `bench.py` runs this.
//
//   fazhi_stage_benchmarks FILE… [--benchmark_…]
//
// stages/all takes all files, stages/long the first one repeated up to a megabyte, stages/longer up to four: time that
// grows with the length alone shows as equal bytes a second.
#include <benchmark/benchmark.h>

#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "fazhi/context.hpp"
#include "fazhi/registry.hpp"
#include "model/passes.hpp"
#include "text/decode.hpp"
#ifdef FAZHI_HAS_RE2
#include <re2/re2.h>
#endif

namespace {

using namespace fazhi::detail;

struct Prepared {
  explicit Prepared(std::string text) {
    data.text.utf8 = std::move(text);
    index_text(data.text);
    fazhi::Context ctx;
    split_blocks(data, {}, shadow, ctx);
    split_sentences(data, shadow, ctx);
    read_header(data, {}, shadow, ctx);
    read_outline(data, {}, shadow, ctx);
    read_citations(data, shadow, ctx);
  }

  ReportData data;
  Shadow shadow;
};

using Texts = std::vector<Prepared>;

std::int64_t bytes_of(const Texts& texts) {
  std::int64_t bytes = 0;
  for (const Prepared& p : texts) bytes += static_cast<std::int64_t>(p.data.text.utf8.size());
  return bytes;
}

void stages(benchmark::State& state, Texts& texts) {
  std::int64_t figures = 0, relations = 0;
  for (auto _ : state) {
    figures = relations = 0;
    for (Prepared& p : texts) {
      fazhi::Context ctx;
      p.data.figures.clear();
      read_figures(p.data, p.shadow, ctx);
      relate_figures(p.data, p.shadow, ctx);
      figures += static_cast<std::int64_t>(p.data.figures.size());
      relations += static_cast<std::int64_t>(p.data.relations.size());
    }
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * bytes_of(texts));
  state.counters["figures"] = static_cast<double>(figures);
  state.counters["relations"] = static_cast<double>(relations);
}

#ifdef FAZHI_HAS_RE2
/// A numeral, its scale and one of the commonest units, with the words that make it an approximation.
constexpr const char* quantity =
    "(?:约|近|超过|超|逾|不足|达到|达)?"
    "(?:[0-9０-９][0-9０-９,，]*(?:\\.[0-9０-９]+)?|[一二三四五六七八九十百千零〇两]+)"
    "(?:余|多)?(?:万亿|亿|万|千|百)?(?:余|多)?"
    "(?:个百分点|人次|场次|%|％|件|人|名|次|个|项|份|场|户|家|亩|公里|公顷|平方米|元|吨|天|日|年|月|小时|起|宗|条|部|"
    "期|篇|所|"
    "处|倍)";

void pattern(benchmark::State& state, const Texts& texts) {
  const re2::RE2 re(quantity);
  std::int64_t found = 0;
  for (auto _ : state) {
    found = 0;
    for (const Prepared& p : texts) {
      const re2::StringPiece text(p.data.text.utf8.data(), p.data.text.utf8.size());
      re2::StringPiece hit;
      for (std::size_t at = 0; re.Match(text, at, text.size(), re2::RE2::UNANCHORED, &hit, 1); ++found)
        at = static_cast<std::size_t>(hit.data() - text.data()) + hit.size();
    }
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * bytes_of(texts));
  state.counters["found"] = static_cast<double>(found);
}
#endif

}  // namespace

int main(int argc, char** argv) try {
  benchmark::Initialize(&argc, argv);
  Texts all;
  fazhi::Context ctx;
  for (int i = 1; i < argc; ++i) all.emplace_back(fazhi::read_file(argv[i], fazhi::default_max_bytes, ctx));
  if (all.empty()) {
    std::cerr << "usage: fazhi_stage_benchmarks FILE… [--benchmark_…]\n";
    return 2;
  }
  const auto repeated = [&](std::size_t size) {
    const std::string& one = all.front().data.text.utf8;
    std::string text;
    while (text.size() < size) text += one;
    Texts texts;
    texts.emplace_back(std::move(text));
    return texts;
  };
  constexpr std::size_t megabyte = 1000000;
  Texts long_text = repeated(megabyte), longer = repeated(4 * megabyte);
  benchmark::RegisterBenchmark("stages/all", [&](benchmark::State& s) { stages(s, all); });
  benchmark::RegisterBenchmark("stages/long", [&](benchmark::State& s) { stages(s, long_text); });
  benchmark::RegisterBenchmark("stages/longer", [&](benchmark::State& s) { stages(s, longer); });
#ifdef FAZHI_HAS_RE2
  benchmark::RegisterBenchmark("re2/all", [&](benchmark::State& s) { pattern(s, all); });
#endif
  benchmark::RunSpecifiedBenchmarks();
  return 0;
} catch (const std::exception& e) {
  std::cerr << e.what() << '\n';
  return 1;
}
