#pragma once
#include "model/field.hpp"

namespace saddlebag {

struct Product;
template <> struct KindOf<Product> { static constexpr Kind value = Kind::product; };

/// Something we sell (产品).
struct Product : Record {
  Text name;
  Text code, series, unit;
  Money price;  ///< list price of one unit
  Money cost;
  bool discontinued = false;
  Text description;
};

KindInfo const& product_info();

}  // namespace saddlebag
