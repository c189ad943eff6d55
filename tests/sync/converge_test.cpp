#include <doctest/doctest.h>

#include <cstdlib>

#include "sync/fakes/couch.hpp"
#include "sync/fakes/device.hpp"

using namespace saddlebag;
using namespace saddlebag::sync_test;

namespace {

/// Three devices that do anything at any time, over a network that does anything too.
class Chaos {
 public:
  explicit Chaos(std::uint64_t seed) : random_(seed) {
    for (std::uint64_t n = 1; n <= 3; ++n) {
      devices_.push_back(std::make_unique<Device>(world_, couch_, n, "couchdb", "http://host/db/x"));
      devices_.back()->connect();
      weather(*devices_.back());
    }
    world_.run(5000);
  }

  void act() {
    Device& device = *devices_[random_.below(devices_.size())];
    switch (random_.below(12)) {
      case 0: customers_.push_back(device.customer("Customer " + std::to_string(random_.below(1000)))); break;
      case 1:
        if (Uuid const id = any(device); !id.empty()) device.erase(Kind::customer, id);
        break;
      case 2: device.program->network.up = !device.program->network.up; break;
      case 3:
        device.crash();
        device.start();
        weather(device);
        break;
      case 4:
        if (Uuid const id = any(device); !id.empty()) resolve(device, id);
        break;
      case 5: device.program->persistence.compact([](Status) {}); break;
      default: {
        static constexpr char const* kFields[] = {"name", "city", "phone", "industry"};
        Uuid const id = any(device);
        if (!id.empty()) device.set(id, kFields[random_.below(4)], "v" + std::to_string(random_.below(1000)));
      }
    }
    world_.run(static_cast<double>(random_.below(400)));
  }

  /// The sun comes out.
  void calm() {
    for (auto& device : devices_) {
      device->program->network.up = true;
      device->program->network.decide = nullptr;
      device->program->engine.sync_now();
    }
    world_.run(400'000);
  }

  void check() {
    std::string const first = devices_[0]->everything();
    for (auto& device : devices_) {
      CAPTURE(device->log());
      CHECK(device->everything() == first);
      CHECK(device->status().queued == 0);
      CHECK(device->status().dead.empty());
    }
    std::size_t living = 0;
    for (std::size_t i = 0; i < kKindCount; ++i) living += devices_[0]->store().count(kind_at(i));
    CHECK(couch_.living() == living);
  }

 private:
  Uuid any(Device& device) {
    if (customers_.empty()) return {};
    Uuid const id = customers_[random_.below(customers_.size())];
    return device.store().find(Kind::customer, id) ? id : Uuid{};
  }
  void resolve(Device& device, Uuid id) {
    auto const conflicts = device.conflicts(id);
    if (conflicts.empty()) return;
    Conflict const& first = conflicts[0];
    device.choose(id, first.field, random_.below(2) ? first.mine : first.theirs);
  }
  void weather(Device& device) {
    device.program->network.replacement = reply(500, "<html>");
    device.program->network.decide = [this](port::Http::Request const&) {
      switch (random_.below(20)) {
        case 0: return Fault::lost;
        case 1: return Fault::answer_lost;
        case 2: return Fault::replaced;
        default: return Fault::none;
      }
    };
  }
  SeededRandom random_;
  World world_;
  Couch couch_;
  std::vector<std::unique_ptr<Device>> devices_;
  std::vector<Uuid> customers_;
};

}  // namespace

TEST_CASE("three devices that do anything end equal to the backend and to each other") {
  char const* const wanted = std::getenv("SEED");
  std::uint64_t const first = wanted ? std::strtoull(wanted, nullptr, 10) : 1;
  for (std::uint64_t seed = first; seed < first + (wanted ? 1 : 12); ++seed) {
    CAPTURE(seed);
    Chaos chaos(seed);
    for (int i = 0; i < 120; ++i) chaos.act();
    chaos.calm();
    chaos.check();
  }
}
