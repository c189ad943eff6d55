#include <algorithm>
#include <array>

#include "exchange/synonyms.hpp"
#include "ui/format.hpp"
#include "ui/screens/import_parts.hpp"
#include "ui/widgets/field.hpp"

namespace saddlebag::ui {
namespace {

constexpr std::size_t kPreviewRows = 5;
constexpr std::array kKinds = {Kind::customer, Kind::contact, Kind::lead, Kind::opportunity, Kind::product, Kind::user, Kind::activity, Kind::note};
constexpr std::array kEncodings = {port::Text::Encoding::utf8, port::Text::Encoding::gb18030, port::Text::Encoding::utf16_le, port::Text::Encoding::utf16_be};
constexpr std::array<char, 4> kDelimiters = {',', ';', '\t', '|'};

template <class Range, class T>
int position_of(Range const& choices, T const& wanted) {
  auto const found = std::find(choices.begin(), choices.end(), wanted);
  return found == choices.end() ? 0 : static_cast<int>(found - choices.begin());
}

/// How the file as a whole is read.
void draw_reading(ImportPlan& plan, std::size_t index, float width) {
  ImportFile const& file = plan.file(index);
  float const each = std::min(space(44), width);
  bool const narrow = width < space(140);
  auto const next = [&] { narrow ? gap(2) : same_row(3); };
  std::array<std::string_view, kKinds.size()> kinds;
  for (std::size_t i = 0; i < kKinds.size(); ++i) kinds[i] = tr(kind_info(kKinds[i]).label_plural);
  int kind = position_of(kKinds, file.kind);
  if (select(tr(Tr::import_kind), kind, kinds, each)) return plan.set_kind(index, kKinds[static_cast<std::size_t>(kind)]);
  next();
  std::array<std::string_view, kEncodings.size()> encodings;
  for (std::size_t i = 0; i < kEncodings.size(); ++i) encodings[i] = encoding_name(kEncodings[i]);
  int encoding = position_of(kEncodings, file.encoding);
  if (select(tr(Tr::import_encoding), encoding, encodings, each)) return plan.set_encoding(index, kEncodings[static_cast<std::size_t>(encoding)]);
  next();
  if (!file.cards) {
    std::array<std::string_view, 4> const delimiters = {tr(Tr::import_comma), tr(Tr::import_semicolon), tr(Tr::import_tab), tr(Tr::import_bar)};
    int delimiter = position_of(kDelimiters, file.dialect.delimiter);
    if (select(tr(Tr::import_delimiter), delimiter, delimiters, each)) {
      return plan.set_dialect(index, {kDelimiters[static_cast<std::size_t>(delimiter)], file.dialect.quote});
    }
    next();
  }
  std::array<std::string_view, 4> const policies = {tr(Tr::import_fill), tr(Tr::import_overwrite), tr(Tr::import_skip_existing), tr(Tr::import_create)};
  int policy = static_cast<int>(file.existing);
  if (select(tr(Tr::import_existing), policy, policies, each)) return plan.set_existing(index, static_cast<ExistingPolicy>(policy));
  if (file.cards) return;
  gap(2);
  bool header = file.first_row_is_header;
  if (checkbox(tr(Tr::import_header), header)) plan.set_first_row_is_header(index, header);
}

/// What a column may become: nothing, a field of the kind, or a new custom field.
struct Targets {
  std::vector<std::string_view> names;
  std::vector<ColumnTarget> targets;
};

Targets targets_of(Frame const& frame, Kind kind) {
  Targets all;
  auto const add = [&](std::string_view name, ColumnTarget target) {
    all.names.push_back(name);
    all.targets.push_back(std::move(target));
  };
  add(tr(Tr::import_skip), {});
  for (Field const& field : frame.store.fields(kind)) {
    if (!field.has(kSystem)) add(field_label(field), {ColumnTarget::Use::field, std::string(field.name)});
  }
  if (kind == Kind::opportunity) add(tr(Tr::import_close_date), {ColumnTarget::Use::field, std::string(kCloseDate)});
  add(tr(Tr::import_new_field), {ColumnTarget::Use::new_custom, {}});
  return all;
}

int position_of(Targets const& all, ColumnTarget const& target) {
  for (std::size_t i = 0; i < all.targets.size(); ++i) {
    if (all.targets[i].use == target.use && (target.use != ColumnTarget::Use::field || all.targets[i].field == target.field)) return static_cast<int>(i);
  }
  return 0;
}

bool is_date(ImportColumn const& column) { return column.guess.content == Content::date || column.guess.content == Content::instant; }
bool is_number(ImportColumn const& column) { return column.guess.content == Content::number || column.guess.content == Content::money; }

/// How days or fractions are written in this column.
void draw_format(ImportPlan& plan, std::size_t file, std::size_t index, float width) {
  ImportColumn const& column = plan.file(file).columns[index];
  ColumnFormat format = column.format;
  if (is_date(column)) {
    std::array<std::string_view, 3> const orders = {tr(Tr::import_ymd), tr(Tr::import_dmy), tr(Tr::import_mdy)};
    int order = static_cast<int>(format.order);
    if (select(tr(Tr::import_date_order), order, orders, width, false)) {
      format.order = static_cast<DateOrder>(order);
      plan.set_format(file, index, format);
    }
  } else {
    std::array<std::string_view, 2> const signs = {"1,234.5", "1.234,5"};
    int sign = format.decimal == ',' ? 1 : 0;
    if (select(tr(Tr::import_decimal), sign, signs, width, false)) {
      format.decimal = sign == 1 ? ',' : '.';
      plan.set_format(file, index, format);
    }
  }
}

/// One line a column: its header and a sample, where it goes, how it is read.
void draw_mapping(Frame const& frame, ImportPlan& plan, std::size_t index, float width) {
  ImportFile const& file = plan.file(index);
  Targets const all = targets_of(frame, file.kind);
  bool const narrow = width < space(140);
  float const name_width = narrow ? width : width * 0.45f;
  float const target_width = narrow ? width : width * 0.28f;
  for (std::size_t i = 0; i < file.columns.size(); ++i) {
    ImportColumn const& column = file.columns[i];
    ImGui::PushID(static_cast<int>(i));
    a11y::Scope const scope(ImGui::GetID("column"), {a11y::Role::group, column.header});
    ImVec2 const at = ImGui::GetCursorScreenPos();
    ImDrawList* const list = ImGui::GetWindowDrawList();
    draw_text(list, {at.x, at.y + space(0.5f)}, column.header, Type::strong, color(Color::text), name_width - space(4));
    std::string_view const sample = file.sheet.size() ? file.sheet.cell(0, i) : std::string_view();
    draw_text(list, {at.x, at.y + space(5)}, sample.substr(0, 120), Type::caption, color(Color::text_muted), name_width - space(4));
    ImGui::Dummy({name_width, control_height() + space(1)});
    narrow ? gap(0) : same_row(0);
    int target = position_of(all, column.target);
    if (select(column.header, target, all.names, target_width, false)) plan.set_target(index, i, all.targets[static_cast<std::size_t>(target)]);
    if (is_date(column) || is_number(column)) {
      narrow ? gap(1) : same_row(2);
      draw_format(plan, index, i, narrow ? width : width * 0.2f);
    }
    ImGui::PopID();
    gap(1);
  }
}

/// The first rows as they will be taken; what does not fit its field is marked.
void draw_preview(Frame const& frame, ImportPlan& plan, std::size_t index, float width) {
  ImportFile const& file = plan.file(index);
  float const column_width = space(36);
  begin_pane("preview", {width, (kPreviewRows + 1) * row_height() + space(4)}, 0, true);
  a11y::Scope const scope(ImGui::GetID("preview"), {a11y::Role::region, tr(Tr::import_preview)});
  ImDrawList* const list = ImGui::GetWindowDrawList();
  ImVec2 const at = ImGui::GetCursorScreenPos();
  std::size_t const columns = std::min<std::size_t>(file.columns.size(), static_cast<std::size_t>(width / column_width));
  for (std::size_t c = 0; c < columns; ++c) {
    draw_text(list, {at.x + static_cast<float>(c) * column_width, at.y}, file.columns[c].header, Type::caption, color(Color::text_muted), column_width - space(3));
  }
  for (std::size_t r = 0; r < std::min(kPreviewRows, file.sheet.size()); ++r) {
    std::vector<ImportPlan::PreviewCell> const cells = plan.preview(index, r);
    float const y = at.y + static_cast<float>(r + 1) * row_height();
    list->AddLine({at.x, y - space(2)}, {at.x + width, y - space(2)}, color(Color::border));
    for (std::size_t c = 0; c < std::min(columns, cells.size()); ++c) {
      std::optional<Field> const field = plan.field_of(file, file.columns[c]);
      Value const value = cells[c].value;
      std::string_view const shown =
          field && !value.empty() ? format_value(frame.store, *field, value, frame.utc_offset_minutes) : cells[c].text.substr(0, 80);
      Color const role = !cells[c].understood ? Color::bad : field ? Color::text : Color::text_faint;
      draw_text(list, {at.x + static_cast<float>(c) * column_width, y}, shown, Type::body, color(role), column_width - space(3));
    }
  }
  ImGui::Dummy({width, static_cast<float>(kPreviewRows + 1) * row_height()});
  end_pane();
}

}  // namespace

void draw_file(Frame const& frame, ImportPlan& plan, std::size_t index, float width) {
  ImGui::PushID(static_cast<int>(index));
  ImportFile const& file = plan.file(index);
  begin_card("file", {.name = file.name, .width = width});
  float const inner = width - space(10);
  if (!file.usable()) {
    paragraph(file.nature == FileNature::table ? tr(Tr::import_no_columns) : tr(nature_text(file.nature)), Type::body, Color::bad, inner);
    gap(2);
    if (button(tr(Tr::import_remove))) plan.remove(index);
  } else {
    draw_reading(plan, index, inner);
    if (!file.sheet.problems().empty()) {
      gap(3);
      draw_problems(frame, file.sheet.problems(), inner);
    }
    gap(3);
    divider();
    gap(3);
    draw_mapping(frame, plan, index, inner);
    gap(2);
    divider();
    gap(3);
    draw_preview(frame, plan, index, inner);
  }
  end_card();
  ImGui::PopID();
}

}  // namespace saddlebag::ui
