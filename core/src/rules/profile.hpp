// Profiles: which severity a rule has for which use of a report.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "fazhi/context.hpp"
#include "fazhi/rule.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

struct Profile {
  std::string id;
  std::string title_zh, title_en;
  std::string sha256;
  std::map<std::string, char> letters;  ///< by rule id, or by a prefix of ids ("LAY")
};

/// A bundled profile by name (read once a process), or the TOML file of a path (anything with a '/' or ending in
/// .toml). Throws OptionError with the names there are, IoError, ParseError.
std::shared_ptr<const Profile> load_profile(const std::string& name_or_path, Context& ctx);

/// The profile's own word for the id, else for its longest prefix, else the card's word for the profile, else the
/// card's severity.
char letter_in(const Profile& profile, const RuleCard& card);

}  // namespace detail
FAZHI_NAMESPACE_END
