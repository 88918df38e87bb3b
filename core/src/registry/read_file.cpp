#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>

#include "fazhi/registry.hpp"
#include "registry/os.hpp"

FAZHI_NAMESPACE_BEGIN

namespace {

std::string size_text(std::uint64_t bytes) {
  constexpr std::uint64_t mib = 1u << 20;
  return bytes >= mib && bytes % mib == 0 ? std::to_string(bytes / mib) + " MiB" : std::to_string(bytes) + " bytes";
}

[[noreturn]] void over_limit(const std::string& path, std::uint64_t max_bytes) {
  throw ParseError(path + " is larger than the limit of " + size_text(max_bytes) +
                       "; raise it (max_bytes=; on the command line --max-bytes)",
                   path + "超过上限" + size_text(max_bytes) + "；如需读取请调大（max_bytes=，命令行用--max-bytes）");
}

}  // namespace

std::string read_file(const std::string& path, std::uint64_t max_bytes, Context& ctx) {
  if (path.find('\0') != std::string::npos)
    throw IoError("a path cannot hold a NUL byte", path, EINVAL, "路径中不能有NUL字节");
  // O_NONBLOCK: opening a FIFO would wait for a writer.
  const detail::Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  if (!file.is_open()) detail::io_error(path, errno, "open", "打开");
  struct stat status{};
  if (::fstat(file.get(), &status) != 0) detail::io_error(path, errno, "read", "读取");
  if (S_ISDIR(status.st_mode))
    throw IoError(path + " is a folder; name the files in it (" + path + "/*.txt)", path, EISDIR,
                  path + "是文件夹；请给出其中的文件（" + path + "/*.txt）");
  if (!S_ISREG(status.st_mode))
    throw IoError(path + " is not a regular file but a pipe, socket or device; read its bytes and pass them", path,
                  EINVAL, path + "不是普通文件（而是管道、套接字或设备）；请先读出字节再传入");
  const auto expected = static_cast<std::uint64_t>(status.st_size);
  if (expected > max_bytes) over_limit(path, max_bytes);
  constexpr std::size_t chunk = 1u << 20;
  std::string out;
  std::size_t size = 0;
  // Room for one byte more than there should be: the end is seen without another allocation, and so is a file that
  // grows.
  out.resize(static_cast<std::size_t>(expected) + 1);
  for (;;) {
    if (size == out.size()) out.resize(size + chunk);
    const ssize_t n = ::read(file.get(), out.data() + size, std::min(out.size() - size, chunk));
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) detail::io_error(path, errno, "read", "读取");
    if (n == 0) break;
    size += static_cast<std::size_t>(n);
    if (size > max_bytes) over_limit(path, max_bytes);
    ctx.check_cancelled();
  }
  out.resize(size);
  return out;
}

FAZHI_NAMESPACE_END
