// Finding, loading and using plugins. Discovery never throws and never hides: every candidate is listed with its
// status.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fazhi/plugin.hpp"
#include "fazhi/rule.hpp"

FAZHI_NAMESPACE_BEGIN

enum class PluginKind : std::uint8_t { importer, validator, scorer, exporter };
enum class PluginStatus : std::uint8_t { loaded, available, disabled, shadowed, incompatible, failed };
/// Where a candidate came from, in the order of search: the earlier wins.
enum class PluginRank : std::uint8_t { registered, named, path, builtin, installed };

FAZHI_API std::string_view to_string(PluginKind) noexcept;
FAZHI_API std::string_view to_string(PluginStatus) noexcept;
FAZHI_API std::string_view to_string(PluginRank) noexcept;

struct OptionSpec {
  std::string name;
  OptionType type = OptionType::string;
  std::string default_value;
  bool has_min = false, has_max = false;
  double min = 0, max = 0;
  std::vector<std::string> choices;
  std::string help_zh, help_en;
};

/// One row of `fazhi plugins list`: a named capability of a plugin, or a file that gave none.
struct PluginInfo {
  std::string name;  ///< empty where the file was refused before its names were known
  PluginKind kind = PluginKind::exporter;
  bool kind_known = false;
  std::string id, version;
  std::string language;  ///< "c++" or "python"
  std::string path;
  PluginRank rank = PluginRank::registered;
  PluginStatus status = PluginStatus::available;
  std::string reason_zh, reason_en;  ///< why it cannot be used; empty where it can
  std::string remedy_zh, remedy_en;
  std::string title_zh, title_en;
  std::vector<std::string> suffixes;
  std::vector<std::string> capabilities;
  std::vector<OptionSpec> options;
};

/// How an assessment is to be made.
struct AssessOptions {
  std::string profile = "web";
  Date as_of;  ///< unknown: derived from the report
  std::vector<std::string> checklists = {
      "statutory-contents"};       ///< names of bundled checklists, or paths of TOML files
  std::vector<std::string> rules;  ///< empty: all; ids, or prefixes such as "PUN"
  std::vector<std::string> without_rules;
  std::vector<std::string> validators;                          ///< empty: all that are usable
  std::vector<std::pair<std::string, Options>> plugin_options;  ///< of validators and scorers, by their name
  const Report* previous = nullptr;
  const std::vector<Report>* siblings = nullptr;
  std::string source_path;  ///< becomes Assessment::source_path
};

/// The plugins of one process view. Thread-safe; no lock is held while a plugin runs.
class FAZHI_API Registry {
 public:
  /// Built-in folder (beside libfazhi, or FAZHI_BUILTIN_PLUGINS) and FAZHI_PLUGIN_PATH, FAZHI_DISABLE_PLUGINS as they
  /// are now.
  Registry();
  ~Registry();
  Registry(const Registry&) = delete;
  Registry& operator=(const Registry&) = delete;

  /// Every candidate, in the order of search, then by path and name.
  [[nodiscard]] std::vector<PluginInfo> list();
  /// Loads one file by the user's word (rank named). Returns its rows; a refused file is a row with a reason.
  std::vector<PluginInfo> load_file(const std::string& path, PluginRank rank = PluginRank::named);
  /// Takes an object of the host program. The rank is info.rank: registered for a user's own act, builtin or installed
  /// for what comes with a package. A second of the same kind and name replaces it (of rank registered; else of the
  /// same path). Throws OptionError where the info contradicts itself.
  void add(PluginInfo info, std::shared_ptr<const Importer> plugin);
  void add(PluginInfo info, std::shared_ptr<const Validator> plugin, std::vector<RuleCard> cards);
  void add(PluginInfo info, std::shared_ptr<const Scorer> plugin);
  void add(PluginInfo info, std::shared_ptr<const Exporter> plugin);
  /// Takes it out again; false where there was none.
  bool remove(PluginKind kind, std::string_view name);

  /// The usable plugin of that name. Throws PluginError with the reason of a refused one, or with the nearest name.
  std::shared_ptr<const Importer> importer(std::string_view name);
  std::shared_ptr<const Validator> validator(std::string_view name);
  std::shared_ptr<const Scorer> scorer(std::string_view name);
  std::shared_ptr<const Exporter> exporter(std::string_view name);
  [[nodiscard]] PluginInfo info(PluginKind kind, std::string_view name);
  /// Exporter for a file suffix (".md"); throws PluginError naming the suffixes there are.
  [[nodiscard]] std::string exporter_for_suffix(std::string_view suffix);

  /// Cards of all usable validators, by id.
  [[nodiscard]] std::vector<RuleCard> rules();
  /// Checks values against the declared options and fills in defaults. Throws OptionError with the nearest name.
  [[nodiscard]] Options check_options(PluginKind kind, std::string_view name, const Options& given);

  /// Reads bytes with the importer named, or with the surest one where `importer` is empty. Throws ParseError,
  /// PluginError.
  [[nodiscard]] Report read(const Source& source, std::string_view importer, const Options& options, Context& ctx);
  /// Runs validators and scorers.
  [[nodiscard]] Assessment assess(const Report& report, const AssessOptions& options, Context& ctx);
  [[nodiscard]] std::vector<Finding> validate(const Report& report, const AssessOptions& options, Context& ctx);
  /// Writes; wraps what the exporter throws as PluginError.
  void export_to(AssessmentSource& in, std::string_view exporter, Sink& out, const Options& options, Context& ctx);

  struct Impl;

 private:
  std::unique_ptr<Impl> d_;
};

/// Reads a regular file whole. Throws IoError (missing, folder, no permission, not a regular file) and ParseError (over
/// max_bytes); polls ctx while reading.
FAZHI_API std::string read_file(const std::string& path, std::uint64_t max_bytes, Context& ctx);
/// Default of max_bytes: 64 MiB.
inline constexpr std::uint64_t default_max_bytes = 64ull << 20;

/// A sink of files: written beside their goals under temporary names, renamed together by commit(), removed where it is
/// not called.
class FAZHI_API FileSink final : public Sink {
 public:
  explicit FileSink(std::string path);
  ~FileSink() override;
  void write(std::string_view bytes) override;
  void open(std::string_view name) override;
  /// Paths written, in order. Throws IoError and leaves nothing behind.
  std::vector<std::string> commit();

 private:
  struct Impl;
  std::unique_ptr<Impl> d_;
};

/// A sink that keeps what is written: the named file first, then one entry a further file.
class FAZHI_API MemorySink final : public Sink {
 public:
  MemorySink();
  ~MemorySink() override;
  void write(std::string_view bytes) override;
  void open(std::string_view name) override;
  [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& files() const noexcept;

 private:
  std::vector<std::pair<std::string, std::string>> files_;
};

/// A source of one assessment.
class FAZHI_API SingleSource final : public AssessmentSource {
 public:
  explicit SingleSource(Assessment assessment);
  ~SingleSource() override;
  bool next(Assessment& out) override;

 private:
  Assessment assessment_;
  bool done_ = false;
};

/// Where the core's log goes; called from any thread. nullptr: nowhere (the default). The library never writes to
/// stdout or stderr.
using LogHandler = void (*)(LogLevel level, const char* logger, const char* message, void* user);
FAZHI_API void set_log_handler(LogHandler handler, void* user) noexcept;
FAZHI_API void set_log_level(LogLevel level) noexcept;

/// Folders that libfazhi found for its data and built-in plugins, UTF-8.
FAZHI_API std::string data_folder();
FAZHI_API std::string builtin_plugin_folder();

FAZHI_NAMESPACE_END
