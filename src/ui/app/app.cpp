#include <imgui_internal.h>

#include "ui/app/shell.hpp"
#include "ui/errors.hpp"
#include "ui/format.hpp"
#include "ui/kiosk/kiosk.hpp"
#include "ui/screens/form.hpp"
#include "ui/screens/protection.hpp"
#include "ui/screens/screens.hpp"
#include "ui/widgets/overlay.hpp"

namespace saddlebag::ui {
namespace {

constexpr float kWide = 1024;  ///< CSS pixels from which the navigation shows names

/// Screens that the first frame can do without: cmake/later.txt.
bool is_later(Screen screen) {
  return screen == Screen::import || screen == Screen::sync || screen == Screen::settings || screen == Screen::gallery;
}

void draw_screen(Frame const& frame) {
  Route const& route = frame.route;
  Kind const kind = kind_of(route.screen);
  if (kind != Kind::count_ && !route.record.empty()) return draw_record(frame, kind, route.record);
  switch (route.screen) {
    case Screen::today: return draw_today(frame);
    case Screen::pipeline: return draw_pipeline(frame);
    case Screen::activities: return draw_activities(frame);
    case Screen::import: return draw_import(frame);
    case Screen::sync: return draw_sync(frame);
    case Screen::settings: return draw_settings(frame);
    case Screen::gallery: return draw_gallery(frame);
    default: return draw_list(frame, kind);
  }
}

/// The shape of a list, in place of the one that is being opened.
void draw_opening(ImVec2 size) {
  begin_pane("opening", size, 6, false);
  skeleton(space(40), space(7));
  gap(3);
  progress_bar(tr(Tr::app_opening), 0);
  gap(3);
  constexpr float kNames[] = {0.42f, 0.31f, 0.5f, 0.27f, 0.38f, 0.46f, 0.34f};
  for (float left = size.y - space(34), i = 0; left > 0; left -= space(11), ++i) {
    skeleton(space(8), space(8));
    same_row(3);
    skeleton(size.x * kNames[static_cast<int>(i) % 7], space(4));
    gap(2);
  }
  end_pane();
}

/// While the data is being made: a calm bar in the middle, not a half-filled screen.
void draw_loading(Frame const& frame, ImVec2 size) {
  if (!frame.demo && !frame.kiosk.on) return draw_opening(size);
  float const width = size.x < 400 ? size.x - 80 : 320;
  ImGui::SetCursorPos({(size.x - width) / 2, size.y * 0.42f});
  ImGui::BeginGroup();
  text(tr(frame.demo ? Tr::app_making_demo : Tr::app_opening), Type::strong, Color::text_muted);
  gap(2);
  progress_bar(tr(frame.demo ? Tr::app_making_demo : Tr::app_opening), frame.loading, width);
  ImGui::EndGroup();
}

void draw_content(Frame const& frame, ImVec2 size) {
  begin_pane("content", size, 0, false);
  ImVec2 const at = ImGui::GetWindowPos(), room = ImGui::GetWindowSize();
  a11y::Scope const scope(ImGui::GetID("main"), {a11y::Role::main, tr(name_of(frame.route.screen))}, {at.x, at.y, room.x, room.y});
  if (frame.loading < 1 || (!frame.complete && is_later(frame.route.screen))) draw_loading(frame, size);
  else draw_screen(frame);
  draw_new_record(frame);
  if (frame.complete) {
    draw_new_field(frame);
    draw_open_handover(frame);
    draw_shortcuts(frame);
  }
  end_pane();
}

/// A strip above everything, for what must not be missed: not saved, a newer version waiting.
void draw_banner(Frame const& frame, float width) {
  // Not by the state, which is "saving" whenever it is tried again: the strip must not come and go under the pointer.
  bool const failing = frame.persistence.failure().code != ErrorCode::none;
  if (!failing && !frame.update_ready) return;
  ImVec2 const at = ImGui::GetCursorScreenPos();
  float const height = control_height() + space(3);
  ImGui::GetWindowDrawList()->AddRectFilled(at, {at.x + width, at.y + height}, color(failing ? Color::bad_soft : Color::info_soft));
  begin_pane("banner", {width, height}, 1.5f, false);
  std::string_view const message = failing ? tr(Tr::app_not_saved, tr(error_text(frame.persistence.failure().code)))
                                           : std::string_view(tr(Tr::app_update_ready));
  a11y::Scope const scope(ImGui::GetID("banner"), {failing ? a11y::Role::alert : a11y::Role::status, message});
  gap(1);
  text(message, Type::strong, failing ? Color::bad : Color::info);
  same_row(4);
  if (failing) {
    if (button(tr(Tr::app_try_again))) frame.commands.send(RetrySaving{});
  } else if (button(tr(Tr::app_update_now), {.style = ButtonStyle::primary})) {
    frame.commands.send(ReloadForUpdate{});
  }
  end_pane();
}

/// Whether something in the main window had the keyboard when it was drawn last.
bool keyboard_was_here = false;

/// ImGui gives the keyboard to a window's first item, which Enter then presses. Here nothing has it until Tab or an
/// arrow asks for it; then Tab begins at the first item, for which ImGui would need one to go on from.
void begin_without_keyboard() {
  ImGuiContext& g = *GImGui;
  if (g.NavWindow == nullptr || g.NavWindow->RootWindow != ImGui::GetCurrentWindow()) return;
  if (g.NavInitRequest && !g.NavInitRequestFromMove) g.NavInitRequest = false;
  bool const tabbing = g.NavMoveScoringItems && (g.NavMoveFlags & ImGuiNavMoveFlags_IsTabbing) != 0;
  if (tabbing && g.NavTabbingDir > 0 && !keyboard_was_here) g.NavTabbingDir = 0;
}

}  // namespace

void draw_app(Frame const& frame) {
  reset_scratch();
  set_language(frame.preferences.language);
  a11y::tree().begin(frame.width, frame.height, tr(Tr::app_name));
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize({frame.width, frame.height});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
  ImGui::PushStyleColor(ImGuiCol_WindowBg, color(Color::canvas));
  ImGui::Begin("saddlebag", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBringToFrontOnFocus |
                   ImGuiWindowFlags_NoScrollWithMouse);
  begin_without_keyboard();
  bool const locked = is_locked(frame);
  bool const kiosk = frame.kiosk.on;
  if (!locked && !kiosk) {
    handle_shortcuts(frame);
    note_visit(frame);
  }
  float const top = control_height() + space(5);
  if ((locked || kiosk) && (!frame.complete || (!locked && frame.loading < 1))) {
    draw_loading(frame, {frame.width, frame.height});
  } else if (locked) {
    draw_locked(frame);
  } else if (kiosk) {
    draw_kiosk(frame);
  } else if (frame.compact) {
    // While a phone's keyboard is up there is room for what is typed, not for places to go.
    bool const typing = ImGui::GetIO().WantTextInput && frame.height < space(110);
    float const bottom = typing ? 0 : space(14);
    draw_top_bar(frame, top);
    draw_banner(frame, frame.width);
    draw_content(frame, {frame.width, frame.height - bottom - ImGui::GetCursorPosY()});
    if (!typing) draw_bottom_bar(frame, bottom);
  } else {
    float const side = frame.width >= kWide ? space(55) : space(15);
    draw_sidebar(frame, side, frame.height);
    same_row(0);
    begin_pane("right", {frame.width - side, frame.height}, 0, false);
    draw_top_bar(frame, top);
    draw_banner(frame, frame.width - side);
    draw_content(frame, {frame.width - side, frame.height - ImGui::GetCursorPosY()});
    end_pane();
  }
  if (!locked && !kiosk && touring() && frame.complete) draw_tour(frame);
  if (kiosk) drop_toasts();  // their buttons are not for guests
  else if (draw_toasts(frame)) frame.commands.send(Undo{});
  keyboard_was_here = GImGui->NavIdIsAlive;
  ImGui::End();
  ImGui::PopStyleColor();
  ImGui::PopStyleVar(2);
  a11y::tree().end();
}

}  // namespace saddlebag::ui
