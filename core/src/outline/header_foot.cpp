// Signature, date and attachment note (GB/T 9704 7.3.4, 7.3.5): short lines behind the body.
#include "outline/dates.hpp"
#include "outline/header_reader.hpp"
#include "text/lines.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

constexpr std::uint32_t longest_foot_line = 60;
constexpr int foot_lines = 6;  // non-blank text lines looked at from the end for a date without a name
constexpr std::size_t most_names = 4;

bool is_note(std::u32string_view s) {
  if (!s.starts_with(U"附件") && !s.starts_with(U"附：")) return false;
  const std::size_t colon = s.find_first_of(U"：:");
  return colon != s.npos && colon <= 4 && colon + 1 < s.size();
}

}  // namespace

/// "2024年1月5日" or "某某人民政府 2024年1月5日", alone on its line.
bool HeaderReader::read_signed_line(std::uint32_t block) {
  const std::u32string_view s = content(block);
  if (s.size() > longest_foot_line || s.back() == U'。') return false;
  const std::uint32_t at = r_.blocks[block].content.start;
  for (std::size_t i = 0; i < s.size(); ++i) {
    const DateMatch m = match_date(s.substr(i));
    if (m.size == 0) continue;
    if (i + m.size != s.size()) return false;
    std::size_t name_end = i;
    while (name_end > 0 && s[name_end - 1] == U' ') --name_end;
    if (name_end > 0 && !is_body_name(fold_line(s.substr(0, name_end)))) return false;
    Header& h = r_.header;
    if (!h.signed_date.known()) h.signed_date = m.date;
    h.signed_date_range = {at + static_cast<std::uint32_t>(i), at + static_cast<std::uint32_t>(s.size())};
    if (name_end > 0) h.signature = field({at, at + static_cast<std::uint32_t>(name_end)}, Origin::typed);
    r_.blocks[block].kind = name_end > 0 ? BlockKind::signature : BlockKind::date;
    return true;
  }
  return false;
}

/// The names on the lines above a date.
void HeaderReader::read_signature_above(std::uint32_t block) {
  TextRange range;
  std::size_t names = 0;
  for (std::uint32_t k = block; k > body_ + 1 && names < most_names;) {
    --k;
    if (r_.blocks[k].kind == BlockKind::blank) continue;
    if (r_.blocks[k].kind != BlockKind::paragraph || content(k).size() > longest_foot_line ||
        !is_body_name(fold_line(content(k))))
      break;
    const TextRange c = r_.blocks[k].content;
    range = names == 0 ? c : TextRange{c.start, range.end};
    r_.blocks[k].kind = BlockKind::signature;
    ++names;
  }
  if (names > 0) r_.header.signature = field(range, Origin::typed);
}

void HeaderReader::read_attachment_note() {
  for (std::uint32_t k = body_ + 1; k < r_.blocks.size(); ++k) {
    if (r_.blocks[k].kind != BlockKind::paragraph || !is_note(content(k))) continue;
    r_.header.attachment_note = field(r_.blocks[k].content, Origin::typed);
    r_.blocks[k].kind = BlockKind::attachment_note;
    return;
  }
}

void HeaderReader::read_foot() {
  const auto count = static_cast<std::uint32_t>(r_.blocks.size());
  if (body_ >= count) return;
  read_attachment_note();
  // A date below a name is a signature wherever it stands (attachments may follow); a date alone only near the end.
  int seen = 0;
  for (std::uint32_t k = count; k > body_ + 1;) {
    --k;
    if (r_.blocks[k].kind != BlockKind::paragraph) continue;
    ++seen;
    const std::u32string_view s = content(k);
    if (s.size() > longest_foot_line) continue;
    const bool named_above = k > body_ + 1 && [&] {
      std::uint32_t above = k - 1;
      while (above > body_ && r_.blocks[above].kind == BlockKind::blank) --above;
      return r_.blocks[above].kind == BlockKind::paragraph && content(above).size() <= longest_foot_line &&
             is_body_name(fold_line(content(above)));
    }();
    const bool named_here = match_date(s).size == 0;
    if (seen > foot_lines && !named_above && !named_here) continue;
    if (!read_signed_line(k)) continue;
    if (r_.header.signature.value.empty()) read_signature_above(k);
    return;
  }
  // A name without a date, last of all.
  for (std::uint32_t k = count; k > body_ + 1;) {
    --k;
    if (r_.blocks[k].kind == BlockKind::attachment_note || r_.blocks[k].kind >= BlockKind::blank) continue;
    if (r_.blocks[k].kind == BlockKind::paragraph && content(k).size() <= longest_foot_line &&
        !starts_with_label(content(k)) && is_body_name(fold_line(content(k))))
      read_signature_above(k + 1);
    return;
  }
}

}  // namespace detail
FAZHI_NAMESPACE_END
