#include <algorithm>

#include "ui/format.hpp"
#include "ui/print/paper.hpp"
#include "ui/screens/form.hpp"
#include "ui/screens/list_views.hpp"
#include "ui/screens/print.hpp"
#include "ui/screens/record_related.hpp"

namespace saddlebag::ui {
namespace {

constexpr std::size_t kMostRelated = 200, kMostMoments = 300;

void add_section(Frame const& frame, Kind kind, Record const& record, FormSection section, Paper& paper) {
  bool begun = false;
  for (Field const& field : frame.store.fields(kind)) {
    if (!is_editable(field) || section_of(field) != section) continue;
    std::string_view const value = format_value(frame.store, field, frame.store.value(record, field), frame.utc_offset_minutes);
    if (value.empty()) continue;
    if (!begun) {
      paper.section(tr(section_name(section)));
      paper.begin_facts();
      begun = true;
    }
    paper.fact(field_label(field), value);
  }
  if (begun) paper.end_facts();
}

void add_related(Frame const& frame, Kind kind, Related const& related, Paper& paper) {
  if (related.rows.empty()) return;
  std::vector<ListColumn> columns;
  columns_of(frame, related.kind, {}, columns);
  std::erase_if(columns, [&](ListColumn const& column) { return column.index == related.field; });
  paper.section(keepf("%s (%zu)", keep_cstr(related_title(related, kind)), related.rows.size()));
  paper.begin_table();
  for (ListColumn const& column : columns) paper.column(field_label(*column.field), is_right_aligned(*column.field));
  for (std::size_t i = 0; i < std::min(related.rows.size(), kMostRelated); ++i) {
    Record const* const record = frame.store.table(related.kind).at(related.rows[i]);
    if (record == nullptr) continue;
    paper.begin_row();
    for (ListColumn const& column : columns) {
      Value const value = frame.store.value(*record, *column.field);
      paper.cell(format_value(frame.store, *column.field, value, frame.utc_offset_minutes), is_right_aligned(*column.field));
    }
  }
  paper.end_table();
}

/// What was said, and by whom.
std::string_view body_of(Moment const& moment, Record const& record) {
  return moment.kind == Kind::note ? static_cast<Note const&>(record).body.view()
                                   : static_cast<Activity const&>(record).minutes.view();
}

void add_moments(Frame const& frame, std::vector<Moment> const& moments, Paper& paper) {
  if (moments.empty()) return;
  paper.section(tr(Tr::record_timeline));
  paper.begin_table();
  for (Tr const label : {Tr::print_when, Tr::print_what, Tr::print_who}) paper.column(tr(label), false);
  for (std::size_t i = 0; i < std::min(moments.size(), kMostMoments); ++i) {
    Moment const& moment = moments[i];
    Record const* const record = frame.store.table(moment.kind).at(moment.row);
    if (record == nullptr) continue;
    bool const note = moment.kind == Kind::note;
    Uuid const who = note ? static_cast<Note const*>(record)->author.uuid : static_cast<Activity const*>(record)->owner.uuid;
    std::string what(note ? std::string_view() : record_title(frame.store, moment.kind, record->id));
    std::string_view const body = body_of(moment, *record);
    if (!what.empty() && !body.empty()) what += '\n';
    what += body;
    paper.begin_row();
    paper.cell(keepf("%s%s", moment.ahead ? "☐ " : "", keep_cstr(format_instant(moment.when, frame.utc_offset_minutes))));
    paper.cell(what);
    paper.cell(record_title(frame.store, Kind::user, who));
  }
  paper.end_table();
}

}  // namespace

void print_record(Frame const& frame, Kind kind, Record const& record) {
  std::string_view const title = record_title(frame.store, kind, record.id);
  Paper paper(title, format_instant(frame.now, frame.utc_offset_minutes));
  paper.heading(title);
  paper.note(tr(kind_info(kind).label));
  for (int section = 0; section < static_cast<int>(FormSection::count_); ++section) {
    add_section(frame, kind, record, static_cast<FormSection>(section), paper);
  }
  ui::Surroundings const& all = surroundings_of(frame.store, kind, record.id);
  for (Related const& related : all.related) add_related(frame, kind, related, paper);
  add_moments(frame, all.moments, paper);
  frame.commands.send(Print{paper.take()});
}

void print_here(Frame const& frame) {
  Screen const screen = frame.route.screen;
  Kind const kind = screen == Screen::pipeline ? Kind::opportunity : kind_of(screen);
  if (kind == Kind::count_) return frame.commands.send(Notify{tr(Tr::print_nothing)});
  if (!frame.route.record.empty()) {
    if (Record const* const record = frame.store.find(kind, frame.route.record)) print_record(frame, kind, *record);
    return;
  }
  ListState& state = list_state(kind);
  ListLayout const& layout = layout_of(frame, kind);
  columns_of(frame, kind, layout, state.columns);
  refresh_view(frame, kind, layout, state);
  print_list(frame, kind, state);
}

}  // namespace saddlebag::ui
