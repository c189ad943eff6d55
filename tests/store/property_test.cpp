#include <doctest/doctest.h>

#include <map>

#include "base/random.hpp"
#include "model/kinds.hpp"
#include "store/search_text.hpp"
#include "support/print_store.hpp"
#include "tab.hpp"

using namespace saddlebag;

namespace {

/// Does things at random, as people do: a few records of several kinds, edits, moves, erasures, undo.
class Person {
 public:
  Person(Tab& tab, std::uint64_t seed) : tab_(tab), random_(seed) {}

  void act() {
    switch (random_.below(10)) {
      case 0:
      case 1:
      case 2: create(); break;
      case 3: erase(); break;
      case 4: last_ = tab_.history.can_undo() && tab_.history.undo() ? Act::undo : Act::none; break;
      case 5: last_ = tab_.history.can_redo() && tab_.history.redo() ? Act::redo : Act::none; break;
      default: edit(); break;
    }
  }
  enum class Act { none, change, undo, redo };
  [[nodiscard]] Act last() const { return last_; }

 private:
  static constexpr Kind kKinds[] = {Kind::customer, Kind::contact, Kind::opportunity, Kind::note};

  Record const* any(Kind kind) {
    Table const& table = tab_.store.table(kind);
    return table.end() == 0 ? nullptr : table.at(static_cast<Row>(random_.below(table.end())));
  }
  std::string word() {
    static constexpr char const* kWords[] = {"云帆", "Acme",          "",
                                             "x",    "杭州 Hangzhou", "a longer text that says nothing much"};
    return kWords[random_.below(6)] + std::to_string(random_.below(4));
  }
  void set_something(Edit& edit, Kind kind, Uuid id) {
    std::span<Field const> const fields = tab_.store.fields(kind);
    Field const& field = fields[random_.below(fields.size())];
    std::string const text = word();
    Value value;
    switch (field.shape()) {
      case Shape::text: value = Value::text(text); break;
      case Shape::integer: value = Value::integer(static_cast<std::int64_t>(random_.below(100))); break;
      case Shape::number: value = Value::number(static_cast<double>(random_.below(100))); break;
      case Shape::money: value = Value::money({static_cast<std::int64_t>(random_.below(1000)), Currency("CNY")}); break;
      case Shape::date: value = Value::date({static_cast<std::int32_t>(random_.below(30000))}); break;
      case Shape::boolean: value = Value::boolean(random_.below(2)); break;
      case Shape::choice:
        value = Value::choice(static_cast<std::uint8_t>(random_.below(field.choices().size())));
        break;
      case Shape::reference:
        if (Record const* const target = any(field.target)) value = Value::reference(target->id);
        break;
      default: break;
    }
    if (random_.below(6) == 0)
      edit.set(kind, id, "bag_" + std::to_string(random_.below(3)), Value::text(text));
    else if (!field.has(kSystem))
      edit.set(kind, id, static_cast<FieldIndex>(&field - fields.data()), value);
  }
  void apply(Edit& edit) {
    auto const applied = tab_.store.apply(edit.take());
    last_ = applied && applied->changed > 0 ? Act::change : Act::none;
  }
  void create() {
    Kind const kind = kKinds[random_.below(4)];
    Uuid const id = tab_.store.new_id();
    Edit edit(tab_.store, Cause::edit);
    edit.create(kind, id);
    edit.set(kind, id, kind_info(kind).title, Value::text("n" + word()));
    for (std::uint64_t i = random_.below(5); i > 0; --i) set_something(edit, kind, id);
    apply(edit);
  }
  void edit() {
    Edit edit(tab_.store, random_.below(2) ? Cause::edit : Cause::bulk);
    for (std::uint64_t i = random_.below(4) + 1; i > 0; --i) {
      Kind const kind = kKinds[random_.below(4)];
      if (Record const* const record = any(kind)) set_something(edit, kind, record->id);
    }
    apply(edit);
  }
  void erase() {
    Kind const kind = kKinds[random_.below(4)];
    Edit edit(tab_.store, Cause::edit);
    if (Record const* const record = any(kind)) edit.erase(kind, record->id);
    apply(edit);
  }

  Tab& tab_;
  SeededRandom random_;
  Act last_ = Act::none;
};

/// The search text of every record is what it would be if it were made anew.
void check_search_texts(Store const& store) {
  std::string fresh;
  for (std::size_t i = 0; i < kKindCount; ++i) {
    Table const& table = store.table(kind_at(i));
    for (Row row = 0; row < table.end(); ++row) {
      if (table.at(row) == nullptr) continue;
      make_search_text(fresh, table.info(), *table.at(row));
      if (fresh != table.search_text(row)) FAIL_CHECK("search text of row " << row);
    }
  }
}

}  // namespace

TEST_CASE("undo and redo walk through exactly the states that were there") {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    CAPTURE(seed);
    fake::Disk disk;
    Tab tab(disk, seed);
    Person person(tab, seed);
    std::vector<std::string> states{print(tab.store, false)};  // the model: every state so far, and where we are
    std::size_t at = 0;
    for (int step = 0; step < 150; ++step) {
      person.act();
      if (person.last() == Person::Act::undo) --at;
      if (person.last() == Person::Act::redo) ++at;
      if (person.last() == Person::Act::change) {
        states.resize(++at);
        states.push_back(print(tab.store, false));
      }
      REQUIRE(print(tab.store, false) == states[at]);
    }
    check_search_texts(tab.store);
    while (tab.history.can_undo()) REQUIRE(tab.history.undo());
    CHECK(print(tab.store, false) == states[0]);
    while (tab.history.can_redo()) REQUIRE(tab.history.redo());
    CHECK(print(tab.store, false) == states.back());
  }
}

TEST_CASE("after a crash at any moment every acknowledged edit is there, and none by half") {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    CAPTURE(seed);
    fake::Disk disk;
    Tab tab(disk, seed);
    REQUIRE(tab.open());
    Person person(tab, seed);
    SeededRandom random(seed + 1000);
    std::map<std::uint64_t, std::string> states{{0, print(tab.store)}};
    std::vector<std::uint64_t> acknowledged{0};  // by number of batches on the disk
    for (int step = 0; step < 80; ++step) {
      person.act();
      states[tab.store.sequence()] = print(tab.store);
      if (random.below(3) == 0) tab.persistence.flush();
      if (random.below(12) == 0) tab.persistence.compact([](Status const&) {});
      while (random.below(2) == 0 && tab.storage.deliver_one()) {
      }
      acknowledged.resize(disk.batches.size() + 1, acknowledged.back());
      acknowledged.back() = tab.persistence.saved_through();
    }
    for (std::size_t batches = 0; batches <= disk.batches.size(); ++batches) {
      CAPTURE(batches);
      fake::Disk crashed = disk.after(batches);
      Tab next(crashed, seed + 2000);
      REQUIRE(next.open());
      CHECK(next.store.sequence() >= acknowledged[batches]);
      REQUIRE(states.contains(next.store.sequence()));
      CHECK(print(next.store) == states[next.store.sequence()]);
      check_search_texts(next.store);
    }
  }
}
