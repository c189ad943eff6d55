#pragma once
#include <string_view>
#include <vector>

#include "store/snapshot.hpp"

namespace saddlebag {

/// An entry of the journal on its way into the store.
struct JournalEntry {
  JournalKey key;
  std::string_view bytes;
  bool covered = false;  ///< the chunks hold its effect
  bool told = false;     ///< the store's observers know it
};

/// What came in, and what could not be read.
struct Loaded {
  Status status;  ///< unsupported: a newer program wrote it; the store is empty then
  Snapshot snapshot;
  JournalIndex journal;
  std::vector<Error> damage;
  port::Storage::Batch rescue;  ///< moves what is damaged out of the way, to Area::blobs
  bool stale = false;           ///< entries with damage in them hold sound chunks, too, which are to be written anew
};

/// Replays entries that lie in the order of their keys. From the first that the chunks do not hold, all
/// are applied, because a later change of the same field must win.
void replay_in_order(Store& store, std::vector<JournalEntry> const& entries, Loaded& loaded);

/// Empties the store and fills it from an image. `unsaved` are entries that are in no image yet; `told`
/// what observers heard of earlier.
Loaded load_image(Store& store, Image image, std::vector<JournalEntry> const& unsaved, JournalIndex const& told);

/// Blocks that turned out to be unreadable only when somebody looked at them: what lay there is put aside before it is written anew.
/// True where there were any.
bool report_spoiled(Store& store, std::vector<Error>& damage, port::Storage::Batch& rescue);

}  // namespace saddlebag
