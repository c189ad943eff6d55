#include "platform/web/mirror.hpp"

#include <algorithm>
#include <bit>

#include "base/hash.hpp"
#include "platform/web/seam.hpp"

namespace saddlebag::web {
namespace {

using ui::a11y::Node;
using ui::a11y::Tree;

constexpr double kBetweenMs = 80;

std::uint64_t hash_of(Tree const& tree, Node const& node) {
  auto const pair = [](auto a, auto b) {
    return static_cast<std::uint64_t>(std::bit_cast<std::uint32_t>(a)) << 32 | std::bit_cast<std::uint32_t>(b);
  };
  std::uint64_t hash = mix(fnv1a(tree.name(node)), fnv1a(tree.value(node)));
  hash = mix(hash, fnv1a(tree.note(node)));
  hash = mix(hash, pair(node.states, static_cast<std::uint32_t>(node.role)));
  hash = mix(hash, pair(node.index, node.count));
  hash = mix(hash, pair(node.box.x, node.box.y));
  return mix(mix(hash, pair(node.box.width, node.box.height)), static_cast<std::uint64_t>(node.level));
}

void write(ByteWriter& out, Tree const& tree, Node const& node, std::uint32_t id) {
  auto const number = [&](auto v) { out.u32(std::bit_cast<std::uint32_t>(v)); };
  auto const text = [&](std::string_view v) {
    out.u32(static_cast<std::uint32_t>(v.size()));
    out.raw(v.data(), v.size());
  };
  out.u32(id);
  out.u32(node.states);
  number(node.box.x), number(node.box.y), number(node.box.width), number(node.box.height);
  number(node.index), number(node.count), number(node.level);
  text(ui::a11y::role_name(node.role));
  text(tree.name(node));
  text(tree.value(node));
  text(tree.note(node));
}

}  // namespace

double Mirror::wait(Tree const& tree, double now_ms) const {
  if (tree.fingerprint() == sent_ || tree.nodes().empty()) return -1;
  return std::max(0.0, sent_at_ + kBetweenMs - now_ms);
}

void Mirror::update(Tree const& tree, double now_ms) {
  send(tree);
  sent_ = tree.fingerprint();
  sent_at_ = now_ms;
}

/// The diff: number of changed nodes, those nodes, number of ids in the new order (0: as before), then id and parent
/// of every node. See web/host/mirror.ts, which reads it.
void Mirror::send(Tree const& tree) {
  next_.clear();
  next_order_.clear();
  diff_.clear();
  ByteWriter out(diff_);
  out.u32(0);
  std::uint32_t changed = 0;
  for (Node const& node : tree.nodes()) {
    // What cannot be pressed may have no id: then what it says is one.
    std::uint32_t id = node.id ? node.id : static_cast<std::uint32_t>(fnv1a(tree.name(node))) | 1;
    std::uint64_t const hash = hash_of(tree, node);
    while (!next_.emplace(id, hash).second) id = id * 31 + 7;  // two with one id: both are shown
    next_order_.push_back(id);
    next_order_.push_back(next_order_.size() == 1 ? 0 : next_order_[node.parent * 2]);
    auto const known = known_.find(id);
    if (known != known_.end() && known->second == hash) continue;
    write(out, tree, node, id);
    ++changed;
  }
  for (int i = 0; i < 4; ++i) diff_[i] = static_cast<std::uint8_t>(changed >> (8 * i));
  bool const moved = next_order_ != order_;
  out.u32(moved ? static_cast<std::uint32_t>(next_order_.size() / 2) : 0);
  if (moved) out.raw(next_order_.data(), next_order_.size() * sizeof next_order_[0]);
  if (changed || moved) sb_mirror(diff_.data(), diff_.size());
  std::swap(known_, next_);
  std::swap(order_, next_order_);
}

}  // namespace saddlebag::web
