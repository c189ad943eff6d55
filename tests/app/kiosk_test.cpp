#include <doctest/doctest.h>
#include <imgui.h>

#include "app/session.hpp"
#include "base/bytes.hpp"
#include "support/fake_clock.hpp"
#include "support/fake_crypto.hpp"
#include "support/fake_random.hpp"
#include "support/fake_storage.hpp"
#include "ui/headless.hpp"

using namespace saddlebag;
using a11y_role = ui::a11y::Role;

namespace {

/// A network on which nobody answers.
class Silence : public port::Http {
 public:
  std::uint32_t send(Request, Done) override { return ++last_; }
  void cancel(std::uint32_t) override {}
  [[nodiscard]] bool online() const override { return false; }

 private:
  std::uint32_t last_ = 0;
};

class Drops : public port::Files {
 public:
  void pick(std::string, bool, std::function<void(std::vector<File>)>) override { ++picked; }
  void save(std::string, std::string, port::Bytes) override { ++saved; }
  void on_drop(std::function<void(std::vector<File>)> tell) override { drop = std::move(tell); }
  std::function<void(std::vector<File>)> drop;
  int picked = 0, saved = 0;
};

class PlainText : public port::Text {
 public:
  std::optional<std::string> decode(std::string_view bytes, Encoding) override { return std::string(bytes); }
  void set_clipboard(std::string_view) override {}
  std::string clipboard() override { return {}; }
};

/// The program on a machine of fakes, with a person before it.
struct Place {
  explicit Place(fake::Disk& disk, std::string search, std::string hash = "") : storage(disk), crypto(storage) {
    app::Surroundings around;
    around.request_frame = [] {};
    around.show_route = [this](std::string const& shown) { address = shown; };
    around.go_back = [] {};
    around.show_preferences = [](ui::Preferences const&, bool) {};
    around.apply_update = [] {};
    around.restart = [] {};
    around.authorize = [](std::string const&, std::string const&) {};
    around.lock_others = [] {};
    around.show_kiosk = [this](bool on) { fills = on; };
    around.compete = [](std::string const&) {};
    around.measure = [](ui::Stats&) {};
    app::Launch launch;
    launch.hash = std::move(hash);
    launch.search = std::move(search);
    launch.system_language = "en";
    launch.reduced_motion = true;
    session = std::make_unique<app::Session>(port::Platform{storage, http, clock, random, files, text, crypto}, std::move(around), std::move(launch));
    session->start();
    ui.show_whole([this] {
      session->turn();
      session->draw(ui.width, ui.height);
      session->drawn();
    });
    rest();
  }
  /// Until nothing is under way any more.
  void rest() {
    for (int i = 0; i < 4; ++i) {
      storage.deliver();
      ui.frames(2);
    }
  }
  void give_pin(char const* pin) {
    for (char const* digit = pin; *digit != 0; ++digit) ui.press(static_cast<ImGuiKey>(ImGuiKey_0 + (*digit - '0')));
    ui.press(ImGuiKey_Enter);
    rest();
  }
  [[nodiscard]] bool is_wall() const { return ui.has(a11y_role::main, "Kiosk") && ui.count(a11y_role::navigation) == 0; }

  ui::Headless ui{1440, 3000};
  fake::Storage storage;
  fake::Clock clock;
  fake::Crypto crypto;
  fake::Random random{7};
  Silence http;
  Drops files;
  PlainText text;
  std::string address;
  bool fills = false;
  std::unique_ptr<app::Session> session;
};

void set_up_pin(Place& place, char const* pin) {
  place.ui.click(a11y_role::button, "Set a PIN");
  place.rest();
  place.ui.click(a11y_role::textbox, "PIN");
  place.ui.type(pin);
  place.ui.click(a11y_role::textbox, "Repeat it");
  place.ui.type(pin);
  place.ui.click(a11y_role::button, "Save");
  place.rest();
}

}  // namespace

TEST_CASE("a wall is left with its PIN alone, however the program is started anew") {
  fake::Disk disk;
  {
    Place place(disk, "", "#/settings");
    set_up_pin(place, "2468");
    CHECK(place.ui.has(a11y_role::button, "Change the PIN"));
    place.ui.click(a11y_role::button, "Start the kiosk");
    place.rest();
    CHECK(place.is_wall());
    CHECK(place.fills);
  }
  {
    Place place(disk, "", "#/customers");  // a guest has changed the address
    REQUIRE(place.is_wall());
    CHECK(place.fills);
    place.give_pin("1111");
    CHECK(place.is_wall());
    CHECK(place.ui.has(a11y_role::text, "That is not the PIN"));
    place.give_pin("2222");
    place.give_pin("3333");
    CHECK(place.ui.is(a11y_role::button, "1", ui::a11y::kDisabled));
    place.give_pin("2468");  // not yet
    CHECK(place.is_wall());
    place.clock.advance(5'001);
    place.rest();
    place.give_pin("2468");
    CHECK(!place.is_wall());
    CHECK(place.ui.count(a11y_role::navigation) == 1);
    CHECK(!place.fills);
    CHECK(place.address == "#/customers");
  }
  CHECK(Place(disk, "").ui.count(a11y_role::navigation) == 1);
}

TEST_CASE("a guest changes nothing by keys, clicks, addresses, files or pinches") {
  fake::Disk disk;
  { Place place(disk, "", "#/settings"); set_up_pin(place, "2468"); }
  Place place(disk, "?kiosk&lang=en");
  REQUIRE(place.is_wall());
  std::size_t const batches = disk.batches.size();
  place.session->route_changed("#/settings");
  place.rest();
  CHECK(place.is_wall());
  CHECK(place.ui.has(a11y_role::dialog, "Enter the PIN to leave"));
  place.files.drop({{"customers.csv", to_bytes("name\nIntruder\n"), {}}});
  place.session->text_scaled(1.5f, true);
  for (ImGuiKeyChord const key : {ImGuiMod_Ctrl | ImGuiKey_K, ImGuiMod_Ctrl | ImGuiKey_Z, int(ImGuiKey_G), int(ImGuiKey_C), int(ImGuiKey_Slash), int(ImGuiKey_Enter),
                                  int(ImGuiKey_Delete), int(ImGuiKey_Escape), int(ImGuiKey_Tab), int(ImGuiKey_Tab), int(ImGuiKey_Space)}) {
    place.ui.press(key);
    place.rest();
    CHECK(place.is_wall());
  }
  for (float x = 40; x < 1440; x += 200)
    for (float y = 40; y < 3000; y += 400) place.ui.click_at({x, y}, static_cast<int>(x) % 3);
  place.rest();
  CHECK(place.is_wall());
  CHECK(disk.batches.size() == batches);
  CHECK(place.files.picked + place.files.saved == 0);
  CHECK(place.session->stats_members().find("\"customer\":0") != std::string::npos);
}

TEST_CASE("without a PIN the wall is not kept beyond its address") {
  fake::Disk disk;
  CHECK(Place(disk, "?kiosk=30").is_wall());
  CHECK(Place(disk, "").ui.count(a11y_role::navigation) == 1);
  Place place(disk, "?kiosk");
  REQUIRE(place.is_wall());
  place.ui.press(ImGuiKey_Escape);
  place.rest();
  CHECK(!place.is_wall());
}
