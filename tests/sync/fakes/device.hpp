#pragma once
#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "sync/fakes/world.hpp"
#include "model/conflict.hpp"
#include "model/kinds.hpp"
#include "store/builtin.hpp"
#include "store/persistence.hpp"
#include "store/store.hpp"
#include "sync/doc.hpp"
#include "sync/engine.hpp"

namespace saddlebag::sync_test {

/// An id that none of these devices made.
inline Uuid someone(std::uint64_t number) { return make_uuid(1'600'000'000'000, number, number); }

/// What outlives a crash: entries by area and key.
using Disk = std::array<std::map<std::string, port::Bytes>, 4>;

/// Writes `takes_ms` after it was asked to; what was asked for in the last moment before a crash is lost, whole.
class DiskStorage final : public port::Storage {
 public:
  DiskStorage(World& world, Disk& disk) : world_(world), disk_(disk) {}
  ~DiskStorage() override { *alive_ = false; }
  void open(std::string const&, std::function<void(port::Outcome)> done) override { later([done] { done({}); }); }
  void read(Area area, std::string from, std::string to,
            std::function<void(port::Outcome, std::vector<Entry>)> done) override {
    later([this, area, from, to, done] {
      std::vector<Entry> entries;
      for (auto const& [key, bytes] : disk_[static_cast<std::size_t>(area)]) {
        if (key >= from && (to.empty() || key < to)) entries.push_back({key, bytes});
      }
      done({}, std::move(entries));
    });
  }
  void commit(Batch batch, std::function<void(port::Outcome)> done) override {
    later([this, batch = std::move(batch), done] {
      for (Erase const& erase : batch.erasures) {
        auto& area = disk_[static_cast<std::size_t>(erase.area)];
        if (erase.to.empty()) area.erase(erase.from);
        else area.erase(area.lower_bound(erase.from), area.lower_bound(erase.to));
      }
      for (Put const& put : batch.puts) disk_[static_cast<std::size_t>(put.area)][put.key] = put.bytes;
      done({});
    });
  }
  void erase_database(std::function<void(port::Outcome)> done) override { later([done] { done({}); }); }
  void mark(std::function<void(port::Outcome, std::uint64_t)> done) override { later([done] { done({}, 0); }); }
  void usage(std::function<void(port::Outcome, Usage)> done) override { later([done] { done({}, {}); }); }
  void on_foreign_commit(std::function<void(std::vector<std::string>)>) override {}
  double takes_ms = 1;

 private:
  void later(std::function<void()> then) {
    world_.at(world_.now + takes_ms, [alive = alive_, then] {
      if (*alive) then();
    });
  }
  World& world_;
  Disk& disk_;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

/// The running program on one device. Destroying it is a crash.
struct Program {
  Program(World& world, Server& server, Disk& disk, std::uint64_t device, std::uint64_t seed, std::int64_t unix_start)
      : clock(world, unix_start), random(seed), network(world, server), storage(world, disk) {
    store.identify({{}, device, [this] { return Instant{clock.unix_ms()}; }});
    store.set_random([this] { return random.bits(); });
    persistence.open("test", [this](Status status) {
      opened = static_cast<bool>(status);
      if (store.count(Kind::pipeline) == 0) (void)store.apply(built_in_records());
      engine.start();
      frame();
    });
  }
  /// The program flushes in every frame; a hidden page draws none.
  void frame() {
    if (!hidden) persistence.flush();
    clock.after(50, [this] { frame(); });
  }
  WorldClock clock;
  WorldRandom random;
  Network network;
  DiskStorage storage;
  Store store;
  Persistence persistence{store, storage};
  sync::Engine engine{store, persistence, network, clock, random};
  bool opened = false, hidden = false;
};

/// One record in one line; a conflict's time and people are not told.
inline std::string describe(sync::Doc const& doc) {
  std::string line;
  for (auto const& [name, owned] : doc.fields) {
    Value const value = owned;
    if (sync::is_bookkeeping(name) || sync::same(value, {})) continue;
    line += name + "=";
    if (name == "conflicts") line += std::to_string(read_conflicts(value.as_text()).size());
    else if (value.shape() == Shape::text) line += value.as_text();
    else if (value.shape() == Shape::reference) line += to_string(value.as_reference());
    else line += std::to_string(value.as_number());
    line += ";";
  }
  return line;
}

/// All records, in one text: two devices are equal where it is.
inline std::string everything(Store const& store) {
  std::map<std::string, std::string> lines;
  for (std::size_t i = 0; i < kKindCount; ++i) {
    Table const& table = store.table(kind_at(i));
    for (Row row = 0; row < table.end(); ++row) {
      if (!table.at(row)) continue;
      sync::Doc const doc = sync::read_doc(store, kind_at(i), *table.at(row));
      lines[sync::to_string(doc.key)] = describe(doc);
    }
  }
  std::string all;
  for (auto const& [key, line] : lines) all += key + " " + line + "\n";
  return all;
}

/// A person's device: a disk, and most of the time a program running on it.
class Device {
 public:
  Device(World& world, Server& server, std::uint64_t number, std::string profile, std::string url)
      : world_(world), server_(server), number_(number), connection_{std::move(profile), std::move(url), "", ""} {
    start();
  }

  void start() {
    program.emplace(world_, server_, disk, number_, number_ * 1000 + ++starts_, 1'700'000'000'000);
    world_.run(20);
  }
  void crash() { program.reset(); }
  void connect() { (void)program->engine.configure(connection_); }

  Store& store() { return program->store; }
  SyncStatus status() const { return program->engine.status(); }

  bool apply(Transaction transaction) {
    bool const ok = static_cast<bool>(store().apply(std::move(transaction)));
    program->persistence.flush();
    return ok;
  }
  Uuid create(Kind kind, std::string const& title_field, std::string const& title) {
    Uuid const id = store().new_id();
    Edit edit(store(), Cause::edit);
    edit.create(kind, id);
    edit.set(kind, id, title_field, Value::text(title));
    apply(edit.take());
    return id;
  }
  Uuid customer(std::string const& name) { return create(Kind::customer, "name", name); }
  bool set(Kind kind, Uuid id, std::string const& field, Value value, Cause cause = Cause::edit) {
    Edit edit(store(), cause);
    edit.set(kind, id, field, value);
    return apply(edit.take());
  }
  bool set(Uuid customer, std::string const& field, std::string const& text) {
    return set(Kind::customer, customer, field, Value::text(text));
  }
  void erase(Kind kind, Uuid id) {
    Edit edit(store(), Cause::edit);
    edit.erase(kind, id);
    apply(edit.take());
  }
  /// A field's text; "(none)" where there is no such record.
  std::string text(Uuid customer, std::string const& field) {
    Record const* const record = store().find(Kind::customer, customer);
    if (!record) return "(none)";
    return std::string(sync::read_doc(store(), Kind::customer, *record).get(field).as_text());
  }
  std::vector<Conflict> conflicts(Uuid customer) {
    Record const* const record = store().find(Kind::customer, customer);
    return record ? read_conflicts(record->conflicts) : std::vector<Conflict>{};
  }
  /// Ends the conflicts of a field by a choice, as the interface does.
  void choose(Uuid customer, std::string const& field, Value value) {
    std::vector<Conflict> left = conflicts(customer);
    std::erase_if(left, [&](Conflict const& c) { return c.field == field; });
    std::string const packed = write_conflicts(left);
    Edit edit(store(), Cause::resolve);
    edit.set(Kind::customer, customer, field, value);
    edit.set(Kind::customer, customer, "conflicts", Value::text(packed));
    apply(edit.take());
  }
  std::string log() const {
    std::string all;
    for (auto const& line : status().log) all += line.text + "\n";
    return all;
  }
  std::string everything() { return sync_test::everything(store()); }

  Disk disk;
  std::optional<Program> program;

 private:
  World& world_;
  Server& server_;
  std::uint64_t number_, starts_ = 0;
  sync::Connection connection_;
};

}  // namespace saddlebag::sync_test
