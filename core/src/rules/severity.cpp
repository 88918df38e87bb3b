// Severity letters, and the draft of a finding.
#include <string>
#include <utility>

#include "fazhi/error.hpp"
#include "fazhi/finding.hpp"

FAZHI_NAMESPACE_BEGIN

namespace {

constexpr std::string_view letters_from_gravest = "EWRI-";

}  // namespace

Severity severity_from_letter(char letter) {
  switch (letter) {
    case 'E':
      return {Level::error, Kind::fail, false};
    case 'W':
      return {Level::warning, Kind::fail, false};
    case 'R':
      return {Level::none, Kind::review, false};
    case 'I':
      return {Level::none, Kind::informational, false};
    case '-':
      return {Level::none, Kind::informational, true};
    default:
      break;
  }
  const std::string given(1, letter);
  throw OptionError(
      "'" + given + "' is no severity; write E (error), W (warning), R (for review), I (informational) or - (off)",
      "“" + given + "”不是严重程度；请写E（错误）、W（警告）、R（待复核）、I（提示）或-（关闭）");
}

char letter_of(Severity s) noexcept {
  if (s.off) return '-';
  if (s.kind == Kind::fail) return s.level == Level::error ? 'E' : 'W';
  return s.kind == Kind::review || s.kind == Kind::open ? 'R' : 'I';
}

FindingDraft& FindingDraft::message(std::string zh, std::string en) {
  if (f_ == nullptr) return *this;
  f_->message_zh = std::move(zh);
  f_->message_en = std::move(en);
  return *this;
}

FindingDraft& FindingDraft::evidence(TextRange range, std::string zh, std::string en) {
  if (f_ != nullptr) f_->evidence.push_back({range, std::move(zh), std::move(en)});
  return *this;
}

FindingDraft& FindingDraft::figure(std::uint32_t index) {
  if (f_ != nullptr) f_->figures.push_back(index);
  return *this;
}

FindingDraft& FindingDraft::relation(std::uint32_t index) {
  if (f_ != nullptr) f_->relations.push_back(index);
  return *this;
}

FindingDraft& FindingDraft::fix(TextRange range, std::string replacement, std::string zh, std::string en) {
  if (f_ != nullptr) f_->fixes.push_back({range, std::move(replacement), std::move(zh), std::move(en)});
  return *this;
}

FindingDraft& FindingDraft::at_most(char letter) {
  const Severity lower = severity_from_letter(letter);
  if (f_ == nullptr) return *this;
  const char now = letter_of({f_->level, f_->kind, false});
  if (letters_from_gravest.find(letter) <= letters_from_gravest.find(now)) return *this;
  f_->level = lower.level;
  f_->kind = lower.kind;
  // A finding without a rule is dropped by the sink.
  if (lower.off) f_->rule_id.clear();
  return *this;
}

FAZHI_NAMESPACE_END
