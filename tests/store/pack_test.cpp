#include "store/pack.hpp"

#include "store/chunk.hpp"
#include "support/print_store.hpp"
#include "tab.hpp"

using namespace saddlebag;
using Area = port::Storage::Area;

namespace {

constexpr char const* kFirst = "customer/00000000";

/// A device with so many customers, folded.
fake::Disk device_with(int customers, std::string* content = nullptr) {
  fake::Disk disk;
  Tab tab(disk);
  REQUIRE(tab.open());
  for (int i = 0; i < customers; ++i) tab.customer("Customer " + std::to_string(i), i % 3 ? "Ningbo" : "Suzhou");
  REQUIRE(tab.compact());
  if (content) *content = print(tab.store);
  return disk;
}

std::size_t entries_in(fake::Disk const& disk, Area area, std::string_view folder) {
  std::size_t count = 0;
  for (auto const& [place, bytes] : disk.entries) count += place.first == area && place.second.starts_with(folder);
  return count;
}

/// The same device as an earlier program would have left it: a single chunk for each block.
void write_as_single_chunks(fake::Disk& disk) {
  port::Bytes const entry = disk.entries.at({Area::chunks, kFirst});
  Result<std::vector<Bytes>> chunks = open_pack(entry);
  REQUIRE(chunks);
  for (std::size_t i = 0; i < chunks->size(); ++i) disk.entries[{Area::chunks, "customer/0000000" + std::to_string(i)}] = (*chunks)[i];
}

}  // namespace

TEST_CASE("Chunks come out of a pack as they went in, and a pack is smaller than they are") {
  std::vector<Bytes> const chunks{Bytes(5000, 1), {}, to_bytes("short"), Bytes(70'000, 9)};
  Bytes const pack = make_pack(chunks);
  CHECK(is_pack(pack));
  CHECK_FALSE(is_pack(chunks[0]));
  CHECK_FALSE(is_pack({}));
  CHECK(pack.size() < 2000);
  Result<std::vector<Bytes>> const opened = open_pack(pack);
  REQUIRE(opened);
  CHECK(*opened == chunks);
  CHECK(open_chunk(as_text(pack)).error().code == ErrorCode::unsupported);  // what a program says that knows no packs
}

TEST_CASE("A pack that was cut or altered anywhere is refused, or gives what is sound of it") {
  std::vector<Bytes> const chunks{Bytes(300, 1), to_bytes("another chunk"), Bytes(40, 3)};
  Bytes const pack = make_pack(chunks);
  for (std::size_t i = 0; i < pack.size(); ++i) {
    CAPTURE(i);
    Bytes broken = pack;
    broken[i] ^= 0x41;
    if (is_pack(broken)) {
      Result<std::vector<Bytes>> const opened = open_pack(broken);
      if (opened) CHECK(opened->size() == 3);
    }
    broken.assign(pack.begin(), pack.begin() + static_cast<std::ptrdiff_t>(i));
    Result<std::vector<Bytes>> const cut = open_pack(broken);
    if (cut) CHECK((*cut)[2].empty());
  }
}

TEST_CASE("A directory that claims more than its bytes can stand for makes no room for it") {
  Bytes pack;
  ByteWriter out(pack);
  out.u32(kChunkMagic);
  out.u64(0);
  out.u32(2);
  Bytes directory;
  ByteWriter listing(directory);
  listing.varint(1);
  listing.varint(std::uint64_t{1} << 40);
  listing.varint(10);
  out.raw(directory.data(), directory.size());
  out.u64(0);
  CHECK_FALSE(open_pack(pack));
}

TEST_CASE("Eight blocks lie in one entry, and open as they were") {
  std::string before;
  fake::Disk disk = device_with(5000, &before);
  CHECK(entries_in(disk, Area::chunks, "customer/") == 2);
  Tab tab(disk, 2);
  CHECK(tab.open());
  CHECK(print(tab.store) == before);
}

TEST_CASE("One damaged chunk of a pack costs its own records alone, at once and for good") {
  fake::Disk disk = device_with(4000);
  port::Bytes& entry = disk.entries.at({Area::chunks, kFirst});
  entry.back() ^= 1;  // of the last chunk
  port::Bytes const damaged = entry;
  fake::Disk killed = disk;
  {
    Tab tab(killed, 2);  // and nothing more
    CHECK(tab.open().error().code == ErrorCode::corrupt);
    CHECK(tab.store.count(Kind::customer) == 7 * 512);
    REQUIRE(tab.persistence.damage().size() == 1);
    CHECK(tab.persistence.damage()[0].detail.starts_with("chunks/customer/00000007: "));
  }
  CHECK(killed.entries.at({Area::chunks, kFirst}) == damaged);
  {
    Tab tab(disk, 2);
    CHECK_FALSE(tab.open());
    tab.flush();
    tab.flush();
  }
  CHECK(disk.entries.at({Area::blobs, std::string("damaged/chunks/") + kFirst}) == damaged);
  Tab again(disk, 3);
  CHECK(again.open());
  CHECK(again.store.count(Kind::customer) == 7 * 512);
}

TEST_CASE("A pack of which nothing can be read is moved out of the way") {
  fake::Disk disk = device_with(5000);
  disk.entries.at({Area::chunks, kFirst})[20] ^= 1;
  Tab tab(disk, 2);
  CHECK(tab.open().error().code == ErrorCode::corrupt);
  CHECK(tab.store.count(Kind::customer) == 5000 - 4096);
  tab.flush();
  CHECK(disk.entries.contains({Area::blobs, std::string("damaged/chunks/") + kFirst}));
  CHECK_FALSE(disk.entries.contains({Area::chunks, kFirst}));
}

TEST_CASE("Single chunks of an earlier program open, and go into a pack when one of them changes") {
  std::string before;
  fake::Disk disk = device_with(1500, &before);
  write_as_single_chunks(disk);
  CHECK(entries_in(disk, Area::chunks, "customer/") == 3);
  {
    Tab tab(disk, 2);
    CHECK(tab.open());
    CHECK(print(tab.store) == before);
    REQUIRE(tab.set(tab.store.table(Kind::customer).at(600)->id, "city", Value::text("Hangzhou")));
    REQUIRE(tab.compact());
    before = print(tab.store);
  }
  CHECK(entries_in(disk, Area::chunks, "customer/") == 1);
  Tab again(disk, 3);
  CHECK(again.open());
  CHECK(print(again.store) == before);
}

TEST_CASE("A fold that finds no room leaves the chunks as they were, single or packed") {
  std::string before;
  fake::Disk disk = device_with(1500, &before);
  write_as_single_chunks(disk);
  auto const lying = disk.entries;
  Tab tab(disk, 2);
  REQUIRE(tab.open());
  REQUIRE(tab.set(tab.store.table(Kind::customer).at(600)->id, "city", Value::text("Hangzhou")));
  tab.storage.commit_fault = port::Fault::full;
  CHECK_FALSE(tab.compact());
  CHECK(disk.entries == lying);
  tab.storage.commit_fault = port::Fault::none;
  REQUIRE(tab.compact());
  CHECK(entries_in(disk, Area::chunks, "customer/") == 1);
}

TEST_CASE("A pack in a place where none can be is moved out of the way, and what is there stays") {
  std::string before;
  fake::Disk disk = device_with(1500, &before);
  port::Bytes const pack = disk.entries.at({Area::chunks, kFirst});
  for (char const* const key : {"customer/00000003", "customer/00000050", "customer/fffffff8"}) {
    CAPTURE(key);
    disk.entries[{Area::chunks, key}] = pack;
    Tab tab(disk, 2);
    CHECK(tab.open().error().code == ErrorCode::corrupt);
    CHECK(print(tab.store) == before);
    tab.flush();
    CHECK(entries_in(disk, Area::chunks, "customer/") == 1);
    CHECK(disk.entries.contains({Area::blobs, std::string("damaged/chunks/") + key}));
  }
}

TEST_CASE("Single chunks make no room for a key beyond as many blocks as they are") {
  fake::Disk disk = device_with(4000);
  write_as_single_chunks(disk);
  disk.entries[{Area::chunks, "customer/00000070"}] = disk.entries.at({Area::chunks, kFirst});
  CHECK(entries_in(disk, Area::chunks, "customer/") == 9);
  Tab tab(disk, 2);
  CHECK(tab.open().error().detail == "chunks/customer/00000070: no place for it");
  CHECK(tab.store.table(Kind::customer).block_count() == 8);
}

TEST_CASE("What is sound of a damaged pack is written anew by the tab that leads") {
  fake::Disk disk = device_with(1500);
  disk.entries.at({Area::chunks, kFirst}).back() ^= 1;
  port::Bytes const damaged = disk.entries.at({Area::chunks, kFirst});
  Tab tab(disk, 2);
  CHECK_FALSE(tab.open());
  tab.persistence.lead(false);
  tab.flush();
  CHECK(disk.entries.contains({Area::blobs, std::string("damaged/chunks/") + kFirst}));
  CHECK(disk.entries.at({Area::chunks, kFirst}) == damaged);
  tab.persistence.lead(true);
  tab.flush();
  CHECK(disk.entries.at({Area::chunks, kFirst}) != damaged);
  Tab again(disk, 3);
  CHECK(again.open());
  CHECK(print(again.store) == print(tab.store));
}
