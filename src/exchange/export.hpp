#pragma once
#include <span>
#include <string>
#include <vector>

#include "locale/keys.hpp"
#include "store/store.hpp"

namespace saddlebag {

struct ExportOptions {
  /// Headers: the names of fields, as files and backends have them; or what people call them.
  bool labels = false;
  Language language = Language::en;  ///< of labels, choices and built-in names, where `labels`
  bool byte_order_mark = true;       ///< without it Excel takes UTF-8 for the system's code page
};

/// The fields that a list of a kind is exported with unless told otherwise: all that a person fills in.
std::vector<FieldIndex> exported_fields(Store const& store, Kind kind);
/// All rows of a kind.
std::vector<Row> all_rows(Store const& store, Kind kind);

/// A list as CSV that spreadsheets open and the import reads back: CRLF, references by name, dates as
/// yyyy-mm-dd, amounts as plain numbers under a header with their currency, cells that a spreadsheet would run
/// as formulas neutralised.
std::string export_csv(Store const& store, Kind kind, std::span<Row const> rows, std::span<FieldIndex const> columns,
                       ExportOptions const& options = {});
/// The same as an array of objects; `id` is added, amounts are {"amount": "12.50", "currency": "CNY"}.
std::string export_json(Store const& store, Kind kind, std::span<Row const> rows, std::span<FieldIndex const> columns);
/// Every record of every kind with every field, references by id: {"format": "saddlebag", "version": 1,
/// "records": {"customers": [...], ...}}.
std::string export_everything(Store const& store);

/// An amount in major units, exact: -12.50.
std::string decimal_text(Money amount);

}  // namespace saddlebag
