#include "ui/screens/form.hpp"

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
    if (value_field(frame, fields[i], value, {.required = fields[i].has(kRequired)}))
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
  for (int section = 0; section < static_cast<int>(FormSection::count_); ++section) {
    draw_section(frame, kind, record, static_cast<FormSection>(section));
  }
  ImGui::PopID();
  gap(2);
  if (button(tr(Tr::record_add_field), {.style = ButtonStyle::ghost, .icon = Icon::plus})) start_new_field(kind);
}

}  // namespace saddlebag::ui
