// Fields of Word: what stands between the marks of one, and what is shown of it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace importer_docx {

/// { LISTNUM name \l level \s start }: a number of a list inside a paragraph. Word keeps no result of it.
struct ListNumber {
  std::string list;  ///< empty: the list of the paragraph, else the last one of the text
  int level = -1;    ///< from 0; -1: not said
  int start = -1;    ///< -1: counts on
};

/// The instruction of a field, if it is LISTNUM.
std::optional<ListNumber> list_number(std::string_view instruction);

/// The fields that are open at a place of the text. Their instructions are not shown, their results are.
class Fields {
 public:
  void begin();
  void separate();
  /// The instruction of the field that ends, where it has no result; else nothing.
  std::optional<std::string> end();
  void instruction(std::string_view text);
  [[nodiscard]] bool in_instruction() const { return instructions_ > 0; }
  /// Inside the result of a TOC field.
  [[nodiscard]] bool in_contents() const { return contents_ > 0; }

 private:
  struct Field {
    std::string code;
    bool separated = false, contents = false;
  };
  std::vector<Field> open_;
  int instructions_ = 0, contents_ = 0;  ///< of the open ones
};

}  // namespace importer_docx
