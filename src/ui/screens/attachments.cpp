#include "ui/screens/attachments.hpp"

#include <algorithm>

#include "base/sort.hpp"
#include "base/utf8.hpp"
#include "exchange/media_type.hpp"
#include "ui/format.hpp"
#include "ui/screens/form.hpp"
#include "ui/screens/record_edit.hpp"
#include "ui/widgets/field.hpp"
#include "ui/widgets/overlay.hpp"
#include "ui/widgets/picture.hpp"

namespace saddlebag::ui {
namespace {

constexpr std::size_t kShown = 6;

/// The attachment whose dialog is open.
struct Opened {
  bool open = false;
  Kind kind = Kind::count_;  ///< of the record that it was opened from
  Uuid record;
  Uuid attachment;
  std::string name;          ///< as it is being typed
};
Opened opened;

/// Attachments of a record, newest first; looked for once per change of them.
std::span<Uuid const> attachments_of(Store const& store, Kind kind, Uuid record) {
  static std::vector<Uuid> all;  // kept for its capacity
  static struct {
    Kind kind = Kind::count_;
    Uuid record;
    std::uint64_t version = ~0ull;
  } of;
  if (of.kind == kind && of.record == record && of.version == store.version(Kind::attachment)) return all;
  of = {kind, record, store.version(Kind::attachment)};
  all.clear();
  Table const& table = store.table(Kind::attachment);
  for (Row const row : referring(store, Kind::attachment, store.field_named(Kind::attachment, kind_info(kind).name), record)) all.push_back(table.at(row)->id);
  sort_items(all, [&](Uuid a, Uuid b) {
    Instant const first = store.find(Kind::attachment, a)->created, second = store.find(Kind::attachment, b)->created;
    return first != second ? first > second : a > b;
  });
  return all;
}

void open_dialog(Kind kind, Uuid record, Attachment const& attachment) {
  opened = {true, kind, record, attachment.id, std::string(attachment.name.view())};
}

std::string_view size_text(std::int64_t bytes) {
  bool const small = bytes < 1'000'000;
  std::string_view const number = format_number(static_cast<double>(bytes) / (small ? 1e3 : 1e6), small ? 0 : 1);
  return keepf(small ? "%.*s KB" : "%.*s MB", static_cast<int>(number.size()), number.data());
}

std::string_view facts(Frame const& frame, Attachment const& each) {
  std::string_view const size = size_text(each.size), ago = format_ago(each.created, frame.now, frame.utc_offset_minutes);
  std::string_view const who = record_title(frame.store, Kind::user, each.author.uuid);
  std::string_view const both = keepf("%.*s · %.*s", static_cast<int>(size.size()), size.data(), static_cast<int>(ago.size()), ago.data());
  return who.empty() ? both : keepf("%.*s · %.*s", static_cast<int>(both.size()), both.data(), static_cast<int>(who.size()), who.data());
}

void draw_row(Frame const& frame, Kind kind, Record const& record, Attachment const& each, std::size_t index, std::size_t count) {
  a11y::Says says{a11y::Role::button, each.name.view()};
  says.note = facts(frame, each);
  says.index = static_cast<std::int32_t>(index) + 1;
  says.count = static_cast<std::int32_t>(count);
  ImGui::PushID(static_cast<int>(index));
  Item const it = item("attachment", {0, space(13)}, says);
  ImGui::PopID();
  if (it.visible) {
    ImDrawList* const list = ImGui::GetWindowDrawList();
    if (it.hovered) list->AddRectFilled(it.min, it.max, color(Color::hover), kRadiusSmall);
    float const pad = space(2), side = space(9), left = it.min.x + pad + side + space(3), room = std::max(1.0f, it.max.x - pad - left);
    draw_thumbnail(list, {it.min.x + pad, it.min.y + pad}, side, each.id, is_picture(each.media_type.view()));
    draw_text(list, {left, it.min.y + space(2)}, each.name.view(), Type::body, color(Color::text), room);
    draw_text(list, {left, it.min.y + space(7)}, says.note, Type::caption, color(Color::text_muted), room);
    draw_focus(it);
  }
  if (it.pressed) open_dialog(kind, record.id, each);
}

void draw_ways_to_add(Frame const& frame, Kind kind, Uuid record) {
  bool const camera = appearance().touch;
  push_right(control_height() * (camera ? 2.0f : 1.0f));
  if (camera) {
    if (icon_button(Icon::camera, tr(Tr::attachment_photo))) frame.commands.send(Attach{kind, record, true});
    same_row(0);
  }
  if (icon_button(Icon::plus, tr(Tr::attachment_add))) frame.commands.send(Attach{kind, record});
}

/// The one before or after it; the dialog goes on with it.
void draw_steps(Frame const& frame, std::span<Uuid const> all) {
  auto const place = static_cast<std::size_t>(std::find(all.begin(), all.end(), opened.attachment) - all.begin());
  if (all.size() < 2 || place >= all.size()) return;
  std::size_t to = place;
  if (icon_button(Icon::chevron_left, tr(Tr::attachment_previous), {.style = ButtonStyle::ghost, .enabled = place > 0})) to = place - 1;
  same_row(0);
  if (icon_button(Icon::chevron_right, tr(Tr::attachment_next), {.style = ButtonStyle::ghost, .enabled = place + 1 < all.size()})) to = place + 1;
  same_row(2);
  if (to != place) open_dialog(opened.kind, opened.record, *frame.store.find(Id<Attachment>{all[to]}));
}

void draw_name(Frame const& frame, Attachment const& each) {
  TextFieldOptions options;
  bool const empty = trim(opened.name).empty();
  if (empty) options.error = tr(Tr::record_missing_name);
  TextFieldResult const result = text_field(tr(Tr::field_name), opened.name, options);
  if (!result.committed || empty || trim(opened.name) == each.name.view()) return;
  send_field(frame, Kind::attachment, each, frame.store.field_named(Kind::attachment, "name"), Value::text(trim(opened.name)));
}

}  // namespace

void draw_attachments(Frame const& frame, Kind kind, Record const& record) {
  static bool all_shown = false;
  std::span<Uuid const> const all = attachments_of(frame.store, kind, record.id);
  std::string_view const title = tr(Tr::kind_attachments);
  begin_card("attachments", {.padding = 3});
  {
    a11y::Scope const scope(ImGui::GetID("region"), {a11y::Role::region, title});
    begin_row();
    heading(title, Type::title, 2);
    same_row(2);
    if (!all.empty()) text(format_integer(static_cast<std::int64_t>(all.size())), Type::body, Color::text_faint);
    same_row(0);
    draw_ways_to_add(frame, kind, record.id);
    if (all.empty()) paragraph(tr(appearance().touch ? Tr::attachment_empty_touch : Tr::attachment_empty), Type::caption);
    std::size_t const count = all_shown ? all.size() : std::min(kShown, all.size());
    for (std::size_t i = 0; i < count; ++i) draw_row(frame, kind, record, *frame.store.find(Id<Attachment>{all[i]}), i, all.size());
    if (all.size() > kShown) {
      std::string_view const more = tr(Tr::record_show_all, format_integer(static_cast<std::int64_t>(all.size())));
      if (button(all_shown ? std::string_view(tr(Tr::attachment_fewer)) : more, {.style = ButtonStyle::ghost})) all_shown = !all_shown;
    }
  }
  end_card();
}

void draw_attachment_dialog(Frame const& frame) {
  Attachment const* const each = frame.store.find(Id<Attachment>{opened.attachment});
  if (each == nullptr) opened.open = false;
  if (!begin_dialog(tr(Tr::kind_attachment), opened.open, 760)) return;
  if (each == nullptr) return end_dialog();
  picture(each->name.view(), each->id, is_picture(each->media_type.view()));
  text(facts(frame, *each), Type::caption, Color::text_muted);
  draw_name(frame, *each);
  paragraph(tr(Tr::attachment_stays), Type::caption);
  gap(1);
  begin_row();
  draw_steps(frame, attachments_of(frame.store, opened.kind, opened.record));
  push_right(button_width(tr(Tr::ui_delete), true) + button_width(tr(Tr::attachment_save), true) + space(2));
  if (button(tr(Tr::ui_delete), {.icon = Icon::trash})) {
    send_erase(frame, Kind::attachment, each->id);
    opened.open = false;
  }
  same_row(2);
  if (button(tr(Tr::attachment_save), {.style = ButtonStyle::primary, .icon = Icon::download})) frame.commands.send(SaveAttachment{each->id});
  end_dialog();
}

}  // namespace saddlebag::ui
