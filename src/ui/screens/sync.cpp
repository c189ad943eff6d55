#include <algorithm>
#include <array>
#include <iterator>
#include <optional>

#include "store/query.hpp"
#include "ui/errors.hpp"
#include "ui/format.hpp"
#include "ui/screens/conflicts.hpp"
#include "ui/screens/screens.hpp"
#include "ui/widgets/field.hpp"
#include "ui/widgets/overlay.hpp"

namespace saddlebag::ui {
namespace {

/// What a ready connector is called, and what it wants to know beside the address.
struct Ready {
  std::string_view name, title, address;
  std::optional<Tr> user, secret;
  bool authorizes = false;  ///< one signs in at its own page
};
constexpr Ready kReady[] = {
    {"couchdb", "CouchDB", "https://crm.example.com/db/saddlebag", Tr::sync_user, Tr::sync_password},
    {"json-server", "json-server 0.17", "https://crm.example.com/api", {}, Tr::sync_token},
    {"json-server-1", "json-server 1", "https://crm.example.com/api", {}, Tr::sync_token},
    {"postgrest", "PostgREST / Supabase", "https://crm.example.com/rest/v1", Tr::sync_api_key, Tr::sync_token},
    {"pocketbase", "PocketBase", "https://crm.example.com", Tr::sync_email, Tr::sync_password},
    {"directus", "Directus", "https://crm.example.com", {}, Tr::sync_token},
    {"parse", "Parse Server", "https://crm.example.com/parse", Tr::sync_client_id, Tr::sync_api_key},
    {"strapi", "Strapi 5", "https://crm.example.com/api", {}, Tr::sync_token},
    {"espocrm", "EspoCRM", "https://crm.example.com/api/v1", {}, Tr::sync_api_key},
    {"suitecrm", "SuiteCRM 8", "https://crm.example.com/legacy", Tr::sync_client_id, Tr::sync_client_secret},
    {"twenty", "Twenty", "https://api.twenty.com", {}, Tr::sync_api_key},
    {"salesforce", "Salesforce", "https://example.my.salesforce.com", Tr::sync_client_id, {}, true},
    {"dataverse", "Dynamics 365 / Dataverse", "https://example.crm.dynamics.com", Tr::sync_client_id, {}, true},
    {"hubspot", "HubSpot", "https://api.hubapi.com", {}, Tr::sync_token},
    {"odoo", "Odoo 19", "https://example.odoo.com", Tr::sync_database, Tr::sync_api_key},
    {"frappe", "Frappe / ERPNext", "https://crm.example.com", Tr::sync_api_key, Tr::sync_api_secret},
};
constexpr Ready kOwn{"own", "", "https://crm.example.com", Tr::sync_user, Tr::sync_password};
constexpr std::size_t kOwnIndex = std::size(kReady);  ///< after all that are ready
constexpr std::size_t kLogLines = 40;  ///< shown; the download has all of them

struct Form {
  int profile = 0, mapped = 0;  ///< chosen connector; chosen kind of its mapping
  std::string url, user, password, connector;
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

void sync_fact(Tr label, std::string_view value) {
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
    sync_fact(Tr::sync_backend, keepf("%s · %s", sync.profile.c_str(), sync.url.c_str()));
    sync_fact(Tr::sync_last, sync.last_success.empty() ? tr(Tr::sync_never) : format_ago(sync.last_success, frame.now, frame.utc_offset_minutes));
    sync_fact(Tr::sync_queue, tr_count(Tr::sync_records_one, Tr::sync_records_other, sync.queued));
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

/// What trying the connection has shown: each step in words, one record of the backend, and how much would travel.
void draw_test(ConnectionTest const& test, float width) {
  static constexpr Tr kSteps[ConnectionTest::kSteps] = {Tr::sync_test_reach, Tr::sync_test_sign_in, Tr::sync_test_read,
                                                        Tr::sync_test_changes, Tr::sync_test_write, Tr::sync_test_remove};
  for (int i = 0; i < ConnectionTest::kSteps; ++i) {
    bool const here = i == test.passed;
    Tr const state = i < test.passed ? Tr::sync_test_passed : here && !test.error.empty() ? Tr::sync_test_failed
                                                          : here && !test.done ? Tr::sync_test_running : Tr::sync_test_waiting;
    text(keepf("%s · %s", tr(kSteps[i]), tr(state)), Type::body, i < test.passed ? Color::good : here && !test.error.empty() ? Color::bad : Color::text_muted);
  }
  if (!test.error.empty()) paragraph(test.error, Type::caption, Color::bad, width - space(10));
  if (!test.sample.empty()) {
    gap(2);
    text(keepf("%s · %s", tr(Tr::sync_test_sample), tr(kind_info(test.sample_kind).label)), Type::strong);
    for (auto const& [name, value] : test.sample) text(keepf("%s: %s", name.c_str(), value.c_str()), Type::caption, Color::text_muted);
  }
  if (test.done && test.error.empty()) {
    gap(2);
    text(keepf("%s %s", tr(Tr::sync_test_pull), std::string(tr_count(Tr::sync_records_one, Tr::sync_records_other, test.to_pull)).c_str()), Type::body);
    text(keepf("%s %s", tr(Tr::sync_test_push), std::string(tr_count(Tr::sync_records_one, Tr::sync_records_other, test.to_push)).c_str()), Type::body);
  }
  gap(3);
}

/// Which member of the backend each field stands for, with what one of its records would have there.
void draw_mapping(Frame const& frame, float width) {
  std::vector<ConnectionTest::Mapping> const& all = frame.sync.test->mappings;
  if (all.empty()) return;
  gap(2);
  heading(tr(Tr::sync_map), Type::strong, 3);
  paragraph(tr(Tr::sync_map_hint), Type::caption, Color::text_muted, width - space(10));
  std::vector<std::string_view> kinds;
  for (ConnectionTest::Mapping const& each : all) kinds.push_back(tr(kind_info(each.kind).label));
  form.mapped = std::clamp(form.mapped, 0, static_cast<int>(all.size()) - 1);
  float const field = std::min(width - space(10), space(100));
  ImGui::PushID("mapping");  // another choice above is called the same
  select(tr(Tr::sync_map_kind), form.mapped, kinds, field);
  ImGui::PopID();
  ConnectionTest::Mapping const& chosen = all[static_cast<std::size_t>(form.mapped)];
  std::string members;
  for (std::string const& each : chosen.members) members += (members.empty() ? "" : ", ") + each;
  if (!members.empty()) paragraph(tr(Tr::sync_map_members, members), Type::caption, Color::text_muted, width - space(10));
  ImGui::PushID(form.mapped);
  for (ConnectionTest::Mapping::Line const& line : chosen.lines) {
    FieldIndex const index = frame.store.field_named(chosen.kind, line.field);
    if (index == kNoField) continue;
    gap(1);
    std::string member = line.member;
    bool const changed = text_field(field_label(frame.store.fields(chosen.kind)[index]), member, {.hint = tr(Tr::sync_map_none), .width = field}).changed;
    if (changed) frame.commands.send(MapField{chosen.kind, line.field, member});
    if (!line.value.empty()) text(line.value, Type::caption, Color::text_muted);
  }
  ImGui::PopID();
  gap(3);
}

/// What is to be filled in: of the connector in use, or of one that the person chooses.
Ready const& draw_choice(Frame const& frame, bool again, float field) {
  if (again) {
    for (Ready const& each : kReady) {
      if (each.name == frame.sync.profile) return each;
    }
    return kOwn;
  }
  std::array<std::string_view, kOwnIndex + 1> names;
  for (std::size_t i = 0; i < kOwnIndex; ++i) names[i] = kReady[i].title;
  names[kOwnIndex] = tr(Tr::sync_own);
  select(tr(Tr::sync_profile), form.profile, names, field);
  gap(2);
  if (static_cast<std::size_t>(form.profile) < kOwnIndex) return kReady[form.profile];
  text_field(tr(Tr::sync_connector), form.connector, {.width = field, .multiline = true, .required = true});
  gap(2);
  return kOwn;
}

/// What the person had filled in before signing in at the backend's page.
void take_up(SyncStatus::CameBack const& there) {
  form.url = there.url;
  form.user = there.user;
  form.profile = static_cast<int>(std::find_if(std::begin(kReady), std::end(kReady), [&](Ready const& each) { return each.name == there.profile; }) - kReady);
  if (form.profile == static_cast<int>(kOwnIndex)) form.connector = there.profile;
}

/// Where there is no backend yet, or it wants a new sign-in.
void draw_connect(Frame const& frame, float width) {
  bool const again = frame.sync.state == SyncState::unauthorized;
  if (frame.sync.state != SyncState::off && !again) return;
  if (again && form.url.empty()) form.url = frame.sync.url;
  if (frame.sync.came_back && form.url.empty()) take_up(*frame.sync.came_back);
  gap(4);
  begin_card("connect", {.name = tr(again ? Tr::sync_sign_in : Tr::sync_connect), .width = width});
  paragraph(tr(Tr::sync_connect_hint), Type::body, Color::text_muted, width - space(10));
  gap(3);
  float const field = std::min(width - space(10), space(100));
  Ready const& ready = draw_choice(frame, again, field);
  std::string const connector = again ? std::string() : &ready == &kOwn ? form.connector : std::string(ready.name);
  text_field(tr(Tr::sync_url), form.url, {.hint = ready.address, .width = field, .required = true});
  bool const own = &ready == &kOwn && form.connector.find("\"authorize\"") != std::string::npos;
  bool const authorizes = again ? frame.sync.authorizes : ready.authorizes || own;
  auto const& back = frame.sync.came_back;
  bool const outside = authorizes && (again || !back || !back->signed_in || back->url != form.url);
  if (ready.user) {
    gap(2);
    text_field(tr(*ready.user), form.user, {.width = field, .required = outside && !again});
  }
  if (ready.secret && !authorizes) {
    gap(2);
    text_field(tr(*ready.secret), form.password, {.width = field, .password = true});
  }
  gap(4);
  if (frame.sync.test) {
    draw_test(*frame.sync.test, width);
    draw_mapping(frame, width);
  }
  bool const known = again || !outside || !form.user.empty();  // else the page of the backend could only refuse
  bool const filled = !form.url.empty() && known && (&ready != &kOwn || again || form.connector.starts_with('{'));
  auto const send = [&](ConnectStep step) {
    frame.commands.send(Connect{connector, form.url, ready.user ? form.user : std::string(),
                                ready.secret && !authorizes ? form.password : std::string(), step});
  };
  if (!outside) {
    if (button(tr(Tr::sync_test), {.enabled = filled})) send(ConnectStep::try_out);
    same_row();
  }
  if (button(tr(again || outside ? Tr::sync_sign_in : Tr::sync_connect), {.style = ButtonStyle::primary, .enabled = filled})) {
    send(outside ? ConnectStep::sign_in : ConnectStep::start);
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
