#include "sync/outbox.hpp"

#include <algorithm>
#include <utility>

#include "base/hash.hpp"
#include "model/bag.hpp"

namespace saddlebag::sync {
namespace {

constexpr std::uint8_t kVersion = 2;
constexpr std::uint8_t kWithoutLast = 1;  // version that did not keep UnsentField::last

std::uint64_t hash_of(Value value) {
  Bytes bytes;
  ByteWriter out(bytes);
  if (!same(value, {})) write_value(out, value);
  return fnv1a(as_text(bytes));
}

void pack_entry(ByteWriter& out, RecordKey key, Unsent const& unsent, bool discarded) {
  out.u8(static_cast<std::uint8_t>(key.kind));
  out.u64(key.id.hi);
  out.u64(key.id.lo);
  out.u8(static_cast<std::uint8_t>(unsent.created | unsent.authored << 1 | unsent.erased << 2 | discarded << 3));
  out.text(unsent.rev);
  out.varint(unsent.order);
  out.varint(unsent.fields.size());
  for (auto const& [name, field] : unsent.fields) {
    out.text(name);
    write_value(out, field.base);
    out.varint(field.passed.size());
    for (std::uint64_t const hash : field.passed) out.u64(hash);
    out.u64(field.last);
  }
}

/// Built-in records have the same id everywhere and nobody's changes in them.
bool is_built_in(Uuid id) { return ((id.hi >> 12) & 0xf) == 8; }

}  // namespace

bool Unsent::knows(std::string_view field, Value value) const {
  auto const found = fields.find(field);
  if (found == fields.end()) return authored && same(value, {});
  if (same(value, found->second.base)) return true;
  return std::find(found->second.passed.begin(), found->second.passed.end(), hash_of(value)) !=
         found->second.passed.end();
}

Outbox::Outbox(Store& store) : store_(store) {
  store.observe([this](Transaction const& transaction) {
    if (begun_) saw(transaction, !store_.replaying());
    else if (transaction.cause != Cause::seed) waiting_.push_back(transaction);
  });
}

bool Outbox::restore(std::string_view checkpoint) {
  unsent_.clear();
  discarded_.clear();
  through_ = packed_through_ = since_pack_ = packed_size_ = 0;
  late_ = false;
  if (checkpoint.empty() || unpack(checkpoint)) return true;
  unsent_.clear();
  discarded_.clear();
  through_ = packed_through_ = packed_size_ = 0;
  return false;
}

bool Outbox::begin(std::string_view checkpoint) {
  begun_ = true;
  return resume(checkpoint, std::exchange(waiting_, {}));
}

bool Outbox::resume(std::string_view checkpoint, std::vector<Transaction> const& kept) {
  bool const ok = restore(checkpoint);
  std::uint64_t const from = packed_through_;
  for (Transaction const& transaction : kept) {
    if (transaction.sequence > from || from == 0) saw(transaction, false);
  }
  return ok;
}

void Outbox::forget(RecordKey key) {
  unsent_.erase(key);
  discarded_.erase(key);
}

void Outbox::discard(RecordKey key) {
  if (auto entry = unsent_.extract(key)) discarded_.insert(std::move(entry));
}

Unsent const* Outbox::find(RecordKey key) const {
  auto const found = unsent_.find(key);
  return found == unsent_.end() ? nullptr : &found->second;
}

Unsent& Outbox::entry(RecordKey key, std::uint64_t order) {
  if (auto given_up = discarded_.extract(key)) unsent_.insert(std::move(given_up));
  std::size_t const known = unsent_.size();
  auto const at = unsent_.try_emplace(unsent_.end(), key);  // of the new ids of an import each is the largest
  if (unsent_.size() > known) at->second.order = order;
  return at->second;
}

/// `own`: made by this tab, which knows all that is in here.
void Outbox::saw(Transaction const& transaction, bool own) {
  late_ = late_ || (packed_through_ > 0 && transaction.sequence <= packed_through_);
  through_ = std::max(through_, transaction.sequence);
  ++since_pack_;
  now_.clear();
  last_ = {};
  if (transaction.cause == Cause::seed) return;  // a backend that is met gets it by add_everything
  bool const remote = is_remote(transaction.cause);
  RecordKey told{Kind::count_, {}};
  transaction.for_each([&](Change const& change) {
    RecordKey const key{change.kind, change.record};
    if (remote && !now_of(key).based) return saw_remote(change, own);
    saw_local(change, transaction.sequence);
    if (tell_ && key != told) tell_(told = key);
  });
}

Outbox::Now& Outbox::now_of(RecordKey key) {
  if (!last_.now || last_.key != key) last_ = {key, &now_[key]};
  return *last_.now;
}

/// Every change of a field before the version is told has the value that its tab saw as `before`.
void Outbox::saw_remote(Change const& change, bool own) {
  RecordKey const key{change.kind, change.record};
  Now& now = now_of(key);
  if (change.action == Action::erase) return forget(key);
  if (change.action == Action::create) now.created = true;
  if (change.action != Action::set) return;
  if (change.field != "rev") {
    auto const unsent = unsent_.find(key);
    if (unsent == unsent_.end()) return;
    auto const field = unsent->second.fields.find(change.field);
    if (field == unsent->second.fields.end()) return;
    bool const knew = own || field->second.last == hash_of(change.before);
    (knew ? now.settled : now.missed).emplace(change.field);
    return;
  }
  if (own || now.created) forget(key);
  else settle(key, now);
  now.based = !change.after.empty();
}

/// Another tab was told that the backend has the record: what was changed here without its knowledge is still to be sent.
void Outbox::settle(RecordKey key, Now const& now) {
  discarded_.erase(key);
  auto const found = unsent_.find(key);
  if (found == unsent_.end() || found->second.erased) return;  // it did not know of the erasure, or would have created
  Unsent& unsent = found->second;
  std::erase_if(unsent.fields, [&](auto const& field) { return now.settled.contains(field.first); });
  if (unsent.fields.empty()) return forget(key);
  unsent.created = unsent.authored = false;
}

void Outbox::saw_local(Change const& change, std::uint64_t order) {
  RecordKey const key{change.kind, change.record};
  if (change.action == Action::create) {
    Unsent& unsent = entry(key, order);
    if (!unsent.erased) {
      unsent.created = true;
      unsent.authored = true;
      now_of(key).created = true;
    }
    unsent.erased = false;
  } else if (change.action == Action::erase) {
    entry(key, order).erased = true;
  } else if (change.field == "rev") {
    if (change.after.empty()) entry(key, order).rev = change.before.as_text();
  } else if (!is_bookkeeping(change.field) && (!now_of(key).created || now_of(key).based)) {
    Unsent& unsent = entry(key, order);
    auto const [at, fresh] = unsent.fields.try_emplace(std::string(change.field));
    if (!fresh || unsent.authored) at->second.passed.push_back(hash_of(change.before));
    else at->second.base = change.before;
    if (!now_of(key).missed.contains(change.field)) at->second.last = hash_of(change.after);
  }
}

void Outbox::add_everything(bool known_elsewhere) {
  if (known_elsewhere) unsent_.merge(std::exchange(discarded_, {}));
  for (std::size_t i = 0; i < kKindCount; ++i) {
    Table const& table = store_.table(kind_at(i));
    for (Row row = 0; row < table.end(); ++row) {
      Record const* const record = table.at(row);
      if (!record || !(known_elsewhere || record->rev.empty())) continue;
      RecordKey const key{kind_at(i), record->id};
      if (discarded_.contains(key)) continue;
      auto const [at, fresh] = unsent_.try_emplace(key);
      at->second.created = true;
      if (fresh || known_elsewhere) at->second.authored = !is_built_in(record->id);
    }
  }
}

Bytes Outbox::pack() const {
  Bytes bytes;
  ByteWriter out(bytes);
  out.u8(kVersion);
  out.varint(through_);
  out.varint(unsent_.size() + discarded_.size());
  for (auto const& [key, unsent] : unsent_) pack_entry(out, key, unsent, false);
  for (auto const& [key, unsent] : discarded_) pack_entry(out, key, unsent, true);
  since_pack_ = 0;
  late_ = false;
  packed_size_ = unsent_.size();
  packed_through_ = through_;
  return bytes;
}

bool Outbox::unpack(std::string_view checkpoint) {
  ByteReader in(checkpoint);
  std::uint8_t const version = in.u8();
  if (version != kVersion && version != kWithoutLast) return false;
  packed_through_ = through_ = in.varint();
  for (std::uint64_t left = in.varint(); left > 0 && in.ok(); --left) {
    RecordKey key;
    key.kind = static_cast<Kind>(in.u8());
    if (key.kind >= Kind::count_) return false;
    key.id.hi = in.u64();
    key.id.lo = in.u64();
    std::uint8_t const flags = in.u8();
    Unsent unsent{(flags & 1) != 0, (flags & 2) != 0, (flags & 4) != 0, std::string(in.text()), in.varint(), {}};
    for (std::uint64_t fields = in.varint(); fields > 0 && in.ok(); --fields) {
      UnsentField& field = unsent.fields[std::string(in.text())];
      field.base = read_value(in);
      for (std::uint64_t passed = in.varint(); passed > 0 && in.ok(); --passed) field.passed.push_back(in.u64());
      if (version != kWithoutLast) field.last = in.u64();
    }
    if (in.ok()) ((flags & 8) != 0 ? discarded_ : unsent_).emplace(key, std::move(unsent));
  }
  packed_size_ = unsent_.size();
  return in.ok() && in.done();
}

}  // namespace saddlebag::sync
