// Validators and scorers over a report. What the options and the plugins say together is worked out once and kept: a
// corpus is assessed with the same plan report after report.
#include <sys/stat.h>

#include <algorithm>
#include <ctime>
#include <optional>
#include <tuple>

#include "checklist/checklist.hpp"
#include "fazhi/conversion.hpp"
#include "fazhi/version.hpp"
#include "lexicon/toml.hpp"
#include "model/assessment_data.hpp"
#include "registry/call.hpp"
#include "registry/check_options.hpp"
#include "registry/impl.hpp"
#include "registry/suggest.hpp"
#include "rules/cards.hpp"
#include "rules/profile.hpp"
#include "rules/sink.hpp"

FAZHI_NAMESPACE_BEGIN

namespace detail {

using PluginOptions = std::vector<std::pair<std::string, Options>>;

bool same_options(const PluginOptions& a, const PluginOptions& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
    return x.first == y.first && x.second.items() == y.second.items();
  });
}

struct Plan {
  std::uint64_t generation = 0;
  std::string profile_name;
  std::vector<std::string> rules, without_rules, validator_names;
  PluginOptions plugin_options;
  std::shared_ptr<const Profile> profile;
  struct Step {
    PluginInfo info;
    std::shared_ptr<const void> plugin;
    Options options;
    std::vector<WantedRule> rules;
  };
  std::vector<Step> validators, scorers;

  [[nodiscard]] bool serves(std::uint64_t now, const AssessOptions& o) const {
    return generation == now && profile_name == o.profile && rules == o.rules && without_rules == o.without_rules &&
           validator_names == o.validators && same_options(plugin_options, o.plugin_options);
  }
};

/// What tells one state of a file from another.
using FileStamp = std::optional<std::tuple<dev_t, ino_t, off_t, time_t, long>>;

struct CachedChecklist {
  Checklist list;
  FileStamp stamp;  ///< as the file was before it was read: what changes meanwhile is seen the next time
};

namespace {

// Nothing for a file that is gone, or so new that its time may not tell the next change from the last.
FileStamp stamp(const std::string& path) {
  constexpr std::int64_t coarsest_clock = 2;  // seconds: FAT
  struct stat status{};
  struct timespec now{};
  if (::stat(path.c_str(), &status) != 0 || ::clock_gettime(CLOCK_REALTIME, &now) != 0) return {};
  if (now.tv_sec - status.st_mtim.tv_sec <= coarsest_clock) return {};
  return std::tuple{status.st_dev, status.st_ino, status.st_size, status.st_mtim.tv_sec, status.st_mtim.tv_nsec};
}

// A checklist that was edited since is read again.
std::shared_ptr<const CachedChecklist> checklist(Registry::Impl& d, const std::string& name, Context& ctx) {
  std::shared_ptr<const CachedChecklist> kept;
  {
    const std::lock_guard lock(d.mutex);
    if (const auto at = d.checklists.find(name); at != d.checklists.end()) kept = at->second;
  }
  const FileStamp now = stamp(kept != nullptr ? kept->list.path : checklist_path(name));
  if (kept != nullptr && now && now == kept->stamp) return kept;
  auto fresh = std::make_shared<CachedChecklist>();
  fresh->list = load_checklist(name, ctx);
  fresh->stamp = now;
  const std::lock_guard lock(d.mutex);
  return d.checklists[name] = fresh;
}

bool any_takes(const std::vector<std::string>& words, const std::string& id) {
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) { return takes(word, id); });
}

std::vector<WantedRule> wanted_rules(const Candidate& c, const Profile& profile, const AssessOptions& options) {
  std::vector<WantedRule> out;
  for (const RuleCard& card : c.cards) {
    WantedRule rule{card.id, severity_from_letter(letter_in(profile, card))};
    if (c.lost_rules.contains(card.id) || (!options.rules.empty() && !any_takes(options.rules, card.id)) ||
        any_takes(options.without_rules, card.id))
      rule.severity.off = true;
    out.push_back(std::move(rule));
  }
  std::sort(out.begin(), out.end(), [](const WantedRule& a, const WantedRule& b) { return a.id < b.id; });
  return out;
}

// Plugins run in the order of their names, wherever they were found.
void by_name(Candidates& list) {
  std::sort(list.begin(), list.end(), [](const auto& a, const auto& b) {
    return std::tie(a->info.name, a->info.id) < std::tie(b->info.name, b->info.id);
  });
}

/// Options are for a plugin that takes part: a name that none has is a slip of the pen.
void check_option_names(const PluginOptions& given, const Candidates& validators, const Candidates& scorers) {
  for (const auto& [name, options] : given) {
    std::vector<std::string> names;
    for (const auto* list : {&validators, &scorers})
      for (const auto& c : *list) names.push_back(c->info.name);
    if (std::find(names.begin(), names.end(), name) == names.end())
      throw OptionError("options for '" + name + "', which is no validator or scorer that takes part" +
                            did_you_mean_en(name, names) + "; there are: " + joined(names),
                        "给“" + name + "”的选项：没有此校验器或评分器参与" + did_you_mean_zh(name, names) + "；可用：" +
                            joined(names, "、"));
  }
}

Plan::Step step(Registry::Impl& d, const std::shared_ptr<Candidate>& c, const PluginOptions& given) {
  Plan::Step s;
  {
    const std::lock_guard lock(d.mutex);
    s.info = c->info;
  }
  s.plugin = d.instance(c);
  Options own;
  for (const auto& [name, options] : given)
    if (name == s.info.name)
      for (auto& [key, value] : options.items()) own.set(key, value);
  s.options = checked_options(s.info.name, s.info.options, own);
  return s;
}

// That a package is installed changes no result, or two machines would score one report differently: what it brings
// takes part where the user names it.
bool unasked(const std::shared_ptr<Candidate>& c) { return c->info.rank == PluginRank::installed; }

std::shared_ptr<const Plan> plan_for(Registry& registry, Registry::Impl& d, const AssessOptions& options,
                                     Context& ctx) {
  d.scan();
  auto plan = std::make_shared<Plan>();
  {
    const std::lock_guard lock(d.mutex);
    if (d.plan != nullptr && d.plan->serves(d.generation, options)) return d.plan;
    plan->generation = d.generation;
  }
  plan->profile_name = options.profile;
  plan->rules = options.rules;
  plan->without_rules = options.without_rules;
  plan->validator_names = options.validators;
  plan->plugin_options = options.plugin_options;
  plan->profile = load_profile(options.profile, ctx);
  if (!options.rules.empty() || !options.without_rules.empty()) {
    std::vector<std::string> ids;
    for (const RuleCard& card : registry.rules()) ids.push_back(card.id);
    check_rule_words(options.rules, ids);
    check_rule_words(options.without_rules, ids);
  }
  Candidates validators;
  if (options.validators.empty()) {
    validators = d.usable(PluginKind::validator);
    if (options.rules.empty()) std::erase_if(validators, unasked);
  } else {
    for (const std::string& name : options.validators) {
      auto c = d.find(PluginKind::validator, name);
      if (std::find(validators.begin(), validators.end(), c) == validators.end()) validators.push_back(std::move(c));
    }
  }
  by_name(validators);
  Candidates scorers = d.usable(PluginKind::scorer);
  std::erase_if(scorers, unasked);
  by_name(scorers);
  check_option_names(options.plugin_options, validators, scorers);
  for (const auto& c : validators) {
    Plan::Step s = step(d, c, options.plugin_options);
    {
      const std::lock_guard lock(d.mutex);
      s.rules = wanted_rules(*c, *plan->profile, options);
    }
    const bool asked = std::any_of(s.rules.begin(), s.rules.end(), [](const WantedRule& r) { return !r.severity.off; });
    if (asked) plan->validators.push_back(std::move(s));
  }
  for (const auto& c : scorers) plan->scorers.push_back(step(d, c, options.plugin_options));
  std::shared_ptr<const Plan> outdated = plan;
  const std::lock_guard lock(d.mutex);
  // Plugins that came or went meanwhile: this call goes on with what it found, the next one looks again.
  if (plan->generation == d.generation) outdated.swap(d.plan);
  return plan;
}

std::pair<Date, const char*> as_of(const Report& report, const AssessOptions& options) {
  const Header& h = report.header();
  if (options.as_of.known()) return {options.as_of, "given"};
  if (h.published_date.known()) return {h.published_date, "published"};
  if (h.signed_date.known()) return {h.signed_date, "signed"};
  // A report of no known year is judged without a day.
  if (h.year == 0) return {Date{}, "unknown"};
  return {Date{h.year + 1, 3, 31}, "default"};
}

std::vector<Finding> run_validators(const Plan& plan, const Subject& subject, CallContext& context) {
  std::vector<Finding> findings;
  for (const Plan::Step& s : plan.validators) {
    context.enter(s.info.name);
    RuleSink sink(subject.report, s.rules, s.info.id.empty() ? s.info.name : s.info.id, s.info.name);
    call_plugin(s.info, "validate",
                [&] { static_cast<const Validator*>(s.plugin.get())->validate(subject, s.options, sink, context); });
    sink.take(findings);
  }
  finish_findings(subject.report, findings);
  return findings;
}

// A report that came out of a file (JSON) may name an importer that is not here.
Provenance::Part importer_part(Registry::Impl& d, std::string_view name) {
  const std::lock_guard lock(d.mutex);
  for (const auto& c : d.candidates)
    if (c->usable && c->info.kind == PluginKind::importer && c->info.name == name)
      return {"importer", c->info.id.empty() ? c->info.name : c->info.id, c->info.version, {}};
  return {"importer", std::string(name), {}, {}};
}

Provenance::Part part_of(const char* kind, const PluginInfo& info) {
  return {kind, info.id.empty() ? info.name : info.id, info.version, {}};
}

}  // namespace

}  // namespace detail

std::vector<Finding> Registry::validate(const Report& report, const AssessOptions& options, Context& ctx) {
  const auto plan = detail::plan_for(*this, *d_, options, ctx);
  detail::CallContext context(ctx, {}, detail::as_of(report, options).first);
  return detail::run_validators(*plan, {report, options.previous, options.siblings}, context);
}

Assessment Registry::assess(const Report& report, const AssessOptions& options, Context& ctx) {
  const auto plan = detail::plan_for(*this, *d_, options, ctx);
  std::vector<std::shared_ptr<const detail::CachedChecklist>> lists;
  for (const std::string& name : options.checklists) lists.push_back(detail::checklist(*d_, name, ctx));
  const auto [as_of, as_of_origin] = detail::as_of(report, options);
  auto data = std::make_shared<detail::AssessmentData>();
  data->report = report;
  data->source_path = options.source_path;
  detail::CallContext context(ctx, {}, as_of);
  const Subject subject{report, options.previous, options.siblings};
  data->findings = detail::run_validators(*plan, subject, context);
  for (const auto& list : lists)
    for (const auto& s : plan->scorers) {
      context.enter(s.info.name);
      data->scorecards.push_back(detail::call_plugin(s.info, "score", [&] {
        return static_cast<const Scorer*>(s.plugin.get())
            ->score(subject, data->findings, list->list, s.options, context);
      }));
    }
  Provenance& p = data->provenance;
  p.profile = plan->profile->id;
  p.as_of = as_of;
  p.as_of_origin = as_of_origin;
  const auto& lexicons = detail::lexicon_parts();
  p.parts.reserve(3 + plan->validators.size() + plan->scorers.size() + lists.size() + lexicons.size());
  p.parts.push_back({"core", "fazhi", std::string(version()), {}});
  if (!report.importer().empty()) p.parts.push_back(detail::importer_part(*d_, report.importer()));
  if (const Conversion* c = conversion_of(report)) p.parts.push_back({"converter", c->by, c->version, {}});
  p.parts.push_back({"profile", plan->profile->id, {}, plan->profile->sha256});
  for (const auto& s : plan->validators) p.parts.push_back(detail::part_of("validator", s.info));
  if (!lists.empty())
    for (const auto& s : plan->scorers) p.parts.push_back(detail::part_of("scorer", s.info));
  for (const auto& list : lists) p.parts.push_back({"checklist", list->list.id, list->list.version, list->list.hash});
  for (const auto& lexicon : lexicons) p.parts.push_back({"lexicon", lexicon.name, {}, lexicon.sha256});
  return Assessment(std::move(data));
}

FAZHI_NAMESPACE_END
