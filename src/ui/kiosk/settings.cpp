#include "ui/kiosk/settings.hpp"

#include <algorithm>
#include <array>

#include "ui/format.hpp"
#include "ui/kiosk/kiosk.hpp"
#include "ui/kiosk/parts.hpp"
#include "ui/widgets/field.hpp"
#include "ui/widgets/overlay.hpp"

namespace saddlebag::ui {
namespace {

constexpr std::array<int, 7> kSeconds = {5, 10, 15, 20, 30, 60, 120};

struct Form {
  bool open = false;
  std::string first, second;
} form;
struct TargetField {
  std::string typed;
  Money shown;
  bool wrong = false;
} target_field;

void send(Frame const& frame, KioskSettings const& next) {
  Preferences preferences = frame.preferences;
  preferences.kiosk = next;
  frame.commands.send(SetPreferences{std::move(preferences)});
}

void draw_choices(KioskSettings& next, float width) {
  text(tr(Tr::kiosk_cards), Type::caption, Color::text_muted);
  float const right = ImGui::GetCursorScreenPos().x + width;
  for (unsigned i = 0; i < static_cast<unsigned>(KioskCard::count_); ++i) {
    std::string_view const name = tr(name_of(static_cast<KioskCard>(i)));
    bool chosen = (next.cards & (1u << i)) != 0;
    if (i > 0) {
      same_row(4);
      if (ImGui::GetCursorScreenPos().x + text_width(name, Type::body) + space(9) > right) ImGui::NewLine();
    }
    if (checkbox(name, chosen)) next.cards ^= 1u << i;
  }
}

void draw_seconds(KioskSettings& next, float width) {
  std::array<std::string_view, kSeconds.size()> names;
  int chosen = -1;
  for (std::size_t i = 0; i < kSeconds.size(); ++i) {
    names[i] = tr(Tr::kiosk_seconds_of, format_integer(kSeconds[i]));
    if (kSeconds[i] == next.seconds) chosen = static_cast<int>(i);
  }
  if (select(tr(Tr::kiosk_seconds), chosen, names, width)) next.seconds = kSeconds[static_cast<std::size_t>(chosen)];
}

void draw_target(Frame const& frame, KioskSettings& next, float width) {
  Field const& amount = frame.store.fields(Kind::opportunity)[frame.store.field_named(Kind::opportunity, "amount")];
  if (target_field.shown != next.target) {
    target_field = {.typed = next.target.empty() ? std::string() : editable(amount, Value::money(next.target)), .shown = next.target};
  }
  TextFieldResult const result = text_field(tr(Tr::kiosk_target), target_field.typed,
                                            {.hint = tr(Tr::kiosk_target_hint), .error = target_field.wrong ? tr(Tr::kiosk_target_wrong) : "", .width = width});
  if (result.changed) target_field.wrong = false;
  if (!result.committed) return;
  Result<OwnedValue> const read = parse_value(amount, target_field.typed, frame.preferences, frame.today);
  bool const money = read && (target_field.typed.empty() || read->get().as_money().minor > 0);
  target_field.wrong = !money;
  if (money) next.target = target_field.shown = target_field.typed.empty() ? Money{} : read->get().as_money();
}

void draw_form(Frame const& frame) {
  auto const wipe = [] {
    for (std::string* const each : {&form.first, &form.second}) {
      std::fill(each->begin(), each->end(), '0');
      each->clear();
    }
  };
  if (!begin_dialog(tr(Tr::kiosk_set_pin), form.open)) {
    if (!form.open) wipe();
    return;
  }
  paragraph(tr(Tr::kiosk_pin_warning));
  gap(3);
  bool const wrong = !form.first.empty() && !is_pin(form.first), differs = !form.second.empty() && form.first != form.second;
  text_field(tr(Tr::kiosk_pin), form.first, {.hint = tr(Tr::kiosk_pin_rule), .error = wrong ? tr(Tr::kiosk_pin_rule) : "", .password = true});
  gap(2);
  text_field(tr(Tr::kiosk_pin_repeat), form.second, {.error = differs ? tr(Tr::kiosk_pin_differs) : "", .password = true});
  gap(4);
  if (button(tr(Tr::ui_save), {.style = ButtonStyle::primary, .enabled = is_pin(form.first) && form.first == form.second})) {
    frame.commands.send(SetKioskPin{form.first});
    form.open = false;
  }
  same_row();
  if (button(tr(Tr::ui_cancel))) form.open = false;
  end_dialog();
}

}  // namespace

void draw_kiosk_settings(Frame const& frame, float width) {
  KioskSettings next = frame.preferences.kiosk;
  bool const has_pin = !next.pin.empty();
  gap(4);
  begin_card("kiosk", {.name = tr(Tr::kiosk_title), .width = width});
  float const inner = width - space(10), field = std::min(inner, space(70));
  paragraph(tr(Tr::kiosk_hint));
  draw_choices(next, inner);
  draw_seconds(next, field);
  draw_target(frame, next, field);
  text(tr(has_pin ? Tr::kiosk_pin_set : Tr::kiosk_pin_none), Type::body, Color::text_muted);
  if (button(tr(has_pin ? Tr::kiosk_change_pin : Tr::kiosk_set_pin), {.icon = Icon::lock})) form.open = true;
  if (has_pin) {
    same_row();
    if (button(tr(Tr::kiosk_remove_pin))) frame.commands.send(SetKioskPin{});
  }
  if (button(tr(Tr::kiosk_start), {.style = ButtonStyle::primary, .icon = Icon::play})) frame.commands.send(StartKiosk{});
  end_card();
  draw_form(frame);
  if (next != frame.preferences.kiosk) send(frame, next);
}

}  // namespace saddlebag::ui
