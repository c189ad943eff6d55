#include "exchange/problem.hpp"

#include "exchange/delimited.hpp"

namespace saddlebag {

std::string fill_in(std::string_view text, std::span<std::string const> args) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    bool const placeholder = text[i] == '{' && i + 2 < text.size() && text[i + 2] == '}';
    std::size_t const which = placeholder ? static_cast<std::size_t>(text[i + 1] - '0') : args.size();
    if (which < args.size()) {
      out += args[which];
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string explain(RowProblem const& problem, Language language) {
  return fill_in(tr(problem.reason, language), problem.args);
}

std::string problems_csv(std::span<RowProblem const> problems, Language language) {
  std::string out = "\xEF\xBB\xBF";
  append_record(out, {tr(Tr::import_problems_file, language), tr(Tr::import_problems_line, language),
                      tr(Tr::import_problems_kept, language), tr(Tr::import_problems_reason, language),
                      tr(Tr::import_problems_source, language)});
  for (RowProblem const& problem : problems) {
    append_record(out, {guard_formula(problem.file), std::to_string(problem.line),
                        tr(problem.kept ? Tr::import_problems_yes : Tr::import_problems_no, language),
                        guard_formula(explain(problem, language)), guard_formula(problem.source)});
  }
  return out;
}

}  // namespace saddlebag
