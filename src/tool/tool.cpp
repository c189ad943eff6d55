#include "tool/tool.hpp"

#include "tool/arguments.hpp"

namespace saddlebag::tool {

int run(std::vector<std::string> const& arguments, Language language, Output& output) {
  auto const read = Arguments::read(arguments, {"help", "json", "into=", "from=", "currency=", "existing=", "problems=", "format=", "redo"});
  if (!read) {
    bool const unknown = read.error().code == ErrorCode::invalid;
    output.err += say(language, unknown ? Tr::tool_unknown_option : Tr::tool_missing_value, {read.error().detail});
    return kMisused;
  }
  bool const help = read->has("help") || read->command == "help";
  if (help || read->command.empty()) {
    (help ? output.out : output.err) += say(language, Tr::tool_help);
    return help ? kDone : kMisused;
  }
  if (read->command == "import") return import_command(*read, language, output);
  if (read->command == "export") return export_command(*read, language, output);
  if (read->command == "report") return report_command(*read, language, output);
  if (read->command == "handover") return handover_command(*read, language, output);
  if (read->command == "undo") return undo_command(*read, language, output);
  output.err += say(language, Tr::tool_unknown_command, {read->command});
  return kMisused;
}

}  // namespace saddlebag::tool
