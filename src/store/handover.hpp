#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/ports.hpp"
#include "store/contents.hpp"
#include "store/store.hpp"

/// The handover file: everything of one device in one sealed file, to be merged on another. See FORMAT.md.
namespace saddlebag::handover {

/// Whether these are the bytes of such a file, whole or not.
bool recognise(std::string_view bytes);
/// `saddlebag-2026-11-22.saddlebag`
std::string file_name(Date today);

/// Everything in the store, and the journal that is kept: what the file seals.
Bytes pack(Store const& store, std::vector<Transaction> const& journal);
/// Adds the contents of attachments to what `pack` made.
void add_contents(Bytes& packed, std::vector<contents::Content> const& all);
/// The contents of attachments in what a file holds. Errors: `corrupt`.
Result<std::vector<contents::Content>> contents_of(std::string_view content);
/// What has to change in `store` so that it holds what the file holds too, as one transaction of Cause::handover;
/// `journal` is this device's. Errors: `corrupt`, `unsupported`.
Result<Transaction> merge(Store const& store, std::vector<Transaction> const& journal, std::string_view content);

/// The file, sealed under a passphrase.
void seal(port::Crypto& crypto, port::Random& random, std::string passphrase, Bytes content,
          std::function<void(Status, Bytes file)> done);
/// What `seal` sealed. Errors: `unauthorized` for another passphrase, `corrupt`, `unsupported`.
void open(port::Crypto& crypto, Bytes const& file, std::string passphrase,
          std::function<void(Status, Bytes content)> done);

}  // namespace saddlebag::handover
