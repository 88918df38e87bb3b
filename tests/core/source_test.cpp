// From positions of the text back to places in the file.
#include "fazhi/source.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fazhi/context.hpp"
#include "fazhi/error.hpp"

namespace fazhi {
namespace {

// One paragraph "甲乙丙丁" in two runs behind a computed number, then a line end, then a paragraph of another part.
Report sample() {
  ReportBuilder builder("一、甲乙丙丁\n戊\n");
  builder.source_map(
      {{"body", "head"},
       {{0, 0, 2, 0, 0, true}, {2, 0, 2, 0, 0}, {4, 0, 2, 3, 5}, {6, 0, 2, 3, 7, true}, {7, 1, 0, 0, 1}}});
  Context ctx;
  return builder.build(ctx);
}

TEST(SourcePlaces, EveryCodePointLeadsToItsRun) {
  const Report r = sample();
  const auto at = [&](std::uint32_t position) {
    const auto p = source_place(r, position);
    return p ? std::vector<std::uint32_t>{p->paragraph, p->run, p->offset, p->size} : std::vector<std::uint32_t>{};
  };
  EXPECT_EQ(at(0), (std::vector<std::uint32_t>{2, 0, 0, 0}));  // the number was made
  EXPECT_EQ(at(1), (std::vector<std::uint32_t>{2, 0, 0, 0}));
  EXPECT_EQ(at(3), (std::vector<std::uint32_t>{2, 0, 1, 1}));
  EXPECT_EQ(at(5), (std::vector<std::uint32_t>{2, 3, 6, 1}));
  EXPECT_EQ(at(6), (std::vector<std::uint32_t>{2, 3, 7, 0}));  // the line end too
  EXPECT_EQ(at(7), (std::vector<std::uint32_t>{0, 0, 1, 1}));
  EXPECT_EQ(source_place(r, 7)->part, "head");
  EXPECT_EQ(at(9), (std::vector<std::uint32_t>{0, 0, 3, 0}));  // the end
  EXPECT_TRUE(at(10).empty());
}

TEST(SourcePlaces, ARangeIsCutAtRunsAndMadeTextHasNone) {
  const Report r = sample();
  const auto cuts = [&](TextRange range) {
    std::vector<std::vector<std::uint32_t>> out;
    for (const SourcePlace& p : source_places(r, range)) out.push_back({p.start, p.size, p.run, p.offset});
    return out;
  };
  using Cuts = std::vector<std::vector<std::uint32_t>>;
  EXPECT_EQ(cuts({0, 2}), Cuts{});
  EXPECT_EQ(cuts({1, 5}), (Cuts{{2, 2, 0, 0}, {4, 1, 3, 5}}));
  EXPECT_EQ(cuts({5, 8}), (Cuts{{5, 1, 3, 6}, {7, 1, 0, 1}}));
  EXPECT_EQ(cuts({3, 3}), Cuts{});
  EXPECT_EQ(cuts({5, 99}).size(), 2u);
}

TEST(SourcePlaces, TextAloneHasNone) {
  Context ctx;
  const Report r = ReportBuilder("甲乙").build(ctx);
  EXPECT_FALSE(source_place(r, 0));
  EXPECT_TRUE(source_places(r, {0, 2}).empty());
}

TEST(SourcePlaces, AMapThatDoesNotFitTheTextIsRefused) {
  using Runs = std::vector<SourceRun>;
  for (const Runs& runs : {Runs{{2, 0}, {1, 0}}, Runs{{1, 0}, {1, 0}}, Runs{{0, 1}}, Runs{{2, 0}}}) {
    ReportBuilder builder("甲乙");
    builder.source_map({{"body"}, runs});
    Context ctx;
    EXPECT_THROW((void)builder.build(ctx), ParseError);
  }
}

}  // namespace
}  // namespace fazhi
