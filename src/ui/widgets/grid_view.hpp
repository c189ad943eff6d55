#pragma once
#include <imgui_internal.h>

#include "ui/widgets/grid.hpp"
#include "ui/widgets/internal.hpp"

// How one grid lies on the screen in this frame; shared by its drawing and its input.
namespace saddlebag::ui {

inline constexpr int kCheckColumn = -1;  ///< the leading column of boxes
inline constexpr int kNoColumn = -2;

class GridView {
 public:
  GridView(GridOptions const& options, ImGuiWindow* window, ImGuiID id);

  [[nodiscard]] int columns() const { return static_cast<int>(options.columns.size()); }
  [[nodiscard]] float width(int column) const { return std::round(options.columns[static_cast<std::size_t>(column)].width * appearance().text_scale); }
  [[nodiscard]] bool frozen(int column) const { return column < frozen_columns; }
  /// Left edge on the screen; the box column's for kCheckColumn.
  [[nodiscard]] float left(int column) const;
  [[nodiscard]] float top(std::int64_t row) const { return static_cast<float>(static_cast<double>(rows_top) + static_cast<double>(row) * row_height - offset); }
  /// Row below a height on the screen; -1 outside.
  [[nodiscard]] std::int64_t row_at(float y) const;
  [[nodiscard]] int column_at(float x) const;
  [[nodiscard]] ImGuiID row_id(std::int64_t row) const { return ImHashData(&row, sizeof row, id); }
  [[nodiscard]] ImGuiID cell_id(std::int64_t row, int column) const { return ImHashData(&column, sizeof column, row_id(row)); }
  /// The part of a cell that can be seen; empty for what is scrolled away sideways.
  [[nodiscard]] ImRect seen(int column, float top, float bottom) const {
    float const from = std::max(left(column), frozen(column) ? area.Min.x : frozen_right);
    return {from, top, std::min(left(column) + width(column), area.Max.x), bottom};
  }
  [[nodiscard]] ImGuiID header_id(int column) const { return cell_id(-1, column); }
  void scroll_to(std::int64_t row, int column) const;

  GridOptions const& options;
  ImGuiWindow* window;
  ImGuiID id;
  ImRect area;             ///< header and rows, without scroll bars
  float row_height, header_height, check_width;
  float rows_top;          ///< where the rows' area begins
  float rows_bottom;       ///< and ends: at the foot
  int frozen_columns;
  float frozen_right;      ///< edge between what stays and what scrolls
  double offset;           ///< pixels of rows above the area
  double scroll_factor;    ///< pixels of rows per pixel of scrolling: 1 unless there are millions of rows
  std::int64_t first_row, last_row;  ///< visible ones, last not included
};

/// The pointer and the keyboard in the header. True while the pointer drags there.
bool grid_header_pointer(GridView const& view, GridEvents& events, bool hovered);
void grid_header_keys(GridView const& view, GridCursor& cursor, GridEvents& events);
/// A press on a header sorts by it, with Shift also by it.
void grid_sort(GridView const& view, GridEvents& events, int column);
/// The column that is being dragged, and the one before which it would be dropped; -1: none.
struct GridMove {
  int column = -1, before = -1;
  float x = 0;  ///< left edge of what the pointer holds
};
GridMove grid_move(GridView const& view);
/// The column whose edge is at a place; -1: none.
int grid_edge_at(GridView const& view, float x);

/// Draws what is under the pointer while a header is dragged.
void draw_grid_move(GridView const& view, ImDrawList* list);
/// Draws and tells the foot.
void draw_grid_foot(GridView const& view, ImDrawList* list);

/// Height that the window is told its content has.
float grid_content_height(GridOptions const& options);

/// What the pointer and the keyboard did.
GridEvents grid_input(GridView const& view, GridCursor& cursor, GridCell const& cell, bool hovered, bool pressed);
/// Whether the keyboard stands in the header instead of in a row.
bool& header_cursor(ImGuiID id);
inline bool grid_focused(ImGuiID id) { return GImGui->NavId == id && (GImGui->ActiveId == 0 || GImGui->ActiveId == id); }
/// Whether a key was pressed, or repeats, while the keyboard is this grid's.
inline bool grid_key(GridView const& view, ImGuiKey which, bool repeat = true) {
  return ImGui::IsKeyPressed(which, repeat ? ImGuiInputFlags_Repeat : 0, view.id);
}

}  // namespace saddlebag::ui
