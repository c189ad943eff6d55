#include "model/conflict.hpp"

#include "model/bag.hpp"

namespace saddlebag {

std::vector<Conflict> read_conflicts(std::string_view packed) {
  std::vector<Conflict> conflicts;
  if (packed.empty()) return conflicts;
  ByteReader in(packed);
  for (std::uint64_t left = in.varint(); left > 0 && in.ok(); --left) {
    Conflict c;
    c.field = in.text();
    c.base = read_value(in);
    c.mine = read_value(in);
    c.theirs = read_value(in);
    c.mine_by = in.text();
    c.theirs_by = in.text();
    c.device = in.u64();
    c.found = {in.signed_varint()};
    if (in.ok()) conflicts.push_back(std::move(c));
  }
  return conflicts;
}

std::string write_conflicts(std::vector<Conflict> const& conflicts) {
  if (conflicts.empty()) return {};
  Bytes packed;
  ByteWriter out(packed);
  out.varint(conflicts.size());
  for (Conflict const& c : conflicts) {
    out.text(c.field);
    write_value(out, c.base);
    write_value(out, c.mine);
    write_value(out, c.theirs);
    out.text(c.mine_by);
    out.text(c.theirs_by);
    out.u64(c.device);
    out.signed_varint(c.found.ms);
  }
  return std::string(as_text(packed));
}

}  // namespace saddlebag
