// What has to be survived, and the test that produces each. A name that is no test's fails.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

struct Survived {
  std::string_view what;
  std::vector<std::string_view> tests;
};

constexpr std::string_view kSimulated =
    "whatever goes wrong, when it stops nothing is lost, nothing is double, and everybody has the same";
constexpr std::string_view kServerClock =
    "a late commit with an older time, a page of one moment and a clock of the server that steps back hide nothing";

std::vector<Survived> const& all_forty() {
  static std::vector<Survived> const forty{
      {"a crash after the page was written, before the checkpoint",
       {"a crash at any moment of pulling loses no page and repeats no record",
        "the simulation finds a checkpoint that is durable before its page"}},
      {"more than a page of equal timestamps", {kServerClock}},
      {"a late commit with an older timestamp", {kServerClock}},
      {"the server's clock steps back", {kServerClock}},
      {"the device's clock is a year ahead or behind",
       {"a device whose clock is a year ahead or behind, and another time zone, changes nothing"}},
      {"a row is updated while paging", {kSimulated}},
      {"rows are deleted while paging by offset",
       {"records that are erased while pages are read are gone everywhere, and no other is"}},
      {"an own push comes back as new", {"what a device has pushed does not come back to it as news"}},
      {"create, sync, delete, sync must not resurrect", {"a record erased offline is gone everywhere and stays gone"}},
      {"an edit while in flight",
       {"an edit made while the record is being sent is sent as well, without conflict"}},
      {"pushed, never marked, pushed for ever",
       {"a push whose answer was lost is not repeated as a new record, also after a restart and another edit"}},
      {"pull and push race on one record", {kSimulated, "three devices that do anything end equal to the backend and to each other"}},
      {"a pulled record fails validation, and the checkpoint must not lose it",
       {"a record that cannot be taken in is shown, kept at the backend, and holds up nobody"}},
      {"a POST was committed, its answer is lost",
       {"json-server: five hundred edits arrive once, though answers are lost on the way"}},
      {"a reload in the middle of a push",
       {"a program that ends in the middle of a push sends the rest after its restart, and nothing twice"}},
      {"two events start the queue twice",
       {"whoever asks for a sync while one is under way starts no second one"}},
      {"resumed while still offline", {"a program that wakes up while there is still no network waits for it"}},
      {"one poison operation",
       {"one record that the backend refuses is set aside with its reason and does not hold up the others",
        "a record that the backend refuses holds up only what depends on it"}},
      {"the map of ids is lost on reload",
       {"a day killed at any one of its writes loses nothing that was saved and repeats nothing"}},
      {"edits of records made offline are dropped",
       {"edits of a record that was made offline are there after a restart, and arrive with it"}},
      {"a child before its parent",
       {"a customer made offline arrives with its children", "a pulled record may come before the one it refers to",
        "what refers to a new record that was refused waits for it, and nothing else does"}},
      {"a new edit during replay reorders",
       {"edits that are made while a long queue is being sent go behind it and are not lost"}},
      {"shift, then fail, loses a request",
       {"each kind of trouble is named, loses nothing and ends by itself",
        "refusals for now are waited out, whether the server had acted or not"}},
      {"no background sync",
       {"what a hidden page pulls becomes durable without a frame", "a restart with a full queue sends all of it, once"}},
      {"the retry timer ends in silence", {"the simulation finds a retry that waits for the next edit"}},
      {"a partition leaves the queue sending for ever", {"a server that never answers is a timeout, and tried again"}},
      {"killed at any point",
       {"a day killed at any one of its writes loses nothing that was saved and repeats nothing",
        "a program that is killed at any moment, in its writes above all, goes on where it was"}},
      {"a frozen tab keeps the lock", {"a frozen tab loses the lead, and does no harm when it thaws"}},
      {"two leaders", {"two tabs that both believe they lead do no harm"}},
      {"the connection to the storage is lost in the middle of a write",
       {"a lost connection is opened again",
        "a storage that is slow, full or gone for a while loses nothing that it said was saved"}},
      {"the disk is full, a chunk is corrupt",
       {"where the storage is full nothing is lost, and it is saved once there is room",
        "a damaged chunk is reported and put aside"}},
      {"the person changes the account with a full queue",
       {"a person who signs in as somebody else keeps the queue, and it is sent",
        "another account on the device sends the queue of the last one"}},
      {"a batch is taken in part", {"of a batch that was taken in part the rest is sent again"}},
      {"200 with an error in the body",
       {"web pages, errors and halves of answers with status 200 are not taken for data"}},
      {"a captive portal's HTML with 200", {"each kind of trouble is named, loses nothing and ends by itself"}},
      {"a permission is revoked",
       {"what was refused while a permission was withdrawn is sent when it is given back"}},
      {"the schema changes on the server",
       {"fields and types that change at the server are kept as they come",
        "fields that this program does not know are kept and sent back"}},
      {"hostile JSON: depth, size, duplicate keys, lone surrogates, NaN",
       {"JSON that is nested beyond reason is refused, not walked",
        "answers that are nested without end, say a thing twice or are no text at all do no harm",
        "documents that are broken in themselves are set aside, and the rest of their page arrives"}},
      {"429 with a date", {"Retry-After is a number of seconds, or a moment on the server's clock"}},
      {"another time zone and a leap day",
       {"a leap day is the same day in every time zone, and after the zone has changed",
        "a device whose clock is a year ahead or behind, and another time zone, changes nothing"}}};
  return forty;
}

std::set<std::string> names_of_tests() {
  constexpr std::string_view kBefore = "TEST_CASE(\"";
  std::set<std::string> names;
  std::string const root = std::string(SADDLEBAG_SOURCE_DIR) + "/tests";
  for (auto const& entry : std::filesystem::recursive_directory_iterator(root)) {
    if (entry.path().extension() != ".cpp") continue;
    std::ifstream in(entry.path());
    std::stringstream text;
    text << in.rdbuf();
    std::string const all = text.str();
    for (auto at = all.find(kBefore); at != std::string::npos; at = all.find(kBefore, at + 1)) {
      std::size_t const from = at + kBefore.size();
      names.insert(all.substr(from, all.find("\")", from) - from));
    }
  }
  return names;
}

}  // namespace

TEST_CASE("each of the forty things to be survived has a test that produces it") {
  auto const names = names_of_tests();
  CHECK(all_forty().size() == 40);
  for (Survived const& each : all_forty()) {
    CAPTURE(each.what);
    CHECK_FALSE(each.tests.empty());
    for (std::string_view const test : each.tests) {
      CAPTURE(test);
      CHECK(names.contains(std::string(test)));
    }
  }
}
