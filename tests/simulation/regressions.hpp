#pragma once
#include <string_view>

namespace saddlebag::simulation {

/// Scripts that failed once, shrunk, each with what was wrong.
inline constexpr std::string_view kRegressions[] = {
    // A compaction that failed with nothing unsaved was never tried again, and the storage counted as failing for ever.
    "couchdb 9 1; compact 0 2 188 0; storage_full 0 6 108 10",
    // A clock that was set back by a year made the storage wait for a year before it tried again.
    "couchdb 9 1; create 0 1 0 0; storage_full 0 0 67 0; edit 0 1 211 10; device_clock 0 6 27 0",
    "couchdb 31 1; storage_full 0 0 100 0; device_clock 0 1 134 0; kill 0 3 180 400; device_clock 0 0 136 0",
    // A tab that had lost its connection read again and again over the lost one, and never opened a new one.
    "couchdb 39 2; two_leaders 1 0 251 10; create 1 2 0 239; create 0 3 0 428; edit 1 0 249 181; storage_lost 1 1 132 0",
    // A change had the sequence of another tab's acknowledgement of the same record, and was not sent any more.
    "couchdb 197 1; create 0 0 0 0; edit 0 0 180 651; answer_late 0 1 130 283; two_leaders 0 1 238 0; edit 0 0 83 0; edit 0 0 166 0; frozen 0 0 13 400",
    // A later change in one tab was forgotten, or overwritten, by another's acknowledgement of an earlier one.
    "couchdb 197 1; create 0 0 0 0; two_leaders 0 1 238 381; slow_storage 0 0 90 0; edit 0 0 83 0; edit 0 0 166 0; "
    "frozen 0 0 96 427; edit 0 0 150 480; answer_late 0 0 218 194; edit 0 1 55 156; other_erase 0 1 108 976; "
    "compact 0 2 62 5792; resolve 0 3 20 31; edit 0 0 51 29; edit 0 3 139 26; frozen 0 0 13 2222; edit 0 0 182 0",
};

}  // namespace saddlebag::simulation
