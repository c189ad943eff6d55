#include "ui/screens/record_related.hpp"

#include <algorithm>
#include <cmath>

#include "base/sort.hpp"
#include "ui/format.hpp"
#include "ui/screens/form.hpp"
#include "ui/screens/list_state.hpp"
#include "ui/screens/record_hierarchy.hpp"
#include "ui/screens/record_line.hpp"

namespace saddlebag::ui {
namespace {

constexpr std::size_t kShown = 6;

bool is_moment(Kind kind) { return kind == Kind::activity || kind == Kind::note; }
bool has_page(Kind kind) { return screen_of(kind) != Screen::count_; }

/// A part of its whole, by the name of the field: a contact's customer, a deal's customer.
bool is_part(Related const& related, Kind whole) {
  return kind_info(related.kind).fields[related.field].name == kind_info(whole).name;
}

void add_moments(Store const& store, Related const& found, std::vector<Moment>& moments) {
  Table const& table = store.table(found.kind);
  for (Row const row : found.rows) {
    Moment moment{found.kind, row, {}, false, false};
    if (found.kind == Kind::note) {
      auto const& note = static_cast<Note const&>(*table.at(row));
      moment.when = note.created;
      moment.pinned = note.pinned;
    } else {
      auto const& activity = static_cast<Activity const&>(*table.at(row));
      moment.ahead = !activity.done;
      moment.when = activity.done && !activity.done_at.empty() ? activity.done_at
                    : activity.due.empty()                     ? activity.created
                                                               : activity.due;
    }
    moments.push_back(moment);
  }
}

void put_in_order(std::vector<Moment>& moments) {
  auto const same = [](Moment const& a, Moment const& b) { return a.kind == b.kind && a.row == b.row; };
  auto const rank = [](Moment const& m) { return m.pinned ? 0 : m.ahead ? 1 : 2; };
  sort_items(moments, [&](Moment const& a, Moment const& b) {
    if (rank(a) != rank(b)) return rank(a) < rank(b);
    if (a.when != b.when) return a.ahead ? a.when < b.when : a.when > b.when;
    return a.kind != b.kind ? a.kind < b.kind : a.row < b.row;
  });
  moments.erase(std::unique(moments.begin(), moments.end(), same), moments.end());
}

void sort_newest_first(Store const& store, Related& related) {
  Table const& table = store.table(related.kind);
  sort_items(related.rows, [&](Row a, Row b) { return table.at(a)->created > table.at(b)->created; });
}

void fill(Store const& store, Kind kind, Uuid id, Surroundings& all) {
  all = {};
  for (std::size_t i = 0; i < kKindCount; ++i) {
    Kind const other = kind_at(i);
    if (!is_moment(other) && !has_page(other)) continue;
    std::span<Field const> const fields = kind_info(other).fields;
    for (FieldIndex f = 0; f < fields.size(); ++f) {
      if (fields[f].type != FieldType::reference || fields[f].target != kind) continue;
      Related found{other, f, referring(store, other, f, id)};
      // What colleagues have done would be everything.
      if (is_moment(other) && kind != Kind::user) add_moments(store, found, all.moments);
      // Parts are offered where there are none yet. Leads are not made for a customer: they become one.
      bool const offered = is_part(found, kind) && other != Kind::lead;
      bool const has_above = other == kind && !store.value(*store.find(kind, id), fields[f]).as_reference().empty();
      if (is_moment(other) || (found.rows.empty() && !offered && !has_above)) continue;
      sort_newest_first(store, found);
      if (kind == Kind::customer && other == Kind::opportunity) all.deals = pipeline_report(store, found.rows);
      all.related.push_back(std::move(found));
    }
  }
  put_in_order(all.moments);
  for (Moment const& moment : all.moments) {
    if (!moment.ahead && moment.kind == Kind::activity && (all.last_contact.empty() || moment.when > all.last_contact))
      all.last_contact = moment.when;
  }
}

std::string_view sums_text(MoneySums const& sums) {
  std::string_view all = "–";
  for (Money const each : sums.all()) {
    std::string_view const one = format_money(each, true);
    all = all == "–" ? one
                     : keepf("%.*s + %.*s", static_cast<int>(all.size()), all.data(), static_cast<int>(one.size()),
                             one.data());
  }
  return all;
}

void show_all(Frame const& frame, Related const& related, Uuid id) {
  ListState& list = list_state(related.kind);
  Filter only;
  only.field = related.field;
  only.compare = Compare::is;
  only.value = Value::reference(id);
  list.filters.assign(1, only);
  list.search.clear();
  ++list.revision;
  frame.commands.send(Go{{screen_of(related.kind), {}}});
}

void draw_rows(Frame const& frame, Related const& related) {
  static std::vector<ListColumn> columns;  // kept for its capacity
  columns_of(frame, related.kind, {}, columns);
  for (std::size_t i = 0; i < std::min(kShown, related.rows.size()); ++i) {
    Record const* const record = frame.store.table(related.kind).at(related.rows[i]);
    if (record == nullptr) continue;
    ImGui::PushID(static_cast<int>(i));
    Item const it =
        item("line", {0, space(13)}, {a11y::Role::link, record_title(frame.store, related.kind, record->id)});
    ImGui::PopID();
    if (it.visible) {
      if (it.hovered) ImGui::GetWindowDrawList()->AddRectFilled(it.min, it.max, color(Color::hover), kRadiusSmall);
      draw_record_line(frame, related.kind, *record, columns, it, related.field);
      draw_focus(it);
    }
    if (it.pressed) frame.commands.send(Go{{screen_of(related.kind), record->id}});
  }
}

void figure(char const* id, std::string_view name, std::string_view value, float width) {
  begin_card(id, {.width = width, .padding = 3});
  text(name, Type::caption, Color::text_muted);
  gap(-1);
  text(value, Type::heading);
  end_card();
}

}  // namespace

std::string_view related_title(Related const& related, Kind whole) {
  std::string_view const plural = tr(kind_info(related.kind).label_plural);
  return is_part(related, whole)
             ? plural
             : tr(Tr::record_related_by, plural, field_label(kind_info(related.kind).fields[related.field]));
}

Surroundings const& surroundings_of(Store const& store, Kind kind, Uuid id) {
  static Surroundings all;
  static struct {
    Kind kind = Kind::count_;
    Uuid id;
    std::uint64_t version = ~0ull;
  } of;
  if (of.kind == kind && of.id == id && of.version == store.version()) return all;
  of = {kind, id, store.version()};
  fill(store, kind, id, all);
  return all;
}

void draw_related(Frame const& frame, Kind kind, Record const& record) {
  for (Related const& related : surroundings_of(frame.store, kind, record.id).related) {
    ImGui::PushID(static_cast<int>(related.kind) * 256 + related.field);
    std::string_view const title = related_title(related, kind);
    begin_card("related", {.padding = 3});
    a11y::Scope const scope(ImGui::GetID("region"), {a11y::Role::region, title});
    begin_row();
    heading(title, Type::title, 2);
    same_row(2);
    text(format_integer(static_cast<std::int64_t>(related.rows.size())), Type::body, Color::text_faint);
    same_row(0);
    push_right(control_height());
    std::string_view const add = tr(Tr::list_new, tr(kind_info(related.kind).label));
    if (icon_button(Icon::plus, add))
      start_new_for(related.kind, kind_info(related.kind).fields[related.field].name, record.id);
    if (related.kind == kind) draw_hierarchy(frame, title, kind, related.field, record.id);
    else draw_rows(frame, related);
    if (related.rows.size() > kShown &&
        button(tr(Tr::record_show_all, format_integer(static_cast<std::int64_t>(related.rows.size()))),
               {.style = ButtonStyle::ghost})) {
      show_all(frame, related, record.id);
    }
    end_card();
    ImGui::PopID();
    gap(3);
  }
}

void draw_figures(Frame const& frame, Record const& record) {
  Surroundings const& all = surroundings_of(frame.store, Kind::customer, record.id);
  int const columns = ImGui::GetContentRegionAvail().x < space(150) ? 2 : 4;
  float const between = space(3);
  float const width = std::floor((ImGui::GetContentRegionAvail().x - between * static_cast<float>(columns - 1)) /
                                 static_cast<float>(columns));
  std::string_view const open = format_integer(static_cast<std::int64_t>(all.deals.open.count));
  std::string_view const last = all.last_contact.empty()
                                    ? std::string_view(tr(Tr::record_never))
                                    : format_ago(all.last_contact, frame.now, frame.utc_offset_minutes);
  figure("open", tr(Tr::record_open_deals), open, width);
  same_row(3);
  figure("weighted", tr(Tr::record_weighted), sums_text(all.deals.open.weighted), width);
  if (columns == 4)
    same_row(3);
  else
    gap(3);
  figure("won", tr(Tr::record_won), sums_text(all.deals.won.amount), width);
  same_row(3);
  figure("last", tr(Tr::record_last_contact), last, width);
}

}  // namespace saddlebag::ui
