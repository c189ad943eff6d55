#include <cstdio>
#include <nlohmann/json.hpp>

#include "exchange/import.hpp"
#include "tool/arguments.hpp"
#include "tool/bag.hpp"

namespace saddlebag::tool {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kProblemsShown = 20;

char const* action_name(Resolution::Action action) {
  switch (action) {
    case Resolution::Action::use: return "use";
    case Resolution::Action::create: return "create";
    case Resolution::Action::leave_empty: return "leave_empty";
  }
  return "";
}

Json json_file(ImportFile const& file) {
  Json columns = Json::object();
  for (ImportColumn const& column : file.columns) {
    bool const skipped = column.target.use == ColumnTarget::Use::skip;
    columns[column.header] = skipped ? Json(nullptr) : Json(column.target.field);
  }
  return {{"name", file.name},
          {"kind", kind_info(file.kind).plural},
          {"encoding", encoding_name(file.encoding)},
          {"delimiter", file.cards ? Json(nullptr) : Json(std::string(1, file.dialect.delimiter))},
          {"rows", file.sheet.size()},
          {"columns", std::move(columns)}};
}

Json json_counts(ImportReport const& report) {
  Json kinds = Json::object();
  for (auto const& [kind, counts] : report.kinds) {
    kinds[std::string(kind_info(kind).plural)] = {
        {"created", counts.created},   {"updated", counts.updated}, {"unchanged", counts.unchanged},
        {"skipped", counts.skipped},   {"refused", counts.refused}, {"repeated", counts.repeated},
        {"referenced", counts.referenced}};
  }
  return kinds;
}

Json json_resolutions(ImportPlan const& plan) {
  Json list = Json::array();
  for (Resolution const& resolution : plan.resolutions()) {
    bool const uses = resolution.action == Resolution::Action::use;
    list.push_back({{"kind", kind_info(resolution.kind).name}, {"text", resolution.text}, {"count", resolution.count},
                    {"action", action_name(resolution.action)}, {"as", uses ? Json(resolution.chosen) : Json(nullptr)},
                    {"similar", resolution.match == NameMatch::similar ? Json(resolution.proposal) : Json(nullptr)}});
  }
  return list;
}

Json json_problems(std::vector<RowProblem> const& problems, Language language) {
  Json list = Json::array();
  for (RowProblem const& problem : problems) {
    list.push_back({{"file", problem.file}, {"line", problem.line}, {"imported", problem.kept},
                    {"reason", key_name(problem.reason)}, {"message", explain(problem, language)},
                    {"source", problem.source}});
  }
  return list;
}

bool write_file(std::string const& path, std::string_view content) {
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (!file) return false;
  bool const written = std::fwrite(content.data(), 1, content.size(), file) == content.size();
  return std::fclose(file) == 0 && written;
}

/// False, with the reason told, where one of the files cannot be imported: then none is.
bool add_files(ImportPlan& plan, std::vector<std::string> const& paths, Language language, Output& output) {
  bool good = true;
  for (std::string const& path : paths) {
    port::Files::File file = native::read_file(path);
    if (!file.outcome) {
      output.err += file.outcome.detail + "\n";
      good = false;
      continue;
    }
    // Two files of one name in different folders are told apart by their paths.
    bool taken = false;
    for (std::size_t i = 0; i < plan.size(); ++i) taken |= plan.file(i).name == file.name;
    plan.add(taken ? path : file.name, std::move(file.bytes));
    ImportFile const& added = plan.file(plan.size() - 1);
    if (added.usable()) continue;
    output.err += path + ": " + say(language, nature_text(added.nature));
    good = false;
  }
  return good;
}

std::optional<ExistingPolicy> policy_named(std::string_view name) {
  if (name == "fill") return ExistingPolicy::fill;
  if (name == "overwrite") return ExistingPolicy::overwrite;
  if (name == "skip") return ExistingPolicy::skip;
  if (name == "create") return ExistingPolicy::create;
  return std::nullopt;
}

int tell_problems(ImportReport const& report, Language language, Output& output) {
  std::size_t lost = 0;
  for (RowProblem const& problem : report.problems) lost += !problem.kept;
  for (std::size_t i = 0; i < report.problems.size() && i < kProblemsShown; ++i) {
    RowProblem const& problem = report.problems[i];
    output.err += problem.file + ":" + std::to_string(problem.line) + ": " + explain(problem, language) + "\n";
  }
  if (report.problems.size() > kProblemsShown) {
    output.err += say(language, Tr::tool_more_problems, {std::to_string(report.problems.size() - kProblemsShown)});
  }
  return lost > 0 ? kPartly : kDone;
}

}  // namespace

int import_command(Arguments arguments, Language language, Output& output) {
  std::string const path = arguments.take_bag("into", 1);
  Currency const currency(arguments.option("currency", language == Language::zh_cn ? "CNY" : "USD"));
  auto const policy = policy_named(arguments.option("existing", "fill"));
  if (path.empty() || arguments.operands.empty() || currency.empty() || !policy) {
    output.err += say(language, currency.empty() ? Tr::tool_bad_currency : Tr::tool_import_usage);
    return kMisused;
  }
  // The files are looked at before the bag is made: a mistake leaves nothing behind.
  Store nothing;
  native::SystemText text;
  ImportPlan looked_at(nothing, text, {});
  if (!add_files(looked_at, arguments.operands, language, output)) return kFailed;

  Bag bag;
  if (Status const opened = bag.open(path, true); !opened) return tell_error(opened.error(), path, language, output);
  native::SystemClock& clock = bag.machine().clock;
  ImportPlan plan(bag.store(), text, {currency, clock.utc_offset_minutes(clock.unix_ms()), language});
  if (!add_files(plan, arguments.operands, language, output)) return kFailed;
  for (std::size_t i = 0; i < plan.size(); ++i) plan.set_existing(i, *policy);
  Json files = Json::array();
  for (std::size_t i = 0; i < plan.size(); ++i) files.push_back(json_file(plan.file(i)));
  Json resolutions = json_resolutions(plan);
  ImportRun run(plan, bag.store());
  auto const report = run.finish(bag.store());
  if (!report) return tell_error(report.error(), path, language, output);
  if (Status const saved = bag.save(); !saved) return tell_error(saved.error(), path, language, output);

  int status = tell_problems(*report, language, output);
  std::string const problems_path(arguments.option("problems"));
  if (!problems_path.empty() && !write_file(problems_path, problems_csv(report->problems, language))) {
    output.err += say(language, Tr::tool_cannot_write, {problems_path});
    status = kPartly;
  }
  Json const json = {{"bag", path},
                     {"files", std::move(files)},
                     {"imported", json_counts(*report)},
                     {"resolutions", std::move(resolutions)},
                     {"custom_fields", report->custom_fields},
                     {"skipped_columns", report->skipped_columns},
                     {"problems", json_problems(report->problems, language)}};
  output.out += json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
  return status;
}

}  // namespace saddlebag::tool
