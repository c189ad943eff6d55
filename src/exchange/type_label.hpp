#pragma once
#include "model/field.hpp"

namespace saddlebag {

/// What people call a field's type: "date", "amount of money".
Tr type_label(FieldType type);

}  // namespace saddlebag
