#include "store/pack.hpp"

#include <algorithm>

#include "base/lz4.hpp"
#include "store/checksum.hpp"
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

Result<std::vector<PackedChunk>> open(Bytes const& pack) { return open_pack(std::make_shared<Bytes const>(pack)); }

/// A chunk as it was before it was packed.
Bytes whole(PackedChunk const& packed) {
  Bytes chunk(packed.size());
  std::copy(packed.head.begin(), packed.head.end(), chunk.begin());
  std::uint8_t* const to = chunk.data() + packed.head.size();
  REQUIRE(lz4::unpack(packed.columns, to, packed.columns_size));
  REQUIRE(lz4::unpack(packed.search, to + packed.columns_size, packed.search_size));
  return chunk;
}

/// Chunks of so many opportunities each.
std::vector<Bytes> some_chunks(std::initializer_list<int> counts) {
  std::vector<Bytes> chunks;
  for (int const count : counts) {
    Table table(kind_info(Kind::opportunity));
    for (int i = 0; i < count; ++i) {
      Row const row = table.insert({static_cast<std::uint64_t>(count), static_cast<std::uint64_t>(i + 1)});
      static_cast<Opportunity&>(table.edit(row)).name = table.own(row, "Deal " + std::to_string(i));
      table.set_search(row, "deal " + std::to_string(i));
    }
    chunks.push_back(table.encode_block(0));
  }
  return chunks;
}

std::vector<PackedChunk> packed(std::vector<Bytes> const& chunks) {
  std::vector<PackedChunk> all;
  for (Bytes const& each : chunks) all.push_back(pack_chunk(as_text(each)));
  return all;
}

/// The same device as an earlier program would have left it: a single chunk for each block.
void write_as_single_chunks(fake::Disk& disk) {
  port::Bytes const entry = disk.entries.at({Area::chunks, kFirst});
  Result<std::vector<PackedChunk>> chunks = open(entry);
  REQUIRE(chunks);
  for (std::size_t i = 0; i < chunks->size(); ++i) disk.entries[{Area::chunks, "customer/0000000" + std::to_string(i)}] = whole((*chunks)[i]);
}

}  // namespace

TEST_CASE("Chunks come out of a pack as they went in, and a pack is smaller than they are") {
  std::vector<Bytes> const chunks = some_chunks({500, 1, 3, 512});
  Bytes const pack = make_pack(packed(chunks));
  CHECK(is_pack(pack));
  CHECK_FALSE(is_pack(chunks[0]));
  CHECK_FALSE(is_pack({}));
  CHECK(pack.size() < chunks[0].size() + chunks[3].size());
  Result<std::vector<PackedChunk>> const opened = open(pack);
  REQUIRE(opened);
  REQUIRE(opened->size() == chunks.size());
  for (std::size_t i = 0; i < chunks.size(); ++i) CHECK(whole((*opened)[i]) == chunks[i]);
  CHECK((*opened)[0].search_size > 0);
  CHECK(open_chunk(as_text(pack)).error().code == ErrorCode::unsupported);  // what a program says that knows no packs
}

TEST_CASE("What is no chunk, or one whose columns lie in another order, stays whole in a pack") {
  Bytes const nonsense(5000, 1);
  PackedChunk const one = pack_chunk(as_text(nonsense));
  CHECK(as_text(nonsense) == one.head);
  CHECK(whole(one) == nonsense);
}

TEST_CASE("A pack that was cut or altered anywhere is refused, or gives what is sound of it") {
  std::vector<Bytes> const chunks = some_chunks({5, 2, 1});
  Bytes const pack = make_pack(packed(chunks));
  for (std::size_t i = 0; i < pack.size(); ++i) {
    CAPTURE(i);
    Bytes broken = pack;
    broken[i] ^= 0x41;
    if (is_pack(broken)) {
      Result<std::vector<PackedChunk>> const opened = open(broken);
      if (opened) CHECK(opened->size() == 3);
      int sound = 0;
      for (std::size_t k = 0; opened && k < 3; ++k) {
        if ((*opened)[k].head.empty()) continue;
        ++sound;
        CHECK(whole((*opened)[k]) == chunks[k]);
      }
      if (opened && i >= kEnvelopeBytes) CHECK(sound == 2);
    }
    broken.assign(pack.begin(), pack.begin() + static_cast<std::ptrdiff_t>(i));
    Result<std::vector<PackedChunk>> const cut = open(broken);
    if (cut) CHECK((*cut)[2].head.empty());
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
  listing.varint(10);
  listing.varint(std::uint64_t{1} << 40);
  for (int i = 0; i < 3; ++i) listing.varint(10);
  listing.u64(0);
  out.raw(directory.data(), directory.size());
  out.u64(0);
  CHECK_FALSE(open(pack));
}

TEST_CASE("Sixteen blocks lie in one entry, and open as they were") {
  std::string before;
  fake::Disk disk = device_with(9000, &before);
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
  fake::Disk disk = device_with(9000);
  disk.entries.at({Area::chunks, kFirst})[20] ^= 1;
  Tab tab(disk, 2);
  CHECK(tab.open().error().code == ErrorCode::corrupt);
  CHECK(tab.store.count(Kind::customer) == 9000 - 8192);
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

namespace {

/// A device whose first block of customers has a right checksum, but columns or search texts that are none.
fake::Disk spoiled_device(bool columns) {
  fake::Disk disk = device_with(600);
  Result<std::vector<PackedChunk>> chunks = open(disk.entries.at({Area::chunks, kFirst}));
  REQUIRE(chunks);
  std::string_view& part = columns ? chunks->front().columns : chunks->front().search;
  std::string const nonsense(part.size(), '\0');
  part = nonsense;
  disk.entries[{Area::chunks, kFirst}] = make_pack(*chunks);
  return disk;
}

}  // namespace

TEST_CASE("A block comes packed, and is unpacked when somebody looks at one of its records") {
  fake::Disk disk = device_with(1200);
  Tab tab(disk, 2);
  REQUIRE(tab.open());
  Table const& table = tab.store.table(Kind::customer);
  std::size_t const packed = table.heap_bytes();
  CHECK(table.size() == 1200);
  CHECK(table.matching("").size() == 1200);
  CHECK(table.heap_bytes() == packed);
  Uuid const id = table.at(600)->id;
  std::size_t const one = table.heap_bytes();
  CHECK(one > packed);
  CHECK(table.find(id) == 600);
  CHECK(table.matching("customer 1100") == std::vector<Row>{1100});
  CHECK(table.heap_bytes() > one);
}

TEST_CASE("A block that nobody has looked at is written as it lay there") {
  fake::Disk disk = device_with(1200);
  Bytes const before = disk.entries.at({Area::chunks, kFirst});
  Tab tab(disk, 2);
  REQUIRE(tab.open());
  tab.store.mutable_table(Kind::customer).mark_block(0, true);
  REQUIRE(tab.compact());
  CHECK(disk.entries.at({Area::chunks, kFirst}) == before);
}

TEST_CASE("Ids that lie in two blocks are noticed without unpacking them, and the records are there once") {
  fake::Disk disk = device_with(600);
  Result<std::vector<PackedChunk>> chunks = open(disk.entries.at({Area::chunks, kFirst}));
  REQUIRE(chunks);
  chunks->push_back(chunks->back());
  disk.entries[{Area::chunks, kFirst}] = make_pack(*chunks);
  Tab tab(disk, 2);
  CHECK(tab.open().error().detail == "chunks/customer/00000002: 88 records were there twice");
  CHECK(tab.store.count(Kind::customer) == 600);
  CHECK(tab.store.table(Kind::customer).matching("customer").size() == 600);
}

TEST_CASE("Columns that turn out to be none are reported, and put aside before anything is written in their place") {
  fake::Disk disk = spoiled_device(true);
  port::Bytes const lying = disk.entries.at({Area::chunks, kFirst});
  Tab tab(disk, 2);
  REQUIRE(tab.open());
  CHECK(tab.store.count(Kind::customer) == 600);
  CHECK(tab.store.table(Kind::customer).at(3) != nullptr);
  CHECK(tab.store.title(Kind::customer, *tab.store.table(Kind::customer).at(3)).empty());
  CHECK(tab.store.title(Kind::customer, *tab.store.table(Kind::customer).at(599)) == "Customer 599");
  tab.flush();
  tab.flush();
  REQUIRE(tab.persistence.damage().size() == 1);
  CHECK(tab.persistence.damage()[0].detail == "chunks/customer/00000000: content");
  CHECK(disk.entries.at({Area::chunks, kFirst}) != lying);
  Result<std::vector<PackedChunk>> const aside = open(disk.entries.at({Area::blobs, std::string("damaged/chunks/") + kFirst}));
  REQUIRE(aside);
  CHECK(aside->front().columns == std::string(aside->front().columns.size(), '\0'));
  Tab again(disk, 3);
  CHECK(again.open());
  CHECK(again.store.count(Kind::customer) == 600);
}

TEST_CASE("Search texts that turn out to be none are made again") {
  fake::Disk disk = spoiled_device(false);
  Tab tab(disk, 2);
  REQUIRE(tab.open());
  CHECK(tab.store.table(Kind::customer).matching("customer 17").size() == 11);
  CHECK(tab.store.table(Kind::customer).search_text(599).starts_with("customer 599"));
}
