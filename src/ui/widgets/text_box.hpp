#pragma once
#include <string>

#include "ui/widgets/field.hpp"
#include "ui/widgets/internal.hpp"

// The box that every field with text in it is made of; shared by the fields, not by screens.
namespace saddlebag::ui {

struct TextBox {
  // Asked for:
  a11y::Role role = a11y::Role::textbox;
  std::uint32_t states = 0;
  Icon icon = Icon::none;   ///< in front of the text
  float trailing = 0;       ///< room kept free behind the text, for buttons of the caller
  // Answered:
  ImGuiID id = 0;
  ImRect box;               ///< of the frame
  ImRect behind;            ///< where the trailing buttons go
  TextFieldResult result;
};
/// Label, frame, text and message; `options` as in text_field. Leaves the cursor below.
void text_box(std::string_view name, std::string& text, TextFieldOptions const& options, TextBox& box);

/// A small button inside a field's frame.
Item inner_button(std::string_view id_text, ImRect const& box, Icon icon, std::string_view name, bool expanded = false);

/// What is being typed into a field until it can be taken over. Forgotten when its field is not drawn any more.
struct Draft {
  ImGuiID id = 0;
  int last_frame = 0;
  bool wanted = false;   ///< otherwise the field shows the value itself
  std::string typed;
  std::string error;
  double since = 0;      ///< when it was typed into last; 0: that was checked
};
Draft& draft_of(ImGuiID id);

/// Shown above a field unless told otherwise.
void draw_label(std::string_view name, bool required);
void draw_error(std::string_view error);

}  // namespace saddlebag::ui
