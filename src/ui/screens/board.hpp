#pragma once
#include <optional>
#include <string>
#include <vector>

#include "ui/screens/pipeline.hpp"
#include "ui/widgets/core.hpp"

namespace saddlebag::ui {

/// One column of the board: a stage, all of its deals, exact sums.
struct BoardColumn {
  Id<Stage> stage;
  Outcome outcome = Outcome::open;
  std::vector<Row> deals;   ///< by expected close, then by amount; ended ones newest first
  DealTotals totals;
};

/// What the board shows, computed once per change of the deals.
struct BoardView {
  std::vector<BoardColumn> columns;
};

/// `ended`: won and lost columns too.
BoardView build_board(Store const& store, PipelineDeals const& deals, bool ended);

/// A drag of a card, by mouse, pen or finger.
struct CardDrag {
  Uuid deal;
  ImVec2 grip;        ///< pointer within the card
  bool moving = false;///< far enough to be a drag and no click
};

/// A card on its way to another column by keys: it has the keyboard there too.
struct CardMove {
  Uuid deal;
  Id<Stage> stage;
};

float card_height();
/// Draws one card; starts a drag, opens the deal, moves it by Ctrl + arrows, offers a menu.
void draw_card(Frame const& frame, BoardView const& board, std::size_t column, Opportunity const& deal, std::size_t position, float width, CardDrag& drag, CardMove& move);
/// Only the look of a card: also under the pointer while it is dragged.
void paint_card(Frame const& frame, Opportunity const& deal, ImDrawList* list, ImVec2 min, ImVec2 max, bool lifted, bool hovered);
/// Sends the move; does nothing where the deal is in that stage already.
void move_card(Frame const& frame, Uuid deal, Id<Stage> stage);

}  // namespace saddlebag::ui
