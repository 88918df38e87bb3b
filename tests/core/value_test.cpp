#include "model/value.hpp"

#include <gtest/gtest.h>

#include "fazhi/error.hpp"

using namespace fazhi;
using namespace fazhi::detail;

TEST(Value, PrintsDecimalsAndFractions) {
  EXPECT_EQ(to_text({44600, 1}), "44600");
  EXPECT_EQ(to_text({197, 2}), "98.5");
  EXPECT_EQ(to_text({1, 3}), "1/3");
  EXPECT_EQ(to_text({1, 20}), "0.05");
  EXPECT_EQ(to_text({-3, 8}), "-0.375");
  EXPECT_EQ(to_text({0, 1}), "0");
}

TEST(Value, ReadsWhatItPrints) {
  for (const char* s : {"0", "7", "44600", "98.5", "0.05", "1/3", "-2.25", "22/7", "123456789012345678901"})
    EXPECT_EQ(to_text(value_from_text(s)), s);
}

TEST(Value, ReducesWhatItReads) {
  EXPECT_EQ(value_from_text("98.50"), (Value{197, 2}));
  EXPECT_EQ(value_from_text("2/6"), (Value{1, 3}));
  EXPECT_EQ(value_from_text("5.00"), (Value{5, 1}));
}

TEST(Value, RefusesWhatIsNoNumber) {
  for (const char* s : {"", "-", ".", "1/0", "1.5/2", "1,000", "12a", "1e3", "0.1234567890123456789"})
    EXPECT_THROW(value_from_text(s), ParseError) << s;
}
