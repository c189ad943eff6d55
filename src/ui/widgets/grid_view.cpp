#include "ui/widgets/grid_view.hpp"

namespace saddlebag::ui {
namespace {

// Scrolling is in floats, which tell half pixels apart up to here. Longer lists scroll faster than they are drawn.
constexpr double kHighest = 6'000'000;

double rows_height(GridOptions const& options) { return static_cast<double>(options.rows) * static_cast<double>(row_height()); }

}  // namespace

float grid_content_height(GridOptions const& options) {
  return space(options.foot != nullptr ? 18 : 9) + static_cast<float>(std::min(rows_height(options), kHighest));
}

GridRange range_of(GridCursor const& cursor) {
  if (cursor.range_row < 0) return {cursor.row, cursor.row, cursor.column, cursor.column};
  return {std::min(cursor.row, cursor.range_row), std::max(cursor.row, cursor.range_row),
          std::min(cursor.column, cursor.range_column), std::max(cursor.column, cursor.range_column)};
}

GridView::GridView(GridOptions const& given, ImGuiWindow* in, ImGuiID own)
    : options(given), window(in), id(own), area(in->InnerRect), row_height(ui::row_height()), header_height(space(9)),
      check_width(given.checkboxes ? space(10) : 0), rows_top(in->InnerRect.Min.y + header_height),
      rows_bottom(in->InnerRect.Max.y - (given.foot != nullptr ? space(9) : 0)), frozen_columns(0) {
  frozen_right = area.Min.x + check_width;
  float right = frozen_right;
  for (int column = 0; column < std::min(columns(), options.frozen_columns); ++column) {
    right += width(column);
    if (right > area.Min.x + area.GetWidth() * 0.6f) break;  // on a narrow screen everything scrolls
    frozen_columns = column + 1;
    frozen_right = right;
  }
  double const room = static_cast<double>(rows_bottom - rows_top);
  double const real = rows_height(options), told = std::min(real, kHighest);
  scroll_factor = real > told && told > room ? (real - room) / (told - room) : 1;
  offset = std::floor(static_cast<double>(window->Scroll.y) * scroll_factor);
  first_row = std::clamp<std::int64_t>(static_cast<std::int64_t>(offset / row_height), 0, options.rows);
  last_row = std::clamp<std::int64_t>(static_cast<std::int64_t>((offset + room) / row_height) + 1, first_row, options.rows);
}

float GridView::left(int column) const {
  float x = area.Min.x;
  if (column == kCheckColumn) return x;
  x += check_width;
  for (int i = 0; i < column; ++i) x += width(i);
  return frozen(column) ? x : x - window->Scroll.x;
}

std::int64_t GridView::row_at(float y) const {
  if (y < rows_top || y >= rows_bottom) return -1;
  auto const row = static_cast<std::int64_t>((static_cast<double>(y - rows_top) + offset) / row_height);
  return row < options.rows ? row : -1;
}

int GridView::column_at(float x) const {
  if (x < area.Min.x || x >= area.Max.x) return kNoColumn;
  if (x < area.Min.x + check_width) return kCheckColumn;
  for (int column = 0; column < columns(); ++column) {
    if (!frozen(column) && x < frozen_right) continue;
    if (x >= left(column) && x < left(column) + width(column)) return column;
  }
  return kNoColumn;
}

void GridView::scroll_to(std::int64_t row, int column) const {
  float const room = rows_bottom - rows_top;
  double const above = static_cast<double>(row) * row_height;
  double wanted = offset;
  if (above < offset) wanted = above;
  else if (above + row_height > offset + room) wanted = above + row_height - room;
  if (wanted != offset) ImGui::SetScrollY(window, static_cast<float>(wanted / scroll_factor));
  if (column < 0 || column >= columns() || frozen(column)) return;
  float const from = left(column), to = std::min(from + width(column), from + area.Max.x - frozen_right);
  if (from < frozen_right) ImGui::SetScrollX(window, window->Scroll.x - (frozen_right - from));
  else if (to > area.Max.x) ImGui::SetScrollX(window, window->Scroll.x + to - area.Max.x);
}

}  // namespace saddlebag::ui
