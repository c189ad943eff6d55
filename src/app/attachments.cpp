#include <algorithm>
#include <set>

#include "app/session_impl.hpp"
#include "domain/attachments.hpp"
#include "exchange/media_type.hpp"
#include "store/contents.hpp"
#include "store/handover.hpp"
#include "ui/errors.hpp"
#include "ui/format.hpp"
#include "ui/widgets/overlay.hpp"

namespace saddlebag::app {
namespace {

constexpr std::size_t kMostBytes = 25u << 20;  // of one attachment: a photo has 4 MB, a long contract 10
constexpr std::int64_t kSweptAfterMs = 86'400'000;  // another tab may be about to write the record

/// Whether anything that can still be taken back speaks of an attachment.
std::set<Uuid> mentioned(std::vector<Transaction> const& journal) {
  std::set<Uuid> all;
  for (Transaction const& each : journal) {
    each.for_each([&](Change const& change) {
      if (change.kind == Kind::attachment) all.insert(change.record);
    });
  }
  return all;
}

}  // namespace

/// Files on their way to a record: all become attachments in one transaction, once the last one lies on the device.
struct Attaching {
  struct One {
    Id<Attachment> id;
    std::string name;
    std::string_view type;
    std::size_t bytes;
  };
  Kind kind;
  Uuid record;
  std::vector<One> kept;
  std::size_t under_way = 0;
};

/// What is dropped or pasted onto a record is meant for it; elsewhere it is there to be imported.
void Session::Impl::take_dropped(std::vector<port::Files::File> files) {
  Kind const kind = ui::kind_of(route.screen);
  bool const handed = std::any_of(files.begin(), files.end(), [](port::Files::File const& file) { return handover::recognise(as_text(file.bytes)); });
  bool const here = takes_attachments(kind) && store.find(kind, route.record) != nullptr;
  here && !handed ? attach(kind, route.record, std::move(files)) : add_files(std::move(files));
}

void Session::Impl::pick_attachments(Kind kind, Uuid record, bool camera) {
  platform.files.pick(camera ? "camera" : "", !camera, [this, kind, record](std::vector<port::Files::File> files) { attach(kind, record, std::move(files)); });
}

void Session::Impl::attach(Kind kind, Uuid record, std::vector<port::Files::File> files) {
  if (guest_pokes()) return;
  around.request_frame();
  auto const all = std::make_shared<Attaching>(Attaching{kind, record, {}, files.size()});
  for (port::Files::File& file : files) {
    bool const fits = file.outcome && file.bytes.size() <= kMostBytes;
    if (!fits) {
      bool const large = file.bytes.size() > kMostBytes;
      ui::toast(large ? ui::tr(Tr::attachment_too_large, file.name, std::to_string(kMostBytes >> 20)) : ui::tr(Tr::attachment_unread, file.name, file.outcome.detail), Tone::bad);
      --all->under_way;
      continue;
    }
    Attaching::One one{{store.new_id()}, file.name, media_type_of(as_text(file.bytes), file.name), file.bytes.size()};
    contents::put(sealed, one.id.uuid, platform.clock.unix_ms(), file.bytes, [this, all, one](Status const& status) {
      if (status) all->kept.push_back(one);
      else ui::toast(ui::tr(Tr::attachment_failed, one.name, ui::tr(ui::error_text(status.error().code))), Tone::bad);
      if (--all->under_way == 0) attached(all);
    });
  }
}

void Session::Impl::attached(std::shared_ptr<Attaching> const& all) {
  around.request_frame();
  if (all->kept.empty()) return;
  std::vector<AttachmentDraft> drafts;
  for (Attaching::One const& one : all->kept) drafts.push_back({one.id, one.name, one.type, static_cast<std::int64_t>(one.bytes)});
  Transaction made = saddlebag::attach(store, all->kind, all->record, drafts, {parse_uuid(preferences.user).value_or(Uuid{})});
  std::string const notice(drafts.size() == 1 ? ui::tr(Tr::attachment_added_one, all->kept[0].name)
                                              : ui::tr(Tr::attachment_added_other, std::to_string(drafts.size())));
  if (made.empty()) return fail({ErrorCode::missing, notice});
  change(std::move(made), notice);
}

void Session::Impl::save_attachment(Uuid attachment) {
  contents::get(sealed, attachment, [this, attachment](Status const& status, port::Bytes bytes) {
    around.request_frame();
    Attachment const* const record = store.find(Id<Attachment>{attachment});
    if (record == nullptr) return;
    if (status.error().code == ErrorCode::missing) return ui::toast(ui::tr(Tr::attachment_elsewhere), Tone::warning);
    if (!status) return fail({status.error().code, std::string(record->name.view())});
    platform.files.save(std::string(record->name.view()), std::string(record->media_type.view()), std::move(bytes));
  });
}

/// One at a time: each may be as large as a photo is.
void Session::Impl::look_at_pictures() {
  if (decoding) return;
  // What was asked for last is what is being looked at.
  std::vector<ui::PictureWish> const wishes = ui::take_picture_wishes();
  waiting_pictures.insert(waiting_pictures.end(), wishes.begin(), wishes.end());
  if (waiting_pictures.empty()) return;
  ui::PictureWish const wish = waiting_pictures.back();
  waiting_pictures.pop_back();
  load_picture(wish);
}

void Session::Impl::load_picture(ui::PictureWish const& wish) {
  decoding = true;
  auto const end = [this, wish](port::Outcome const& outcome, port::Files::Picture const& picture) {
    decoding = false;
    outcome ? ui::give_picture(wish, picture) : ui::fail_picture(wish);
    around.request_frame();
  };
  contents::get(sealed, wish.attachment, [this, wish, end](Status const& status, port::Bytes bytes) {
    if (!status) return end({port::Fault::failed, status.error().detail}, {});
    platform.files.decode_picture(std::move(bytes), ui::pixels_of(wish.size), end);
  });
}

/// Contents whose record is gone for good: no undo brings it back, and no other tab is about to write it.
void Session::Impl::sweep_contents() {
  contents::list(sealed, [this](Status const& status, std::vector<contents::Kept> const& kept) {
    if (!status) return;
    std::vector<Uuid> loose;
    for (contents::Kept const& each : kept) {
      bool const old = platform.clock.unix_ms() - each.since > kSweptAfterMs;
      if (old && store.find(Kind::attachment, each.id) == nullptr) loose.push_back(each.id);
    }
    if (loose.empty()) return;
    persistence.journal([this, loose](Status const& read, std::vector<Transaction> const& journal) mutable {
      if (!read) return;
      std::set<Uuid> const needed = mentioned(journal);
      std::erase_if(loose, [&](Uuid id) { return needed.contains(id); });
      if (!loose.empty()) contents::erase(sealed, loose, [](Status const&) {});  // what stays is swept with the next start
    });
  });
}

}  // namespace saddlebag::app
