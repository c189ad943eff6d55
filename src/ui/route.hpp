#pragma once
#include <string>
#include <string_view>

#include "base/id.hpp"
#include "model/field.hpp"

namespace saddlebag::ui {

/// The screens; each has a URL `#/<name>`.
enum class Screen : std::uint8_t {
  today,
  customers,
  leads,
  pipeline,
  activities,
  import,
  sync,
  settings,
  contacts,
  products,
  users,
  opportunities,
  gallery,
  count_
};

/// How the pipeline shows its deals; each has a URL `#/pipeline/<name>`.
enum class DealView : std::uint8_t { remembered /*the one that was left*/, board, list, funnel, calendar, timeline, count_ };
/// Its part of the URL; empty for the remembered one.
std::string_view name_of(DealView view);
/// Anything unknown is the remembered one.
DealView deal_view_named(std::string_view name);

/// Where the person is: a screen, and a record where one is open (`#/customers/<id>`), or the saved view of a list
/// (`#/customers?view=<id>`).
struct Route {
  Screen screen = Screen::today;
  Uuid record;
  DealView view = DealView::remembered;  ///< of the pipeline
  Uuid saved_view = {};
  bool operator==(Route const&) const = default;
};

/// Reads `#/customers/<id>`; anything unknown is today.
Route parse_route(std::string_view hash);
std::string to_hash(Route const& route);
/// The kind that a screen lists; Kind::count_ where it lists none.
Kind kind_of(Screen screen);
/// The screen of a kind's list and records; Screen::count_ where the kind has none (notes, stages).
Screen screen_of(Kind kind);

}  // namespace saddlebag::ui
