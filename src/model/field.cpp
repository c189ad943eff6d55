#include "model/field.hpp"

#include <cmath>

#include "base/utf8.hpp"
#include "model/kinds.hpp"

namespace saddlebag {
namespace {

template <class T>
T& member(Record& record, Field const& field) {
  return *reinterpret_cast<T*>(reinterpret_cast<std::byte*>(&record) + field.offset);
}
template <class T>
T const& member(Record const& record, Field const& field) {
  return *reinterpret_cast<T const*>(reinterpret_cast<std::byte const*>(&record) + field.offset);
}

}  // namespace

Shape shape_of(FieldType type) {
  switch (type) {
    case FieldType::integer: return Shape::integer;
    case FieldType::number:
    case FieldType::percent: return Shape::number;
    case FieldType::boolean: return Shape::boolean;
    case FieldType::money: return Shape::money;
    case FieldType::date: return Shape::date;
    case FieldType::instant: return Shape::instant;
    case FieldType::choice: return Shape::choice;
    case FieldType::reference: return Shape::reference;
    default: return Shape::text;
  }
}

FieldIndex KindInfo::find(std::string_view field_name) const {
  for (FieldIndex i = 0; i < fields.size(); ++i) {
    if (fields[i].name == field_name) return i;
  }
  return kNoField;
}

KindInfo const& kind_info(Kind kind) {
  switch (kind) {
    case Kind::customer: return customer_info();
    case Kind::contact: return contact_info();
    case Kind::lead: return lead_info();
    case Kind::opportunity: return opportunity_info();
    case Kind::product: return product_info();
    case Kind::activity: return activity_info();
    case Kind::note: return note_info();
    case Kind::user: return user_info();
    case Kind::pipeline: return pipeline_info();
    case Kind::stage: return stage_info();
    case Kind::saved_view: return saved_view_info();
    case Kind::attachment: return attachment_info();
    default: return custom_field_info();
  }
}

Kind kind_named(std::string_view name) {
  for (std::size_t i = 0; i < kKindCount; ++i) {
    KindInfo const& info = kind_info(kind_at(i));
    if (info.name == name || info.plural == name) return info.kind;
  }
  return Kind::count_;
}

Value read_field(Record const& record, Field const& field) {
  switch (field.shape()) {
    case Shape::text: return Value::text(member<Text>(record, field));
    case Shape::integer: return Value::integer(member<std::int64_t>(record, field));
    case Shape::number: return Value::number(member<double>(record, field));
    case Shape::boolean: return Value::boolean(member<bool>(record, field));
    case Shape::money: return Value::money(member<Money>(record, field));
    case Shape::date: return Value::date(member<Date>(record, field));
    case Shape::instant: return Value::instant(member<Instant>(record, field));
    case Shape::choice: return Value::choice(member<std::uint8_t>(record, field));
    case Shape::reference: return Value::reference(member<Uuid>(record, field));
    case Shape::none: break;
  }
  return {};
}

bool fits(Field const& field, Value value) {
  if (value.shape() == Shape::none) return true;
  if (value.shape() != field.shape()) return false;
  switch (value.shape()) {
    case Shape::choice: return field.choices == nullptr || value.as_choice() < field.choices().size();
    case Shape::number: return std::isfinite(value.as_number());
    case Shape::text:
      return field.has(kSystem) || valid_utf8(value.as_text());  // the program's own may be packed bytes
    default: return true;
  }
}

bool write_field(Record& record, Field const& field, Value value) {
  Shape const shape = field.shape();
  if (value.shape() == Shape::none) value = field.initial;
  if (value.shape() != Shape::none && value.shape() != shape) return false;
  switch (shape) {
    case Shape::text: member<Text>(record, field) = Text(value.as_text()); break;
    case Shape::integer: member<std::int64_t>(record, field) = value.as_integer(); break;
    case Shape::number: member<double>(record, field) = value.as_number(); break;
    case Shape::boolean: member<bool>(record, field) = value.as_boolean(); break;
    case Shape::money: member<Money>(record, field) = value.as_money(); break;
    case Shape::date: member<Date>(record, field) = value.as_date(); break;
    case Shape::instant: member<Instant>(record, field) = value.as_instant(); break;
    case Shape::choice: member<std::uint8_t>(record, field) = value.as_choice(); break;
    case Shape::reference: member<Uuid>(record, field) = value.as_reference(); break;
    case Shape::none: return false;
  }
  return true;
}

}  // namespace saddlebag
