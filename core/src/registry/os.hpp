// Small pieces that the files of this room share for talking to the system.
#pragma once

#include <unistd.h>

#include <cstring>
#include <string>

#include "fazhi/error.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

[[noreturn]] inline void io_error(const std::string& path, int error, const std::string& what_en,
                                  const std::string& what_zh) {
  throw IoError("cannot " + what_en + " " + path + ": " + std::strerror(error), path, error,
                "无法" + what_zh + path + "：" + std::strerror(error));
}

class Descriptor {
 public:
  explicit Descriptor(int fd = -1) noexcept : fd_(fd) {}
  Descriptor(Descriptor&& o) noexcept : fd_(o.release()) {}
  Descriptor& operator=(Descriptor&& o) noexcept {
    if (this != &o) {
      close();
      fd_ = o.release();
    }
    return *this;
  }
  ~Descriptor() { close(); }
  [[nodiscard]] int get() const noexcept { return fd_; }
  [[nodiscard]] bool is_open() const noexcept { return fd_ >= 0; }
  /// False where the system reports that earlier writes were lost.
  bool close() noexcept {
    const int fd = release();
    return fd < 0 || ::close(fd) == 0;
  }

 private:
  int release() noexcept {
    const int fd = fd_;
    fd_ = -1;
    return fd;
  }
  int fd_;
};

}  // namespace detail
FAZHI_NAMESPACE_END
