// One table a public enumeration: to_string prints from it, the JSON reader looks up in it.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "fazhi/checklist.hpp"
#include "fazhi/finding.hpp"
#include "fazhi/options.hpp"
#include "fazhi/registry.hpp"
#include "fazhi/report.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

template <class E>
constexpr auto names_of();

// clang-format off
template <> constexpr auto names_of<Approximation>() { return std::to_array<std::string_view>({"exact", "over", "under", "about", "at_least", "at_most", "range"}); }
template <> constexpr auto names_of<RelationKind>() { return std::to_array<std::string_view>({"sum", "ratio", "change", "difference", "product", "subset", "equal"}); }
template <> constexpr auto names_of<Verdict>() { return std::to_array<std::string_view>({"open", "constrained", "proved", "refuted"}); }
template <> constexpr auto names_of<Basis>() { return std::to_array<std::string_view>({"words", "arithmetic"}); }
template <> constexpr auto names_of<Role>() { return std::to_array<std::string_view>({"whole", "part", "whole_also", "num", "den", "result", "from", "to"}); }
template <> constexpr auto names_of<CitationClass>() { return std::to_array<std::string_view>({"norm", "plan", "work", "short", "other"}); }
template <> constexpr auto names_of<ReportKind>() { return std::to_array<std::string_view>({"rule_of_law", "disclosure", "work_report", "other"}); }
template <> constexpr auto names_of<Origin>() { return std::to_array<std::string_view>({"typed", "computed", "inferred", "metadata"}); }
template <> constexpr auto names_of<BlockKind>() { return std::to_array<std::string_view>({"paragraph", "heading", "title", "addressee", "signature", "date", "attachment_note", "blank", "menu", "metadata", "page_number", "running_head", "footer", "table"}); }
template <> constexpr auto names_of<CellKind>() { return std::to_array<std::string_view>({"text", "number", "zero", "empty", "not_applicable", "unreadable"}); }
template <> constexpr auto names_of<TableSource>() { return std::to_array<std::string_view>({"columns", "lines", "form", "importer"}); }
template <> constexpr auto names_of<RowState>() { return std::to_array<std::string_view>({"read", "unreadable", "absent"}); }
template <> constexpr auto names_of<TableCheckKind>() { return std::to_array<std::string_view>({"row_total", "column_total", "form"}); }
template <> constexpr auto names_of<LabelStyle>() { return std::to_array<std::string_view>({"none", "han", "han_bracket", "arabic_dot", "arabic_bracket", "circled", "ordinal", "is_list", "dash", "article", "chapter", "first_next"}); }
template <> constexpr auto names_of<Content>() { return std::to_array<std::string_view>({"measures", "shortcomings", "causes", "first_responsible", "next_year"}); }
template <> constexpr auto names_of<Level>() { return std::to_array<std::string_view>({"none", "note", "warning", "error"}); }
template <> constexpr auto names_of<Kind>() { return std::to_array<std::string_view>({"fail", "review", "open", "informational", "pass"}); }
template <> constexpr auto names_of<Outcome>() { return std::to_array<std::string_view>({"pass", "fail", "error", "unknown", "notapplicable", "notchecked", "notselected", "informational", "fixed"}); }
template <> constexpr auto names_of<LevelReached>() { return std::to_array<std::string_view>({"none", "partly", "fully"}); }
template <> constexpr auto names_of<OptionType>() { return std::to_array<std::string_view>({"bool", "int", "float", "str", "choice", "path", "list[str]"}); }
template <> constexpr auto names_of<PluginKind>() { return std::to_array<std::string_view>({"importer", "validator", "scorer", "exporter"}); }
template <> constexpr auto names_of<PluginStatus>() { return std::to_array<std::string_view>({"loaded", "available", "disabled", "shadowed", "incompatible", "failed"}); }
template <> constexpr auto names_of<PluginRank>() { return std::to_array<std::string_view>({"registered", "named", "path", "built-in", "installed"}); }
// clang-format on

/// The enumerator of a name; nothing for an unknown one.
template <class E>
std::optional<E> from_name(std::string_view name) {
  constexpr auto names = names_of<E>();
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i] == name) return static_cast<E>(i);
  return std::nullopt;
}

}  // namespace detail
FAZHI_NAMESPACE_END
