// What a backend may answer, to every question; and a connector file that somebody was given.
#include "fuzz/fuzz.hpp"
#include "sync/json.hpp"
#include "sync/profile.hpp"

using namespace saddlebag;
using namespace saddlebag::sync_test;

namespace {

/// Says the same, whatever it is asked. MINE is the id of the device's own record.
struct Parrot final : Server {
  std::string body;
  void learn(std::string_view says, std::string const& mine) {
    body = says;
    for (auto at = body.find("MINE"); at != std::string::npos; at = body.find("MINE", at + mine.size())) {
      body.replace(at, 4, mine);
    }
  }
  void handle(port::Http::Request const&, Answer answer) override { answer(reply(200, body)); }
};

/// A device with a record and its own edit meets the answer. What it then shows is what it shows after a restart.
void meet(std::string_view body, char const* profile) {
  World world;
  Parrot parrot;
  Device device{world, parrot, 1, profile, "http://host/db/x"};
  Uuid const mine = device.customer("Mine");
  parrot.learn(body, to_string(mine));
  device.connect();
  world.run(200);
  device.set(mine, "city", "Oslo");
  world.run(400);
  device.program->network.up = false;
  world.run(200);
  std::string const before = device.everything();
  device.crash();
  device.start();
  FUZZ_CLAIM(device.program->opened);
  FUZZ_CLAIM(device.everything() == before);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const input = fuzz::text_of(data, size);
  (void)sync::Profile::parse(input);
  (void)sync::has_too_many_values(input);
  if (auto const json = sync::parse_json(input); json && sync::flaw_of(*json).empty()) {
    std::string const written = sync::dump_json(*json);
    auto const again = sync::parse_json(written);
    FUZZ_CLAIM(again);
    FUZZ_CLAIM(sync::dump_json(*again) == written);
  }
  meet(input, "couchdb");
  meet(input, "json-server");
  return 0;
}
