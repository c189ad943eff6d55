#include "ui/preferences.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "ui/layout_json.hpp"

namespace saddlebag::ui {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kLanguages[] = {"zh-CN", "en"};
constexpr std::string_view kThemes[] = {"system", "light", "dark", "contrast"};
constexpr std::string_view kCards[] = {"pipeline", "targets", "leaderboard", "funnel", "forecast", "alerts"};
static_assert(std::size(kCards) == static_cast<std::size_t>(KioskCard::count_));

template <class Enum, std::size_t N>
void read_name(Json const& json, char const* key, std::string_view const (&names)[N], Enum& into) {
  auto const found = json.find(key);
  if (found == json.end() || !found->is_string()) return;
  std::string const& name = found->get_ref<std::string const&>();
  for (std::size_t i = 0; i < N; ++i) {
    if (names[i] == name) into = static_cast<Enum>(i);
  }
}

void read_flag(Json const& json, char const* key, bool& into) {
  auto const found = json.find(key);
  if (found != json.end() && found->is_boolean()) into = found->get<bool>();
}

}  // namespace

bool read_number(Json const& json, float least, float most, float& into) {
  if (!json.is_number()) return false;
  double const number = json.get<double>();
  if (!(number >= least && number <= most)) return false;
  into = static_cast<float>(number);
  return true;
}

void read_text(Json const& json, char const* key, std::string& into) {
  auto const found = json.find(key);
  if (found != json.end() && found->is_string()) into = found->get_ref<std::string const&>();
}

Json layout_to_json(ListLayout const& layout) {
  Json json = Json::object();
  if (!layout.columns.empty()) json["columns"] = layout.columns;
  for (auto const& [column, width] : layout.widths) json["widths"][column] = std::round(width);
  for (auto const& [field, descending] : layout.sort)
    json["sort"].push_back(Json{{"field", field}, {"descending", descending}});
  if (!layout.group.empty()) json["group"] = layout.group;
  if (layout.frozen != 1) json["frozen"] = layout.frozen;
  return json;
}

ListLayout layout_from_json(Json const& json) {
  ListLayout layout;
  if (auto const columns = json.find("columns"); columns != json.end() && columns->is_array()) {
    for (Json const& each : *columns) {
      if (each.is_string()) layout.columns.push_back(each.get_ref<std::string const&>());
    }
  }
  if (auto const widths = json.find("widths"); widths != json.end() && widths->is_object()) {
    for (auto const& [column, width] : widths->items()) {
      float pixels = 0;
      if (read_number(width, 40, 2000, pixels)) layout.widths[column] = pixels;
    }
  }
  if (auto const sort = json.find("sort"); sort != json.end() && sort->is_array()) {
    for (Json const& each : *sort) {
      if (!each.is_object()) continue;
      std::string field;
      read_text(each, "field", field);
      auto const descending = each.find("descending");
      bool const down = descending != each.end() && descending->is_boolean() && descending->get<bool>();
      if (!field.empty()) layout.sort.emplace_back(std::move(field), down);
    }
  }
  read_text(json, "group", layout.group);
  float frozen = 0;
  if (auto const number = json.find("frozen"); number != json.end() && read_number(*number, 0, 16, frozen))
    layout.frozen = static_cast<int>(frozen);
  return layout;
}

namespace {

Json pipeline_to_json(PipelineLayout const& layout) {
  Json json = {{"view", name_of(layout.view)}, {"dense", layout.dense}, {"ended", layout.ended}, {"closed", layout.closed}, {"span", layout.span}};
  if (!layout.group.empty()) json["group"] = layout.group;
  return json;
}

void read_pipeline(Json const& json, PipelineLayout& layout) {
  std::string view;
  read_text(json, "view", view);
  if (DealView const read = deal_view_named(view); read != DealView::remembered) layout.view = read;
  read_text(json, "group", layout.group);
  read_flag(json, "dense", layout.dense);
  read_flag(json, "ended", layout.ended);
  read_flag(json, "closed", layout.closed);
  float span = 1;
  if (auto const found = json.find("span"); found != json.end() && read_number(*found, 0, 2, span)) layout.span = static_cast<int>(span);
}

Json remembered_to_json(std::vector<Remembered> const& records) {
  Json json = Json::array();
  for (Remembered const& each : records) json.push_back({each.kind, to_string(each.record)});
  return json;
}

void read_remembered(Json const& json, char const* key, std::vector<Remembered>& into) {
  auto const found = json.find(key);
  if (found == json.end() || !found->is_array()) return;
  into.clear();
  for (Json const& each : *found) {
    if (!each.is_array() || each.size() != 2 || !each[0].is_string() || !each[1].is_string()) continue;
    auto const id = parse_uuid(each[1].get_ref<std::string const&>());
    if (id) into.push_back({each[0].get<std::string>(), *id});
  }
}

Json kiosk_to_json(KioskSettings const& kiosk) {
  Json json = {{"seconds", kiosk.seconds}, {"pin", kiosk.pin}, {"on", kiosk.on}, {"failures", kiosk.failures}, {"due", kiosk.due}};
  for (std::size_t i = 0; i < std::size(kCards); ++i)
    if ((kiosk.cards & (1u << i)) != 0) json["cards"].push_back(kCards[i]);
  if (!kiosk.target.empty()) json["target"] = {{"minor", kiosk.target.minor}, {"currency", kiosk.target.currency.letters()}};
  return json;
}

std::int64_t read_integer(Json const& json, char const* key, std::int64_t otherwise) {
  auto const found = json.find(key);
  return found != json.end() && found->is_number_integer() ? found->get<std::int64_t>() : otherwise;
}

KioskSettings kiosk_from_json(Json const& json) {
  KioskSettings kiosk;
  kiosk.seconds = static_cast<int>(std::clamp<std::int64_t>(read_integer(json, "seconds", kiosk.seconds), 2, 3600));
  kiosk.failures = static_cast<int>(std::clamp<std::int64_t>(read_integer(json, "failures", 0), 0, 1000));
  kiosk.due = read_integer(json, "due", 0);
  read_text(json, "pin", kiosk.pin);
  auto const on = json.find("on");
  kiosk.on = on != json.end() && on->is_boolean() && on->get<bool>();
  if (auto const cards = json.find("cards"); cards != json.end() && cards->is_array()) {
    kiosk.cards = 0;
    for (std::size_t i = 0; i < std::size(kCards); ++i)
      if (std::find(cards->begin(), cards->end(), kCards[i]) != cards->end()) kiosk.cards |= 1u << i;
  }
  if (auto const target = json.find("target"); target != json.end() && target->is_object()) {
    std::string currency;
    read_text(*target, "currency", currency);
    kiosk.target = {read_integer(*target, "minor", 0), Currency(currency)};
  }
  return kiosk;
}

}  // namespace

std::string to_json(Preferences const& preferences) {
  Json json = {{"language", kLanguages[static_cast<std::size_t>(preferences.language)]},
               {"theme", kThemes[static_cast<std::size_t>(preferences.theme)]},
               {"text_scale", std::round(preferences.text_scale * 100) / 100.0},
               {"currency", preferences.currency.letters()},
               {"user", preferences.user},
               {"lock_minutes", preferences.lock_minutes},
               {"tour_seen", preferences.tour_seen},
               {"everyones_day", preferences.everyones_day}};
  if (preferences.kiosk != KioskSettings{}) json["kiosk"] = kiosk_to_json(preferences.kiosk);
  for (auto const& [kind, layout] : preferences.lists) {
    if (layout != ListLayout{}) json["lists"][kind] = layout_to_json(layout);
  }
  if (preferences.pipeline != PipelineLayout{}) json["pipeline"] = pipeline_to_json(preferences.pipeline);
  if (!preferences.recent.empty()) json["recent"] = remembered_to_json(preferences.recent);
  if (!preferences.favourites.empty()) json["favourites"] = remembered_to_json(preferences.favourites);
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Preferences preferences_from_json(std::string_view text, Preferences defaults) {
  Json const json = read_json(text);
  if (!json.is_object()) return defaults;
  read_name(json, "language", kLanguages, defaults.language);
  read_name(json, "theme", kThemes, defaults.theme);
  if (auto const scale = json.find("text_scale"); scale != json.end())
    read_number(*scale, 0.8F, 2, defaults.text_scale);
  float minutes = 0;
  if (auto const lock = json.find("lock_minutes"); lock != json.end() && read_number(*lock, 0, 24 * 60, minutes))
    defaults.lock_minutes = static_cast<int>(minutes);
  std::string currency;
  read_text(json, "currency", currency);
  if (Currency const read{currency}; !read.empty()) defaults.currency = read;
  read_text(json, "user", defaults.user);
  read_flag(json, "tour_seen", defaults.tour_seen);
  read_flag(json, "everyones_day", defaults.everyones_day);
  read_remembered(json, "recent", defaults.recent);
  read_remembered(json, "favourites", defaults.favourites);
  if (auto const lists = json.find("lists"); lists != json.end() && lists->is_object()) {
    for (auto const& [kind, layout] : lists->items()) {
      if (layout.is_object()) defaults.lists[kind] = layout_from_json(layout);
    }
  }
  if (auto const pipeline = json.find("pipeline"); pipeline != json.end() && pipeline->is_object()) read_pipeline(*pipeline, defaults.pipeline);
  if (auto const kiosk = json.find("kiosk"); kiosk != json.end() && kiosk->is_object()) defaults.kiosk = kiosk_from_json(*kiosk);
  return defaults;
}

}  // namespace saddlebag::ui
