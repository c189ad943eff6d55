#include "ui/screens/record_edit.hpp"

#include "domain/sales.hpp"
#include "ui/format.hpp"

namespace saddlebag::ui {
namespace {

/// Adds what a rule has worked out to an edit that may hold more.
void take_over(Edit& edit, Transaction const& rule) {
  rule.for_each([&](Change const& change) {
    if (change.action == Action::set) edit.set(change.kind, change.record, change.field, change.after);
  });
}

}  // namespace

void put_field(Frame const& frame, Edit& edit, Kind kind, Record const& record, FieldIndex field, Value value) {
  std::string_view const name = frame.store.fields(kind)[field].name;
  if (kind == Kind::opportunity && name == "stage" && !value.empty()) {
    return take_over(edit, move_to_stage(frame.store, {record.id}, {value.as_reference()}, frame.now, frame.today));
  }
  if (kind == Kind::activity && name == "done") {
    return take_over(edit, complete_activity(frame.store, {record.id}, value.as_boolean(), frame.now));
  }
  edit.set(kind, record.id, field, value);
}

void send_field(Frame const& frame, Kind kind, Record const& record, FieldIndex field, Value value,
                std::source_location place) {
  Edit edit(frame.store, Cause::edit, place);
  put_field(frame, edit, kind, record, field, value);
  if (edit.empty()) return;
  std::string const notice(tr(Tr::list_edited, field_label(frame.store.fields(kind)[field])));
  edit.label(notice);
  frame.commands.send(Apply{edit.take(), notice}, place);
}

void send_erase(Frame const& frame, Kind kind, Uuid id, std::source_location place) {
  Edit edit(frame.store, Cause::edit, place);
  edit.erase(kind, id);
  std::string const notice(tr(Tr::list_deleted, record_title(frame.store, kind, id)));
  edit.label(notice);
  frame.commands.send(Apply{edit.take(), notice}, place);
}

}  // namespace saddlebag::ui
