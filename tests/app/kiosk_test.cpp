#include "place.hpp"

using namespace saddlebag;

namespace {

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
