// Reading and writing through plugins.
#include <algorithm>

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

}  // namespace

Report Registry::read(const Source& source, std::string_view importer, const Options& options, Context& ctx) {
  const std::string name(source.name);
  if (source.bytes.empty())
    throw ParseError(name + " is empty: there is nothing to read", name + "是空的，没有可读的内容");
  detail::check_size(source.bytes.size(), source.name);
  Choice choice;
  if (importer.empty()) {
    choice = surest(*d_, source);
    const auto& suffixes = choice.candidate->info.suffixes;
    if (!source.suffix.empty() && std::find(suffixes.begin(), suffixes.end(), source.suffix) == suffixes.end())
      detail::log(LogLevel::info, "fazhi",
                  name + ": read by its content with '" + choice.candidate->info.name + "', although it is named " +
                      std::string(source.suffix));
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
