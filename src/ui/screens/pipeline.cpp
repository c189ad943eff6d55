#include "ui/screens/pipeline.hpp"

#include "base/hash.hpp"
#include "ui/format.hpp"
#include "ui/screens/board.hpp"
#include "ui/screens/bulk_edit.hpp"
#include "ui/screens/filter_bar.hpp"
#include "ui/screens/form.hpp"
#include "ui/screens/list_state.hpp"
#include "ui/screens/screens.hpp"
#include "ui/widgets/field.hpp"
#include "ui/widgets/overlay.hpp"

namespace saddlebag::ui {
namespace {

/// What the views look at, found anew once the data or the question changed.
struct Found {
  PipelineDeals deals;
  LiveQuery query;
  std::string search;
  std::uint64_t data = ~0ull, revision = 0;
};
Found found;

std::vector<Filter>::iterator pipeline_filter(Frame const& frame, ListState& state) {
  FieldIndex const field = frame.store.field_named(Kind::opportunity, "pipeline");
  auto at = state.filters.begin();
  while (at != state.filters.end() && (at->field != field || at->compare != Compare::is)) ++at;
  return at;
}

void refresh(Frame const& frame, ListState& state) {
  std::uint64_t const data = mix(data_version(frame.store, Kind::opportunity), frame.store.version(Kind::stage));
  if (found.data == data && found.revision == state.revision && found.search == state.search) return;
  found.data = data;
  found.revision = state.revision;
  found.search = state.search;
  auto const filter = pipeline_filter(frame, state);
  found.deals.pipeline = filter == state.filters.end() ? Id<Pipeline>{} : Id<Pipeline>{filter->value.get().as_reference()};
  found.deals.rows = found.query.rows(frame.store, {Kind::opportunity, state.search, state.filters, {}});
  (void)state.selection.rows(frame.store.table(Kind::opportunity));  // forgets those that are gone
  found.deals.report = pipeline_report(frame.store, found.deals.rows, found.deals.pipeline);
  ++found.deals.stamp;
}

DealView shown_view(Frame const& frame) {
  return frame.route.view == DealView::remembered ? frame.preferences.pipeline.view : frame.route.view;
}

void choose_view(Frame const& frame, DealView view) {
  PipelineLayout layout = frame.preferences.pipeline;
  layout.view = view;
  save_pipeline(frame, layout);
  frame.commands.send(Go{{Screen::pipeline, {}, view}});
}

void draw_views(Frame const& frame, DealView view) {
  int chosen = static_cast<int>(view) - 1;
  if (segmented(tr(Tr::board_views), chosen,
                {tr(Tr::board_view_board), tr(Tr::board_view_list), tr(Tr::board_view_funnel), tr(Tr::board_view_calendar), tr(Tr::board_view_timeline)})) {
    choose_view(frame, static_cast<DealView>(chosen + 1));
  }
}

void draw_title(Frame const& frame, DealView view) {
  begin_row();
  heading(tr(Tr::nav_pipeline));
  if (!frame.compact) {
    same_row(5);
    draw_views(frame, view);
  }
  same_row(0);
  std::string_view const name = tr(Tr::board_new);
  push_right(frame.compact ? control_height() : button_width(name, true));
  bool const pressed = frame.compact ? icon_button(Icon::plus, name, {.style = ButtonStyle::primary})
                                     : button(name, {.style = ButtonStyle::primary, .icon = Icon::plus});
  if (pressed) start_new(Kind::opportunity);
  if (frame.compact) {
    gap(2);
    draw_views(frame, view);
  }
}

void draw_summary(Frame const& frame, float width) {
  DealTotals const& open = found.deals.report.open;
  std::string_view const count = format_integer(static_cast<std::int64_t>(open.count));
  std::string_view summary = tr(Tr::board_count, count);
  if (!open.amount.empty() && frame.compact) summary = keepf("%s · %s", keep_cstr(summary), keep_cstr(money_sums(open.amount, true)));
  else if (!open.amount.empty()) summary = tr(Tr::board_summary, count, money_sums(open.amount, false), money_sums(open.weighted, false));
  paragraph(summary, Type::body, Color::text_muted, width);
}

/// Where there are several pipelines, one of them may be chosen: a filter like the others.
void draw_pipeline_choice(Frame const& frame, ListState& state) {
  if (frame.compact || frame.store.count(Kind::pipeline) < 2) return;
  auto const at = pipeline_filter(frame, state);
  Uuid chosen = at == state.filters.end() ? Uuid{} : at->value.get().as_reference();
  same_row(2);
  if (!reference_field(frame, tr(Tr::board_pipeline), Kind::pipeline, chosen, false, space(44), false).changed) return;
  if (at != state.filters.end()) state.filters.erase(at);
  if (!chosen.empty()) {
    Filter filter;
    filter.field = frame.store.field_named(Kind::opportunity, "pipeline");
    filter.value = Value::reference(chosen);
    state.filters.push_back(std::move(filter));
  }
  ++state.revision;
}

/// Whether deals that have ended are shown: on a board of stages as columns of their own.
bool& ended_of(PipelineLayout& layout, DealView view) { return view == DealView::board && layout.group.empty() ? layout.ended : layout.closed; }

/// Looked up by name once per change, not in every frame.
BoardGroup current_group(Frame const& frame) {
  static struct {
    std::string name;
    std::uint64_t fields = ~0ull;
    BoardGroup group;
  } known;
  std::string const& name = frame.preferences.pipeline.group;
  std::uint64_t const fields = frame.store.version(Kind::custom_field);
  if (known.fields != fields || known.name != name) known = {name, fields, board_group_named(frame.store, name)};
  return known.group;
}

/// What the columns of the board stand for.
void draw_group(Frame const& frame) {
  BoardGroup const group = current_group(frame);
  std::string_view const name = tr(Tr::board_group, label_of(frame.store, group));
  same_row(2);
  bool const pressed = frame.compact ? icon_button(Icon::group, name) : button(name, {.style = ButtonStyle::ghost, .icon = Icon::group});
  if (pressed) open_menu("group by");
  if (!begin_menu("group by", tr(Tr::board_group_menu))) return;
  BoardGroup::By last = BoardGroup::By::stage;
  int index = 0;
  for (BoardGroup const each : board_groups(frame.store)) {
    if ((each.by == BoardGroup::By::customer) != (last == BoardGroup::By::customer)) menu_separator();
    last = each.by;
    ImGui::PushID(index++);
    if (menu_item(label_of(frame.store, each), each == group ? Icon::check : Icon::none)) {
      PipelineLayout layout = frame.preferences.pipeline;
      layout.group = name_of(frame.store, each);
      save_pipeline(frame, layout);
    }
    ImGui::PopID();
  }
  end_menu();
}

void draw_options(Frame const& frame, DealView view) {
  same_row(2);
  if (icon_button(Icon::settings, tr(Tr::board_options))) open_menu("options");
  if (!begin_menu("options", tr(Tr::board_options))) return;
  PipelineLayout layout = frame.preferences.pipeline;
  if (menu_check(tr(Tr::board_ended), ended_of(layout, view))) save_pipeline(frame, layout);
  if (view == DealView::board && menu_check(tr(Tr::board_dense), layout.dense)) save_pipeline(frame, layout);
  end_menu();
}

void draw_tools(Frame const& frame, ListState& state, DealView view) {
  begin_row();
  float const width = frame.compact ? ImGui::GetContentRegionAvail().x - (control_height() + space(2)) * (view == DealView::board ? 3.0f : view == DealView::funnel ? 1.0f : 2.0f) : space(70);
  std::string_view const name = tr(Tr::list_search, tr(kind_info(Kind::opportunity).label_plural));
  text_field(name, state.search, {.hint = name, .width = width, .label = false, .search = true});
  draw_pipeline_choice(frame, state);
  same_row(2);
  draw_filter_button(frame, Kind::opportunity);
  if (view == DealView::board) draw_group(frame);
  if (view != DealView::funnel) draw_options(frame, view);
}

void draw_deals(Frame const& frame, DealView view) {
  if (!frame.complete) view = DealView::board;  // the others come with what is loaded later
  switch (view) {
    case DealView::funnel: return draw_funnel(frame, found.deals);
    case DealView::calendar: return draw_deal_calendar(frame, found.deals);
    case DealView::timeline: return draw_deal_timeline(frame, found.deals);
    default: return draw_board(frame, found.deals);
  }
}

}  // namespace

std::string_view money_sums(MoneySums const& amounts, bool brief) {
  std::string_view all;
  for (Money const& amount : amounts.all()) {
    std::string_view const one = format_money(amount, brief);
    all = all.empty() ? one : keepf("%s · %s", keep_cstr(all), keep_cstr(one));
  }
  return all;
}

void save_pipeline(Frame const& frame, PipelineLayout const& layout) {
  Preferences next = frame.preferences;
  next.pipeline = layout;
  frame.commands.send(SetPreferences{std::move(next)});
}

void draw_pipeline(Frame const& frame) {
  ListState& state = list_state(Kind::opportunity);
  refresh(frame, state);
  DealView const view = shown_view(frame);
  begin_pane("pipeline", {0, 0}, frame.compact ? 4 : 6, false);
  draw_title(frame, view);
  gap(frame.compact ? 2 : 1);
  if (view == DealView::list) {
    draw_list(frame, Kind::opportunity);  // with its own tools: the same search and filters
    end_pane();
    return;
  }
  ImGui::PushID(static_cast<int>(Kind::opportunity));
  draw_summary(frame, ImGui::GetContentRegionAvail().x);
  gap(3);
  if (state.selection.size() > 0) draw_bulk_bar(frame, Kind::opportunity, state);
  else draw_tools(frame, state, view);
  gap(3);
  if (!state.filters.empty()) {
    draw_filter_chips(frame, Kind::opportunity, state);
    gap(3);
  }
  refresh(frame, state);  // what was typed just now is answered in this very frame
  draw_deals(frame, view);
  draw_filter_dialog(frame, Kind::opportunity, state);
  if (frame.complete) draw_bulk_dialogs(frame, Kind::opportunity, state);
  ImGui::PopID();
  end_pane();
}

}  // namespace saddlebag::ui
