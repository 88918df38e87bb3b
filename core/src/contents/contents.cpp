// The statutory contents of a yearly rule-of-law report, by meaning and place (督察工作规定 art. 25, items 1 to 4).
//
// A heading alone shows nothing: the text below it must say what the heading promises. Where no heading does, a passage
// may.
#include <algorithm>
#include <array>
#include <optional>

#include "contents/content_words.hpp"
#include "fazhi/context.hpp"
#include "model/passes.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

using View = std::u32string_view;

std::u32string year_text(int year) {
  std::u32string s;
  for (int v = year; v > 0; v /= 10) s.insert(s.begin(), static_cast<char32_t>(U'0' + v % 10));
  return s;
}

class Finder {
 public:
  Finder(ReportData& r, View text)
      : r_(r),
        text_(text),
        l_(content_words()),
        year_(report_year()),
        next_year_(year_ > 0 ? year_text(year_ + 1) : std::u32string()) {}

  void run() {
    shortcomings();
    next_year();
    first_responsible();
    causes();
    measures();
  }

 private:
  static constexpr std::uint32_t shortest_causes = 15;

  ContentPlace& place(Content c) { return r_.contents[static_cast<std::size_t>(c)]; }
  [[nodiscard]] const SectionData& section(std::uint32_t i) const { return r_.sections[i]; }
  [[nodiscard]] std::uint32_t count() const { return static_cast<std::uint32_t>(r_.sections.size()); }
  /// What stands below a heading, children with it.
  [[nodiscard]] TextRange below(std::uint32_t i) const {
    return {std::min(section(i).heading.end, section(i).range.end), section(i).range.end};
  }
  [[nodiscard]] bool holds(std::uint32_t outer, std::uint32_t inner) const {
    return section(outer).range.contains(section(inner).range);
  }
  [[nodiscard]] bool taken(Content c, std::uint32_t i) {
    return std::any_of(place(c).sections.begin(), place(c).sections.end(),
                       [&](std::uint32_t k) { return holds(k, i); });
  }

  /// Year reported on: from the head, else the first year in the text that is followed by 年.
  [[nodiscard]] int report_year() const {
    if (r_.header.year > 0) return r_.header.year;
    const std::size_t end = std::min<std::size_t>(text_.size(), 400);
    for (std::size_t i = 0; i + 4 < end; ++i)
      if (text_[i] == U'2' && text_[i + 1] == U'0' && text_[i + 4] == U'年' &&
          (i == 0 || text_[i - 1] < U'0' || text_[i - 1] > U'9'))
        return 2000 + static_cast<int>(text_[i + 2] - U'0') * 10 + static_cast<int>(text_[i + 3] - U'0');
    return 0;
  }

  void add(Content c, std::uint32_t i, TextRange evidence) {
    ContentPlace& p = place(c);
    if (std::find(p.sections.begin(), p.sections.end(), i) == p.sections.end()) p.sections.push_back(i);
    show(c, evidence);
  }
  void show(Content c, TextRange evidence) {
    auto& e = place(c).evidence;
    if (!evidence.empty() && std::find(e.begin(), e.end(), evidence) == e.end()) e.push_back(evidence);
  }

  /// The innermost section that a position stands in; none in the lead of the document.
  [[nodiscard]] std::optional<std::uint32_t> innermost(std::uint32_t at) const {
    std::optional<std::uint32_t> found;
    for (std::uint32_t i = 0; i < count() && section(i).range.start <= at; ++i)
      if (at < section(i).range.end) found = i;
    return found;
  }

  /// The sentence (up to 。！？ or the line end) around a range.
  [[nodiscard]] TextRange sentence(TextRange hit) const {
    auto ends = [&](char32_t c) { return c == U'。' || c == U'！' || c == U'？' || c == U'\n'; };
    std::uint32_t a = hit.start;
    while (a > 0 && !ends(text_[a - 1])) --a;
    while (a < hit.start && text_[a] == U' ') ++a;
    std::uint32_t b = hit.end;
    while (b < text_.size() && !ends(text_[b])) ++b;
    if (b < text_.size() && text_[b] != U'\n') ++b;
    return {a, b};
  }

  /// One of the words, or the name of the next year.
  [[nodiscard]] TextRange find_next(const Words& words, TextRange in) const {
    if (const TextRange hit = words.find(text_, in); !hit.empty() || next_year_.empty()) return hit;
    // 2024年 and 2024 年.
    const View view = text_.substr(0, in.end);
    for (std::size_t at = view.find(next_year_, in.start); at != View::npos; at = view.find(next_year_, at + 1)) {
      const std::size_t mark = view.find_first_not_of(U' ', at + next_year_.size());
      if (mark != View::npos && view[mark] == U'年')
        return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(mark + 1)};
    }
    return {};
  }

  template <typename F>
  void each_paragraph(F f) const {
    for (const BlockData& b : r_.blocks)
      if (b.kind == BlockKind::paragraph && !b.content.empty()) f(b.content);
  }

  // Item 2: shortcomings.
  void shortcomings() {
    for (std::uint32_t i = 0; i < count(); ++i) {
      if (taken(Content::shortcomings, i)) continue;
      const TextRange hit = names_shortcomings(i);
      if (hit.empty()) continue;
      if (!find_next(l_.next_strong, section(i).heading).empty() &&
          child_about(i, [&](std::uint32_t k) { return !names_shortcomings(k).empty(); }))
        continue;
      const TextRange want = l_.wants.find(text_, below(i));
      if (want.empty()) continue;
      add(Content::shortcomings, i, hit);
      show(Content::shortcomings, want);
    }
    if (!place(Content::shortcomings).sections.empty()) return;
    each_paragraph([&](TextRange p) {
      if (!place(Content::shortcomings).evidence.empty() || p.start < text_.size() / 3) return;
      for (TextRange rest = p; !rest.empty();) {
        const TextRange hit = l_.shortcoming_passages.find(text_, rest);
        if (hit.empty()) return;
        rest.start = hit.end;
        if (is_remedy(clause_start(hit.start, p.start), hit)) continue;
        if (l_.wants.count(text_, with_list(hit.end, p), 2) >= 2) return add_passage(Content::shortcomings, hit);
      }
    });
  }

  /// What in a heading promises shortcomings; empty where nothing does.
  [[nodiscard]] TextRange names_shortcomings(std::uint32_t i) const {
    constexpr std::uint32_t longest_plain = 20;
    const TextRange heading = section(i).heading;
    TextRange hit = l_.shortcomings.find(text_, heading);
    // 问题不足: nouns alone name them in a short heading of the first level.
    if (hit.empty() && section(i).level == 1 && heading.size() <= longest_plain) hit = l_.faults.find(text_, heading);
    return hit.empty() || is_remedy(heading.start, hit) ? TextRange{} : hit;
  }

  void add_passage(Content c, TextRange hit) {
    if (const auto in = innermost(hit.start))
      add(c, *in, sentence(hit));
    else
      show(c, sentence(hit));
  }

  [[nodiscard]] std::uint32_t clause_start(std::uint32_t at, std::uint32_t from) const {
    constexpr View ends = U"，。；：！？、";
    while (at > from && ends.find(text_[at - 1]) == View::npos) --at;
    return at;
  }

  /// From `at` to the end of its paragraph, and on where the paragraph only opens a list.
  [[nodiscard]] TextRange with_list(std::uint32_t at, TextRange paragraph) const {
    constexpr std::uint32_t shortest = 15, list = 400;
    const bool opens = paragraph.end < at + shortest || text_[paragraph.end - 1] == U'：';
    const auto end = static_cast<std::uint32_t>(text_.size());
    return {at, opens ? std::min(end, at + list) : paragraph.end};
  }

  /// A heading of two contents (存在问题和下一步打算) leaves each to the child that is about it.
  template <typename F>
  [[nodiscard]] bool child_about(std::uint32_t i, F about) const {
    for (std::uint32_t k = i + 1; k < count() && holds(i, k); ++k)
      if (section(k).parent == static_cast<std::int32_t>(i) && about(k)) return true;
    return false;
  }

  /// 解决存在的突出问题 and 问题整改 speak of work, not of shortcomings.
  [[nodiscard]] bool is_remedy(std::uint32_t from, TextRange hit) const {
    const auto end = std::min(static_cast<std::uint32_t>(text_.size()), hit.end + 4);
    return l_.remedies.in(text_, {from, hit.start}) || l_.uses.find(text_, {hit.end, end}).start == hit.end;
  }

  // Item 2, second half: causes of the shortcomings.
  void causes() {
    const auto& found = place(Content::shortcomings);
    for (std::uint32_t k : found.sections) causes_in(k, true);
    if (found.sections.empty())
      for (const TextRange& e : std::vector<TextRange>(found.evidence)) {
        const TextRange hit = l_.causes.find(text_, sentence(e));
        if (!hit.empty()) show(Content::causes, sentence(hit));
      }
    for (std::uint32_t i = 0; i < count(); ++i) {
      const TextRange hit = l_.cause_headings.find(text_, section(i).heading);
      if (hit.empty() || taken(Content::shortcomings, i) || taken(Content::measures, i)) continue;
      // 四、原因分析 beside 三、存在的问题 is about nothing else.
      if (!found.sections.empty() && names_shortcomings(i).empty() && below(i).size() >= shortest_causes)
        add(Content::causes, i, hit);
      else if (l_.wants.in(text_, below(i)))
        causes_in(i, false);
    }
  }

  void causes_in(std::uint32_t k, bool narrow) {
    // A child that is about causes carries them whole; else the section of the shortcomings does.
    if (narrow)
      for (std::uint32_t i = k + 1; i < count() && holds(k, i); ++i) {
        if (l_.cause_headings.find(text_, section(i).heading).empty() || below(i).size() < shortest_causes) continue;
        add(Content::causes, i, l_.cause_headings.find(text_, section(i).heading));
        const TextRange hit = l_.causes.find(text_, below(i));
        if (!hit.empty()) show(Content::causes, sentence(hit));
      }
    if (!place(Content::causes).sections.empty()) return;
    TextRange rest = below(k);
    // 存在问题和下一步打算: what stands behind the plan's opening is no cause.
    if (taken(Content::next_year, k))
      if (const TextRange plan = opening(rest); !plan.empty()) rest.end = plan.start;
    for (int n = 0; n < 5; ++n) {
      const TextRange hit = l_.causes.find(text_, rest);
      if (hit.empty()) break;
      const std::uint32_t in = innermost(hit.start).value_or(k);
      if (taken(Content::next_year, k) || !taken(Content::next_year, in)) add(Content::causes, k, sentence(hit));
      rest.start = std::max(hit.end, sentence(hit).end);
    }
  }

  // Item 4: arrangements for the next year.
  void next_year() {
    for (std::uint32_t i = 0; i < count(); ++i) {
      if (taken(Content::next_year, i)) continue;
      const TextRange hit = find_next(l_.next, section(i).heading);
      if (hit.empty() || below(i).size() < 6) continue;
      const bool strong = !find_next(l_.next_strong, section(i).heading).empty();
      if (!strong && (section(i).level > 1 || l_.measures.in(text_, section(i).heading))) continue;
      if (!behind_the_work(i)) continue;
      if (l_.shortcomings.in(text_, section(i).heading) &&
          child_about(i, [&](std::uint32_t k) { return !find_next(l_.next_strong, section(k).heading).empty(); }))
        continue;
      if (section(i).level > 1 && !strong) continue;
      // A plan that is told in tasks alone (组织讲座4次) needs no word of intent, but it must say something.
      if (!l_.intent.in(text_, below(i)) && below(i).size() < 30) continue;
      add(Content::next_year, i, hit);
      show(Content::next_year, l_.intent.find(text_, below(i)));
    }
    if (!place(Content::next_year).sections.empty()) return;
    last_section_of_intent();
    each_paragraph([&](TextRange p) {
      if (p.end < text_.size() / 2 || !place(Content::next_year).evidence.empty()) return;
      const TextRange hit = opening(p);
      if (!hit.empty() && l_.intent.count(text_, with_list(hit.end, p), 2) >= 2) add_passage(Content::next_year, hit);
    });
  }

  /// Behind the shortcomings a last section that tells nothing but intent is the plan, whatever its heading says.
  void last_section_of_intent() {
    constexpr int least = 3;
    const auto& before = place(Content::shortcomings).sections;
    if (before.empty()) return;
    std::optional<std::uint32_t> last;
    for (std::uint32_t i = 0; i < count(); ++i)
      if (section(i).level == 1) last = i;
    if (!last || section(*last).range.start < section(before.back()).range.end || taken(Content::shortcomings, *last) ||
        l_.measures.in(text_, section(*last).heading) || !l_.responsible.find(text_, section(*last).heading).empty())
      return;
    if (l_.sure.in(text_, below(*last)) && l_.intent.count(text_, below(*last), least) >= least)
      add(Content::next_year, *last, section(*last).heading);
  }

  /// 下一步，… or the name of the next year at the start of a sentence.
  [[nodiscard]] TextRange opening(TextRange in) const {
    constexpr View ends = U"。！？；\n ";
    while (!in.empty()) {
      const TextRange hit = find_next(l_.next_passages, in);
      if (hit.empty() || hit.start == 0 || ends.find(text_[hit.start - 1]) != View::npos) return hit;
      in.start = hit.end;
    }
    return {};
  }

  /// A plan stands behind the report of the work: never the first on its level, and in the second half or behind the
  /// shortcomings.
  [[nodiscard]] bool behind_the_work(std::uint32_t i) {
    bool first = true;
    for (std::uint32_t k = 0; k < i; ++k)
      if (section(k).level == section(i).level && section(k).parent == section(i).parent) first = false;
    const auto& before = place(Content::shortcomings).sections;
    if (first && section(i).parent < 0) return false;
    if (!before.empty() && section(before.front()).range.start <= section(i).range.start) return true;
    return section(i).range.start > text_.size() / 2;
  }

  // Item 3: how the first-responsible persons of party and government did their duty.
  void first_responsible() {
    for (std::uint32_t i = 0; i < count(); ++i) {
      if (taken(Content::first_responsible, i) || taken(Content::next_year, i) || taken(Content::shortcomings, i))
        continue;
      const TextRange hit = l_.responsible.find(text_, section(i).heading);
      if (hit.empty() || !l_.duties.in(text_, below(i)) || below(i).size() < 15) continue;
      add(Content::first_responsible, i, hit);
      show(Content::first_responsible, sentence(l_.duties.find(text_, below(i))));
    }
    if (!place(Content::first_responsible).sections.empty()) return;
    TextRange in_lead;
    for (TextRange rest{0, static_cast<std::uint32_t>(text_.size())}; !rest.empty();) {
      const TextRange hit = l_.responsible_passages.find(text_, rest);
      if (hit.empty()) break;
      const TextRange s = sentence(hit);
      rest.start = hit.end;
      const auto in = innermost(hit.start);
      const bool planned = in && (taken(Content::next_year, *in) || taken(Content::shortcomings, *in));
      // A plan to study the duty is no report of it, nor is the name of the norm alone.
      if (planned || !l_.duties.in(text_, s) || l_.future.in(text_, {s.start, hit.start}) || only_cited(hit, s))
        continue;
      if (in) return add(Content::first_responsible, *in, s);
      if (in_lead.empty()) in_lead = s;
    }
    show(Content::first_responsible, in_lead);
  }

  /// 学习《…第一责任人职责规定》 in a sentence that names no such person.
  [[nodiscard]] bool only_cited(TextRange hit, TextRange s) const {
    const auto cited = std::find_if(r_.citations.begin(), r_.citations.end(),
                                    [&](const CitationData& c) { return c.range.contains(hit); });
    return cited != r_.citations.end() && !l_.persons.in(text_, {s.start, std::max(s.start, cited->range.start)}) &&
           !l_.persons.in(text_, {std::min(s.end, cited->range.end), s.end});
  }

  // Item 1: measures and results: the section that says so, or all thematic ones that are nothing else.
  void measures() {
    std::vector<std::uint32_t> named, thematic;
    for (std::uint32_t i = 0; i < count(); ++i) {
      if (section(i).level != 1 || other_content(i) || below(i).size() < 20) continue;
      const bool by_name = l_.measures.in(text_, section(i).heading);
      // No list of verbs is complete: a long text under a heading that names the content needs none of them.
      if (!l_.done.in(text_, below(i)) && (!by_name || below(i).size() < 100)) continue;
      (by_name ? named : thematic).push_back(i);
    }
    // One 成效 among many themes is a theme itself.
    const bool by_theme = named.empty() || thematic.size() > 2 * named.size() + 1;
    for (std::uint32_t i : named) {
      add(Content::measures, i, l_.measures.find(text_, section(i).heading));
      show(Content::measures, l_.done.find(text_, below(i)));
    }
    if (by_theme)
      for (std::uint32_t i : thematic) add(Content::measures, i, section(i).heading);
    std::sort(place(Content::measures).sections.begin(), place(Content::measures).sections.end());
    if (!place(Content::measures).sections.empty()) return;
    each_paragraph([&](TextRange p) {
      const auto in = innermost(p.start);
      if (!place(Content::measures).evidence.empty() || (in && other_content(*in))) return;
      if (p.size() > 50 && l_.done.count(text_, p, 3) >= 3) show(Content::measures, l_.done.find(text_, p));
    });
  }

  /// True where a section is the place of another content as a whole.
  [[nodiscard]] bool other_content(std::uint32_t i) {
    if (!names_shortcomings(i).empty() && !l_.measures.in(text_, section(i).heading)) return true;
    for (Content c : {Content::shortcomings, Content::next_year, Content::causes, Content::first_responsible}) {
      const ContentPlace& p = place(c);
      if (std::find(p.sections.begin(), p.sections.end(), i) == p.sections.end()) continue;
      // A passage inside a thematic section does not make the section its own.
      const bool by_heading = std::any_of(p.evidence.begin(), p.evidence.end(),
                                          [&](TextRange e) { return section(i).heading.contains(e); });
      if (by_heading) return true;
    }
    return false;
  }

  ReportData& r_;
  View text_;
  const ContentWords& l_;
  int year_;
  std::u32string next_year_;  ///< "2024"; empty where the year is unknown
};

}  // namespace

void find_contents(ReportData& r, const Shadow& shadow, Context& ctx) {
  r.contents = {};
  if (r.kind != ReportKind::rule_of_law) return;
  ctx.check_cancelled();
  Finder(r, shadow.view()).run();
}

}  // namespace detail
FAZHI_NAMESPACE_END
