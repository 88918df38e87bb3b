// Sums over the cells of a table: those that a fixed form prescribes, and rows and columns of totals.
//
// proved: the cells as printed; constrained: within rounding, or where empty cells count as zero; refuted: neither;
// open: a cell cannot be read. That a row is called 合计 does not yet make it a sum: where most of its columns hold to
// it, the others are refuted; where none does, nothing is said.
#include <algorithm>
#include <limits>

#include "fazhi/context.hpp"
#include "model/passes.hpp"
#include "model/value.hpp"
#include "tables/lexicon.hpp"
#include "tables/tables.hpp"
#include "text/decode.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

using Cells = std::vector<std::uint32_t>;
constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

bool numeric(const CellData& c) { return c.kind == CellKind::number || c.kind == CellKind::zero; }
bool blank(const CellData& c) { return c.kind == CellKind::empty || c.kind == CellKind::not_applicable; }

std::string joined(const std::vector<std::string>& path) {
  std::string out;
  for (const auto& name : path) out += (out.empty() ? "" : "·") + name;
  return out;
}

class Prover {
 public:
  explicit Prover(TableData& t)
      : t_(t), lexicon_(TableLexicon::get()), places_(t.rows.size() * t.columns.size(), none) {
    for (std::uint32_t i = 0; i < t_.cells.size(); ++i) {
      const CellData& c = t_.cells[i];
      for (std::size_t y = c.row; y < std::size_t{c.row} + c.row_span && y < t_.rows.size(); ++y)
        for (std::size_t x = c.column; x < std::size_t{c.column} + c.column_span && x < t_.columns.size(); ++x)
          places_[y * t_.columns.size() + x] = i;
    }
  }

  void run() {
    if (t_.form.empty()) {
      if (numeric_cells(t_) >= 3) totals();
    } else if (const Form* form = lexicon_.form(t_.form, t_.rows.size())) {
      for (const FormCheck& check : form->checks) apply(check);
    }
    for (const TableCheckData& check : t_.checks)
      for (const Cells* side : {&check.left, &check.right})
        for (const std::uint32_t i : *side) t_.cells[i].verdict = std::max(t_.cells[i].verdict, check.verdict);
  }

 private:
  [[nodiscard]] std::uint32_t at(std::size_t r, std::size_t c) const { return places_[r * t_.columns.size() + c]; }
  /// The cell of one row and one column; none where it spans or is missing.
  [[nodiscard]] std::uint32_t single(std::size_t r, std::size_t c) const {
    const std::uint32_t i = at(r, c);
    return i != none && t_.cells[i].row_span == 1 && t_.cells[i].column_span == 1 ? i : none;
  }

  void apply(const FormCheck& check) {
    if (check.over_columns) {
      for (std::size_t c = 0; c < t_.columns.size(); ++c) {
        Cells left, right;
        for (const std::size_t r : check.left) left.push_back(at(r, c));
        for (const std::size_t r : check.right) right.push_back(at(r, c));
        add(TableCheckKind::form, std::move(left), std::move(right), joined(t_.columns[c].path));
      }
      return;
    }
    for (std::size_t r = 0; r < t_.rows.size(); ++r) {
      if (t_.rows[r].state == RowState::absent) continue;
      Cells right;
      for (std::size_t c = check.first; c <= check.last; ++c) right.push_back(at(r, c));
      add(TableCheckKind::form, {at(r, check.total)}, std::move(right), t_.rows[r].path.back());
    }
  }

  struct Sum {
    __int128 value = 0;
    std::size_t blanks = 0;
    bool unknown = false;
  };

  static bool scaled(const CellData& c) {
    return c.decimals > 0 || c.unit.starts_with("万") || c.unit.starts_with("亿") || c.unit.starts_with("千") ||
           c.unit.starts_with("百万");
  }

  [[nodiscard]] Sum sum(const Cells& cells, std::int64_t one) const {
    Sum out;
    for (const std::uint32_t i : cells) {
      const CellData& c = t_.cells[i];
      if (blank(c)) {
        ++out.blanks;
      } else if (!numeric(c) || c.value.den == 0 || one % c.value.den != 0) {
        out.unknown = true;
      } else {
        __int128 term = 0;
        out.unknown |= __builtin_mul_overflow(c.value.num, static_cast<__int128>(one / c.value.den), &term) ||
                       __builtin_add_overflow(out.value, term, &out.value);
      }
    }
    return out;
  }

  [[nodiscard]] std::string terms(const Cells& cells) const {
    std::string out;
    for (const std::uint32_t i : cells)
      if (t_.cells[i].kind == CellKind::number) out += (out.empty() ? "" : " + ") + to_text(t_.cells[i].value);
    return out.empty() ? "0" : out;
  }

  static std::string text_of(__int128 value, std::int64_t one) {
    const auto v = make_value(value, one);
    return v ? to_text(*v) : std::string();
  }

  TableCheckData& add(TableCheckKind kind, Cells left, Cells right, const std::string& name) {
    TableCheckData check;
    check.kind = kind;
    check.left = std::move(left);
    check.right = std::move(right);
    judge(check, name);
    t_.checks.push_back(std::move(check));
    return t_.checks.back();
  }

  void judge(TableCheckData& check, const std::string& name) {
    int places = 0;
    bool rounds = false;
    for (const Cells* side : {&check.left, &check.right})
      for (const std::uint32_t i : *side) {
        places = std::max<int>(places, t_.cells[i].decimals);
        rounds |= scaled(t_.cells[i]);
      }
    const std::int64_t one = power_of_ten(std::min(places, 18));
    const Sum left = sum(check.left, one), right = sum(check.right, one);
    const auto say = [&](const char* zh, const char* en) { check.remark_zh = zh, check.remark_en = en; };
    check.derivation = (name.empty() ? "" : name + "：") + terms(check.left);
    if (left.unknown || right.unknown) {
      check.derivation += " ? " + terms(check.right);
      return say("有的单元格不能识读或不是数", "a cell is unreadable or no number");
    }
    const __int128 delta = left.value - right.value;
    check.derivation += (delta == 0 ? " = " : " ≠ ") + terms(check.right);
    if (delta != 0 && check.left.size() > 1)
      check.derivation += "（" + text_of(left.value, one) + " ≠ " + text_of(right.value, one) + "）";
    else if (delta != 0)
      check.derivation += " = " + text_of(right.value, one);
    check.has_delta = true;
    check.delta = text_of(delta, one);
    if (left.blanks + right.blanks > 0) {
      if (delta == 0) {
        check.verdict = Verdict::constrained;
        return say("空格按零计则相符", "holds where empty cells count as zero");
      }
      // Counts are not negative: what is printed alone may already be too much.
      const bool too_much = (left.blanks == 0 && delta < 0) || (right.blanks == 0 && delta > 0);
      if (check.kind == TableCheckKind::form && too_much) {
        check.verdict = Verdict::refuted;
        return say("有空格，已填各数之和已超出", "some cells are empty and the others are too much already");
      }
      return say("有空格，无从核算", "empty cells leave it open");
    }
    if (delta == 0) {
      check.verdict = Verdict::proved;
      return;
    }
    // Half a step of each printed number.
    const __int128 cells = static_cast<__int128>(check.left.size()) + static_cast<__int128>(check.right.size());
    const __int128 twice = 2 * (delta < 0 ? -delta : delta);
    if (rounds && twice <= cells) {
      check.verdict = Verdict::constrained;
      return say("可由四舍五入产生", "rounding may explain it");
    }
    check.verdict = Verdict::refuted;
  }

  // Totals of tables that are no fixed form ---------------------------------------------------------------------------

  static bool ends_with_any(std::string_view name, const Labels& words) {
    return std::any_of(words.begin(), words.end(), [&](const auto& w) { return name.ends_with(to_utf8(w)); });
  }
  static bool holds_any(std::string_view name, const Labels& words) {
    return std::any_of(words.begin(), words.end(), [&](const auto& w) { return name.find(to_utf8(w)) != name.npos; });
  }
  static std::string name_of(const TableLineData& line) { return line.path.empty() ? std::string() : line.path.back(); }
  /// 合计（件） is a total.
  static std::string_view bare(std::string_view name) {
    return name.substr(0, std::min(name.find("（"), name.find("(")));
  }

  enum class Part : std::uint8_t { leaf, subtotal, total, of_which, apart };
  [[nodiscard]] Part part_of(const TableLineData& line) const {
    const std::string name = name_of(line);
    if (std::any_of(lexicon_.of_which.begin(), lexicon_.of_which.end(),
                    [&](const auto& w) { return name.starts_with(to_utf8(w)); }))
      return Part::of_which;
    if (ends_with_any(bare(name), lexicon_.subtotals)) return Part::subtotal;
    if (ends_with_any(bare(name), lexicon_.totals)) return Part::total;
    const std::string whole = joined(line.path);
    return holds_any(whole, lexicon_.not_added) ? Part::apart : Part::leaf;
  }

  [[nodiscard]] std::string unit_of(std::size_t c) const {
    for (std::size_t r = t_.header_rows; r < t_.rows.size(); ++r)
      if (const auto i = at(r, c); i != none && numeric(t_.cells[i])) return t_.cells[i].unit;
    return {};
  }

  void totals() {
    const std::size_t rows = t_.rows.size(), columns = t_.columns.size();
    std::vector<Part> row_parts, column_parts;
    for (const auto& line : t_.rows) row_parts.push_back(part_of(line));
    for (const auto& line : t_.columns) column_parts.push_back(part_of(line));
    for (std::size_t r = t_.header_rows; r < rows; ++r) {
      if (row_parts[r] != Part::total && row_parts[r] != Part::subtotal) continue;
      const auto parts = parts_of(row_parts, r, t_.header_rows);
      if (parts.size() < 2) continue;
      const std::size_t first = t_.checks.size();
      for (std::size_t c = t_.header_columns; c < columns; ++c)
        if (column_parts[c] != Part::apart && unit_of(c) != "%") add_column_total(r, c, parts);
      settle(first, true);
    }
    for (std::size_t c = t_.header_columns; c < columns; ++c) {
      if (column_parts[c] != Part::total && column_parts[c] != Part::subtotal) continue;
      std::vector<std::size_t> parts;
      for (const std::size_t k : parts_of(column_parts, c, t_.header_columns))
        if (unit_of(k) == unit_of(c) && same_group(k, c)) parts.push_back(k);
      if (parts.size() < 2) continue;
      const std::size_t first = t_.checks.size();
      for (std::size_t r = t_.header_rows; r < rows; ++r) add_row_total(r, c, parts);
      settle(first, false);
    }
  }

  /// The lines that a total adds up: leaves before it, or behind it where it comes first; of a 小计, those since the
  /// total before. None where lines take others apart (其中).
  static std::vector<std::size_t> parts_of(const std::vector<Part>& parts, std::size_t total, std::size_t first) {
    std::vector<std::size_t> out;
    const auto take = [&](std::size_t from, std::size_t to) {
      for (std::size_t k = from; k < to; ++k) {
        if (parts[k] == Part::of_which) return out.clear();
        if (parts[k] == Part::leaf) out.push_back(k);
      }
    };
    if (parts[total] == Part::subtotal) {
      std::size_t from = total;
      while (from > first && parts[from - 1] != Part::subtotal && parts[from - 1] != Part::total) --from;
      if (from < total) {
        take(from, total);
      } else {
        std::size_t to = total + 1;
        while (to < parts.size() && parts[to] != Part::subtotal && parts[to] != Part::total) ++to;
        take(total + 1, to);
      }
    } else if (total == first) {
      take(total + 1, parts.size());
    } else {
      take(first, total);
    }
    return out;
  }

  /// A 小计 below a head of two levels adds up the columns below the same head.
  [[nodiscard]] bool same_group(std::size_t k, std::size_t total) const {
    const auto& path = t_.columns[total].path;
    return path.size() < 2 || (!t_.columns[k].path.empty() && t_.columns[k].path.front() == path.front());
  }

  /// No printed table comes near; one made of totals alone would cost rows × rows.
  [[nodiscard]] bool afford(std::size_t cells) {
    constexpr std::size_t most_terms = 1000000;
    terms_ += cells;
    return terms_ <= most_terms;
  }

  void add_column_total(std::size_t r, std::size_t c, const std::vector<std::size_t>& parts) {
    const std::uint32_t whole = single(r, c);
    if (whole == none || !numeric(t_.cells[whole])) return;
    Cells right;
    for (const std::size_t k : parts) {
      const std::uint32_t i = single(k, c);
      if (i == none) return;
      right.push_back(i);
    }
    if (!afford(right.size())) return;
    add(TableCheckKind::column_total, {whole}, std::move(right), joined(t_.columns[c].path));
  }

  void add_row_total(std::size_t r, std::size_t c, const std::vector<std::size_t>& parts) {
    const std::uint32_t whole = single(r, c);
    if (whole == none || !numeric(t_.cells[whole])) return;
    Cells right;
    for (const std::size_t k : parts) {
      const std::uint32_t i = single(r, k);
      if (i == none) return;
      right.push_back(i);
    }
    if (!afford(right.size())) return;
    add(TableCheckKind::row_total, {whole}, std::move(right), joined(t_.rows[r].path));
  }

  /// Whether the sums from `first` on are meant: half of them or more must hold. One alone that does not is for review.
  void settle(std::size_t first, bool alone_counts) {
    std::size_t held = 0, refuted = 0;
    for (std::size_t i = first; i < t_.checks.size(); ++i) {
      held += t_.checks[i].verdict == Verdict::proved || t_.checks[i].verdict == Verdict::constrained;
      refuted += t_.checks[i].verdict == Verdict::refuted;
    }
    if (refuted == 0 || (held > 0 && held >= refuted)) return;
    for (std::size_t i = first; i < t_.checks.size(); ++i) {
      TableCheckData& check = t_.checks[i];
      if (check.verdict != Verdict::refuted) continue;
      check.basis = Basis::arithmetic;
      if (alone_counts && held == 0 && refuted == 1) continue;
      check.verdict = Verdict::open;
      check.remark_zh = "多数合计并非各项之和，无从核算";
      check.remark_en = "most of these totals are no sums of what stands beside them";
    }
  }

  TableData& t_;
  const TableLexicon& lexicon_;
  std::vector<std::uint32_t> places_;
  std::size_t terms_ = 0;
};

void find_section(const ReportData& r, TableData& t) {
  for (std::size_t i = 0; i < r.sections.size() && r.sections[i].range.start <= t.range.start; ++i)
    if (t.range.start < r.sections[i].range.end) t.section = static_cast<std::int32_t>(i);
}

}  // namespace

void prove_tables(ReportData& r, Context& ctx) {
  bool disclosure = false;
  for (TableData& t : r.tables) {
    ctx.check_cancelled();
    find_section(r, t);
    Prover(t).run();
    disclosure |= t.form.starts_with("disclosure.");
  }
  // The forms name the kind where the title does not.
  if (disclosure && r.kind == ReportKind::other) r.kind = ReportKind::disclosure;
}

}  // namespace detail
FAZHI_NAMESPACE_END
