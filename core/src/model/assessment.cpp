#include "fazhi/assessment.hpp"

#include <utility>

#include "model/assessment_data.hpp"

FAZHI_NAMESPACE_BEGIN

namespace {

const detail::AssessmentData& data_or_empty(const std::shared_ptr<const detail::AssessmentData>& d) {
  static const detail::AssessmentData empty;
  return d ? *d : empty;
}

}  // namespace

Assessment::Assessment() noexcept = default;
Assessment::Assessment(std::shared_ptr<const detail::AssessmentData> data) noexcept : d_(std::move(data)) {}
Assessment::Assessment(const Assessment&) noexcept = default;
Assessment::Assessment(Assessment&&) noexcept = default;
Assessment& Assessment::operator=(const Assessment&) noexcept = default;
Assessment& Assessment::operator=(Assessment&&) noexcept = default;
Assessment::~Assessment() = default;

const Report& Assessment::report() const noexcept { return data_or_empty(d_).report; }
const std::vector<Finding>& Assessment::findings() const noexcept { return data_or_empty(d_).findings; }
const std::vector<Scorecard>& Assessment::scorecards() const noexcept { return data_or_empty(d_).scorecards; }
const Provenance& Assessment::provenance() const noexcept { return data_or_empty(d_).provenance; }
std::string_view Assessment::source_path() const noexcept { return data_or_empty(d_).source_path; }

AssessmentSource::AssessmentSource() = default;
AssessmentSource::~AssessmentSource() = default;

FAZHI_NAMESPACE_END
