#pragma once
#include <functional>
#include <vector>

#include "base/id.hpp"
#include "base/result.hpp"
#include "platform/ports.hpp"

/// The bytes of attachments (附件), beside the records that name them, under the record's id. They are written before their
/// record, so that no record is ever without them; and kept after it, so that an undo finds them: what nothing needs any more
/// is swept later. See FORMAT.md.
namespace saddlebag::contents {

/// One that lies on this device.
struct Kept {
  Uuid id;
  std::int64_t since = 0;   ///< ms since 1970
  std::uint64_t bytes = 0;  ///< as they were given
};

/// Writes them; `done` comes once they are durable. Errors: `full`, and others of the storage; nothing is written then.
void put(port::Storage& storage, Uuid id, std::int64_t now, port::Bytes const& bytes, std::function<void(Status)> done);
/// Reads them. Errors: `missing`, `corrupt`, and those of the storage.
void get(port::Storage& storage, Uuid id, std::function<void(Status, port::Bytes)> done);
/// What lies here, without reading it.
void list(port::Storage& storage, std::function<void(Status, std::vector<Kept>)> done);
void erase(port::Storage& storage, std::vector<Uuid> const& ids, std::function<void(Status)> done);

struct Content {
  Uuid id;
  port::Bytes bytes;
};
/// Reads several, one after the other: those of `wanted` that lie here, until they have `most` bytes together. What cannot be
/// read, or would be too much, is counted in `left_out`.
void gather(port::Storage& storage, std::function<bool(Uuid)> const& wanted, std::uint64_t most,
            std::function<void(Status, std::vector<Content>, std::size_t left_out)> done);
/// Writes several, one after the other, but those that lie here already.
void put_all(port::Storage& storage, std::vector<Content> all, std::int64_t now, std::function<void(Status)> done);

}  // namespace saddlebag::contents
