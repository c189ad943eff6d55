#include "exchange/export.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "exchange/delimited.hpp"

namespace saddlebag {
namespace {

using Json = nlohmann::json;

/// The shortest that reads back the same. std::to_chars knows it too, but brings a hundred kilobytes of tables.
std::string number_text(double value) {
  char room[32];
  for (int digits = 15; digits <= 17; ++digits) {
    std::snprintf(room, sizeof room, "%.*g", digits, value);
    if (std::strtod(room, nullptr) == value) break;
  }
  return room;
}

/// What a record is called; built-in stages and pipelines by their text, which `title` leaves to us.
std::string name_of(Store const& store, Kind kind, Uuid id, Language language) {
  std::string_view const title = store.title(kind, id);
  if (kind != Kind::stage && kind != Kind::pipeline) return std::string(title);
  Tr text = key_named(title);
  if (text == Tr::count_) text = key_named((kind == Kind::stage ? "stage." : "pipeline.") + std::string(title));
  return text == Tr::count_ ? std::string(title) : tr(text, language);
}

std::string tags_text(std::string_view tags) {
  std::string out;
  for (char const c : tags) {
    if (c == '\n') out += "; ";
    else out += c;
  }
  return out;
}

/// The currency that all amounts of a column share; empty where they differ.
Currency common_currency(Store const& store, Table const& table, std::span<Row const> rows, Field const& field) {
  Currency common;
  for (Row const row : rows) {
    Record const* record = table.at(row);
    Money const amount = record ? store.value(*record, field).as_money() : Money{};
    if (amount.empty()) continue;
    if (!common.empty() && common != amount.currency) return {};
    common = amount.currency;
  }
  return common;
}

std::string cell_text(Store const& store, Field const& field, Value value, Currency common, ExportOptions const& options) {
  if (value.empty()) return {};
  switch (value.shape()) {
    case Shape::text: return field.type == FieldType::tags ? tags_text(value.as_text()) : std::string(value.as_text());
    case Shape::integer: return std::to_string(value.as_integer());
    case Shape::number: return number_text(value.as_number());
    case Shape::boolean: return value.as_boolean() ? "true" : "false";
    case Shape::money: {
      std::string amount = decimal_text(value.as_money());
      if (common.empty()) amount += " " + value.as_money().currency.letters();
      return amount;
    }
    case Shape::date: return to_iso(value.as_date());
    case Shape::instant: return to_iso(value.as_instant());
    case Shape::choice: {
      if (!field.choices) return std::to_string(value.as_choice());
      auto const choices = field.choices();
      if (value.as_choice() >= choices.size()) return {};
      Choice const& choice = choices[value.as_choice()];
      return options.labels ? tr(choice.label, options.language) : std::string(choice.name);
    }
    case Shape::reference: return name_of(store, field.target, value.as_reference(), options.language);
    case Shape::none: break;
  }
  return {};
}

/// A probability below 0 means "the stage's": no value to people.
bool unset(Field const& field, Value value) { return field.type == FieldType::percent && value.as_number() < 0; }

Json json_value(Store const& store, Field const& field, Value value, bool reference_ids) {
  if (value.empty() || unset(field, value)) return nullptr;
  switch (value.shape()) {
    case Shape::integer: return value.as_integer();
    case Shape::number: return value.as_number();
    case Shape::boolean: return value.as_boolean();
    case Shape::money:
      return {{"amount", decimal_text(value.as_money())}, {"currency", value.as_money().currency.letters()}};
    case Shape::reference:
      if (reference_ids) return to_string(value.as_reference());
      [[fallthrough]];
    default: return cell_text(store, field, value, {}, {});
  }
}

std::string dump(Json const& json) { return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n"; }

Json json_record(Store const& store, Record const& record, std::span<Field const> fields,
                 std::span<FieldIndex const> columns, bool reference_ids) {
  Json object = {{"id", to_string(record.id)}};
  for (FieldIndex const column : columns) {
    Field const& field = fields[column];
    object[std::string(field.name)] = json_value(store, field, store.value(record, field), reference_ids);
  }
  return object;
}

}  // namespace

std::string decimal_text(Money amount) {
  int const decimals = amount.currency.decimals();
  bool const negative = amount.minor < 0;
  std::string digits = std::to_string(negative ? 0 - static_cast<std::uint64_t>(amount.minor) : static_cast<std::uint64_t>(amount.minor));
  auto const places = static_cast<std::size_t>(decimals);
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  if (places > 0) digits.insert(digits.size() - places, ".");
  return (negative ? "-" : "") + digits;
}

std::vector<FieldIndex> exported_fields(Store const& store, Kind kind) {
  std::vector<FieldIndex> columns;
  std::span<Field const> const fields = store.fields(kind);
  for (FieldIndex i = 0; i < fields.size(); ++i) {
    if (!fields[i].has(kSystem)) columns.push_back(i);
  }
  return columns;
}

std::vector<Row> all_rows(Store const& store, Kind kind) {
  std::vector<Row> rows;
  Table const& table = store.table(kind);
  for (Row row = 0; row < table.end(); ++row) {
    if (table.at(row)) rows.push_back(row);
  }
  return rows;
}

std::string export_csv(Store const& store, Kind kind, std::span<Row const> rows, std::span<FieldIndex const> columns,
                       ExportOptions const& options) {
  Table const& table = store.table(kind);
  std::span<Field const> const fields = store.fields(kind);
  std::string out = options.byte_order_mark ? "\xEF\xBB\xBF" : "";
  std::vector<std::string> cells;
  std::vector<Currency> currencies;
  for (FieldIndex const column : columns) {
    Field const& field = fields[column];
    std::string header(field.name);
    if (options.labels) header = field.custom ? std::string(field.custom_label) : tr(field.label, options.language);
    Currency const common = field.type == FieldType::money ? common_currency(store, table, rows, field) : Currency();
    if (!common.empty()) header += " (" + common.letters() + ")";
    currencies.push_back(common);
    cells.push_back(guard_formula(header));
  }
  append_record(out, cells);
  for (Row const row : rows) {
    Record const* record = table.at(row);
    if (!record) continue;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      Field const& field = fields[columns[i]];
      Value const value = store.value(*record, field);
      cells[i] = unset(field, value) ? "" : guard_formula(cell_text(store, field, value, currencies[i], options));
    }
    append_record(out, cells);
  }
  return out;
}

std::string export_json(Store const& store, Kind kind, std::span<Row const> rows, std::span<FieldIndex const> columns) {
  Json list = Json::array();
  for (Row const row : rows) {
    Record const* record = store.table(kind).at(row);
    if (record) list.push_back(json_record(store, *record, store.fields(kind), columns, false));
  }
  return dump(list);
}

std::string export_everything(Store const& store) {
  Json records = Json::object();
  for (std::size_t i = 0; i < kKindCount; ++i) {
    Kind const kind = kind_at(i);
    std::vector<FieldIndex> columns = exported_fields(store, kind);
    columns.insert(columns.begin(), {kind_info(kind).find("created"), kind_info(kind).find("updated")});
    Json list = Json::array();
    for (Row const row : all_rows(store, kind)) {
      list.push_back(json_record(store, *store.table(kind).at(row), store.fields(kind), columns, true));
    }
    records[std::string(kind_info(kind).plural)] = std::move(list);
  }
  return dump({{"format", "saddlebag"}, {"version", 1}, {"records", std::move(records)}});
}

}  // namespace saddlebag
