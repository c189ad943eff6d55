#include <algorithm>
#include <utility>

#include "store/pack.hpp"
#include "store/persistence_impl.hpp"

namespace saddlebag {

using port::Fault;
using port::Storage;

namespace {

constexpr std::size_t kFoldEntries = 1000;
constexpr std::size_t kFoldBytes = 4u << 20;
constexpr std::int64_t kFirstPauseMs = 1000;
constexpr std::int64_t kLongestPauseMs = 60'000;

/// Puts the blocks from `first` on that lie together, in place of the single chunks that an earlier program wrote of them. Where
/// one is too long to be unpacked without doubt, each is by itself, as that program did.
void put_pack(Storage::Batch& batch, Kind kind, Table& table, std::size_t first) {
  std::vector<PackedChunk> chunks;
  for (std::size_t block = first; block < std::min(first + kPackBlocks, table.block_count()); ++block) {
    chunks.push_back(table.pack_block(block));
    table.mark_block(block, false);
  }
  batch.erasures.push_back({Storage::Area::chunks, chunk_key(kind, first + 1), chunk_key(kind, first + kPackBlocks)});
  auto const in_pack = [](PackedChunk const& chunk) { return chunk.size() <= kLongestInPack; };
  if (std::all_of(chunks.begin(), chunks.end(), in_pack)) {
    batch.puts.push_back({Storage::Area::chunks, chunk_key(kind, first), make_pack(chunks)});
    return;
  }
  for (std::size_t i = 0; i < chunks.size(); ++i) {
    batch.puts.push_back({Storage::Area::chunks, chunk_key(kind, first + i), table.encode_block(first + i)});
  }
}

}  // namespace

void Persistence::Impl::saw(Transaction const& transaction) {
  if (store.replaying() || phase == Phase::detached || phase == Phase::closed) return;
  if (transaction.cause == Cause::seed) {
    seeded = true;
    return;
  }
  unsaved.push_back({{transaction.sequence, writer}, transaction.encode(), is_local(transaction.cause)});
}

bool Persistence::Impl::pausing() const {
  if (failure.code == ErrorCode::none || !store.identity().now) return false;
  std::int64_t const left = try_again - store.identity().now().ms;
  return left > 0 && left <= pause;  // more is left only where the clock was set back
}

void Persistence::Impl::flush() {
  if (!idle() || pausing()) return;
  mends = report_spoiled(store, damage, rescue) || mends;
  if (reopen) return connect_again();
  if (wants_catch_up) return catch_up([](Status const&) {});
  bool const due = mends || journal.uncovered() >= kFoldEntries || journal.uncovered_bytes() >= kFoldBytes;
  // Where there is no room for chunks there may be for an entry: what is unsaved goes first after a failure.
  bool const may_fold = (wants_fold || (leading && due && !store.awaits_readings())) && !(std::exchange(fold_failed, false) && anything_unsaved());
  // An edit may be of a seeded record: the record must not be younger on the device than its edit.
  if (may_fold || (seeded && !unsaved.empty())) return fold();
  if (!anything_unsaved()) return;
  Storage::Batch batch;
  collect(batch);
  commit(std::move(batch), [](Status const&) {});
}

void Persistence::Impl::collect(Storage::Batch& batch) {
  sending = unsaved.size();
  for (Unsaved const& one : unsaved) batch.puts.push_back({Storage::Area::journal, to_string(one.key), one.bytes});
  sending_meta = std::exchange(unsaved_meta, {});
  for (std::string const& key : sending_meta) batch.puts.push_back({Storage::Area::meta, key, meta.find(key)->second});
  sending_rescue = std::exchange(rescue, {});
  batch.puts.insert(batch.puts.end(), sending_rescue.puts.begin(), sending_rescue.puts.end());
  batch.erasures.insert(batch.erasures.end(), sending_rescue.erasures.begin(), sending_rescue.erasures.end());
}

void Persistence::Impl::drop_leaders_meta() {
  if (leading) return;
  for (std::string const& key : leaders_meta) unsaved_meta.erase(key);
}

/// The connection was lost: reading and writing alike need a new one first.
void Persistence::Impl::connect_again() {
  busy = true;
  std::weak_ptr<Impl> const weak = weak_from_this();
  storage.open(database, [weak](port::Outcome const& outcome) {
    auto const self = weak.lock();
    if (!self) return;
    self->busy = false;
    if (!outcome) return self->failed(outcome);
    self->recovered();
    self->flush();
  });
}

void Persistence::Impl::commit(Storage::Batch batch, Done done) {
  busy = true;
  std::weak_ptr<Impl> const weak = weak_from_this();
  storage.commit(std::move(batch), [weak, done = std::move(done)](port::Outcome const& outcome) {
    auto const self = weak.lock();
    if (!self) return;
    self->committed(outcome);
    done(status_of(outcome));
    self->go_on();
  });
}

/// What came up while the storage was busy must not wait for a frame: a hidden page draws none.
void Persistence::Impl::go_on() {
  if (failure.code == ErrorCode::none) flush();
}

void Persistence::Impl::failed(port::Outcome const& outcome) {
  failure = status_of(outcome).error();
  reopen = outcome.fault == Fault::lost || reopen;
  pause = std::clamp(pause * 2, kFirstPauseMs, kLongestPauseMs);
  if (store.identity().now) try_again = store.identity().now().ms + pause;
}

void Persistence::Impl::recovered() {
  failure = {};
  reopen = false;
  pause = 0;
}

void Persistence::Impl::committed(port::Outcome const& outcome) {
  busy = false;
  if (!outcome) {
    failed(outcome);
    unsaved_meta.merge(sending_meta);
    drop_leaders_meta();
    rescue.puts.insert(rescue.puts.end(), sending_rescue.puts.begin(), sending_rescue.puts.end());
    rescue.erasures.insert(rescue.erasures.end(), sending_rescue.erasures.begin(), sending_rescue.erasures.end());
  } else {
    recovered();
    for (; sending > 0; --sending) {
      Unsaved const& one = unsaved.front();
      journal.add({one.key, static_cast<std::uint32_t>(one.bytes.size()), one.local, false});
      saved_through = std::max(saved_through, one.key.sequence);
      unsaved.pop_front();
    }
  }
  sending = 0;
  sending_meta.clear();
  sending_rescue = {};
}

// Compaction ----------------------------------------------------------------------------------------

void Persistence::Impl::compact(Done done) {
  if (phase != Phase::open && phase != Phase::opening) return done(Status(failure));
  folding.push_back(std::move(done));
  wants_fold = true;
  if (idle()) fold();
}

/// Makes sure that the chunks on the device are those that this tab knows: rows lie differently in
/// another tab's blocks, and theirs and ours must never mix.
void Persistence::Impl::fold() {
  wants_fold = false;
  busy = true;
  std::weak_ptr<Impl> const weak = weak_from_this();
  std::string const key(kSnapshotKey);
  storage.read(Storage::Area::meta, key, key + "!",
               [weak](port::Outcome const& outcome, std::vector<Storage::Entry> entries) {
                 auto const self = weak.lock();
                 if (!self) return;
                 if (!outcome) {
                   self->busy = false;
                   self->failed(outcome);
                   return self->done_folding(status_of(outcome));
                 }
                 Result<Snapshot> const now =
                     entries.empty() ? Result<Snapshot>(Snapshot{}) : decode_snapshot(as_text(entries.front().bytes));
                 if (now && now->generation == self->snapshot.generation) return self->write_chunks();
                 if (!now && self->snapshot.generation == 0)
                   return self->write_chunks();  // a damaged one, already reported
                 self->reload([weak](Status const& status) {
                   auto const self = weak.lock();
                   if (!self) return;
                   if (status) return self->write_chunks();
                   self->busy = false;
                   self->done_folding(status);
                 });
               });
}

void Persistence::Impl::write_chunks() {
  Storage::Batch batch;
  collect(batch);
  std::vector<std::pair<Kind, std::size_t>> blocks;
  for (std::size_t i = 0; i < kKindCount; ++i) {
    Table& table = store.mutable_table(kind_at(i));
    for (std::size_t first = 0; first < table.block_count(); first += kPackBlocks) {
      std::size_t const before = blocks.size();
      for (std::size_t block = first; block < std::min(first + kPackBlocks, table.block_count()); ++block) {
        if (table.block_dirty(block)) blocks.emplace_back(kind_at(i), block);
      }
      if (blocks.size() > before) put_pack(batch, kind_at(i), table, first);
    }
  }
  Snapshot next;
  next.generation = snapshot.generation + 1;
  next.sequence = store.sequence();
  dropping = journal.droppable(keep_from);
  for (JournalKey const key : dropping) batch.erasures.push_back({Storage::Area::journal, to_string(key), {}});
  for (JournalIndex::Entry const& entry : journal.entries()) {
    if (!std::binary_search(dropping.begin(), dropping.end(), entry.key)) next.covered.push_back(entry.key);
  }
  for (Unsaved const& one : unsaved) next.covered.push_back(one.key);
  batch.puts.push_back({Storage::Area::meta, std::string(kSnapshotKey), encode_snapshot(next)});
  bool const seeds = std::exchange(seeded, false);
  std::weak_ptr<Impl> const weak = weak_from_this();
  commit(std::move(batch), [weak, blocks = std::move(blocks), next = std::move(next), seeds](Status const& status) {
    auto const self = weak.lock();
    if (!self) return;
    self->seeded = self->seeded || (seeds && !status);
    self->folded(status, blocks, next);
  });
}

void Persistence::Impl::folded(Status const& status, std::vector<std::pair<Kind, std::size_t>> const& blocks,
                               Snapshot written) {
  if (status) {
    for (JournalKey const key : dropping) journal.remove(key);
    for (JournalKey const key : written.covered) journal.cover(key);
    saved_through = std::max(saved_through, written.sequence);
    snapshot = std::move(written);
    mends = false;
  } else {
    for (auto const& [kind, block] : blocks) store.mutable_table(kind).mark_block(block, true);
  }
  dropping.clear();
  done_folding(status);
}

void Persistence::Impl::done_folding(Status const& status) {
  if (!status) wants_fold = fold_failed = true;
  for (Done const& waiting : std::exchange(folding, {})) waiting(status);
}

}  // namespace saddlebag
