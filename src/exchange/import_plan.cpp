#include <algorithm>
#include <unordered_map>

#include "base/sort.hpp"
#include "base/utf8.hpp"
#include "exchange/import.hpp"
#include "exchange/references.hpp"
#include "exchange/synonyms.hpp"
#include "exchange/vcard.hpp"

namespace saddlebag {
namespace {

/// Those that others refer to come first.
constexpr Kind kOrder[] = {Kind::pipeline, Kind::stage, Kind::user, Kind::product, Kind::customer, Kind::contact,
                           Kind::lead, Kind::opportunity, Kind::activity, Kind::note};

/// A file with more unknown columns than this is a dump of another program: nobody wants a custom field for each
/// without asking for it. They are left out unless chosen, and the report names them.
constexpr std::size_t kMostCustomFields = 20;

Field const* find_field(std::span<Field const> fields, std::string_view name) {
  auto const found = std::find_if(fields.begin(), fields.end(), [&](Field const& f) { return f.name == name; });
  return found == fields.end() ? nullptr : &*found;
}

/// Lower-case words joined by '_', Chinese as it is; not the name of a field that the kind has.
std::string custom_name(std::string_view header, std::span<Field const> taken) {
  std::string name;
  for (char const c : fold(header)) {
    bool const word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80) != 0;
    if (word) name += c;
    else if (!name.empty() && name.back() != '_') name += '_';
  }
  while (!name.empty() && name.back() == '_') name.pop_back();
  if (name.empty()) name = "field";
  std::string unique = name;
  for (int n = 2; find_field(taken, unique); ++n) unique = name + "_" + std::to_string(n);
  return unique;
}

}  // namespace

ImportPlan::ImportPlan(Store const& store, port::Text& decoder, ImportOptions options)
    : store_(store), decoder_(decoder), options_(options) {}

void ImportPlan::add(std::string name, Bytes bytes) {
  auto file = std::make_unique<ImportFile>();
  file->name = std::move(name);
  file->bytes = std::move(bytes);
  recognise(*file);
  auto const same = std::find_if(files_.begin(), files_.end(), [&](auto const& f) { return f->name == file->name; });
  if (same == files_.end()) files_.push_back(std::move(file));
  else *same = std::move(file);
  ++changes_;
}

void ImportPlan::remove(std::size_t file) {
  files_.erase(files_.begin() + static_cast<std::ptrdiff_t>(file));
  ++changes_;
}

std::vector<std::size_t> ImportPlan::order() const {
  std::vector<std::size_t> indices;
  for (Kind const kind : kOrder) {
    for (std::size_t i = 0; i < files_.size(); ++i) {
      if (files_[i]->usable() && files_[i]->kind == kind) indices.push_back(i);
    }
  }
  return indices;
}

std::size_t ImportPlan::rows() const {
  std::size_t rows = 0;
  for (std::size_t const i : order()) rows += files_[i]->sheet.size();
  return rows;
}

void ImportPlan::recognise(ImportFile& file) {
  std::string_view const bytes = as_text(file.bytes);
  file.nature = recognise_nature(bytes);
  if (file.nature != FileNature::table) return;
  file.encoding = recognise_encoding(bytes);
  DecodedFile decoded = decode_file(bytes, file.encoding, decoder_);
  file.cards = is_vcard(file.name, decoded.text);
  if (!file.cards) {
    file.dialect = recognise_dialect(decoded.text);
    DelimitedReader reader(decoded.text, file.dialect);
    DelimitedRecord first;
    file.first_row_is_header = !reader.next(first) || looks_like_header(first.cells);
  }
  read_sheet(file, std::move(decoded));
  file.kind = file.cards ? Kind::contact : guess_kind(file.sheet.headers(), file.name);
  recognise_columns(file);
}

void ImportPlan::read_sheet(ImportFile& file, DecodedFile decoded) {
  file.sheet = file.cards ? Sheet::read_cards(std::move(decoded), decoder_, options_.language)
                          : Sheet::read(std::move(decoded), file.dialect, file.first_row_is_header);
}

void ImportPlan::read(ImportFile& file) {
  read_sheet(file, decode_file(as_text(file.bytes), file.encoding, decoder_));
  recognise_columns(file);
  ++changes_;
}

void ImportPlan::recognise_columns(ImportFile& file) {
  std::vector<ColumnGuess> guesses;
  for (std::size_t column = 0; column < file.sheet.headers().size(); ++column) {
    ColumnGuesser guesser;
    for (std::size_t row = 0; row < file.sheet.size(); ++row) {
      if (file.sheet.usable(row)) guesser.see(file.sheet.cell(row, column));
    }
    guesses.push_back(guesser.guess());
  }
  settle_orders(guesses);
  file.columns.clear();
  for (std::size_t i = 0; i < guesses.size(); ++i) {
    ImportColumn column;
    column.header = file.sheet.headers()[i];
    column.guess = guesses[i];
    column.format.order = guesses[i].order;
    column.format.decimal = guesses[i].decimal;
    column.format.fractions_of_one = guesses[i].fractions_of_one;
    column.custom_type = type_for(guesses[i].content);
    read_header_units(column.header, column.format);
    file.columns.push_back(std::move(column));
  }
  map_columns(file);
}

void ImportPlan::map_columns(ImportFile& file) {
  std::span<Field const> const fields = store_.fields(file.kind);
  std::vector<std::string> taken;
  std::size_t unknown = 0;
  for (ImportColumn& column : file.columns) {
    std::string const field(field_for_header(file.kind, fields, column.header));
    bool const known = !field.empty() && std::find(taken.begin(), taken.end(), field) == taken.end();
    if (known) {
      column.target = {ColumnTarget::Use::field, field};
      taken.push_back(field);
    } else if (column.guess.content == Content::empty) {
      column.target = {ColumnTarget::Use::skip, {}};
    } else {
      column.target = {ColumnTarget::Use::new_custom, custom_name(column.header, fields)};
      ++unknown;
    }
  }
  if (unknown <= kMostCustomFields) return;
  for (ImportColumn& column : file.columns) {
    if (column.target.use == ColumnTarget::Use::new_custom) column.target = {};
  }
}

void ImportPlan::set_encoding(std::size_t file, port::Text::Encoding encoding) {
  files_[file]->encoding = encoding;
  read(*files_[file]);
}

void ImportPlan::set_dialect(std::size_t file, Dialect dialect) {
  files_[file]->dialect = dialect;
  read(*files_[file]);
}

void ImportPlan::set_first_row_is_header(std::size_t file, bool header) {
  files_[file]->first_row_is_header = header;
  read(*files_[file]);
}

void ImportPlan::set_kind(std::size_t file, Kind kind) {
  files_[file]->kind = kind;
  map_columns(*files_[file]);
  ++changes_;
}

void ImportPlan::set_target(std::size_t file, std::size_t column, ColumnTarget target) {
  ImportFile& f = *files_[file];
  std::span<Field const> const fields = store_.fields(f.kind);
  for (ImportColumn& other : f.columns) {
    bool const loses = target.use == ColumnTarget::Use::field && other.target.use == target.use &&
                       other.target.field == target.field && &other != &f.columns[column];
    if (loses) other.target = {ColumnTarget::Use::new_custom, custom_name(other.header, fields)};
  }
  if (target.use == ColumnTarget::Use::new_custom) target.field = custom_name(f.columns[column].header, fields);
  f.columns[column].target = std::move(target);
  ++changes_;
}

void ImportPlan::set_format(std::size_t file, std::size_t column, ColumnFormat format) {
  files_[file]->columns[column].format = format;
  ++changes_;
}

void ImportPlan::set_custom_type(std::size_t file, std::size_t column, FieldType type) {
  files_[file]->columns[column].custom_type = type;
  ++changes_;
}

void ImportPlan::set_existing(std::size_t file, ExistingPolicy policy) {
  files_[file]->existing = policy;
  ++changes_;
}

void ImportPlan::set_currency(Currency currency) {
  options_.currency = currency;
  ++changes_;
}

std::optional<Field> ImportPlan::field_of(ImportFile const& file, ImportColumn const& column) const {
  if (column.target.use == ColumnTarget::Use::skip) return std::nullopt;
  if (column.target.use == ColumnTarget::Use::new_custom) {
    Field field{column.target.field, Tr::field_custom, column.custom_type};
    field.custom = true;
    field.custom_label = column.header;
    return field;
  }
  bool const closing = file.kind == Kind::opportunity && column.target.field == kCloseDate;
  Field const* field = find_field(store_.fields(file.kind), closing ? "closed" : std::string_view(column.target.field));
  return field ? std::optional(*field) : std::nullopt;
}

ColumnFormat ImportPlan::format_of(ImportColumn const& column) const {
  ColumnFormat format = column.format;
  if (format.currency.empty()) format.currency = options_.currency;
  format.offset_minutes = options_.offset_minutes;
  return format;
}

std::vector<ImportPlan::PreviewCell> ImportPlan::preview(std::size_t file, std::size_t row) const {
  ImportFile const& f = *files_[file];
  std::vector<PreviewCell> cells;
  for (std::size_t i = 0; i < f.columns.size(); ++i) {
    PreviewCell cell;
    cell.text = f.sheet.cell(row, i);
    std::optional<Field> const field = field_of(f, f.columns[i]);
    if (field && field->type != FieldType::reference) {
      std::string room;
      auto const value = convert(cell.text, *field, format_of(f.columns[i]), room);
      cell.understood = value.has_value();
      if (value) cell.value = *value;
    }
    cells.push_back(std::move(cell));
  }
  return cells;
}

void ImportPlan::decide(Kind kind, std::string_view text, Action action, std::string chosen) {
  Decision& decision = decisions_[{kind, std::string(text)}];
  decision = {action, std::move(chosen)};
  for (Resolution& resolution : resolutions_) {  // finding all of them anew would be felt in large files
    if (resolution.kind == kind && resolution.text == text) decision.settle(resolution);
  }
}

namespace {

/// Distinct texts of all reference columns, with how many cells have them, by kind.
using Mentions = std::map<Kind, std::map<std::string_view, std::size_t>>;

void count_mentions(ImportPlan const& plan, ImportFile const& file, Mentions& mentions) {
  for (std::size_t i = 0; i < file.columns.size(); ++i) {
    std::optional<Field> const field = plan.field_of(file, file.columns[i]);
    if (!field || field->type != FieldType::reference) continue;
    std::unordered_map<std::string_view, std::size_t> counts;  // the sorted map would be slow for each cell
    for (std::size_t row = 0; row < file.sheet.size(); ++row) {
      std::string_view const text = trim(file.sheet.cell(row, i));
      if (!text.empty() && file.sheet.usable(row)) ++counts[text];
    }
    for (auto const& [text, count] : counts) mentions[field->target][text] += count;
  }
}

void add_titles(ImportFile const& file, References& references) {
  std::string_view const title = kind_info(file.kind).fields[kind_info(file.kind).title].name;
  for (std::size_t i = 0; i < file.columns.size(); ++i) {
    ColumnTarget const& target = file.columns[i].target;
    if (target.use != ColumnTarget::Use::field || target.field != title) continue;
    for (std::size_t row = 0; row < file.sheet.size(); ++row) {
      if (file.sheet.usable(row)) references.add(file.kind, file.sheet.cell(row, i), {});
    }
  }
}

/// Records that make sense with a name alone.
bool creatable(Kind kind) {
  return kind == Kind::user || kind == Kind::product || kind == Kind::customer || kind == Kind::contact ||
         kind == Kind::stage || kind == Kind::pipeline;
}

}  // namespace

std::vector<Resolution> const& ImportPlan::resolutions() const {
  if (resolved_at_ == changes_ && resolved_version_ == store_.version()) return resolutions_;
  resolved_at_ = changes_;
  resolved_version_ = store_.version();
  resolutions_.clear();
  References references(store_, options_.language);
  Mentions mentions;
  for (std::size_t const i : order()) {
    add_titles(*files_[i], references);
    count_mentions(*this, *files_[i], mentions);
  }
  // Similar names cost mentions times names: beyond this only spelling is forgiven.
  constexpr std::size_t kMostSimilar = 2000;
  for (auto const& [kind, texts] : mentions) {
    for (auto const& [text, count] : texts) {
      auto const found = texts.size() <= kMostSimilar ? references.find_similar(kind, text) : references.find(kind, text);
      if (found.match == NameMatch::exact) continue;
      Resolution resolution{kind, std::string(text), count, found.match, std::string(found.name), Action::create, {}};
      bool const sure = found.match == NameMatch::folded || found.match == NameMatch::squeezed;
      resolution.action = sure ? Action::use : creatable(kind) ? Action::create : Action::leave_empty;
      if (sure) resolution.chosen = resolution.proposal;
      if (auto const decided = decisions_.find({kind, resolution.text}); decided != decisions_.end()) {
        decided->second.settle(resolution);
      }
      resolutions_.push_back(std::move(resolution));
    }
  }
  auto const unsure = [](Resolution const& r) { return r.match == NameMatch::similar ? 0 : r.match == NameMatch::squeezed ? 1 : 2; };
  sort_items(resolutions_, [&](Resolution const& a, Resolution const& b) { return unsure(a) < unsure(b); });
  return resolutions_;
}

}  // namespace saddlebag
