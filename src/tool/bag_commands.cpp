#include <nlohmann/json.hpp>

#include "analytics/pipeline_report.hpp"
#include "exchange/export.hpp"
#include "tool/arguments.hpp"
#include "tool/bag.hpp"

namespace saddlebag::tool {
namespace {

using Json = nlohmann::ordered_json;

std::string dump(Json const& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

/// {"USD": 10005534.0}: amounts in major units by currency. Doubles are exact for all that people earn.
Json json_sums(MoneySums const& sums) {
  Json out = Json::object();
  for (Money const amount : sums.all()) {
    out[amount.currency.letters()] = static_cast<double>(amount.minor) / static_cast<double>(minor_per_major(amount.currency));
  }
  return out;
}

Json json_totals(DealTotals const& totals) {
  return {{"count", totals.count}, {"amount", json_sums(totals.amount)}, {"weighted", json_sums(totals.weighted)}};
}

/// `error.<name>` of the locales.
Tr error_text(ErrorCode code) {
  switch (code) {
    case ErrorCode::invalid: return Tr::error_invalid;
    case ErrorCode::missing: return Tr::error_missing;
    case ErrorCode::corrupt: return Tr::error_corrupt;
    case ErrorCode::unsupported: return Tr::error_unsupported;
    case ErrorCode::refused: return Tr::error_refused;
    case ErrorCode::full: return Tr::error_full;
    case ErrorCode::offline: return Tr::error_offline;
    case ErrorCode::unauthorized: return Tr::error_unauthorized;
    case ErrorCode::conflict: return Tr::error_conflict;
    default: return Tr::error_internal;
  }
}

std::string stage_name(Store const& store, Uuid id, Language language) {
  std::string const title(store.title(Kind::stage, id));
  Stage const* stage = store.find(Id<Stage>{id});
  Tr const text = stage && stage->name.empty() ? key_named("stage." + title) : Tr::count_;
  return text == Tr::count_ ? title : tr(text, language);
}

}  // namespace

int tell_error(Error const& error, std::string const& path, Language language, Output& output) {
  output.err += path + ": " + tr(error_text(error.code), language);
  if (!error.detail.empty() && error.detail != path) output.err += " (" + error.detail + ")";
  output.err += "\n";
  return kFailed;
}

int export_command(Arguments arguments, Language language, Output& output) {
  std::string const path = arguments.take_bag("from", 1);
  std::string_view const format = arguments.option("format", "json");
  bool const known_format = format == "json" || format == "csv";
  if (path.empty() || arguments.operands.size() != 1 || !known_format) {
    output.err += say(language, Tr::tool_export_usage);
    return kMisused;
  }
  std::string const& what = arguments.operands.front();
  Kind const kind = kind_named(what);
  bool const everything = what == "all";
  if (kind == Kind::count_ && !(everything && format == "json")) {
    output.err += say(language, Tr::tool_unknown_kind, {what});
    return kMisused;
  }
  Bag bag;
  if (Status const opened = bag.open(path, false); !opened) return tell_error(opened.error(), path, language, output);
  Store const& store = bag.store();
  if (everything) {
    output.out += export_everything(store);
    return kDone;
  }
  auto const rows = all_rows(store, kind);
  auto const columns = exported_fields(store, kind);
  output.out += format == "csv" ? export_csv(store, kind, rows, columns) : export_json(store, kind, rows, columns);
  return kDone;
}

int report_command(Arguments arguments, Language language, Output& output) {
  std::string const path = arguments.take_bag("from", 1);
  if (path.empty() || arguments.operands.size() != 1 || arguments.operands.front() != "pipeline") {
    output.err += say(language, Tr::tool_report_usage);
    return kMisused;
  }
  Bag bag;
  if (Status const opened = bag.open(path, false); !opened) return tell_error(opened.error(), path, language, output);
  Store const& store = bag.store();
  PipelineReport const report = pipeline_report(store);
  Json stages = Json::array();
  for (StageTotals const& stage : report.stages) {
    Json entry = {{"stage", stage_name(store, stage.stage.uuid, language)},
                  {"outcome", choices_of<Outcome>()[static_cast<std::size_t>(stage.outcome)].name}};
    entry.update(json_totals(stage.totals));
    stages.push_back(std::move(entry));
  }
  std::size_t without_customer = 0;
  store.for_each<Opportunity>([&](Opportunity const& deal) { without_customer += deal.customer.empty(); });
  output.out += dump({{"won", json_totals(report.won)}, {"lost", json_totals(report.lost)}, {"open", json_totals(report.open)},
                      {"all", json_totals(report.all)}, {"without_customer", without_customer}, {"stages", std::move(stages)}});
  return kDone;
}

int undo_command(Arguments arguments, Language language, Output& output) {
  std::string const path = arguments.take_bag("from", 0);
  if (path.empty() || !arguments.operands.empty()) {
    output.err += say(language, Tr::tool_undo_usage);
    return kMisused;
  }
  Bag bag;
  if (Status const opened = bag.open(path, false); !opened) return tell_error(opened.error(), path, language, output);
  bool const redo = arguments.has("redo");
  Transaction const* next = redo ? bag.history().next_redo() : bag.history().next_undo();
  if (!next) {
    output.err += say(language, redo ? Tr::tool_nothing_to_redo : Tr::tool_nothing_to_undo);
    return kFailed;
  }
  std::string const label = next->label;
  auto const applied = redo ? bag.history().redo() : bag.history().undo();
  if (!applied) return tell_error(applied.error(), path, language, output);
  if (Status const saved = bag.save(); !saved) return tell_error(saved.error(), path, language, output);
  output.out += dump({{redo ? "redone" : "undone", label}, {"changed", applied->changed}, {"skipped", applied->skipped}});
  return kDone;
}

}  // namespace saddlebag::tool
