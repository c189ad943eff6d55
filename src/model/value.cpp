#include "model/value.hpp"

namespace saddlebag {

bool Value::empty() const {
  switch (shape_) {
    case Shape::none: return true;
    case Shape::text: return text_.empty();
    case Shape::money: return money_.empty();
    case Shape::date: return as_date().empty();
    case Shape::instant: return as_instant().empty();
    case Shape::reference: return reference_.empty();
    default: return false;
  }
}

bool operator==(Value const& a, Value const& b) {
  if (a.empty() || b.empty()) return a.empty() && b.empty();
  if (a.shape_ != b.shape_) return false;
  switch (a.shape_) {
    case Shape::text: return a.text_ == b.text_;
    case Shape::number: return a.number_ == b.number_;
    case Shape::money: return a.money_ == b.money_;
    case Shape::reference: return a.reference_ == b.reference_;
    default: return a.integer_ == b.integer_;
  }
}

}  // namespace saddlebag
