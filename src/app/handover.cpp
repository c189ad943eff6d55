#include "store/handover.hpp"

#include "app/session_impl.hpp"
#include "ui/format.hpp"
#include "ui/widgets/overlay.hpp"

namespace saddlebag::app {
namespace {

constexpr std::uint64_t kMostContents = 256u << 20;  // bytes: a file is in memory three times while it is sealed

}  // namespace

void Session::Impl::save_handover(std::string passphrase) {
  persistence.journal([this, passphrase = std::move(passphrase)](Status const& read, std::vector<Transaction> const& journal) {
    if (!read) return fail(read.error());
    Bytes packed = handover::pack(store, journal);
    auto const here = [this](Uuid id) { return store.find(Kind::attachment, id) != nullptr; };
    contents::gather(sealed, here, kMostContents, [this, passphrase, packed = std::move(packed)](Status const& status, std::vector<contents::Content> const& all, std::size_t left_out) mutable {
      if (!status) return fail(status.error());
      if (left_out > 0) ui::toast(ui::tr(Tr::attachment_left_out, std::to_string(left_out)), Tone::warning);
      handover::add_contents(packed, all);
      hand_over(std::move(packed), passphrase);
    });
  });
}

void Session::Impl::hand_over(Bytes packed, std::string const& passphrase) {
  handover::seal(platform.crypto, platform.random, passphrase, std::move(packed), [this](Status const& status, Bytes file) {
    if (!status) return fail(status.error());
    std::int64_t const now = platform.clock.unix_ms();
    Date const today = date_at({now}, platform.clock.utc_offset_minutes(now));
    platform.files.save(handover::file_name(today), "application/octet-stream", std::move(file));
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
  Result<std::vector<contents::Content>> files = handover::contents_of(as_text(content));
  if (!files) return fail(files.error());
  // Contents first: no record is ever here without what it speaks of.
  contents::put_all(sealed, std::move(*files), platform.clock.unix_ms(), [this, content = std::move(content)](Status const& status) mutable {
    around.request_frame();
    if (!status) return fail(status.error());
    merge_records(std::move(content));
  });
}

void Session::Impl::merge_records(Bytes content) {
  persistence.journal([this, content = std::move(content)](Status const& read, std::vector<Transaction> const& journal) {
    if (!read) return fail(read.error());
    Result<Transaction> merged = handover::merge(store, journal, as_text(content));
    if (!merged) return fail(merged.error());
    if (merged->empty()) return ui::toast(ui::tr(Tr::handover_nothing));
    change(std::move(*merged), ui::tr(Tr::handover_merged));
  });
}

}  // namespace saddlebag::app
