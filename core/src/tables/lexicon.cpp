#include "tables/lexicon.hpp"

#include <algorithm>

#include "lexicon/toml.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

void longest_first(Labels& labels) {
  std::stable_sort(labels.begin(), labels.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
}

Labels compact_all(const TomlNode& node) {
  Labels out;
  for (const auto& word : node.words()) out.push_back(compact(word));
  longest_first(out);
  return out;
}

bool flag(const TomlNode& node, std::string_view key) { return node.has(key) && node[key].boolean(); }

bool of_edition(const TomlNode& node, std::int64_t edition) {
  return !node.has("edition") || node["edition"].integer() == edition;
}

FormRow read_row(const TomlNode& node) {
  FormRow row;
  row.id = node.string_or("id", "");
  row.name = node["name"].strings();
  if (node.has("mark")) row.mark = compact(node["mark"].words().at(0));
  row.keys = compact_all(node["keys"]);
  row.mark_required = flag(node, "mark_required");
  row.part = flag(node, "part");
  return row;
}

std::size_t row_of(const Form& form, const TomlNode& id) {
  for (std::size_t i = 0; i < form.rows.size(); ++i)
    if (form.rows[i].id == id.string()) return i;
  id.fail("names no row of the form");
}

FormCheck read_check(const Form& form, const TomlNode& node) {
  FormCheck check;
  check.over_columns = node["over"].string() == "columns";
  const auto column = [&](std::string_view key) {
    const auto i = node[key].integer();
    if (i < 0 || static_cast<std::size_t>(i) >= form.columns.size()) node[key].fail("names no column of the form");
    return static_cast<std::size_t>(i);
  };
  if (!check.over_columns) {
    check.total = column("total");
    check.first = column("first");
    check.last = column("last");
    return check;
  }
  for (const TomlNode& id : node["left"].items()) check.left.push_back(row_of(form, id));
  if (flag(node, "parts")) {
    for (std::size_t i = 0; i < form.rows.size(); ++i)
      if (form.rows[i].part) check.right.push_back(i);
  } else {
    for (const TomlNode& id : node["right"].items()) check.right.push_back(row_of(form, id));
  }
  return check;
}

std::vector<Form> read_forms_of(const TomlNode& node, std::int64_t edition) {
  std::vector<Form> out;
  for (const TomlNode& item : node.items()) {
    if (!of_edition(item, edition)) continue;
    Form form;
    form.id = item["id"].string();
    form.title = item["title"].string();
    form.unit = item.string_or("unit", "");
    for (const TomlNode& path : item["columns"].items()) form.columns.push_back(path.strings());
    for (const TomlNode& row : item["rows"].items())
      if (of_edition(row, edition)) form.rows.push_back(read_row(row));
    form.unlabelled = flag(item, "unlabelled");
    if (item.has("after")) form.after = compact_all(item["after"]);
    if (item.has("check"))
      for (const TomlNode& check : item["check"].items()) form.checks.push_back(read_check(form, check));
    out.push_back(std::move(form));
  }
  return out;
}

TableLexicon load() {
  const TomlFile file = load_lexicon("tables");
  const TomlNode& cells = file.root["cells"];
  const TomlNode& heads = file.root["heads"];
  const TomlNode& disclosure = file.root["disclosure"];
  TableLexicon x;
  x.not_applicable = cells["not_applicable"].words();
  x.units = cells["units"].words();
  longest_first(x.units);
  x.totals = heads["totals"].words();
  x.subtotals = heads["subtotals"].words();
  x.not_added = heads["not_added"].words();
  x.of_which = heads["of_which"].words();
  x.caption_starts = heads["caption_starts"].words();
  x.caption_ends = heads["caption_ends"].words();
  FormSet& set = x.disclosure;
  set.starts = compact_all(disclosure["starts"]);
  set.headings = compact_all(disclosure["headings"]);
  set.words = compact_all(disclosure["words"]);
  set.of_2019 = compact_all(disclosure["edition_2019"]);
  set.of_2021 = compact_all(disclosure["edition_2021"]);
  set.row_of_2019 = compact_all(disclosure["row_of_2019"]);
  set.forms_2019 = read_forms_of(disclosure["form"], 2019);
  set.forms_2021 = read_forms_of(disclosure["form"], 2021);
  return x;
}

}  // namespace

char32_t compact(char32_t c) noexcept {
  switch (c) {
    case U'（':
    case U'〔':
      return U'(';
    case U'）':
    case U'〕':
      return U')';
    case U'．':
    case U'﹒':
      return U'.';
    case U'，':
    case U'、':
      return U',';
    case U'：':
      return U':';
    case U'／':
      return U'/';
    case U' ':
    case U'\n':
    case U'“':
    case U'”':
    case U'‘':
    case U'’':
    case U'"':
    case U'\'':
      return 0;
    default:
      return c;
  }
}

std::u32string compact(std::u32string_view text) {
  std::u32string out;
  for (const char32_t c : text)
    if (const char32_t k = compact(c); k != 0) out.push_back(k);
  return out;
}

const TableLexicon& TableLexicon::get() {
  static const TableLexicon instance = load();
  return instance;
}

const Form* TableLexicon::form(std::string_view id, std::size_t rows) const noexcept {
  for (const auto* forms : {&disclosure.forms_2021, &disclosure.forms_2019})
    for (const Form& f : *forms)
      if (f.id == id && f.rows.size() == rows) return &f;
  return nullptr;
}

}  // namespace detail
FAZHI_NAMESPACE_END
