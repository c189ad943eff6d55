#include "ui/app/shell.hpp"

namespace saddlebag::ui {
namespace {

constexpr Place kPlaces[] = {
    {Screen::today, Icon::today, Tr::nav_today, true},
    {Screen::customers, Icon::customers, Tr::nav_customers, true},
    {Screen::pipeline, Icon::board, Tr::nav_pipeline, true},
    {Screen::activities, Icon::activities, Tr::nav_activities, true},
    {Screen::leads, Icon::leads, Tr::nav_leads, true},
    {Screen::contacts, Icon::person, Tr::nav_contacts, true},
    {Screen::opportunities, Icon::money, Tr::nav_opportunities, true},
    {Screen::products, Icon::product, Tr::nav_products, true},
    {Screen::users, Icon::group, Tr::nav_users, true},
    {Screen::import, Icon::import_, Tr::nav_import, false},
    {Screen::sync, Icon::sync, Tr::nav_sync, false},
    {Screen::settings, Icon::settings, Tr::nav_settings, false},
};

}  // namespace

std::span<Place const> places() { return kPlaces; }

Tr name_of(Screen screen) {
  for (Place const& place : kPlaces) {
    if (place.screen == screen) return place.name;
  }
  return Tr::nav_today;
}

}  // namespace saddlebag::ui
