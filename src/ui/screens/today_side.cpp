#include "domain/sales.hpp"
#include "model/conflict.hpp"
#include "ui/format.hpp"
#include "ui/screens/conflicts.hpp"
#include "ui/screens/today_parts.hpp"
#include "ui/widgets/overlay.hpp"

namespace saddlebag::ui {
namespace {

constexpr std::size_t kMostDeals = 6, kMostAlerts = 5;
constexpr std::int64_t kDayMs = 86'400'000;
constexpr int kWeek = 7;

/// An icon, a sentence that wraps, and what to do about it.
bool alert_line(Icon icon, std::string_view sentence, std::string_view action) {
  ImVec2 const at = ImGui::GetCursorScreenPos();
  draw_icon(ImGui::GetWindowDrawList(), {at.x, at.y + (control_height() - space(4)) / 2}, icon, space(4), color(Color::warning));
  ImGui::Indent(space(7));
  float const end = button_width(action) + space(3);
  begin_row();
  ImVec2 const start = ImGui::GetCursorPos();
  ImGui::SetCursorPosY(start.y + (control_height() - font_size(Type::body) * 1.5f) / 2);  // one line stands in the middle of the button
  paragraph(sentence, Type::body, Color::text, ImGui::GetContentRegionAvail().x - end);
  float const below = ImGui::GetCursorPosY();
  ImGui::SetCursorPos({start.x + ImGui::GetContentRegionAvail().x - end + space(3), start.y});
  bool const pressed = button(action, {.style = ButtonStyle::secondary});
  ImGui::SetCursorPosY(std::max(below, ImGui::GetCursorPosY()));
  ImGui::Dummy({0, 0});
  ImGui::Unindent(space(7));
  return pressed;
}

void draw_conflict_lines(Frame const& frame) {
  std::size_t drawn = 0;
  for (Conflicted const& place : conflicted_records(frame.store)) {
    Record const* const record = frame.store.find(place.kind, place.record);
    if (!record || drawn == kMostAlerts) break;
    std::vector<Conflict> const all = read_conflicts(record->conflicts);
    FieldIndex const field = all.empty() ? kNoField : frame.store.field_named(place.kind, all.front().field);
    if (field == kNoField) continue;
    ImGui::PushID(static_cast<int>(drawn++));
    std::string_view const title = record_title(frame.store, place.kind, record->id);
    if (alert_line(Icon::warning, tr(Tr::today_conflict, title, field_label(frame.store.fields(place.kind)[field])), tr(Tr::today_resolve))) {
      frame.commands.send(Go{{screen_of(place.kind), record->id}});
    }
    ImGui::PopID();
  }
}

/// "stalled 47 d" or "6 d late".
std::string_view standing_of(Frame const& frame, Opportunity const& deal, bool late) {
  std::int64_t const days = late ? frame.today.days - deal.expected_close.days : (frame.now.ms - deal.stage_since.ms) / kDayMs;
  return tr(late ? Tr::today_overdue_days : Tr::today_stalled_days, format_integer(days));
}

void plan_call(Frame const& frame, Opportunity const& deal) {
  constexpr int kTen = 10 * 60;
  std::string const subject(tr(Tr::today_call_about, deal.name));
  ActivityDraft draft;
  draft.type = ActivityType::call;
  draft.subject = subject;
  draft.customer = deal.customer;
  draft.contact = deal.contact;
  draft.opportunity = {deal.id};
  draft.owner = {frame.store.identity().author};
  draft.due = {(frame.today.days + 1) * kDayMs + (kTen - frame.utc_offset_minutes) * 60'000LL};
  frame.commands.send(Apply{plan_activity(frame.store, {frame.store.new_id()}, draft), tr(Tr::agenda_planned)});
}

void draw_deal_menu(Frame const& frame, Opportunity const& deal) {
  if (!begin_menu("deal menu", deal.name)) return;
  if (Id<Stage> const next = next_stage(frame.store, deal); !next.empty()) {
    std::string_view const stage = record_title(frame.store, Kind::stage, next.uuid);
    if (menu_item(tr(Tr::today_move_on, stage), Icon::chevron_right)) {
      frame.commands.send(Apply{move_to_stage(frame.store, {deal.id}, next, frame.now, frame.today), std::string(tr(Tr::today_moved, stage))});
    }
  }
  if (menu_item(tr(Tr::today_plan_call), Icon::phone)) plan_call(frame, deal);
  if (menu_item(tr(Tr::today_close_later), Icon::calendar)) {
    Date const from = deal.expected_close.empty() || deal.expected_close < frame.today ? frame.today : deal.expected_close;
    Date const to{from.days + kWeek};
    frame.commands.send(Apply{expect_close(frame.store, {deal.id}, to), std::string(tr(Tr::today_closes, format_date(to)))});
  }
  end_menu();
}

void draw_deal_words(Frame const& frame, Opportunity const& deal, Item const& it) {
  ImDrawList* const list = ImGui::GetWindowDrawList();
  if (it.hovered) list->AddRectFilled(it.min, it.max, color(Color::hover), kRadiusSmall);
  float const left = it.min.x + space(1), right = it.max.x - space(1);
  float const above = it.min.y + space(1.25f), below = it.max.y - space(1.25f) - font_size(Type::caption) * 1.2f;
  std::string_view const amount = format_money(deal.amount, true);
  float const amount_width = text_width(amount, Type::strong);
  draw_text(list, {right - amount_width, above}, amount, Type::strong, color(Color::text));
  draw_text(list, {left, above}, deal.name, Type::body, color(Color::text), right - left - amount_width - space(3));
  bool const late = overdue(frame.store, deal, frame.today);
  std::string_view const mark = standing_of(frame, deal, late);
  float const used = draw_text(list, {left, below}, mark, Type::caption, color(late ? Color::bad : Color::warning));
  std::string_view const next = deal.next_step.empty() ? record_title(frame.store, Kind::stage, deal.stage.uuid) : deal.next_step.view();
  draw_text(list, {left + used + space(2), below}, next, Type::caption, color(Color::text_muted), right - left - used - space(2));
  draw_focus(it);
}

void draw_deal(Frame const& frame, Opportunity const& deal, float width) {
  ImGui::PushID(static_cast<int>(deal.id.lo));
  float const height = space(12);
  ImVec2 const at = ImGui::GetCursorPos();
  {
    std::string_view const amount = format_money(deal.amount, true);
    a11y::Scope const scope(ImGui::GetID("line"), {a11y::Role::listitem, deal.name, amount});
    Item const it = item("deal", {width - control_height() - space(1), height}, {a11y::Role::link, deal.name, amount});
    if (it.visible) draw_deal_words(frame, deal, it);
    if (it.pressed) frame.commands.send(Go{{Screen::opportunities, deal.id}});
    ImGui::SetCursorPos({at.x + width - control_height(), at.y + (height - control_height()) / 2});
    if (icon_button(Icon::more, tr(Tr::today_next_for, deal.name))) open_menu("deal menu");
  }
  draw_deal_menu(frame, deal);
  ImGui::SetCursorPos({at.x, at.y + height});
  ImGui::Dummy({width, 0});
  ImGui::PopID();
}

void draw_deal_lines(Frame const& frame, Day const& day, float width) {
  a11y::Scope const scope(ImGui::GetID("lines"), {.role = a11y::Role::list, .name = tr(Tr::today_deals), .count = static_cast<int>(day.deals.size())});
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
  OneStop stop("deals");
  for (std::size_t i = 0; i < std::min(day.deals.size(), kMostDeals); ++i) {
    Record const* const record = frame.store.table(Kind::opportunity).at(day.deals[i]);
    stop.row();
    if (record) draw_deal(frame, static_cast<Opportunity const&>(*record), width);
  }
  ImGui::PopStyleVar();
}

std::string_view sentence_of(Frame const& frame, News const& news, Record const& record) {
  if (news.kind == Kind::note) return static_cast<Note const&>(record).body;
  auto const& deal = static_cast<Opportunity const&>(record);
  switch (outcome_of(frame.store, deal)) {
    case Outcome::won: return tr(Tr::today_news_won, deal.name);
    case Outcome::lost: return tr(Tr::today_news_lost, deal.name);
    default: return tr(Tr::today_news_moved, deal.name, record_title(frame.store, Kind::stage, deal.stage.uuid));
  }
}

Route news_route(News const& news, Record const& record) {
  if (news.kind == Kind::opportunity) return {Screen::opportunities, record.id};
  auto const& note = static_cast<Note const&>(record);
  if (!note.opportunity.empty()) return {Screen::opportunities, note.opportunity.uuid};
  return note.customer.empty() ? Route{Screen::leads, note.lead.uuid} : Route{Screen::customers, note.customer.uuid};
}

void draw_news_line(Frame const& frame, News const& news, Record const& record, float width) {
  Uuid const who = news.kind == Kind::note ? static_cast<Note const&>(record).author.uuid : static_cast<Opportunity const&>(record).owner.uuid;
  std::string_view const name = record_title(frame.store, Kind::user, who), sentence = sentence_of(frame, news, record);
  std::string_view const by = tr(Tr::record_by, name, format_ago(news.when, frame.now, frame.utc_offset_minutes));
  ImGui::PushID(static_cast<int>(record.id.lo));
  Item const it = item("news", {width, space(12)}, {a11y::Role::listitem, sentence, by});
  ImGui::PopID();
  if (it.visible) {
    ImDrawList* const list = ImGui::GetWindowDrawList();
    if (it.hovered) list->AddRectFilled(it.min, it.max, color(Color::hover), kRadiusSmall);
    float const face = space(7), left = it.min.x + space(1) + face + space(2.5f), room = it.max.x - left - space(1);
    draw_avatar(list, {it.min.x + space(1), it.min.y + space(2.5f)}, face, name);
    draw_text(list, {left, it.min.y + space(1.25f)}, sentence.substr(0, sentence.find('\n')), Type::body, color(Color::text), room);
    draw_text(list, {left, it.max.y - space(1.25f) - font_size(Type::caption) * 1.2f}, by, Type::caption, color(Color::text_muted), room);
    draw_focus(it);
  }
  if (it.pressed) frame.commands.send(Go{news_route(news, record)});
}

void draw_news_lines(Frame const& frame, Day const& day, float width) {
  a11y::Scope const scope(ImGui::GetID("lines"), {.role = a11y::Role::list, .name = tr(Tr::today_news), .count = static_cast<int>(day.news.size())});
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
  OneStop stop("news");
  for (News const& news : day.news) {
    Record const* const record = frame.store.table(news.kind).at(news.row);
    stop.row();
    if (record) draw_news_line(frame, news, *record, width);
  }
  ImGui::PopStyleVar();
}

}  // namespace

bool draw_alerts(Frame const& frame, float width) {
  std::size_t const refused = frame.sync.dead.size();
  if (count_conflicts(frame.store) == 0 && refused == 0) return false;
  begin_card("alerts", {.name = tr(Tr::today_alerts), .width = width});
  draw_conflict_lines(frame);
  if (refused > 0 && alert_line(Icon::cloud_off, tr_count(Tr::today_refused_one, Tr::today_refused_other, refused), tr(Tr::today_resolve))) {
    frame.commands.send(Go{{Screen::sync, {}}});
  }
  end_card();
  return true;
}

void draw_deals_to_move(Frame const& frame, Day const& day, float width) {
  begin_card("deals", {.name = tr(Tr::today_deals), .width = width});
  draw_deal_lines(frame, day, width - space(8));
  if (day.deals.empty()) paragraph(tr(Tr::today_no_deals));
  if (day.deals.size() > kMostDeals) {
    gap(1);
    if (link(tr(Tr::today_more, format_integer(static_cast<std::int64_t>(day.deals.size() - kMostDeals))))) frame.commands.send(Go{{Screen::pipeline, {}}});
  }
  end_card();
}

void draw_news(Frame const& frame, Day const& day, float width) {
  if (day.news.empty()) return;
  begin_card("news", {.name = tr(Tr::today_news), .width = width});
  draw_news_lines(frame, day, width - space(8));
  end_card();
}

}  // namespace saddlebag::ui
