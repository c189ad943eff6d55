#include <imgui_internal.h>

#include <array>

#include "ui/format.hpp"
#include "ui/motion.hpp"
#include "ui/widgets/calendar.hpp"
#include "ui/widgets/field.hpp"
#include "ui/widgets/overlay.hpp"
#include "ui/widgets/text_box.hpp"

namespace saddlebag::ui {
namespace {

/// The editable form, without the currency where the field shows that beside it.
std::string shown_value(Frame const& frame, Field const& field, Value value) {
  std::string text = editable(field, value, frame.utc_offset_minutes);
  if (field.type == FieldType::money) text.resize(std::min(text.size(), text.find(' ')));
  return text;
}

/// A bare number is an amount in the currency that the field shows.
Result<OwnedValue> parse_shown(Frame const& frame, Field const& field, std::string_view typed, Value value) {
  Money const before = value.as_money();
  if (before.empty()) return parse_value(field, typed, frame.preferences, frame.today, frame.utc_offset_minutes);
  Preferences preferences = frame.preferences;
  preferences.currency = before.currency;
  return parse_value(field, typed, preferences, frame.today, frame.utc_offset_minutes);
}

constexpr double kThinking = 0.8;  // seconds of rest until what is typed is told to be wrong

/// While somebody types: what was wrong may be right now, and what is wrong is said once they rest.
void check_draft(Frame const& frame, Field const& field, Value value, bool changed, Draft& draft) {
  double const now = ImGui::GetTime();
  if (changed) draft.since = now;
  if (draft.since <= 0 || (!changed && draft.error.empty() && now - draft.since < kThinking)) {
    if (draft.since > 0) wake_after(kThinking - (now - draft.since) + 0.01);
    return;
  }
  if (changed && draft.error.empty()) return wake_after(kThinking + 0.01);
  if (!changed) draft.since = 0;
  if (parse_shown(frame, field, draft.typed, value)) draft.error.clear();
  else draft.error = value_hint(field, draft.typed);
}

/// Text of a value: what the person is typing while that is not taken over, else the value itself.
bool typed_value(Frame const& frame, Field const& field, std::string_view name, OwnedValue& value, TextFieldOptions options, TextBox& box) {
  ImGuiID const own = id_of(name);
  Draft& draft = draft_of(own);
  if (!draft.wanted) draft.typed = shown_value(frame, field, value);
  if (options.error.empty()) options.error = draft.error;
  text_box(name, draft.typed, options, box);
  TextFieldResult const& result = box.result;
  if (result.active || result.changed) draft.wanted = true;
  if (result.active) check_draft(frame, field, value, result.changed, draft);
  if (result.cancelled) draft.error.clear();
  if (result.cancelled) draft.wanted = false;
  if (!result.committed) {
    if (!result.active && draft.error.empty()) draft.wanted = false;
    return false;
  }
  Result<OwnedValue> const parsed = parse_shown(frame, field, draft.typed, value);
  if (!parsed) {
    draft.error = value_hint(field, draft.typed);
    return false;
  }
  draft = {own, draft.last_frame, false, {}, {}, 0};
  if ((*parsed).get() == value.get()) return false;
  value = *parsed;
  return true;
}

Field const& date_description() {
  static Field const field{"date", Tr::ui_calendar, FieldType::date};
  return field;
}

/// The button behind a date and the month that opens from it.
bool pick_day(Frame const& frame, std::string_view name, TextBox const& box, Date& date) {
  static Date shown;  // only one calendar is open at a time
  ImGuiID const popup = id_of("##calendar");
  bool const open = ImGui::IsPopupOpen(popup, ImGuiPopupFlags_None);
  ImRect place = box.behind;
  place.Min.x = place.Max.x - (control_height() - space(1));
  if (inner_button("##open", place, Icon::calendar, tr(Tr::ui_open_calendar, name), open).pressed) {
    shown = {};
    open_popup_at(popup, box.box.Min, box.box.Max);
  }
  if (!begin_popup(popup, 0, space(3))) return false;
  bool picked = false;
  {
    ImGuiWindow const* const window = ImGui::GetCurrentWindow();
    a11y::Scope const scope(window->ID, {a11y::Role::dialog, tr(Tr::ui_calendar)}, to_box(window->Rect()));
    picked = calendar(name, shown, date, frame.today);
    if (picked) ImGui::CloseCurrentPopup();
  }
  end_popup();
  return picked;
}

bool date_value(Frame const& frame, Field const& field, std::string_view name, OwnedValue& value, TextFieldOptions options) {
  if (ImGui::GetCurrentWindow()->SkipItems) return false;
  TextBox box;
  box.trailing = control_height() - space(1);
  if (options.hint.empty()) options.hint = tr(Tr::ui_date_hint);
  ImGui::PushID(name.data(), name.data() + name.size());
  bool changed = typed_value(frame, field, name, value, options, box);
  bool const with_time = field.type == FieldType::instant;
  std::int64_t const day_ms = 86'400'000, offset = frame.utc_offset_minutes * std::int64_t{60'000};
  Instant const instant = value.get().as_instant();
  Date date = !with_time ? value.get().as_date() : instant.empty() ? Date{} : date_at(instant, frame.utc_offset_minutes);
  Date const before = date;
  if (pick_day(frame, name, box, date) && date != before) {
    std::int64_t const time = instant.empty() ? day_ms * 9 / 24 : instant.ms + offset - before.days * day_ms;  // keeps the time of day
    value = OwnedValue(with_time ? Value::instant({date.days * day_ms - offset + time}) : Value::date(date));
    draft_of(id_of(name)) = {};
    changed = true;
  }
  ImGui::PopID();
  return changed;
}

bool choice_value(Field const& field, std::string_view name, OwnedValue& value, TextFieldOptions const& options) {
  std::array<std::string_view, 64> labels;
  std::span<Choice const> const choices = field.choices != nullptr ? field.choices() : std::span<Choice const>();
  std::size_t const count = std::min(labels.size(), choices.size());
  for (std::size_t i = 0; i < count; ++i) labels[i] = tr(choices[i].label);
  int chosen = value.get().shape() == Shape::choice ? value.get().as_choice() : -1;
  bool const changed = select(name, chosen, {labels.data(), count}, options.width, options.label);
  if (changed) value = OwnedValue(Value::choice(static_cast<std::uint8_t>(chosen)));
  return changed;
}

constexpr std::string_view kCurrencies[] = {"CNY", "USD", "EUR", "HKD", "GBP", "JPY", "TWD", "SGD", "KRW", "AUD", "CAD", "CHF"};

bool money_value(Frame const& frame, Field const& field, std::string_view name, OwnedValue& value, TextFieldOptions const& options) {
  if (ImGui::GetCurrentWindow()->SkipItems) return false;
  TextBox box;
  box.trailing = space(13);
  ImGui::PushID(name.data(), name.data() + name.size());
  bool changed = typed_value(frame, field, name, value, options, box);
  Money const amount = value.get().as_money();
  Currency const currency = amount.empty() ? frame.preferences.currency : amount.currency;
  std::string_view const letters = keep(currency.letters());
  ImRect const place({box.behind.Max.x - space(13), box.behind.Min.y + 1}, {box.behind.Max.x - 1, box.behind.Max.y - 1});
  a11y::Says says{a11y::Role::combobox, tr(Tr::ui_currency_of, name), letters};
  Item const it = item_at("##currency", place.Min, place.Max, says, !amount.empty() && !options.read_only);
  if (it.visible) {
    draw_hover(it, kRadiusSmall);
    ImDrawList* const list = ImGui::GetWindowDrawList();
    draw_text(list, {it.min.x + space(2), middle(it.min.y, place.GetHeight(), Type::caption)}, letters, Type::caption, color(Color::text_muted));
    draw_icon(list, {it.max.x - space(4.5f), it.min.y + std::floor((place.GetHeight() - space(3.5f)) / 2)}, Icon::chevron_down, space(3.5f), color(Color::text_faint));
    draw_focus(it);
  }
  if (it.pressed) open_menu("currencies");
  if (begin_menu("currencies", tr(Tr::ui_currency_of, name))) {
    for (std::string_view const code : kCurrencies) {
      Currency const other(code);
      if (!menu_item(code, other == currency ? Icon::check : Icon::none) || other == currency) continue;
      // The number stays what it was, as the person reads it.
      value = OwnedValue(Value::money({amount.minor * minor_per_major(other) / minor_per_major(currency), other}));
      changed = true;
    }
    end_menu();
  }
  ImGui::PopID();
  return changed;
}

bool reference_value(Frame const& frame, Field const& field, std::string_view name, OwnedValue& value, TextFieldOptions const& options) {
  Uuid chosen = value.get().as_reference();
  if (!reference_field(frame, name, field.target, chosen, false, options.width, options.label).changed) return false;
  value = OwnedValue(chosen.empty() ? Value() : Value::reference(chosen));
  return true;
}

/// Chips that can be taken away one by one, and a field to add one.
bool tags_value(std::string_view name, OwnedValue& value, TextFieldOptions options) {
  ImGuiWindow* const window = ImGui::GetCurrentWindow();
  if (window->SkipItems) return false;
  ImGui::PushID(name.data(), name.data() + name.size());
  ImGui::BeginGroup();
  if (options.label) draw_label(name, options.required);
  std::string_view const tags = value.get().as_text();
  float const width = options.width > 0 ? options.width : std::max(1.0f, ImGui::GetContentRegionAvail().x);
  float const left = window->DC.CursorPos.x, height = space(6);
  std::size_t removed_at = tags.npos, removed_size = 0;
  for (std::size_t at = 0; at < tags.size();) {
    std::string_view const tag = tags.substr(at, tags.find('\n', at) - at);
    float const chip = std::min(std::ceil(text_width(tag, Type::caption)) + space(9), width);
    if (window->DC.CursorPos.x > left && window->DC.CursorPos.x + chip > left + width) ImGui::NewLine(), gap(1);
    Item const it = item(keepf("##tag_%.*s", static_cast<int>(tag.size()), tag.data()), {chip, height}, {a11y::Role::button, tr(Tr::ui_remove_named, tag)}, !options.read_only);
    if (it.visible) {
      window->DrawList->AddRectFilled(it.min, it.max, color(it.hovered ? Color::pressed : Color::neutral_soft), height / 2);
      draw_text(window->DrawList, {it.min.x + space(2.5f), middle(it.min.y, height, Type::caption)}, tag, Type::caption, color(Color::text), chip - space(8));
      draw_icon(window->DrawList, {it.max.x - space(5.5f), it.min.y + std::floor((height - space(3.5f)) / 2)}, Icon::close, space(3.5f), color(Color::text_muted));
      draw_focus(it, height / 2);
    }
    if (it.pressed) removed_at = at, removed_size = tag.size();
    same_row(1);
    at += tag.size() + 1;
  }
  if (window->DC.CursorPos.x > left) ImGui::NewLine(), gap(1);
  Draft& draft = draft_of(id_of("##new"));
  options.label = false;
  options.hint = tr(Tr::ui_add_tag);
  TextFieldResult const typed = text_field(name, draft.typed, options);
  std::string next(tags);
  if (removed_at != tags.npos) next.erase(removed_at > 0 ? removed_at - 1 : 0, std::min(removed_size + 1, next.size()));
  if (typed.committed && !draft.typed.empty()) {
    next += '\n' + draft.typed;
    draft.typed.clear();
  }
  ImGui::EndGroup();
  ImGui::PopID();
  bool const changed = next != tags;
  if (changed) {
    Field const as_tags{"tags", Tr::ui_add_tag, FieldType::tags};
    Result<OwnedValue> const cleaned = parse_value(as_tags, next, {}, {});  // trims, splits, drops what stands twice
    if (cleaned) value = *cleaned;
  }
  return changed;
}

bool boolean_value(std::string_view name, OwnedValue& value) {
  bool on = value.get().as_boolean();
  if (!switch_toggle(name, on)) return false;
  value = OwnedValue(Value::boolean(on));
  return true;
}

}  // namespace

bool date_field(Frame const& frame, std::string_view name, Date& date, float width, bool label) {
  TextFieldOptions options;
  options.width = width;
  options.label = label;
  OwnedValue value(date.empty() ? Value() : Value::date(date));
  if (!date_value(frame, date_description(), name, value, options)) return false;
  date = value.get().as_date();
  return true;
}

bool value_field(Frame const& frame, Field const& field, OwnedValue& value, TextFieldOptions const& given) {
  std::string_view const name = field_label(field);
  TextFieldOptions options = given;
  options.required = options.required || field.has(kRequired);
  switch (field.type) {
    case FieldType::boolean: return boolean_value(name, value);
    case FieldType::choice: return choice_value(field, name, value, options);
    case FieldType::reference: return reference_value(frame, field, name, value, options);
    case FieldType::money: return money_value(frame, field, name, value, options);
    case FieldType::tags: return tags_value(name, value, options);
    case FieldType::date:
    case FieldType::instant: return date_value(frame, field, name, value, options);
    default: break;
  }
  options.multiline = options.multiline || field.type == FieldType::long_text;
  if (ImGui::GetCurrentWindow()->SkipItems) return false;
  TextBox box;
  ImGui::PushID(name.data(), name.data() + name.size());
  bool const changed = typed_value(frame, field, name, value, options, box);
  ImGui::PopID();
  return changed;
}

}  // namespace saddlebag::ui
