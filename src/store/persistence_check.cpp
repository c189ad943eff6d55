#include "store/persistence_impl.hpp"

namespace saddlebag {

using port::Storage;

void Persistence::Impl::check(std::function<void(Status, Health)> done) {
  if (phase == Phase::closed || phase == Phase::detached) return done(Status(failure), {});
  std::weak_ptr<Impl> const weak = weak_from_this();
  if (!idle()) {
    return catch_up([weak, done](Status const& status) {
      auto const self = weak.lock();
      if (self && status) self->check(done);
      else if (self) done(status, {});
    });
  }
  busy = true;
  read_image(storage, [weak, done](port::Outcome const& outcome, Image image) {
    auto const self = weak.lock();
    if (!self) return;
    self->busy = false;
    if (!outcome) return self->read_failed(outcome, [&](Status const& status) { done(status, {}); });
    Health health{0, image.journal.size(), {}};
    Store copy;
    Loaded loaded = load_image(copy, std::move(image), {}, {});
    for (std::size_t i = 0; i < kKindCount; ++i) health.chunks += copy.table(kind_at(i)).block_count();
    if (!loaded.status) return done(loaded.status, health);
    for (std::size_t i = 0; i < kKindCount; ++i) {
      Table const& table = copy.table(kind_at(i));
      for (std::size_t block = 0; block < table.block_count(); ++block) table.unpack(block);
    }
    report_spoiled(copy, loaded.damage, loaded.rescue);
    health.damage = std::move(loaded.damage);
    if (health.damage.empty()) {
      done({}, std::move(health));
      return self->go_on();
    }
    self->repair(std::move(loaded), std::move(health), done);
  });
}

/// In memory is what was sound when it was opened, and all that was done since.
void Persistence::Impl::repair(Loaded loaded, Health health, std::function<void(Status, Health)> const& done) {
  for (Storage::Erase const& erased : loaded.rescue.erasures) {
    std::optional<JournalKey> const key = parse_journal_key(erased.from);
    if (erased.area == Storage::Area::journal && key) journal.remove(*key);
  }
  rescue.puts.insert(rescue.puts.end(), loaded.rescue.puts.begin(), loaded.rescue.puts.end());
  rescue.erasures.insert(rescue.erasures.end(), loaded.rescue.erasures.begin(), loaded.rescue.erasures.end());
  for (std::size_t i = 0; i < kKindCount; ++i) {
    Table& table = store.mutable_table(kind_at(i));
    for (std::size_t block = 0; block < table.block_count(); ++block) table.mark_block(block, true);
  }
  compact([health = std::move(health), done](Status const& status) { done(status, health); });
}

}  // namespace saddlebag
