// The views of a report, and the builder.
#include "fazhi/report.hpp"

#include <algorithm>
#include <utility>

#include "fazhi/context.hpp"
#include "fazhi/error.hpp"
#include "fazhi/sha256.hpp"
#include "model/limits.hpp"
#include "model/passes.hpp"
#include "rules/fingerprint.hpp"
#include "text/decode.hpp"

FAZHI_NAMESPACE_BEGIN

namespace {

std::string_view slice(const detail::ReportData* d, TextRange range) { return Text(&d->text).slice(range); }

std::optional<std::uint32_t> optional_index(std::int32_t i) {
  return i < 0 ? std::nullopt : std::optional(static_cast<std::uint32_t>(i));
}

}  // namespace

// Section ----------------------------------------------------------------------------------------------------------

int Section::level() const noexcept { return d_->sections[i_].level; }
std::optional<std::uint32_t> Section::parent() const noexcept { return optional_index(d_->sections[i_].parent); }
std::string_view Section::label() const noexcept { return slice(d_, d_->sections[i_].label); }
LabelStyle Section::style() const noexcept { return d_->sections[i_].style; }
int Section::ordinal() const noexcept { return d_->sections[i_].ordinal; }
Origin Section::label_origin() const noexcept { return d_->sections[i_].label_origin; }
Origin Section::level_origin() const noexcept { return d_->sections[i_].level_origin; }
std::string_view Section::heading() const noexcept { return slice(d_, d_->sections[i_].heading); }
TextRange Section::heading_range() const noexcept { return d_->sections[i_].heading; }
TextRange Section::range() const noexcept { return d_->sections[i_].range; }
TextRange Section::body_range() const noexcept { return d_->sections[i_].body; }
bool Section::stands_alone() const noexcept { return d_->sections[i_].stands_alone; }
std::string Section::path() const { return d_->paths[i_]; }

// Block ------------------------------------------------------------------------------------------------------------

BlockKind Block::kind() const noexcept { return d_->blocks[i_].kind; }
TextRange Block::range() const noexcept { return d_->blocks[i_].range; }
TextRange Block::content_range() const noexcept { return d_->blocks[i_].content; }
bool Block::continues() const noexcept { return d_->blocks[i_].continues; }
std::optional<std::uint32_t> Block::section() const noexcept { return optional_index(d_->blocks[i_].section); }

// Figure -----------------------------------------------------------------------------------------------------------

TextRange Figure::range() const noexcept { return d_->figures[i_].range; }
std::string_view Figure::quote() const noexcept { return slice(d_, d_->figures[i_].range); }
std::string Figure::value() const { return detail::to_text(d_->figures[i_].value); }
std::optional<std::string> Figure::value_high() const {
  const auto& f = d_->figures[i_];
  return f.has_value_high ? std::optional(detail::to_text(f.value_high)) : std::nullopt;
}
std::optional<std::string> Figure::low() const {
  const auto& f = d_->figures[i_];
  return f.has_low ? std::optional(detail::to_text(f.low)) : std::nullopt;
}
std::optional<std::string> Figure::high() const {
  const auto& f = d_->figures[i_];
  return f.has_high ? std::optional(detail::to_text(f.high)) : std::nullopt;
}
bool Figure::low_open() const noexcept { return d_->figures[i_].low_open; }
bool Figure::high_open() const noexcept { return d_->figures[i_].high_open; }
std::string_view Figure::unit() const noexcept { return d_->figures[i_].unit; }
Approximation Figure::approximation() const noexcept { return d_->figures[i_].approximation; }
int Figure::decimals() const noexcept { return d_->figures[i_].decimals; }
std::string Figure::step() const { return detail::to_text(d_->figures[i_].step); }
TextRange Figure::subject() const noexcept { return d_->figures[i_].subject; }
std::string_view Figure::subject_text() const noexcept { return slice(d_, d_->figures[i_].subject); }
int Figure::period() const noexcept { return d_->figures[i_].period; }
std::optional<std::uint32_t> Figure::section() const noexcept { return optional_index(d_->figures[i_].section); }
std::uint32_t Figure::sentence() const noexcept { return d_->figures[i_].sentence; }
Verdict Figure::verdict() const noexcept { return d_->figures[i_].verdict; }
std::string_view Figure::open_reason() const noexcept { return d_->figures[i_].open_reason; }

// Relation ---------------------------------------------------------------------------------------------------------

RelationKind Relation::kind() const noexcept { return d_->relations[i_].kind; }
Verdict Relation::verdict() const noexcept { return d_->relations[i_].verdict; }
Basis Relation::basis() const noexcept { return d_->relations[i_].basis; }
std::vector<std::uint32_t> Relation::operands(Role role) const {
  std::vector<std::uint32_t> out;
  for (const auto& o : d_->relations[i_].operands)
    if (o.role == role) out.push_back(o.figure);
  return out;
}
std::vector<std::uint32_t> Relation::operands() const {
  std::vector<std::uint32_t> out;
  for (const auto& o : d_->relations[i_].operands) out.push_back(o.figure);
  return out;
}
TextRange Relation::range() const noexcept { return d_->relations[i_].range; }
TextRange Relation::tie() const noexcept { return d_->relations[i_].tie; }
std::string_view Relation::derivation() const noexcept { return d_->relations[i_].derivation; }
std::string_view Relation::remark_zh() const noexcept { return d_->relations[i_].remark_zh; }
std::string_view Relation::remark_en() const noexcept { return d_->relations[i_].remark_en; }
std::optional<std::string> Relation::stated() const {
  const auto& r = d_->relations[i_];
  return r.has_stated ? std::optional(r.stated) : std::nullopt;
}
std::optional<std::string> Relation::computed() const {
  const auto& r = d_->relations[i_];
  return r.has_computed ? std::optional(r.computed) : std::nullopt;
}
std::optional<std::string> Relation::delta() const {
  const auto& r = d_->relations[i_];
  return r.has_delta ? std::optional(r.delta) : std::nullopt;
}
std::optional<std::string> Relation::tolerance() const {
  const auto& r = d_->relations[i_];
  return r.has_tolerance ? std::optional(r.tolerance) : std::nullopt;
}
bool Relation::needs_review() const noexcept { return d_->relations[i_].needs_review; }
const std::vector<Repair>& Relation::repairs() const noexcept { return d_->relations[i_].repairs; }
std::string Relation::fingerprint() const { return "r" + detail::hex(d_->relations[i_].fingerprint); }

// Citation ---------------------------------------------------------------------------------------------------------

TextRange Citation::range() const noexcept { return d_->citations[i_].range; }
TextRange Citation::title_range() const noexcept { return d_->citations[i_].title; }
std::string_view Citation::title() const noexcept { return slice(d_, d_->citations[i_].title); }
CitationClass Citation::citation_class() const noexcept { return d_->citations[i_].citation_class; }
TextRange Citation::number_range() const noexcept { return d_->citations[i_].number; }

// Report -----------------------------------------------------------------------------------------------------------

namespace {

// An empty handle reads as an empty report, so that no getter needs a null check at its caller.
const detail::ReportData& data_or_empty(const std::shared_ptr<const detail::ReportData>& d) {
  static const detail::ReportData empty;
  return d ? *d : empty;
}

}  // namespace

Report::Report() noexcept = default;
Report::Report(std::shared_ptr<const detail::ReportData> data) noexcept : d_(std::move(data)) {}
Report::Report(const Report&) noexcept = default;
Report::Report(Report&&) noexcept = default;
Report& Report::operator=(const Report&) noexcept = default;
Report& Report::operator=(Report&&) noexcept = default;
Report::~Report() = default;

Text Report::text() const noexcept { return Text(&data_or_empty(d_).text); }
ReportKind Report::kind() const noexcept { return data_or_empty(d_).kind; }
std::string_view Report::importer() const noexcept { return data_or_empty(d_).importer; }
std::string_view Report::source_name() const noexcept { return data_or_empty(d_).source_name; }
std::string_view Report::source_hash() const noexcept { return data_or_empty(d_).source_hash; }
const Header& Report::header() const noexcept { return data_or_empty(d_).header; }
std::size_t Report::section_count() const noexcept { return data_or_empty(d_).sections.size(); }
Section Report::section(std::size_t i) const noexcept { return {d_.get(), static_cast<std::uint32_t>(i)}; }
std::size_t Report::block_count() const noexcept { return data_or_empty(d_).blocks.size(); }
Block Report::block(std::size_t i) const noexcept { return {d_.get(), static_cast<std::uint32_t>(i)}; }
std::size_t Report::sentence_count() const noexcept { return data_or_empty(d_).sentences.size(); }
TextRange Report::sentence(std::size_t i) const noexcept { return d_->sentences[i].range; }
std::size_t Report::figure_count() const noexcept { return data_or_empty(d_).figures.size(); }
Figure Report::figure(std::size_t i) const noexcept { return {d_.get(), static_cast<std::uint32_t>(i)}; }
std::size_t Report::relation_count() const noexcept { return data_or_empty(d_).relations.size(); }
Relation Report::relation(std::size_t i) const noexcept { return {d_.get(), static_cast<std::uint32_t>(i)}; }
std::size_t Report::citation_count() const noexcept { return data_or_empty(d_).citations.size(); }
Citation Report::citation(std::size_t i) const noexcept { return {d_.get(), static_cast<std::uint32_t>(i)}; }
std::size_t Report::table_count() const noexcept { return data_or_empty(d_).tables.size(); }
Table Report::table(std::size_t i) const noexcept { return {d_.get(), static_cast<std::uint32_t>(i)}; }
const ContentPlace& Report::content(Content c) const noexcept {
  return data_or_empty(d_).contents[static_cast<std::size_t>(c)];
}

// ReportBuilder ----------------------------------------------------------------------------------------------------

struct ReportBuilder::Impl {
  std::shared_ptr<detail::ReportData> report = std::make_shared<detail::ReportData>();
  detail::Hints hints;
};

ReportBuilder::ReportBuilder(std::string utf8) : d_(std::make_unique<Impl>()) {
  d_->report->text.utf8 = std::move(utf8);
}
ReportBuilder::ReportBuilder(ReportBuilder&&) noexcept = default;
ReportBuilder::~ReportBuilder() = default;

void ReportBuilder::source(std::string name, std::string importer, std::string sha256_hex) {
  // The folder stays out of the report: the same file elsewhere gives the same bytes.
  if (const auto slash = name.rfind('/'); slash != std::string::npos) name.erase(0, slash + 1);
  d_->report->source_name = std::move(name);
  d_->report->importer = std::move(importer);
  d_->report->source_hash = std::move(sha256_hex);
}
void ReportBuilder::encoding(std::string name, bool byte_order_mark) {
  d_->report->text.encoding = std::move(name);
  d_->report->text.byte_order_mark = byte_order_mark;
}
void ReportBuilder::source_offsets(std::vector<std::uint32_t> offsets) {
  d_->report->text.source_offsets = std::move(offsets);
}
void ReportBuilder::source_map(SourceMap map) { d_->report->source_map = std::move(map); }
void ReportBuilder::furniture(TextRange range, BlockKind kind) { d_->hints.furniture.push_back({range, kind}); }
void ReportBuilder::computed_label(TextRange range, int level) { d_->hints.labels.push_back({range, level}); }
void ReportBuilder::table(std::vector<std::vector<SourceCell>> rows, TextRange caption) {
  d_->hints.tables.push_back({std::move(rows), caption});
}
void ReportBuilder::metadata(std::string_view field, std::string value) {
  d_->hints.metadata.push_back({std::string(field), std::move(value)});
}

Report ReportBuilder::build(Context& ctx) {
  auto data = std::exchange(d_->report, nullptr);
  detail::check_size(data->text.utf8.size(), data->source_name.empty() ? "<text>" : data->source_name);
  detail::index_text(data->text, &ctx);
  if (!detail::is_sound(data->source_map, data->text.code_points.size()))
    throw ParseError("an importer handed over places that do not ascend or lie outside the text",
                     "导入插件给出的来源位置未按顺序排列或超出文本");
  if (data->source_hash.empty()) data->source_hash = sha256_hex(data->text.utf8);
  detail::analyse(*data, d_->hints, ctx);
  return Report(std::move(data));
}

FAZHI_NAMESPACE_END
