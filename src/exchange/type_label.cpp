#include "exchange/type_label.hpp"

namespace saddlebag {

Tr type_label(FieldType type) {
  switch (type) {
    case FieldType::integer: return Tr::import_type_integer;
    case FieldType::number: return Tr::import_type_number;
    case FieldType::percent: return Tr::import_type_percent;
    case FieldType::boolean: return Tr::import_type_boolean;
    case FieldType::money: return Tr::import_type_money;
    case FieldType::date: return Tr::import_type_date;
    case FieldType::instant: return Tr::import_type_instant;
    case FieldType::choice: return Tr::import_type_choice;
    case FieldType::reference: return Tr::import_type_reference;
    default: return Tr::import_type_text;
  }
}

}  // namespace saddlebag
