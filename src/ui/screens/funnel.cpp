#include "analytics/funnel.hpp"

#include <algorithm>

#include "ui/format.hpp"
#include "ui/motion.hpp"
#include "ui/screens/list_state.hpp"
#include "ui/screens/pipeline.hpp"
#include "ui/widgets/overlay.hpp"

namespace saddlebag::ui {
namespace {

struct ShownFunnel {
  Funnel funnel;
  std::uint64_t stamp = 0;
};
ShownFunnel shown_funnel;

/// A funnel is of one pipeline: the one that is filtered by, or the first.
void refresh(Frame const& frame, PipelineDeals const& deals) {
  if (shown_funnel.stamp == deals.stamp) return;
  shown_funnel.stamp = deals.stamp;
  bool const several = deals.pipeline.empty() && frame.store.count(Kind::pipeline) > 1 && !deals.report.stages.empty();
  Stage const* const first = several ? frame.store.find(deals.report.stages.front().stage) : nullptr;
  shown_funnel.funnel = make_funnel(first ? pipeline_report(frame.store, deals.rows, first->pipeline) : deals.report);
}

std::string_view count_text(std::size_t count) { return format_integer(static_cast<std::int64_t>(count)); }

/// The records behind a figure: the list of the same deals, those in one stage.
void open_stage(Frame const& frame, Id<Stage> stage) {
  ListState& state = list_state(Kind::opportunity);
  FieldIndex const field = frame.store.field_named(Kind::opportunity, "stage");
  std::erase_if(state.filters, [&](Filter const& each) { return each.field == field; });
  Filter filter;
  filter.field = field;
  filter.value = Value::reference(stage.uuid);
  state.filters.push_back(std::move(filter));
  ++state.revision;
  frame.commands.send(Go{{Screen::pipeline, {}, DealView::list}});
}

/// Where the columns of figures end, from the right border.
struct Columns {
  float name, bar_left, bar_right;
  float here, amount, weighted;  ///< right edges; `weighted` 0: no room for it
};

/// Room for the longest sum of a column.
float sums_width(MoneySums DealTotals::* sums) {
  float widest = space(20);
  for (FunnelStep const& step : shown_funnel.funnel.steps) widest = std::max(widest, text_width(money_sums(step.here.*sums, true), Type::body));
  return widest + space(6);
}

Columns columns_of(float left, float width) {
  float const amount = sums_width(&DealTotals::amount), weighted = sums_width(&DealTotals::weighted);
  Columns at{left, left + space(36), 0, 0, 0, left + width - space(2)};
  at.amount = at.weighted - weighted;
  at.here = at.amount - amount;
  at.bar_right = at.here - space(16);
  if (at.bar_right - at.bar_left > space(60)) return at;
  at.amount = at.weighted;
  at.weighted = 0;
  at.here = at.amount - amount;
  at.bar_right = at.here - space(16);
  return at;
}

void right_text(ImDrawList* list, float right, float y, std::string_view what, Type type, Color role) {
  draw_text(list, {right - text_width(what, type), y}, what, type, color(role));
}

void paint_heads(Columns const& at, float y) {
  ImDrawList* const list = ImGui::GetWindowDrawList();
  std::string_view const reached = tr(Tr::board_funnel_reached);
  float const middle = (at.bar_left + at.bar_right) / 2;
  draw_text(list, {middle - text_width(reached, Type::caption) / 2, y}, reached, Type::caption, color(Color::text_muted));
  right_text(list, at.here, y, tr(Tr::board_funnel_here), Type::caption, Color::text_muted);
  right_text(list, at.amount, y, tr(Tr::field_amount), Type::caption, Color::text_muted);
  if (at.weighted > 0) right_text(list, at.weighted, y, tr(Tr::board_funnel_weighted), Type::caption, Color::text_muted);
}

/// The share that went on, between a step and the next.
std::string_view passed_text(FunnelStep const& step) {
  return step.passed < 0 ? std::string_view() : tr(Tr::board_funnel_went_on, format_number(step.passed, 0));
}

void paint_bar(FunnelStep const& step, ImGuiID id, float most, float left, float right, float top, float height) {
  float const full = right - left;
  float const share = animate(id, most > 0 ? static_cast<float>(step.reached) / most : 0);
  float const width = std::max(step.reached > 0 ? space(1) : 0, full * share), x = left + (full - width) / 2;
  ImDrawList* const list = ImGui::GetWindowDrawList();
  ImU32 const fill = tone_color(step.outcome == Outcome::won ? Tone::good : Tone::accent);
  list->AddRectFilled({x, top}, {x + width, top + height}, fill, kRadiusSmall);
  std::string_view const number = count_text(step.reached);
  float const wide = text_width(number, Type::strong), y = top + (height - font_size(Type::strong)) / 2;
  bool const inside = wide + space(3) < width;
  draw_text(list, {inside ? x + (width - wide) / 2 : x + width + space(2), y}, number, Type::strong, color(inside ? Color::text_on_accent : Color::text));
}

Item step_item(FunnelStep const& step, std::string_view name, float height, int index) {
  std::string_view const amount = money_sums(step.here.amount, false);
  std::string_view const value = keepf("%s · %s · %s", keep_cstr(count_text(step.reached)), keep_cstr(count_text(step.here.count)), keep_cstr(amount));
  a11y::Says says{a11y::Role::button, name, value};
  says.note = passed_text(step);
  ImGui::PushID(index);
  Item const it = item("step", {0, height}, says);
  ImGui::PopID();
  return it;
}

void draw_step(Frame const& frame, FunnelStep const& step, Columns const& at, float most, int index) {
  std::string_view const name = record_title(frame.store, Kind::stage, step.stage.uuid);
  float const bar = space(9), height = bar + space(6);
  Item const it = step_item(step, name, height, index);
  if (it.pressed) open_stage(frame, step.stage);
  if (!it.visible) return;
  ImDrawList* const list = ImGui::GetWindowDrawList();
  if (it.hovered) {
    list->AddRectFilled(it.min, {it.max.x, it.min.y + bar + space(1)}, color(Color::hover), kRadiusSmall);
    ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  }
  float const y = it.min.y + (bar + space(1) - font_size(Type::body)) / 2;
  draw_text(list, {at.name, y}, name, Type::strong, color(Color::text), at.bar_left - at.name - space(2));
  paint_bar(step, it.id, most, at.bar_left, at.bar_right, it.min.y + space(0.5f), bar);
  right_text(list, at.here, y, count_text(step.here.count), Type::body, Color::text);
  right_text(list, at.amount, y, money_sums(step.here.amount, true), Type::body, Color::text);
  if (at.weighted > 0) right_text(list, at.weighted, y, money_sums(step.here.weighted, true), Type::body, Color::text_muted);
  std::string_view const passed = passed_text(step);
  float const middle = (at.bar_left + at.bar_right) / 2 - text_width(passed, Type::caption) / 2;
  draw_text(list, {middle, it.min.y + bar + space(1.5f)}, passed, Type::caption, color(step.passed < 50 ? Color::warning : Color::text_muted));
  draw_focus(it);
}

/// On a phone each step stands in two lines, with its bar below.
void draw_small_step(Frame const& frame, FunnelStep const& step, float width, float most, int index) {
  std::string_view const name = record_title(frame.store, Kind::stage, step.stage.uuid);
  Item const it = step_item(step, name, space(23), index);
  if (it.pressed) open_stage(frame, step.stage);
  if (!it.visible) return;
  ImDrawList* const list = ImGui::GetWindowDrawList();
  draw_text(list, it.min, name, Type::strong, color(Color::text), width / 2);
  right_text(list, it.max.x, it.min.y, keepf("%s · %s", keep_cstr(count_text(step.here.count)), keep_cstr(money_sums(step.here.amount, true))), Type::body, Color::text_muted);
  paint_bar(step, it.id, most, it.min.x, it.max.x, it.min.y + space(6), space(9));
  std::string_view const passed = passed_text(step);
  draw_text(list, {it.min.x + (width - text_width(passed, Type::caption)) / 2, it.min.y + space(16.5f)}, passed, Type::caption, color(Color::text_muted));
  draw_focus(it);
}

}  // namespace

void draw_funnel(Frame const& frame, PipelineDeals const& deals) {
  refresh(frame, deals);
  begin_pane("funnel", {0, 0});
  float const width = std::min(ImGui::GetContentRegionAvail().x, space(320));
  begin_card("steps", {.width = width, .padding = frame.compact ? 4.0f : 5.0f});
  float const inner = ImGui::GetContentRegionAvail().x;
  ImVec2 const at = ImGui::GetCursorScreenPos();
  Columns const columns = columns_of(at.x, inner);
  float const most = shown_funnel.funnel.steps.empty() ? 0 : static_cast<float>(shown_funnel.funnel.steps.front().reached);
  {
    a11y::Scope const scope(ImGui::GetID("funnel"), {a11y::Role::group, tr(Tr::board_funnel)});
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
    if (!frame.compact) {
      paint_heads(columns, at.y);
      ImGui::Dummy({inner, space(6)});
    }
    int index = 0;
    for (FunnelStep const& step : shown_funnel.funnel.steps) {
      if (frame.compact) draw_small_step(frame, step, inner, most, index++);
      else draw_step(frame, step, columns, most, index++);
    }
    ImGui::PopStyleVar();
  }
  if (shown_funnel.funnel.win_rate >= 0) {
    text(keepf("%s %s%%", tr(Tr::board_funnel_win_rate), keep_cstr(format_number(shown_funnel.funnel.win_rate, 0))), Type::strong);
  }
  paragraph(tr(Tr::board_funnel_note), Type::caption, Color::text_muted, inner);
  end_card();
  end_pane();
}

}  // namespace saddlebag::ui
