#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "exchange/guess.hpp"
#include "model/field.hpp"

namespace saddlebag {

/// How the cells of one column are to be read.
struct ColumnFormat {
  DateOrder order = DateOrder::ymd;
  char decimal = '.';
  bool fractions_of_one = false;  ///< of a percent field: 0.25 means 25
  int zeros = 0;                  ///< amounts are in units of 10^zeros: 4 under a header that says 万元
  Currency currency;              ///< of amounts that do not name their own
  int offset_minutes = 0;         ///< local time, east of UTC
};

/// Currency and unit that a header tells: "Amount (USD)", 金额（万元）.
void read_header_units(std::string_view header, ColumnFormat& format);

/// The value of a cell for a field. Nothing where the cell does not fit it; an empty value where it is empty.
/// Text of the result points into `cell` or `room`. References are not converted here.
std::optional<Value> convert(std::string_view cell, Field const& field, ColumnFormat const& format, std::string& room);

/// The field type that fits what a column holds, for a new custom field.
FieldType type_for(Content content);
/// As CustomField::type has it.
std::string_view custom_type_name(FieldType type);

}  // namespace saddlebag
