#include <algorithm>
#include <cstddef>
#include <unordered_map>

#include "base/utf8.hpp"
#include "exchange/import_rows.hpp"
#include "exchange/type_label.hpp"

namespace saddlebag {
namespace {

using detail::FileRun;
using detail::MappedColumn;
using detail::ReferenceResolver;
using detail::RowPlan;
using State = RowPlan::State;

/// The value of a field in a record that nobody has filled in.
Value untouched(KindInfo const& info, Field const& field) {
  if (field.custom) return {};
  alignas(std::max_align_t) static std::byte room[4096];
  if (info.size > sizeof room) return {};
  info.construct(room);
  return read_field(*reinterpret_cast<Record const*>(room), field);
}

}  // namespace

struct ImportRun::Impl {
  Impl(ImportPlan const& p, Store const& s)
      : plan(p), store(s), transaction(Cause::import), resolver(p, s, transaction, report), version(s.version()) {
    for (std::size_t const i : plan.order()) files.emplace_back(plan, plan.file(i));
    for (std::size_t i = 0; i < plan.size(); ++i) label += (i > 0 ? ", " : "") + plan.file(i).name;
    total = 2 * plan.rows();
    for (FileRun const& run : files) begin_file(run);
  }

  bool step(std::size_t budget);
  bool step_row();
  void begin_file(FileRun const& run);
  void create_custom_fields(FileRun const& run);
  void identify(FileRun& run, std::size_t row);
  void fill(FileRun& run, std::size_t row);
  void fill_deal(FileRun& run, std::size_t row);
  bool put_cell(FileRun& run, std::size_t row, MappedColumn const& column);
  bool put(FileRun& run, std::size_t row, Field const& field, Value value, std::size_t column = ~std::size_t{0});
  bool create_row(FileRun& run, std::size_t row) { return run.rows[row].state == State::create; }
  [[nodiscard]] bool titled(FileRun const& run, std::size_t row) const;
  [[nodiscard]] Uuid stage_of(FileRun& run, std::size_t row);
  [[nodiscard]] std::string deal_name(FileRun& run, std::size_t row);
  void complain(FileRun const& run, std::size_t row, Tr reason, bool kept, std::initializer_list<std::string_view> args);

  ImportPlan const& plan;
  Store const& store;
  Transaction transaction;
  ImportReport report;
  ReferenceResolver resolver;
  std::uint64_t version;
  std::string label;
  std::vector<FileRun> files;
  std::unique_ptr<detail::RecordKeys> existing;       ///< of the kind of the file being identified
  std::unordered_map<std::string, std::uint32_t> seen;  ///< keys of this file's rows
  std::map<Kind, std::size_t> custom_made;
  std::size_t file = 0, row = 0, done = 0, total = 0;
  bool filling = false;
};

void ImportRun::Impl::complain(FileRun const& run, std::size_t r, Tr reason, bool kept,
                               std::initializer_list<std::string_view> args) {
  RowProblem problem{run.file.name, run.file.sheet.line(r), reason, {}, kept, std::string(run.file.sheet.source(r))};
  std::copy(args.begin(), args.end(), problem.args);
  report.problems.push_back(std::move(problem));
}

void ImportRun::Impl::begin_file(FileRun const& run) {
  report.kinds[run.file.kind];
  for (RowProblem problem : run.file.sheet.problems()) {
    problem.file = run.file.name;
    report.problems.push_back(std::move(problem));
  }
  for (ImportColumn const& column : run.file.columns) {
    if (column.target.use == ColumnTarget::Use::skip) report.skipped_columns.push_back(run.file.name + ": " + column.header);
  }
  create_custom_fields(run);
}

void ImportRun::Impl::create_custom_fields(FileRun const& run) {
  for (MappedColumn const& column : run.columns) {
    if (!column.field.custom || store.field_named(run.file.kind, column.field.name) != kNoField) continue;
    std::string const made = std::string(run.info.name) + "." + std::string(column.field.name);
    if (std::find(report.custom_fields.begin(), report.custom_fields.end(), made) != report.custom_fields.end()) continue;
    report.custom_fields.push_back(made);
    std::size_t const position = store.fields(run.file.kind).size() + custom_made[run.file.kind]++;
    Uuid const id = store.new_id();
    transaction.create(Kind::custom_field, id);
    auto const set = [&](std::string_view name, Value value) { transaction.set(Kind::custom_field, id, name, {}, value); };
    set("label", Value::text(column.field.custom_label));
    set("name", Value::text(column.field.name));
    set("target_kind", Value::text(run.info.name));
    set("type", Value::text(custom_type_name(column.field.type)));
    set("position", Value::integer(static_cast<std::int64_t>(position)));
  }
}

bool ImportRun::Impl::step(std::size_t budget) {
  for (std::size_t i = 0; i < budget; ++i) {
    if (!step_row()) return false;
  }
  return true;
}

bool ImportRun::Impl::step_row() {
  while (file < files.size() && row >= files[file].rows.size()) {
    ++file;
    row = 0;
    existing.reset();
  }
  if (file >= files.size()) {
    if (filling || files.empty()) return false;
    filling = true;  // every row has its record now, so that rows may refer to later ones
    file = row = 0;
    return true;
  }
  if (filling) fill(files[file], row);
  else identify(files[file], row);
  ++row;
  ++done;
  return true;
}

bool ImportRun::Impl::titled(FileRun const& run, std::size_t r) const {
  if (!run.cell(r, run.info.fields[run.info.title].name).empty()) return true;
  if (run.file.kind != Kind::opportunity) return false;
  for (std::string_view const field : {"number", "customer", "product"}) {
    if (!run.cell(r, field).empty()) return true;
  }
  return false;
}

void ImportRun::Impl::identify(FileRun& run, std::size_t r) {
  if (!existing) {
    existing = std::make_unique<detail::RecordKeys>(store, run.file.kind);
    seen.clear();
  }
  RowPlan& plan_of_row = run.rows[r];
  ImportReport::PerKind& counts = report.kinds[run.file.kind];
  auto const refuse = [&] {
    plan_of_row.state = State::refuse;
    ++counts.refused;
  };
  if (!run.file.sheet.usable(r)) return refuse();  // the sheet has said why
  std::string const key = detail::RecordKeys::key_of(run, r);
  std::optional<Uuid> const known = key.empty() ? std::nullopt : existing->find(key);
  if (!titled(run, r) && !known) {
    Tr const title = run.info.fields[run.info.title].label;
    complain(run, r, Tr::import_problem_required_empty, false, {tr(title, plan.options().language)});
    return refuse();
  }
  bool const joins = known && run.file.existing != ExistingPolicy::create;
  if (!key.empty() && (joins || detail::repeats_mean_same(run.file.kind))) {
    auto const [at, fresh] = seen.try_emplace(key, static_cast<std::uint32_t>(r));
    if (!fresh) {
      RowPlan const& first = run.rows[at->second];
      plan_of_row = {first.state == State::skip ? State::skip : State::repeat, first.id, at->second};
      ++counts.repeated;
      complain(run, r, Tr::import_problem_repeated, true, {std::to_string(run.file.sheet.line(at->second))});
      at->second = static_cast<std::uint32_t>(r);
      return;
    }
  }
  if (joins) {
    bool const skip = run.file.existing == ExistingPolicy::skip;
    plan_of_row = {skip ? State::skip : State::update, *known, 0};
    counts.skipped += skip;
    return;
  }
  plan_of_row = {State::create, store.new_id(), 0};
  transaction.create(run.file.kind, plan_of_row.id);
  resolver.add(run.file.kind, run.cell(r, run.info.fields[run.info.title].name), plan_of_row.id);
  ++counts.created;
}

void ImportRun::Impl::fill(FileRun& run, std::size_t r) {
  RowPlan const& plan_of_row = run.rows[r];
  if (plan_of_row.state == State::refuse || plan_of_row.state == State::skip) return;
  std::size_t const before = transaction.count();
  for (MappedColumn const& column : run.columns) put_cell(run, r, column);
  if (run.file.kind == Kind::opportunity) fill_deal(run, r);
  if (plan_of_row.state != State::update) return;
  ImportReport::PerKind& counts = report.kinds[run.file.kind];
  ++(transaction.count() > before ? counts.updated : counts.unchanged);
}

bool ImportRun::Impl::put_cell(FileRun& run, std::size_t r, MappedColumn const& column) {
  std::string_view const cell = trim(run.file.sheet.cell(r, column.column));
  if (cell.empty()) return false;
  if (column.field.type == FieldType::reference) {
    ReferenceResolver::Target const* target = resolver.find(column.field, cell);
    if (target) return put(run, r, column.field, Value::reference(target->id), column.column);
    complain(run, r, Tr::import_problem_no_reference, true, {run.file.columns[column.column].header, cell});
    return false;
  }
  Field field = column.field;
  if (column.closing && resolver.outcome(stage_of(run, r)) == Outcome::open) {
    field = run.info.fields[run.info.find("expected_close")];
  }
  if (column.closing && !run.cell(r, field.name).empty()) return false;  // a column of its own has it
  std::string room;
  auto const value = convert(cell, field, column.format, room);
  if (value) return put(run, r, field, *value, column.column);
  complain(run, r, Tr::import_problem_bad_value, true,
           {run.file.columns[column.column].header, cell, tr(type_label(field.type), plan.options().language)});
  return false;
}

/// Writes a value where the row's record wants it: always in a new one, by the policy in an old one, and in a
/// repeated one where the earlier rows have nothing.
bool ImportRun::Impl::put(FileRun& run, std::size_t r, Field const& field, Value value, std::size_t column) {
  if (value.empty()) return false;
  RowPlan const& plan_of_row = run.rows[r];
  Value current;
  RowPlan const* origin = &plan_of_row;
  while (origin->state == State::repeat) {
    if (!trim(run.file.sheet.cell(origin->earlier, column)).empty()) return false;
    origin = &run.rows[origin->earlier];
  }
  if (origin->state == State::update) {
    Record const* record = store.find(run.file.kind, origin->id);
    if (!record) return false;
    if (store.field_named(run.file.kind, field.name) != kNoField) current = store.value(*record, field);
    bool const unset = current.empty() || current == untouched(run.info, field);
    if (!unset && (run.file.existing == ExistingPolicy::fill || plan_of_row.state == State::repeat)) return false;
    if (current == value) return false;
  }
  transaction.set(run.file.kind, origin->id, field.name, current, value);
  return true;
}

Uuid ImportRun::Impl::stage_of(FileRun& run, std::size_t r) {
  if (MappedColumn const* column = run.mapped("stage")) {
    auto const* target = resolver.find(column->field, run.file.sheet.cell(r, column->column));
    if (target) return target->id;
  }
  if (Opportunity const* deal = store.find(Id<Opportunity>{run.rows[r].id})) return deal->stage.uuid;
  return resolver.first_stage();
}

std::string ImportRun::Impl::deal_name(FileRun& run, std::size_t r) {
  std::string name;
  std::size_t parts = 0;
  auto const add = [&](std::string_view part) {
    if (part.empty()) return;
    name.append(parts++ > 0 ? " · " : "").append(part);
  };
  for (std::string_view const field : {"customer", "product"}) {
    MappedColumn const* column = run.mapped(field);
    if (!column) continue;
    auto const* target = resolver.find(column->field, run.file.sheet.cell(r, column->column));
    add(target ? std::string_view(target->name) : run.cell(r, field));
  }
  if (parts < 2) add(run.cell(r, "number"));
  return name;
}

/// What follows for a new deal from what its row says: its name, its stage, and since when it is there.
void ImportRun::Impl::fill_deal(FileRun& run, std::size_t r) {
  if (!create_row(run, r)) return;
  auto const field = [&](std::string_view name) { return run.info.fields[run.info.find(name)]; };
  if (run.cell(r, "name").empty()) put(run, r, field("name"), Value::text(deal_name(run, r)));
  Uuid const stage = stage_of(run, r);
  if (run.cell(r, "stage").empty()) put(run, r, field("stage"), Value::reference(stage));
  if (run.cell(r, "pipeline").empty()) put(run, r, field("pipeline"), Value::reference(resolver.pipeline(stage)));
  if (!run.cell(r, "stage_since").empty()) return;
  bool const open = resolver.outcome(stage) == Outcome::open;
  for (MappedColumn const& column : run.columns) {
    bool const tells = open ? column.field.name == "opened" : column.field.name == "closed";
    std::string room;
    auto const value = tells ? convert(run.file.sheet.cell(r, column.column), column.field, column.format, room) : std::nullopt;
    if (!value || value->empty()) continue;
    std::int64_t const day = value->as_date().days;
    put(run, r, field("stage_since"), Value::instant({day * 86'400'000 - column.format.offset_minutes * 60'000LL}));
    return;
  }
}

ImportRun::ImportRun(ImportPlan const& plan, Store const& store) : impl_(std::make_unique<Impl>(plan, store)) {}
ImportRun::~ImportRun() = default;

bool ImportRun::step(std::size_t rows) { return impl_->step(rows); }

double ImportRun::progress() const {
  return impl_->total == 0 ? 1 : static_cast<double>(impl_->done) / static_cast<double>(impl_->total);
}

ImportReport const& ImportRun::report() const { return impl_->report; }

Result<ImportReport> ImportRun::finish(Store& store) {
  while (impl_->step(10'000)) {}
  if (store.version() != impl_->version) return Error{ErrorCode::conflict, "changed during the import"};
  if (!impl_->transaction.empty()) {
    impl_->transaction.label = impl_->label;
    auto const applied = store.apply(std::move(impl_->transaction));
    if (!applied) return applied.error();
    impl_->report.sequence = applied->sequence;
  }
  return std::move(impl_->report);
}

}  // namespace saddlebag
