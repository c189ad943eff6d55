#include "ui/stage.hpp"

#include <doctest/doctest.h>

#include "base/random.hpp"
#include "base/utf8.hpp"
#include "store/builtin.hpp"
#include "ui/format.hpp"
#include "ui/screens/screens.hpp"
#include "ui/widgets/overlay.hpp"

namespace saddlebag::ui {

std::optional<std::string> StageText::decode(std::string_view bytes, Encoding encoding) {
  if (encoding != Encoding::utf8 || !valid_utf8(bytes)) return std::nullopt;
  return std::string(bytes);
}

Stage::Stage(float width, float height) : ui(width, height), history(store), trail(store), storage(disk), persistence(store, storage), import(text) {
  store.identify({.author = {}, .device = 1, .now = [this] { return now; }});
  store.set_random([numbers = SeededRandom(7)]() mutable { return numbers.next(); });
  REQUIRE(store.apply(built_in_records()));
  preferences.language = Language::en;
  set_language(preferences.language);
}

Stage::~Stage() = default;

Frame Stage::frame() {
  int const offset = 8 * 60;
  return {.store = store, .history = history, .persistence = persistence, .sync = sync, .import = import, .preferences = preferences, .stats = stats,
          .commands = commands, .route = route, .now = now, .today = date_at(now, offset), .utc_offset_minutes = offset, .width = ui.width,
          .height = ui.height, .compact = ui.width < 720, .protection = protection, .kiosk = kiosk,
          .handover_waits = handover_waits, .trail = &trail};
}

void Stage::show(std::function<void(Frame const&)> screen) {
  ui.show([this, screen = std::move(screen)] {
    carry_out();  // what the last frame sent
    set_language(preferences.language);
    screen(frame());
    draw_toasts(frame());
  });
}

void Stage::show_whole() {
  ui.show_whole([this] {
    carry_out();
    draw_app(frame());
  });
}

void Stage::carry_out() {
  for (Commands::Sent& each : commands.take()) {
    if (auto* const apply = std::get_if<Apply>(&each.command)) {
      Result<Store::Applied> const applied = store.apply(std::move(apply->transaction));
      CHECK_MESSAGE(applied, (applied ? "" : applied.error().detail));
      if (!apply->notice.empty()) toast(apply->notice, Tone::neutral, "Undo");
    } else if (std::holds_alternative<Undo>(each.command)) {
      CHECK(history.undo());
    } else if (std::holds_alternative<Redo>(each.command)) {
      CHECK(history.redo());
    } else if (auto const* const go = std::get_if<Go>(&each.command)) {
      route = go->route;
    } else if (auto const* const set = std::get_if<SetPreferences>(&each.command)) {
      preferences = set->preferences;
    } else if (auto const* const notify = std::get_if<Notify>(&each.command)) {
      toast(notify->text, notify->tone);
    } else {
      sent.push_back(std::move(each.command));
    }
  }
}

Uuid Stage::add(Kind kind, std::initializer_list<std::pair<std::string_view, Value>> values) {
  Uuid const id = store.new_id();
  Edit edit(store, Cause::edit);
  edit.create(kind, id);
  for (auto const& [field, value] : values) edit.set(kind, id, field, value);
  REQUIRE(store.apply(edit.take()));
  return id;
}

std::string_view Stage::text_of(Kind kind, Uuid id, std::string_view field) const {
  Record const* const record = store.find(kind, id);
  return record == nullptr ? std::string_view() : store.value(kind, *record, store.field_named(kind, field)).as_text();
}

}  // namespace saddlebag::ui
