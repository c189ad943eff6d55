#include "app/session_impl.hpp"
#include "ui/errors.hpp"
#include "ui/format.hpp"
#include "ui/widgets/overlay.hpp"

namespace saddlebag::app {
namespace {

/// The parts of a std::variant visitor.
template <class... Cases>
struct Match : Cases... {
  using Cases::operator()...;
};

/// What people call a transaction that is taken back: its own label, or what kind of change it was.
std::string_view name_of(Transaction const* transaction) {
  if (!transaction) return {};
  if (!transaction->label.empty()) return transaction->label;
  return ui::tr(transaction->cause == Cause::import ? Tr::app_imported : Tr::app_edited);
}

}  // namespace

void Session::Impl::fail(Error const& error) {
  ui::toast(ui::tr(Tr::app_failed, ui::tr(ui::error_text(error.code)), error.detail), Tone::bad);
  around.request_frame();
}

void Session::Impl::change(Transaction transaction, std::string const& notice) {
  if (transaction.empty()) return;
  if (transaction.label.empty()) transaction.label = notice;
  auto const applied = store.apply(std::move(transaction));
  if (!applied) return fail(applied.error());
  if (!notice.empty()) ui::toast(notice, Tone::good, ui::tr(Tr::topbar_undo));
  around.request_frame();
}

void Session::Impl::take_back(bool redo) {
  if (redo ? !history.can_redo() : !history.can_undo()) return;
  std::string const name(name_of(redo ? history.next_redo() : history.next_undo()));
  auto const applied = redo ? history.redo() : history.undo();
  if (!applied) return fail(applied.error());
  ui::toast(ui::tr(redo ? Tr::app_redone : Tr::app_undone, name), Tone::neutral);
  if (applied->skipped) ui::toast(ui::tr(Tr::app_skipped, std::to_string(applied->skipped)), Tone::warning);
  around.request_frame();
}

void Session::Impl::go(ui::Route const& next) {
  if (next == route) return;
  route = next;
  around.show_route(ui::to_hash(next));
  if (next.screen == ui::Screen::settings) measure_storage();
  around.request_frame();
}

void Session::Impl::set_preferences(ui::Preferences next) {
  if (next == preferences) return;
  bool const another_person = next.user != preferences.user;
  preferences = std::move(next);
  std::string const json = ui::to_json(preferences);
  persistence.put_meta("preferences", to_bytes(json));
  if (another_person) {
    Store::Identity identity = store.identity();
    identity.author = parse_uuid(preferences.user).value_or(Uuid{});
    store.identify(std::move(identity));
  }
  sealed.set_hint(preferences.language == Language::en ? "en" : "zh-CN");
  watch_idle();
  apply_appearance();
  around.request_frame();
}

void Session::Impl::start_over() {
  engine.pause(true);
  persistence.erase([this](Status status) {
    if (!status) return fail(status.error());
    around.restart();
  });
}

void Session::Impl::carry_out() {
  Match const run{
      [&](ui::Apply& apply) { change(std::move(apply.transaction), apply.notice); },
      [&](ui::Undo&) { take_back(false); },
      [&](ui::Redo&) { take_back(true); },
      [&](ui::Go& command) { go(command.route); },
      [&](ui::Back&) { around.go_back(); },
      [&](ui::SetPreferences& command) { set_preferences(std::move(command.preferences)); },
      [&](ui::PickFiles&) {
        platform.files.pick(".csv,.tsv,.txt,.vcf,.saddlebag", true, [this](std::vector<port::Files::File> files) { add_files(std::move(files)); });
      },
      [&](ui::StartImport&) { import.start(); },
      [&](ui::SaveFile& file) { platform.files.save(std::move(file.name), std::move(file.mime), std::move(file.bytes)); },
      [&](ui::CopyText& copy) {
        platform.text.set_clipboard(copy.text);
        ui::toast(ui::tr(Tr::app_copied), Tone::good);
      },
      [&](ui::OpenLink& link) { around.open_link(link.url); },
      [&](ui::Print& print) { around.print(print.html); },
      [&](ui::Share& share) {
        around.share(ui::to_hash(share.route), share.title, share.copy);
        if (share.copy) ui::toast(ui::tr(Tr::app_copied), Tone::good);
      },
      [&](ui::Notify& notify) { ui::toast(notify.text, notify.tone); },
      [&](ui::RetrySaving&) { persistence.retry(); },
      [&](ui::ReloadForUpdate&) {
        persistence.flush();
        around.apply_update();
      },
      [&](ui::ResetDemo&) { start_over(); },
      [&](ui::EraseEverything&) { start_over(); },
      [&](ui::ControlSync& command) { control_sync(command.action); },
      [&](ui::Connect& command) { connect(command); },
      [&](ui::MapField& command) {
        if (!probe) return;
        mapped = true;
        probe->map(command.kind, command.field, std::move(command.member));
      },
      [&](ui::SaveDead&) {
        std::string const letters = engine.export_letters();
        platform.files.save("saddlebag-refused-changes.json", "application/json", to_bytes(letters));
      },
      [&](ui::Unlock& command) { sealed.unlock(std::move(command.passphrase), [](Status) {}); },
      [&](ui::Protect& command) {
        sealed.protect(std::move(command.passphrase), [this](Status status) { protection_ended(status, Tr::protection_done_on); });
      },
      [&](ui::ChangePassphrase& command) {
        sealed.change_passphrase(std::move(command.from), std::move(command.to),
                                 [this](Status status) { protection_ended(status, Tr::protection_done_change); });
      },
      [&](ui::Unprotect& command) {
        sealed.unprotect(std::move(command.passphrase), [this](Status status) { protection_ended(status, Tr::protection_done_off); });
      },
      [&](ui::LockNow&) {
        around.lock_others();
        locking = true;
      },
      [&](ui::CheckStorage&) { check_storage(); },
      [&](ui::CompactStorage&) { compact_storage(); },
      [&](ui::SaveHandover& command) { save_handover(std::move(command.passphrase)); },
      [&](ui::OpenHandover& command) { open_handover(command.passphrase); },
      [&](ui::Attach& command) { pick_attachments(command.kind, command.record, command.camera); },
      [&](ui::SaveAttachment& command) { save_attachment(command.attachment); },
      [&](ui::SetKioskPin& command) { set_kiosk_pin(command.pin); },
      [&](ui::StartKiosk&) { start_kiosk(); },
      [&](ui::LeaveKiosk& command) { leave_kiosk(command.pin); },
      [&](ui::HandleDead& command) {
        sync::RecordKey const letter{command.kind, command.record};
        command.action == ui::DeadAction::retry ? engine.retry(letter) : engine.discard(letter);
      },
  };
  for (ui::Commands::Sent& sent : commands.take()) std::visit(run, sent.command);
}

}  // namespace saddlebag::app
