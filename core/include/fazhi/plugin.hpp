// What plugin authors implement. Objects are stateless and const: one instance serves all threads.
//
//   class Brief final : public fazhi::Exporter {
//     void write(fazhi::AssessmentSource& in, fazhi::Sink& out, const fazhi::Options& options, fazhi::Context& ctx)
//     const override;
//   };
//   FAZHI_PLUGIN("org.example.brief", "0.1.0",
//                FAZHI_EXPORTER("brief", Brief, R"({"title": {"zh": "一页简报", "en": "One-page brief"}, "suffixes":
//                [".md"]})"))
//
// These interfaces never change within a major number of the plugin ABI.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "fazhi/assessment.hpp"
#include "fazhi/checklist.hpp"
#include "fazhi/context.hpp"
#include "fazhi/error.hpp"
#include "fazhi/finding.hpp"
#include "fazhi/io.hpp"
#include "fazhi/options.hpp"
#include "fazhi/plugin_abi.hpp"
#include "fazhi/report.hpp"

FAZHI_NAMESPACE_BEGIN

/// How sure an importer is that it reads a source; the surest one is chosen, ties by order of search.
enum class Confidence : std::uint8_t { no, fallback, likely, certain };

class FAZHI_API Importer {
 public:
  virtual ~Importer();
  /// Looks at the first bytes; never throws for content it does not know.
  [[nodiscard]] virtual Confidence probe(const Source& source) const = 0;
  /// Throws ParseError naming the file, the place and the remedy.
  [[nodiscard]] virtual Report read(const Source& source, const Options& options, Context& ctx) const = 0;
};

/// What validators and scorers look at.
struct Subject {
  const Report& report;
  const Report* previous = nullptr;  ///< last year's report of the same unit
  const std::vector<Report>* siblings = nullptr;
};

class FAZHI_API Validator {
 public:
  virtual ~Validator();
  virtual void validate(const Subject& subject, const Options& options, FindingSink& sink, Context& ctx) const = 0;
};

class FAZHI_API Scorer {
 public:
  virtual ~Scorer();
  [[nodiscard]] virtual Scorecard score(const Subject& subject, const std::vector<Finding>& findings,
                                        const Checklist& checklist, const Options& options, Context& ctx) const = 0;
};

class FAZHI_API Exporter {
 public:
  virtual ~Exporter();
  virtual void write(AssessmentSource& in, Sink& out, const Options& options, Context& ctx) const = 0;
};

FAZHI_NAMESPACE_END
