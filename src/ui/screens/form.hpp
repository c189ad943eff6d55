#pragma once
#include "base/later.hpp"
#include "ui/frame.hpp"

namespace saddlebag::ui {

/// Where a field stands in a form.
enum class FormSection : std::uint8_t { basic, contact, address, business, more, custom, count_ };
FormSection section_of(Field const& field);
Tr section_name(FormSection section);

/// Opens the form for a new record; `reference` (a field of it) already names `target`. See start_new for a plain one.
void start_new_for(Kind kind, std::string_view reference, Uuid target);
/// The drawer with the form for a new record, while it is open. Part of the window, so that every screen can open it.
void draw_new_record(Frame const& frame);

/// All fields of a record, by section, each written as soon as it is committed. What cannot be read stays in its field,
/// with the reason beside it.
void draw_record_form(Frame const& frame, Kind kind, Record const& record);

/// Opens the dialog that adds a field to a kind, and draws it while it is open, as part of the window.
void start_new_field(Kind kind);
SADDLEBAG_LATER void draw_new_field(Frame const& frame);
/// A name for files and backends, made from what people call the field: lower case, pinyin for Chinese, unlike any
/// other of the kind.
std::string custom_field_name(Store const& store, Kind kind, std::string_view label);

}  // namespace saddlebag::ui
