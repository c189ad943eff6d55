#pragma once
#include <string>
#include <vector>

#include "locale/keys.hpp"

namespace saddlebag::tool {

/// What a command writes: results on standard output, all else on standard error.
struct Output {
  std::string out;
  std::string err;
};

/// How a command ended; the process's exit status.
enum ExitStatus : int {
  kDone = 0,
  kFailed = 1,   ///< nothing was changed
  kPartly = 2,   ///< done, but some rows could not be taken; they are listed
  kMisused = 64, ///< a mistake in the command line
};

/// Runs one command line (without the program's name).
int run(std::vector<std::string> const& arguments, Language language, Output& output);

}  // namespace saddlebag::tool
