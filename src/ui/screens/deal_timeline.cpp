#include <algorithm>
#include <cmath>

#include "ui/format.hpp"
#include "ui/screens/deal_dates.hpp"

namespace saddlebag::ui {
namespace {

/// How much of the time is in view.
enum class Span : int { month, quarter, year };

/// What the timeline remembers between frames.
struct DealTimeline {
  DatedDeals deals;
  Date first;     ///< of the span; empty: the one of today
  DayMoves moves;
  std::vector<std::uint32_t> lanes;  ///< of the deals in the span, in their order
  std::uint32_t lane_count = 0;
  struct {
    Date first;
    int span = -1;
    float width = 0, chip = 0;
  } packed;       ///< what the lanes were found for
};
DealTimeline timeline;

/// The scale: days to pixels.
struct Scale {
  Date first, after;
  float left, width, day;
  float chip;   ///< how wide a deal is drawn
  Span span;
  [[nodiscard]] float x(Date date) const { return left + static_cast<float>(date.days - first.days) * day; }
  [[nodiscard]] Date at(float x_) const { return {first.days + static_cast<int>(std::floor((x_ - left) / day))}; }
};

Date start_of(Span span, Date day) {
  CivilDay const parts = civil(day);
  int const month = span == Span::year ? 1 : span == Span::quarter ? (parts.month - 1) / 3 * 3 + 1 : parts.month;
  return make_date(parts.year, month, 1).value_or(day);
}

int months_of(Span span) { return span == Span::year ? 12 : span == Span::quarter ? 3 : 1; }

std::string_view title_of(Span span, Date first) {
  CivilDay const parts = civil(first);
  if (span == Span::month) return year_month(first);
  std::string_view const year = keepf("%d", parts.year);
  return span == Span::year ? year : tr(Tr::board_quarter_name, year, keepf("%d", (parts.month - 1) / 3 + 1));
}

Scale scale_of(Span span, float left, float width) {
  Scale scale{timeline.first, add_months(timeline.first, months_of(span)), left, width, 0, 0, span};
  scale.day = width / static_cast<float>(scale.after.days - scale.first.days);
  scale.chip = std::min(width / 3, span == Span::month ? space(44) : span == Span::quarter ? space(36) : space(20));
  return scale;
}

/// Where the chip of a day begins: at its day, or it ends at the right border, beside the scroll bar.
float chip_x(Scale const& scale, Date day) { return std::min(scale.x(day), scale.left + scale.width - scale.chip - space(3.5f)); }

/// Each deal goes to the first lane in which there is room, so that the quarter is seen at once.
void pack(Scale const& scale, std::span<DatedDeals::Entry const> entries) {
  DealTimeline& state = timeline;
  static std::vector<float> ends;
  ends.clear();
  state.lanes.clear();
  for (DatedDeals::Entry const& each : entries) {
    float const x = chip_x(scale, each.day) - scale.left;
    auto const free = std::find_if(ends.begin(), ends.end(), [&](float end) { return end <= x; });
    auto const lane = static_cast<std::uint32_t>(free - ends.begin());
    if (free == ends.end()) ends.push_back(0);
    ends[lane] = x + scale.chip + space(1);
    state.lanes.push_back(lane);
  }
  state.lane_count = static_cast<std::uint32_t>(ends.size());
}

void pack_anew(Scale const& scale) {
  DealTimeline& state = timeline;
  auto& packed = state.packed;
  int const span = static_cast<int>(scale.span);
  if (packed.first == scale.first && packed.span == span && packed.width == scale.width && packed.chip == scale.chip) return;
  packed = {scale.first, span, scale.width, scale.chip};
  pack(scale, state.deals.between(scale.first, {scale.after.days - 1}));
}

void draw_head(Frame const& frame, Span span) {
  begin_row();
  int chosen = static_cast<int>(span);
  if (segmented(tr(Tr::board_span), chosen, {tr(Tr::board_span_month), tr(Tr::board_span_quarter), tr(Tr::board_span_year)})) {
    PipelineLayout layout = frame.preferences.pipeline;
    layout.span = chosen;
    save_pipeline(frame, layout);
    // Stay where the person looks: at today, where it is in view.
    Date const seen = frame.today >= timeline.first && frame.today < add_months(timeline.first, months_of(span)) ? frame.today : timeline.first;
    timeline.first = start_of(static_cast<Span>(chosen), seen);
  }
  if (frame.compact) {
    gap(2);
    begin_row();
  } else {
    same_row(4);
  }
  if (std::optional<int> const step = draw_period(title_of(span, timeline.first), Tr::board_span_before, Tr::board_span_after)) {
    timeline.first = *step == 0 ? start_of(span, frame.today) : add_months(timeline.first, *step * months_of(span));
  }
  if (frame.compact) return;
  Date const last{add_months(timeline.first, months_of(span)).days - 1};
  draw_deals_note(frame, timeline.deals, timeline.first, last, frame.today >= timeline.first && frame.today <= last);
}

/// The step of the finer lines: days in a month, weeks in a quarter, months in a year.
Date next_line(Span span, Date day) {
  if (span == Span::month) return {day.days + 1};
  if (span == Span::quarter) return {day.days + 8 - weekday(day)};
  return add_months({day.days - civil(day).day + 1}, 1);
}

/// How many deals close in each step, as standing bars with their number, and the name of the step below.
void paint_steps(Scale const& scale, ImVec2 at, float height) {
  ImDrawList* const list = ImGui::GetWindowDrawList();
  std::size_t most = 1;
  for (Date day = scale.first; day < scale.after; day = next_line(scale.span, day)) {
    most = std::max(most, timeline.deals.between(day, {std::min(next_line(scale.span, day).days, scale.after.days) - 1}).size());
  }
  float const base = at.y + height - space(6), tall = height - space(12);
  for (Date day = scale.first; day < scale.after;) {
    Date const end{std::min(next_line(scale.span, day).days, scale.after.days)};
    std::size_t const count = timeline.deals.between(day, {end.days - 1}).size();
    float const from = scale.x(day), to = scale.x(end);
    float const top = base - tall * static_cast<float>(count) / static_cast<float>(most);
    float const side = std::min(space(1.5f), (to - from) * 0.15f);
    if (count > 0) list->AddRectFilled({from + side, top}, {to - side, base}, color(Color::accent, 0.35f), 3, ImDrawFlags_RoundCornersTop);
    std::string_view const number = count > 0 ? format_integer(static_cast<std::int64_t>(count)) : std::string_view();
    float const wide = text_width(number, Type::caption);
    if (wide < to - from) draw_text(list, {(from + to - wide) / 2, top - space(4.25f)}, number, Type::caption, color(Color::text_muted));
    std::string_view const name = scale.span == Span::year ? month_name(civil(day).month) : keepf("%d", civil(day).day);
    if (to - from > space(4)) draw_text(list, {from + space(1), base + space(1)}, name, Type::caption, color(Color::text_faint), to - from - space(1));
    day = end;
  }
}

/// Months' names above, lines at the steps, and where today is.
void paint_ground(Frame const& frame, Scale const& scale, ImVec2 min, ImVec2 max) {
  ImDrawList* const list = ImGui::GetWindowDrawList();
  list->AddRectFilled(min, max, color(Color::surface));
  for (Date day = scale.first; day < scale.after; day = next_line(scale.span, day)) {
    bool const month = civil(day).day == 1;
    list->AddLine({scale.x(day), min.y}, {scale.x(day), max.y}, color(Color::border, month ? 1.0f : 0.6f));
  }
  for (Date month = add_months(scale.first, 1); scale.span == Span::quarter && month < scale.after; month = add_months(month, 1)) {
    list->AddLine({scale.x(month), min.y}, {scale.x(month), max.y}, color(Color::border_strong));
  }
  if (frame.today < scale.first || frame.today >= scale.after) return;
  float const x = scale.x(frame.today) + scale.day / 2;
  list->AddLine({x, min.y}, {x, max.y}, color(Color::accent), 2);
}

void paint_months(Scale const& scale, ImVec2 at) {
  if (scale.span != Span::quarter) return;
  for (Date month = scale.first; month < scale.after; month = add_months(month, 1)) {
    float const room = scale.x(add_months(month, 1)) - scale.x(month) - space(3);
    draw_text(ImGui::GetWindowDrawList(), {scale.x(month) + space(1.5f), at.y}, month_name(civil(month).month), Type::strong, color(Color::text), room);
  }
}

/// The lanes in view, each with its deals.
void draw_lanes(Frame const& frame, Scale const& scale) {
  DealTimeline& state = timeline;
  ImVec2 const at = ImGui::GetCursorScreenPos();
  float const height = appearance().touch ? space(9) : space(6.5f), step = height + space(1);
  float const top = ImGui::GetWindowPos().y, bottom = top + ImGui::GetWindowHeight();
  Table const& table = frame.store.table(Kind::opportunity);
  std::span<DatedDeals::Entry const> const entries = state.deals.between(scale.first, {scale.after.days - 1});
  a11y::Says says{a11y::Role::list, title_of(scale.span, scale.first)};
  says.count = static_cast<int>(entries.size());
  a11y::Scope const scope(ImGui::GetID("deals"), says, {at.x, top, scale.width, bottom - top});
  OneStop stop("deals");
  for (std::size_t i = 0; i < entries.size() && i < state.lanes.size(); ++i) {
    float const y = at.y + step * static_cast<float>(state.lanes[i]);
    auto const& deal = static_cast<Opportunity const&>(*table.at(entries[i].row));
    if ((y > bottom || y + height < top) && deal.id != state.moves.arrived) continue;
    float const x = chip_x(scale, entries[i].day);
    stop.row();
    draw_deal_chip(frame, deal, {x, y}, {x + scale.chip, y + height}, state.moves);
  }
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy({scale.width, step * static_cast<float>(state.lane_count)});
}

/// Keys that move a deal out of the span take the view with it.
void follow_keyboard(Frame const& frame, Span span) {
  Opportunity const* const deal = frame.store.find(Id<Opportunity>{timeline.moves.arrived});
  if (deal == nullptr) timeline.moves.arrived = {};
  else if (!deal->expected_close.empty()) timeline.first = start_of(span, deal->expected_close);
}

}  // namespace

void draw_deal_timeline(Frame const& frame, PipelineDeals const& deals) {
  DealTimeline& state = timeline;
  auto const span = static_cast<Span>(frame.preferences.pipeline.span);
  if (state.first.empty() || state.first != start_of(span, state.first)) state.first = start_of(span, frame.today);
  if (!state.moves.arrived.empty()) follow_keyboard(frame, span);
  if (state.deals.refresh(frame, deals, frame.preferences.pipeline.closed)) state.packed.span = -1;
  draw_head(frame, span);
  gap(3);
  ImVec2 const at = ImGui::GetCursorScreenPos(), room = ImGui::GetContentRegionAvail();
  Scale const scale = scale_of(span, at.x, room.x);
  pack_anew(scale);
  float const head = span == Span::quarter ? space(22) : space(17);
  paint_ground(frame, scale, at, {at.x + room.x, at.y + room.y});
  paint_months(scale, {at.x, at.y + space(1.5f)});
  paint_steps(scale, {at.x, at.y + head - space(17)}, space(17));
  ImDrawList* const list = ImGui::GetWindowDrawList();
  list->AddLine({at.x, at.y + head}, {at.x + room.x, at.y + head}, color(Color::border_strong));
  list->AddRect(at, {at.x + room.x, at.y + room.y}, color(Color::border), kRadiusSmall);
  ImGui::SetCursorScreenPos({at.x, at.y + head + space(1.5f)});
  begin_pane("lanes", {room.x, room.y - head - space(2)});
  if (state.lanes.empty()) empty_state(Icon::calendar, tr(Tr::board_nothing_then), tr(Tr::board_nothing_then_hint));
  else draw_lanes(frame, scale);
  end_pane();
  bool const inside = ImGui::GetIO().MousePos.x >= at.x && ImGui::GetIO().MousePos.x < at.x + room.x;
  Date const target = inside ? scale.at(ImGui::GetIO().MousePos.x - std::min(state.moves.drag.grip.x, scale.chip) + scale.day / 2) : Date{};
  finish_day_drag(frame, state.moves, target, {scale.chip, space(6.5f)});
  draw_day_choice(frame);
}

}  // namespace saddlebag::ui
