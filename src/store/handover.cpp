#include "store/handover.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/date.hpp"
#include "model/bag.hpp"
#include "store/checksum.hpp"
#include "store/sealed_format.hpp"
#include "store/snapshot.hpp"

namespace saddlebag::handover {
namespace {

constexpr std::uint32_t kHandoverMagic = 0x4f48'4253;  // "SBHO"
constexpr std::uint32_t kHandoverVersion = 2;  // 1 has no contents of attachments, and ends before them
constexpr std::size_t kSaltBytes = 16;

/// When fields were changed and records erased, as far as a journal tells.
class Times {
 public:
  void take(Transaction const& transaction) {
    if (!is_local(transaction.cause)) return;
    transaction.for_each([&](Change const& change) {
      std::int64_t& last = all_[key(change.record, change.action == Action::erase ? "" : change.field)];
      last = std::max(last, transaction.time.ms);
    });
  }
  /// 0 where the journal does not say.
  [[nodiscard]] std::int64_t changed(Uuid record, std::string_view field) const {
    auto const found = all_.find(key(record, field));
    return found == all_.end() ? 0 : found->second;
  }
  [[nodiscard]] std::int64_t erased(Uuid record) const { return changed(record, ""); }

 private:
  static std::string key(Uuid record, std::string_view field) { return to_string(record).append(field); }
  std::map<std::string, std::int64_t, std::less<>> all_;
};

/// What a file holds, read into a store of its own.
struct Other {
  Store store;
  std::vector<Transaction> journal;
};

/// What stands behind the journal, if anything does.
template <class Take>
void read_contents(ByteReader& in, Take const& take) {
  if (in.left() == 0) return;
  for (std::uint64_t left = in.varint(); left > 0 && in.ok(); --left) {
    Uuid const id{in.u64(), in.u64()};
    std::string_view const bytes = in.text();
    if (in.ok()) take(id, bytes);
  }
}

Status read(std::string_view content, Other& other) {
  ByteReader in(content);
  in.signed_varint();  // when it was made
  in.u64();            // where
  for (std::uint64_t left = in.varint(); left > 0 && in.ok(); --left) {
    std::string_view const key = in.text();
    std::string_view const bytes = in.text();
    std::optional<ChunkPlace> const place = parse_chunk_key(key);
    if (!in.ok() || !place) return {ErrorCode::corrupt, "chunk"};
    if (place->kind == Kind::count_) return {ErrorCode::unsupported, std::string(key)};
    Table& table = other.store.mutable_table(place->kind);
    // A file has a kind's blocks one after the other; a wild key would take room for all those before it.
    if (place->block != table.block_count()) return {ErrorCode::corrupt, "chunk"};
    Status const loaded = table.load_block(place->block, to_bytes(bytes));
    if (!loaded) return loaded;
  }
  for (std::uint64_t left = in.varint(); left > 0 && in.ok(); --left) {
    Result<Transaction> transaction = Transaction::decode(in.text());
    if (!transaction) return transaction.error();
    other.journal.push_back(std::move(*transaction));
  }
  read_contents(in, [](Uuid, std::string_view) {});
  if (!in.ok() || !in.done()) return {ErrorCode::corrupt, "handover"};
  other.store.loaded();
  return {};
}

class Merge {
 public:
  Merge(Store const& mine, std::vector<Transaction> const& journal, Other const& other)
      : mine_(mine), other_(other), edit_(mine, Cause::handover) {
    for (Transaction const& each : journal) here_.take(each);
    for (Transaction const& each : other.journal) there_.take(each);
  }

  Transaction run() {
    for (std::size_t i = 0; i < kKindCount; ++i) {
      Kind const kind = kind_at(i);
      Table const& table = other_.store.table(kind);
      for (Row row = 0; row < table.end(); ++row) {
        if (Record const* const record = table.at(row)) take(kind, *record);
      }
    }
    // Each by itself: what hung on a record was erased there too, and its journal says so.
    Transaction all = edit_.take();
    std::set<Uuid> gone;
    for (Transaction const& each : other_.journal) {
      each.for_each([&](Change const& change) {
        if (change.action != Action::erase || !erases(change.kind, change.record)) return;
        if (gone.insert(change.record).second) all.erase(change.kind, change.record);
      });
    }
    return all;
  }

 private:
  void take(Kind kind, Record const& theirs) {
    Record const* const found = mine_.find(kind, theirs.id);
    if (!found) {
      if (here_.erased(theirs.id) > theirs.updated.ms) return;
      edit_.create(kind, theirs.id);
    }
    for (Field const& field : kind_info(kind).fields) {
      // Conflicts come with a record that is new here; where it is known, this device has found its own.
      bool const kept = field.name == "conflicts" ? !found : field.name == "created" ? !found : !field.has(kSystem);
      if (kept) take(kind, theirs, found, field.name, read_field(theirs, field), found ? read_field(*found, field) : field.initial);
    }
    for_each_in_bag(theirs.custom, [&](std::string_view name, Value value) {
      take(kind, theirs, found, name, value, found ? bag_value(found->custom, name) : Value());
    });
  }

  void take(Kind kind, Record const& theirs, Record const* found, std::string_view field, Value value, Value here) {
    if (value == here) return;
    if (found) {
      std::int64_t const changed_here = here_.changed(theirs.id, field), changed_there = there_.changed(theirs.id, field);
      if (changed_there < changed_here) return;
      if (changed_there == changed_here && theirs.updated.ms <= found->updated.ms) return;
    }
    edit_.set(kind, theirs.id, field, value);
  }

  [[nodiscard]] bool erases(Kind kind, Uuid id) const {
    Record const* const record = mine_.find(kind, id);
    return record && !other_.store.find(kind, id) && record->updated.ms < there_.erased(id);
  }

  Store const& mine_;
  Other const& other_;
  Times here_, there_;
  Edit edit_;
};

Bytes bound_of(std::uint32_t rounds, std::string_view salt) {
  Bytes bytes;
  ByteWriter out(bytes);
  out.text("saddlebag handover");
  out.u32(rounds);
  out.text(salt);
  return bytes;
}

}  // namespace

bool recognise(std::string_view bytes) { return bytes.starts_with("SBHO"); }

std::string file_name(Date today) { return "saddlebag-" + to_iso(today) + ".saddlebag"; }

Bytes pack(Store const& store, std::vector<Transaction> const& journal) {
  Bytes bytes;
  ByteWriter out(bytes);
  Store::Identity const& identity = store.identity();
  out.signed_varint(identity.now ? identity.now().ms : 0);
  out.u64(identity.device);
  std::uint64_t blocks = 0;
  for (std::size_t i = 0; i < kKindCount; ++i) blocks += store.table(kind_at(i)).block_count();
  out.varint(blocks);
  for (std::size_t i = 0; i < kKindCount; ++i) {
    Table const& table = store.table(kind_at(i));
    for (std::size_t block = 0; block < table.block_count(); ++block) {
      out.text(chunk_key(kind_at(i), block));
      out.text(as_text(table.encode_block(block)));
    }
  }
  out.varint(journal.size());
  for (Transaction const& each : journal) out.text(as_text(each.encode()));
  return bytes;
}

void add_contents(Bytes& packed, std::vector<contents::Content> const& all) {
  ByteWriter out(packed);
  out.varint(all.size());
  for (contents::Content const& each : all) {
    out.u64(each.id.hi);
    out.u64(each.id.lo);
    out.text(as_text(each.bytes));
  }
}

Result<std::vector<contents::Content>> contents_of(std::string_view content) {
  ByteReader in(content);
  in.signed_varint();
  in.u64();
  for (std::uint64_t left = in.varint(); left > 0 && in.ok(); --left) in.text(), in.text();  // chunks by their keys
  for (std::uint64_t left = in.varint(); left > 0 && in.ok(); --left) in.text();             // the journal
  std::vector<contents::Content> all;
  read_contents(in, [&](Uuid id, std::string_view bytes) { all.push_back({id, to_bytes(bytes)}); });
  if (!in.ok() || !in.done()) return Error{ErrorCode::corrupt, "handover"};
  return all;
}

Result<Transaction> merge(Store const& store, std::vector<Transaction> const& journal, std::string_view content) {
  Other other;
  if (Status const status = read(content, other); !status) return status.error();
  return Merge(store, journal, other).run();
}

void seal(port::Crypto& crypto, port::Random& random, std::string passphrase, Bytes content,
          std::function<void(Status, Bytes)> done) {
  Bytes salt;
  ByteWriter(salt).u64(random.bits());
  ByteWriter(salt).u64(random.bits());
  Bytes bound = bound_of(sealed::kRounds, as_text(salt));
  crypto.derive(std::move(passphrase), salt, sealed::kRounds, [=, &crypto, content = std::move(content)](port::Outcome const& outcome, auto key) mutable {
    if (!outcome) return done({ErrorCode::internal, outcome.detail}, {});
    crypto.seal(key, {{std::move(content), bound}}, [=, &crypto](port::Outcome const& ended, std::vector<Bytes> sealed) {
      crypto.forget(key);
      if (!ended) return done({ErrorCode::internal, ended.detail}, {});
      Bytes file;
      begin_envelope(file, kHandoverMagic, kHandoverVersion);
      ByteWriter out(file);
      out.u32(sealed::kRounds);
      out.text(as_text(salt));
      out.text(as_text(sealed[0]));
      end_envelope(file);
      done({}, std::move(file));
    });
  });
}

void open(port::Crypto& crypto, Bytes const& file, std::string passphrase, std::function<void(Status, Bytes)> done) {
  Result<std::string_view> const content = open_envelope(as_text(file), kHandoverMagic, kHandoverVersion);
  if (!content) return done(content.error(), {});
  ByteReader in(*content);
  std::uint32_t const rounds = in.u32();
  std::string_view const salt = in.text(), body = in.text();
  bool const sane = in.ok() && in.done() && salt.size() == kSaltBytes && rounds >= sealed::kRounds && rounds <= sealed::kMostRounds;
  if (!sane) return done({ErrorCode::corrupt, "handover"}, {});
  port::Crypto::Piece piece{Bytes(body.begin(), body.end()), bound_of(rounds, salt)};
  crypto.derive(std::move(passphrase), Bytes(salt.begin(), salt.end()), rounds, [=, &crypto](port::Outcome const& outcome, auto key) {
    if (!outcome) return done({ErrorCode::internal, outcome.detail}, {});
    crypto.open(key, {piece}, [=, &crypto](port::Outcome const& ended, std::vector<std::optional<Bytes>> opened) {
      crypto.forget(key);
      if (!ended) return done({ErrorCode::internal, ended.detail}, {});
      // The checksum has told that the bytes are those that were written: it is the passphrase.
      if (!opened[0]) return done({ErrorCode::unauthorized, "passphrase"}, {});
      done({}, std::move(*opened[0]));
    });
  });
}

}  // namespace saddlebag::handover
