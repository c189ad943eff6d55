#include "ui/screens/list_export.hpp"

#include "exchange/export.hpp"
#include "ui/format.hpp"

namespace saddlebag::ui {

void export_list(Frame const& frame, Kind kind, std::vector<Row> const& rows, std::vector<ListColumn> const& columns,
                 ExportFormat format) {
  std::vector<FieldIndex> fields;
  for (ListColumn const& column : columns) fields.push_back(column.index);
  bool const csv = format == ExportFormat::csv;
  ExportOptions options;
  options.labels = true;
  options.language = language();
  std::string const content =
      csv ? export_csv(frame.store, kind, rows, fields, options) : export_json(frame.store, kind, rows, fields);
  std::string const name =
      std::string(tr(kind_info(kind).label_plural)) + " " + to_iso(frame.today) + (csv ? ".csv" : ".json");
  frame.commands.send(SaveFile{name, csv ? "text/csv" : "application/json", to_bytes(content)});
}

}  // namespace saddlebag::ui
