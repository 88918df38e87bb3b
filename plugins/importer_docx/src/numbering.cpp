#include "numbering.hpp"

#include <algorithm>

#include "number_format.hpp"
#include "xml.hpp"

namespace importer_docx {

namespace {

/// 17.9.17 numFmt; a format that only newer readers know stands in a choice beside one for all.
std::string format_of(const pugi::xml_node& lvl) {
  pugi::xml_node format = child(lvl, "numFmt");
  for (const pugi::xml_node alternative : lvl.children()) {
    if (local(alternative) != "AlternateContent") continue;
    const pugi::xml_node chosen = child(child(alternative, "Choice"), "numFmt");
    const pugi::xml_node spare = child(child(alternative, "Fallback"), "numFmt");
    if (chosen && !custom_format(attribute(chosen, "format")).empty())
      return std::string(custom_format(attribute(chosen, "format")));
    if (spare) format = spare;
  }
  const std::string_view name = attribute(format, "val");
  if (name == "custom") return std::string(custom_format(attribute(format, "format")));
  return name.empty() ? "decimal" : std::string(name);
}

Level read_level(const pugi::xml_node& lvl, bool inside_override) {
  Level out;
  out.defined = true;
  out.start = number(value(lvl, "start"), 0);  // left out: 0 (17.9.25)
  out.format = format_of(lvl);
  const pugi::xml_node text = child(lvl, "lvlText");
  if (const std::string_view null = attribute(text, "null"); null.empty() || null == "0" || null == "false")
    out.text = attribute(text, "val");
  out.style = value(lvl, "pStyle");
  // Word takes no restart from a level inside an override ([MS-OI29500], lvlRestart b).
  if (const pugi::xml_node restart = child(lvl, "lvlRestart"); restart && !inside_override)
    out.restart = number(attribute(restart, "val"), -1);
  out.legal = is_on(child(lvl, "isLgl"));
  out.blank_behind = std::string_view(value(lvl, "suff")) != "nothing";
  return out;
}

constexpr int first_list = -1000;  // files count from 0 upwards

bool is_level(int index) { return index >= 0 && index < level_count; }

}  // namespace

Numbering::Numbering() { add_built_in_lists(); }

Numbering::Numbering(const pugi::xml_node& root) {
  add_built_in_lists();
  for (const pugi::xml_node node : root.children()) {
    if (local(node) == "abstractNum") {
      AbstractNumbering a;
      a.name = value(node, "name");
      a.num_style_link = value(node, "numStyleLink");
      for (const pugi::xml_node lvl : node.children()) {
        const int index = number(attribute(lvl, "ilvl"), -1);
        if (local(lvl) == "lvl" && is_level(index)) a.levels[static_cast<std::size_t>(index)] = read_level(lvl, false);
      }
      const int id = number(attribute(node, "abstractNumId"), -1);
      if (!a.name.empty()) {
        const int list = first_list - static_cast<int>(lists_.size());
        nums_[list].counted = nums_[list].abstract = id;
        lists_.emplace(a.name, list);
      }
      abstracts_[id] = std::move(a);
    } else if (local(node) == "num") {
      Num num;
      num.abstract = num.counted = number(value(node, "abstractNumId"), -1);
      for (const pugi::xml_node change : node.children()) {
        const int index = number(attribute(change, "ilvl"), -1);
        if (local(change) != "lvlOverride" || !is_level(index)) continue;
        const auto i = static_cast<std::size_t>(index);
        if (const pugi::xml_node lvl = child(change, "lvl")) num.levels[i] = read_level(lvl, true);
        if (const pugi::xml_node first = child(change, "startOverride"))
          num.starts[i] = number(attribute(first, "val"), 0);
      }
      nums_[number(attribute(node, "numId"), -1)] = std::move(num);
    }
  }
}

void Numbering::add_built_in_lists() {
  struct List {
    const char* name;
    std::array<std::pair<const char*, const char*>, level_count> levels;
  };
  // What LISTNUM has without any definition in the file (Word, article Q162895).
  static constexpr const char* d = "decimal";
  static constexpr const char *a = "lowerLetter", *i = "lowerRoman";
  static constexpr List built_in[] = {{"NumberDefault",
                                       {{{d, "%1)"},
                                         {a, "%2)"},
                                         {i, "%3)"},
                                         {d, "(%4)"},
                                         {a, "(%5)"},
                                         {i, "(%6)"},
                                         {d, "%7."},
                                         {a, "%8."},
                                         {i, "%9."}}}},
                                      {"OutlineDefault",
                                       {{{"upperRoman", "%1."},
                                         {"upperLetter", "%2."},
                                         {d, "%3."},
                                         {a, "%4)"},
                                         {d, "(%5)"},
                                         {a, "(%6)"},
                                         {i, "(%7)"},
                                         {a, "(%8)"},
                                         {i, "(%9)"}}}},
                                      {"LegalDefault",
                                       {{{d, "%1."},
                                         {d, "%1.%2."},
                                         {d, "%1.%2.%3."},
                                         {d, "%1.%2.%3.%4."},
                                         {d, "%1.%2.%3.%4.%5."},
                                         {d, "%1.%2.%3.%4.%5.%6."},
                                         {d, "%1.%2.%3.%4.%5.%6.%7."},
                                         {d, "%1.%2.%3.%4.%5.%6.%7.%8."},
                                         {d, "%1.%2.%3.%4.%5.%6.%7.%8.%9."}}}}};
  for (const List& list : built_in) {
    const int id = first_list - static_cast<int>(lists_.size());
    AbstractNumbering& out = abstracts_[id];
    for (std::size_t k = 0; k < list.levels.size(); ++k) {
      out.levels[k].format = list.levels[k].first;
      out.levels[k].text = list.levels[k].second;
      out.levels[k].defined = true;
    }
    nums_[id].counted = nums_[id].abstract = id;
    lists_.emplace(list.name, id);
  }
}

std::optional<int> Numbering::level_of_style(int num, std::string_view style) const {
  const auto at = nums_.find(num);
  if (at == nums_.end()) return std::nullopt;
  for (int i = 0; i < level_count; ++i)
    if (level(at->second, i).style == style) return i;
  return std::nullopt;
}

bool Numbering::is_of_other_style(int num, int index, std::string_view style) const {
  const auto at = nums_.find(num);
  if (at == nums_.end() || !is_level(index)) return false;
  const std::string& owner = level(at->second, index).style;
  return !owner.empty() && owner != style;
}

void Numbering::link_styles(const std::unordered_map<std::string, int>& num_of_style) {
  for (auto& [id, num] : nums_) {
    // A chain of two is what Word writes; one that turns in a circle ends.
    for (int step = 0; step < 4; ++step) {
      const auto a = abstracts_.find(num.abstract);
      if (a == abstracts_.end() || a->second.num_style_link.empty()) break;
      const auto linked = num_of_style.find(a->second.num_style_link);
      const auto target = linked == num_of_style.end() ? nums_.end() : nums_.find(linked->second);
      if (target == nums_.end() || target->second.abstract == num.abstract) break;
      num.abstract = target->second.abstract;
    }
  }
}

const Level& Numbering::level(const Num& num, int index) const {
  static const Level none;
  const auto i = static_cast<std::size_t>(index);
  if (num.levels[i]) return *num.levels[i];
  const auto a = abstracts_.find(num.abstract);
  return a == abstracts_.end() ? none : a->second.levels[i];
}

std::int64_t Numbering::start(const Num& num, int index) const {
  const auto i = static_cast<std::size_t>(index);
  return num.starts[i] ? *num.starts[i] : level(num, index).start;
}

std::string Numbering::write(const Num& num, int index, const Story::Counters& c) const {
  const Level& own = level(num, index);
  constexpr std::size_t longest = 200;  // Word ends at 31 characters
  std::string out;
  const std::string& text = own.text;
  for (std::size_t i = 0; i < text.size() && out.size() < longest; ++i) {
    const bool place = text[i] == '%' && i + 1 < text.size() && text[i + 1] >= '1' && text[i + 1] <= '9';
    if (!place) {
      out += text[i];
      continue;
    }
    const int asked = text[++i] - '1';
    // Word leaves the whole text out where it asks for a deeper level ([MS-OI29500] 2.1.283 c).
    if (asked > index) return {};
    const auto a = static_cast<std::size_t>(asked);
    const std::int64_t n = c.counted[a] ? c.value[a] : start(num, asked);
    const std::string& format = level(num, asked).format;
    out += format_number(n, own.legal && format != "none" ? "decimal" : format);
  }
  return out;
}

std::optional<Label> Numbering::count(int id, int index, Story& story) const {
  const auto at = nums_.find(id);
  if (id == 0 || at == nums_.end() || !is_level(index)) return std::nullopt;
  const Num& num = at->second;
  const Level& own = level(num, index);
  if (!own.defined) return std::nullopt;
  Story::Counters& c = story.counters[num.counted];
  std::array<bool, level_count>& started = story.started[id];
  const auto i = static_cast<std::size_t>(index);
  // A level that is skipped counts all the same: behind 1.1 without a 1 before it comes 2 (Word, article Q110380).
  for (std::size_t higher = 0; higher < i; ++higher) {
    if (c.counted[higher]) continue;
    c.value[higher] = start(num, static_cast<int>(higher));
    c.counted[higher] = started[higher] = true;
  }
  const bool fresh = !c.counted[i] || (num.starts[i] && !started[i]);
  started[i] = true;
  c.value[i] = fresh ? start(num, index) : c.value[i] + 1;
  c.counted[i] = true;
  for (int deeper = index + 1; deeper < level_count; ++deeper) {
    const Level& l = level(num, deeper);
    const int restart_at = l.restart < 0 || l.restart > deeper ? deeper : l.restart;  // counted from 1
    if (index < restart_at) c.counted[static_cast<std::size_t>(deeper)] = false;
  }
  story.last = id;
  if (own.format == "bullet") return Label{"•", index, own.blank_behind};
  return Label{write(num, index, c), index, own.blank_behind};
}

std::optional<Label> Numbering::count(const ListNumber& field, int around_num, int around_level, Story& story) const {
  int id = around_num > 0 ? around_num : story.last;
  if (!field.list.empty()) {
    const auto named = lists_.find(field.list);
    if (named == lists_.end()) return std::nullopt;
    id = named->second;
  }
  if (id == 0) id = lists_.at("NumberDefault");
  // Inside a numbered paragraph the field counts one level below it.
  const int below = id == around_num ? std::min(around_level + 1, level_count - 1) : 0;
  const int index = field.level >= 0 ? field.level : below;
  if (field.start >= 0) {
    const auto at = nums_.find(id);
    if (at == nums_.end()) return std::nullopt;
    Story::Counters& c = story.counters[at->second.counted];
    c.value[static_cast<std::size_t>(index)] = field.start - 1;
    c.counted[static_cast<std::size_t>(index)] = true;
  }
  return count(id, index, story);
}

}  // namespace importer_docx
