#pragma once
#include <imgui.h>

#include <string_view>

#include "ui/a11y/tree.hpp"
#include "ui/theme/icons.hpp"
#include "ui/theme/theme.hpp"

namespace saddlebag::ui {

// Every interactive thing goes through the functions in ui/widgets: they draw in our own style, take part in ImGui's
// keyboard navigation, and tell the accessibility tree who they are. Screens never call ImGui's own widgets.
// All strings are UTF-8 and need no zero at the end. Ids come from the name unless PushID says more.

/// One item of the frame: id, place, and how the pointer stands to it.
struct Item {
  ImGuiID id = 0;
  ImVec2 min, max;
  bool visible = false;   ///< false: clipped, draw nothing
  bool hovered = false, held = false, focused = false;
  bool pressed = false;   ///< clicked, tapped, Enter, Space, or activated by assistive technology
  bool double_pressed = false;
  bool context = false;   ///< right click, long press, menu key
};

/// Places an item at the cursor, makes it react as a button does, and tells the tree. Width 0: the rest of the row.
Item item(std::string_view id_text, ImVec2 size, a11y::Says const& says, bool enabled = true);
/// The same at a fixed place, not moving the cursor (cells, overlays).
Item item_at(std::string_view id_text, ImVec2 min, ImVec2 max, a11y::Says const& says, bool enabled = true);
/// Gives the keyboard to an item and scrolls it into view, as if it had been reached by keys.
void take_keyboard(Item const& item);
/// The rows of a long list are one stop of the Tab key together, the first of them; arrow keys go on from there, and Tab
/// leaves the list. Lives while the list is drawn; `row` comes before each row.
class OneStop {
 public:
  explicit OneStop(std::string_view list);
  ~OneStop();
  OneStop(OneStop const&) = delete;
  OneStop& operator=(OneStop const&) = delete;
  void row();

 private:
  ImGuiID id_;
  int focused_before_;   ///< items told as focused, since the program began
  bool has_keyboard_;    ///< one of its rows had it in the last frame
  bool first_ = true, pushed_ = false;
};
/// Ring around the item that has the keyboard; call after drawing the item.
void draw_focus(Item const& item, float radius = kRadiusSmall);

/// Text at a place, cut with an ellipsis at `max_width` (0: not cut). Returns the width drawn. Allocates nothing.
float draw_text(ImDrawList* list, ImVec2 at, std::string_view text, Type type, ImU32 colour, float max_width = 0);
float text_width(std::string_view text, Type type);
void draw_icon(ImDrawList* list, ImVec2 at, Icon icon, float size, ImU32 colour);

/// A stretch of static text that the tree knows too.
void text(std::string_view text, Type type = Type::body, Color role = Color::text);
/// Wrapped by the rules of CJK typesetting (no closing punctuation at the start of a line). Width 0: what is left. A line of
/// a centred one stands in the middle of the width.
void paragraph(std::string_view text, Type type = Type::body, Color role = Color::text_muted, float width = 0, bool centred = false);
void heading(std::string_view text, Type type = Type::heading, int level = 1, float width = 0);  ///< at most so wide, where given
/// Moves down, or along a row, by steps of the grid.
void gap(float steps);
/// The next item stands to the right, `steps` of the grid apart.
void same_row(float steps = 2);
/// Begins a row of at least that height (0: of controls): lower things in it stand in its middle.
void begin_row(float height = 0);
/// Lets what follows in the row, `width` wide in all, end at the right edge.
void push_right(float width);
/// How wide a button will be.
float button_width(std::string_view name, bool with_icon = false);
/// A hairline across.
void divider();

enum class ButtonStyle : std::uint8_t { secondary, primary, ghost, danger };
struct ButtonOptions {
  ButtonStyle style = ButtonStyle::secondary;
  Icon icon = Icon::none;
  bool enabled = true;
  float width = 0;               ///< 0: as wide as its text
  std::string_view shortcut = {};///< shown behind, e.g. "Ctrl K"
  std::uint32_t states = 0;      ///< more states for the tree, e.g. kExpanded
  Color ink = Color::count_;     ///< of the icon alone; count_: as the style has it
};
bool button(std::string_view name, ButtonOptions const& options = {});
/// Only an icon; `name` is its accessible name and tooltip.
bool icon_button(Icon icon, std::string_view name, ButtonOptions const& options = {.style = ButtonStyle::ghost});
bool link(std::string_view name, Type type = Type::body);
bool checkbox(std::string_view name, bool& checked, bool show_name = true);
bool switch_toggle(std::string_view name, bool& on);
/// One of a few, side by side; true when changed.
bool segmented(std::string_view name, int& chosen, std::initializer_list<std::string_view> choices);

void badge(std::string_view text, Tone tone);
/// Draws a badge at a place (cells, cards); returns its width.
float draw_badge(ImDrawList* list, ImVec2 at, std::string_view text, Tone tone, float max_width);
/// A disc with initials in a colour made from the name.
void draw_avatar(ImDrawList* list, ImVec2 at, float size, std::string_view name);
/// The shape of something that is not there yet. Assistive technology is told by a progress bar instead. Width 0: the rest of the row.
void skeleton(float width, float height);
void progress_bar(std::string_view name, float fraction, float width = 0);

/// A pane with rounded corners; content goes between begin and end, its lines three steps apart. Height 0: as high as its content, <0: the rest.
struct CardOptions {
  std::string_view name = {};   ///< a region in the tree when given; drawn as its title
  float width = 0, height = 0;
  float padding = 4;            ///< steps of the grid
  Color fill = Color::surface;
  bool scroll = false;
};
void begin_card(char const* id, CardOptions const& options = {});
void end_card();
/// A plain region, for layout and scrolling, without a fill. Lines keep the distance that they have around it.
void begin_pane(char const* id, ImVec2 size, float padding_steps = 0, bool scroll = true);
void end_pane();

/// What a list shows when there is nothing: an icon, what it is for, and what to do. True when the button is pressed.
bool empty_state(Icon icon, std::string_view title, std::string_view hint, std::string_view action = {});

}  // namespace saddlebag::ui
