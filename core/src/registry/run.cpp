// Reading and writing through plugins.
#include <algorithm>
#include <array>

#include "fazhi/decode.hpp"
#include "fazhi/error.hpp"
#include "model/limits.hpp"
#include "registry/call.hpp"
#include "registry/check_options.hpp"
#include "registry/impl.hpp"

FAZHI_NAMESPACE_BEGIN

using detail::Candidate;

namespace {

struct Choice {
  std::shared_ptr<Candidate> candidate;
  std::shared_ptr<const Importer> importer;
};

Choice surest(Registry::Impl& d, const Source& source) {
  Choice best;
  Confidence most = Confidence::no;
  std::string failed_en, failed_zh;
  for (const auto& c : d.usable(PluginKind::importer)) {
    try {
      auto importer = d.instance_as<Importer>(c);
      const Confidence sure = detail::call_plugin(c->info, "probe", [&] { return importer->probe(source); });
      if (sure > most) most = sure, best = {c, std::move(importer)};
    } catch (const Cancelled&) {
      throw;
    } catch (const Error& e) {
      // One importer that fails on a look must not keep the right one from reading.
      detail::log(LogLevel::warning, "fazhi." + c->info.name, e.what());
      failed_en += std::string("; ") + e.what();
      failed_zh += "；" + e.message_zh();
    }
  }
  if (best.importer != nullptr) return best;
  const std::string name(source.name);
  throw ParseError(
      name + ": no importer recognises the content" + failed_en +
          "; name one if you know the format ('fazhi plugins list' shows them)",
      name + "：没有导入器能识别其内容" + failed_zh + "；如已知格式，请指定导入器（fazhi plugins list 可查看）");
}

/// A name that promises another format is warned of: who sorts files by their names should know.
void say_wrong_suffix(const Source& source, const PluginInfo& info) {
  if (source.suffix.empty() ||
      std::find(info.suffixes.begin(), info.suffixes.end(), source.suffix) != info.suffixes.end())
    return;
  constexpr std::array promises = {".txt",  ".text", ".md",   ".docx", ".docm", ".dotx",  ".dotm",
                                   ".doc",  ".dot",  ".wps",  ".wpt",  ".rtf",  ".odt",   ".ott",
                                   ".fodt", ".pdf",  ".ofd",  ".html", ".htm",  ".shtml", ".xls",
                                   ".xlsx", ".ppt",  ".pptx", ".zip",  ".json", ".csv",   ".xml"};
  const bool promised = std::find(promises.begin(), promises.end(), source.suffix) != promises.end();
  const BinaryKind kind = binary_kind(source.bytes);
  if (kind.known() && info.name == "text") return;  // what cannot be read is an error, and says so
  const std::string_view what = kind.known()                           ? kind.en
                                : content_kind(source.bytes) == "html" ? std::string_view("a web page")
                                                                       : std::string_view("text");
  detail::log(promised ? LogLevel::warning : LogLevel::info, "fazhi",
              std::string(source.name) + " is named " + std::string(source.suffix) + ", but its content is " +
                  std::string(what) + "; it is read with the importer '" + info.name + "'");
}

}  // namespace

Report Registry::read(const Source& source, std::string_view importer, const Options& options, Context& ctx) {
  const std::string name(source.name);
  if (source.bytes.empty())
    throw ParseError(name + " is empty: there is nothing to read", name + "是空的，没有可读的内容");
  detail::check_size(source.bytes.size(), source.name);
  Choice choice;
  if (importer.empty()) {
    choice = surest(*d_, source);
    say_wrong_suffix(source, choice.candidate->info);
  } else {
    choice.candidate = d_->find(PluginKind::importer, importer);
    choice.importer = d_->instance_as<Importer>(choice.candidate);
  }
  const PluginInfo& info = choice.candidate->info;
  const Options checked = detail::checked_options(info.name, info.options, options);
  detail::CallContext context(ctx, info.name, {});
  Report report = detail::call_plugin(info, "read", [&] { return choice.importer->read(source, checked, context); });
  if (!report)
    throw PluginError("plugin '" + info.name + "' failed in read: it gave no report of " + name, info.name, "read",
                      info.path, "插件“" + info.name + "”未能给出" + name + "的报告");
  return report;
}

void Registry::export_to(AssessmentSource& in, std::string_view exporter, Sink& out, const Options& options,
                         Context& ctx) {
  const auto candidate = d_->find(PluginKind::exporter, exporter);
  const auto plugin = d_->instance_as<Exporter>(candidate);
  const PluginInfo& info = candidate->info;
  const Options checked = detail::checked_options(info.name, info.options, options);
  detail::CallContext context(ctx, info.name, {});
  detail::call_plugin(info, "write", [&] { plugin->write(in, out, checked, context); });
}

FAZHI_NAMESPACE_END
