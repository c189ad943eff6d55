#include "ui/kiosk/kiosk.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

#include "ui/format.hpp"
#include "ui/kiosk/parts.hpp"
#include "ui/motion.hpp"

namespace saddlebag::ui {
namespace {

constexpr double kFade = 0.2;      ///< seconds from one card to the next
constexpr double kPadStays = 20;   ///< without a key
constexpr std::int64_t kMinuteMs = 60'000;

struct View {
  int last_frame = -2;
  KioskRotation rotation;
  PinPad pad;
  std::uint32_t pokes = 0;
} view;

/// 1 on a screen of 960 × 540; a full HD wall has 2, a 4K one 4.
Wall wall_of(Frame const& frame) {
  bool const upright = frame.height > frame.width * 1.1f;
  float const zoom = upright ? std::min(frame.width / 600, frame.height / 900) : std::min(frame.width / 960, frame.height / 540);
  return {{0, 0}, {frame.width, frame.height}, std::max(0.7f, std::round(zoom * 20) / 20), upright};
}

/// A key, a button, a wheel, a text; the pointer may move.
bool guest_acts() {
  for (ImGuiInputEvent const& event : GImGui->InputEventsTrail) {
    if (event.Type == ImGuiInputEventType_Key && event.Key.Down && (event.Key.Key < ImGuiKey_ReservedForModCtrl)) return true;
    if (event.Type == ImGuiInputEventType_MouseButton && event.MouseButton.Down) return true;
    if (event.Type == ImGuiInputEventType_MouseWheel || event.Type == ImGuiInputEventType_Text) return true;
  }
  return false;
}

void begin_anew(Frame const& frame) {
  view = {};
  view.pokes = frame.kiosk.pokes;
  forget_won();
}

void take_guests(Frame const& frame, double now) {
  PinPad& pad = view.pad;
  bool const poked = view.pokes != frame.kiosk.pokes;
  view.pokes = frame.kiosk.pokes;
  if (guest_acts() || poked) {
    if (!pad.open) pad = {.open = true, .digits = {}, .until = 0, .failures = frame.preferences.kiosk.failures, .opened = ImGui::GetFrameCount()};
    pad.until = now + kPadStays;
  }
  if (pad.open && now >= pad.until) pad = {};
  if (pad.open) wake_after(pad.until - now + 0.01);
}

std::string_view word(std::string_view words, int index) {
  for (; index > 0; --index) words.remove_prefix(std::min(words.size(), words.find(' ') + 1));
  return words.substr(0, words.find(' '));
}

std::string_view long_date(Date date) {
  CivilDay const day = civil(date);
  std::string_view const month = language() == Language::en ? word(tr(Tr::ui_months), day.month - 1) : keepf("%d", day.month);
  return tr(Tr::kiosk_date, word(tr(Tr::kiosk_weekdays), weekday(date) - 1), month, keepf("%d", day.day));
}

void draw_head(Frame const& frame, KioskCard card, Wall const& wall) {
  std::int64_t const minute = (frame.now.ms / kMinuteMs + frame.utc_offset_minutes) % (24 * 60);
  std::string_view const clock = keepf("%02d:%02d", static_cast<int>(minute / 60), static_cast<int>(minute % 60));
  CivilDay const first = civil(quarter_of(frame.today).first);
  ImGui::SetCursorScreenPos(wall.min);
  heading(tr(name_of(card)), Type::display, 1);
  ImGui::SetCursorScreenPos({wall.min.x, wall.min.y + space(9.5f)});
  text(tr(Tr::kiosk_quarter, keepf("%d", first.year), keepf("%d", (first.month - 1) / 3 + 1)), Type::body, Color::text_muted);
  ImGui::SetCursorScreenPos({wall.max.x - std::ceil(text_width(clock, Type::display)) - 1, wall.min.y});
  text(clock, Type::display);
  std::string_view const date = long_date(frame.today);
  ImGui::SetCursorScreenPos({wall.max.x - std::ceil(text_width(date, Type::body)) - 1, wall.min.y + space(9.5f)});
  text(date, Type::body, Color::text_muted);
}

void draw_stale(Frame const& frame, Wall const& wall, float y) {
  std::optional<Instant> const since = kiosk_stale_since(frame.sync, frame.now);
  if (!since) return;
  std::string_view const message = since->empty() ? std::string_view(tr(Tr::kiosk_never_synced)) : tr(Tr::kiosk_stale, format_instant(*since, frame.utc_offset_minutes));
  ImDrawList* const list = ImGui::GetWindowDrawList();
  float const icon = space(4), width = std::ceil(text_width(message, Type::caption)) + icon + space(4);
  a11y::tree().leaf(ImGui::GetID("stale"), {wall.min.x, y, width, space(6)}, {a11y::Role::status, message});
  list->AddRectFilled({wall.min.x, y}, {wall.min.x + width + space(1), y + space(6)}, color(Color::warning_soft), space(3));
  draw_icon(list, {wall.min.x + space(1.5f), y + space(1)}, Icon::cloud_off, icon, color(Color::warning));
  draw_text(list, {wall.min.x + icon + space(2.5f), y + std::floor((space(6) - font_size(Type::caption)) / 2)}, message, Type::caption, color(Color::warning));
}

void draw_dots(KioskRotation::Showing const& showing, Wall const& wall, float y) {
  float const dot = space(1.5f), pill = space(5), pitch = dot + space(2);
  float const width = pitch * static_cast<float>(showing.count) + pill - dot - space(2);
  float x = std::round((wall.min.x + wall.max.x - width) / 2);
  ImDrawList* const list = ImGui::GetWindowDrawList();
  a11y::tree().leaf(ImGui::GetID("dots"), {x, y, width, dot},
                    {a11y::Role::img, tr(Tr::kiosk_page, format_integer(static_cast<std::int64_t>(showing.place) + 1), format_integer(static_cast<std::int64_t>(showing.count)))});
  for (std::size_t i = 0; i < showing.count; ++i) {
    float const wide = i == showing.place ? pill : dot;
    list->AddRectFilled({x, y}, {x + wide, y + dot}, color(i == showing.place ? Color::text_muted : Color::border_strong), dot / 2);
    x += wide + space(2);
  }
}

void draw_foot(Frame const& frame, KioskRotation::Showing const& showing, Wall const& wall) {
  float const y = wall.max.y - space(7);
  draw_stale(frame, wall, y + space(0.5f));
  draw_dots(showing, wall, y + space(2.75f));
  float const side = space(7);
  Item const it = item_at("leave", {wall.max.x - side, y}, {wall.max.x, y + side}, {a11y::Role::button, tr(Tr::kiosk_leave)});
  if (it.pressed && !view.pad.open) ++view.pokes;  // by assistive technology, which presses no key
  draw_icon(ImGui::GetWindowDrawList(), {wall.max.x - space(5), y + space(1.5f)}, Icon::lock, space(4), color(Color::text_faint));
  draw_focus(it);
}

/// The card comes out of the ground that it lies on.
void draw_fade(double since, ImVec2 min, ImVec2 max) {
  if (appearance().reduced_motion || since >= kFade) return;
  keep_drawing(kFade - since);
  float const left = 1 - static_cast<float>(since / kFade);
  ImGui::GetWindowDrawList()->AddRectFilled({min.x - space(4), min.y}, {max.x + space(4), max.y}, color(Color::canvas, left * left));
}

void draw_cards(Frame const& frame, KioskRotation::Showing const& showing, Wall wall) {
  KioskShift const shift = kiosk_shift(frame.now.ms / kMinuteMs);
  float const margin = space(wall.upright ? 8 : 11);
  wall.min = {wall.min.x + margin + static_cast<float>(shift.x), wall.min.y + margin + static_cast<float>(shift.y)};
  wall.max = {wall.max.x - margin + static_cast<float>(shift.x), wall.max.y - space(6) + static_cast<float>(shift.y)};
  draw_head(frame, showing.card, wall);
  Wall body = wall;
  body.min.y += space(21);
  body.max.y -= space(13);
  draw_kiosk_card(frame, showing.card, body);
  draw_fade(showing.since, {wall.min.x, wall.min.y + space(14)}, {wall.max.x, body.max.y + space(4)});
  draw_foot(frame, showing, wall);
}

}  // namespace

Tr name_of(KioskCard card) {
  constexpr Tr kNames[] = {Tr::kiosk_pipeline, Tr::kiosk_targets, Tr::kiosk_leaderboard, Tr::kiosk_funnel, Tr::kiosk_forecast, Tr::kiosk_alerts};
  static_assert(std::size(kNames) == static_cast<std::size_t>(KioskCard::count_));
  return kNames[static_cast<std::size_t>(card)];
}

void draw_kiosk(Frame const& frame) {
  int const frame_now = ImGui::GetFrameCount();
  if (view.last_frame + 1 < frame_now) begin_anew(frame);
  view.last_frame = frame_now;
  double const now = ImGui::GetTime();
  KioskSettings const& settings = frame.preferences.kiosk;
  view.rotation.configure(settings.cards, frame.kiosk.seconds > 0 ? frame.kiosk.seconds : settings.seconds);
  for (Uuid const deal : newly_won(frame)) view.rotation.celebrate(deal);
  take_guests(frame, now);
  KioskRotation::Showing const showing = view.rotation.at(now);

  Wall const wall = wall_of(frame);
  Zoomed const zoom(wall.zoom);
  a11y::Scope const scope(ImGui::GetID("kiosk"), {a11y::Role::main, tr(Tr::kiosk_title)}, {0, 0, frame.width, frame.height});
  if (showing.celebrated) draw_celebration(frame, *showing.celebrated, showing.since, wall);
  else draw_cards(frame, showing, wall);
  if (view.pad.open) draw_pin_pad(frame, view.pad, wall);

  double const minute_ends = static_cast<double>(kMinuteMs - frame.now.ms % kMinuteMs) / 1000;
  wake_after(std::min(minute_ends, view.rotation.wait(now)) + 0.005);
}

}  // namespace saddlebag::ui
