#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ui/screens/pipeline.hpp"
#include "ui/widgets/core.hpp"

namespace saddlebag::ui {

/// What the columns of a board stand for: stages, the values of any field that lists can be grouped by, the time of closing,
/// or a field of the deal's customer.
struct BoardGroup {
  enum class By : std::uint8_t { stage, field, month, quarter, customer };
  By by = By::stage;
  FieldIndex field = kNoField;  ///< of the deal; of its customer
  bool operator==(BoardGroup const&) const = default;
};
/// Its name in the preferences: "", "owner", "expected_close/month", "customer.industry".
std::string name_of(Store const& store, BoardGroup group);
/// Anything unknown is by stages.
BoardGroup board_group_named(Store const& store, std::string_view name);
std::string_view label_of(Store const& store, BoardGroup group);
std::vector<BoardGroup> board_groups(Store const& store);

/// One column of the board: all of its deals, exact sums.
struct BoardColumn {
  enum class Holds : std::uint8_t { value, earlier /*than this month or quarter*/, others /*more groups than columns*/ };
  OwnedValue key;           ///< the value; the first day of a month or quarter
  Id<Stage> stage;          ///< on a board of stages
  Outcome outcome = Outcome::open;
  Holds holds = Holds::value;
  std::size_t others = 0;   ///< how many groups
  bool fixed = false;       ///< a card cannot be moved here
  std::vector<Row> deals;   ///< by expected close, then by amount; ended ones newest first
  DealTotals totals;
};

/// What the board shows, computed once per change of the deals.
struct BoardView {
  BoardGroup group;
  std::vector<BoardColumn> columns;
  std::uint64_t stamp = 0;  ///< of the deals
};
BoardView build_board(Frame const& frame, PipelineDeals const& deals);
std::string_view column_name(Frame const& frame, BoardView const& board, BoardColumn const& column);

/// A drag of a card, by mouse, pen or finger.
struct CardDrag {
  Uuid deal;
  ImVec2 grip;        ///< pointer within the card
  bool moving = false;///< far enough to be a drag and no click
};

/// What is being done with cards, between frames.
struct CardHands {
  CardDrag drag;
  Uuid arrived;              ///< a card that keys have moved takes the keyboard where it is now …
  std::uint64_t left = 0;    ///< … once the board is another than this one
  Uuid reveal;               ///< a card that has just been made
  Uuid anchor;               ///< card that Shift extends from
};

/// Where a card stands.
struct CardPlace {
  std::size_t column, position;
  Row row;
  float width;
};
struct CardLook {
  bool lifted = false, hovered = false, selected = false, dense = false;
  bool stage = false;        ///< its stage is not told by its column
};

float card_height(bool dense);
/// Draws one card; starts a drag, picks or opens the deal, moves it by Ctrl + arrows, offers a menu.
void draw_card(Frame const& frame, BoardView const& board, CardPlace const& place, Opportunity const& deal, CardHands& hands);
/// Only the look of a card: also under the pointer while it is dragged.
void paint_card(Frame const& frame, Opportunity const& deal, ImDrawList* list, ImVec2 min, ImVec2 max, CardLook const& look);

/// The card, or all that are picked where it is one of them.
std::vector<Uuid> taken_with(Frame const& frame, Uuid deal);
/// Puts deals into a column, as one step that can be undone; asks first where a stage on the way has an exit checklist. False
/// where there is nothing to move.
bool move_cards(Frame const& frame, BoardView const& board, std::vector<Uuid> deals, std::size_t column);
/// The same for a stage, whatever the columns stand for.
bool move_to(Frame const& frame, std::vector<Uuid> deals, Id<Stage> stage);
/// A new deal of a column.
void add_card(Frame const& frame, BoardView const& board, BoardColumn const& column, std::string_view name, CardHands& hands);
/// Opens the editor of a stage's exit checklist.
void edit_checklist(Frame const& frame, Id<Stage> stage);
/// The questions and editors of the above; call once per frame.
void draw_board_dialogs(Frame const& frame);

}  // namespace saddlebag::ui
