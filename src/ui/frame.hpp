#pragma once
#include <string_view>

#include "store/history.hpp"
#include "store/persistence.hpp"
#include "store/sealed_storage.hpp"
#include "store/store.hpp"
#include "store/sync_status.hpp"
#include "store/trail.hpp"
#include "ui/command.hpp"
#include "ui/preferences.hpp"
#include "ui/route.hpp"

namespace saddlebag::ui {

class ImportSession;

/// What Settings shows and `window.saddlebag.stats()` answers.
struct Stats {
  std::uint64_t frames = 0;
  double last_frame_ms = 0, slowest_frame_ms = 0;
  std::uint64_t heap_bytes = 0;
  std::uint64_t storage_used = 0, storage_quota = 0;
  bool storage_persisted = false;
};

/// Everything that a screen may read, and the one thing it may write to: the commands.
struct Frame {
  Store const& store;
  History const& history;
  Persistence const& persistence;
  SyncStatus const& sync;
  ImportSession& import;       ///< the wizard's own state; touches no record before its transaction
  Preferences const& preferences;
  Stats const& stats;
  Commands& commands;
  Route route;
  Instant now;
  Date today;                  ///< of the device's time zone
  int utc_offset_minutes = 0;
  float width = 0, height = 0; ///< CSS pixels
  bool compact = false;        ///< narrower than 720: one pane, bottom bar
  bool complete = true;        ///< false: what the first frame can do without is still being loaded
  bool demo = false;
  bool update_ready = false;
  float loading = 1;           ///< 0..1 while data is opened or demo data is made; 1: ready
  Protection protection = {};
  KioskStatus kiosk = {};
  bool handover_waits = false; ///< a handover file was picked, and its passphrase is asked for
  bool can_share = false;      ///< the system hands links on to other apps
  Trail const* trail = nullptr; ///< what was changed in records, where that is known
};

}  // namespace saddlebag::ui
