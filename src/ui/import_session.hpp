#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "exchange/import.hpp"
#include "platform/ports.hpp"
#include "ui/preferences.hpp"

namespace saddlebag::ui {

/// One visit to the import wizard: the files, what will become of them, and how it went. It touches no record
/// before `finish`, which is one transaction.
class ImportSession {
 public:
  explicit ImportSession(port::Text& decoder) : decoder_(decoder) {}

  /// Begins a plan with these files, or adds them to the one at hand. Files that could not be read are told.
  void add(std::vector<port::Files::File> files, Store const& store, Preferences const& preferences, int utc_offset_minutes);
  /// Null before the first file.
  [[nodiscard]] ImportPlan* plan() const { return plan_.get(); }
  [[nodiscard]] std::vector<std::string> const& unread() const { return unread_; }  ///< names of files that could not be read

  void start();
  [[nodiscard]] bool running() const { return run_ != nullptr; }
  [[nodiscard]] float progress() const { return run_ ? static_cast<float>(run_->progress()) : 0; }
  /// Prepares some rows; false when only `finish` is left.
  bool step();
  Status finish(Store& store);
  /// How the last import went; kept until the next begins.
  [[nodiscard]] std::optional<ImportReport> const& report() const { return report_; }
  /// Forgets files, choices and report.
  void clear();

 private:
  port::Text& decoder_;
  std::unique_ptr<ImportPlan> plan_;
  std::unique_ptr<ImportRun> run_;
  std::optional<ImportReport> report_;
  std::vector<std::string> unread_;
};

}  // namespace saddlebag::ui
