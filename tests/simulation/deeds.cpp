// What people do, here and at other clients of the backend.
#include "model/conflict.hpp"
#include "simulation/world.hpp"

namespace saddlebag::simulation {
namespace {

constexpr char const* kCustomerFields[] = {"name", "city", "phone", "industry"};
constexpr char const* kContactFields[] = {"name", "mobile", "wechat", "description"};

std::string field_of(Kind kind, std::uint32_t number) {
  return kind == Kind::customer ? kCustomerFields[number % 4] : kContactFields[number % 4];
}

std::set<std::string> without(std::set<std::string> all, std::set<std::string> const& left) {
  std::erase_if(all, [&](std::string const& value) { return left.contains(value); });
  return all;
}

}  // namespace

std::set<std::string> Play::visible(Store const& store, sync::RecordKey key) const {
  std::set<std::string> all;
  Record const* const record = store.find(key.kind, key.id);
  if (!record) return all;
  for (auto const& [name, value] : sync::read_doc(store, key.kind, *record).fields) {
    if (value.get().shape() == Shape::text) all.merge(values_in(std::string(value.get().as_text())));
  }
  return all;
}

std::set<std::string> Play::all_visible(Store const& store) const {
  std::set<std::string> all;
  for (auto const& [number, born] : born_) all.merge(visible(store, born.key));
  return all;
}

/// The tab that a person works in: any that is open and not frozen. Nobody works on a record in two tabs at the very
/// moment in which one of them has not yet heard of the other (there the later entry of the journal stands, see FORMAT.md),
/// nor where one of them has to open its storage anew.
Tab* Play::acting(Machine& machine, std::uint32_t which) {
  Tab* const leading = machine.leading();
  Tab* const other = machine.tabs[1 - machine.leader].get();
  auto const usable = [](Tab const* tab) { return tab && tab->opened && !tab->gate.frozen; };
  if (other && machine.around.storage_lost) return nullptr;
  auto const quiet = [](Tab const* tab) { return !tab || tab->persistence.state() == Persistence::State::saved; };
  if (which / 4 % 2 == 1 && usable(other) && usable(leading) && quiet(leading) && quiet(other)) return other;
  return usable(leading) && quiet(other) ? leading : nullptr;
}

/// The other tab shows what the person typed there, and this one has not heard of it yet.
bool Play::is_behind(Machine& machine, Tab const& tab, sync::RecordKey key) const {
  auto const here = visible(tab.store, key);
  for (auto const& other : machine.tabs) {
    if (!other || other.get() == &tab) continue;
    for (std::string const& value : without(visible(other->store, key), here)) {
      if (machine.typed.contains(value)) return true;
    }
  }
  return false;
}

void Play::do_deed(Tab& tab, Edit edit, std::string what, std::string value, sync::RecordKey key,
                   std::set<std::string> const& replaced) {
  bool const wide = value.empty();
  auto const before = wide ? all_visible(tab.store) : visible(tab.store, key);
  std::uint64_t const sequence = tab.apply(edit.take());
  if (sequence == 0) return;
  auto const after = wide ? all_visible(tab.store) : visible(tab.store, key);
  auto covered = without(before, after);
  covered.insert(replaced.begin(), replaced.end());
  ledger_.add(std::move(what), std::move(value), covered, tab.run, sequence);
}

void Play::create(Machine& machine, Tab& tab, Step const& step, std::string const& who) {
  auto const parent = step.b > 0 ? born_.find(step.b - 1) : born_.end();
  bool const child = parent != born_.end() && parent->second.key.kind == Kind::customer &&
                     tab.store.find(Kind::customer, parent->second.key.id);
  sync::RecordKey const key{child ? Kind::contact : Kind::customer, tab.store.new_id()};
  std::string const name = fresh(), made = fresh();
  machine.typed.insert({name, made});
  Edit edit(tab.store, Cause::edit);
  edit.create(key.kind, key.id).set(key.kind, key.id, "name", Value::text(name));
  edit.set(key.kind, key.id, child ? "department" : "address", Value::text(made));
  if (child) edit.set(key.kind, key.id, "customer", Value::reference(parent->second.key.id));
  std::uint64_t const sequence = tab.apply(edit.take());
  if (sequence == 0) return;
  born_[step.a] = {key, made};
  std::string const what = who + "creates record " + std::to_string(step.a) + " as ";
  ledger_.add(what + name, name, {}, tab.run, sequence);
  ledger_.add(what + made, made, {}, tab.run, sequence);
}

void Play::resolve(Tab& tab, sync::RecordKey key, bool mine, std::string const& who) {
  Record const* const record = tab.store.find(key.kind, key.id);
  auto conflicts = record ? read_conflicts(record->conflicts) : std::vector<Conflict>{};
  if (conflicts.empty()) return;
  Conflict const first = conflicts.front();
  std::erase_if(conflicts, [&](Conflict const& c) { return c.field == first.field; });
  std::string const packed = write_conflicts(conflicts);
  Edit edit(tab.store, Cause::resolve);
  edit.set(key.kind, key.id, first.field, mine ? first.mine : first.theirs);
  edit.set(key.kind, key.id, "conflicts", Value::text(packed));
  do_deed(tab, std::move(edit), who + "ends a conflict", "", key);
}

void Play::deed(Machine& machine, Step const& step) {
  Tab* const tab = acting(machine, step.b);
  if (!tab) return;
  std::string const who = "device " + std::to_string(machine.number) + " ";
  if (step.act == Act::create) return create(machine, *tab, step, who);
  auto const born = born_.find(step.a);
  if (born == born_.end() || !tab->store.find(born->second.key.kind, born->second.key.id)) return;
  sync::RecordKey const key = born->second.key;
  if (is_behind(machine, *tab, key)) return;
  if (step.act == Act::resolve) return resolve(*tab, key, step.b % 2 == 1, who);
  Edit edit(tab->store, Cause::edit);
  std::string value;
  std::set<std::string> replaced;
  std::string what = who;
  if (step.act == Act::edit) {
    std::string const field = field_of(key.kind, step.b);
    value = fresh();
    // Who writes over a value has seen it, even where a conflict goes on showing it.
    Record const* const record = tab->store.find(key.kind, key.id);
    replaced = values_in(std::string(tab->store.value(*record, tab->store.fields(key.kind)[tab->store.field_named(key.kind, field)]).as_text()));
    edit.set(key.kind, key.id, field, Value::text(value));
    machine.typed.insert(value);
    what += "sets " + field + " of record " + std::to_string(step.a) + " to " + value;
  } else {
    edit.erase(key.kind, key.id);
    what += "erases record " + std::to_string(step.a);
  }
  do_deed(*tab, std::move(edit), what, value, key, replaced);
}

void Play::elsewhere(Step const& step) {
  auto const born = born_.find(step.a);
  if (born == born_.end()) return;
  sync::RecordKey const key = born->second.key;
  for (auto const& [found, doc] : backend_->living()) {
    if (found != key) continue;
    if (step.act == Act::other_erase) {
      ledger_.add("another client erases record " + std::to_string(step.a), "", values_in(doc.dump()), 0, 0);
      return backend_->erase(key);
    }
    if (step.act == Act::schema) {
      return backend_->write(key, {{"mood", {{"today", step.b}}}, {step.b % 2 ? "employees" : "birthday", "many"}});
    }
    std::string const field = field_of(key.kind, step.b), value = fresh();
    std::string const old = doc.contains(field) ? doc[field].dump() : std::string();
    ledger_.add("another client sets " + field + " of record " + std::to_string(step.a) + " to " + value, value,
                values_in(old), 0, 0);
    return backend_->write(key, {{field, value}});
  }
}

void Play::erase_somewhere() {
  if (calm_ || born_.empty()) return;
  elsewhere({Act::other_erase, 0, born_.begin()->first, 0, 0});
}

}  // namespace saddlebag::simulation
