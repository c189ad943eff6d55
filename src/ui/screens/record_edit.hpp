#pragma once
#include "ui/frame.hpp"

namespace saddlebag::ui {

/// Writes one field of a record, and what follows from it by the rules of selling: a deal that enters a stage notes
/// since when, an activity that is done notes when.
void put_field(Frame const& frame, Edit& edit, Kind kind, Record const& record, FieldIndex field, Value value);
/// One field as one transaction, sent with a notice that can be undone.
void send_field(Frame const& frame, Kind kind, Record const& record, FieldIndex field, Value value,
                std::source_location place = std::source_location::current());
/// Erases a record and what hangs on it; the notice offers to undo.
void send_erase(Frame const& frame, Kind kind, Uuid id, std::source_location place = std::source_location::current());

}  // namespace saddlebag::ui
