#include "store/handover.hpp"

#include "app/session_impl.hpp"
#include "ui/format.hpp"
#include "ui/widgets/overlay.hpp"

namespace saddlebag::app {

void Session::Impl::save_handover(std::string passphrase) {
  persistence.journal([this, passphrase = std::move(passphrase)](Status const& read, std::vector<Transaction> const& journal) {
    if (!read) return fail(read.error());
    handover::seal(platform.crypto, platform.random, passphrase, handover::pack(store, journal), [this](Status const& status, Bytes file) {
      if (!status) return fail(status.error());
      std::int64_t const now = platform.clock.unix_ms();
      Date const today = date_at({now}, platform.clock.utc_offset_minutes(now));
      platform.files.save(handover::file_name(today), "application/octet-stream", std::move(file));
    });
  });
}

void Session::Impl::open_handover(std::string const& passphrase) {
  if (passphrase.empty()) return handover_file.clear();
  handover::open(platform.crypto, handover_file, passphrase, [this](Status const& status, Bytes content) {
    around.request_frame();
    if (status.error().code == ErrorCode::unauthorized) return ui::toast(ui::tr(Tr::protection_wrong), Tone::bad);
    handover_file.clear();
    if (!status) return fail(status.error());
    merge_handover(std::move(content));
  });
}

void Session::Impl::merge_handover(Bytes content) {
  persistence.journal([this, content = std::move(content)](Status const& read, std::vector<Transaction> const& journal) {
    if (!read) return fail(read.error());
    Result<Transaction> merged = handover::merge(store, journal, as_text(content));
    if (!merged) return fail(merged.error());
    if (merged->empty()) return ui::toast(ui::tr(Tr::handover_nothing));
    change(std::move(*merged), ui::tr(Tr::handover_merged));
  });
}

}  // namespace saddlebag::app
