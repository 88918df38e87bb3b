#include "guard.hpp"

#include "fazhi/error.hpp"

namespace importer_docx {

using std::chrono::steady_clock;

Guard::Guard(std::string_view file, const Bounds& bounds, fazhi::Context& ctx)
    : file_(file), bounds_(bounds), ctx_(ctx), end_(steady_clock::now() + std::chrono::seconds(bounds.max_seconds)) {}

void Guard::fail(const std::string& en, const std::string& zh) const {
  throw fazhi::ParseError(file_ + " " + en, file_ + zh);
}

void Guard::check_depth(int depth) const {
  if (depth <= bounds_.max_depth) return;
  const std::string most = std::to_string(bounds_.max_depth);
  fail("nests tables or content deeper than " + most + " levels (option max_depth); Word itself ends far below",
       "嵌套超过" + most + "层（选项max_depth），Word本身远不到此深度");
}

void Guard::count_paragraph(std::uint32_t characters) {
  constexpr std::uint32_t often = 256;
  if (++paragraphs_ % often == 0) check_time();
  characters_ += characters;
  if (characters_ <= bounds_.max_characters) return;
  const std::string most = std::to_string(bounds_.max_characters);
  fail("holds more than " + most + " characters (option max_characters); no report has so many",
       "所含文字超过" + most + "个（选项max_characters）；报告不会有这么多文字");
}

void Guard::check_time() {
  ctx_.check_cancelled();
  if (steady_clock::now() <= end_) return;
  const std::string most = std::to_string(bounds_.max_seconds);
  fail("took more than " + most + " seconds to read (option max_seconds); raise it where the file is trusted",
       "读取超过" + most + "秒（选项max_seconds）；若文件可信，请调大");
}

}  // namespace importer_docx
