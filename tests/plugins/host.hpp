// What the tests of the host side share: scratch folders, environment variables, a small report.
#pragma once

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>

#include "fazhi/registry.hpp"

namespace test {

namespace fs = std::filesystem;

class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "fazhi-test-XXXXXX").string();
    if (::mkdtemp(name.data()) != nullptr) path_ = fs::canonical(name);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  [[nodiscard]] std::string operator/(const std::string& name) const { return (path_ / name).string(); }
  [[nodiscard]] std::string path() const { return path_.string(); }
  [[nodiscard]] std::size_t count() const {
    return static_cast<std::size_t>(
        std::distance(fs::recursive_directory_iterator(path_), fs::recursive_directory_iterator()));
  }

 private:
  fs::path path_;
};

class Variable {
 public:
  Variable(const char* name, const std::string& value) : name_(name) {
    if (const char* old = std::getenv(name)) old_ = old;
    ::setenv(name, value.c_str(), 1);
  }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;
  ~Variable() { old_ ? ::setenv(name_, old_->c_str(), 1) : ::unsetenv(name_); }

 private:
  const char* name_;
  std::optional<std::string> old_;
};

inline std::string fixture(const std::string& name) { return std::string(FAZHI_TEST_FIXTURES) + "/" + name + ".so"; }

inline std::string content(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

inline void write(const std::string& path, std::string_view bytes) {
  std::ofstream out(path, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

inline fazhi::Report report(
    std::string text =
        "青石镇2023年度法治政府建设情况报告\n\n一、主要举措\n开展学法3次。\n二、存在的不足\n力量薄弱。\n") {
  fazhi::Context ctx;
  return fazhi::ReportBuilder(std::move(text)).build(ctx);
}

inline fazhi::Assessment assessment(fazhi::Registry& registry) {
  fazhi::Context ctx;
  return registry.assess(report(), {}, ctx);
}

}  // namespace test
