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
    // A tab wrote what it had pulled only when another one led and had pulled later versions.
    "couchdb 1138 3; create 2 1 0 0; storage_full 2 0 203 0; edit 1 0 227 37; schema 2 0 183 8; open_tab 2 0 185 225; "
    "edit 0 0 90 606; request_lost 1 1 123 185; edit 0 1 11 0; poisoned 2 0 30 638; storage_lost 2 2 233 0; "
    "request_doubled 2 0 230 3495; refused_after 2 2 93 231; hand_over 2 2 156 0; edit 0 1 179 0",
    // Two people had ended one conflict, and what one of them wrote afterwards was taken for his choice.
    "couchdb 1252 2; refused_after 0 0 84 0; truncated 0 0 6 0; create 0 0 0 10; edit 0 0 13 577; edit 1 0 37 326; "
    "edit 0 0 37 398; frozen 0 0 235 36; erase 0 0 134 2448; other_edit 1 0 204 34; request_late 0 0 179 0; "
    "edit 1 0 132 299; resolve 1 0 167 433; edit 0 0 236 1569; other_edit 1 0 224 4159; edit 0 0 158 10; "
    "two_leaders 0 0 145 20; resolve 1 0 174 34; edit 0 0 127 573; erase 0 0 59 38; edit 0 0 121 37; "
    "resolve 1 0 18 4411; edit 0 0 195 2729; kill 1 0 40 5561; resolve 0 0 158 23; edit 1 0 123 667; kill 1 0 141 38; "
    "edit 0 0 127 377; edit 0 0 193 0",
    // A record that another tab had made known was sent as a new one, and refused, for ever.
    "couchdb 187 3; two_leaders 0 0 125 0; storage_full 0 5 168 0; create 0 8 0 0; frozen 0 6 146 0; erase 0 3 190 2275; expired 2 4 61 2487; "
    "frozen 1 6 170 3745",
    // An answer of 200 with an error in it was taken for a record that was stored, and for one that is no more.
    "directus 12 1; create 0 1 0 400; edit 0 1 125 0; error_body 0 2 36 370",
    "directus 12 2; create 1 1 0 0; edit 0 2 138 4026; edit 0 1 26 0; error_body 0 1 130 400; edit 1 1 132 0",
    // Two people wrote one record at the same moment of the server's clock, and its time was taken for its version.
    "directus 12 2; create 1 1 0 0; edit 0 2 138 4026; edit 0 1 26 0; edit 1 1 132 0",
};

}  // namespace saddlebag::simulation
