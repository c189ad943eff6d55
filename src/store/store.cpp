#include "store/store.hpp"

#include <algorithm>
#include <utility>

#include "base/random.hpp"
#include "base/sort.hpp"
#include "model/bag.hpp"
#include "store/gate.hpp"
#include "store/search_text.hpp"
#include "store/store_data.hpp"

namespace saddlebag {
namespace {

FieldType custom_type(std::string_view name) {
  static constexpr std::pair<std::string_view, FieldType> kTypes[] = {
      {"text", FieldType::text},       {"long_text", FieldType::long_text}, {"number", FieldType::number},
      {"integer", FieldType::integer}, {"money", FieldType::money},         {"date", FieldType::date},
      {"boolean", FieldType::boolean}};
  for (auto const& [known, type] : kTypes) {
    if (known == name) return type;
  }
  return FieldType::text;
}

Field custom_field(CustomField const& record, std::deque<std::string>& names) {
  Field field{names.emplace_back(record.name.view()), Tr{}, custom_type(record.type)};
  if (field.shape() == Shape::text) field.flags = kSearchable;
  field.custom = true;
  field.custom_label = names.emplace_back(record.label.view());
  return field;
}

}  // namespace

StoreData::StoreData() {
  tables.reserve(kKindCount);
  for (std::size_t i = 0; i < kKindCount; ++i) tables.emplace_back(kind_info(kind_at(i)));
  random = [numbers = SeededRandom(0x5add'1eba'6000'0000ull)]() mutable { return numbers.next(); };
  collect_fields();
}

void StoreData::collect_fields() {
  for (std::size_t i = 0; i < kKindCount; ++i) {
    std::span<Field const> const built_in = kind_info(kind_at(i)).fields;
    fields[i].assign(built_in.begin(), built_in.end());
  }
  names.clear();
  std::vector<CustomField const*> custom;
  Table const& table = this->table(Kind::custom_field);
  for (Row row = 0; row < table.end(); ++row) {
    if (Record const* const record = table.at(row)) custom.push_back(static_cast<CustomField const*>(record));
  }
  sort_items(custom, [](CustomField const* a, CustomField const* b) {
    return std::pair(a->position, a->id) < std::pair(b->position, b->id);
  });
  for (CustomField const* const record : custom) {
    Kind const kind = kind_named(record->target_kind);
    if (kind == Kind::count_ || record->name.empty()) continue;
    std::vector<Field>& known = fields[static_cast<std::size_t>(kind)];
    auto const same_name = [&](Field const& field) { return field.name == record->name.view(); };
    if (std::none_of(known.begin(), known.end(), same_name)) known.push_back(custom_field(*record, names));
  }
}

Store::Store() : data_(std::make_unique<StoreData>()) {}
Store::~Store() = default;

// Reading -------------------------------------------------------------------------------------------

Table const& Store::table(Kind kind) const { return data_->table(kind); }
Table& Store::mutable_table(Kind kind) { return data_->table(kind); }

Record const* Store::find(Kind kind, Uuid id) const {
  Table const& rows = table(kind);
  return rows.at(rows.find(id));
}

std::span<Field const> Store::fields(Kind kind) const { return data_->fields[static_cast<std::size_t>(kind)]; }

FieldIndex Store::field_named(Kind kind, std::string_view name) const {
  std::span<Field const> const all = fields(kind);
  auto const found = std::find_if(all.begin(), all.end(), [&](Field const& field) { return field.name == name; });
  return found == all.end() ? kNoField : static_cast<FieldIndex>(found - all.begin());
}

Value Store::value(Record const& record, Field const& field) const {
  return field.custom ? bag_value(record.custom, field.name) : read_field(record, field);
}

Value Store::value(Kind kind, Record const& record, FieldIndex field) const {
  std::span<Field const> const all = fields(kind);
  return field < all.size() ? value(record, all[field]) : Value();
}

std::string_view Store::title(Kind kind, Record const& record) const {
  KindInfo const& info = kind_info(kind);
  if (info.title == kNoField) return {};
  std::string_view const name = read_field(record, info.fields[info.title]).as_text();
  if (!name.empty()) return name;
  FieldIndex const built_in = info.find("built_in");
  return built_in == kNoField ? name : read_field(record, info.fields[built_in]).as_text();
}

std::string_view Store::title(Kind kind, Uuid id) const {
  Record const* const record = find(kind, id);
  return record == nullptr ? std::string_view() : title(kind, *record);
}

std::uint64_t Store::version(Kind kind) const { return data_->versions[static_cast<std::size_t>(kind)]; }
std::uint64_t Store::version() const { return data_->version; }
std::size_t Store::count(Kind kind) const { return table(kind).size(); }

std::vector<Row> referring(Store const& store, Kind kind, FieldIndex index, Uuid target) {
  std::vector<Row> rows;
  std::span<Field const> const fields = store.fields(kind);
  if (index >= fields.size() || fields[index].shape() != Shape::reference || target.empty()) return rows;
  Table const& table = store.table(kind);
  for (Row row = 0; row < table.end(); ++row) {
    Record const* const record = table.at(row);
    if (record != nullptr && store.value(*record, fields[index]).as_reference() == target) rows.push_back(row);
  }
  return rows;
}

// Writing -------------------------------------------------------------------------------------------

Result<Store::Applied> Store::apply(Transaction transaction) {
  if (transaction.empty()) return Applied{data_->sequence, 0, 0};
  Identity const& who = data_->identity;
  if (transaction.time.empty() && who.now) transaction.time = who.now();
  if (transaction.author.empty()) transaction.author = who.author;
  if (transaction.device == 0) transaction.device = who.device;
  transaction.sequence = data_->sequence + 1;
  Gate gate(*data_, transaction);
  if (Status const status = gate.apply(); !status) return status.error();
  if (gate.changed() == 0) return Applied{data_->sequence, 0, gate.skipped()};
  data_->sequence = transaction.sequence;
  Transaction const& effective = gate.rewritten() != nullptr ? *gate.rewritten() : transaction;
  for (Observer const& observer : data_->observers) observer(effective);
  return Applied{transaction.sequence, gate.changed(), gate.skipped()};
}

void Store::replay(Transaction const& transaction, Replay how) {
  if (how != Replay::history) Gate(*data_, transaction).replay();
  data_->sequence = std::max(data_->sequence, transaction.sequence);
  if (how == Replay::again) return;
  data_->replaying = true;
  for (Observer const& observer : data_->observers) observer(transaction);
  data_->replaying = false;
}

void Store::observe(Observer observer) { data_->observers.push_back(std::move(observer)); }
bool Store::replaying() const { return data_->replaying; }
void Store::identify(Identity identity) { data_->identity = std::move(identity); }
Store::Identity const& Store::identity() const { return data_->identity; }
void Store::set_random(std::function<std::uint64_t()> random) { data_->random = std::move(random); }

Uuid Store::new_id() const {
  Instant const now = data_->identity.now ? data_->identity.now() : Instant{0};
  std::uint64_t const hi = data_->random();
  return make_uuid(now.ms, hi, data_->random());
}

std::uint64_t Store::sequence() const { return data_->sequence; }
void Store::resume_from(std::uint64_t sequence) { data_->sequence = std::max(data_->sequence, sequence); }

bool Store::awaits_readings() const { return !data_->unread.empty(); }

void Store::take_readings() {
  std::string search;
  for (auto const& [kind, id] : std::exchange(data_->unread, {})) {
    Table& table = data_->table(kind);
    Row const row = table.find(id);
    if (row == kNoRow) continue;
    make_search_text(search, table.info(), *table.at(row));
    table.set_search(row, search);
  }
  loaded();
}

void Store::clear() {
  for (std::size_t i = 0; i < kKindCount; ++i)
    data_->tables[i] = Table(kind_info(kind_at(i)), data_->tables[i].changes() + 1);
  loaded();
}

void Store::loaded() {
  ++data_->version;
  data_->versions.fill(data_->version);
  data_->collect_fields();
}

}  // namespace saddlebag
