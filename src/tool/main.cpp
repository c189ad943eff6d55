#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "tool/tool.hpp"

namespace {

/// As programs of the command line take it from the environment.
saddlebag::Language language() {
  for (char const* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    char const* value = std::getenv(name);
    if (value && *value) return std::string_view(value).starts_with("zh") ? saddlebag::Language::zh_cn : saddlebag::Language::en;
  }
  return saddlebag::Language::en;
}

}  // namespace

int main(int count, char** words) {
  saddlebag::tool::Output output;
  int const status = saddlebag::tool::run({words + 1, words + count}, language(), output);
  std::fwrite(output.err.data(), 1, output.err.size(), stderr);
  bool const written = std::fwrite(output.out.data(), 1, output.out.size(), stdout) == output.out.size();
  return std::fflush(stdout) == 0 && written ? status : saddlebag::tool::kFailed;
}
