#include "store/contents.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "store/checksum.hpp"
#include "store/persistence_impl.hpp"

namespace saddlebag::contents {
namespace {

using port::Storage;

constexpr std::uint32_t kContentsMagic = 0x4c46'4253;  // "SBFL"
constexpr std::uint32_t kContentsVersion = 1;
constexpr std::string_view kFolder = "file/";
constexpr char const* kAfterFolder = "file0";  // the first key behind all of them

std::string key_of(Uuid id) { return std::string(kFolder) + to_string(id); }

/// One reading of several.
struct Gathering : std::enable_shared_from_this<Gathering> {
  explicit Gathering(Storage& storage) : storage(storage) {}

  void next() {
    if (ids.empty()) return done({}, std::move(all), left_out);
    Uuid const id = ids.back();
    ids.pop_back();
    get(storage, id, [self = shared_from_this(), id](Status const& status, port::Bytes bytes) {
      if (status) self->all.push_back({id, std::move(bytes)});
      else ++self->left_out;
      self->next();
    });
  }

  Storage& storage;
  std::vector<Uuid> ids;
  std::vector<Content> all;
  std::size_t left_out = 0;
  std::function<void(Status, std::vector<Content>, std::size_t)> done;
};

/// One writing of several.
struct Putting : std::enable_shared_from_this<Putting> {
  explicit Putting(Storage& storage) : storage(storage) {}

  void next() {
    if (all.empty()) return done({});
    Content const content = std::move(all.back());
    all.pop_back();
    put(storage, content.id, now, content.bytes, [self = shared_from_this()](Status const& status) { status ? self->next() : self->done(status); });
  }

  Storage& storage;
  std::vector<Content> all;
  std::int64_t now = 0;
  std::function<void(Status)> done;
};

}  // namespace

void put(Storage& storage, Uuid id, std::int64_t now, port::Bytes const& bytes, std::function<void(Status)> done) {
  Bytes content;
  content.reserve(bytes.size() + kEnvelopeBytes);
  begin_envelope(content, kContentsMagic, kContentsVersion);
  content.insert(content.end(), bytes.begin(), bytes.end());
  end_envelope(content);
  Bytes entry;
  ByteWriter out(entry);
  out.signed_varint(now);
  out.varint(bytes.size());
  Storage::Batch batch;
  batch.puts.push_back({Storage::Area::blobs, key_of(id), std::move(content)});
  batch.puts.push_back({Storage::Area::meta, key_of(id), std::move(entry)});
  storage.commit(std::move(batch), [done = std::move(done)](port::Outcome const& outcome) { done(status_of(outcome)); });
}

void get(Storage& storage, Uuid id, std::function<void(Status, port::Bytes)> done) {
  std::string const key = key_of(id);
  storage.read(Storage::Area::blobs, key, key + "!", [done = std::move(done)](port::Outcome const& outcome, std::vector<Storage::Entry> found) {
    if (!outcome) return done(status_of(outcome), {});
    if (found.empty()) return done({ErrorCode::missing, "file"}, {});
    Bytes& bytes = found.front().bytes;
    Result<std::string_view> const content = open_envelope(as_text(bytes), kContentsMagic, kContentsVersion);
    if (!content) return done(Status(content.error()), {});
    bytes.erase(bytes.begin(), bytes.end() - static_cast<std::ptrdiff_t>(content->size()));
    done({}, std::move(bytes));
  });
}

void list(Storage& storage, std::function<void(Status, std::vector<Kept>)> done) {
  storage.read(Storage::Area::meta, std::string(kFolder), kAfterFolder, [done = std::move(done)](port::Outcome const& outcome, std::vector<Storage::Entry> const& found) {
    std::vector<Kept> all;
    for (Storage::Entry const& each : found) {
      std::optional<Uuid> const id = parse_uuid(std::string_view(each.key).substr(kFolder.size()));
      ByteReader in(as_text(each.bytes));
      Kept kept{id.value_or(Uuid{}), in.signed_varint(), in.varint()};
      if (id && in.ok()) all.push_back(kept);
    }
    done(status_of(outcome), std::move(all));
  });
}

void erase(Storage& storage, std::vector<Uuid> const& ids, std::function<void(Status)> done) {
  Storage::Batch batch;
  for (Uuid const id : ids) {
    batch.erasures.push_back({Storage::Area::blobs, key_of(id), {}});
    batch.erasures.push_back({Storage::Area::meta, key_of(id), {}});
  }
  storage.commit(std::move(batch), [done = std::move(done)](port::Outcome const& outcome) { done(status_of(outcome)); });
}

void gather(Storage& storage, std::function<bool(Uuid)> const& wanted, std::uint64_t most,
            std::function<void(Status, std::vector<Content>, std::size_t left_out)> done) {
  list(storage, [&storage, wanted, most, done = std::move(done)](Status const& status, std::vector<Kept> const& kept) {
    if (!status) return done(status, {}, 0);
    auto const work = std::make_shared<Gathering>(storage);
    work->done = done;
    std::uint64_t bytes = 0;
    for (Kept const& each : kept) {
      if (!wanted(each.id)) continue;
      bool const fits = each.bytes <= most && bytes <= most - each.bytes;
      if (fits) bytes += each.bytes, work->ids.push_back(each.id);
      else ++work->left_out;
    }
    work->next();
  });
}

void put_all(Storage& storage, std::vector<Content> all, std::int64_t now, std::function<void(Status)> done) {
  list(storage, [&storage, all = std::move(all), now, done = std::move(done)](Status const& status, std::vector<Kept> const& kept) mutable {
    if (!status) return done(status);
    std::erase_if(all, [&](Content const& each) {
      return std::any_of(kept.begin(), kept.end(), [&](Kept const& here) { return here.id == each.id; });
    });
    auto const work = std::make_shared<Putting>(storage);
    work->all = std::move(all);
    work->now = now;
    work->done = std::move(done);
    work->next();
  });
}

}  // namespace saddlebag::contents
