#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "tool/tool.hpp"

namespace saddlebag::tool {

/// A command line taken apart: `command operand… --option value… --flag`.
struct Arguments {
  std::string command;
  std::vector<std::string> operands;
  std::map<std::string, std::string, std::less<>> options;  ///< without the dashes; flags have an empty value

  /// Options not in `known` are a mistake, as is a missing value. `known` ends names of options that take a
  /// value with '='.
  static Result<Arguments> read(std::vector<std::string> const& arguments, std::vector<std::string_view> const& known);
  [[nodiscard]] std::string_view option(std::string_view name, std::string_view otherwise = {}) const;
  [[nodiscard]] bool has(std::string_view name) const { return options.find(name) != options.end(); }
  /// The path of the bag: the option, or else the last operand, which is taken off. Empty where there is none.
  std::string take_bag(std::string_view option_name, std::size_t operands_before);
};

/// A sentence of the locales with its places filled in, and a line break.
std::string say(Language language, Tr text, std::vector<std::string> const& args = {});

/// Says what went wrong with a bag; answers kFailed.
int tell_error(Error const& error, std::string const& path, Language language, Output& output);

int import_command(Arguments arguments, Language language, Output& output);
int export_command(Arguments arguments, Language language, Output& output);
int report_command(Arguments arguments, Language language, Output& output);
int handover_command(Arguments arguments, Language language, Output& output);
int undo_command(Arguments arguments, Language language, Output& output);

}  // namespace saddlebag::tool
