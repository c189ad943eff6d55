#pragma once
#include "ui/screens/board.hpp"

namespace saddlebag::ui {

// What the calendar and the timeline have in common: deals at the day on which they are expected to close.

/// The day at which a deal stands: the expected one while it is open, else that on which it ended.
Date day_of(Store const& store, Opportunity const& deal);
/// The deals that these views show, by their day; those without one are only counted.
struct DatedDeals {
  struct Entry {
    Date day;
    Row row;
  };
  std::vector<Entry> entries;
  std::size_t undated = 0, overdue = 0;
  /// Fills it anew where the deals changed, `closed` (ended ones too) or the day did. True when it did.
  bool refresh(Frame const& frame, PipelineDeals const& deals, bool closed);
  /// Those of a span of days, the last one included.
  [[nodiscard]] std::span<Entry const> between(Date first, Date last) const;

 private:
  std::uint64_t stamp_ = 0;
  bool closed_ = false;
  Date today_;
};

/// How many there are and their sums: "12 deals · ¥1.2M".
std::string_view describe_deals(Store const& store, std::span<DatedDeals::Entry const> entries);
/// At the right of a view's first row: what the days shown hold, how many deals are overdue where that is told, how many have no day.
void draw_deals_note(Frame const& frame, DatedDeals const& deals, Date first, Date last, bool tell_overdue);

/// A deal at its day: drawn by mouse, keyboard (Ctrl + arrows: a day, a week) and menu it goes to another.
struct DayMoves {
  CardDrag drag;
  Uuid arrived;  ///< keys have moved it: it takes the keyboard where it is now
};
/// One line with the name, and the amount where there is room. `index` and `count`: its place among those of its day.
void draw_deal_chip(Frame const& frame, Opportunity const& deal, ImVec2 min, ImVec2 max, DayMoves& moves);
void paint_deal_chip(Frame const& frame, Opportunity const& deal, ImDrawList* list, ImVec2 min, ImVec2 max, bool lifted, bool hovered);
/// The chip under the pointer while it is dragged. True when it was let go over `target`; an empty day is no target.
void finish_day_drag(Frame const& frame, DayMoves& moves, Date target, ImVec2 size);
void reschedule(Frame const& frame, Uuid deal, Date day);
/// The calendar that a deal's menu opens; call once per frame.
void draw_day_choice(Frame const& frame);

/// Previous, title, next and today: true when one of them was pressed. -1, 0 (today) or 1.
std::optional<int> draw_period(std::string_view title, Tr previous, Tr next);
std::string_view month_name(int month);
std::string_view year_month(Date day);

}  // namespace saddlebag::ui
