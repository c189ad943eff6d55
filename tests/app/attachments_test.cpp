#include "place.hpp"

using namespace saddlebag;
using port::Files;

namespace {

port::Bytes bytes_of(std::string_view text) { return {text.begin(), text.end()}; }

/// A customer's page on a device that begins with nothing else.
std::string make_customer(Place& place) {
  place.ui.click(a11y_role::button, "New Customer");
  place.ui.settle();
  place.ui.type("Yunfan");
  place.ui.press(ImGuiMod_Ctrl | ImGuiKey_Enter);
  place.rest();
  REQUIRE(place.address.size() > std::string_view("#/customers/").size());
  return place.address;
}

/// The one in the dialog, which is told after the page behind it.
void click_last(Place& place, a11y_role role, std::string_view name) {
  ui::a11y::Tree const& tree = ui::a11y::tree();
  ui::a11y::Box box;
  for (ui::a11y::Node const& node : tree.nodes()) {
    if (node.role == role && tree.name(node) == name) box = node.box;
  }
  place.ui.click_at({box.x + box.width / 2, box.y + box.height / 2});
}

Files::File photo(std::string name = "front.jpg") { return {std::move(name), bytes_of("\xff\xd8\xff....."), {}}; }

}  // namespace

TEST_CASE("what is dropped onto a record is attached to it, seen, handed out, and found again after a restart") {
  fake::Disk disk;
  std::string address;
  {
    Place place(disk, "?lang=en", "#/customers");
    address = make_customer(place);
    place.files.drop({photo(), {"offer.pdf", bytes_of("%PDF-1.7"), {}}});
    place.rest();
    CHECK(place.ui.has(a11y_role::button, "front.jpg"));
    CHECK(place.ui.has(a11y_role::button, "offer.pdf"));
    CHECK(place.files.decoded == 1);  // the photo, as a thumbnail
  }
  Place place(disk, "?lang=en", address);
  place.ui.click(a11y_role::button, "front.jpg");
  place.rest();
  CHECK(place.ui.has(a11y_role::img, "front.jpg"));
  place.ui.click(a11y_role::button, "Download");
  place.rest();
  CHECK(place.files.last.name == "front.jpg");
  CHECK(place.files.last.bytes == photo().bytes);
}

TEST_CASE("an attachment that was deleted comes back whole with an undo, also after a restart") {
  fake::Disk disk;
  std::string address;
  {
    Place place(disk, "?lang=en", "#/customers");
    address = make_customer(place);
    place.files.chosen = {photo()};
    place.ui.click(a11y_role::button, "Attach files");
    place.rest();
    place.ui.click(a11y_role::button, "front.jpg");
    place.rest();
    place.ui.click(a11y_role::button, "Delete");
    place.rest();
    CHECK_FALSE(place.ui.has(a11y_role::button, "front.jpg"));
  }
  Place place(disk, "?lang=en", address, 3 * 86'400'000.0);
  CHECK_FALSE(place.ui.has(a11y_role::button, "front.jpg"));
  place.ui.press(ImGuiMod_Ctrl | ImGuiKey_Z);
  place.rest();
  place.ui.click(a11y_role::button, "front.jpg");
  place.rest();
  place.ui.click(a11y_role::button, "Download");
  place.rest();
  CHECK(place.files.last.bytes == photo().bytes);
}

TEST_CASE("files that are too large, cannot be read or find no room are told, and the others are attached") {
  fake::Disk disk;
  Place place(disk, "?lang=en", "#/customers");
  make_customer(place);
  place.files.drop({photo(), {"film.mov", port::Bytes(26u << 20), {}}, {"folder", {}, {port::Fault::failed, "NotFoundError"}}});
  place.rest();
  CHECK(place.ui.has(a11y_role::button, "front.jpg"));
  CHECK(place.ui.outline().find("film.mov is larger than 25 MB") != std::string::npos);
  CHECK(place.ui.outline().find("folder could not be read: NotFoundError") != std::string::npos);
  place.storage.quota = disk.used();
  place.files.drop({photo("second.jpg")});
  place.rest();
  CHECK_FALSE(place.ui.has(a11y_role::button, "second.jpg"));
  CHECK(place.ui.outline().find("second.jpg was not attached") != std::string::npos);
}

TEST_CASE("a file that only says that it is a picture has no preview, and can be saved all the same") {
  fake::Disk disk;
  Place place(disk, "?lang=en", "#/customers");
  make_customer(place);
  place.files.drop({{"odd.bmp", bytes_of("BMxx"), {}}, {"fake.bmp", bytes_of("BM"), {}}});
  place.rest();
  place.ui.click(a11y_role::button, "fake.bmp");
  place.rest();
  CHECK(place.ui.has(a11y_role::img, "fake.bmp"));
  place.ui.click(a11y_role::button, "Download");
  place.rest();
  CHECK(place.files.last.name == "fake.bmp");
}

TEST_CASE("a renamed attachment keeps its content, and the dialog goes from one to the next") {
  fake::Disk disk;
  Place place(disk, "?lang=en", "#/customers");
  make_customer(place);
  place.files.drop({photo("one.jpg")});
  place.rest();
  place.clock.advance(5000);
  place.files.drop({photo("two.jpg")});
  place.rest();
  place.ui.click(a11y_role::button, "two.jpg");  // newest first
  place.rest();
  click_last(place, a11y_role::textbox, "Name");
  place.ui.press(ImGuiMod_Ctrl | ImGuiKey_A);
  place.ui.type("Shop window.jpg");
  place.ui.press(ImGuiKey_Enter);
  place.rest();
  CHECK(place.ui.has(a11y_role::img, "Shop window.jpg"));
  place.ui.click(a11y_role::button, "Next attachment");
  place.rest();
  CHECK(place.ui.has(a11y_role::img, "one.jpg"));
  CHECK(place.ui.is(a11y_role::button, "Next attachment", ui::a11y::kDisabled));
}

TEST_CASE("contents that nothing speaks of any more are swept after a day, and no others") {
  fake::Disk disk;
  auto const contents_on = [&] {
    std::size_t count = 0;
    for (auto const& entry : disk.entries) count += entry.first.first == fake::Disk::Area::blobs && entry.first.second.starts_with("file/");
    return count;
  };
  {
    Place place(disk, "?lang=en", "#/customers");
    make_customer(place);
    place.files.drop({photo()});
    place.rest();
  }
  // As if the power had gone between the content and its record.
  port::Bytes const entry = disk.entries.lower_bound({fake::Disk::Area::meta, "file/"})->second;
  std::string const lost = "file/00000000-0000-7000-8000-000000000001";
  disk.entries[{fake::Disk::Area::meta, lost}] = entry;
  disk.entries[{fake::Disk::Area::blobs, lost}] = {};
  {
    Place place(disk, "?lang=en", "#/customers");
    CHECK(contents_on() == 2);
  }
  Place place(disk, "?lang=en", "#/customers", 2 * 86'400'000.0);
  CHECK(contents_on() == 1);
}
