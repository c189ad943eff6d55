#pragma once
#include <source_location>
#include <string>
#include <variant>
#include <vector>

#include "base/bytes.hpp"
#include "store/transaction.hpp"
#include "ui/preferences.hpp"
#include "ui/route.hpp"

namespace saddlebag::ui {

// What a view may ask for. Views never change anything themselves: they send commands, which the app
// carries out after the frame is drawn, in order.
struct Apply {
  Transaction transaction;
  std::string notice;  ///< shown in a toast with "Undo" once applied; none when empty
};
struct Undo {};
struct Redo {};
struct Go { Route route; };
struct Back {};
struct SetPreferences { Preferences preferences; };
struct PickFiles {};                                     ///< files to import
struct StartImport {};                                   ///< runs the import session's plan
struct SaveFile { std::string name, mime; Bytes bytes; };
struct CopyText { std::string text; };
struct Print { std::string html; };                      ///< a document for paper, see ui/print/paper.hpp
struct OpenLink { std::string url; };                    ///< tel:, mailto:, https:
/// The whole address of a screen or record: to the clipboard, or to another app that the person chooses.
struct Share { Route route; std::string title; bool copy = false; };
struct Notify { std::string text; Tone tone = Tone::neutral; };
struct RetrySaving {};
struct ReloadForUpdate {};
struct ResetDemo {};                                     ///< throws the demo data away and makes it anew
struct EraseEverything {};                               ///< all data on this device
enum class SyncAction : std::uint8_t { now, pause, resume, disconnect };
struct ControlSync { SyncAction action; };
/// Connects to a backend; the profile is a connector's name or its JSON, or empty for the one that is in use.
enum class ConnectStep : std::uint8_t {
  start,
  try_out,  ///< step by step, without syncing
  sign_in,  ///< at the backend's own page, which sends the person back
};
struct Connect {
  std::string profile, url, user, password;
  ConnectStep step = ConnectStep::start;
};
/// Of the connection that is being tried: which member of the backend a field stands for; empty: none.
struct MapField { Kind kind; std::string field, member; };
enum class DeadAction : std::uint8_t { retry, discard };
struct HandleDead { Kind kind; Uuid record; DeadAction action; };
struct SaveDead {};                                      ///< all refused changes as a file
struct Unlock { std::string passphrase; };
struct Protect { std::string passphrase; };              ///< encrypts what lies on this device
struct ChangePassphrase { std::string from, to; };
struct Unprotect { std::string passphrase; };
struct LockNow {};
struct CheckStorage {};                                  ///< verifies what lies on the device, and repairs it
struct CompactStorage {};
struct SaveHandover { std::string passphrase; };         ///< everything, in one sealed file
/// Merges the handover file that waits; an empty passphrase puts it away.
struct OpenHandover { std::string passphrase; };
/// Asks for files, or for a photo that is taken now, and attaches them to a record.
struct Attach { Kind kind; Uuid record; bool camera = false; };
struct SaveAttachment { Uuid attachment; };              ///< hands its file to the system
struct SetKioskPin { std::string pin; };                 ///< empty: none any more
struct StartKiosk {};
struct LeaveKiosk { std::string pin; };                  ///< where the PIN is wrong, nothing happens but counting it

using Command = std::variant<Apply, Undo, Redo, Go, Back, SetPreferences, PickFiles, StartImport, SaveFile, CopyText, Notify, RetrySaving,
                             ReloadForUpdate, ResetDemo, EraseEverything, ControlSync, Connect, MapField, HandleDead, SaveDead, Unlock, Protect,
                             ChangePassphrase, Unprotect, LockNow, CheckStorage, CompactStorage,
                             SaveHandover, OpenHandover, Print, Share, OpenLink, Attach, SaveAttachment, SetKioskPin, StartKiosk, LeaveKiosk>;

/// The commands of one frame, each with the place that sent it.
class Commands {
 public:
  struct Sent {
    Command command;
    std::source_location place;
  };
  void send(Command command, std::source_location place = std::source_location::current()) {
    sent_.push_back({std::move(command), place});
  }
  [[nodiscard]] bool empty() const { return sent_.empty(); }
  std::vector<Sent> take() { return std::exchange(sent_, {}); }

 private:
  std::vector<Sent> sent_;
};

}  // namespace saddlebag::ui
