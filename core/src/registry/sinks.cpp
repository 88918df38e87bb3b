// FileSink: everything is written beside its goal under a temporary name, and renamed together at the end.
#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <utility>

#include "fazhi/registry.hpp"
#include "registry/os.hpp"

FAZHI_NAMESPACE_BEGIN

namespace {

constexpr std::size_t buffer_size = 1u << 18;

std::string folder_of(const std::string& path) {
  const auto slash = path.rfind('/');
  return slash == std::string::npos ? std::string() : path.substr(0, slash + 1);
}

// A goal that is a link stays one: the file it points to is replaced, or made where the link dangles.
std::string behind_links(const std::string& path) {
  constexpr int most_links = 40;  // as many as the kernel follows
  std::string at = path;
  for (int i = 0; i < most_links; ++i) {
    struct stat status{};
    if (::lstat(at.c_str(), &status) != 0 || !S_ISLNK(status.st_mode)) return at;
    std::error_code error;
    const auto target = std::filesystem::read_symlink(at, error);
    if (error) return at;
    at = target.is_absolute() ? target.string() : folder_of(at) + target.string();
  }
  detail::io_error(path, ELOOP, "write", "写入");
}

[[noreturn]] void bad_name(std::string_view name) {
  const std::string word(name);
  throw IoError("an exporter may not write '" + word + "': the name must stay in the folder of the named file", word,
                EINVAL, "导出器不得写入“" + word + "”：文件名须位于所给文件的文件夹内");
}

void check_name(std::string_view name) {
  if (name.empty() || name.front() == '/' || name.back() == '/' || name.find('\0') != std::string_view::npos ||
      name.find('\\') != std::string_view::npos)
    bad_name(name);
  for (std::string_view rest = name; !rest.empty();) {
    const std::size_t slash = std::min(rest.find('/'), rest.size());
    const std::string_view part = rest.substr(0, slash);
    if (part.empty() || part == "." || part == "..") bad_name(name);
    rest.remove_prefix(std::min(slash + 1, rest.size()));
  }
}

}  // namespace

struct FileSink::Impl {
  struct File {
    std::string path, goal, temporary, backup;
    detail::Descriptor descriptor;
    std::string pending;
    bool written = false, in_place = false;
  };
  std::string path;
  std::vector<File> files;
  std::vector<std::string> folders;  ///< made for this export
  std::size_t current = 0;
  bool done = false;

  void make(const std::string& goal);
  void make_folders(const std::string& base, std::string_view name);
  void flush(File& f);
  void close(File& f);
  void put_in_place(File& f);
  std::string take_back();
  void discard() noexcept;
};

void FileSink::Impl::make(const std::string& given) {
  static std::atomic<unsigned> counter{0};
  File f;
  f.path = given;
  f.goal = behind_links(given);
  const std::string folder = folder_of(f.goal), name = f.goal.substr(folder.size());
  if (name.empty() || given.find('\0') != std::string::npos)
    throw IoError("'" + given + "' names no file", given, EINVAL, "“" + given + "”不是文件名");
  struct stat status{};
  const bool exists = ::stat(f.goal.c_str(), &status) == 0;
  if (exists && S_ISDIR(status.st_mode))
    throw IoError(given + " is a folder; name a file", given, EISDIR, given + "是文件夹；请给出文件名");
  if (exists && !S_ISREG(status.st_mode))
    throw IoError(given + " is not a regular file", given, EINVAL, given + "不是普通文件");
  int fd = -1;
  do {
    // Bytes of a name are limited to 255: the temporary one is short whatever the goal is called.
    f.temporary = folder + ".fazhi-" + std::to_string(::getpid()) + "-" + std::to_string(++counter) + ".tmp";
    // O_EXCL follows no link that somebody laid there.
    fd = ::open(f.temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  } while (fd < 0 && errno == EEXIST);
  if (fd < 0) detail::io_error(given, errno, "write", "写入");
  f.descriptor = detail::Descriptor(fd);
  // A file that is replaced keeps its permissions where the system lets it.
  if (exists && ::fchmod(fd, status.st_mode & 07777) != 0) errno = 0;
  files.push_back(std::move(f));
  current = files.size() - 1;
}

void FileSink::Impl::make_folders(const std::string& base, std::string_view name) {
  for (std::size_t slash = name.find('/'); slash != std::string_view::npos; slash = name.find('/', slash + 1)) {
    const std::string folder = base + std::string(name.substr(0, slash));
    if (::mkdir(folder.c_str(), 0777) == 0) {
      folders.push_back(folder);
      continue;
    }
    const int error = errno;
    struct stat status{};
    if (error != EEXIST || ::lstat(folder.c_str(), &status) != 0) detail::io_error(folder, error, "make", "创建");
    // A link could lead out of the folder.
    if (!S_ISDIR(status.st_mode)) bad_name(name);
  }
}

void FileSink::Impl::flush(File& f) {
  if (f.pending.empty()) return;
  if (!f.descriptor.is_open())
    f.descriptor = detail::Descriptor(::open(f.temporary.c_str(), O_WRONLY | O_APPEND | O_NOFOLLOW | O_CLOEXEC));
  if (!f.descriptor.is_open()) detail::io_error(f.path, errno, "write", "写入");
  for (std::string_view rest = f.pending; !rest.empty();) {
    const ssize_t n = ::write(f.descriptor.get(), rest.data(), rest.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) detail::io_error(f.path, errno, "write", "写入");
    rest.remove_prefix(static_cast<std::size_t>(n));
  }
  f.pending.clear();
}

// Closed between turns: an exporter may write thousands of files.
void FileSink::Impl::close(File& f) {
  flush(f);
  if (!f.descriptor.close()) detail::io_error(f.path, errno, "write", "写入");
}

// Of several files each that is replaced gets a second name first, so that it can be put back where a later one fails.
// A file system without hard links has it moved to that name: for a moment nothing stands at the goal.
void FileSink::Impl::put_in_place(File& f) {
  struct stat status{};
  if (files.size() > 1 && ::lstat(f.goal.c_str(), &status) == 0 && S_ISREG(status.st_mode)) {
    const std::string backup = f.temporary + ".old";
    if (::link(f.goal.c_str(), backup.c_str()) != 0 && std::rename(f.goal.c_str(), backup.c_str()) != 0)
      detail::io_error(f.path, errno, "write", "写入");
    f.backup = backup;
  }
  if (std::rename(f.temporary.c_str(), f.goal.c_str()) != 0) detail::io_error(f.path, errno, "write", "写入");
  f.in_place = true;
}

// Gives the names under which old files remain that could not be put back.
std::string FileSink::Impl::take_back() {
  std::string left;
  for (File& f : files) {
    if (f.backup.empty()) {
      if (f.in_place) ::unlink(f.goal.c_str());
      continue;
    }
    // Where both are names of one file, rename succeeds and leaves both.
    if (std::rename(f.backup.c_str(), f.goal.c_str()) == 0)
      ::unlink(f.backup.c_str());
    else
      left += (left.empty() ? "" : ", ") + f.backup;
    f.backup.clear();
  }
  return left;
}

void FileSink::Impl::discard() noexcept {
  done = true;
  for (File& f : files) {
    f.descriptor.close();
    if (!f.temporary.empty()) ::unlink(f.temporary.c_str());
    if (!f.backup.empty()) ::unlink(f.backup.c_str());
  }
  for (auto folder = folders.rbegin(); folder != folders.rend(); ++folder) ::rmdir(folder->c_str());
}

FileSink::FileSink(std::string path) : d_(std::make_unique<Impl>()) {
  d_->path = std::move(path);
  d_->make(d_->path);
}

FileSink::~FileSink() {
  if (!d_->done) d_->discard();
}

void FileSink::write(std::string_view bytes) {
  if (d_->done)
    throw IoError("the export to " + d_->path + " is finished", d_->path, EBADF, "到" + d_->path + "的导出已结束");
  Impl::File& f = d_->files[d_->current];
  f.written = true;
  f.pending += bytes;
  if (f.pending.size() >= buffer_size) d_->flush(f);
}

void FileSink::open(std::string_view name) {
  if (d_->done)
    throw IoError("the export to " + d_->path + " is finished", d_->path, EBADF, "到" + d_->path + "的导出已结束");
  check_name(name);
  const std::string base = folder_of(d_->path), goal = base + std::string(name);
  d_->close(d_->files[d_->current]);
  for (std::size_t i = 0; i < d_->files.size(); ++i)
    if (d_->files[i].path == goal) {
      d_->current = i;
      d_->files[i].written = true;
      return;
    }
  d_->make_folders(base, name);
  // The user chose the link that has the export's own name; one that a further file meets may lead out of the folder.
  struct stat status{};
  if (::lstat(goal.c_str(), &status) == 0 && S_ISLNK(status.st_mode)) bad_name(name);
  d_->make(goal);
  d_->files.back().written = true;
}

std::vector<std::string> FileSink::commit() {
  if (d_->done)
    throw IoError("the export to " + d_->path + " is finished", d_->path, EBADF, "到" + d_->path + "的导出已结束");
  std::vector<std::string> paths;
  try {
    for (Impl::File& f : d_->files) d_->close(f);
    // An exporter of several files need not fill the named one.
    if (d_->files.size() > 1 && !d_->files.front().written) {
      ::unlink(d_->files.front().temporary.c_str());
      d_->files.erase(d_->files.begin());
    }
    for (Impl::File& f : d_->files) {
      paths.push_back(f.path);
      d_->put_in_place(f);
    }
  } catch (const IoError& e) {
    const std::string left = d_->take_back();
    d_->discard();
    if (left.empty()) throw;
    throw IoError(std::string(e.what()) + "; what stood there before is now in " + left, e.path(), e.error_number(),
                  e.message_zh() + "；原有内容现位于" + left);
  } catch (...) {
    d_->take_back();
    d_->discard();
    throw;
  }
  for (const Impl::File& f : d_->files)
    if (!f.backup.empty()) ::unlink(f.backup.c_str());
  d_->done = true;
  return paths;
}

// MemorySink, SingleSource -----------------------------------------------------------------------------------------

MemorySink::MemorySink() { files_.emplace_back(); }
MemorySink::~MemorySink() = default;
void MemorySink::write(std::string_view bytes) { files_.back().second += bytes; }
void MemorySink::open(std::string_view name) {
  check_name(name);
  const auto same = std::find_if(files_.begin() + 1, files_.end(), [&](const auto& f) { return f.first == name; });
  // The current file is the last one.
  if (same != files_.end()) return void(std::rotate(same, same + 1, files_.end()));
  files_.emplace_back(name, std::string());
}
const std::vector<std::pair<std::string, std::string>>& MemorySink::files() const noexcept { return files_; }

SingleSource::SingleSource(Assessment assessment) : assessment_(std::move(assessment)) {}
SingleSource::~SingleSource() = default;
bool SingleSource::next(Assessment& out) {
  if (std::exchange(done_, true)) return false;
  out = assessment_;
  return true;
}

FAZHI_NAMESPACE_END
