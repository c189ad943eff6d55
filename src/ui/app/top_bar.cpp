#include "ui/app/shell.hpp"
#include "ui/format.hpp"
#include "ui/widgets/overlay.hpp"

namespace saddlebag::ui {
namespace {

/// Whether what was typed is safe, and whether others have it, in a few words.
struct Standing {
  Icon icon;
  Tone tone;
  std::string_view text;
};

Standing saving_standing(Frame const& frame) {
  switch (frame.persistence.state()) {
    case Persistence::State::failing: return {Icon::warning, Tone::bad, tr(Tr::status_not_saved)};
    case Persistence::State::saving: return {Icon::refresh, Tone::neutral, tr(Tr::status_saving)};
    case Persistence::State::saved: return {Icon::check, Tone::good, tr(Tr::status_saved)};
    default: return {Icon::clock, Tone::neutral, tr(Tr::app_opening)};
  }
}

Standing standing(Frame const& frame) {
  Standing const saving = saving_standing(frame);
  if (frame.persistence.state() != Persistence::State::saved) return saving;
  SyncStatus const& sync = frame.sync;
  switch (sync.state) {
    case SyncState::off: return saving;
    case SyncState::unauthorized: return {Icon::lock, Tone::warning, tr(Tr::status_sign_in)};
    case SyncState::failing: return {Icon::warning, Tone::warning, tr(Tr::status_sync_failing)};
    case SyncState::paused: return {Icon::pause, Tone::neutral, tr(Tr::status_paused)};
    case SyncState::offline:
      return {Icon::cloud_off, Tone::neutral,
              sync.queued ? tr_count(Tr::status_waiting_one, Tr::status_waiting_other, sync.queued) : std::string_view(tr(Tr::status_offline))};
    case SyncState::working: return {Icon::sync, Tone::neutral, tr(Tr::status_syncing)};
    default: break;
  }
  if (sync.queued) return {Icon::cloud, Tone::neutral, tr_count(Tr::status_waiting_one, Tr::status_waiting_other, sync.queued)};
  return {Icon::cloud_done, Tone::good, tr(Tr::status_synced)};
}

/// The chip leads to the sync centre. It is a live region: screen readers hear "Saved" when it is.
void draw_standing(Frame const& frame) {
  Standing const now = standing(frame);
  float const width = frame.compact ? control_height() : text_width(now.text, Type::caption) + space(10);
  Item const it = item("standing", {width, control_height()}, {a11y::Role::status, now.text});
  ImDrawList* const list = ImGui::GetWindowDrawList();
  if (it.hovered) list->AddRectFilled(it.min, it.max, color(Color::hover), kRadiusSmall);
  float const y = (it.min.y + it.max.y) / 2;
  float const icon = space(4);
  draw_icon(list, {it.min.x + space(2), y - icon / 2}, now.icon, icon, tone_color(now.tone));
  if (!frame.compact) {
    draw_text(list, {it.min.x + space(7), y - font_size(Type::caption) / 2}, now.text, Type::caption, color(Color::text_muted));
  }
  draw_focus(it);
  if (it.pressed) frame.commands.send(Go{{Screen::sync, {}}});
}

void draw_appearance_buttons(Frame const& frame) {
  bool const chinese = frame.preferences.language == Language::zh_cn;
  if (icon_button(Icon::globe, tr(Tr::topbar_other_language))) {
    Preferences next = frame.preferences;
    next.language = chinese ? Language::en : Language::zh_cn;
    frame.commands.send(SetPreferences{next});
  }
  same_row(0.5f);
  bool const dark = appearance().dark;
  if (icon_button(dark ? Icon::sun : Icon::moon, tr(dark ? Tr::topbar_light : Tr::topbar_dark))) {
    Preferences next = frame.preferences;
    next.theme = dark ? ThemeMode::light : ThemeMode::dark;
    frame.commands.send(SetPreferences{next});
  }
}

void draw_history_buttons(Frame const& frame, bool brief) {
  auto const with = [](bool enabled) { return ButtonOptions{.style = ButtonStyle::ghost, .enabled = enabled}; };
  if (icon_button(Icon::undo, tr(Tr::topbar_undo), with(frame.history.can_undo()))) frame.commands.send(Undo{});
  if (brief) return;
  same_row(0.5f);
  if (icon_button(Icon::redo, tr(Tr::topbar_redo), with(frame.history.can_redo()))) frame.commands.send(Redo{});
}

}  // namespace

void draw_top_bar(Frame const& frame, float height) {
  ImVec2 const at = ImGui::GetCursorScreenPos();
  float const width = ImGui::GetContentRegionAvail().x;
  ImGui::GetWindowDrawList()->AddLine({at.x, at.y + height - 1}, {at.x + width, at.y + height - 1}, color(Color::border));
  begin_pane("top", {width, height}, 2.5f, false);
  a11y::Scope const scope(ImGui::GetID("banner"), {a11y::Role::banner, tr(Tr::topbar_label)});
  // Large text on a small screen leaves room for less: what else stands here is in the settings too.
  bool const brief = frame.compact && width - 4 * control_height() - space(19) < space(26);
  float const controls = (brief ? 1 : 4) * control_height() + space(brief ? 11 : frame.compact ? 14 : 48);
  draw_search(frame, std::min(width - space(5) - controls, space(130)));
  ImGui::SameLine(width - controls + space(1));
  if (!frame.compact) {
    // The standing grows to the left, so that the buttons stay where they are.
    float const chip = text_width(standing(frame).text, Type::caption) + space(10);
    ImGui::SetCursorPosX(width - 4 * control_height() - space(9) - chip);
  }
  draw_standing(frame);
  same_row(1);
  draw_history_buttons(frame, brief);
  if (!brief) {
    same_row(0.5f);
    draw_appearance_buttons(frame);
  }
  end_pane();
}

}  // namespace saddlebag::ui
