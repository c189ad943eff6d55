#include "sync/ids.hpp"

#include "base/hash.hpp"

namespace saddlebag::sync {
namespace {

std::string name_of(Kind kind, std::string const& id) { return std::string(kind_info(kind).name) + ":" + id; }

}  // namespace

Ids::Ids(Store const& store, Profile const& profile, std::string const& backend)
    : store_(store), seed_(fnv1a(backend)) {
  if (profile.ids != Profile::Ids::server) return;
  for (std::size_t i = 0; i < kKindCount; ++i) {
    Table const& table = store.table(kind_at(i));
    for (Row row = 0; row < table.end(); ++row) {
      Record const* const record = table.at(row);
      std::string_view const rev = record ? record->rev.view() : std::string_view();
      if (rev.find('\n') == std::string_view::npos) continue;
      std::string const id = id_in(rev);
      if (derived(kind_at(i), id) != record->id) here_[name_of(kind_at(i), id)] = record->id;
    }
  }
}

std::string Ids::version_in(std::string_view rev) {
  std::size_t const end = rev.find('\n');
  return end == std::string_view::npos ? std::string() : std::string(rev.substr(end + 1));
}

std::string Ids::there(RecordKey key) const {
  if (auto const found = there_.find(key); found != there_.end()) return found->second;
  Record const* const record = store_.find(key.kind, key.id);
  if (record && !record->rev.view().empty()) return id_in(record->rev.view());
  return {};
}

std::string Ids::shorter(Uuid uuid) {
  std::string id;
  std::uint64_t const halves[] = {fnv1a(to_string(uuid)), uuid.lo};
  for (std::uint64_t half : halves) {
    for (int i = 0; i < 8; ++i, half /= 36) id += "0123456789abcdefghijklmnopqrstuvwxyz"[half % 36];
  }
  id.resize(15);
  return id;
}

RecordKey Ids::here(Kind kind, std::string const& id) const {
  auto const found = here_.find(name_of(kind, id));
  return {kind, found == here_.end() ? derived(kind, id) : found->second};
}

void Ids::learn(RecordKey key, std::string const& id) {
  if (derived(key.kind, id) != key.id) here_[name_of(key.kind, id)] = key.id;
  there_[key] = id;
}

/// A UUID of version 5 (made from a name); one that already is a UUID stays.
Uuid Ids::derived(Kind kind, std::string const& id) const {
  if (auto const uuid = parse_uuid(id); uuid && !uuid->empty()) return *uuid;
  std::string const name = name_of(kind, id);
  Uuid result{fnv1a(name, seed_), fnv1a(name, ~seed_)};
  result.hi = (result.hi & ~0xf000ull) | 0x5000ull;
  result.lo = (result.lo & ~(3ull << 62)) | 1ull << 63;
  return result;
}

}  // namespace saddlebag::sync
