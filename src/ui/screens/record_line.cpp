#include "ui/screens/record_line.hpp"

#include <algorithm>
#include <cmath>

#include "ui/format.hpp"

namespace saddlebag::ui {
namespace {

/// What stands at the right of the line, and what in its second row.
struct Parts {
  std::string_view amount;
  Mark badge;
  std::string_view below;
};

Parts parts_of(Frame const& frame, Record const& record, std::span<ListColumn const> columns, FieldIndex skip) {
  Parts parts;
  int found = 0;
  for (ListColumn const& column : columns) {
    Field const& field = *column.field;
    if (field.has(kTitle) || column.index == skip || field.type == FieldType::boolean) continue;
    Value const value = frame.store.value(record, field);
    if (field.type == FieldType::choice && value == field.initial) continue;  // "none" and "unknown" say nothing
    if (parts.amount.empty() && field.type == FieldType::money && !value.empty()) {
      parts.amount = format_money(value.as_money(), true);
    } else if (Mark const mark = mark_of(frame.store, field, value); parts.badge.text.empty() && !mark.text.empty()) {
      parts.badge = mark;
    } else if (found < 2) {
      std::string_view const text = format_value(frame.store, field, value, frame.utc_offset_minutes);
      if (text.empty()) continue;
      parts.below = found++ == 0 ? text
                                 : keepf("%.*s · %.*s", static_cast<int>(parts.below.size()), parts.below.data(),
                                         static_cast<int>(text.size()), text.data());
    }
  }
  return parts;
}

}  // namespace

Mark mark_of(Store const& store, Field const& field, Value value) {
  if (field.type == FieldType::choice && field.choices != nullptr) {
    std::span<Choice const> const choices = field.choices();
    if (value.as_choice() >= choices.size() || choices[value.as_choice()].tone == Tone::neutral) return {};
    return {tr(choices[value.as_choice()].label), choices[value.as_choice()].tone};
  }
  if (field.type != FieldType::reference || field.target != Kind::stage) return {};
  Stage const* const stage = store.find(Id<Stage>{value.as_reference()});
  if (stage == nullptr) return {};
  Tone const tone = stage->outcome == Outcome::open
                        ? Tone::accent
                        : choices_of<Outcome>()[static_cast<std::size_t>(stage->outcome)].tone;
  return {record_title(store, Kind::stage, stage->id), tone};
}

Icon icon_for(Kind kind) {
  switch (kind) {
    case Kind::customer: return Icon::building;
    case Kind::contact: return Icon::person;
    case Kind::lead: return Icon::leads;
    case Kind::opportunity: return Icon::money;
    case Kind::product: return Icon::product;
    case Kind::activity: return Icon::activities;
    case Kind::note: return Icon::note;
    case Kind::user: return Icon::group;
    case Kind::attachment: return Icon::clip;
    default: return Icon::list;
  }
}

bool has_avatar(Kind kind) {
  return kind == Kind::customer || kind == Kind::contact || kind == Kind::lead || kind == Kind::user;
}

void draw_record_line(Frame const& frame, Kind kind, Record const& record, std::span<ListColumn const> columns,
                      Item const& it, FieldIndex skip) {
  ImDrawList* const list = ImGui::GetWindowDrawList();
  std::string_view const title = record_title(frame.store, kind, record.id);
  Parts const parts = parts_of(frame, record, columns, skip);
  float const pad = space(3), face = space(9), height = it.max.y - it.min.y;
  if (has_avatar(kind))
    draw_avatar(list, {it.min.x + pad, it.min.y + std::floor((height - face) / 2)}, face, title);
  else
    draw_icon(list, {it.min.x + pad + space(2), it.min.y + std::floor((height - space(5)) / 2)}, icon_for(kind),
              space(5), color(Color::text_muted));
  float const x = it.min.x + pad + face + space(3);
  float const block = font_size(Type::strong) + space(1) + font_size(Type::caption);
  float const top = it.min.y + std::floor((height - (parts.below.empty() ? font_size(Type::strong) : block)) / 2);
  float right = it.max.x - pad;
  if (!parts.amount.empty()) {
    right -= text_width(parts.amount, Type::strong);
    draw_text(list, {right, top}, parts.amount, Type::strong, color(Color::text));
    if (!parts.badge.text.empty()) right -= space(2);
  }
  if (!parts.badge.text.empty()) {
    right -= text_width(parts.badge.text, Type::caption) + space(4);
    draw_badge(list, {right, top - space(0.5f)}, parts.badge.text, parts.badge.tone, 0);
  }
  draw_text(list, {x, top}, title, Type::strong, color(Color::text), std::max(1.0f, right - x - space(2)));
  if (!parts.below.empty()) {
    draw_text(list, {x, top + font_size(Type::strong) + space(1)}, parts.below, Type::caption, color(Color::text_muted),
              std::max(1.0f, it.max.x - pad - x));
  }
}

}  // namespace saddlebag::ui
