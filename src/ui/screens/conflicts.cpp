#include "ui/screens/conflicts.hpp"

#include <algorithm>

#include "model/conflict.hpp"
#include "ui/format.hpp"
#include "ui/widgets/core.hpp"

namespace saddlebag::ui {
namespace {

/// Puts the chosen value in the field and takes this conflict off the record: that ends it for both people.
void choose(Frame const& frame, Kind kind, Record const& record, std::vector<Conflict> const& all, Conflict const& one, Value chosen) {
  std::vector<Conflict> rest;
  for (Conflict const& other : all) {
    if (&other != &one) rest.push_back(other);
  }
  std::string const packed = write_conflicts(rest);
  Edit edit(frame.store, Cause::resolve);
  edit.set(kind, record.id, one.field, chosen);
  edit.set(kind, record.id, "conflicts", Value::text(packed));
  frame.commands.send(Apply{edit.take(), tr(Tr::sync_resolved)});
}

/// One of the three versions: who wrote it, what it says, and the button that keeps it. True when chosen.
bool version_card(char const* id, Tr who, std::string_view by, std::string_view value, Tr keep, bool mine, float width) {
  begin_card(id, {.width = width, .padding = 3, .fill = Color::sunken});
  text(by.empty() ? std::string_view(tr(who)) : keepf("%s · %.*s", tr(who), static_cast<int>(by.size()), by.data()), Type::caption, Color::text_muted);
  gap(1);
  paragraph(value.empty() ? std::string_view(tr(Tr::sync_empty_value)) : value, Type::strong, value.empty() ? Color::text_faint : Color::text, width - space(6));
  gap(2);
  bool const chosen = button(tr(keep), {.style = mine ? ButtonStyle::primary : ButtonStyle::secondary, .width = width - space(6)});
  end_card();
  return chosen;
}

}  // namespace

std::vector<Conflicted> const& conflicted_records(Store const& store) {
  static std::vector<Conflicted> places;
  static std::uint64_t version = ~0ull;
  if (version == store.version()) return places;
  version = store.version();
  places.clear();
  for (std::size_t i = 0; i < kKindCount; ++i) {
    Table const& table = store.table(kind_at(i));
    for (Row row = 0; row < table.end(); ++row) {
      Record const* const record = table.at(row);
      if (record && !record->conflicts.empty()) places.push_back({kind_at(i), record->id});
    }
  }
  return places;
}

std::size_t count_conflicts(Store const& store) { return conflicted_records(store).size(); }

void draw_conflicts(Frame const& frame, Kind kind, Record const& record, float width) {
  if (record.conflicts.empty()) return;
  std::vector<Conflict> const all = read_conflicts(record.conflicts);
  int number = 0;
  for (Conflict const& conflict : all) {
    FieldIndex const index = frame.store.field_named(kind, conflict.field);
    if (index == kNoField) continue;
    Field const& field = frame.store.fields(kind)[index];
    // "Mine" is what this device wrote: the finder's on the finder's device, the other value elsewhere.
    bool const found_here = conflict.device == frame.store.identity().device;
    OwnedValue const& mine = found_here ? conflict.mine : conflict.theirs;
    OwnedValue const& theirs = found_here ? conflict.theirs : conflict.mine;
    std::string const& mine_by = found_here ? conflict.mine_by : conflict.theirs_by;
    std::string const& theirs_by = found_here ? conflict.theirs_by : conflict.mine_by;
    auto const shown = [&](Value value) { return format_value(frame.store, field, value, frame.utc_offset_minutes); };
    ImGui::PushID(number++);
    a11y::Scope const scope(ImGui::GetID("conflict"), {a11y::Role::group, keepf("%s: %s", tr(Tr::sync_conflicts), keep_cstr(field_label(field)))});
    gap(2);
    text(field_label(field), Type::strong);
    gap(1);
    bool const stacked = width < space(120);
    float const each = stacked ? width : (width - space(4)) / 3;
    auto const next = [&] { stacked ? gap(2) : same_row(2); };
    if (version_card("base", Tr::sync_base, {}, shown(conflict.base), Tr::sync_keep_base, false, each)) choose(frame, kind, record, all, conflict, conflict.base);
    next();
    if (version_card("mine", Tr::sync_mine, mine_by, shown(mine), Tr::sync_keep_mine, true, each)) choose(frame, kind, record, all, conflict, mine);
    next();
    if (version_card("theirs", Tr::sync_theirs, theirs_by, shown(theirs), Tr::sync_keep_theirs, false, each)) choose(frame, kind, record, all, conflict, theirs);
    ImGui::PopID();
  }
}

void draw_all_conflicts(Frame const& frame, float width) {
  std::vector<Conflicted> const& places = conflicted_records(frame.store);
  if (places.empty()) return;
  gap(4);
  begin_card("conflicts", {.name = tr(Tr::sync_conflicts), .width = width});
  paragraph(tr(Tr::sync_conflicts_hint), Type::body, Color::text_muted, width - space(10));
  for (Conflicted const& place : places) {
    Record const* const record = frame.store.find(place.kind, place.record);
    if (!record) continue;
    gap(3);
    ImGui::PushID(static_cast<int>(place.record.lo));
    text(keepf("%s · %s", tr(kind_info(place.kind).label), keep_cstr(record_title(frame.store, place.kind, place.record))), Type::title);
    draw_conflicts(frame, place.kind, *record, width - space(8));
    ImGui::PopID();
  }
  end_card();
}

}  // namespace saddlebag::ui
