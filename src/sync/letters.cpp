#include "sync/codec.hpp"
#include "sync/engine_impl.hpp"
#include "sync/json.hpp"

namespace saddlebag::sync {

std::string Engine::export_letters() const {
  Impl const& me = *impl_;
  Json list = Json::array();
  if (!me.wire) return dump_json(list);
  Codec const codec(me.store, me.wire->profile());
  for (DeadLetter const& letter : status().dead) {
    RecordKey const key{letter.kind, letter.record};
    Json entry{{"kind", std::string(kind_info(key.kind).name)},
               {"id", saddlebag::to_string(key.id)},
               {"title", letter.title},
               {"reason", letter.reason}};
    if (Unsent const* const unsent = me.outbox.find(key)) {
      Record const* const record = me.store.find(key.kind, key.id);
      if (record) entry["record"] = codec.encode(read_doc(me.store, key.kind, *record));
      else entry["erased"] = true;
      Json before = Json::object();
      for (auto const& [name, field] : unsent->fields) {
        FieldIndex const index = me.store.field_named(key.kind, name);
        before[name] = encode_value(index == kNoField ? nullptr : &me.store.fields(key.kind)[index], field.base);
      }
      entry["before"] = std::move(before);
    } else if (auto const held = me.held.find(key); held != me.held.end()) {
      entry["version"] = held->second.rev;
    }
    list.push_back(std::move(entry));
  }
  return dump_json(list);
}

}  // namespace saddlebag::sync
