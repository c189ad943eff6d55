#include "ui/import_session.hpp"

namespace saddlebag::ui {

void ImportSession::add(std::vector<port::Files::File> files, Store const& store, Preferences const& preferences, int utc_offset_minutes) {
  if (files.empty() || running()) return;
  if (report_) clear();
  if (!plan_) plan_ = std::make_unique<ImportPlan>(store, decoder_, ImportOptions{preferences.currency, utc_offset_minutes, preferences.language});
  for (port::Files::File& file : files) {
    if (file.outcome) plan_->add(std::move(file.name), std::move(file.bytes));
    else unread_.push_back(std::move(file.name));
  }
}

void ImportSession::start() {
  if (!plan_ || running()) return;
  report_.reset();
  run_ = std::make_unique<ImportRun>(*plan_, plan_->store());
}

bool ImportSession::step() { return run_ && run_->step(); }

Status ImportSession::finish(Store& store) {
  if (!run_) return Status(ErrorCode::missing, "no import");
  Result<ImportReport> result = run_->finish(store);
  run_.reset();
  if (!result) return result.error();
  report_ = std::move(*result);
  return {};
}

void ImportSession::clear() {
  run_.reset();
  plan_.reset();
  report_.reset();
  unread_.clear();
}

}  // namespace saddlebag::ui
