#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

#include "ui/format.hpp"
#include "ui/kiosk/parts.hpp"
#include "ui/motion.hpp"
#include "ui/widgets/internal.hpp"

namespace saddlebag::ui {
namespace {

constexpr std::size_t kMostDigits = 8;

void put_away(PinPad& pad) {
  std::fill(pad.digits.begin(), pad.digits.end(), '0');
  pad = {};
}

/// A large round key with a text or an icon.
Item pad_key(std::string_view id, ImVec2 min, ImVec2 max, std::string_view name, Icon icon, bool enabled, bool primary = false) {
  Item const it = item_at(id, min, max, {a11y::Role::button, name}, enabled);
  ImDrawList* const list = ImGui::GetWindowDrawList();
  float const radius = space(3);
  list->AddRectFilled(min, max, color(primary && enabled ? Color::accent : Color::sunken), radius);
  if (!primary) draw_hover(it, radius);
  ImU32 const ink = !enabled ? color(Color::text_faint) : primary ? color(Color::text_on_accent) : color(Color::text);
  float const height = max.y - min.y;
  if (icon != Icon::none) {
    draw_icon(list, {std::floor((min.x + max.x - space(6)) / 2), std::floor((min.y + max.y - space(6)) / 2)}, icon, space(6), ink);
  } else {
    float const width = text_width(name, Type::heading);
    draw_text(list, {std::floor((min.x + max.x - width) / 2), middle(min.y, height, Type::heading)}, name, Type::heading, ink);
  }
  draw_focus(it, radius);
  return it;
}

struct Keys {
  bool digit = false, enter = false;
};

/// What a keyboard types.
Keys take_keys(PinPad& pad) {
  Keys keys;
  for (int i = 0; i <= 9; ++i) {
    bool const typed = ImGui::IsKeyPressed(static_cast<ImGuiKey>(ImGuiKey_0 + i), false) || ImGui::IsKeyPressed(static_cast<ImGuiKey>(ImGuiKey_Keypad0 + i), false);
    if (!typed || pad.digits.size() >= kMostDigits) continue;
    pad.digits.push_back(static_cast<char>('0' + i));
    keys.digit = true;
  }
  if (ImGui::IsKeyPressed(ImGuiKey_Backspace, true) && !pad.digits.empty()) pad.digits.pop_back();
  keys.enter = ImGui::IsKeyPressed(ImGuiKey_Enter, false) || ImGui::IsKeyPressed(ImGuiKey_KeypadEnter, false);
  return keys;
}

void draw_typed(PinPad const& pad, ImVec2 center) {
  ImDrawList* const list = ImGui::GetWindowDrawList();
  float const pitch = space(5);
  std::size_t const shown = std::max<std::size_t>(4, pad.digits.size());
  float x = center.x - pitch * static_cast<float>(shown - 1) / 2;
  for (std::size_t i = 0; i < shown; ++i, x += pitch) {
    if (i < pad.digits.size()) list->AddCircleFilled({x, center.y}, space(1.25f), color(Color::text));
    else list->AddCircle({x, center.y}, space(1.25f), color(Color::border_strong), 0, std::max(1.0f, space(0.4f)));
  }
  std::string_view const typed = tr(Tr::kiosk_digits, format_integer(static_cast<std::int64_t>(pad.digits.size())));
  a11y::tree().leaf(ImGui::GetID("typed"), {center.x - space(20), center.y - space(2), space(40), space(4)}, {a11y::Role::status, typed});
}

std::string_view message_of(Frame const& frame, PinPad const& pad, std::int64_t wait_ms) {
  if (frame.kiosk.checking) return tr(Tr::kiosk_checking);
  if (wait_ms > 0) return tr(Tr::kiosk_wait, format_integer((wait_ms + 999) / 1000));
  return frame.preferences.kiosk.failures > pad.failures && pad.digits.empty() ? tr(Tr::kiosk_wrong) : tr(Tr::kiosk_enter_pin);
}

/// The keys from 1 to 9, then deleting, 0 and OK; true when the PIN is to be tried.
bool draw_keys(PinPad& pad, ImVec2 at, float side, bool able, bool fresh) {
  float const gap_ = space(2), pitch = side + gap_, high = std::round(side * 0.78f), row = high + gap_;
  Keys const typed = able ? take_keys(pad) : Keys{};
  able = able && !fresh;
  for (int i = 0; i < 9; ++i) {
    ImVec2 const min{at.x + pitch * static_cast<float>(i % 3), at.y + row * static_cast<float>(i / 3)};
    std::string_view const name = keepf("%d", i + 1);
    if (pad_key(name, min, {min.x + side, min.y + high}, name, Icon::none, able).pressed && pad.digits.size() < kMostDigits) pad.digits.append(name);
  }
  float const y = at.y + row * 3;
  if (pad_key("back", {at.x, y}, {at.x + side, y + high}, tr(Tr::kiosk_delete_digit), Icon::chevron_left, able && !pad.digits.empty()).pressed) pad.digits.pop_back();
  if (pad_key("0", {at.x + pitch, y}, {at.x + pitch + side, y + high}, "0", Icon::none, able).pressed && pad.digits.size() < kMostDigits) pad.digits.push_back('0');
  bool const whole = able && is_pin(pad.digits);
  Item const ok = pad_key("ok", {at.x + pitch * 2, y}, {at.x + pitch * 2 + side, y + high}, tr(Tr::kiosk_confirm), Icon::check, whole, true);
  if (typed.digit) take_keyboard(ok);  // Enter is then that, not the digit that was pressed last
  return (ok.pressed || (typed.enter && !ok.focused && GImGui->NavId == 0)) && whole;
}

void draw_panel(ImVec2 min, ImVec2 max) {
  ImDrawList* const list = ImGui::GetWindowDrawList();
  draw_shadow(list, min, max, space(4));
  list->AddRectFilled(min, max, color(Color::raised), space(4));
  list->AddRect(min, max, color(Color::border), space(4));
}

void centred(std::string_view words, float y, ImVec2 min, ImVec2 max, Type type, Color role) {
  ImGui::SetCursorScreenPos({std::floor(std::max(min.x + space(3), (min.x + max.x - text_width(words, type)) / 2)), y});
  text(words, type, role);
}

/// Without a PIN: only the question, so that nobody leaves by chance.
void draw_question(Frame const& frame, PinPad& pad, Wall const& wall) {
  ImVec2 const size{std::min(space(88), wall.width() - space(6)), space(46)};
  ImVec2 const min{std::floor((wall.width() - size.x) / 2), std::floor((wall.height() - size.y) / 2)}, max{min.x + size.x, min.y + size.y};
  draw_panel(min, max);
  a11y::Scope const scope(ImGui::GetID("pad"), {a11y::Role::dialog, tr(Tr::kiosk_leave), {}, a11y::kModal}, {min.x, min.y, size.x, size.y});
  centred(tr(Tr::kiosk_leave), min.y + space(5), min, max, Type::title, Color::text);
  ImGui::SetCursorScreenPos({min.x + space(5), min.y + space(12)});
  paragraph(tr(Tr::kiosk_pin_none), Type::body, Color::text_muted, size.x - space(10), true);
  float const wide = std::floor((size.x - space(12)) / 2);
  ImGui::SetCursorScreenPos({min.x + space(5), max.y - control_height() - space(5)});
  bool const able = pad.opened != ImGui::GetFrameCount();
  if (button(tr(Tr::kiosk_back), {.enabled = able, .width = wide})) put_away(pad);
  same_row();
  if (button(tr(Tr::kiosk_leave), {.style = ButtonStyle::primary, .enabled = able, .width = wide}) || ImGui::IsKeyPressed(ImGuiKey_Escape, false)) {
    frame.commands.send(LeaveKiosk{});
    put_away(pad);
  }
}

}  // namespace

void draw_pin_pad(Frame const& frame, PinPad& pad, Wall const& wall) {
  ImGui::GetWindowDrawList()->AddRectFilled({0, 0}, {wall.width(), wall.height()}, color(Color::scrim));
  KioskSettings const& settings = frame.preferences.kiosk;
  if (settings.pin.empty()) return draw_question(frame, pad, wall);
  bool const fresh = pad.opened == ImGui::GetFrameCount();
  float const side = std::min(space(17), (wall.width() - space(20)) / 3);
  ImVec2 const size{side * 3 + space(14), space(36) + std::round(side * 0.78f) * 4};
  ImVec2 const min{std::floor((wall.width() - size.x) / 2), std::floor((wall.height() - size.y) / 2)}, max{min.x + size.x, min.y + size.y};
  draw_panel(min, max);
  std::int64_t const wait_ms = pin_wait_left_ms(settings.failures, settings.due, frame.now.ms);
  if (wait_ms > 0) wake_after(static_cast<double>(wait_ms % 1000) / 1000 + 0.01);
  std::string_view const message = message_of(frame, pad, wait_ms);
  bool const bad = !frame.kiosk.checking && (wait_ms > 0 || (settings.failures > pad.failures && pad.digits.empty()));
  a11y::Scope const scope(ImGui::GetID("pad"), {a11y::Role::dialog, tr(Tr::kiosk_enter_pin), {}, a11y::kModal}, {min.x, min.y, size.x, size.y});
  centred(message, min.y + space(5), min, max, Type::strong, bad ? Color::bad : Color::text);
  draw_typed(pad, {(min.x + max.x) / 2, min.y + space(14)});
  bool const able = wait_ms == 0 && !frame.kiosk.checking;
  if (draw_keys(pad, {min.x + space(5), min.y + space(19)}, side, able, fresh)) {
    frame.commands.send(LeaveKiosk{pad.digits});
    std::fill(pad.digits.begin(), pad.digits.end(), '0');
    pad.digits.clear();
    keep_drawing(0.1);
  }
  std::string_view const back = tr(Tr::kiosk_back);
  float const wide = text_width(back, Type::body) + space(6);
  float const y = max.y - space(10);
  ImVec2 const from{std::floor((min.x + max.x - wide) / 2), y};
  Item const it = item_at("stay", from, {from.x + wide, y + space(8)}, {a11y::Role::button, back}, !fresh);
  draw_hover(it, kRadiusSmall);
  draw_text(ImGui::GetWindowDrawList(), {from.x + space(3), middle(y, space(8), Type::body)}, back, Type::body, color(Color::text_muted));
  draw_focus(it);
  if (it.pressed || (ImGui::IsKeyPressed(ImGuiKey_Escape, false) && !fresh)) put_away(pad);
}

}  // namespace saddlebag::ui
