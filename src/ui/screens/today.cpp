#include <algorithm>
#include <cmath>

#include "ui/format.hpp"
#include "ui/screens/mentions.hpp"
#include "ui/screens/screens.hpp"
#include "ui/screens/today_parts.hpp"
#include "ui/widgets/core.hpp"

namespace saddlebag::ui {
namespace {

void figure(char const* id, Tr label, std::string_view value, float width, Color role = Color::text) {
  begin_card(id, {.width = width, .padding = 4});
  text(tr(label), Type::caption, Color::text_muted);
  gap(1);
  text(value, Type::heading, role);
  end_card();
}

void draw_figures(Frame const& frame, Day const& day, float width) {
  int const columns = frame.compact ? 2 : 4;
  float const each = (width - space(3) * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  std::size_t const due = day.late.size() + day.today.size();
  figure("due", Tr::today_due, format_integer(static_cast<std::int64_t>(due)), each, day.late.empty() ? Color::text : Color::warning);
  same_row(3);
  figure("open", Tr::today_open_deals, format_money(day.open_amount, true), each);
  frame.compact ? gap(3) : same_row(3);
  figure("weighted", Tr::today_weighted, format_money(day.weighted_amount, true), each);
  same_row(3);
  figure("won", Tr::today_won, format_money(day.won_amount, true), each, Color::good);
}

/// "Good morning, Maya"
std::string_view greeting(Frame const& frame) {
  constexpr int kNoon = 12 * 60, kEvening = 18 * 60;
  std::int64_t const minute = (frame.now.ms / 60'000 + frame.utc_offset_minutes) % (24 * 60);
  char const* const words = tr(minute < kNoon ? Tr::today_morning : minute < kEvening ? Tr::today_afternoon : Tr::today_evening);
  std::string_view const me = record_title(frame.store, Kind::user, frame.store.identity().author);
  return me.empty() ? std::string_view(words) : tr(Tr::today_greeting, words, me);
}

/// A greeting with the date, and whose day it is.
void draw_head(Frame const& frame) {
  text(keepf("%s · %s", keep_cstr(greeting(frame)), keep_cstr(format_date(frame.today))), Type::body, Color::text_muted);
  begin_row();
  heading(tr(Tr::nav_today));
  if (frame.store.identity().author.empty()) return;
  if (frame.compact) {
    gap(2);
  } else {
    float const words = std::ceil(text_width(tr(Tr::today_mine), Type::body)) + std::ceil(text_width(tr(Tr::today_everyone), Type::body));
    same_row(0);
    push_right(words + space(12) + 4);
  }
  int everyone = frame.preferences.everyones_day ? 1 : 0;
  if (!segmented(tr(Tr::today_whose), everyone, {tr(Tr::today_mine), tr(Tr::today_everyone)})) return;
  Preferences next = frame.preferences;
  next.everyones_day = everyone == 1;
  frame.commands.send(SetPreferences{next});
}

/// In the demo, until somebody has seen it or does not want to.
void draw_tour_offer(Frame const& frame, float width) {
  if (!frame.demo || frame.preferences.tour_seen || touring()) return;
  begin_card("offer", {.width = width, .fill = Color::accent_soft});
  a11y::Scope const scope(ImGui::GetID("offer"), {a11y::Role::region, tr(Tr::tour_offer_title)});
  text(tr(Tr::tour_offer_title), Type::strong);
  gap(1);
  paragraph(tr(Tr::tour_offer), Type::body, Color::text_muted, width - space(8));
  gap(2);
  if (button(tr(Tr::tour_take), {.style = ButtonStyle::primary})) start_tour();
  same_row(2);
  if (button(tr(Tr::tour_not_now), {.style = ButtonStyle::ghost})) {
    Preferences next = frame.preferences;
    next.tour_seen = true;
    frame.commands.send(SetPreferences{next});
  }
  end_card();
  gap(4);
}

/// What to do on the left; what stands still or needs a decision on the right.
void draw_wide(Frame const& frame, Day const& day, float width) {
  float const between = space(4), left = std::floor((width - between) * 0.56f), right = width - between - left;
  draw_figures(frame, day, width);
  gap(4);
  ImGui::BeginGroup();
  draw_todo(frame, day, left);
  ImGui::EndGroup();
  ImGui::SameLine(0, between);
  ImGui::BeginGroup();
  if (draw_alerts(frame, right)) gap(4);
  if (draw_mentions(frame, right)) gap(4);
  draw_deals_to_move(frame, day, right);
  gap(4);
  draw_news(frame, day, right);
  ImGui::EndGroup();
}

void draw_narrow(Frame const& frame, Day const& day, float width) {
  if (draw_alerts(frame, width)) gap(4);
  if (draw_mentions(frame, width)) gap(4);
  draw_todo(frame, day, width);
  gap(4);
  draw_deals_to_move(frame, day, width);
  gap(4);
  draw_figures(frame, day, width);
  gap(4);
  draw_news(frame, day, width);
}

}  // namespace

void draw_today(Frame const& frame) {
  begin_pane("today", {0, 0}, frame.compact ? 4 : 8);
  float const width = std::min(ImGui::GetContentRegionAvail().x, space(320));
  if (frame.store.count(Kind::customer) == 0 && frame.store.count(Kind::opportunity) == 0) {
    heading(tr(Tr::nav_today));
    if (empty_state(Icon::bag, tr(Tr::today_welcome), tr(Tr::today_welcome_hint), tr(Tr::action_import))) frame.commands.send(Go{{Screen::import, {}}});
    end_pane();
    return;
  }
  Day const& day = day_of(frame);
  draw_head(frame);
  gap(4);
  draw_tour_offer(frame, width);
  width < space(180) ? draw_narrow(frame, day, width) : draw_wide(frame, day, width);
  gap(4);
  end_pane();
}

}  // namespace saddlebag::ui
