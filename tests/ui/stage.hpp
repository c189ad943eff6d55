#pragma once
#include <functional>
#include <memory>

#include "store/store.hpp"
#include "support/fake_storage.hpp"
#include "ui/frame.hpp"
#include "ui/headless.hpp"
#include "ui/import_session.hpp"

namespace saddlebag::ui {

/// Text of the fakes: UTF-8 only, and a clipboard that remembers.
class StageText : public port::Text {
 public:
  std::optional<std::string> decode(std::string_view bytes, Encoding encoding) override;
  void set_clipboard(std::string_view text) override { clipboard_ = text; }
  std::string clipboard() override { return clipboard_; }

 private:
  std::string clipboard_;
};

/// A screen with everything behind it: a store with the built-in records, undo, preferences, a route. Carries out the
/// commands that views send, after each frame, and keeps the others in `sent` to be looked at.
class Stage {
 public:
  explicit Stage(float width = 1440, float height = 900);
  ~Stage();

  /// Draws a screen, or any other part, in a window of the whole size.
  void show(std::function<void(Frame const&)> screen);
  /// Draws the whole app, its window and all.
  void show_whole();
  /// A new record with such texts; fields by name.
  Uuid add(Kind kind, std::initializer_list<std::pair<std::string_view, Value>> values);
  [[nodiscard]] std::string_view text_of(Kind kind, Uuid id, std::string_view field) const;

  Headless ui;
  Store store;
  History history;
  Trail trail;
  fake::Disk disk;
  fake::Storage storage;
  Persistence persistence;
  SyncStatus sync;
  StageText text;
  ImportSession import;
  Preferences preferences;
  Stats stats;
  Protection protection;
  KioskStatus kiosk;
  bool handover_waits = false;
  Commands commands;
  Route route;
  std::vector<Command> sent;  ///< commands that were not carried out here
  /// The last of them, where it is such a one.
  template <class T>
  T const* last_sent() const {
    return sent.empty() ? nullptr : std::get_if<T>(&sent.back());
  }
  Instant now{1'763'692'200'000};  ///< 2025-11-21 10:30 in Shanghai

 private:
  [[nodiscard]] Frame frame();
  void carry_out();
};

}  // namespace saddlebag::ui
