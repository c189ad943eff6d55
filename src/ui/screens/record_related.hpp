#pragma once
#include "analytics/pipeline_report.hpp"
#include "ui/frame.hpp"

namespace saddlebag::ui {

/// Records of one kind that name a record in one of their fields.
struct Related {
  Kind kind = Kind::count_;
  FieldIndex field = kNoField;
  std::vector<Row> rows;  ///< newest first
};

/// Something that happened, or is to happen, with a record.
struct Moment {
  Kind kind = Kind::count_;  ///< activity or note
  Row row = kNoRow;
  Instant when;
  bool ahead = false;  ///< not done yet
  bool pinned = false;
};

/// All that hangs on one record, found by the references of the descriptors; put together once per change of the store.
struct Surroundings {
  std::vector<Related> related;
  std::vector<Moment> moments;  ///< pinned, then what is ahead soonest first, then the past newest first
  PipelineReport deals;         ///< of a customer
  Instant last_contact;
};
Surroundings const& surroundings_of(Store const& store, Kind kind, Uuid id);

/// What the records are to `whole`: "Contacts", "Customers (parent)".
std::string_view related_title(Related const& related, Kind whole);

/// Contacts, deals, … as cards with the newest of each, a button to add one, and a way to the whole list.
void draw_related(Frame const& frame, Kind kind, Record const& record);
/// The four numbers that matter about a customer.
void draw_figures(Frame const& frame, Record const& record);

}  // namespace saddlebag::ui
