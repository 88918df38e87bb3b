// Names of the public enumerations, as in the JSON.
#include <array>

#include "fazhi/checklist.hpp"
#include "fazhi/finding.hpp"
#include "fazhi/options.hpp"
#include "fazhi/registry.hpp"
#include "fazhi/report.hpp"
#include "model/names.hpp"

FAZHI_NAMESPACE_BEGIN

std::string_view to_string(Approximation v) noexcept {
  return detail::names_of<Approximation>()[static_cast<std::size_t>(v)];
}
std::string_view to_string(RelationKind v) noexcept {
  return detail::names_of<RelationKind>()[static_cast<std::size_t>(v)];
}
std::string_view to_string(Verdict v) noexcept { return detail::names_of<Verdict>()[static_cast<std::size_t>(v)]; }
std::string_view to_string(Basis v) noexcept { return detail::names_of<Basis>()[static_cast<std::size_t>(v)]; }
std::string_view to_string(Role v) noexcept { return detail::names_of<Role>()[static_cast<std::size_t>(v)]; }
std::string_view to_string(CitationClass v) noexcept {
  return detail::names_of<CitationClass>()[static_cast<std::size_t>(v)];
}
std::string_view to_string(ReportKind v) noexcept {
  return detail::names_of<ReportKind>()[static_cast<std::size_t>(v)];
}
std::string_view to_string(Origin v) noexcept { return detail::names_of<Origin>()[static_cast<std::size_t>(v)]; }
std::string_view to_string(BlockKind v) noexcept { return detail::names_of<BlockKind>()[static_cast<std::size_t>(v)]; }
std::string_view to_string(LabelStyle v) noexcept {
  return detail::names_of<LabelStyle>()[static_cast<std::size_t>(v)];
}
std::string_view to_string(Content v) noexcept { return detail::names_of<Content>()[static_cast<std::size_t>(v)]; }
std::string_view to_string(Level v) noexcept { return detail::names_of<Level>()[static_cast<std::size_t>(v)]; }
std::string_view to_string(Kind v) noexcept { return detail::names_of<Kind>()[static_cast<std::size_t>(v)]; }
std::string_view to_string(Outcome v) noexcept { return detail::names_of<Outcome>()[static_cast<std::size_t>(v)]; }
std::string_view to_string(LevelReached v) noexcept {
  return detail::names_of<LevelReached>()[static_cast<std::size_t>(v)];
}
std::string_view to_string(OptionType v) noexcept {
  return detail::names_of<OptionType>()[static_cast<std::size_t>(v)];
}
std::string_view to_string(PluginKind v) noexcept {
  return detail::names_of<PluginKind>()[static_cast<std::size_t>(v)];
}
std::string_view to_string(PluginStatus v) noexcept {
  return detail::names_of<PluginStatus>()[static_cast<std::size_t>(v)];
}
std::string_view to_string(PluginRank v) noexcept {
  return detail::names_of<PluginRank>()[static_cast<std::size_t>(v)];
}

FAZHI_NAMESPACE_END
