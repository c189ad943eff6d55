#include "tool/arguments.hpp"

#include <algorithm>

#include "exchange/problem.hpp"

namespace saddlebag::tool {

Result<Arguments> Arguments::read(std::vector<std::string> const& arguments, std::vector<std::string_view> const& known) {
  Arguments out;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    std::string_view const word = arguments[i];
    if (!word.starts_with("--") || word.size() == 2) {
      if (out.command.empty()) out.command = word;
      else out.operands.emplace_back(word);
      continue;
    }
    std::size_t const equals = word.find('=');
    std::string const name(word.substr(2, equals == std::string_view::npos ? equals : equals - 2));
    bool const flag = std::find(known.begin(), known.end(), name) != known.end();
    bool const valued = std::find(known.begin(), known.end(), name + "=") != known.end();
    if (!flag && !valued) return Error{ErrorCode::invalid, "--" + name};
    std::string value;
    if (valued && equals != std::string_view::npos) value = word.substr(equals + 1);
    else if (valued && i + 1 < arguments.size()) value = arguments[++i];
    if (valued && value.empty()) return Error{ErrorCode::missing, "--" + name};
    out.options[name] = value;
  }
  return out;
}

std::string_view Arguments::option(std::string_view name, std::string_view otherwise) const {
  auto const found = options.find(name);
  return found == options.end() ? otherwise : std::string_view(found->second);
}

std::string Arguments::take_bag(std::string_view option_name, std::size_t operands_before) {
  if (has(option_name)) return std::string(option(option_name));
  if (operands.size() <= operands_before) return {};
  std::string path = operands.back();
  operands.pop_back();
  return path;
}

std::string say(Language language, Tr text, std::vector<std::string> const& args) {
  return fill_in(tr(text, language), args) + "\n";
}

}  // namespace saddlebag::tool
