// The fixed forms of a 政府信息公开工作年度报告, read by the names of their rows.
//
// The text of all forms is one stream of characters without blanks, whatever cut it into lines and columns. A row
// begins at its name; the amounts right behind it are its cells if they are as many as the form has columns. Too few,
// too many, or words between them: the row is unreadable. Its amounts are never given to other columns.
#include <algorithm>
#include <optional>
#include <string>

#include "tables/forms.hpp"
#include "tables/lexicon.hpp"
#include "tables/tables.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

struct Cell {
  std::size_t from = 0, to = 0;  ///< atoms; equal for an empty cell
  bool empty = false;
};

struct ReadRow {
  std::size_t form = 0, row = 0;
  std::vector<Cell> cells;
  std::size_t from = 0, to = 0;
  bool broken = false;
};

class Reader {
 public:
  Reader(ReportData& r, std::vector<Atom> atoms) : r_(r), atoms_(std::move(atoms)), lexicon_(TableLexicon::get()) {
    const FormSet& set = lexicon_.disclosure;
    forms_ = &set.forms_2021;
    if (!holds_any(set.of_2021) && (holds_any(set.of_2019) || amount_behind(set.row_of_2019))) forms_ = &set.forms_2019;
  }

  /// True where at least one amount was assigned or seen in a row of a form.
  bool run() {
    read();
    return give();
  }
  /// Lines that hold a name of a row, a head or an amount of a form.
  [[nodiscard]] const std::vector<std::uint32_t>& used_lines() const { return used_; }

 private:
  [[nodiscard]] bool holds_any(const Labels& labels) const {
    for (std::size_t i = 0; i < atoms_.size(); ++i)
      for (const auto& label : labels)
        if (match(label, i) > 0) return true;
    return false;
  }

  /// A heading of the later edition that has cells of its own shows the earlier one.
  [[nodiscard]] bool amount_behind(const Labels& labels) const {
    for (std::size_t i = 0; i < atoms_.size(); ++i)
      for (const auto& label : labels)
        if (const std::size_t n = match(label, i); n > 0 && i + n < atoms_.size() && amount(i + n) > 0) return true;
    return false;
  }

  /// Atoms that the label takes from i on; 0: it does not stand there.
  [[nodiscard]] std::size_t match(const std::u32string& label, std::size_t i) const {
    if (label.empty() || i + label.size() > atoms_.size()) return 0;
    for (std::size_t k = 0; k < label.size(); ++k)
      if (atoms_[i + k].c != label[k] || (k > 0 && atoms_[i + k].barrier)) return 0;
    return label.size();
  }

  [[nodiscard]] static bool is_stop(char32_t c) { return c == U'.' || c == U',' || c == U')' || c == U':'; }

  [[nodiscard]] std::size_t match_row(const FormRow& row, std::size_t i) const {
    std::size_t best = 0;
    for (const auto& key : row.keys) {
      if (!row.mark_required) best = std::max(best, match(key, i));
      std::size_t n = match(row.mark, i);
      if (n == 0) continue;
      if (i + n < atoms_.size() && is_stop(atoms_[i + n].c)) ++n;
      if (const std::size_t m = match(key, i + n); m > 0) best = std::max(best, n + m);
    }
    return best;
  }

  struct RowMatch {
    std::size_t form = 0, row = 0, size = 0;
  };
  /// The longest name of a row at i; among equal ones the next in the order of the forms.
  [[nodiscard]] RowMatch find_row(std::size_t i) const {
    RowMatch best;
    bool best_is_later = false;
    for (std::size_t f = 0; f < forms_->size(); ++f)
      for (std::size_t k = 0; k < (*forms_)[f].rows.size(); ++k) {
        const std::size_t n = match_row((*forms_)[f].rows[k], i);
        if (n == 0 || n < best.size) continue;
        const bool later = !last_ || std::pair(f, k) > *last_;
        if (n > best.size || (later && !best_is_later)) best = {f, k, n}, best_is_later = later;
      }
    return best;
  }
  [[nodiscard]] std::size_t find_word(std::size_t i) const {
    for (const auto& word : lexicon_.disclosure.words)
      if (const std::size_t n = match(word, i); n > 0) return n;
    return 0;
  }

  [[nodiscard]] bool edge(std::size_t i) const {
    return i >= atoms_.size() || atoms_[i].gap || atoms_[i].barrier || atoms_[i].c == empty_cell;
  }

  /// Atoms of the amount at i, with its unit; 0 where it is none or is glued to something else.
  [[nodiscard]] std::size_t amount(std::size_t i) const {
    std::u32string s;
    for (std::size_t k = i; k < atoms_.size() && s.size() < 24; ++k) {
      if (k > i && edge(k)) break;
      s.push_back(atoms_[k].folded);
    }
    std::size_t n = number_end(s, 0);
    if (n == 0) {
      const bool mark = read_cell(s, lexicon_).kind == CellKind::not_applicable;
      return mark ? s.size() : 0;
    }
    for (const auto& unit : lexicon_.units)
      if (std::u32string_view(s).substr(n).starts_with(unit)) {
        n += unit.size();
        break;
      }
    if (edge(i + n) || find_row(i + n).size > 0 || find_word(i + n) > 0) return n;
    return 0;
  }

  void read() {
    ReadRow* row = nullptr;  // the last of rows_ while it is open
    bool tail = false;
    std::size_t known_end = 0;
    const auto close = [&] {
      if (row && (*forms_)[row->form].unlabelled) heads_of_ = none;
      row = nullptr;
      tail = false;
    };
    for (std::size_t i = 0; i < atoms_.size();) {
      if (atoms_[i].barrier) close();
      if (atoms_[i].c == empty_cell) {
        if (row) row->cells.push_back({i, i, true});
        known_end = ++i;
        continue;
      }
      if (atoms_[i].gap || i == known_end || i == 0) {
        const RowMatch found = find_row(i);
        const std::size_t word = find_word(i);
        if (found.size > 0 && found.size >= word) {
          close();
          row = &rows_.emplace_back();
          row->form = found.form;
          row->row = found.row;
          row->from = i;
          last_ = {found.form, found.row};
          heads_of_ = none;
          take(i, found.size);
          known_end = i += found.size;
          row->to = i;
          continue;
        }
        if (word > 0) {
          close();
          note_heads(i, word);
          take(i, word);
          known_end = i += word;
          continue;
        }
        if (const std::size_t n = amount(i); n > 0) {
          if (!row && heads_of_ != none) {
            row = &rows_.emplace_back();
            row->form = heads_of_;
            row->from = i;
          }
          if (row) {
            row->broken |= tail;
            row->cells.push_back({i, i + n, false});
            row->to = i + n;
            take(i, n);
          }
          known_end = i += n;
          continue;
        }
      }
      if (row && std::any_of(row->cells.begin(), row->cells.end(), [](const Cell& c) { return !c.empty; })) tail = true;
      ++i;
    }
    close();
  }

  /// The heads of a form whose row has no name have been read.
  void note_heads(std::size_t i, std::size_t size) {
    for (std::size_t f = 0; f < forms_->size(); ++f)
      for (const auto& label : (*forms_)[f].after)
        if ((*forms_)[f].unlabelled && label.size() == size && match(label, i) > 0) heads_of_ = f;
  }

  void take(std::size_t i, std::size_t n) {
    for (std::size_t k = i; k < i + n; ++k)
      if (used_.empty() || used_.back() != atoms_[k].line) used_.push_back(atoms_[k].line);
  }

  /// As many cells as columns, or nothing. Bars and tabs may put empty cells beside a name that spans columns; they are
  /// left out in front where no other explanation is left.
  [[nodiscard]] static bool fit(ReadRow& row, std::size_t columns) {
    auto& cells = row.cells;
    if (row.broken) return false;
    const auto filled =
        static_cast<std::size_t>(std::count_if(cells.begin(), cells.end(), [](const Cell& c) { return !c.empty; }));
    if (cells.size() > columns && filled == columns) std::erase_if(cells, [](const Cell& c) { return c.empty; });
    if (cells.size() > columns && filled > 0 && !cells.back().empty) {
      std::size_t lead = 0;
      while (cells[lead].empty) ++lead;
      if (cells.size() - columns <= lead)
        cells.erase(cells.begin(), cells.begin() + static_cast<std::ptrdiff_t>(cells.size() - columns));
    }
    return cells.size() == columns;
  }

  [[nodiscard]] TextRange range_of(std::size_t from, std::size_t to) const {
    if (from >= to) return {};
    return {atoms_[from].at, atoms_[to - 1].at + 1};
  }

  bool give() {
    bool any = false;
    // A name that comes again begins the forms again (a draft beside its copy).
    for (std::size_t begin = 0; begin < rows_.size();) {
      std::vector<std::pair<std::size_t, std::size_t>> seen;
      std::size_t end = begin;
      for (; end < rows_.size(); ++end) {
        const std::pair key{rows_[end].form, rows_[end].row};
        if (std::find(seen.begin(), seen.end(), key) != seen.end()) break;
        seen.push_back(key);
      }
      for (std::size_t f = 0; f < forms_->size(); ++f) any |= give_form(f, begin, end);
      begin = end;
    }
    return any;
  }

  bool give_form(std::size_t f, std::size_t begin, std::size_t end) {
    const Form& form = (*forms_)[f];
    bool amounts = false;
    for (std::size_t k = begin; k < end; ++k)
      amounts |= rows_[k].form == f &&
                 std::any_of(rows_[k].cells.begin(), rows_[k].cells.end(), [](const Cell& c) { return !c.empty; });
    if (!amounts) return false;
    TableData t;
    t.source = TableSource::form;
    t.form = form.id;
    t.caption = form.title;
    for (const auto& path : form.columns) t.columns.push_back({path, RowState::read});
    for (const FormRow& row : form.rows) t.rows.push_back({row.name, RowState::absent});
    for (std::size_t r = 0; r < form.rows.size(); ++r) {
      ReadRow* found = nullptr;
      for (std::size_t k = begin; k < end; ++k)
        if (rows_[k].form == f && rows_[k].row == r) found = &rows_[k];
      give_row(t, form, r, found);
    }
    r_.tables.push_back(std::move(t));
    return true;
  }

  void give_row(TableData& t, const Form& form, std::size_t r, ReadRow* found) {
    const bool read = found != nullptr && fit(*found, form.columns.size());
    const TextRange whole = found != nullptr ? range_of(found->from, found->to) : TextRange{};
    t.rows[r].state = read ? RowState::read : found != nullptr ? RowState::unreadable : RowState::absent;
    if (!whole.empty()) {
      if (t.range.empty()) t.range = whole;
      t.range = {std::min(t.range.start, whole.start), std::max(t.range.end, whole.end)};
    }
    for (std::size_t c = 0; c < form.columns.size(); ++c) {
      CellData cell;
      cell.row = static_cast<std::uint16_t>(r);
      cell.column = static_cast<std::uint16_t>(c);
      cell.kind = CellKind::unreadable;
      cell.range = whole;
      if (read) {
        const Cell& source = found->cells[c];
        cell.range = range_of(source.from, source.to);
        std::u32string s;
        for (std::size_t k = source.from; k < source.to; ++k) s.push_back(atoms_[k].folded);
        CellValue v = read_cell(s, lexicon_);
        cell.kind = v.kind;
        cell.value = v.value;
        cell.decimals = v.decimals;
        cell.unit = v.unit.empty() && (v.kind == CellKind::number || v.kind == CellKind::zero) ? form.unit : v.unit;
      }
      t.cells.push_back(std::move(cell));
    }
  }

  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  ReportData& r_;
  std::vector<Atom> atoms_;
  const TableLexicon& lexicon_;
  const std::vector<Form>* forms_ = nullptr;
  std::vector<ReadRow> rows_;
  std::vector<std::uint32_t> used_;
  std::optional<std::pair<std::size_t, std::size_t>> last_;
  std::size_t heads_of_ = none;
};

}  // namespace

bool read_form_rows(ReportData& r, std::vector<Atom> atoms, std::vector<std::uint32_t>& used) {
  Reader reader(r, std::move(atoms));
  const bool any = reader.run();
  used = reader.used_lines();
  return any;
}

}  // namespace detail
FAZHI_NAMESPACE_END
