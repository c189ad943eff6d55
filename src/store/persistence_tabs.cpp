#include <algorithm>

#include "base/sort.hpp"
#include "store/persistence_impl.hpp"

namespace saddlebag {

using port::Storage;

std::vector<JournalEntry> Persistence::Impl::unsaved_entries() const {
  std::vector<JournalEntry> entries;
  for (Unsaved const& one : unsaved) entries.push_back({one.key, as_text(one.bytes), false, true});
  return entries;
}

void Persistence::Impl::saw_foreign(std::vector<std::string> const& keys) {
  bool const news = std::any_of(keys.begin(), keys.end(), [&](std::string const& text) {
    std::optional<JournalKey> const key = parse_journal_key(text);
    return key && journal.find(*key) == nullptr;
  });
  if (!news || phase == Phase::detached || phase == Phase::closed) return;
  wants_catch_up = true;
  if (idle()) catch_up([](Status const&) {});
}

/// Reads the journal anew and replays from the first entry that is new on. While it reads, nothing is
/// written, so that what comes back and what is known here are of one moment.
void Persistence::Impl::catch_up(Done done) {
  if (phase == Phase::closed || phase == Phase::detached) return done(Status(failure));
  catching_up.push_back(std::move(done));
  wants_catch_up = true;
  if (!idle()) return;
  wants_catch_up = false;
  busy = true;
  std::weak_ptr<Impl> const weak = weak_from_this();
  auto const finish = [weak](Status const& status) {
    auto const self = weak.lock();
    if (!self) return;
    self->busy = false;
    if (status) self->recovered();
    for (Done const& waiting : std::exchange(self->catching_up, {})) waiting(status);
    self->go_on();
  };
  storage.read(
      Storage::Area::meta, "", "", [weak, finish](port::Outcome const& outcome, std::vector<Storage::Entry> entries) {
        auto const self = weak.lock();
        if (!self) return;
        if (!outcome) return self->read_failed(outcome, finish);
        self->take(entries);
        Image image;
        image.meta = std::move(entries);
        Storage::Entry const* const found = image.snapshot();
        Result<Snapshot> const now = found ? decode_snapshot(as_text(found->bytes)) : Result<Snapshot>(Snapshot{});
        // Another tab has folded the journal: entries that are news here may be in chunks only.
        if (!now || now->generation != self->snapshot.generation) return self->reload(finish);
        self->storage.read(
            Storage::Area::journal, "", "", [weak, finish](port::Outcome const& read, std::vector<Storage::Entry> all) {
              auto const self = weak.lock();
              if (!self) return;
              if (!read) return self->read_failed(read, finish);
              std::vector<JournalEntry> entries = self->unsaved_entries();
              std::optional<JournalKey> first;
              for (Storage::Entry const& entry : all) {
                std::optional<JournalKey> const key = parse_journal_key(entry.key);
                if (!key) continue;
                bool const told = self->journal.find(*key) != nullptr || key->writer == self->writer;
                if (!told && (!first || *key < *first)) first = key;
                entries.push_back({*key, as_text(entry.bytes), false, told});
              }
              std::erase_if(entries, [&](JournalEntry const& entry) { return !first || entry.key < *first; });
              sort_items(entries, [](auto const& a, auto const& b) { return a.key < b.key; });
              Loaded loaded;
              replay_in_order(self->store, entries, loaded);
              for (JournalIndex::Entry const& entry : loaded.journal.entries()) {
                bool const own = std::any_of(self->unsaved.begin(), self->unsaved.end(),
                                             [&](Unsaved const& one) { return one.key == entry.key; });
                if (!own) self->journal.add(entry);
              }
              if (!loaded.status) return self->detach(loaded.status.error(), finish);
              self->rescue.puts.insert(self->rescue.puts.end(), loaded.rescue.puts.begin(), loaded.rescue.puts.end());
              self->rescue.erasures.insert(self->rescue.erasures.end(), loaded.rescue.erasures.begin(),
                                           loaded.rescue.erasures.end());
              self->damage.insert(self->damage.end(), loaded.damage.begin(), loaded.damage.end());
              finish({});
            });
      });
}

/// What is on the device and not known here yet is left out: observers hear of it when this tab catches up.
void Persistence::Impl::read_journal(std::function<void(Status, std::vector<Transaction>)> done) {
  if (phase == Phase::closed || phase == Phase::detached) return done(Status(failure), {});
  std::weak_ptr<Impl> const weak = weak_from_this();
  if (!idle()) {
    return catch_up([weak, done](Status const& status) {
      auto const self = weak.lock();
      if (self && status) self->read_journal(done);
      else if (self) done(status, {});
    });
  }
  busy = true;
  storage.read(Storage::Area::journal, "", "",
               [weak, done](port::Outcome const& outcome, std::vector<Storage::Entry> all) {
                 auto const self = weak.lock();
                 if (!self) return;
                 self->busy = false;
                 if (!outcome) return self->read_failed(outcome, [&](Status const& status) { done(status, {}); });
                 std::vector<JournalEntry> entries = self->unsaved_entries();
                 for (Storage::Entry const& entry : all) {
                   std::optional<JournalKey> const key = parse_journal_key(entry.key);
                   if (key && self->journal.find(*key)) entries.push_back({*key, as_text(entry.bytes), false, true});
                 }
                 sort_items(entries, [](auto const& a, auto const& b) { return a.key < b.key; });
                 std::vector<Transaction> transactions;
                 for (JournalEntry const& entry : entries) {
                   Result<Transaction> one = Transaction::decode(entry.bytes);
                   if (one) transactions.push_back(std::move(*one));
                 }
                 done({}, std::move(transactions));
                 self->go_on();
               });
}

void Persistence::Impl::read_failed(port::Outcome const& outcome, Done const& done) {
  wants_catch_up = true;
  failed(outcome);
  done(status_of(outcome));
}

/// Takes everything from the device again, and puts what is unsaved here on top.
void Persistence::Impl::reload(Done done) {
  std::weak_ptr<Impl> const weak = weak_from_this();
  read_image(storage, [weak, done = std::move(done)](port::Outcome const& outcome, Image image) {
    auto const self = weak.lock();
    if (!self) return;
    if (!outcome) return self->read_failed(outcome, done);
    self->take(image.meta);
    Loaded loaded = load_image(self->store, std::move(image), self->unsaved_entries(), self->journal);
    if (!loaded.status) return self->detach(loaded.status.error(), done);
    for (Unsaved const& one : self->unsaved) loaded.journal.remove(one.key);
    self->snapshot = std::move(loaded.snapshot);
    self->journal = std::move(loaded.journal);
    self->rescue = std::move(loaded.rescue);
    self->mends = loaded.stale;
    done({});
  });
}

}  // namespace saddlebag
