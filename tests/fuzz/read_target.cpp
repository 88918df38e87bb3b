// Reads arbitrary bytes as a report, assesses what was read, writes it as JSON and reads that again. Only fazhi::Error
// may come out of it, and the JSON of what was read must be the JSON that was written.
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "fazhi/assessment.hpp"
#include "fazhi/error.hpp"
#include "fazhi/json.hpp"
#include "fazhi/registry.hpp"
#include "parts.hpp"

namespace {

constexpr std::string_view importer = FAZHI_FUZZ_IMPORTER;

std::string bytes_of(std::string_view input) {
  return importer != "text" && input.starts_with('P') ? fuzz::zip_of(input) : std::string(input);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  static fazhi::Registry registry;
  const std::string bytes = bytes_of({reinterpret_cast<const char*>(data), size});
  fazhi::Context ctx;
  try {
    const fazhi::Report report = registry.read({bytes, "<fuzz>", "." + std::string(importer)}, importer, {}, ctx);
    const fazhi::Assessment assessment = registry.assess(report, {}, ctx);
    const std::string written = fazhi::to_json(assessment);
    if (fazhi::to_json(fazhi::assessment_from_json(written)) != written) {
      std::fputs("what was read from JSON is not what was written\n", stderr);
      std::abort();
    }
  } catch (const fazhi::PluginError& e) {
    std::fprintf(stderr, "a plugin of the house failed: %s\n", e.what());
    std::abort();
  } catch (const fazhi::Error&) {
  }
  return 0;
}
