#pragma once
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "simulation/script.hpp"
#include "sync/doc.hpp"
#include "sync/fakes/world.hpp"

namespace saddlebag::simulation {

/// A model server of one profile family, as the simulation uses it.
class Backend {
 public:
  using Json = nlohmann::json;
  /// Whose request it is. `stale`: it was held up on the way, or is a copy; its sender may have gone on since.
  struct Client {
    unsigned device = 0;
    bool stale = false;
  };
  virtual ~Backend() = default;

  virtual void serve(Client client, port::Http::Request const& request, sync_test::Server::Answer answer) = 0;
  [[nodiscard]] virtual Aim aim_of(port::Http::Request const& request) const = 0;
  /// The same push with every other record of it; nothing where it has one alone.
  [[nodiscard]] virtual std::optional<port::Http::Request> half_of(port::Http::Request const& push) const = 0;

  /// All documents that are not erased, with their members by field name.
  [[nodiscard]] virtual std::vector<std::pair<sync::RecordKey, Json>> living() const = 0;
  /// As another client: sets members of a document that is there.
  virtual void write(sync::RecordKey key, Json const& members) = 0;
  virtual void erase(sync::RecordKey key) = 0;
  /// A place in the changes as a number that must not shrink; nothing where places go round.
  [[nodiscard]] virtual std::optional<double> watermark(std::string const& cursor) const = 0;

  // Of servers that stamp their records; the others have nothing that could go wrong with it.
  virtual void commit_late(bool) {}
  virtual void stop_clock(bool) {}
  virtual void step_clock_back() {}

  /// Time in the world.
  std::function<double()> now_ms = [] { return 0.0; };
  /// Told where the protocol allows a write to overwrite what its writer has not seen (read before write has a gap).
  std::function<void(Json const& before, Json const& after)> raced = [](Json const&, Json const&) {};
};

/// Names of the families that are simulated.
std::vector<std::string> const& families();
std::unique_ptr<Backend> make_backend(std::string const& family);
/// The family's connector file, with pages so small that records fill several.
std::string connector_of(std::string const& family);
std::string url_of(std::string const& family);

}  // namespace saddlebag::simulation
