#include "store/loading.hpp"

#include <algorithm>
#include <array>

#include "base/sort.hpp"
#include "store/pack.hpp"

namespace saddlebag {
namespace {

using port::Storage;

constexpr std::size_t kSpareBlocks = 64;  // beyond as many as there are; keeps a wild key from taking all memory

void report(Loaded& loaded, Storage::Area area, std::string_view key, Bytes bytes, Error error) {
  std::string_view const folder = area == Storage::Area::chunks    ? "chunks"
                                  : area == Storage::Area::journal ? "journal"
                                                                   : "meta";
  std::string name(folder);
  name.append("/").append(key);
  loaded.rescue.puts.push_back({Storage::Area::blobs, "damaged/" + name, std::move(bytes)});
  loaded.rescue.erasures.push_back({area, std::string(key), {}});
  error.detail = name + ": " + error.detail;
  loaded.damage.push_back(std::move(error));
}

/// A chunk by itself, as earlier programs wrote them; it goes into a pack with the next writing of chunks. Nothing of it is lost:
/// what cannot be read is moved away.
Status load_single(Table& table, std::size_t block, Storage::Entry& entry, Loaded& loaded) {
  std::uint64_t const changes = table.changes();
  Bytes refused;
  Status const status = table.load_block(block, std::move(entry.bytes), &refused);
  if (status.error().code == ErrorCode::unsupported) return status;
  if (table.changes() != changes) table.mark_block(block, true);
  if (status) return status;
  if (table.changes() == changes) {
    report(loaded, Storage::Area::chunks, entry.key, std::move(refused), status.error());
  } else {
    loaded.damage.push_back({status.error().code, entry.key + ": " + status.error().detail});
  }
  return {};
}

/// Several together. Where some cannot be read, a copy of all is put aside; the others lie here alone until they are written anew.
Status load_pack(Table& table, ChunkPlace const& place, Storage::Entry entry, Loaded& loaded) {
  auto const bytes = std::make_shared<Bytes const>(std::move(entry.bytes));  // held by the blocks until they are unpacked
  Result<std::vector<PackedChunk>> chunks = open_pack(bytes);
  if (!chunks) {
    report(loaded, Storage::Area::chunks, entry.key, *bytes, chunks.error());
    return {};
  }
  std::vector<std::size_t> sound;
  bool lost = false;
  for (std::size_t i = 0; i < chunks->size(); ++i) {
    std::size_t const block = place.block + i;
    std::uint64_t const changes = table.changes();
    Status const status = table.load_packed(block, std::move((*chunks)[i]));
    if (status.error().code == ErrorCode::unsupported) return status;
    if (!status) loaded.damage.push_back({status.error().code, "chunks/" + chunk_key(place.kind, block) + ": " + status.error().detail});
    if (status || table.changes() != changes) sound.push_back(block);
    else lost = true;
  }
  if (!lost) return {};
  for (std::size_t const block : sound) table.mark_block(block, true);
  if (sound.empty()) loaded.rescue.erasures.push_back({Storage::Area::chunks, entry.key, {}});
  else loaded.stale = true;
  loaded.rescue.puts.push_back({Storage::Area::blobs, "damaged/chunks/" + entry.key, *bytes});
  return {};
}

void load_chunks(Store& store, std::vector<Storage::Entry>& chunks, Loaded& loaded) {
  std::size_t most_blocks = kSpareBlocks;
  std::array<std::size_t, kKindCount> rows{};
  for (Storage::Entry const& entry : chunks) {
    std::size_t const blocks = blocks_in(entry.bytes);
    most_blocks += blocks;
    std::optional<ChunkPlace> const place = parse_chunk_key(entry.key);
    if (place && place->kind != Kind::count_) rows[static_cast<std::size_t>(place->kind)] += blocks * kBlockRows;
  }
  for (std::size_t i = 0; i < kKindCount; ++i) store.mutable_table(kind_at(i)).expect(rows[i]);
  for (Storage::Entry& entry : chunks) {
    std::optional<ChunkPlace> const place = parse_chunk_key(entry.key);
    if (place && place->kind == Kind::count_) {
      loaded.status = Status(ErrorCode::unsupported, "kind of record: " + entry.key);
      return;
    }
    bool const packed = is_pack(entry.bytes);
    // A pack elsewhere than at a group's beginning would be lost with the next writing of the group that it reaches into.
    if (!place || place->block >= most_blocks || (packed && place->block % kPackBlocks != 0)) {
      report(loaded, Storage::Area::chunks, entry.key, std::move(entry.bytes), {ErrorCode::corrupt, "no place for it"});
      continue;
    }
    Table& table = store.mutable_table(place->kind);
    Status const status = packed ? load_pack(table, *place, {entry.key, std::move(entry.bytes)}, loaded)
                                 : load_single(table, place->block, entry, loaded);
    if (status) continue;
    loaded.status = Status(ErrorCode::unsupported, entry.key + ": " + status.error().detail);
    return;
  }
}

}  // namespace

void replay_in_order(Store& store, std::vector<JournalEntry> const& entries, Loaded& loaded) {
  bool applying = false;
  for (JournalEntry const& entry : entries) {
    applying = applying || !entry.covered;
    if (!applying && entry.told) continue;
    Result<Transaction> const transaction = Transaction::decode(entry.bytes);
    if (!transaction) {
      if (transaction.error().code == ErrorCode::unsupported) {
        loaded.status = Status(transaction.error());
        return;
      }
      report(loaded, Storage::Area::journal, to_string(entry.key), to_bytes(entry.bytes), transaction.error());
      continue;
    }
    store.replay(*transaction, !applying    ? Store::Replay::history
                               : entry.told ? Store::Replay::again
                                            : Store::Replay::news);
    loaded.journal.add(
        {entry.key, static_cast<std::uint32_t>(entry.bytes.size()), is_local(transaction->cause), !applying});
  }
}

bool report_spoiled(Store& store, std::vector<Error>& damage, Storage::Batch& rescue) {
  bool any = false;
  for (std::size_t i = 0; i < kKindCount; ++i) {
    Table& table = store.mutable_table(kind_at(i));
    for (auto const& [block, stored] : table.take_spoiled()) {
      std::string const name = "chunks/" + chunk_key(kind_at(i), block);
      damage.push_back({ErrorCode::corrupt, name + ": content"});
      rescue.puts.push_back({Storage::Area::blobs, "damaged/" + name, make_pack({stored})});
      table.mark_block(block, true);
      any = true;
    }
  }
  return any;
}

Loaded load_image(Store& store, Image image, std::vector<JournalEntry> const& unsaved, JournalIndex const& told) {
  Loaded loaded;
  store.clear();
  if (Storage::Entry const* const entry = image.snapshot()) {
    Result<Snapshot> const snapshot = decode_snapshot(as_text(entry->bytes));
    if (snapshot)
      loaded.snapshot = *snapshot;
    else if (snapshot.error().code == ErrorCode::unsupported)
      loaded.status = Status(snapshot.error());
    else
      report(loaded, Storage::Area::meta, entry->key, entry->bytes, snapshot.error());
  }
  if (loaded.status) load_chunks(store, image.chunks, loaded);
  store.loaded();
  std::vector<JournalKey>& covered = loaded.snapshot.covered;
  sort_items(covered);
  std::vector<JournalEntry> entries = unsaved;
  for (Storage::Entry const& entry : image.journal) {
    std::optional<JournalKey> const key = parse_journal_key(entry.key);
    if (!key) {
      report(loaded, Storage::Area::journal, entry.key, entry.bytes, {ErrorCode::corrupt, "not a journal's key"});
      continue;
    }
    bool const in_chunks = std::binary_search(covered.begin(), covered.end(), *key);
    JournalIndex::Entry const* const known = told.find(*key);
    entries.push_back({*key, as_text(entry.bytes), in_chunks, known != nullptr});
    if (in_chunks && known != nullptr) loaded.journal.add({*key, known->bytes, known->local, true});
  }
  // An unsaved entry may have become durable while the image was read: the first of each key is kept.
  sort_items(entries, [](JournalEntry const& a, JournalEntry const& b) { return a.key < b.key; });
  entries.erase(std::unique(entries.begin(), entries.end(),
                            [](JournalEntry const& a, JournalEntry const& b) { return a.key == b.key; }),
                entries.end());
  store.resume_from(loaded.snapshot.sequence);
  if (loaded.status) replay_in_order(store, entries, loaded);
  if (!loaded.status) store.clear();
  return loaded;
}

}  // namespace saddlebag
