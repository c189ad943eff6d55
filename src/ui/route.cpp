#include "ui/route.hpp"

#include <algorithm>
#include <iterator>

namespace saddlebag::ui {
namespace {

/// In the order of Screen. The kind is what the screen lists; a record's page stands behind the same name.
struct Place {
  std::string_view name;
  Kind kind;
};
constexpr Place kPlaces[] = {
    {"today", Kind::count_},     {"customers", Kind::customer},  {"leads", Kind::lead},
    {"pipeline", Kind::count_},  {"activities", Kind::activity}, {"import", Kind::count_},
    {"sync", Kind::count_},      {"settings", Kind::count_},     {"contacts", Kind::contact},
    {"products", Kind::product}, {"users", Kind::user},          {"opportunities", Kind::opportunity},
    {"gallery", Kind::count_},
};
static_assert(std::size(kPlaces) == static_cast<std::size_t>(Screen::count_));

constexpr std::string_view kViews[] = {"", "board", "list", "funnel", "calendar", "timeline"};
static_assert(std::size(kViews) == static_cast<std::size_t>(DealView::count_));

}  // namespace

std::string_view name_of(DealView view) { return view < DealView::count_ ? kViews[static_cast<std::size_t>(view)] : ""; }

DealView deal_view_named(std::string_view name) {
  for (std::size_t i = 1; i < std::size(kViews); ++i) {
    if (kViews[i] == name) return static_cast<DealView>(i);
  }
  return DealView::remembered;
}

Route parse_route(std::string_view hash) {
  if (hash.starts_with('#')) hash.remove_prefix(1);
  if (hash.starts_with('/')) hash.remove_prefix(1);
  std::size_t const question = std::min(hash.find('?'), hash.size());
  std::string_view const asked = hash.substr(question);
  hash = hash.substr(0, question);
  std::size_t const slash = hash.find('/');
  std::string_view const name = hash.substr(0, slash);
  Route route;
  for (std::size_t i = 0; i < std::size(kPlaces); ++i) {
    if (kPlaces[i].name == name) route.screen = static_cast<Screen>(i);
  }
  if (slash != std::string_view::npos && kind_of(route.screen) != Kind::count_) {
    route.record = parse_uuid(hash.substr(slash + 1)).value_or(Uuid{});
  }
  if (slash != std::string_view::npos && route.screen == Screen::pipeline) route.view = deal_view_named(hash.substr(slash + 1));
  constexpr std::string_view kView = "?view=";
  if (asked.starts_with(kView) && route.record.empty() && kind_of(route.screen) != Kind::count_) {
    route.saved_view = parse_uuid(asked.substr(kView.size())).value_or(Uuid{});
  }
  return route;
}

std::string to_hash(Route const& route) {
  std::string hash = "#/";
  hash += kPlaces[static_cast<std::size_t>(route.screen)].name;
  if (!route.record.empty()) hash += "/" + to_string(route.record);
  if (route.view != DealView::remembered) hash.append("/").append(name_of(route.view));
  if (!route.saved_view.empty()) hash += "?view=" + to_string(route.saved_view);
  return hash;
}

Kind kind_of(Screen screen) {
  return screen < Screen::count_ ? kPlaces[static_cast<std::size_t>(screen)].kind : Kind::count_;
}

Screen screen_of(Kind kind) {
  for (std::size_t i = 0; i < std::size(kPlaces) && kind != Kind::count_; ++i) {
    if (kPlaces[i].kind == kind) return static_cast<Screen>(i);
  }
  return Screen::count_;
}

}  // namespace saddlebag::ui
