#include "ui/screens/list_layout.hpp"

#include <algorithm>

namespace saddlebag::ui {
namespace {

bool is_long(FieldType type) { return type == FieldType::long_text; }

}  // namespace

bool is_listable(Field const& field) {
  return !field.has(kSystem) || field.name == "created" || field.name == "updated";
}

bool is_editable(Field const& field) { return !field.has(kSystem) && field.name != "built_in"; }

bool is_groupable(Field const& field) {
  switch (field.type) {
    case FieldType::choice:
    case FieldType::reference:
    case FieldType::boolean: return is_listable(field);
    case FieldType::text:
      return is_listable(field) && !field.has(kTitle) && !field.has(kNatural) && !field.has(kPersonal);
    default: return false;
  }
}

bool is_summed(Field const& field) {
  bool const quantity = field.type == FieldType::money || field.type == FieldType::integer || field.type == FieldType::number;
  return field.has(kSummed) || (field.custom && quantity);
}

bool is_right_aligned(Field const& field) {
  return field.type == FieldType::money || field.type == FieldType::integer || field.type == FieldType::number ||
         field.type == FieldType::percent;
}

float default_width(Field const& field) {
  if (field.has(kTitle)) return 260;
  switch (field.type) {
    case FieldType::boolean: return 90;
    case FieldType::integer:
    case FieldType::number:
    case FieldType::percent: return 100;
    case FieldType::choice:
    case FieldType::date: return 120;
    case FieldType::money:
    case FieldType::phone: return 140;
    case FieldType::email:
    case FieldType::long_text: return 220;
    default: return 160;
  }
}

void columns_of(Frame const& frame, Kind kind, ListLayout const& layout, std::vector<ListColumn>& into) {
  into.clear();
  std::span<Field const> const fields = frame.store.fields(kind);
  FieldIndex const title = kind_info(kind).title;
  auto const add = [&](FieldIndex index) {
    if (index >= fields.size() || !is_listable(fields[index])) return;
    if (std::any_of(into.begin(), into.end(), [&](ListColumn const& each) { return each.index == index; })) return;
    into.push_back({index, &fields[index], default_width(fields[index])});
  };
  add(title);
  if (layout.columns.empty()) {
    for (FieldIndex i = 0; i < fields.size(); ++i) {
      if (fields[i].has(kColumn)) add(i);
    }
  } else {
    for (std::string const& name : layout.columns) add(frame.store.field_named(kind, name));
  }
  if (layout.widths.empty()) return;
  for (ListColumn& column : into) {
    for (auto const& [name, width] : layout.widths) {
      if (name == column.field->name) column.width = width;
    }
  }
}

std::vector<SortKey> sort_of(Store const& store, Kind kind, ListLayout const& layout) {
  std::vector<SortKey> keys;
  for (auto const& [name, descending] : layout.sort) {
    FieldIndex const field = store.field_named(kind, name);
    if (field != kNoField && !is_long(store.fields(kind)[field].type)) keys.push_back({field, descending});
  }
  return keys;
}

void toggle_sort(ListLayout& layout, std::string_view field, bool add) {
  auto const found =
      std::find_if(layout.sort.begin(), layout.sort.end(), [&](auto const& key) { return key.first == field; });
  bool const known = found != layout.sort.end();
  bool const was_descending = known && found->second;
  if (!add) {
    layout.sort.clear();
    if (!known || !was_descending) layout.sort.emplace_back(field, known);
  } else if (!known) {
    layout.sort.emplace_back(field, false);
  } else if (!was_descending) {
    found->second = true;
  } else {
    layout.sort.erase(found);
  }
}

void move_column(ListLayout& layout, std::vector<ListColumn> const& shown, int from, int to) {
  if (from < 1 || to < 1 || from >= static_cast<int>(shown.size()) || to >= static_cast<int>(shown.size())) return;
  std::vector<std::string> names;
  for (ListColumn const& column : shown) names.emplace_back(column.field->name);
  std::string moved = std::move(names[static_cast<std::size_t>(from)]);
  names.erase(names.begin() + from);
  names.insert(names.begin() + to, std::move(moved));
  layout.columns = std::move(names);
}

void toggle_column(ListLayout& layout, std::vector<ListColumn> const& shown, Field const& field) {
  std::vector<std::string> names;
  bool removed = false;
  for (ListColumn const& column : shown) {
    if (column.field->name == field.name)
      removed = true;
    else
      names.emplace_back(column.field->name);
  }
  if (!removed) names.emplace_back(field.name);
  layout.columns = std::move(names);
}

}  // namespace saddlebag::ui
