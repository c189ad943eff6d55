#include "store/contents.hpp"

#include "store/handover.hpp"
#include "store/sealed_storage.hpp"
#include "support/fake_crypto.hpp"
#include "tab.hpp"

using namespace saddlebag;

namespace {

constexpr std::int64_t kNow = 1'763'692'200'000;

Status put(Tab& tab, Uuid id, Bytes const& bytes) {
  std::optional<Status> ended;
  contents::put(tab.storage, id, kNow, bytes, [&](Status status) { ended = std::move(status); });
  tab.storage.deliver();
  REQUIRE(ended);
  return *ended;
}

Status get(Tab& tab, Uuid id, Bytes& into) {
  std::optional<Status> ended;
  contents::get(tab.storage, id, [&](Status status, Bytes bytes) { ended = std::move(status), into = std::move(bytes); });
  tab.storage.deliver();
  REQUIRE(ended);
  return *ended;
}

std::vector<contents::Kept> kept(Tab& tab) {
  std::vector<contents::Kept> all;
  contents::list(tab.storage, [&](Status const& status, std::vector<contents::Kept> found) {
    CHECK(status);
    all = std::move(found);
  });
  tab.storage.deliver();
  return all;
}

}  // namespace

TEST_CASE("The content of an attachment comes back as it was, is listed unread, and is gone once it is erased") {
  fake::Disk disk;
  Tab tab(disk);
  REQUIRE(tab.open());
  Uuid const photo{1, 2}, contract{3, 4};
  Bytes const pixels(300'000, 7);
  REQUIRE(put(tab, photo, pixels));
  REQUIRE(put(tab, contract, {}));
  std::vector<contents::Kept> const all = kept(tab);
  REQUIRE(all.size() == 2);
  CHECK(all[0].id == photo);
  CHECK(all[0].bytes == pixels.size());
  CHECK(all[0].since == kNow);
  Bytes read;
  REQUIRE(get(tab, photo, read));
  CHECK(read == pixels);
  REQUIRE(get(tab, contract, read));
  CHECK(read.empty());
  contents::erase(tab.storage, {photo}, [](Status const& status) { CHECK(status); });
  tab.storage.deliver();
  CHECK(get(tab, photo, read).error().code == ErrorCode::missing);
  CHECK(kept(tab).size() == 1);
}

TEST_CASE("A content that was damaged is told, and one that finds no room leaves nothing behind") {
  fake::Disk disk;
  Tab tab(disk);
  REQUIRE(tab.open());
  REQUIRE(put(tab, {1, 2}, Bytes(1000, 1)));
  disk.entries[{fake::Disk::Area::blobs, "file/" + to_string(Uuid{1, 2})}][500] ^= 1;
  Bytes read;
  CHECK(get(tab, {1, 2}, read).error().code == ErrorCode::corrupt);
  std::size_t const before = disk.entries.size();
  tab.storage.quota = disk.used() + 500;
  CHECK(put(tab, {3, 4}, Bytes(1000, 1)).error().code == ErrorCode::full);
  CHECK(disk.entries.size() == before);
}

TEST_CASE("Contents outlive folding and are not in the way of opening") {
  fake::Disk disk;
  {
    Tab tab(disk);
    REQUIRE(tab.open());
    REQUIRE(put(tab, {1, 2}, Bytes(1000, 1)));
    tab.customer("Yunfan");
    tab.flush();
    REQUIRE(tab.compact());
  }
  Tab again(disk);
  CHECK(again.open());
  CHECK(kept(again).size() == 1);
}

TEST_CASE("A handover file takes contents along, but those that are there already or would make it too large") {
  fake::Disk one, two;
  Tab first(one, 1), second(two, 2);
  REQUIRE(first.open());
  REQUIRE(second.open());
  REQUIRE(put(first, {1, 1}, Bytes(1000, 1)));
  REQUIRE(put(first, {2, 2}, Bytes(2000, 2)));
  REQUIRE(put(first, {3, 3}, Bytes(9000, 3)));
  REQUIRE(put(first, {4, 4}, Bytes(10, 4)));
  REQUIRE(put(second, {2, 2}, Bytes(2000, 2)));
  Bytes packed = handover::pack(first.store, {});
  CHECK(handover::contents_of(as_text(packed))->empty());  // as earlier programs wrote them
  contents::gather(first.storage, [](Uuid id) { return id != Uuid{4, 4}; }, 5000,
                   [&](Status const& status, std::vector<contents::Content> const& all, std::size_t left_out) {
                     CHECK(status);
                     CHECK(left_out == 1);
                     handover::add_contents(packed, all);
                   });
  first.storage.deliver();
  Result<std::vector<contents::Content>> found = handover::contents_of(as_text(packed));
  REQUIRE(found);
  CHECK(found->size() == 2);
  CHECK(handover::merge(second.store, {}, as_text(packed)));
  for (std::size_t size = 0; size + 1 < packed.size(); size += 97) {
    if (size != handover::pack(first.store, {}).size()) CHECK_FALSE(handover::contents_of(as_text(packed).substr(0, size)));
  }
  std::size_t const commits = second.storage.commits;
  contents::put_all(second.storage, std::move(*found), kNow, [](Status const& status) { CHECK(status); });
  second.storage.deliver();
  CHECK(second.storage.commits == commits + 1);
  Bytes read;
  REQUIRE(get(second, {1, 1}, read));
  CHECK(read == Bytes(1000, 1));
}
