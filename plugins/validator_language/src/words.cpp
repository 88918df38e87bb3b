// Rules about words.
#include <algorithm>

#include "rules.hpp"

namespace validator_language {

namespace {

bool fits(const Paper& paper, const WrongWord& w, std::uint32_t i) {
  if (!paper.holds(i, w.wrong)) return false;
  const auto end = i + static_cast<std::uint32_t>(w.wrong.size());
  if (i > 0 && w.unless_before.find(paper.text[i - 1]) != w.unless_before.npos) return false;
  if (end < paper.text.size() && w.unless_after.find(paper.text[end]) != w.unless_after.npos) return false;
  if (w.only_before.empty()) return true;
  return std::any_of(w.only_before.begin(), w.only_before.end(), [&](const std::u32string& next) {
    return next == U"#" ? end < paper.text.size() && is_digit(paper.text[end]) : paper.holds(end, next);
  });
}

void report_wrong(fazhi::FindingSink& sink, std::string_view rule, const WrongWord& w, std::uint32_t i) {
  const fazhi::TextRange range{i, i + static_cast<std::uint32_t>(w.wrong.size())};
  auto draft = sink.add(rule, range);
  draft.message("“" + w.wrong_utf8 + "”应为“" + w.right + "”" + (w.note_zh.empty() ? "" : "：" + w.note_zh),
                w.wrong_utf8 + " should read " + w.right + (w.note_en.empty() ? "" : ": " + w.note_en));
  draft.fix(range, w.right, "改为“" + w.right + "”", "replace by " + w.right);
}

void find_wrong(const Paper& paper, const std::vector<std::uint32_t>& starts, fazhi::FindingSink& sink,
                std::string_view rule, const WordIndex& index, const std::vector<WrongWord>& list) {
  std::uint32_t done = 0;
  for (const std::uint32_t i : starts) {
    if (i < done || !index.may_start(paper.text[i], paper.text[i + 1])) continue;
    index.each(paper.text[i], paper.text[i + 1], [&](std::uint32_t k) {
      if (i < done || !fits(paper, list[k], i)) return;
      report_wrong(sink, rule, list[k], i);
      done = i + static_cast<std::uint32_t>(list[k].wrong.size());
    });
  }
}

}  // namespace

std::vector<std::uint32_t> find_word_starts(const Paper& paper, const Words& words) {
  std::vector<std::uint32_t> starts;
  for (const Paragraph& p : paper.paragraphs)
    for (std::uint32_t i = p.start; i + 1 < p.end; ++i)
      if (words.any_index.may_start(paper.text[i], paper.text[i + 1])) starts.push_back(i);
  return starts;
}

// LEX-01, practice of proofreading (国办发〔2018〕123号 asks for texts without 错别字): words that are wrong wherever
// they stand. Passes where none of the list stands in the text; what is not on the list is not judged.
void lex_01(const Paper& paper, const Words& words, const std::vector<std::uint32_t>& starts,
            fazhi::FindingSink& sink) {
  find_wrong(paper, starts, sink, "LEX-01", words.wrong_index, words.wrong);
}

namespace {

constexpr std::uint32_t stride = 16;

/// True where a character or a pair meets itself within `stride` places from `i` on. Without branches, so that the
/// compiler looks at several places at once.
bool meets_itself(std::u32string_view t, std::uint32_t i) {
  const char32_t* const c = t.data() + i;
  std::uint32_t any = 0;
  for (std::uint32_t k = 0; k < stride; ++k) {
    any |= c[k] == c[k + 1] ? 1u : 0u;
    any |= ((c[k] ^ c[k + 2]) | (c[k + 1] ^ c[k + 3])) == 0 ? 1u : 0u;
  }
  return any != 0;
}

}  // namespace

// LEX-02, practice of proofreading: a word or a small word typed twice (坚持坚持, 的的).
// Passes on words that may meet themselves (有关规定规定应当) and on three and more of a kind; only words of the list
// are judged.
void lex_02(const Paper& paper, const Words& words, fazhi::FindingSink& sink) {
  auto allowed = [&](std::uint32_t i) {
    return std::any_of(words.doubled_whitelist.begin(), words.doubled_whitelist.end(), [&](const std::u32string& w) {
      const auto size = static_cast<std::uint32_t>(w.size());
      for (std::uint32_t back = 0; back < size && back <= i; ++back)
        if (paper.holds(i - back, w)) return true;
      return false;
    });
  };
  auto report = [&](std::uint32_t i, std::uint32_t half) {
    const fazhi::TextRange range{i, i + 2 * half};
    sink.add("LEX-02", range)
        .message("词语重复：" + paper.quote(range), "a word typed twice: " + paper.quote(range))
        .fix(range, paper.quote({i, i + half}), "删去重复的词", "drop the second");
  };
  const std::u32string_view t = paper.text;
  for (const Paragraph& p : paper.paragraphs) {
    for (std::uint32_t i = p.start, looked = p.start; i + 1 < p.end; ++i) {
      if (i == looked) {
        while (i + stride + 3 < t.size() && i + stride < p.end && !meets_itself(t, i)) i += stride;
        looked = i + stride;
      }
      const char32_t a = t[i], b = t[i + 1];
      if (b == a) {
        if (words.never_doubled.find(a) != words.never_doubled.npos && (i + 2 >= p.end || t[i + 2] != a) && !allowed(i))
          report(i, 1);
        continue;
      }
      if (i + 3 >= p.end || t[i + 2] != a || t[i + 3] != b) continue;
      const bool more = i + 5 < p.end && t[i + 4] == a && t[i + 5] == b;
      if (!more && std::binary_search(words.doubled_words.begin(), words.doubled_words.end(), t.substr(i, 2)))
        report(i, 2);
    }
  }
}

namespace {

bool is_quote(char32_t c) { return c == U'“' || c == U'”' || c == U'"' || c == U'《' || c == U'‘'; }

void check_central(const Paper& paper, fazhi::FindingSink& sink, const CentralPhrase& phrase, std::uint32_t i) {
  constexpr std::uint32_t reach = 12;
  const std::uint32_t start = i > reach ? i - reach : 0;
  std::uint32_t end = i;
  while (end > start && is_quote(paper.text[end - 1])) --end;
  const std::u32string_view before = paper.text.substr(start, end - start);
  auto ends = [&](const std::vector<std::u32string>& list) {
    return std::any_of(list.begin(), list.end(), [&](const auto& w) { return before.ends_with(w); });
  };
  if (!ends(phrase.owners) || ends(phrase.not_owners)) return;
  constexpr std::uint32_t longest_owner = 3;
  auto behind = i + static_cast<std::uint32_t>(phrase.phrase.size());
  if (end < i && behind < paper.text.size() && is_quote(paper.text[behind])) ++behind;
  const fazhi::TextRange range{end - std::min(longest_owner, end - start), behind};
  sink.add("LEX-03", range)
      .message(phrase.note_zh + "：" + paper.quote(range), phrase.note_en + ": " + paper.quote(range));
}

void check_sequence(const Paper& paper, fazhi::FindingSink& sink, const Sequence& sequence, std::uint32_t i) {
  for (const auto& form : sequence.forms)
    if (paper.holds(i, form)) return;
  std::uint32_t end = i;
  constexpr std::uint32_t longest = 60;
  while (end < paper.text.size() && end - i < longest && (is_han(paper.text[end]) || paper.text[end] == U'、')) ++end;
  const fazhi::TextRange range{i, end};
  sink.add("LEX-03", range)
      .message(sequence.note_zh + "：" + paper.quote(range), sequence.note_en + ": " + paper.quote(range))
      .at_most('R');
}

}  // namespace

// LEX-03, set phrases of central documents: their form, their order, and whose documents they name.
// Passes where the phrase stands in one of its forms; undecided (review) where a fixed list goes on otherwise.
void lex_03(const Paper& paper, const Words& words, const std::vector<std::uint32_t>& starts,
            fazhi::FindingSink& sink) {
  find_wrong(paper, starts, sink, "LEX-03", words.phrase_index, words.phrases);
  for (const std::uint32_t i : starts) {
    if (!words.set_index.may_start(paper.text[i], paper.text[i + 1])) continue;
    words.set_index.each(paper.text[i], paper.text[i + 1], [&](std::uint32_t k) {
      if (k < words.central.size()) {
        if (paper.holds(i, words.central[k].phrase)) check_central(paper, sink, words.central[k], i);
      } else if (const Sequence& s = words.sequences[k - words.central.size()]; paper.holds(i, s.start)) {
        check_sequence(paper, sink, s, i);
      }
    });
  }
}

}  // namespace validator_language
