#pragma once
#include <string_view>

namespace saddlebag::simulation {

/// Scripts that failed once, shrunk, each with what was wrong.
inline constexpr std::string_view kRegressions[] = {
    // A compaction that failed with nothing unsaved was never tried again, and the storage counted as failing for ever.
    "couchdb 9 1; compact 0 2 188 0; storage_full 0 6 108 10",
};

}  // namespace saddlebag::simulation
