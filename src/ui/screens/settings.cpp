#include <array>

#include "ui/format.hpp"
#include "ui/kiosk/kiosk.hpp"
#include "ui/screens/protection.hpp"
#include "ui/screens/screens.hpp"
#include "ui/widgets/field.hpp"
#include "ui/widgets/overlay.hpp"

namespace saddlebag::ui {
namespace {

constexpr std::array<std::string_view, 8> kCurrencies = {"CNY", "USD", "EUR", "GBP", "JPY", "HKD", "TWD", "SGD"};
constexpr std::array<float, 6> kTextScales = {0.9f, 1.f, 1.15f, 1.3f, 1.6f, 2.f};
constexpr std::array<std::string_view, 6> kTextScaleNames = {"90 %", "100 %", "115 %", "130 %", "160 %", "200 %"};

bool confirm_erase = false;

template <std::size_t N>
int position_of(std::array<std::string_view, N> const& choices, std::string_view wanted) {
  for (std::size_t i = 0; i < N; ++i) {
    if (choices[i] == wanted) return static_cast<int>(i);
  }
  return 0;
}

int scale_position(float scale) {
  int best = 0;
  for (int i = 1; i < static_cast<int>(kTextScales.size()); ++i) {
    auto const distance = [&](int at) { return std::abs(kTextScales[static_cast<std::size_t>(at)] - scale); };
    if (distance(i) < distance(best)) best = i;
  }
  return best;
}

void draw_appearance(Frame const& frame, float width) {
  Preferences next = frame.preferences;
  begin_card("appearance", {.name = tr(Tr::settings_appearance), .width = width});
  int language = next.language == Language::zh_cn ? 0 : 1;
  if (segmented(tr(Tr::settings_language), language, {"中文", "English"})) next.language = language == 0 ? Language::zh_cn : Language::en;
  gap(3);
  int theme = static_cast<int>(next.theme);
  if (segmented(tr(Tr::settings_theme), theme, {tr(Tr::settings_theme_system), tr(Tr::settings_theme_light), tr(Tr::settings_theme_dark), tr(Tr::view_contrast)})) {
    next.theme = static_cast<ThemeMode>(theme);
  }
  gap(3);
  float const field = std::min(width - space(10), space(70));
  int scale = scale_position(next.text_scale);
  if (select(tr(Tr::settings_text_size), scale, kTextScaleNames, field)) next.text_scale = kTextScales[static_cast<std::size_t>(scale)];
  gap(3);
  int currency = position_of(kCurrencies, next.currency.letters());
  if (select(tr(Tr::settings_currency), currency, kCurrencies, field)) next.currency = Currency(kCurrencies[static_cast<std::size_t>(currency)]);
  gap(3);
  Uuid user = parse_uuid(next.user).value_or(Uuid{});
  if (reference_field(frame, tr(Tr::settings_me), Kind::user, user, false, field).changed) next.user = user.empty() ? std::string() : to_string(user);
  gap(3);
  if (button(tr(Tr::keys_title), {.icon = Icon::command, .shortcut = "?"})) open_shortcuts();
  end_card();
  if (next != frame.preferences) frame.commands.send(SetPreferences{next});
}

void fact(Tr label, std::string_view value) {
  text(tr(label), Type::body, Color::text_muted);
  float const beyond = ImGui::GetCursorPosX() + text_width(tr(label), Type::body) + space(3);
  ImGui::SameLine(std::max(std::min(space(52), ImGui::GetWindowWidth() * 0.45f), beyond));
  text(value);
  gap(1);
}

std::string_view megabytes(std::uint64_t bytes) {
  bool const many = bytes >= 1'000'000'000;
  return keepf(many ? "%s GB" : "%s MB", keep_cstr(format_number(static_cast<double>(bytes) / (many ? 1e9 : 1e6), 1)));
}

void draw_storage(Frame const& frame, float width) {
  gap(4);
  begin_card("storage", {.name = tr(Tr::settings_storage), .width = width});
  Stats const& stats = frame.stats;
  fact(Tr::settings_used, stats.storage_quota ? keepf("%s / %s", keep_cstr(megabytes(stats.storage_used)), keep_cstr(megabytes(stats.storage_quota)))
                                              : megabytes(stats.storage_used));
  fact(Tr::settings_persisted, tr(stats.storage_persisted ? Tr::settings_yes : Tr::settings_no));
  fact(Tr::settings_journal, keepf("%s · %s", keep_cstr(format_integer(static_cast<std::int64_t>(frame.persistence.journal_entries()))),
                                   keep_cstr(megabytes(frame.persistence.journal_bytes()))));
  gap(3);
  if (button(tr(Tr::settings_check), {.icon = Icon::check})) frame.commands.send(CheckStorage{});
  same_row();
  if (button(tr(Tr::settings_compact))) frame.commands.send(CompactStorage{});
  gap(2);
  if (frame.demo) {
    if (button(tr(Tr::settings_reset_demo), {.icon = Icon::refresh})) frame.commands.send(ResetDemo{});
  } else if (button(tr(Tr::settings_erase), {.style = ButtonStyle::danger, .icon = Icon::trash})) {
    confirm_erase = true;
  }
  end_card();
  draw_erase_dialog(frame, confirm_erase);
}

void draw_help(float width) {
  gap(4);
  begin_card("help", {.name = tr(Tr::tour_help), .width = width});
  paragraph(tr(Tr::tour_help_hint));
  gap(3);
  if (button(tr(Tr::tour_take), {.icon = Icon::play})) start_tour();
  end_card();
}

void draw_statistics(Frame const& frame, float width) {
  gap(4);
  begin_card("statistics", {.name = tr(Tr::settings_statistics), .width = width});
  for (std::size_t i = 0; i < kKindCount; ++i) {
    KindInfo const& info = kind_info(kind_at(i));
    fact(info.label_plural, format_integer(static_cast<std::int64_t>(frame.store.count(info.kind))));
  }
  divider();
  gap(2);
  fact(Tr::settings_frames, format_integer(static_cast<std::int64_t>(frame.stats.frames)));
  fact(Tr::settings_last_frame, keepf("%s ms", keep_cstr(format_number(frame.stats.last_frame_ms, 2))));
  fact(Tr::settings_slowest_frame, keepf("%s ms", keep_cstr(format_number(frame.stats.slowest_frame_ms, 2))));
  fact(Tr::settings_heap, megabytes(frame.stats.heap_bytes));
  fact(Tr::settings_queue, format_integer(static_cast<std::int64_t>(frame.sync.queued)));
  end_card();
}

}  // namespace

void draw_erase_dialog(Frame const& frame, bool& open) {
  if (!begin_dialog(tr(Tr::settings_erase), open)) return;
  paragraph(frame.sync.queued ? tr(Tr::settings_erase_unsent, format_integer(static_cast<std::int64_t>(frame.sync.queued)))
                              : std::string_view(tr(Tr::settings_erase_warning)));
  gap(4);
  if (button(tr(Tr::settings_erase_confirm), {.style = ButtonStyle::danger})) {
    frame.commands.send(EraseEverything{});
    open = false;
  }
  same_row();
  if (button(tr(Tr::settings_cancel))) open = false;
  end_dialog();
}

void draw_settings(Frame const& frame) {
  begin_pane("settings", {0, 0}, frame.compact ? 4 : 8);
  float const width = std::min(ImGui::GetContentRegionAvail().x, space(180));
  heading(tr(Tr::nav_settings));
  gap(4);
  draw_appearance(frame, width);
  if (!frame.demo) draw_protection(frame, width);
  draw_kiosk_settings(frame, width);
  draw_storage(frame, width);
  draw_handover(frame, width);
  draw_help(width);
  draw_statistics(frame, width);
  gap(4);
  end_pane();
}

}  // namespace saddlebag::ui
