#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "ui/charts/chart.hpp"
#include "ui/format.hpp"
#include "ui/kiosk/parts.hpp"

namespace saddlebag::ui {
namespace {

struct Figure {
  std::string_view label, value;
  Color role = Color::text;
};

constexpr std::size_t kMostLines = 8;

std::string_view integer(std::size_t number) { return format_integer(static_cast<std::int64_t>(number)); }
std::string_view percent(double part) { return keepf("%.0f %%", part * 100); }

/// Words made smaller where they are wider than their room, down to the half.
void fitted(std::string_view words, Type type, Color role, float zoom, float room) {
  {
    Zoomed const natural(zoom);
    if (float const width = text_width(words, type); width > room) zoom *= std::max(0.34f, room / width);
  }
  Zoomed const made(zoom);
  text(words, type, role);
}

/// Large figures: below each other at the left, or in a row above on an upright wall. Answers what is left for the rest.
Wall draw_figures(Wall const& wall, std::span<Figure const> figures) {
  float const count = static_cast<float>(figures.size());
  float const column = wall.upright ? wall.width() / count : std::floor(wall.width() * 0.27f);
  float const pitch = wall.upright ? 0 : std::min(space(30), wall.height() / std::max(3.0f, count));
  ImVec2 at = wall.min;
  for (Figure const& figure : figures) {
    ImGui::PushID(&figure);
    float const room = column - space(wall.upright ? 6 : 2);
    ImGui::SetCursorScreenPos(at);
    fitted(figure.label, Type::body, Color::text_muted, wall.zoom, room);
    ImGui::SetCursorScreenPos({at.x, at.y + space(5.5f)});
    fitted(figure.value, Type::display, figure.role, wall.zoom * 1.35f, room);
    ImGui::PopID();
    wall.upright ? at.x += column : at.y += pitch;
  }
  Wall rest = wall;
  if (wall.upright) rest.min.y += space(26);
  else rest.min.x += column + space(10);
  return rest;
}

/// A chart of that many lines stands in the middle of its place where it does not need all of it.
ChartOptions place_for(Wall const& wall, std::string_view name, float height) {
  float const used = std::min(height, wall.height());
  ImGui::SetCursorScreenPos({wall.min.x, std::floor(wall.min.y + (wall.upright ? 0 : (wall.height() - used) / 2))});
  return {.name = name, .width = wall.width(), .height = used, .still = true};
}

void draw_pipeline_card(Frame const& frame, KioskFigures const& figures, Wall const& wall) {
  Currency const currency = frame.preferences.currency;
  DealTotals const& open = figures.stages.open;
  std::array const large{Figure{tr(Tr::kiosk_open), format_money(open.amount.of(currency), true)},
                         Figure{tr(Tr::kiosk_weighted), format_money(open.weighted.of(currency), true), Color::accent_text},
                         Figure{tr(Tr::kiosk_deals), integer(open.count)}};
  Wall const rest = draw_figures(wall, large);
  std::array<ChartMark, 12> marks;
  std::size_t count = 0;
  for (StageTotals const& stage : figures.stages.stages) {
    if (stage.outcome != Outcome::open || stage.stage.empty() || count == marks.size()) continue;
    Money const sum = stage.totals.amount.of(currency);
    marks[count++] = {record_title(frame.store, Kind::stage, stage.stage.uuid), static_cast<double>(sum.minor), format_money(sum, true),
                      tr_count(Tr::kiosk_deals_one, Tr::kiosk_deals_other, stage.totals.count)};
  }
  bar_chart(place_for(rest, tr(Tr::kiosk_pipeline), space(13) * static_cast<float>(count)), std::span(marks).first(count));
}

/// How the quarter went, week by week, beside the steady way to the target.
void draw_path(KioskFigures const& figures, Wall const& wall) {
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  std::array<double, kQuarterWeeks> won{}, pace{};
  std::array<std::string_view, kQuarterWeeks> labels, won_texts, pace_texts;
  for (std::size_t week = 0; week < kQuarterWeeks; ++week) {
    bool const begun = week < figures.path.size();
    Money const steady{figures.target.minor * static_cast<std::int64_t>(week + 1) / static_cast<std::int64_t>(kQuarterWeeks), figures.target.currency};
    won[week] = begun ? static_cast<double>(figures.path[week].minor) : kNone;
    pace[week] = static_cast<double>(steady.minor);
    labels[week] = tr(Tr::kiosk_week, integer(week + 1));
    won_texts[week] = begun ? format_money(figures.path[week], true) : std::string_view("–");
    pace_texts[week] = format_money(steady, true);
  }
  std::array const series{ChartSeries{tr(Tr::kiosk_won), won, won_texts, Tone::good}, ChartSeries{tr(Tr::kiosk_pace), pace, pace_texts, Tone::neutral}};
  Currency const currency = figures.target.currency;
  line_chart(place_for(wall, tr(Tr::kiosk_targets), wall.height()), labels, std::span(series).first(figures.target.minor > 0 ? 2 : 1),
             {.axis = [currency](double minor) { return format_money({static_cast<std::int64_t>(minor), currency}, true); }});
}

void draw_targets(Frame const& frame, KioskFigures const& figures, Wall const& wall) {
  Money const to_go{std::max<std::int64_t>(0, figures.target.minor - figures.won.amount.minor), figures.target.currency};
  std::size_t const days = static_cast<std::size_t>(figures.quarter.last.days - frame.today.days);
  std::array const large{Figure{tr(Tr::kiosk_won), format_money(figures.won.amount, true), Color::good},
                         Figure{tr(figures.target_set ? Tr::kiosk_the_target : Tr::kiosk_last_quarter), format_money(figures.target, true)},
                         Figure{tr(Tr::kiosk_to_go), format_money(to_go, true)}, Figure{tr(Tr::kiosk_days_left), integer(days)}};
  Wall rest = draw_figures(wall, std::span(large).first(wall.upright ? 3 : 4));
  if (figures.target.minor > 0) {
    double const part = static_cast<double>(figures.won.amount.minor) / static_cast<double>(figures.target.minor);
    float const side = wall.upright ? std::min(rest.width() * 0.6f, rest.height() * 0.45f) : std::min(rest.width() * 0.34f, rest.height() * 0.8f);
    ImVec2 const at = wall.upright ? ImVec2(std::floor((rest.min.x + rest.max.x - side) / 2), rest.min.y) : ImVec2(rest.min.x, std::floor(rest.min.y + (rest.height() - side) / 2));
    ImGui::SetCursorScreenPos(at);
    ring_chart({.name = tr(figures.target_set ? Tr::kiosk_of_target : Tr::kiosk_of_last), .width = side, .height = side, .still = true}, part, percent(part),
               tr(figures.target_set ? Tr::kiosk_of_target : Tr::kiosk_of_last), part >= 1 ? Tone::good : Tone::accent);
    wall.upright ? rest.min.y += side + space(8) : rest.min.x += side + space(8);
  }
  draw_path(figures, rest);
}

/// What somebody won, in the wall's currency first: a deal in dollars is not nothing where yuan are counted.
std::string_view amounts_of(OwnerSum const& sum) {
  std::string_view all = sum.won.amount.minor != 0 || sum.others.empty() ? format_money(sum.won.amount, true) : std::string_view();
  for (Money const each : sum.others.all()) {
    std::string_view const one = format_money(each, true);
    all = all.empty() ? one : std::string_view(keepf("%s + %s", keep_cstr(all), keep_cstr(one)));
  }
  return all;
}

void draw_rank(Wall const& wall, float y, float height, std::size_t place, std::string_view name, OwnerSum const& sum, double part, float values) {
  ImDrawList* const list = ImGui::GetWindowDrawList();
  float const side = std::min(space(9), height * 0.8f), middle_y = y + height / 2;
  auto const text_y = [&](Type type) { return std::floor(middle_y - font_size(type) / 2); };
  std::string_view const amount = amounts_of(sum), deals = tr_count(Tr::kiosk_deals_one, Tr::kiosk_deals_other, sum.won.count);
  a11y::tree().leaf(ImGui::GetID(static_cast<int>(place)), {wall.min.x, y, wall.width(), height},
                    {.role = a11y::Role::listitem, .name = keepf("%s: %s, %s", keep_cstr(name), keep_cstr(amount), keep_cstr(deals)), .index = static_cast<int>(place) + 1});
  draw_text(list, {wall.min.x, text_y(Type::title)}, integer(place + 1), Type::title, color(place == 0 ? Color::accent_text : Color::text_faint));
  float x = wall.min.x + space(8);
  draw_avatar(list, {x, std::floor(middle_y - side / 2)}, side, name);
  x += side + space(3);
  float const names = std::floor(wall.width() * 0.26f);
  draw_text(list, {x, text_y(Type::title)}, name, Type::title, color(Color::text), names);
  x += names + space(3);
  float const bar = space(3), room = std::max(space(2), wall.max.x - values - x);
  list->AddRectFilled({x, middle_y - bar / 2}, {x + room, middle_y + bar / 2}, color(Color::neutral_soft), bar / 2);
  float const drawn = std::max(bar, room * static_cast<float>(part));
  list->AddRectFilled({x, middle_y - bar / 2}, {x + drawn, middle_y + bar / 2}, chart_color(place == 0 ? Tone::accent : Tone::neutral), bar / 2);
  float const amount_width = text_width(amount, Type::title), deals_width = text_width(deals, Type::caption);
  draw_text(list, {std::floor(wall.max.x - amount_width), std::floor(middle_y - font_size(Type::title))}, amount, Type::title, color(Color::text));
  draw_text(list, {std::floor(wall.max.x - deals_width), std::floor(middle_y + space(0.5f))}, deals, Type::caption, color(Color::text_muted));
}

void draw_leaderboard(Frame const& frame, KioskFigures const& figures, Wall const& wall) {
  if (figures.board.empty()) {
    ImGui::SetCursorScreenPos(wall.min);
    empty_state(Icon::star, tr(Tr::kiosk_nothing_won), tr(Tr::kiosk_nothing_won_hint));
    return;
  }
  std::size_t const lines = std::min(figures.board.size(), wall.upright ? kMostLines + 2 : kMostLines - 1);
  a11y::Scope const scope(ImGui::GetID("board"), {.role = a11y::Role::list, .name = tr(Tr::kiosk_leaderboard), .count = static_cast<int>(lines)});
  float const height = std::min(space(15), wall.height() / static_cast<float>(lines));
  double const most = static_cast<double>(std::max<std::int64_t>(1, figures.board[0].won.amount.minor));
  float values = space(36);
  for (std::size_t i = 0; i < lines; ++i) values = std::max(values, text_width(amounts_of(figures.board[i]), Type::title) + space(4));
  for (std::size_t i = 0; i < lines; ++i) {
    OwnerSum const& sum = figures.board[i];
    std::string_view const name = sum.owner.empty() ? std::string_view(tr(Tr::kiosk_nobody)) : frame.store.title(Kind::user, sum.owner.uuid);
    draw_rank(wall, wall.min.y + height * static_cast<float>(i), height, i, name, sum, std::clamp(static_cast<double>(sum.won.amount.minor) / most, 0.0, 1.0), values);
  }
}

void draw_funnel_card(Frame const& frame, KioskFigures const& figures, Wall const& wall) {
  std::span<FunnelStep const> const steps = figures.funnel.steps;
  if (steps.empty()) return;
  std::size_t const first = steps.front().reached, last = steps.back().reached;
  std::array const large{Figure{tr(Tr::kiosk_came_in), integer(first)}, Figure{tr(Tr::kiosk_won), integer(last), Color::good},
                         Figure{tr(Tr::kiosk_conversion), first > 0 ? percent(static_cast<double>(last) / static_cast<double>(first)) : std::string_view("–")}};
  Wall const rest = draw_figures(wall, large);
  std::array<ChartMark, 12> marks;
  std::size_t const count = std::min(marks.size(), steps.size());
  for (std::size_t i = 0; i < count; ++i) {
    FunnelStep const& step = steps[steps.size() - count + i];
    std::size_t const before = i > 0 ? steps[steps.size() - count + i - 1].reached : 0;
    bool const won = i + 1 == count;
    marks[i] = {record_title(frame.store, Kind::stage, step.stage.uuid), static_cast<double>(step.reached), integer(step.reached),
                before > 0 ? percent(static_cast<double>(step.reached) / static_cast<double>(before)) : std::string_view(), won ? Tone::good : Tone::accent};
  }
  funnel_chart(place_for(rest, tr(Tr::kiosk_funnel), space(16) * static_cast<float>(count)), std::span(marks).first(count));
}

std::string_view month_name(Date month) {
  std::string_view words = tr(Tr::ui_months);
  for (int i = 1; i < civil(month).month; ++i) words.remove_prefix(words.find(' ') + 1);
  words = words.substr(0, words.find(' '));
  return language() == Language::en ? words.substr(0, 3) : words;
}

void draw_forecast(Frame const&, KioskFigures const& figures, Wall const& wall) {
  std::array<double, kForecastMonths> values{};
  std::array<std::string_view, kForecastMonths> labels, texts;
  Money all{0, figures.won.amount.currency};
  for (std::size_t i = 0; i < figures.months.size(); ++i) {
    MonthSum const& month = figures.months[i];
    all.minor += month.weighted.amount.minor;
    values[i] = static_cast<double>(month.weighted.amount.minor);
    labels[i] = month_name(month.month);
    texts[i] = format_money(month.weighted.amount, true);
  }
  std::array const large{Figure{tr(Tr::kiosk_expected), format_money(all, true), Color::accent_text}, Figure{tr(Tr::kiosk_this_month), texts[0]},
                         Figure{tr(Tr::kiosk_next_month), texts[1]}};
  Wall const rest = draw_figures(wall, large);
  ChartSeries const series{tr(Tr::kiosk_weighted), values, texts, Tone::accent};
  column_chart(place_for(rest, tr(Tr::kiosk_forecast), rest.height()), labels, std::span(&series, 1));
}

void draw_alert(Frame const& frame, KioskFigures::Alert const& alert, Opportunity const& deal, Wall const& wall, float y, float height) {
  ImDrawList* const list = ImGui::GetWindowDrawList();
  std::string_view const amount = format_money(deal.amount, true);
  std::string_view const days = tr(alert.overdue ? Tr::kiosk_days_late : Tr::kiosk_days_still, format_integer(alert.days));
  std::string_view const customer = frame.store.title(Kind::customer, deal.customer.uuid), owner = frame.store.title(Kind::user, deal.owner.uuid);
  std::string_view const whose = owner.empty() || customer.empty() ? keepf("%s%s", keep_cstr(customer), keep_cstr(owner)) : keepf("%s · %s", keep_cstr(customer), keep_cstr(owner));
  a11y::tree().leaf(ImGui::GetID(static_cast<int>(alert.deal)), {wall.min.x, y, wall.width(), height},
                    {a11y::Role::listitem, keepf("%s: %s, %s, %s", keep_cstr(deal.name), keep_cstr(days), keep_cstr(amount), keep_cstr(whose))});
  list->AddRectFilled({wall.min.x, y + height - 1}, {wall.max.x, y + height}, color(Color::border));
  float const amount_width = text_width(amount, Type::title), badge = text_width(days, Type::caption) + space(4) + 1;
  float const middle_y = y + height / 2, names = wall.width() - std::max(amount_width, space(22)) - badge - space(8);
  draw_text(list, {wall.min.x, std::floor(middle_y - font_size(Type::strong) - space(0.5f))}, deal.name, Type::strong, color(Color::text), names);
  draw_text(list, {wall.min.x, std::floor(middle_y + space(0.5f))}, whose, Type::caption, color(Color::text_muted), names);
  draw_badge(list, {std::floor(wall.max.x - std::max(amount_width, space(22)) - badge - space(4)), std::floor(middle_y - space(2.75f))}, days, alert.overdue ? Tone::bad : Tone::warning, badge);
  draw_text(list, {std::floor(wall.max.x - amount_width), std::floor(middle_y - font_size(Type::title) / 2)}, amount, Type::title, color(Color::text));
}

void draw_alerts(Frame const& frame, KioskFigures const& figures, Wall const& wall) {
  if (figures.alerts.empty()) {
    ImGui::SetCursorScreenPos(wall.min);
    empty_state(Icon::check, tr(Tr::kiosk_all_well), tr(Tr::kiosk_all_well_hint));
    return;
  }
  std::array const large{Figure{tr(Tr::kiosk_overdue), integer(figures.overdue), figures.overdue ? Color::bad : Color::text},
                         Figure{tr(Tr::kiosk_stalled), integer(figures.stalled), figures.stalled ? Color::warning : Color::text},
                         Figure{tr(Tr::kiosk_at_stake), format_money(figures.at_stake, true)}};
  Wall const rest = draw_figures(wall, large);
  a11y::Scope const scope(ImGui::GetID("alerts"), {a11y::Role::list, tr(Tr::kiosk_alerts)});
  float const height = space(13.5f);
  std::size_t const lines = std::min(figures.alerts.size(), static_cast<std::size_t>(std::max(1.0f, rest.height() / height)));
  for (std::size_t i = 0; i < lines; ++i) {
    KioskFigures::Alert const& alert = figures.alerts[i];
    auto const& deal = static_cast<Opportunity const&>(*frame.store.table(Kind::opportunity).at(alert.deal));
    draw_alert(frame, alert, deal, rest, std::round(rest.min.y + height * static_cast<float>(i)), std::round(height));
  }
}

}  // namespace

void draw_kiosk_card(Frame const& frame, KioskCard card, Wall const& wall) {
  KioskFigures const& figures = kiosk_figures(frame);
  switch (card) {
    case KioskCard::pipeline: return draw_pipeline_card(frame, figures, wall);
    case KioskCard::targets: return draw_targets(frame, figures, wall);
    case KioskCard::leaderboard: return draw_leaderboard(frame, figures, wall);
    case KioskCard::funnel: return draw_funnel_card(frame, figures, wall);
    case KioskCard::forecast: return draw_forecast(frame, figures, wall);
    case KioskCard::alerts: return draw_alerts(frame, figures, wall);
    case KioskCard::count_: return;
  }
}

}  // namespace saddlebag::ui
