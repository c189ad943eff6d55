#include "ui/screens/protection.hpp"

#include <array>

#include "base/utf8.hpp"
#include "ui/format.hpp"
#include "ui/motion.hpp"
#include "ui/widgets/field.hpp"
#include "ui/widgets/overlay.hpp"

namespace saddlebag::ui {
namespace {

using State = Protection::State;

constexpr std::size_t kShortest = 8;  ///< characters of a passphrase
constexpr std::array<int, 4> kMinutes = {0, 5, 15, 60};

enum class Asked : std::uint8_t { turn_on, change, turn_off };
struct Form {
  Asked asked = Asked::turn_on;
  bool open = false;
  std::string current;
  NewPassphrase next;
  bool understood = false;
} form;

std::string unlocking;  ///< what is typed on the locked screen
bool forgotten = false;  ///< asks whether to erase everything

void wipe(std::string& secret) {
  std::fill(secret.begin(), secret.end(), '\0');
  secret.clear();
}

void end_form() {
  wipe(form.current);
  wipe(form.next.first);
  wipe(form.next.second);
  form = {.asked = form.asked, .current = {}, .next = {}};
}

void ask(Asked what) { form.asked = what, form.open = true; }

void send(Frame const& frame) {
  switch (form.asked) {
    case Asked::turn_on: frame.commands.send(Protect{form.next.first}); break;
    case Asked::change: frame.commands.send(ChangePassphrase{form.current, form.next.first}); break;
    case Asked::turn_off: frame.commands.send(Unprotect{form.current}); break;
  }
  end_form();
}

void draw_form(Frame const& frame) {
  Tr const title = form.asked == Asked::turn_on  ? Tr::protection_turn_on
                   : form.asked == Asked::change ? Tr::protection_change
                                                 : Tr::protection_turn_off;
  if (!begin_dialog(tr(title), form.open)) {
    if (!form.open) end_form();
    return;
  }
  if (form.asked != Asked::turn_off) {
    paragraph(tr(Tr::protection_warning));
    gap(3);
  }
  bool ready = true;
  if (form.asked != Asked::turn_on) {
    text_field(tr(Tr::protection_current), form.current, {.password = true});
    ready = !form.current.empty();
    gap(2);
  }
  if (form.asked != Asked::turn_off) {
    Tr const name = form.asked == Asked::turn_on ? Tr::protection_passphrase : Tr::protection_new;
    ready = draw_new_passphrase(name, form.next) && ready;
    gap(2);
  }
  if (form.asked == Asked::turn_on) {
    checkbox(tr(Tr::protection_understood), form.understood);
    ready = ready && form.understood;
    gap(2);
  }
  gap(2);
  if (button(tr(title), {.style = ButtonStyle::primary, .enabled = ready})) send(frame);
  same_row();
  if (button(tr(Tr::ui_cancel))) form.open = false;
  end_dialog();
}

void draw_idle(Frame const& frame, float width) {
  std::array<std::string_view, kMinutes.size()> names = {tr(Tr::protection_never)};
  int chosen = 0;
  for (std::size_t i = 1; i < kMinutes.size(); ++i) {
    names[i] = tr(Tr::protection_minutes, keepf("%d", kMinutes[i]));
    if (kMinutes[i] == frame.preferences.lock_minutes) chosen = static_cast<int>(i);
  }
  if (!select(tr(Tr::protection_auto_lock), chosen, names, std::min(width - space(10), space(70)))) return;
  Preferences next = frame.preferences;
  next.lock_minutes = kMinutes[static_cast<std::size_t>(chosen)];
  frame.commands.send(SetPreferences{next});
}

/// The only way on for somebody who has lost the passphrase.
void draw_forgotten(Frame const& frame) {
  gap(4);
  if (button(tr(Tr::settings_erase), {.style = ButtonStyle::ghost})) forgotten = true;
  draw_erase_dialog(frame, forgotten);
}

}  // namespace

bool draw_new_passphrase(Tr name, NewPassphrase& passphrase) {
  bool const too_short = count_code_points(passphrase.first) < kShortest;
  bool const differs = passphrase.first != passphrase.second;
  text_field(tr(name), passphrase.first, {.error = too_short && !passphrase.first.empty() ? tr(Tr::protection_too_short) : "", .password = true});
  gap(2);
  text_field(tr(Tr::protection_repeat), passphrase.second,
             {.error = differs && !passphrase.second.empty() ? tr(Tr::protection_differs) : "", .password = true});
  return !too_short && !differs;
}

void draw_protection(Frame const& frame, float width) {
  State const state = frame.protection.state;
  gap(4);
  begin_card("protection", {.name = tr(Tr::protection_title), .width = width});
  paragraph(tr(frame.protection.busy ? Tr::protection_busy : state == State::open ? Tr::protection_on_hint : Tr::protection_off_hint));
  gap(3);
  bool const able = !frame.protection.busy;
  if (state == State::open) {
    draw_idle(frame, width);
    gap(3);
    if (button(tr(Tr::protection_lock_now), {.icon = Icon::lock, .shortcut = "Ctrl Shift L"})) frame.commands.send(LockNow{});
    same_row();
    if (button(tr(Tr::protection_change), {.enabled = able})) ask(Asked::change);
    same_row();
    if (button(tr(Tr::protection_turn_off), {.enabled = able})) ask(Asked::turn_off);
  } else if (button(tr(Tr::protection_turn_on), {.icon = Icon::lock, .enabled = able && state == State::plain})) {
    ask(Asked::turn_on);
  }
  end_card();
  draw_form(frame);
}

bool is_locked(Frame const& frame) {
  return frame.protection.state == State::locked || frame.protection.state == State::refused;
}

void draw_locked(Frame const& frame) {
  Protection const& protection = frame.protection;
  float const width = frame.width < 400 ? frame.width - space(10) : space(90);
  ImGui::SetCursorPos({(frame.width - width) / 2, frame.height * 0.28f});
  begin_pane("locked", {width, 0}, 0);
  a11y::Scope const scope(ImGui::GetID("main"), {a11y::Role::main, tr(Tr::protection_locked)});
  heading(tr(Tr::app_name));
  gap(2);
  if (protection.state == State::refused) {
    paragraph(tr(Tr::protection_tampered));
    draw_forgotten(frame);
    end_pane();
    return;
  }
  paragraph(tr(Tr::protection_locked_hint));
  gap(4);
  double const wait = static_cast<double>(protection.due - frame.now.ms) / 1000;
  bool const waiting = protection.failures > 0 && wait > 0 && !protection.busy;
  if (waiting) wake_after(std::min(wait, 1.0) + 0.01);
  std::string_view const error = waiting                  ? tr(Tr::protection_wait, keepf("%d", static_cast<int>(wait) + 1))
                                 : protection.failures > 0 && !protection.busy ? std::string_view(tr(Tr::protection_wrong))
                                                                               : std::string_view();
  bool const first = ImGui::IsWindowAppearing();
  text_field(tr(Tr::protection_passphrase), unlocking, {.error = error, .password = true, .focus = first});
  bool const entered = ImGui::IsKeyPressed(ImGuiKey_Enter, false) || ImGui::IsKeyPressed(ImGuiKey_KeypadEnter, false);
  gap(4);
  bool const able = !waiting && !protection.busy && !unlocking.empty();
  Tr const name = protection.busy ? Tr::protection_busy : Tr::protection_unlock;
  if ((button(tr(name), {.style = ButtonStyle::primary, .icon = Icon::lock, .enabled = able, .width = width}) || entered) && able) {
    frame.commands.send(Unlock{unlocking});
    wipe(unlocking);
  }
  draw_forgotten(frame);
  end_pane();
}

}  // namespace saddlebag::ui
