#pragma once
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "analytics/pipeline_report.hpp"
#include "store/query_groups.hpp"
#include "ui/screens/list_layout.hpp"
#include "ui/screens/view_definition.hpp"
#include "ui/widgets/grid.hpp"

namespace saddlebag::ui {

/// Which records are picked, by id: a row that is used again is not picked by mistake.
class Selection {
 public:
  [[nodiscard]] bool holds(Row row, Record const& record) const { return row < ids_.size() && ids_[row] == record.id; }
  void set(Row row, Record const& record, bool selected);
  void clear();
  [[nodiscard]] std::size_t size() const { return count_; }
  /// The rows that are still there, ascending; forgets the others.
  [[nodiscard]] std::vector<Row> rows(Table const& table);
  /// Grows with every change.
  [[nodiscard]] std::uint64_t revision() const { return revision_; }

 private:
  std::vector<Uuid> ids_;  // by row; empty: not picked
  std::size_t count_ = 0;
  std::uint64_t revision_ = 1;
};

/// One drawn line: a record, or the head of a group.
struct ListLine {
  Row row = kNoRow;  ///< kNoRow: the group's head
  std::uint32_t group = 0;
};

/// The exact sum of a column: of money one per currency.
struct ColumnSum {
  FieldIndex field;
  MoneySums money;
  double number = 0;
};

/// A group's head: how many, and the sums of the summed columns.
struct ListGroup {
  OwnedValue key;
  std::string id;  ///< stays the same while the list changes, to remember what is folded
  std::vector<Row> rows;
  bool folded = false;
  std::vector<ColumnSum> sums;
};

/// What a list shows, put together once per change of the data or of the question.
struct ListView {
  std::vector<Row> rows;
  std::vector<ListLine> lines;
  std::vector<ListGroup> groups;
  std::vector<ColumnSum> sums;     ///< of all rows
  std::vector<ColumnSum> picked;   ///< of those that are picked
  std::uint64_t picked_of = 0;     ///< the selection's revision that they were made of; 0: none
};

/// The cell that is being written in.
struct CellEdit {
  Uuid record;  ///< empty: none
  FieldIndex field = kNoField;
  std::string text;
  std::string error;
  bool fresh = false;  ///< takes the keyboard in this frame
  bool typed = false;  ///< was begun by typing: what follows goes behind it
  [[nodiscard]] bool active() const { return !record.empty(); }
};

/// What one kind's list remembers between frames.
struct ListState {
  std::string search;
  std::vector<Filter> filters;
  std::set<std::string, std::less<>> folded;  ///< groups that are shut
  Selection selection;
  std::int64_t anchor = -1;  ///< line that Shift extends from
  GridCursor cursor;
  CellEdit edit;
  std::vector<ListColumn> columns;
  std::int64_t context_line = -1;
  int context_column = -1;
  bool asking_delete = false;
  std::uint64_t revision = 0;  ///< grows when filters or folded groups change

  /// The saved view that is open.
  struct OpenView {
    Uuid id;                         ///< empty: all records, laid out as the preferences say
    std::string text;                ///< its definition
    ViewDefinition saved;            ///< the same, read
    ListLayout layout;               ///< what it was made into
    std::optional<ListLayout> next;  ///< and will be in the next frame
    bool spent = false;              ///< what the filters say was saved elsewhere: leaving it forgets them
  } opened;
  Uuid wanted_view;  ///< where the address does not say it
  /// Views that were left with changes, and all records with filters.
  struct Parked {
    Uuid view;
    std::vector<Filter> filters;
    ListLayout layout;
  };
  std::vector<Parked> parked;

  LiveQuery query;
  bool looking = false;        ///< `query` has not looked at everything yet, and `view` is what was before
  LiveGroups grouping;
  ListView view;
  /// Of what `view` answers.
  struct {
    std::uint64_t data = ~0ull, revision = 0;
    std::string search;
    std::vector<std::pair<std::string, bool>> sort;
    std::string group;
    std::uint64_t summed = 0;  ///< which columns were
  } asked;
};
ListState& list_state(Kind kind);

/// Another whenever the records of a kind changed, or those whose names they show.
std::uint64_t data_version(Store const& store, Kind kind);
/// Brings `state.view` up to date; does nothing where nothing changed.
void refresh_view(Frame const& frame, Kind kind, ListLayout const& layout, ListState& state);
/// The sums that stand below the list: of what is picked, else of all it shows. Empty where no column has any.
std::vector<ColumnSum> const& foot_sums(Store const& store, Kind kind, ListState& state);
/// The query that the list shows.
Query query_of(Frame const& frame, Kind kind, ListLayout const& layout, ListState const& state);
/// The record of a line; null for a group's head, or past the end.
Record const* record_of(Store const& store, Kind kind, ListView const& view, std::int64_t line);

/// The group whose head stands in a line; null elsewhere.
ListGroup const* head_of(ListView const& view, std::int64_t line);

}  // namespace saddlebag::ui
