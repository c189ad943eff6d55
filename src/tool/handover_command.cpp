#include "store/handover.hpp"

#include <cstdio>

#include "tool/arguments.hpp"
#include "tool/bag.hpp"

namespace saddlebag::tool {
namespace {

bool write_file(std::string const& path, Bytes const& bytes) {
  std::FILE* const file = std::fopen(path.c_str(), "wb");
  if (!file) return false;
  bool const written = std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size();
  return std::fclose(file) == 0 && written;
}

int save(Bag& bag, std::string const& path, Language language, Output& output) {
  Status ended;
  Bytes file;
  Bytes content = handover::pack(bag.store(), bag.journal());
  contents::gather(bag.storage(), [&](Uuid id) { return bag.store().find(Kind::attachment, id) != nullptr; }, UINT64_MAX,
                   [&](Status status, std::vector<contents::Content> const& all, std::size_t) { ended = std::move(status), handover::add_contents(content, all); });
  bag.machine().settle();
  if (!ended) return tell_error(ended.error(), path, language, output);
  handover::seal(bag.machine().crypto, bag.machine().random, passphrase(), std::move(content),
                 [&](Status status, Bytes bytes) { ended = std::move(status), file = std::move(bytes); });
  bag.machine().settle();
  if (!ended) return tell_error(ended.error(), path, language, output);
  if (!write_file(path, file)) return tell_error({ErrorCode::refused, path}, path, language, output);
  return kDone;
}

int take(Bag& bag, std::string const& path, Language language, Output& output) {
  port::Files::File const file = native::read_file(path);
  if (!file.outcome) return tell_error({ErrorCode::missing, file.outcome.detail}, path, language, output);
  Status ended;
  Bytes content;
  handover::open(bag.machine().crypto, file.bytes, passphrase(),
                 [&](Status status, Bytes bytes) { ended = std::move(status), content = std::move(bytes); });
  bag.machine().settle();
  if (ended.error().code == ErrorCode::unauthorized) {
    output.err += say(language, Tr::tool_wrong_passphrase, {path});
    return kFailed;
  }
  if (!ended) return tell_error(ended.error(), path, language, output);
  Result<Transaction> merged = handover::merge(bag.store(), bag.journal(), as_text(content));
  if (!merged) return tell_error(merged.error(), path, language, output);
  Result<std::vector<contents::Content>> files = handover::contents_of(as_text(content));
  if (!files) return tell_error(files.error(), path, language, output);
  contents::put_all(bag.storage(), std::move(*files), bag.machine().clock.unix_ms(), [&](Status status) { ended = std::move(status); });
  bag.machine().settle();
  if (!ended) return tell_error(ended.error(), path, language, output);
  std::size_t changed = 0;
  if (!merged->empty()) {
    merged->label = path;
    auto const applied = bag.store().apply(std::move(*merged));
    if (!applied) return tell_error(applied.error(), path, language, output);
    changed = applied->changed;
  }
  if (Status const saved = bag.save(); !saved) return tell_error(saved.error(), path, language, output);
  output.out += "{\"changed\": " + std::to_string(changed) + "}\n";
  return kDone;
}

}  // namespace

int handover_command(Arguments arguments, Language language, Output& output) {
  bool const saves = !arguments.operands.empty() && arguments.operands.front() == "export";
  bool const opens = !arguments.operands.empty() && arguments.operands.front() == "open";
  std::string const bag_path = arguments.take_bag(saves ? "from" : "into", 2);
  if ((!saves && !opens) || arguments.operands.size() != 2 || bag_path.empty() || passphrase().empty()) {
    output.err += say(language, Tr::tool_handover_usage);
    return kMisused;
  }
  Bag bag;
  if (Status const opened = bag.open(bag_path, opens); !opened) return tell_error(opened.error(), bag_path, language, output);
  std::string const& path = arguments.operands[1];
  return saves ? save(bag, path, language, output) : take(bag, path, language, output);
}

}  // namespace saddlebag::tool
