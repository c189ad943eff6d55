#pragma once
#include <doctest/doctest.h>

#include <optional>
#include <string>

#include "store/history.hpp"
#include "store/persistence.hpp"
#include "support/fake_random.hpp"
#include "support/fake_storage.hpp"

namespace saddlebag {

/// The program in one tab, as far as the store goes, over a disk that outlives it.
struct Tab {
  explicit Tab(fake::Disk& disk, std::uint64_t seed = 1)
      : random(seed), storage(disk), history(store), persistence(store, storage) {
    store.set_random([this] { return random.bits(); });
    store.identify({{7, 7}, 42, [this] { return Instant{now += 1000}; }});
  }
  Status open() {
    std::optional<Status> ended;
    persistence.open("test", [&](Status status) { ended = std::move(status); });
    storage.deliver();
    REQUIRE(ended);
    return *ended;
  }
  Uuid customer(std::string_view name, std::string_view city = {}) {
    Uuid const id = store.new_id();
    Edit edit(store, Cause::edit);
    edit.create(Kind::customer, id)
        .set(Kind::customer, id, "name", Value::text(name))
        .set(Kind::customer, id, "city", Value::text(city));
    REQUIRE(store.apply(edit.take()));
    return id;
  }
  Status set(Uuid id, std::string_view field, Value value) {
    Edit edit(store, Cause::edit);
    edit.set(Kind::customer, id, field, value);
    auto const applied = store.apply(edit.take());
    return applied ? Status() : Status(applied.error());
  }
  void flush() {
    persistence.flush();
    storage.deliver();
  }
  Status compact() {
    std::optional<Status> ended;
    persistence.compact([&](Status status) { ended = std::move(status); });
    storage.deliver();
    REQUIRE(ended);
    return *ended;
  }
  [[nodiscard]] std::string_view name(Uuid id) const { return store.title(Kind::customer, id); }

  std::int64_t now = 1'700'000'000'000;
  fake::Random random;
  fake::Storage storage;
  Store store;
  History history;
  Persistence persistence;
};

}  // namespace saddlebag
