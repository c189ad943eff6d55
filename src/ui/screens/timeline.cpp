#include "ui/screens/timeline.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/utf8.hpp"
#include "domain/sales.hpp"
#include "ui/format.hpp"
#include "ui/screens/agenda.hpp"
#include "ui/screens/mentions.hpp"
#include "ui/screens/record_edit.hpp"
#include "ui/screens/record_related.hpp"
#include "ui/screens/timeline_composer.hpp"
#include "ui/screens/timeline_entries.hpp"
#include "ui/widgets/overlay.hpp"

namespace saddlebag::ui {
namespace {

constexpr std::size_t kPage = 20;

/// How many entries are shown of which record.
struct ShownStory {
  Uuid record;
  std::size_t count = kPage;
};
ShownStory shown_story;
TimelineFilter filter = TimelineFilter::all;  // stays from record to record

Icon moment_icon(Kind kind, Record const& record) {
  if (kind == Kind::note) return Icon::note;
  constexpr std::array kIcons = {Icon::task, Icon::visit, Icon::phone, Icon::meeting, Icon::mail};
  return kIcons[static_cast<std::size_t>(static_cast<Activity const&>(record).type)];
}

/// "Li Na · 3 days ago"; without a name only the time.
std::string_view byline(Frame const& frame, Moment const& moment, Record const& record) {
  Uuid const who = moment.kind == Kind::note ? static_cast<Note const&>(record).author.uuid
                                             : static_cast<Activity const&>(record).owner.uuid;
  std::string_view const name = record_title(frame.store, Kind::user, who);
  std::string_view const when = format_ago(moment.when, frame.now, frame.utc_offset_minutes);
  return name.empty() ? when : tr(Tr::record_by, name, when);
}

void draw_note_tools(Frame const& frame, Note const& note) {
  if (icon_button(Icon::star, tr(note.pinned ? Tr::record_unpin : Tr::record_pin),
                  {.style = ButtonStyle::ghost, .states = note.pinned ? a11y::kPressed : 0u})) {
    send_field(frame, Kind::note, note, frame.store.field_named(Kind::note, "pinned"), Value::boolean(!note.pinned));
  }
  same_row(0);
}

void draw_body(Frame const& frame, Moment const& moment, Record const& record, std::string_view title) {
  if (moment.kind == Kind::note) {
    std::string_view const body = static_cast<Note const&>(record).body;
    return marked_paragraph(body, mentions_in(frame.store, body));
  }
  auto const& activity = static_cast<Activity const&>(record);
  text(title, Type::strong);
  if (activity.minutes.empty()) return;
  gap(1);
  paragraph(activity.minutes, Type::body, Color::text_muted);
}

void draw_moment(Frame const& frame, Moment const& moment, Record const& record) {
  std::string_view const title = record_title(frame.store, moment.kind, record.id);
  ImDrawList* const list = ImGui::GetWindowDrawList();
  ImVec2 const at = ImGui::GetCursorScreenPos();
  float const disc = space(7), left = disc + space(3);
  list->AddCircleFilled({at.x + disc / 2, at.y + disc / 2}, disc / 2,
                        color(moment.pinned ? Color::warning_soft : Color::neutral_soft));
  draw_icon(list, {at.x + (disc - space(4)) / 2, at.y + (disc - space(4)) / 2}, moment_icon(moment.kind, record), space(4),
            color(moment.pinned ? Color::warning : Color::text_muted));
  ImGui::Indent(left);
  a11y::Scope const scope(ImGui::GetID("moment"), {a11y::Role::listitem, title, byline(frame, moment, record)});
  begin_row();
  text(byline(frame, moment, record), Type::caption, Color::text_faint);
  same_row(0);
  push_right(control_height() * (moment.kind == Kind::note ? 2.0f : 1.0f));
  if (moment.kind == Kind::note) draw_note_tools(frame, static_cast<Note const&>(record));
  if (icon_button(Icon::trash, tr(Tr::record_delete_moment, title))) send_erase(frame, moment.kind, record.id);
  gap(-2);
  draw_body(frame, moment, record, title);
  ImGui::Unindent(left);
  gap(3);
}

/// A change of a field, on one line beside a dot: less than what people wrote.
void draw_step(Frame const& frame, Trail::Step const& step, Uuid of) {
  std::string_view const change = step_text(frame, step, of);
  std::string_view const who = record_title(frame.store, Kind::user, step.author);
  std::string_view const ago = format_ago(step.when, frame.now, frame.utc_offset_minutes);
  std::string_view const by = who.empty() ? ago : tr(Tr::record_by, who, ago);
  ImVec2 const at = ImGui::GetCursorScreenPos();
  float const disc = space(7), left = disc + space(3), height = space(6), room = ImGui::GetContentRegionAvail().x;
  ImDrawList* const list = ImGui::GetWindowDrawList();
  list->AddCircleFilled({at.x + disc / 2, at.y + height / 2}, space(1), color(Color::border_strong));
  a11y::tree().leaf(ImGui::GetID("step"), {at.x, at.y, room, height}, {a11y::Role::listitem, change, {}, 0, by});
  float const by_width = std::min(std::ceil(text_width(by, Type::caption)), room / 2);
  float const top = at.y + std::floor((height - font_size(Type::caption)) / 2);
  draw_text(list, {at.x + left, top}, change, Type::caption, color(Color::text_muted), room - left - by_width - space(2));
  draw_text(list, {at.x + room - by_width, top}, by, Type::caption, color(Color::text_faint), by_width);
  ImGui::Dummy({room, height});
}

void draw_entry(Frame const& frame, TimelineEntry const& entry, Uuid of) {
  if (entry.moment == nullptr) return draw_step(frame, *entry.step, of);
  Moment const& moment = *entry.moment;
  Record const* const record = frame.store.table(moment.kind).at(moment.row);
  if (record == nullptr) return;
  if (!moment.ahead) return draw_moment(frame, moment, *record);
  draw_activity_line(frame, static_cast<Activity const&>(*record), ImGui::GetContentRegionAvail().x);
  gap(1);
}

void draw_filter(Kind kind) {
  int chosen = static_cast<int>(filter);
  std::string_view const name = tr(Tr::view_filter), all = tr(Tr::view_all), activities = tr(Tr::nav_activities),
                         notes = tr(kind_info(Kind::note).label_plural), changes = tr(Tr::view_changes);
  if (kind == Kind::contact) {  // has no notes of its own
    chosen = std::max(chosen, 1) - 1;
    segmented(name, chosen, {all, activities, changes});
    if (chosen > 0) ++chosen;
  } else {
    segmented(name, chosen, {all, notes, activities, changes});
  }
  filter = static_cast<TimelineFilter>(chosen);
}

void draw_entries(Frame const& frame, Kind kind, Uuid id) {
  std::span<TimelineEntry const> const entries = timeline_entries(frame, kind, id, filter);
  if (entries.empty()) {
    bool const nothing = filter == TimelineFilter::all;
    text(tr(nothing ? Tr::record_no_timeline : Tr::view_none), Type::strong, Color::text_muted);
    if (nothing) paragraph(tr(Tr::record_no_timeline_hint));
  }
  a11y::Scope const scope(ImGui::GetID("moments"), {.role = a11y::Role::list,
                                                    .name = tr(Tr::record_timeline),
                                                    .count = static_cast<std::int32_t>(entries.size())});
  for (std::size_t i = 0; i < std::min(shown_story.count, entries.size()); ++i) {
    TimelineEntry const& entry = entries[i];
    ImGui::PushID(entry.moment != nullptr ? static_cast<int>(entry.moment->kind) * 31 + static_cast<int>(entry.moment->row) : -1 - static_cast<int>(i));
    draw_entry(frame, entry, id);
    ImGui::PopID();
  }
  if (entries.size() > shown_story.count && button(tr(Tr::record_show_more), {.style = ButtonStyle::ghost})) shown_story.count += kPage;
}

}  // namespace

bool has_timeline(Kind kind) {
  return kind == Kind::customer || kind == Kind::opportunity || kind == Kind::lead || kind == Kind::contact;
}

void draw_timeline(Frame const& frame, Kind kind, Record const& record) {
  if (shown_story.record != record.id) shown_story = {record.id, kPage};
  begin_card("timeline", {.name = tr(Tr::record_timeline)});
  draw_composer(frame, kind, record);
  gap(3);
  divider();
  gap(3);
  draw_filter(kind);
  gap(2);
  draw_entries(frame, kind, record.id);
  end_card();
}

}  // namespace saddlebag::ui
