#pragma once
#include "base/later.hpp"
#include "ui/screens/list_layout.hpp"

namespace saddlebag::ui {

enum class ExportFormat : std::uint8_t { csv, json };

/// Offers rows of a list, with the columns that it shows, as a file to save.
SADDLEBAG_LATER void export_list(Frame const& frame, Kind kind, std::vector<Row> const& rows, std::vector<ListColumn> const& columns,
                 ExportFormat format);

}  // namespace saddlebag::ui
