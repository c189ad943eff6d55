#include "exchange/import_rows.hpp"

#include <algorithm>
#include <limits>

#include "base/utf8.hpp"
#include "exchange/synonyms.hpp"

namespace saddlebag::detail {
namespace {

Field const* natural_field(KindInfo const& info) {
  auto const found = std::find_if(info.fields.begin(), info.fields.end(), [](Field const& f) { return f.has(kNatural); });
  return found == info.fields.end() ? nullptr : &*found;
}

/// The field within which the natural key of a kind is unique.
std::string_view scope_field(Kind kind) {
  return kind == Kind::contact ? "customer" : kind == Kind::lead ? "company" : "";
}

std::string make_key(std::string_view natural, std::string_view scope) {
  std::string key = fold(trim(natural));
  if (key.empty()) return key;
  key += '\x1f';
  append_folded(key, trim(scope));
  return key;
}

}  // namespace

FileRun::FileRun(ImportPlan const& plan, ImportFile const& f) : file(f), info(kind_info(f.kind)) {
  for (std::size_t i = 0; i < file.columns.size(); ++i) {
    ImportColumn const& column = file.columns[i];
    std::optional<Field> const field = plan.field_of(file, column);
    if (!field) continue;
    bool const closing = file.kind == Kind::opportunity && column.target.field == kCloseDate;
    columns.push_back({i, *field, plan.format_of(column), closing});
  }
  rows.resize(file.sheet.size());
}

MappedColumn const* FileRun::mapped(std::string_view field) const {
  auto const found = std::find_if(columns.begin(), columns.end(),
                                  [&](MappedColumn const& c) { return c.field.name == field && !c.closing; });
  return found == columns.end() ? nullptr : &*found;
}

std::string_view FileRun::cell(std::size_t row, std::string_view field) const {
  MappedColumn const* column = mapped(field);
  return column ? trim(file.sheet.cell(row, column->column)) : std::string_view();
}

RecordKeys::RecordKeys(Store const& store, Kind kind) {
  Field const* natural = natural_field(kind_info(kind));
  if (!natural) return;
  FieldIndex const scope = kind_info(kind).find(scope_field(kind));
  Table const& table = store.table(kind);
  for (Row row = 0; row < table.end(); ++row) {
    Record const* record = table.at(row);
    if (!record) continue;
    Value const within = scope == kNoField ? Value() : store.value(kind, *record, scope);
    std::string_view const scope_text =
        within.shape() == Shape::reference ? store.title(Kind::customer, within.as_reference()) : within.as_text();
    std::string key = make_key(store.value(*record, *natural).as_text(), scope_text);
    if (!key.empty()) keys_.emplace(std::move(key), record->id);
  }
}

std::string RecordKeys::key_of(FileRun const& run, std::size_t row) {
  Field const* natural = natural_field(run.info);
  if (!natural) return {};
  return make_key(run.cell(row, natural->name), run.cell(row, scope_field(run.file.kind)));
}

std::optional<Uuid> RecordKeys::find(std::string const& key) const {
  auto const found = keys_.find(key);
  return found == keys_.end() ? std::nullopt : std::optional(found->second);
}

ReferenceResolver::ReferenceResolver(ImportPlan const& plan, Store const& store, Transaction& transaction, ImportReport& report)
    : store_(store), transaction_(transaction), report_(report), references_(store, plan.options().language) {
  for (Resolution const& resolution : plan.resolutions()) decisions_[{resolution.kind, resolution.text}] = &resolution;
  if (Pipeline const* pipeline = first_pipeline(store)) pipeline_ = pipeline->id;
  std::int64_t first = std::numeric_limits<std::int64_t>::max();
  store.for_each<Stage>([&](Stage const& stage) {
    if (stage.pipeline.uuid != pipeline_) return;
    bool const open = stage.outcome == Outcome::open;
    places_.push_back({stage.id, stage.position, stage.probability, open});
    if (open && stage.position < first) {
      first = stage.position;
      first_stage_ = stage.id;
    }
  });
}

ReferenceResolver::Target const* ReferenceResolver::find(Field const& field, std::string_view text) {
  text = trim(text);
  if (text.empty()) return nullptr;
  auto& known = found_[static_cast<std::size_t>(field.target)];
  std::string key(text);
  auto const [at, fresh] = known.try_emplace(std::move(key));
  Target& target = at->second;
  if (!fresh) return target.id.empty() ? nullptr : &target;
  auto const decided = decisions_.find({field.target, at->first});
  Resolution const* resolution = decided == decisions_.end() ? nullptr : decided->second;
  if (resolution && resolution->action == Resolution::Action::leave_empty) return nullptr;
  bool const creates = resolution && resolution->action == Resolution::Action::create;
  bool const uses = resolution && !creates && !resolution->chosen.empty();
  // A decision to create holds even where a similar name is known, but not against the same name made before.
  NameIndex::Found const found = references_.find(field.target, uses ? std::string_view(resolution->chosen) : text);
  bool const good = creates ? found.match == NameMatch::exact : found.match != NameMatch::none;
  target.id = good ? found.id : create(field, text);
  target.name = good ? std::string(found.name) : std::string(text);
  return target.id.empty() ? nullptr : &target;
}

Uuid ReferenceResolver::create(Field const& field, std::string_view name) {
  Kind const kind = field.target;
  KindInfo const& info = kind_info(kind);
  Uuid const id = store_.new_id();
  transaction_.create(kind, id);
  transaction_.set(kind, id, info.fields[info.title].name, {}, Value::text(name));
  if (kind == Kind::user && field.name == "manager") {
    transaction_.set(kind, id, "role", {}, Value::choice(static_cast<std::uint8_t>(UserRole::manager)));
  }
  if (kind == Kind::stage) describe_stage(id, name);
  references_.add(kind, name, id);
  ++report_.kinds[kind].referenced;
  return id;
}

/// An open stage, behind the open ones that are no more probable; the stages behind it make room.
void ReferenceResolver::describe_stage(Uuid id, std::string_view name) {
  double const probability = probability_for_stage(name);
  std::int64_t after = 0;
  for (Place const& place : places_) {
    if (place.open && place.probability <= probability) after = std::max(after, place.position);
  }
  for (Place& place : places_) {
    if (place.position <= after) continue;
    transaction_.set(Kind::stage, place.id, "position", Value::integer(place.position), Value::integer(place.position + 1));
    ++place.position;
  }
  places_.push_back({id, after + 1, probability, true});
  if (!pipeline_.empty()) transaction_.set(Kind::stage, id, "pipeline", {}, Value::reference(pipeline_));
  transaction_.set(Kind::stage, id, "position", {}, Value::integer(after + 1));
  transaction_.set(Kind::stage, id, "probability", {}, Value::number(probability));
}

Outcome ReferenceResolver::outcome(Uuid stage) const {
  Stage const* known = store_.find(Id<Stage>{stage});
  return known ? known->outcome : Outcome::open;  // those made here are open
}

Uuid ReferenceResolver::pipeline(Uuid stage) const {
  Stage const* known = store_.find(Id<Stage>{stage});
  return known ? known->pipeline.uuid : pipeline_;
}

}  // namespace saddlebag::detail
