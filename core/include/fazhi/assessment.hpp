// Report, findings, scorecards and provenance: the only thing exporters receive.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "fazhi/checklist.hpp"
#include "fazhi/finding.hpp"
#include "fazhi/report.hpp"

FAZHI_NAMESPACE_BEGIN

namespace detail {
struct AssessmentData;
}

/// What was used to make an assessment: same parts and same input give the same bytes.
struct Provenance {
  struct Part {
    std::string kind, id, version, hash;
  };  ///< kind: core, importer, converter, validator, scorer, checklist, lexicon, profile
  std::string profile;
  Date as_of;
  std::string as_of_origin;  ///< "given", "published", "signed", "default"
  std::vector<Part> parts;
};

/// Handle of an immutable assessment. Copies share; safe to read from many threads.
class FAZHI_API Assessment {
 public:
  Assessment() noexcept;
  explicit Assessment(std::shared_ptr<const detail::AssessmentData> data) noexcept;
  Assessment(const Assessment&) noexcept;
  Assessment(Assessment&&) noexcept;
  Assessment& operator=(const Assessment&) noexcept;
  Assessment& operator=(Assessment&&) noexcept;
  ~Assessment();

  [[nodiscard]] const Report& report() const noexcept;
  /// In order of position, then rule id.
  [[nodiscard]] const std::vector<Finding>& findings() const noexcept;
  [[nodiscard]] const std::vector<Scorecard>& scorecards() const noexcept;
  [[nodiscard]] const Provenance& provenance() const noexcept;
  /// Path of the source file; empty where it was read from bytes or text.
  [[nodiscard]] std::string_view source_path() const noexcept;

  [[nodiscard]] const std::shared_ptr<const detail::AssessmentData>& data() const noexcept { return d_; }
  [[nodiscard]] explicit operator bool() const noexcept { return d_ != nullptr; }

 private:
  std::shared_ptr<const detail::AssessmentData> d_;
};

/// Host interface: exporters pull assessments out of it, one or a million.
class FAZHI_API AssessmentSource {
 public:
  AssessmentSource();
  AssessmentSource(const AssessmentSource&) = delete;
  AssessmentSource& operator=(const AssessmentSource&) = delete;
  virtual ~AssessmentSource();
  /// The next assessment; false at the end.
  virtual bool next(Assessment& out) = 0;
};

FAZHI_NAMESPACE_END
