#include <array>

#include "store/query.hpp"
#include "ui/errors.hpp"
#include "ui/format.hpp"
#include "ui/screens/conflicts.hpp"
#include "ui/screens/screens.hpp"
#include "ui/widgets/field.hpp"
#include "ui/widgets/overlay.hpp"

namespace saddlebag::ui {
namespace {

constexpr std::array<std::string_view, 2> kProfiles = {"couchdb", "json-server"};
constexpr std::array<std::string_view, 2> kProfileNames = {"CouchDB", "json-server"};
constexpr std::size_t kLogLines = 40;  ///< shown; the download has all of them

struct Form {
  int profile = 0;
  std::string url, user, password;
};
Form form;

struct Standing {
  Icon icon;
  Tone tone;
  Tr title, hint;
};

Standing standing_of(SyncState state) {
  switch (state) {
    case SyncState::off: return {Icon::cloud_off, Tone::neutral, Tr::sync_off, Tr::sync_off_hint};
    case SyncState::idle: return {Icon::cloud_done, Tone::good, Tr::sync_idle, Tr::sync_idle_hint};
    case SyncState::working: return {Icon::sync, Tone::info, Tr::sync_working, Tr::sync_working_hint};
    case SyncState::offline: return {Icon::cloud_off, Tone::neutral, Tr::sync_offline, Tr::sync_offline_hint};
    case SyncState::unauthorized: return {Icon::lock, Tone::warning, Tr::sync_unauthorized, Tr::sync_unauthorized_hint};
    case SyncState::failing: return {Icon::warning, Tone::bad, Tr::sync_failing, Tr::sync_failing_hint};
    case SyncState::paused: return {Icon::pause, Tone::neutral, Tr::sync_paused, Tr::sync_paused_hint};
    case SyncState::following: return {Icon::cloud, Tone::neutral, Tr::sync_following, Tr::sync_following_hint};
  }
  return {Icon::cloud, Tone::neutral, Tr::sync_off, Tr::sync_off_hint};
}

void fact(Tr label, std::string_view value) {
  text(tr(label), Type::caption, Color::text_muted);
  ImGui::SameLine(space(32));
  text(value, Type::body);
  gap(1);
}

void draw_state(Frame const& frame, float width) {
  SyncStatus const& sync = frame.sync;
  Standing const now = standing_of(sync.state);
  begin_card("state", {.name = tr(Tr::sync_state), .width = width});
  ImVec2 const at = ImGui::GetCursorScreenPos();
  draw_icon(ImGui::GetWindowDrawList(), at, now.icon, space(7), tone_color(now.tone));
  ImGui::SetCursorPosX(ImGui::GetCursorPosX() + space(10));
  ImGui::BeginGroup();
  heading(tr(now.title), Type::title, 2);
  paragraph(tr(now.hint), Type::body, Color::text_muted, width - space(20));
  if (sync.error.code != ErrorCode::none) {
    gap(1);
    Tr const what = sync.error.code == ErrorCode::corrupt ? Tr::sync_no_data : error_text(sync.error.code);
    paragraph(keepf("%s %s", tr(what), sync.error.detail.c_str()), Type::body, Color::bad, width - space(20));
  }
  ImGui::EndGroup();
  gap(4);
  if (sync.state != SyncState::off) {
    fact(Tr::sync_backend, keepf("%s · %s", sync.profile.c_str(), sync.url.c_str()));
    fact(Tr::sync_last, sync.last_success.empty() ? tr(Tr::sync_never) : format_ago(sync.last_success, frame.now, frame.utc_offset_minutes));
    fact(Tr::sync_queue, tr_count(Tr::sync_records_one, Tr::sync_records_other, sync.queued));
    gap(2);
    if (button(tr(Tr::sync_now), {.style = ButtonStyle::primary, .icon = Icon::sync})) frame.commands.send(ControlSync{SyncAction::now});
    same_row();
    bool const paused = sync.state == SyncState::paused;
    if (button(tr(paused ? Tr::sync_resume : Tr::sync_pause), {.icon = paused ? Icon::play : Icon::pause})) {
      frame.commands.send(ControlSync{paused ? SyncAction::resume : SyncAction::pause});
    }
    same_row();
    if (button(tr(Tr::sync_disconnect), {.style = ButtonStyle::ghost})) frame.commands.send(ControlSync{SyncAction::disconnect});
  }
  end_card();
}

/// Where there is no backend yet, or it wants a new sign-in.
void draw_connect(Frame const& frame, float width) {
  bool const again = frame.sync.state == SyncState::unauthorized;
  if (frame.sync.state != SyncState::off && !again) return;
  if (again && form.url.empty()) form.url = frame.sync.url;
  gap(4);
  begin_card("connect", {.name = tr(again ? Tr::sync_sign_in : Tr::sync_connect), .width = width});
  paragraph(tr(Tr::sync_connect_hint), Type::body, Color::text_muted, width - space(10));
  gap(3);
  float const field = std::min(width - space(10), space(100));
  select(tr(Tr::sync_profile), form.profile, kProfileNames, field);
  gap(2);
  text_field(tr(Tr::sync_url), form.url, {.hint = "https://crm.example.com/db/saddlebag", .width = field, .required = true});
  gap(2);
  text_field(tr(Tr::sync_user), form.user, {.width = field});
  gap(2);
  text_field(tr(Tr::sync_password), form.password, {.width = field, .password = true});
  gap(4);
  if (button(tr(again ? Tr::sync_sign_in : Tr::sync_connect), {.style = ButtonStyle::primary, .enabled = !form.url.empty()})) {
    frame.commands.send(Connect{std::string(kProfiles[static_cast<std::size_t>(form.profile)]), form.url, form.user, form.password});
    form.password.clear();
  }
  end_card();
}

void draw_dead_letters(Frame const& frame, float width) {
  if (frame.sync.dead.empty()) return;
  gap(4);
  begin_card("dead", {.name = tr(Tr::sync_dead), .width = width});
  paragraph(tr(Tr::sync_dead_hint), Type::body, Color::text_muted, width - space(10));
  int number = 0;
  for (DeadLetter const& letter : frame.sync.dead) {
    gap(2);
    ImGui::PushID(number++);
    text(keepf("%s · %s", tr(kind_info(letter.kind).label), letter.title.c_str()), Type::strong);
    paragraph(letter.reason, Type::caption, Color::bad, width - space(10));
    if (button(tr(Tr::sync_retry))) frame.commands.send(HandleDead{letter.kind, letter.record, DeadAction::retry});
    same_row();
    if (button(tr(Tr::sync_discard), {.style = ButtonStyle::ghost})) frame.commands.send(HandleDead{letter.kind, letter.record, DeadAction::discard});
    ImGui::PopID();
  }
  gap(3);
  if (button(tr(Tr::sync_save_dead), {.style = ButtonStyle::ghost, .icon = Icon::download})) frame.commands.send(SaveDead{});
  end_card();
}

Bytes log_file(SyncStatus const& sync) {
  Bytes file;
  for (SyncStatus::LogLine const& line : sync.log) {
    std::string const stamped = to_iso(line.when) + "  " + line.text + "\n";
    file.insert(file.end(), stamped.begin(), stamped.end());
  }
  return file;
}

void draw_log(Frame const& frame, float width) {
  std::vector<SyncStatus::LogLine> const& log = frame.sync.log;
  if (log.empty()) return;
  gap(4);
  begin_card("log", {.name = tr(Tr::sync_log), .width = width});
  if (button(tr(Tr::sync_log_download), {.icon = Icon::download})) {
    frame.commands.send(SaveFile{"saddlebag-sync.log", "text/plain", log_file(frame.sync)});
  }
  gap(2);
  for (std::size_t i = log.size(); i-- > 0 && log.size() - i <= kLogLines;) {
    text(keepf("%s   %s", std::string(format_instant(log[i].when, frame.utc_offset_minutes)).c_str(), log[i].text.c_str()), Type::caption, Color::text_muted);
  }
  end_card();
}

}  // namespace

void draw_sync(Frame const& frame) {
  begin_pane("sync", {0, 0}, frame.compact ? 4 : 8);
  float const width = std::min(ImGui::GetContentRegionAvail().x, space(180));
  heading(tr(Tr::nav_sync));
  gap(4);
  if (frame.demo) paragraph(tr(Tr::sync_demo), Type::body, Color::text_muted, width);
  else draw_state(frame, width);
  if (!frame.demo) draw_connect(frame, width);
  draw_all_conflicts(frame, width);
  draw_dead_letters(frame, width);
  draw_log(frame, width);
  end_pane();
}

}  // namespace saddlebag::ui
