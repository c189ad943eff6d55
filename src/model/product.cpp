#include "model/product.hpp"

#include "model/tables.hpp"

namespace saddlebag {

KindInfo const& product_info() {
  static std::vector<Field> const fields = detail::with_system_fields<Product>({
      field<&Product::name>("name", Tr::field_name, kRequired | kSearchable | kColumn | kTitle | kNatural),
      field<&Product::code>("code", Tr::field_code, kSearchable | kColumn),
      field<&Product::series>("series", Tr::field_series, kSearchable | kColumn),
      field<&Product::unit>("unit", Tr::field_unit),
      field<&Product::price>("price", Tr::field_price, kColumn),
      field<&Product::cost>("cost", Tr::field_cost),
      field<&Product::discontinued>("discontinued", Tr::field_discontinued),
      field<&Product::description>("description", Tr::field_description, kSearchable, FieldType::long_text),
  });
  static KindInfo const info =
      detail::make_kind<Product>("product", "products", Tr::kind_product, Tr::kind_products, fields);
  return info;
}

}  // namespace saddlebag
