#include "ui/screens/timeline.hpp"

#include <algorithm>
#include <array>

#include "base/utf8.hpp"
#include "domain/sales.hpp"
#include "ui/format.hpp"
#include "ui/screens/agenda.hpp"
#include "ui/screens/record_edit.hpp"
#include "ui/screens/record_related.hpp"
#include "ui/screens/timeline_composer.hpp"
#include "ui/widgets/overlay.hpp"

namespace saddlebag::ui {
namespace {

constexpr std::size_t kPage = 20;

/// How many entries are shown of which record.
struct Shown {
  Uuid record;
  std::size_t count = kPage;
};
Shown shown;

Icon icon_of(Kind kind, Record const& record) {
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

void draw_body(Moment const& moment, Record const& record, std::string_view title) {
  if (moment.kind == Kind::note) {
    paragraph(static_cast<Note const&>(record).body, Type::body, Color::text);
    return;
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
  draw_icon(list, {at.x + (disc - space(4)) / 2, at.y + (disc - space(4)) / 2}, icon_of(moment.kind, record), space(4),
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
  draw_body(moment, record, title);
  ImGui::Unindent(left);
  gap(3);
}

void draw_moments(Frame const& frame, Surroundings const& all) {
  a11y::Scope const scope(ImGui::GetID("moments"), {.role = a11y::Role::list,
                                                    .name = tr(Tr::record_timeline),
                                                    .count = static_cast<std::int32_t>(all.moments.size())});
  for (std::size_t i = 0; i < std::min(shown.count, all.moments.size()); ++i) {
    Moment const& moment = all.moments[i];
    Record const* const record = frame.store.table(moment.kind).at(moment.row);
    if (record == nullptr) continue;
    ImGui::PushID(static_cast<int>(moment.kind) * 31 + static_cast<int>(moment.row));
    if (moment.ahead) {
      draw_activity_line(frame, static_cast<Activity const&>(*record), ImGui::GetContentRegionAvail().x);
      gap(1);
    } else {
      draw_moment(frame, moment, *record);
    }
    ImGui::PopID();
  }
}

}  // namespace

bool has_timeline(Kind kind) {
  return kind == Kind::customer || kind == Kind::opportunity || kind == Kind::lead || kind == Kind::contact;
}

void draw_timeline(Frame const& frame, Kind kind, Record const& record) {
  if (shown.record != record.id) shown = {record.id, kPage};
  begin_card("timeline", {.name = tr(Tr::record_timeline)});
  draw_composer(frame, kind, record);
  gap(3);
  divider();
  gap(3);
  Surroundings const& all = surroundings_of(frame.store, kind, record.id);
  if (all.moments.empty()) {
    text(tr(Tr::record_no_timeline), Type::strong, Color::text_muted);
    paragraph(tr(Tr::record_no_timeline_hint));
  }
  draw_moments(frame, all);
  if (all.moments.size() > shown.count && button(tr(Tr::record_show_more), {.style = ButtonStyle::ghost}))
    shown.count += kPage;
  end_card();
}

}  // namespace saddlebag::ui
