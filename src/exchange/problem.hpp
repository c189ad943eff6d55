#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "locale/keys.hpp"

namespace saddlebag {

/// Something that an import could not take as it stood.
struct RowProblem {
  std::string file;
  std::uint32_t line = 0;   ///< of the file, from 1
  Tr reason = Tr::count_;
  std::string args[3];      ///< of the reason's placeholders
  bool kept = true;         ///< the row was imported all the same
  std::string source;       ///< the row as it stands in the file
};

/// The reason in a person's language.
std::string explain(RowProblem const& problem, Language language);
/// All of them as CSV for a spreadsheet: file, line, imported?, reason, the original line.
std::string problems_csv(std::span<RowProblem const> problems, Language language);

/// Puts `args` in place of {0}, {1} …
std::string fill_in(std::string_view text, std::span<std::string const> args);

}  // namespace saddlebag
