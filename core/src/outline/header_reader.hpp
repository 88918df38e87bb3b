// Reads the header in one pass over the first and the last blocks; private to header*.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "outline/header_metadata.hpp"
#include "outline/header_words.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

class HeaderReader {
 public:
  HeaderReader(ReportData& r, const Hints& hints, const Shadow& shadow);
  void run();

 private:
  void take_hints();
  void find_head();
  void read_number_and_signers();
  bool read_head_date(std::uint32_t block, std::size_t from);
  void read_signers(std::uint32_t from, std::uint32_t to);
  void read_title();
  void set_title(TextRange range);
  void guess_title();
  void read_addressee();
  void read_page();
  // header_foot.cpp
  void read_foot();
  bool read_signed_line(std::uint32_t block);
  void read_signature_above(std::uint32_t block);
  void read_attachment_note();
  // header_facts.cpp
  void read_kind();
  void read_year();
  void read_issuers();
  bool split_issuers(std::u32string_view names, TextRange range, Origin origin, bool places);
  bool issuers_of_title(bool places);
  bool issuers_of_lead(bool places);
  void read_congress();
  void read_speaker_for(std::u32string_view line, std::uint32_t start, std::u32string_view place);
  [[nodiscard]] TextRange lead() const;
  [[nodiscard]] bool headings_of_rule_of_law() const;

  [[nodiscard]] std::u32string_view content(std::uint32_t block) const;
  [[nodiscard]] HeaderField field(TextRange range, Origin origin) const;
  [[nodiscard]] bool ends_title(std::u32string_view s) const;
  [[nodiscard]] std::size_t title_start(std::size_t last) const;
  [[nodiscard]] bool find_furniture(std::uint32_t from, std::uint32_t to) const;
  static bool same_title(std::u32string_view a, std::u32string_view b);
  static std::u32string_view without_brackets(std::u32string_view s);

  ReportData& r_;
  const Hints& hints_;
  std::u32string_view s_;
  const HeaderWords& words_;
  PageMetadata page_;
  std::vector<std::uint32_t> head_;  ///< blocks above the body that are not read yet
  std::uint32_t body_ = 0;           ///< first block of the body; past the end where there is none
};

}  // namespace detail
FAZHI_NAMESPACE_END
