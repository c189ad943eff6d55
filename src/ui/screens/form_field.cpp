#include <algorithm>

#include "base/pinyin.hpp"
#include "base/utf8.hpp"
#include "ui/format.hpp"
#include "ui/screens/form.hpp"
#include "ui/widgets/field.hpp"
#include "ui/widgets/overlay.hpp"

namespace saddlebag::ui {
namespace {

/// The types that people can give a field, and how a CustomField says so.
struct Offered {
  std::string_view type;
  Tr name;
};
constexpr Offered kOffered[] = {
    {"text", Tr::record_type_text},       {"long_text", Tr::record_type_long_text}, {"number", Tr::record_type_number},
    {"integer", Tr::record_type_integer}, {"money", Tr::record_type_money},         {"date", Tr::record_type_date},
    {"boolean", Tr::record_type_boolean},
};

struct FieldDraft {
  bool open = false;
  Kind kind = Kind::count_;
  std::string label;
  int type = 0;
};
FieldDraft field_draft;

void save_field(Frame const& frame) {
  std::string_view const label = trim(field_draft.label);
  std::string const name = custom_field_name(frame.store, field_draft.kind, label);
  std::int64_t position = 0;
  frame.store.for_each<CustomField>([&](CustomField const& each) { position = std::max(position, each.position + 1); });
  Uuid const id = frame.store.new_id();
  Edit edit(frame.store, Cause::edit);
  edit.create(Kind::custom_field, id)
      .set(Kind::custom_field, id, "label", Value::text(label))
      .set(Kind::custom_field, id, "name", Value::text(name))
      .set(Kind::custom_field, id, "target_kind", Value::text(kind_info(field_draft.kind).name))
      .set(Kind::custom_field, id, "type", Value::text(kOffered[field_draft.type].type))
      .set(Kind::custom_field, id, "position", Value::integer(position));
  std::string const notice(tr(Tr::record_field_added, label));
  edit.label(notice);
  frame.commands.send(Apply{edit.take(), notice});
  field_draft.open = false;
}

}  // namespace

std::string custom_field_name(Store const& store, Kind kind, std::string_view label) {
  std::string latin;
  std::string const folded = fold(label);
  for (std::size_t at = 0; at < folded.size();) {
    std::size_t const here = at;
    char32_t const c = next_code_point(folded, at);
    if ((c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9'))
      latin.push_back(static_cast<char>(c));
    else if (is_cjk(c))
      append_pinyin(latin, std::string_view(folded).substr(here, at - here));
    else if (!latin.empty() && latin.back() != '_')
      latin.push_back('_');
  }
  while (latin.ends_with('_')) latin.pop_back();
  if (latin.empty() || (latin.front() >= '0' && latin.front() <= '9')) latin.insert(0, "field");
  std::string name = latin;
  for (int i = 2; store.field_named(kind, name) != kNoField; ++i) name = latin + "_" + std::to_string(i);
  return name;
}

void start_new_field(Kind kind) {
  field_draft = {};
  field_draft.open = true;
  field_draft.kind = kind;
}

void draw_new_field(Frame const& frame) {
  if (field_draft.kind == Kind::count_) return;
  if (!begin_dialog(tr(Tr::record_add_field), field_draft.open, 400)) return;
  bool const first = ImGui::IsWindowAppearing();
  text_field(tr(Tr::field_label), field_draft.label, {.hint = tr(Tr::record_field_hint), .required = true, .focus = first});
  std::string_view names[std::size(kOffered)];
  for (std::size_t i = 0; i < std::size(kOffered); ++i) names[i] = tr(kOffered[i].name);
  select(tr(Tr::field_field_type), field_draft.type, names);
  gap(2);
  begin_row();
  push_right(button_width(tr(Tr::ui_cancel)) + button_width(tr(Tr::ui_save)) + space(2));
  if (button(tr(Tr::ui_cancel))) field_draft.open = false;
  same_row(2);
  if (button(tr(Tr::ui_save), {.style = ButtonStyle::primary, .enabled = !trim(field_draft.label).empty()})) save_field(frame);
  end_dialog();
}

}  // namespace saddlebag::ui
