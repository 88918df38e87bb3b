// Parts and their whole. Lists that words declare stand in lists_by_words.cpp, lists that the numbers alone suggest in
// lists_by_arithmetic.cpp, what both need in lists.cpp.
#pragma once

#include <span>
#include <vector>

#include "relations/ties.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

class Lists {
 public:
  explicit Lists(Ties& t) : t_(t), p_(t.p) {}

  void run();

 private:
  static constexpr std::uint32_t none = ~0u;
  /// No list of a report is longer; without a bound a page of numbers would cost its square.
  static constexpr std::size_t longest_list = 64;
  static constexpr std::uint32_t most_clauses = 256;
  using Marks = std::vector<std::uint32_t>;

  /// Parts of a list that begins in clause k at position `from`: one of each clause on the same level of brackets, all
  /// of one unit. `gaps` clauses without a figure may stand between.
  Marks collect(std::uint32_t k, std::uint32_t from, int gaps, bool mixed = false) const;
  /// Adds the part of one clause; false where the clause ends the list.
  bool take(const Clause& c, std::uint32_t from, bool first_clause, bool mixed, Marks& parts) const;
  bool joined(std::uint32_t m) const;
  /// 由45万辆增至356万辆: two values of one part.
  bool changes(std::uint32_t m) const;
  /// Nearest figure before `position` that may be the whole of `part`.
  std::uint32_t whole_before(std::uint32_t k, std::uint32_t position, std::uint32_t part, bool any_unit) const;
  /// One unit, or the noun behind the whole names the unit of the part (143个项目，其中51项), or the whole has none
  /// (1000万以上).
  bool counts_same(std::uint32_t whole, std::uint32_t part) const;
  void add_sum(std::uint32_t whole, std::span<const std::uint32_t> parts, Basis basis, TextRange words, bool suspect);
  Fit fit(std::uint32_t whole, std::span<const std::uint32_t> parts) const;
  /// A list that may run on past the partition: the longest beginning that adds up to the whole.
  bool add_if_equal(std::uint32_t whole, const Marks& parts, TextRange words);
  /// 1000个项目，其中水库7座、调蓄设施993个: things of several measure words that add up.
  bool add_if_mixed(std::uint32_t whole, std::uint32_t k, std::uint32_t from, TextRange words);
  /// Three or more parts that one digit would make equal: for a human.
  bool add_if_near(std::uint32_t whole, const Marks& parts, TextRange words);
  /// 共45件, 总数45件: not one of several numbers before the colon.
  bool told_whole(std::uint32_t m) const;

  /// Number of parts up to the one that says that nothing is left out; 0 where none does.
  std::size_t closed_by_rest(const Marks& parts) const;
  bool complementary(const Marks& parts) const;
  bool examples(std::uint32_t from, std::uint32_t to) const;
  void of_which(std::uint32_t k, std::uint32_t position);
  /// 立案19件，办结17件，其中简易11件、普通8件: of all that was filed, not of what stands nearest.
  bool add_if_of_earlier(std::uint32_t whole, const Marks& parts, TextRange words);
  /// Parts alone are more than the whole, and its sentence has another number that may be it.
  bool other_whole(std::uint32_t k, std::uint32_t whole, const Marks& parts) const;
  /// 合法性审查106件，未经审查3件: the words of one part behind ，stand in the next.
  bool told_alike(std::uint32_t part, std::uint32_t next) const;
  /// All exact, and together no more than the whole.
  bool room(std::uint32_t whole, std::span<const std::uint32_t> figures) const;
  void add_subset(std::uint32_t whole, std::uint32_t part, TextRange words);
  /// True where the figure before m is a level of the same unit in the same sentence.
  bool beside(std::uint32_t m) const;
  /// 高速公路 behind 公路: the part names its whole.
  bool names(std::uint32_t part, std::uint32_t whole) const;
  void bracket(std::uint32_t k);
  /// 100%（满意60.1%，基本满意39.8%）.
  void shares(std::uint32_t k, std::uint32_t whole);
  /// 由律师12名、干部5名组成.
  bool made_of(std::uint32_t k) const;
  /// Every clause of the bracket that holds a level gives a part.
  bool complete(std::uint32_t k, const Marks& parts) const;
  /// 电话800件、网络300件、来访等; 警告3件、罚款17件，部分案件并处: the list does not claim to add up.
  bool open_ended(std::uint32_t k, const Marks& parts) const;
  void colon(std::uint32_t k);
  bool complete_sentence(std::uint32_t k, std::uint32_t from, const Marks& parts) const;
  /// 包括, 分为 inside a clause.
  void included(std::uint32_t k);

  /// A 12件、B 5件，共17件.
  void total_behind(std::uint32_t m);
  /// Part of a sum found shortly before.
  bool in_sum(std::uint32_t part) const;
  /// True where nothing but the parts stands before the total in its sentence, listed alike.
  bool clean_list(std::uint32_t total, const Marks& parts) const;
  /// 收到申请30件，受理28件，不予受理2件: no word ties them, but the rest of the sentence adds up to its first number.
  void running(std::uint32_t m);
  /// 受理375件，办结194件，尚余181件: what remains, and nothing else stands before.
  bool remains(std::uint32_t whole, const Marks& parts) const;
  void add_rest(std::uint32_t whole, const Marks& parts);
  /// 收到申请32件。办理结果：公开10件，部分公开5件，不予公开17件: the whole next sentence adds up to a number of this
  /// one.
  void next_sentence(std::uint32_t m);
  /// 提出11项任务。一是…，共4项任务。二是…，共4项任务。三是…，共3项任务: one number of each item, all of them add up.
  void enumerated(std::uint32_t k);
  /// The one level of `like`'s unit in clauses [from, to), or the one told as their total; `none` otherwise.
  std::uint32_t of_item(std::uint32_t from, std::uint32_t to, std::uint32_t like) const;
  /// 每村补助2万元，共补助15个村，合计30万元.
  void product(std::uint32_t m);

  Ties& t_;
  Paragraph& p_;
};

}  // namespace detail
FAZHI_NAMESPACE_END
