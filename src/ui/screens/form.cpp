#include "ui/screens/form.hpp"

#include <cmath>

#include "ui/format.hpp"
#include "ui/screens/list_layout.hpp"
#include "ui/screens/record_edit.hpp"
#include "ui/widgets/field.hpp"

namespace saddlebag::ui {
namespace {

/// Fields that stand in another section than their type says.
struct Placed {
  std::string_view name;
  FormSection section;
};
constexpr Placed kPlaced[] = {
    {"wechat", FormSection::contact},        {"preferred_channel", FormSection::contact},
    {"country", FormSection::address},       {"region", FormSection::address},
    {"city", FormSection::address},          {"address", FormSection::address},
    {"location", FormSection::address},      {"tax_id", FormSection::business},
    {"bank_account", FormSection::business}, {"founded", FormSection::business},
    {"parent", FormSection::business},       {"amount", FormSection::basic},
    {"price", FormSection::basic},           {"cost", FormSection::basic},
    {"score", FormSection::basic},           {"probability", FormSection::basic},
};

/// Beside its field a label takes no line of its own, so that a page shows twice as much. On a phone, with large text, and
/// above what has several lines, it stands where it does elsewhere.
bool stands_beside(Frame const& frame, Field const& field) {
  bool const several = field.type == FieldType::long_text || field.type == FieldType::tags || field.type == FieldType::boolean;
  return !several && !frame.compact && ImGui::GetContentRegionAvail().x >= space(60);
}

bool draw_beside(Frame const& frame, Field const& field, OwnedValue& value) {
  float const label = space(27), between = space(2);
  ImVec2 const at = ImGui::GetCursorScreenPos();
  bool const required = field.has(kRequired);
  std::string_view const name = field_label(field);
  ImDrawList* const list = ImGui::GetWindowDrawList();
  float const y = at.y + std::floor((control_height() - font_size(Type::body)) / 2);
  float const drawn = draw_text(list, {at.x, y}, name, Type::body, color(Color::text_muted), label - (required ? space(3) : 0));
  if (required) draw_text(list, {at.x + drawn + space(1), y}, "*", Type::body, color(Color::bad));
  ImGui::SetCursorScreenPos({at.x + label + between, at.y});
  ImGui::BeginGroup();
  bool const changed = value_field(frame, field, value, {.label = false, .required = required});
  ImGui::EndGroup();
  return changed;
}

void draw_section(Frame const& frame, Kind kind, Record const& record, FormSection section) {
  std::span<Field const> const fields = frame.store.fields(kind);
  bool headed = false;
  for (FieldIndex i = 0; i < fields.size(); ++i) {
    if (!is_editable(fields[i]) || section_of(fields[i]) != section) continue;
    if (!headed && section != FormSection::basic) {
      gap(2);
      heading(tr(section_name(section)), Type::strong, 3);
    }
    headed = true;
    OwnedValue value = frame.store.value(record, fields[i]);
    ImGui::PushID(i);
    bool const beside = stands_beside(frame, fields[i]);
    if (beside ? draw_beside(frame, fields[i], value) : value_field(frame, fields[i], value, {.required = fields[i].has(kRequired)}))
      send_field(frame, kind, record, i, value);
    ImGui::PopID();
  }
}

}  // namespace

FormSection section_of(Field const& field) {
  if (field.custom) return FormSection::custom;
  for (Placed const& each : kPlaced) {
    if (each.name == field.name) return each.section;
  }
  switch (field.type) {
    case FieldType::email:
    case FieldType::phone:
    case FieldType::url: return FormSection::contact;
    case FieldType::money:
    case FieldType::integer:
    case FieldType::number: return FormSection::business;
    case FieldType::long_text: return FormSection::more;
    default: return FormSection::basic;
  }
}

Tr section_name(FormSection section) {
  switch (section) {
    case FormSection::contact: return Tr::record_section_contact;
    case FormSection::address: return Tr::record_section_address;
    case FormSection::business: return Tr::record_section_business;
    case FormSection::more: return Tr::record_section_more;
    case FormSection::custom: return Tr::field_custom;
    default: return Tr::record_section_basic;
  }
}

void draw_record_form(Frame const& frame, Kind kind, Record const& record) {
  a11y::Scope const scope(ImGui::GetID("form"), {a11y::Role::form, tr(Tr::record_details)});
  ImGui::PushID(static_cast<int>(record.id.lo));  // what is being typed belongs to this record
  if (!frame.compact) ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(space(2), space(1.5f)));
  for (int section = 0; section < static_cast<int>(FormSection::count_); ++section) {
    draw_section(frame, kind, record, static_cast<FormSection>(section));
  }
  if (!frame.compact) ImGui::PopStyleVar();
  ImGui::PopID();
  gap(2);
  if (button(tr(Tr::record_add_field), {.style = ButtonStyle::ghost, .icon = Icon::plus})) start_new_field(kind);
}

}  // namespace saddlebag::ui
