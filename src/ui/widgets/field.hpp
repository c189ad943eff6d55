#pragma once
#include <optional>
#include <span>
#include <string>

#include "store/store.hpp"
#include "ui/frame.hpp"
#include "ui/widgets/core.hpp"

namespace saddlebag::ui {

struct TextFieldOptions {
  std::string_view hint = {};
  std::string_view error = {};      ///< shown below in red, and told to assistive technology
  float width = 0;                  ///< 0: the rest of the row
  bool label = true;                ///< the name is drawn above the field; otherwise it is only its accessible name
  bool multiline = false;
  int lines = 4;                    ///< of a multiline field, that are seen at once
  bool password = false;
  bool required = false;
  bool search = false;              ///< a magnifier, a clear button, role searchbox
  bool focus = false;               ///< takes the keyboard in this frame
  bool read_only = false;
  bool bare = false;                ///< no frame: inline edit in a cell
  bool caret_at_end = false;        ///< with `focus`: the text was begun by typing; go on behind it, and leaving commits it
};
struct TextFieldResult {
  bool changed = false;             ///< the text differs from the last frame
  bool committed = false;           ///< Enter, or focus left after a change
  bool cancelled = false;           ///< Escape: the text is what it was
  bool active = false;
};
TextFieldResult text_field(std::string_view name, std::string& text, TextFieldOptions const& options = {});

/// A drop-down of a few fixed choices; true when another was chosen. Arrow keys and first letters move. A `chosen`
/// that is none of them shows as "choose".
bool select(std::string_view name, int& chosen, std::span<std::string_view const> choices, float width = 0, bool label = true);

/// Picks a record by typing part of its name (pinyin too); can be cleared, and can create one from the text typed
/// when `creatable`. True when changed.
struct ReferenceResult {
  bool changed = false;
  std::optional<std::string> create;  ///< the person wants a new record of this name
};
ReferenceResult reference_field(Frame const& frame, std::string_view name, Kind target, Uuid& chosen, bool creatable = false, float width = 0, bool label = true);

/// Stretches of a text that are marked, as bytes from and to.
struct TextMarks {
  static constexpr std::size_t kMost = 4;
  std::uint16_t from[kMost] = {}, to[kMost] = {};
  std::size_t count = 0;
  void add(std::uint16_t begin, std::uint16_t end) {
    if (count == kMost) return;
    from[count] = begin;
    to[count++] = end;
  }
};

/// One line of what a find field offers.
struct Suggestion {
  std::string_view name, note;
  Icon icon = Icon::none;
  std::string_view group = {};       ///< of the first of a group: its name, which stands above it
  TextMarks marks = {};              ///< in the name
  bool can_star = false, starred = false;
};
struct FindResult {
  int taken = -1;    ///< line that was taken; -1: none
  int starred = -1;  ///< line whose star was pressed
};
/// A search box with what was found below it while it has the keyboard: Up, Down and Enter, or the pointer. Taking a line,
/// or Escape, empties the text.
FindResult find_field(std::string_view name, std::string& text, TextFieldOptions const& options, std::span<Suggestion const> found);

/// A date with a calendar to pick from; typing works too.
bool date_field(Frame const& frame, std::string_view name, Date& date, float width = 0, bool label = true);

/// A label as fields have it above them.
void field_label_text(std::string_view name, bool required = false);

/// Editor of any field of any kind, by its descriptor: the one that forms, inline cells and bulk edit use. Keeps what is
/// being typed until it is valid; true when `value` changed to a new valid value.
bool value_field(Frame const& frame, Field const& field, OwnedValue& value, TextFieldOptions const& options = {});

}  // namespace saddlebag::ui
