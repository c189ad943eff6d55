#include "ui/screens/filter_bar.hpp"

#include <algorithm>

#include "ui/format.hpp"
#include "ui/screens/filter_choices.hpp"
#include "ui/widgets/field.hpp"
#include "ui/widgets/overlay.hpp"

namespace saddlebag::ui {
namespace {

constexpr Compare kText[] = {Compare::contains, Compare::is, Compare::is_not, Compare::empty, Compare::not_empty};
constexpr Compare kTags[] = {Compare::contains, Compare::empty, Compare::not_empty};
constexpr Compare kNumber[] = {Compare::at_least, Compare::at_most, Compare::between, Compare::is};
constexpr Compare kMoney[] = {Compare::at_least, Compare::at_most, Compare::between,
                              Compare::is,       Compare::empty,   Compare::not_empty};
constexpr Compare kDate[] = {Compare::at_least, Compare::at_most, Compare::between,
                             Compare::is,       Compare::empty,   Compare::not_empty};
constexpr Compare kInstant[] = {Compare::at_least, Compare::at_most, Compare::between, Compare::empty,
                                Compare::not_empty};
constexpr Compare kChoice[] = {Compare::any_of, Compare::is_not};
constexpr Compare kReference[] = {Compare::is, Compare::is_not, Compare::empty, Compare::not_empty};
constexpr Compare kBoolean[] = {Compare::is};

/// The filter that is being made or changed.
struct FilterDraft {
  bool open = false;
  Kind kind = Kind::count_;
  int place = -1;  ///< in the list of filters; -1: a new one
  int comparison = 0;
  Filter filter;
};
FilterDraft filter_draft;

bool is_day(FieldType type) { return type == FieldType::date || type == FieldType::instant; }
bool needs_value(Compare compare) { return compare != Compare::empty && compare != Compare::not_empty; }

void begin_draft(Frame const& frame, Kind kind, FieldIndex field) {
  filter_draft = {true, kind, -1, 0, {}};
  filter_draft.filter.field = field;
  Field const& about = frame.store.fields(kind)[field];
  filter_draft.filter.compare = comparisons_of(about.type).front();
  if (about.type == FieldType::boolean) filter_draft.filter.value = Value::boolean(true);
}

void change_draft(Frame const& frame, Kind kind, Filter const& filter, int place) {
  begin_draft(frame, kind, filter.field);
  filter_draft.filter = filter;
  filter_draft.place = place;
  std::span<Compare const> const possible = comparisons_of(frame.store.fields(kind)[filter.field].type);
  auto const found = std::find(possible.begin(), possible.end(), filter.compare);
  filter_draft.comparison = found == possible.end() ? 0 : static_cast<int>(found - possible.begin());
}

bool complete(Filter const& filter) {
  switch (filter.compare) {
    case Compare::empty:
    case Compare::not_empty: return true;
    case Compare::any_of: return !filter.any.empty();
    case Compare::between: return !filter.value.get().empty() && !filter.other.get().empty();
    default: return !filter.value.get().empty();
  }
}

void draw_value(Frame const& frame, Field const& field, OwnedValue& value, Tr name) {
  Field asked = field;
  asked.flags = 0;  // what is required of a record is not required of a question
  if (asked.type == FieldType::long_text || asked.type == FieldType::tags || asked.shape() == Shape::text)
    asked.type = FieldType::text;
  asked.custom = true;
  asked.custom_label = tr(name);
  value_field(frame, asked, value);
}

void draw_editor(Frame const& frame, Field const& field) {
  std::span<Compare const> const possible = comparisons_of(field.type);
  if (possible.size() > 1) {
    std::string_view names[8];
    for (std::size_t i = 0; i < possible.size(); ++i) names[i] = tr(comparison_name(field.type, possible[i]));
    if (select(tr(Tr::list_condition), filter_draft.comparison, std::span(names, possible.size()))) {
      filter_draft.filter.compare = possible[static_cast<std::size_t>(filter_draft.comparison)];
    }
    gap(1);
  }
  Filter& filter = filter_draft.filter;
  if (!needs_value(filter.compare)) return;
  if (filter.compare == Compare::any_of) return draw_choice_list(field, filter.any);
  bool const range = filter.compare == Compare::between;
  draw_value(frame, field, filter.value, range ? Tr::list_filter_from : Tr::list_filter_value);
  if (range) draw_value(frame, field, filter.other, Tr::list_filter_to);
}

}  // namespace

std::span<Compare const> comparisons_of(FieldType type) {
  switch (type) {
    case FieldType::tags: return kTags;
    case FieldType::integer:
    case FieldType::number:
    case FieldType::percent: return kNumber;
    case FieldType::money: return kMoney;
    case FieldType::date: return kDate;
    case FieldType::instant: return kInstant;
    case FieldType::choice: return kChoice;
    case FieldType::reference: return kReference;
    case FieldType::boolean: return kBoolean;
    default: return kText;
  }
}

Tr comparison_name(FieldType type, Compare compare) {
  switch (compare) {
    case Compare::is: return Tr::list_compare_is;
    case Compare::is_not: return Tr::list_compare_is_not;
    case Compare::contains: return Tr::list_compare_contains;
    case Compare::less: return is_day(type) ? Tr::list_compare_date_less : Tr::list_compare_less;
    case Compare::at_most: return is_day(type) ? Tr::list_compare_date_at_most : Tr::list_compare_at_most;
    case Compare::more: return is_day(type) ? Tr::list_compare_date_more : Tr::list_compare_more;
    case Compare::at_least: return is_day(type) ? Tr::list_compare_date_at_least : Tr::list_compare_at_least;
    case Compare::between: return Tr::list_compare_between;
    case Compare::empty: return Tr::list_compare_empty;
    case Compare::not_empty: return Tr::list_compare_not_empty;
    case Compare::any_of: return Tr::list_compare_any_of;
  }
  return Tr::list_compare_is;
}

std::string_view describe_filter(Frame const& frame, Kind kind, Filter const& filter) {
  std::span<Field const> const fields = frame.store.fields(kind);
  if (filter.field >= fields.size()) return {};
  Field const& field = fields[filter.field];
  static std::string value;  // kept for its capacity
  value.clear();
  auto const add = [&](Value one, std::string_view between) {
    if (!value.empty()) value += between;
    value += format_value(frame.store, field, one, frame.utc_offset_minutes);
  };
  if (filter.compare == Compare::any_of) {
    for (OwnedValue const& one : filter.any) add(one, tr(Tr::format_list_separator));
  } else if (needs_value(filter.compare)) {
    add(filter.value, "");
    if (filter.compare == Compare::between) add(filter.other, " – ");
  }
  // A single choice reads best as "is".
  bool const one_choice = filter.compare == Compare::any_of && filter.any.size() == 1;
  std::string_view const text = tr(Tr::list_filter_chip, field_label(field),
                                   tr(comparison_name(field.type, one_choice ? Compare::is : filter.compare)), value);
  return text.substr(0, text.find_last_not_of(' ') + 1);
}

void draw_filter_button(Frame const& frame, Kind kind) {
  std::string_view const name = tr(Tr::list_add_filter);
  bool const pressed = frame.compact ? icon_button(Icon::filter, name)
                                     : button(name, {.style = ButtonStyle::ghost, .icon = Icon::filter});
  if (pressed) open_menu("filter fields");
  if (!begin_menu("filter fields", tr(Tr::list_add_filter))) return;
  std::span<Field const> const fields = frame.store.fields(kind);
  for (FieldIndex i = 0; i < fields.size(); ++i) {
    if (!is_listable(fields[i])) continue;
    ImGui::PushID(i);
    if (menu_item(field_label(fields[i]))) begin_draft(frame, kind, i);
    ImGui::PopID();
  }
  end_menu();
}

void draw_filter_chips(Frame const& frame, Kind kind, ListState& state) {
  if (state.filters.empty()) return;
  a11y::Scope const scope(ImGui::GetID("filters"), {a11y::Role::toolbar, tr(Tr::list_filters)});
  float const right = ImGui::GetCursorScreenPos().x + ImGui::GetContentRegionAvail().x;
  int removed = -1;
  for (int i = 0; i < static_cast<int>(state.filters.size()); ++i) {
    Filter const& filter = state.filters[static_cast<std::size_t>(i)];
    std::string_view const name = describe_filter(frame, kind, filter);
    ImGui::PushID(i);
    if (i > 0) {
      same_row(1);
      if (ImGui::GetCursorScreenPos().x + button_width(name) + control_height() > right) ImGui::NewLine();
    }
    if (button(name, {.states = a11y::kPressed})) change_draft(frame, kind, filter, i);
    same_row(0);
    if (icon_button(Icon::close, tr(Tr::list_remove_filter, name))) removed = i;
    ImGui::PopID();
  }
  same_row(1);
  if (button(tr(Tr::list_clear_filters), {.style = ButtonStyle::ghost})) {
    state.filters.clear();
    ++state.revision;
  } else if (removed >= 0) {
    state.filters.erase(state.filters.begin() + removed);
    ++state.revision;
  }
}

void draw_filter_dialog(Frame const& frame, Kind kind, ListState& state) {
  if (filter_draft.kind != kind || filter_draft.filter.field >= frame.store.fields(kind).size()) return;
  Field const& field = frame.store.fields(kind)[filter_draft.filter.field];
  if (!begin_dialog(tr(Tr::list_filter_by, field_label(field)), filter_draft.open, 400)) return;
  draw_editor(frame, field);
  gap(2);
  begin_row();
  push_right(button_width(tr(Tr::ui_cancel)) + button_width(tr(Tr::list_apply)) + space(2));
  if (button(tr(Tr::ui_cancel))) filter_draft.open = false;
  same_row(2);
  if (button(tr(Tr::list_apply), {.style = ButtonStyle::primary, .enabled = complete(filter_draft.filter)})) {
    if (filter_draft.place < 0 || filter_draft.place >= static_cast<int>(state.filters.size()))
      state.filters.push_back(filter_draft.filter);
    else
      state.filters[static_cast<std::size_t>(filter_draft.place)] = filter_draft.filter;
    ++state.revision;
    filter_draft.open = false;
  }
  end_dialog();
}

}  // namespace saddlebag::ui
