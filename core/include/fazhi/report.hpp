// The report model: an immutable snapshot with exact positions.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fazhi/citation.hpp"
#include "fazhi/figure.hpp"
#include "fazhi/table.hpp"
#include "fazhi/text.hpp"

FAZHI_NAMESPACE_BEGIN

class Context;
struct SourceMap;

/// What kind of document was read.
enum class ReportKind : std::uint8_t { rule_of_law, disclosure, work_report, other };
/// Where a fact came from.
enum class Origin : std::uint8_t { typed, computed, inferred, metadata };
/// Class of a line or paragraph. Everything but the first seven is kept and never analysed: page furniture, and the
/// lines of a table, whose numbers stand in its cells.
enum class BlockKind : std::uint8_t {
  paragraph,
  heading,
  title,
  addressee,
  signature,
  date,
  attachment_note,
  blank,
  menu,
  metadata,
  page_number,
  running_head,
  footer,
  table
};
/// Family of a numbering mark (domain: GB/T 9704 7.3.3 and what real reports print).
enum class LabelStyle : std::uint8_t {
  none,            ///< unnumbered heading
  han,             ///< 一、
  han_bracket,     ///< （一）
  arabic_dot,      ///< 1. 1． 1、
  arabic_bracket,  ///< （1） 1）
  circled,         ///< ①
  ordinal,         ///< 第一，
  is_list,         ///< 一是
  dash,            ///< ——
  article,         ///< 第一条
  chapter,         ///< 第一章 第一节
  first_next       ///< 首先，其次，
};
/// The contents that a yearly report must have (督察工作规定 art. 25); causes are kept apart from shortcomings.
enum class Content : std::uint8_t { measures, shortcomings, causes, first_responsible, next_year };
inline constexpr std::size_t content_count = 5;

FAZHI_API std::string_view to_string(ReportKind) noexcept;
FAZHI_API std::string_view to_string(Origin) noexcept;
FAZHI_API std::string_view to_string(BlockKind) noexcept;
FAZHI_API std::string_view to_string(LabelStyle) noexcept;
FAZHI_API std::string_view to_string(Content) noexcept;

/// A calendar date; all zero where unknown, month and day 0 where not given.
struct Date {
  int year = 0;
  int month = 0;
  int day = 0;
  [[nodiscard]] constexpr bool known() const noexcept { return year != 0; }
};

/// View of one numbered (or unnumbered) unit of the outline; valid while a handle of its Report lives.
class FAZHI_API Section {
 public:
  Section(const detail::ReportData* data, std::uint32_t index) noexcept : d_(data), i_(index) {}
  [[nodiscard]] std::uint32_t index() const noexcept { return i_; }
  /// Depth in the tree as the text means it, from 1.
  [[nodiscard]] int level() const noexcept;
  [[nodiscard]] std::optional<std::uint32_t> parent() const noexcept;
  /// The mark as printed: "一、" "（3）" "一是"; empty for an unnumbered heading.
  [[nodiscard]] std::string_view label() const noexcept;
  [[nodiscard]] LabelStyle style() const noexcept;
  /// Number that the mark states; 0 where it has none.
  [[nodiscard]] int ordinal() const noexcept;
  [[nodiscard]] Origin label_origin() const noexcept;
  [[nodiscard]] Origin level_origin() const noexcept;
  /// Heading text without label and end mark.
  [[nodiscard]] std::string_view heading() const noexcept;
  [[nodiscard]] TextRange heading_range() const noexcept;
  /// Label, heading, text and all children. range().start is where the label begins.
  [[nodiscard]] TextRange range() const noexcept;
  /// Text behind the heading up to the first child.
  [[nodiscard]] TextRange body_range() const noexcept;
  /// Printed numbers of the ancestors and this one, "一（三）"; unique within a report or with #2 behind.
  [[nodiscard]] std::string path() const;
  /// True where the heading stands on a line of its own.
  [[nodiscard]] bool stands_alone() const noexcept;

 private:
  const detail::ReportData* d_;
  std::uint32_t i_;
};

/// A paragraph, or a line of page furniture. Blocks tile the text.
class FAZHI_API Block {
 public:
  Block(const detail::ReportData* data, std::uint32_t index) noexcept : d_(data), i_(index) {}
  [[nodiscard]] std::uint32_t index() const noexcept { return i_; }
  [[nodiscard]] BlockKind kind() const noexcept;
  /// With its line end.
  [[nodiscard]] TextRange range() const noexcept;
  /// Without indent and line end.
  [[nodiscard]] TextRange content_range() const noexcept;
  [[nodiscard]] std::optional<std::uint32_t> section() const noexcept;
  /// True where it carries on the paragraph that page furniture (a page number) cut.
  [[nodiscard]] bool continues() const noexcept;

 private:
  const detail::ReportData* d_;
  std::uint32_t i_;
};

/// One element of the document header (GB/T 9704 7.2–7.3) with its place; place empty where it came from metadata.
struct HeaderField {
  std::string value;
  TextRange range;
  Origin origin = Origin::typed;
};

/// The head of the document.
struct Header {
  HeaderField title;                     ///< blanks and line breaks folded
  std::vector<TextRange> title_repeats;  ///< further places that print the title
  std::vector<HeaderField> issuers;      ///< 发文机关
  HeaderField document_number;           ///< 发文字号
  HeaderField addressee;                 ///< 主送机关
  HeaderField signature;                 ///< 署名
  std::vector<HeaderField> signers;      ///< 签发人
  HeaderField attachment_note;           ///< 附件说明
  Date signed_date;                      ///< 成文日期
  TextRange signed_date_range;
  Date published_date;  ///< 发布日期
  TextRange published_date_range;
  int year = 0;  ///< year reported on; 0 where unknown
  Origin year_origin = Origin::inferred;
};

/// Where a statutory content stands.
struct ContentPlace {
  std::vector<std::uint32_t> sections;  ///< indices into Report::section; empty: absent
  std::vector<TextRange> evidence;      ///< the words that show it
};

/// Handle of an immutable report. Copies share; safe to read from many threads.
class FAZHI_API Report {
 public:
  Report() noexcept;
  explicit Report(std::shared_ptr<const detail::ReportData> data) noexcept;
  Report(const Report&) noexcept;
  Report(Report&&) noexcept;
  Report& operator=(const Report&) noexcept;
  Report& operator=(Report&&) noexcept;
  ~Report();

  [[nodiscard]] Text text() const noexcept;
  [[nodiscard]] ReportKind kind() const noexcept;
  /// Name of the importer that read it, and of the file or "<bytes>", "<text>".
  [[nodiscard]] std::string_view importer() const noexcept;
  [[nodiscard]] std::string_view source_name() const noexcept;
  /// SHA-256 of the source bytes, lower-case hex.
  [[nodiscard]] std::string_view source_hash() const noexcept;
  [[nodiscard]] const Header& header() const noexcept;

  [[nodiscard]] std::size_t section_count() const noexcept;
  [[nodiscard]] Section section(std::size_t i) const noexcept;
  [[nodiscard]] std::size_t block_count() const noexcept;
  [[nodiscard]] Block block(std::size_t i) const noexcept;
  [[nodiscard]] std::size_t sentence_count() const noexcept;
  [[nodiscard]] TextRange sentence(std::size_t i) const noexcept;
  [[nodiscard]] std::size_t figure_count() const noexcept;
  [[nodiscard]] Figure figure(std::size_t i) const noexcept;
  [[nodiscard]] std::size_t relation_count() const noexcept;
  [[nodiscard]] Relation relation(std::size_t i) const noexcept;
  [[nodiscard]] std::size_t citation_count() const noexcept;
  [[nodiscard]] Citation citation(std::size_t i) const noexcept;
  [[nodiscard]] const ContentPlace& content(Content c) const noexcept;
  [[nodiscard]] std::size_t table_count() const noexcept;
  [[nodiscard]] Table table(std::size_t i) const noexcept;

  [[nodiscard]] const std::shared_ptr<const detail::ReportData>& data() const noexcept { return d_; }
  [[nodiscard]] explicit operator bool() const noexcept { return d_ != nullptr; }

 private:
  std::shared_ptr<const detail::ReportData> d_;
};

/// Makes a Report out of decoded text: importers fill it, build() analyses. Not shared between threads; used once.
class FAZHI_API ReportBuilder {
 public:
  /// utf8 must be valid UTF-8 without a byte-order mark; build() checks it.
  explicit ReportBuilder(std::string utf8);
  ReportBuilder(ReportBuilder&&) noexcept;
  ~ReportBuilder();

  void source(std::string name, std::string importer, std::string sha256_hex);
  void encoding(std::string name, bool byte_order_mark);
  /// Source byte offset of each code point and of the end (size + 1 entries); left out: UTF-8 as it stands.
  void source_offsets(std::vector<std::uint32_t> offsets);
  /// Where each stretch of the text stands in the file (fazhi/source.hpp); left out: the importer knows no such places.
  void source_map(SourceMap map);
  /// Marks a stretch as page furniture before the analysis runs (lines, not parts of lines).
  void furniture(TextRange range, BlockKind kind);
  /// Marks text as a label that the source's numbering computed: no width there, no figures; level 0: no heading.
  void computed_label(TextRange range, int level);
  /// A table of the source, row by row. A cell that spans stands once, in its first row. The lines of a table that
  /// holds numbers are taken out of the paragraphs; the text of any other table is read as paragraphs too.
  void table(std::vector<std::vector<SourceCell>> rows, TextRange caption = {});
  /// A header field that the source gives outside its text (metadata of a page or file).
  void metadata(std::string_view field, std::string value);
  /// Analyses and gives the report. Polls ctx for cancellation; throws Cancelled, and ParseError where the text is not
  /// valid UTF-8.
  [[nodiscard]] Report build(Context& ctx);

 private:
  struct Impl;
  std::unique_ptr<Impl> d_;
};

FAZHI_NAMESPACE_END
