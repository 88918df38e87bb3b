// Ties figures to metrics: the name of the metric stands right before the figure or right behind it, and the unit is
// one of the metric's.
#include "metrics/link.hpp"

#include <algorithm>
#include <cstdint>

#include "metrics/dictionary.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

constexpr bool ends_clause(char32_t c) {
  return c == U'，' || c == U'。' || c == U'；' || c == U'！' || c == U'？' || c == U',' || c == U';' || c == U'\n' ||
         c == U'\r' || c == U'（' || c == U'(';
}

class Linker {
 public:
  Linker(const ReportData& r, std::vector<MetricLinkData>& out)
      : r_(r), out_(out), text_(r.text.code_points), words_(MetricDictionary::get()) {
    parts_.assign(r.figures.size(), false);
    moves_to_.resize(r.figures.size());
    for (std::uint32_t i = 0; i < r.figures.size(); ++i) moves_to_[i] = i;
    for (const RelationData& x : r.relations) {
      if (x.kind == RelationKind::change) note_move(x);
      if (x.kind == RelationKind::sum || x.kind == RelationKind::subset)
        for (const Operand& o : x.operands)
          if (o.role == Role::part) parts_[o.figure] = true;
    }
  }

  void run() {
    for (std::uint32_t i = 0; i < r_.figures.size(); ++i)
      if (!is_plan(r_.figures[i].range.start)) figure(i);
    for (const SentenceData& s : r_.sentences)
      if (!is_plan(s.range.start)) none_in(s.range);
    for (std::uint32_t i = 0; i < r_.tables.size(); ++i)
      if (!r_.tables[i].form.empty()) form(i);
    std::stable_sort(out_.begin(), out_.end(),
                     [](const MetricLinkData& a, const MetricLinkData& b) { return a.range.start < b.range.start; });
  }

 private:
  // Rows and columns of a fixed form are known by name.
  void form(std::uint32_t table) {
    const TableData& t = r_.tables[table];
    const auto named = [](const TableLineData& line, const std::string& name) {
      return line.state == RowState::read &&
             std::any_of(line.path.begin(), line.path.end(), [&](const auto& s) { return s.find(name) != s.npos; });
    };
    for (const MetricEntry& metric : words_.entries)
      for (const MetricCell& wanted : metric.cells) {
        if (wanted.form != t.form) continue;
        for (std::uint32_t i = 0; i < t.cells.size(); ++i) {
          const CellData& cell = t.cells[i];
          if ((cell.kind != CellKind::number && cell.kind != CellKind::zero) ||
              (!cell.unit.empty() && !metric.takes(cell.unit)) || !named(t.rows[cell.row], wanted.row) ||
              !named(t.columns[cell.column], wanted.column))
            continue;
          MetricLinkData& x = out_.emplace_back();
          x.metric = metric.id;
          x.range = cell.range;
          x.certain = cell.verdict != Verdict::refuted;
          x.table = static_cast<std::int32_t>(table);
          x.cell = static_cast<std::int32_t>(i);
        }
      }
  }

  // 由48件增加到66件: the name stands before the first, and the second is what it has come to.
  void note_move(const RelationData& x) {
    const auto operand = [&](Role role) {
      const auto at =
          std::find_if(x.operands.begin(), x.operands.end(), [&](const Operand& o) { return o.role == role; });
      return at == x.operands.end() ? nullptr : &*at;
    };
    const Operand* from = operand(Role::from);
    const Operand* to = operand(Role::to);
    if (from != nullptr && to != nullptr && from->figure < to->figure) moves_to_[from->figure] = to->figure;
  }

  struct Tail {
    std::uint32_t end;  ///< where the name must end
    int rise = 0;       ///< 0 none, 1 up, -1 down
    bool spans = false;
    bool shared = false;
  };

  // What next year's arrangements say is not yet so.
  [[nodiscard]] bool is_plan(std::uint32_t position) const {
    const auto& sections = r_.contents[static_cast<std::size_t>(Content::next_year)].sections;
    return std::any_of(sections.begin(), sections.end(), [&](std::uint32_t i) {
      const TextRange s = r_.sections[i].range;
      return s.start <= position && position < s.end;
    });
  }

  // A pair of brackets belongs to its clause: 村（社区）法律顾问.
  [[nodiscard]] std::uint32_t clause_start(std::uint32_t at, std::uint32_t floor) const {
    while (at > floor) {
      const char32_t c = text_[at - 1];
      if (c == U'）' || c == U')') {
        std::uint32_t open = at - 1;
        while (open > floor && !ends_clause(text_[open - 1])) --open;
        if (open > floor && (text_[open - 1] == U'（' || text_[open - 1] == U'(')) {
          at = open - 1;
          continue;
        }
      }
      if (ends_clause(c)) break;
      --at;
    }
    return at;
  }

  [[nodiscard]] Tail tail(std::uint32_t at, std::uint32_t floor) const {
    Tail out{at};
    for (;;) {
      const auto match = words_.between_reversed.longest_before(text_, out.end, floor);
      if (!match) return out;
      if (match.value == 1) out.rise = 1;
      if (match.value == 2) out.rise = -1;
      out.spans |= match.value == 3;
      out.shared |= match.value == 4;
      out.end -= match.length;
    }
  }

  // No word says that it is a part, a plan or the sum of several years, and its year is known.
  [[nodiscard]] bool is_whole(const FigureData& f, TextRange lead) {
    return f.period != 0 && !words_.not_whole.in(text_, lead) && !spans_years(r_.sentences[f.sentence].block);
  }

  // Figures of one paragraph follow one another.
  [[nodiscard]] bool spans_years(std::uint32_t block) {
    if (block != block_) {
      block_ = block;
      block_spans_ = words_.spans.in(text_, r_.blocks[block].range);
    }
    return block_spans_;
  }

  // Nothing in front of the name, or only words that leave its meaning whole; in a list, the figure before it.
  [[nodiscard]] bool begins_plainly(std::uint32_t name, std::uint32_t floor, std::uint32_t figure) const {
    if (name == floor) return true;
    const char32_t c = text_[name - 1];
    if (c == U'、' || c == U'和' || c == U'及' || c == U'与')
      return figure != 0 && r_.figures[figure - 1].range.end + 1 == name;
    const auto match = words_.before_reversed.longest_before(text_, name, floor);
    return match && match.value == 0;
  }

  void add(std::uint16_t metric, std::int32_t figure, TextRange range, bool certain, bool falls = false) {
    MetricLinkData& x = out_.emplace_back();
    x.metric = words_.entries[metric].id;
    x.figure = figure;
    x.range = range;
    x.certain = certain;
    x.falls = falls;
    if (figure >= 0 && !words_.entries[metric].rises) find_growth(x);
  }

  // …30件，同比增长5%: only words of change stand between the two figures.
  void find_growth(MetricLinkData& x) const {
    const auto next = static_cast<std::size_t>(x.figure) + 1;
    if (next >= r_.figures.size()) return;
    const FigureData& level = r_.figures[next - 1];
    const FigureData& change = r_.figures[next];
    if (change.sentence != level.sentence || (change.unit != "%" && change.unit != level.unit)) return;
    if (level.unit == "%") return;  // of a share it would be percentage points
    const Tail between = tail(change.range.start, level.range.end);
    if (between.rise == 0) return;
    std::uint32_t at = between.end;
    while (at > level.range.end && (ends_clause(text_[at - 1]) || text_[at - 1] == U'、')) --at;
    if (at != level.range.end) return;
    x.growth = static_cast<std::int32_t>(next);
    x.falls = between.rise < 0;
  }

  void figure(std::uint32_t i) {
    const FigureData& f = r_.figures[i];
    const std::uint32_t floor = std::min(r_.sentences[f.sentence].range.start, f.range.start);
    const std::uint32_t clause = clause_start(f.range.start, floor);
    if (f.zero_claim && f.unit.empty() && !zero_of_anything(i)) return;
    const Tail before = tail(f.range.start, clause);
    if (name_before(i, before, clause, floor)) return;
    if (before.rise == 0 && f.unit != "%") name_behind(i, clause);
  }

  // 零发生 and a bare 零 are of what stands before them; 零败诉 says itself what there is none of.
  bool zero_of_anything(std::uint32_t i) {
    const TextRange range = r_.figures[i].range;
    if (range.size() <= 1 || words_.of_anything.longest(text_, range.start + 1)) return true;
    const auto match = words_.names.longest(text_, range.start + 1);
    if (!match || match.length + 1 < range.size()) return false;
    for (const MetricName& name : words_.meanings[static_cast<std::size_t>(match.value)])
      if (name.use != NameUse::in_context && !words_.entries[name.metric].rises)
        add(name.metric, static_cast<std::int32_t>(i), range, true);
    return false;
  }

  bool name_before(std::uint32_t i, const Tail& before, std::uint32_t clause, std::uint32_t floor) {
    const FigureData& f = r_.figures[i];
    if (before.shared) return true;
    const auto match = words_.names_reversed.longest_before(text_, before.end, clause);
    if (!match) return false;
    const std::uint32_t start = before.end - match.length;
    const bool none = f.zero_claim && f.unit.empty();
    const bool plain =
        begins_plainly(start, clause, i) || (none && words_.joined_reversed.longest_before(text_, start, clause));
    const bool whole = is_whole(f, {clause, start}) && !before.spans && (!parts_[i] || f.unit == "%");
    bool found = false;
    for (const MetricName& name : words_.meanings[static_cast<std::size_t>(match.value)]) {
      const MetricEntry& metric = words_.entries[name.metric];
      if (!none && (!metric.takes(f.unit) || metric.rises != (before.rise != 0))) continue;
      if (none && metric.rises) continue;
      if (name.use == NameUse::of_none && !none) continue;
      if (name.use == NameUse::in_context && (!plain || !metric.context.in(text_, {floor, start}))) continue;
      const std::uint32_t now = moves_to_[i];
      add(name.metric, static_cast<std::int32_t>(now), {start, r_.figures[now].range.end},
          plain && whole && name.use != NameUse::in_context, before.rise < 0);
      found = true;
    }
    if (found && none) joined_before(static_cast<std::int32_t>(i), start, clause, f.range.end);
    return found;
  }

  // 行政复议和行政诉讼案件零发生: the zero belongs to both.
  void joined_before(std::int32_t figure, std::uint32_t start, std::uint32_t floor, std::uint32_t end) {
    for (;;) {
      const auto joint = words_.joined_reversed.longest_before(text_, start, floor);
      if (!joint) return;
      const auto match = words_.names_reversed.longest_before(text_, start - joint.length, floor);
      if (!match) return;
      start -= joint.length + match.length;
      for (const MetricName& name : words_.meanings[static_cast<std::size_t>(match.value)])
        if (name.use != NameUse::in_context) add(name.metric, figure, {start, end}, true);
    }
  }

  void name_behind(std::uint32_t i, std::uint32_t clause) {
    const FigureData& f = r_.figures[i];
    std::uint32_t at = f.range.end;
    while (at < text_.size() && (text_[at] == U' ' || text_[at] == U'的')) ++at;
    const auto match = words_.names.longest(text_, at);
    if (!match) return;
    const std::uint32_t end = at + match.length;
    const bool plain = end == text_.size() || text_[end] == U'\n' || words_.behind.longest(text_, end);
    const bool whole = !parts_[i] && is_whole(f, {clause, f.range.start});
    for (const MetricName& name : words_.meanings[static_cast<std::size_t>(match.value)]) {
      const MetricEntry& metric = words_.entries[name.metric];
      if (name.use != NameUse::plain || metric.rises || !metric.takes(f.unit)) continue;
      add(name.metric, static_cast<std::int32_t>(i), {f.range.start, end}, plain && whole);
    }
  }

  // 未发生行政复议、行政诉讼案件: a zero without a figure.
  void none_in(TextRange sentence) {
    for (std::uint32_t at = sentence.start; at < sentence.end; ++at) {
      const auto none = words_.none.longest(text_, at);
      if (!none) continue;
      const std::uint32_t floor = clause_start(at, sentence.start);
      if (!begins_plainly(at, floor, 0)) continue;
      std::uint32_t end = at + none.length;
      skip(words_.none_between, end);
      std::vector<MetricName> found;
      for (;;) {
        const auto match = words_.names.longest(text_, end);
        if (!match) break;
        for (const MetricName& name : words_.meanings[static_cast<std::size_t>(match.value)])
          if (name.use != NameUse::in_context) found.push_back(name);
        end += match.length;
        const auto joint = words_.joined.longest(text_, end);
        if (!joint || !words_.names.longest(text_, end + joint.length)) break;
        end += joint.length;
      }
      // Words behind the name would say of which there is none (无行政复议被撤销案件).
      if (found.empty() || (end < text_.size() && !ends_clause(text_[end]) && text_[end] != U'、' &&
                            !text_.substr(end).starts_with(U"发生")))
        continue;
      for (const MetricName& name : found)
        if (!words_.entries[name.metric].rises) add(name.metric, -1, {at, end}, true);
      at = end - 1;
    }
  }

  void skip(const WordTrie& trie, std::uint32_t& at) const {
    for (auto match = trie.longest(text_, at); match; match = trie.longest(text_, at)) at += match.length;
  }

  const ReportData& r_;
  std::vector<MetricLinkData>& out_;
  std::u32string_view text_;
  const MetricDictionary& words_;
  std::vector<bool> parts_;
  std::vector<std::uint32_t> moves_to_;
  std::uint32_t block_ = UINT32_MAX;
  bool block_spans_ = false;
};

}  // namespace

const std::vector<MetricLinkData>& metric_links(const ReportData& r) {
  MetricLinks& links = *r.metric_links;
  std::call_once(links.once, [&] {
    if (links.given || (r.sentences.empty() && r.tables.empty())) return;
    std::vector<MetricLinkData> found;
    Linker(r, found).run();
    links.list = std::move(found);
  });
  return links.list;
}

}  // namespace detail
FAZHI_NAMESPACE_END
