// Relations of a made-up sentence, told in one line each.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "fazhi/context.hpp"
#include "model/names.hpp"
#include "model/passes.hpp"
#include "text/decode.hpp"

namespace relations_told {

using namespace fazhi;
using namespace fazhi::detail;

inline ReportData read(std::string text) {
  ReportData r;
  r.text.utf8 = std::move(text);
  index_text(r.text);
  Context ctx;
  analyse(r, {}, ctx);
  return r;
}

/// "sum proved words: whole=50件 part=30件 …", one line a relation.
inline std::string told(const ReportData& r) {
  std::string out;
  const Text t(&r.text);
  for (const RelationData& x : r.relations) {
    out += std::string(to_string(x.kind)) + " " + std::string(to_string(x.verdict)) + " " +
           std::string(to_string(x.basis)) + ":";
    for (const Operand& o : x.operands)
      out += " " + std::string(to_string(o.role)) + "=" + std::string(t.slice(r.figures[o.figure].range));
    out += "\n";
  }
  return out;
}

inline std::string told(std::string text) { return told(read(std::move(text))); }

/// The one relation of a text that makes one.
inline RelationData only(std::string text) {
  ReportData r = read(std::move(text));
  EXPECT_EQ(r.relations.size(), 1u) << told(r);
  return r.relations.empty() ? RelationData{} : r.relations.front();
}

}  // namespace relations_told
