// What a Report holds inside. Private to the core; views and JSON read it, the analysis passes fill it.
//
// Positions in *Data structs are code points of the text, after the analysis has mapped them back from the shadow.
// The passes themselves work on Shadow positions; see analyse.cpp for the order and the map.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "fazhi/conversion.hpp"
#include "fazhi/report.hpp"
#include "fazhi/source.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

/// Code points from one known byte offset to the next: a quarter of a byte of memory for each, eight steps to a place.
inline constexpr std::size_t byte_index_step = 16;

struct TextData {
  std::string utf8;
  std::u32string code_points;
  std::vector<std::uint32_t> byte_index;      ///< byte offset of every byte_index_step-th code point
  std::vector<std::uint32_t> source_offsets;  ///< empty: source is this UTF-8, behind bom_size bytes
  std::string encoding = "utf-8";
  bool byte_order_mark = false;
};

/// Exact rational as printed: den is 1, a power of ten, or the denominator of a printed fraction; num/den is reduced.
struct Value {
  __int128 num = 0;
  std::int64_t den = 1;
  friend bool operator==(const Value&, const Value&) = default;
};
/// "44600", "98.5", "1/3". A denominator of twos and fives prints as a decimal, any other as a fraction.
std::string to_text(const Value& v);
/// Reads what to_text writes; throws ParseError.
Value value_from_text(std::string_view text);

struct FigureData {
  TextRange range;
  TextRange subject;
  Value value;
  Value value_high;  ///< of a printed range
  Value low, high;   ///< interval; see has_low, has_high
  Value step;        ///< one step of the last printed digit, scale multiplied out
  std::string unit;  ///< folded; short strings, no allocation for most units
  std::uint32_t sentence = 0;
  std::int32_t section = -1;
  std::int16_t period = 0;
  std::int8_t decimals = 0;
  Approximation approximation = Approximation::exact;
  bool has_value_high = false;
  bool has_low = true, has_high = true;
  bool low_open = false, high_open = false;
  bool zero_claim = false;  ///< 零发生, 无一宗: no digit stands there
  Verdict verdict = Verdict::open;
  std::string open_reason;
};

struct Operand {
  Role role;
  std::uint32_t figure;
};

struct RelationData {
  RelationKind kind = RelationKind::sum;
  Verdict verdict = Verdict::open;
  Basis basis = Basis::words;
  bool needs_review = false;
  std::vector<Operand> operands;  ///< in text order
  TextRange range;
  TextRange tie;
  std::string derivation;
  std::string remark_zh, remark_en;
  bool has_stated = false, has_computed = false, has_delta = false, has_tolerance = false;
  std::string stated, computed, delta, tolerance;
  std::vector<Repair> repairs;
  std::uint64_t fingerprint = 0;
};

/// Ties a figure or a cell to a metric of the dictionary, or a statement that there is none of it (未发生…) to its
/// zero.
struct MetricLinkData {
  std::string metric;        ///< id in metrics.toml
  std::int32_t figure = -1;  ///< -1: a cell, or a statement in words
  TextRange range;           ///< name and figure
  std::int32_t growth = -1;  ///< figure that says how it moved
  bool falls = false;
  bool certain = false;
  std::int32_t table = -1, cell = -1;  ///< -1: no cell
};

struct CitationData {
  TextRange range;
  TextRange title;
  TextRange number;
  CitationClass citation_class = CitationClass::other;
};

struct SectionData {
  TextRange range;
  TextRange label;
  TextRange heading;
  TextRange body;
  std::int32_t parent = -1;
  std::int32_t ordinal = 0;
  std::int8_t level = 1;
  LabelStyle style = LabelStyle::none;
  Origin label_origin = Origin::typed;
  Origin level_origin = Origin::typed;
  bool stands_alone = false;
};

struct BlockData {
  // A paragraph cut by page furniture (a page number between two lines) goes on in a block with continues = true.
  TextRange range;
  TextRange content;
  std::int32_t section = -1;
  BlockKind kind = BlockKind::paragraph;
  bool continues = false;
};

struct SentenceData {
  TextRange range;
  std::uint32_t block = 0;
};

struct CellData {
  TextRange range;
  Value value;
  std::string unit;
  std::uint16_t row = 0, column = 0, row_span = 1, column_span = 1;
  CellKind kind = CellKind::text;
  std::int8_t decimals = 0;
  Verdict verdict = Verdict::open;
};

/// A row or a column of a table.
struct TableLineData {
  std::vector<std::string> path;
  RowState state = RowState::read;
};

struct TableCheckData {
  TableCheckKind kind = TableCheckKind::form;
  Verdict verdict = Verdict::open;
  Basis basis = Basis::words;
  bool has_delta = false;
  std::vector<std::uint32_t> left, right;  ///< cells
  std::string derivation, remark_zh, remark_en, delta;
};

/// Positions are text positions from the start: tables are found before wrapped lines are joined.
struct TableData {
  TextRange range;
  TextRange caption_range;
  std::string form, caption;
  std::int32_t section = -1;
  TableSource source = TableSource::columns;
  std::uint16_t header_rows = 0, header_columns = 0;
  std::vector<TableLineData> rows, columns;
  std::vector<CellData> cells;
  std::vector<TableCheckData> checks;
};

/// Filled by the first question for metrics; read by way of metric_links() of metrics/link.hpp.
struct MetricLinks {
  std::once_flag once;
  bool given = false;                ///< list came out of a file
  std::vector<MetricLinkData> list;  ///< in text order
};

struct ReportData {
  TextData text;
  ReportKind kind = ReportKind::other;
  std::string importer, source_name, source_hash;
  SourceMap source_map;                          ///< empty for plain text
  std::unique_ptr<const Conversion> conversion;  ///< of a file that was converted before it was read
  Header header;
  std::vector<BlockData> blocks;
  std::vector<SectionData> sections;
  std::vector<std::string> paths;  ///< section_path of each section; see name_sections
  std::vector<SentenceData> sentences;
  std::vector<FigureData> figures;
  std::vector<RelationData> relations;
  std::vector<CitationData> citations;
  std::unique_ptr<MetricLinks> metric_links = std::make_unique<MetricLinks>();
  std::vector<TableData> tables;
  std::array<ContentPlace, content_count> contents;
};

/// Fills r.paths: printed numbers of each section and its ancestors (一（三）), with #2 behind where an earlier section
/// has the same. The sections must stand in text positions.
void name_sections(ReportData& r);
/// Whether the runs of a map ascend, lie in the text and name parts that are there.
bool is_sound(const SourceMap& map, std::size_t text_size);
/// Gives the relations their fingerprints (rules/fingerprint.cpp). Figures and relations must stand in text positions.
void mark_relations(ReportData& r);

}  // namespace detail
FAZHI_NAMESPACE_END
