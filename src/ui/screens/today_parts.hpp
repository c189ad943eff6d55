#pragma once
#include <vector>

#include "ui/frame.hpp"

namespace saddlebag::ui {

/// Something that a colleague has done lately.
struct News {
  Kind kind = Kind::note;  ///< note, or opportunity whose stage changed
  Row row = kNoRow;
  Instant when;
};

/// What the page shows, put together once per change of the data, of the day or of whose day it is.
struct Day {
  std::vector<Row> late, today, tomorrow, later;  ///< open activities, soonest first
  std::vector<Row> deals;                         ///< open ones that should have closed, or stand still; largest first
  std::vector<News> news;                         ///< newest first
  std::size_t open_deals = 0;
  Money open_amount, weighted_amount, won_amount; ///< of the preferred currency; won: in this quarter
};
Day const& day_of(Frame const& frame);

/// What waits, by day, to be ticked off or put off.
void draw_todo(Frame const& frame, Day const& day, float width);
/// Conflicts and refused changes; nothing where there are none. True when there are.
bool draw_alerts(Frame const& frame, float width);
void draw_deals_to_move(Frame const& frame, Day const& day, float width);
void draw_news(Frame const& frame, Day const& day, float width);

}  // namespace saddlebag::ui
