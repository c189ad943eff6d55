#include <algorithm>

#include "base/sort.hpp"
#include "ui/format.hpp"
#include "ui/screens/agenda.hpp"
#include "ui/screens/screens.hpp"
#include "ui/widgets/core.hpp"

namespace saddlebag::ui {
namespace {

enum class Shown : int { open, done, table };
int shown = 0;

/// Finished ones, newest first; computed once per change of the store.
std::vector<Row> const& done_activities(Store const& store) {
  static std::vector<Row> rows;
  static std::uint64_t version = ~0ull;
  if (version == store.version(Kind::activity)) return rows;
  version = store.version(Kind::activity);
  rows.clear();
  Table const& table = store.table(Kind::activity);
  auto const at = [&](Row row) -> Activity const& { return static_cast<Activity const&>(*table.at(row)); };
  for (Row row = 0; row < table.end(); ++row) {
    if (table.at(row) && at(row).done) rows.push_back(row);
  }
  sort_items(rows, [&](Row a, Row b) { return at(a).due != at(b).due ? at(a).due > at(b).due : a < b; });
  return rows;
}

/// Only the lines in view are drawn; twenty thousand activities cost no more than twenty.
void draw_lines(Frame const& frame, std::vector<Row> const& rows) {
  a11y::Scope const scope(ImGui::GetID("lines"), {a11y::Role::list, tr(Tr::nav_activities), {}, 0, {}, 0, static_cast<int>(rows.size())});
  float const width = ImGui::GetContentRegionAvail().x;
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(rows.size()), row_height());
  OneStop stop("rows");
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      Record const* const record = frame.store.table(Kind::activity).at(rows[static_cast<std::size_t>(i)]);
      stop.row();
      if (record) draw_activity_line(frame, static_cast<Activity const&>(*record), width);
    }
  }
}

}  // namespace

void draw_activities(Frame const& frame) {
  begin_pane("activities", {0, 0}, frame.compact ? 4 : 8, false);
  heading(tr(Tr::nav_activities));
  gap(3);
  segmented(tr(Tr::agenda_show), shown, {tr(Tr::agenda_open), tr(Tr::agenda_finished), tr(Tr::agenda_table)});
  gap(3);
  if (shown == static_cast<int>(Shown::table)) {
    draw_list(frame, Kind::activity);
    end_pane();
    return;
  }
  float const width = std::min(ImGui::GetContentRegionAvail().x, space(240));
  begin_card("compose", {.width = width, .padding = 3});
  draw_activity_composer(frame, {}, width - space(6));
  end_card();
  gap(3);
  std::vector<Row> const& rows = shown == static_cast<int>(Shown::open) ? open_activities(frame.store) : done_activities(frame.store);
  if (rows.empty()) {
    empty_state(Icon::activities, tr(Tr::agenda_nothing), tr(Tr::agenda_nothing_hint));
  } else {
    begin_pane("lines", {0, 0});
    draw_lines(frame, rows);
    end_pane();
  }
  end_pane();
}

}  // namespace saddlebag::ui
