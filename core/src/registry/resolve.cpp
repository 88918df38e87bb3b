// Who owns an id, a name, a rule. The earlier rank wins; two of equal rank both lose: nobody's order of files decides.
#include <algorithm>
#include <map>
#include <tuple>

#include "registry/candidate.hpp"
#include "registry/refusals.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

void set_refusal(PluginInfo& info, const Refusal& refusal) {
  info.status = refusal.status;
  info.reason_zh = refusal.reason_zh;
  info.reason_en = refusal.reason_en;
  info.remedy_zh = refusal.remedy_zh;
  info.remedy_en = refusal.remedy_en;
}

namespace {

std::string place(const PluginInfo& info) {
  if (!info.path.empty()) return info.path;
  return std::string(to_string(info.rank)) + " " + std::string(to_string(info.kind)) +
         (info.id.empty() ? "" : " " + info.id);
}

Refusal claimed_twice(const std::string& what_en, const std::string& what_zh, const PluginInfo& a,
                      const PluginInfo& b) {
  return {PluginStatus::failed, what_zh + "由两个插件同时提供，均不使用：" + place(a) + " 与 " + place(b),
          what_en + " is claimed by two plugins, so neither is used: " + place(a) + " and " + place(b),
          "请移除其一，或用FAZHI_DISABLE_PLUGINS停用其标识",
          "remove one of them, or switch one off by its id with FAZHI_DISABLE_PLUGINS"};
}

Refusal shadowed_by(const std::string& what_en, const std::string& what_zh, const PluginInfo& owner) {
  return {PluginStatus::shadowed, what_zh + "已由优先级更高的插件提供：" + place(owner),
          what_en + " is taken by a plugin of higher rank: " + place(owner), "如需使用此插件，请移除另一个",
          "remove the other one to use this one"};
}

// One claim (an id, a name): its first rank in order owns it.
struct Claim {
  std::string en, zh;
  std::vector<Candidate*> claimants;  // in the order of search
};

void settle(const Claim& claim, bool same_path_is_one) {
  Candidate& first = *claim.claimants.front();
  Candidate* rival = nullptr;
  for (Candidate* c : claim.claimants)
    if (c != &first && c->info.rank == first.info.rank && !(same_path_is_one && c->info.path == first.info.path)) {
      rival = c;
      break;
    }
  const PluginInfo a = first.info;
  for (Candidate* c : claim.claimants) {
    if (c->info.rank == first.info.rank) {
      if (rival != nullptr) set_refusal(c->info, claimed_twice(claim.en, claim.zh, a, rival->info));
    } else {
      set_refusal(c->info, shadowed_by(claim.en, claim.zh, a));
    }
  }
}

bool available(const Candidate& c) { return c.info.status == PluginStatus::available; }

void settle_ids(const Candidates& candidates) {
  std::map<std::string, Claim> claims;
  for (const auto& c : candidates) {
    if (!available(*c) || c->create == nullptr) continue;
    Claim& claim = claims[c->info.id];
    claim.en = "the id '" + c->info.id + "'";
    claim.zh = "标识“" + c->info.id + "”";
    claim.claimants.push_back(c.get());
  }
  for (const auto& [id, claim] : claims) settle(claim, true);
}

void settle_names(const Candidates& candidates) {
  std::map<std::pair<PluginKind, std::string>, Claim> claims;
  for (const auto& c : candidates) {
    if (!available(*c)) continue;
    Claim& claim = claims[{c->info.kind, c->info.name}];
    claim.en = "the " + std::string(to_string(c->info.kind)) + " name '" + c->info.name + "'";
    claim.zh = "名称“" + c->info.name + "”";
    claim.claimants.push_back(c.get());
  }
  for (const auto& [name, claim] : claims) settle(claim, false);
}

void settle_rules(const Candidates& candidates) {
  std::map<std::string, Candidate*> owners;
  for (const auto& c : candidates) {
    c->lost_rules.clear();
    if (!available(*c)) continue;
    for (const RuleCard& card : c->cards) {
      const auto [at, is_first] = owners.emplace(card.id, c.get());
      if (is_first) continue;
      Candidate& owner = *at->second;
      if (owner.info.rank != c->info.rank) {
        c->lost_rules.insert(card.id);
        continue;
      }
      const Refusal refusal = claimed_twice("the rule " + card.id, "规则" + card.id, owner.info, c->info);
      set_refusal(owner.info, refusal);
      set_refusal(c->info, refusal);
    }
  }
}

}  // namespace

void resolve(Candidates& candidates, const std::vector<std::string>& disabled) {
  std::stable_sort(candidates.begin(), candidates.end(), [](const auto& a, const auto& b) {
    return std::tie(a->info.rank, a->info.path, a->info.name, a->info.kind) <
           std::tie(b->info.rank, b->info.path, b->info.name, b->info.kind);
  });
  for (const auto& c : candidates) {
    set_refusal(c->info, c->usable ? Refusal{PluginStatus::available, {}, {}, {}, {}} : c->gate);
    if (!c->usable) continue;
    for (const std::string& word : disabled)
      if (word == c->info.name || word == c->info.id) set_refusal(c->info, switched_off(word));
  }
  settle_ids(candidates);
  settle_names(candidates);
  settle_rules(candidates);
  for (const auto& c : candidates) {
    if (!available(*c)) continue;
    if (c->create_failed) set_refusal(c->info, c->create_failure);
    if (c->instance != nullptr) c->info.status = PluginStatus::loaded;
  }
}

}  // namespace detail
FAZHI_NAMESPACE_END
