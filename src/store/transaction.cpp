#include "store/transaction.hpp"

#include <algorithm>

#include "model/bag.hpp"
#include "store/checksum.hpp"

namespace saddlebag {
namespace {

constexpr std::uint32_t kTransactionMagic = 0x4a54'4253;  // "SBTJ"
constexpr std::uint32_t kTransactionVersion = 1;
constexpr std::uint8_t kRecordFollows = 0x80;
constexpr std::size_t kCauses = 11;

void put_uuid(ByteWriter& out, Uuid id) {
  out.u64(id.hi);
  out.u64(id.lo);
}

Uuid get_uuid(ByteReader& in) {
  std::uint64_t const hi = in.u64();
  return {hi, in.u64()};
}

/// `src/ui/x.cpp:12`, wherever the sources lay when it was compiled.
std::string place_of(std::source_location place) {
  std::string_view file = place.file_name();
  std::size_t const src = file.rfind("src/");
  if (src != std::string_view::npos) file.remove_prefix(src);
  return std::string(file) + ":" + std::to_string(place.line());
}

}  // namespace

bool is_local(Cause cause) { return cause != Cause::pull && cause != Cause::acknowledge && cause != Cause::seed; }

bool is_remote(Cause cause) { return cause == Cause::pull || cause == Cause::acknowledge; }

std::string_view ChangeReader::read_name() {
  std::uint64_t const index = in_.varint();
  if (index == 0) {
    std::string_view const fresh = in_.text();
    names_.push_back(fresh);
    return fresh;
  }
  if (index > names_.size()) {
    in_.fail();
    return {};
  }
  return names_[index - 1];
}

bool ChangeReader::next(Change& change) {
  if (in_.done()) return false;
  std::uint8_t const head = in_.u8();
  if (head & kRecordFollows) {
    kind_ = static_cast<Kind>(in_.u8());
    record_ = get_uuid(in_);
  }
  change = Change{};
  change.action = static_cast<Action>(head & ~kRecordFollows);
  change.kind = kind_;
  change.record = record_;
  if (change.action > Action::erase || record_.empty()) in_.fail();
  if (change.action == Action::set && in_.ok()) {
    change.field = read_name();
    change.before = read_value(in_);
    change.after = read_value(in_);
    if (change.field.empty()) in_.fail();
  }
  return in_.ok();
}

Transaction::Transaction(Cause cause, std::source_location place) : cause(cause), place(place_of(place)) {}

Bytes& Transaction::own_bytes() {
  if (!changes_) changes_ = std::make_shared<Bytes>();
  else if (changes_.use_count() > 1) changes_ = std::make_shared<Bytes>(*changes_);
  return *changes_;
}

void Transaction::head(Action action, Kind kind, Uuid record) {
  ++count_;
  bool const same = kind == kind_ && record == record_;
  ByteWriter out(own_bytes());
  out.u8(static_cast<std::uint8_t>(static_cast<std::uint8_t>(action) | (same ? 0 : kRecordFollows)));
  if (same) return;
  out.u8(static_cast<std::uint8_t>(kind));
  put_uuid(out, record);
  kind_ = kind;
  record_ = record;
}

void Transaction::name(std::string_view field) {
  std::size_t index = next_name_;
  if (index >= names_.size() || names_[index] != field) {
    index = static_cast<std::size_t>(std::find(names_.begin(), names_.end(), field) - names_.begin());
  }
  next_name_ = index + 1;
  ByteWriter out(*changes_);
  if (index < names_.size()) {
    out.varint(index + 1);
    return;
  }
  out.varint(0);
  out.text(field);
  names_.emplace_back(field);
}

void Transaction::create(Kind kind, Uuid record) {
  head(Action::create, kind, record);
  next_name_ = 0;
}

void Transaction::set(Kind kind, Uuid record, std::string_view field, Value before, Value after) {
  head(Action::set, kind, record);
  name(field);
  ByteWriter out(*changes_);
  write_value(out, before);
  write_value(out, after);
}

void Transaction::erase(Kind kind, Uuid record) {
  head(Action::erase, kind, record);
  ++erasures_;
}

namespace {

void take_back(Transaction& inverse, Change const& change) {
  switch (change.action) {
    case Action::create: inverse.erase(change.kind, change.record); break;
    case Action::set: inverse.set(change.kind, change.record, change.field, change.after, change.before); break;
    case Action::erase: inverse.create(change.kind, change.record); break;
  }
}

}  // namespace

Transaction Transaction::inverse(Cause cause, std::size_t count) const {
  // Two passes over the packed bytes, because unpacking all changes at once would cost far more memory
  // than they do: find where each run of changes of one record begins, then read the runs backwards.
  struct Run {
    std::size_t at, names, changes;
  };
  std::vector<Run> runs;
  std::string_view const packed = this->packed();
  ChangeReader all(packed);
  for (std::size_t done = 0; done < count; ++done) {
    std::size_t const at = all.size_ - all.in_.left();
    std::size_t const names = all.names_.size();
    Change change;
    if (!all.next(change)) break;
    if (static_cast<std::uint8_t>(packed[at]) & kRecordFollows) runs.push_back({at, names, 0});
    ++runs.back().changes;
  }
  Transaction result(cause);
  result.place = place;
  result.label = label;
  result.reverses = sequence;
  result.own_bytes().reserve(packed.size());
  std::vector<Change> changes;
  for (; !runs.empty(); runs.pop_back()) {
    Run const run = runs.back();
    ChangeReader reader(packed.substr(run.at));
    reader.names_.assign(all.names_.begin(), all.names_.begin() + static_cast<std::ptrdiff_t>(run.names));
    changes.assign(run.changes, Change{});
    for (Change& change : changes) reader.next(change);
    for (; !changes.empty(); changes.pop_back()) take_back(result, changes.back());
  }
  return result;
}

Bytes Transaction::encode() const {
  Bytes bytes;
  bytes.reserve(packed().size() + place.size() + label.size() + 96);
  begin_envelope(bytes, kTransactionMagic, kTransactionVersion);
  ByteWriter out(bytes);
  out.u8(static_cast<std::uint8_t>(cause));
  out.signed_varint(time.ms);
  put_uuid(out, author);
  out.u64(device);
  out.varint(sequence);
  out.varint(reverses);
  out.text(place);
  out.text(label);
  out.varint(count_);
  out.raw(packed().data(), packed().size());
  end_envelope(bytes);
  return bytes;
}

Result<Transaction> Transaction::decode(std::string_view bytes) {
  Result<std::string_view> const content = open_envelope(bytes, kTransactionMagic, kTransactionVersion);
  if (!content) return content.error();
  ByteReader in(*content);
  Transaction result(static_cast<Cause>(in.u8()));
  result.time = {in.signed_varint()};
  result.author = get_uuid(in);
  result.device = in.u64();
  result.sequence = in.varint();
  result.reverses = in.varint();
  result.place = in.text();
  result.label = in.text();
  std::uint64_t const count = in.varint();
  std::string_view const packed = in.raw(in.left());
  if (!in.ok()) return Error{ErrorCode::corrupt, "journal entry ends early"};
  if (static_cast<std::size_t>(result.cause) >= kCauses) return Error{ErrorCode::unsupported, "cause of a transaction"};
  ChangeReader reader(packed);
  bool known = true;
  for (Change change; reader.next(change); ++result.count_) {
    known = known && change.kind < Kind::count_;
    result.erasures_ += change.action == Action::erase;
  }
  if (!reader.ok() || result.count_ != count) return Error{ErrorCode::corrupt, "changes of a journal entry"};
  if (!known) return Error{ErrorCode::unsupported, "kind of record in a journal entry"};
  result.own_bytes() = to_bytes(packed);
  result.names_.assign(reader.names_.begin(), reader.names_.end());
  result.kind_ = reader.kind_;
  result.record_ = reader.record_;
  return result;
}

}  // namespace saddlebag
