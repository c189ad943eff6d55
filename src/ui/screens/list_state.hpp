#pragma once
#include <set>
#include <string>
#include <vector>

#include "analytics/pipeline_report.hpp"
#include "store/query_groups.hpp"
#include "ui/screens/list_layout.hpp"
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

 private:
  std::vector<Uuid> ids_;  // by row; empty: not picked
  std::size_t count_ = 0;
};

/// One drawn line: a record, or the head of a group.
struct ListLine {
  Row row = kNoRow;  ///< kNoRow: the group's head
  std::uint32_t group = 0;
};

/// A group's head: how many, and the exact sums of the summed columns.
struct ListGroup {
  OwnedValue key;
  std::string id;  ///< stays the same while the list changes, to remember what is folded
  std::vector<Row> rows;
  bool folded = false;
  struct Sum {
    FieldIndex field;
    MoneySums money;
    double number = 0;
  };
  std::vector<Sum> sums;
};

/// What a list shows, put together once per change of the data or of the question.
struct ListView {
  std::vector<Row> rows;
  std::vector<ListLine> lines;
  std::vector<ListGroup> groups;
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
  bool asking_delete = false;
  std::uint64_t revision = 0;  ///< grows when filters or folded groups change

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
  } asked;
};
ListState& list_state(Kind kind);

/// Another whenever the records of a kind changed, or those whose names they show.
std::uint64_t data_version(Store const& store, Kind kind);
/// Brings `state.view` up to date; does nothing where nothing changed.
void refresh_view(Frame const& frame, Kind kind, ListLayout const& layout, ListState& state);
/// The query that the list shows.
Query query_of(Frame const& frame, Kind kind, ListLayout const& layout, ListState const& state);
/// The record of a line; null for a group's head, or past the end.
Record const* record_of(Store const& store, Kind kind, ListView const& view, std::int64_t line);

/// The group whose head stands in a line; null elsewhere.
ListGroup const* head_of(ListView const& view, std::int64_t line);

}  // namespace saddlebag::ui
