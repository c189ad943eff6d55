#pragma once
#include <memory>

#include "platform/ports.hpp"
#include "store/sync_status.hpp"
#include "sync/mapping_editor.hpp"
#include "sync/wire.hpp"

namespace saddlebag::sync {

/// Tries a connection step by step before anything is synced: reaches the backend, signs in, reads everything once
/// without taking it in, asks again for what changed, writes a customer and deletes it. Stops at the first step that fails.
class Probe {
 public:
  /// `tell` is called whenever `result()` has changed.
  Probe(Store& store, port::Http& http, port::Clock& clock, Profile profile, Connection connection, std::function<void()> tell);
  ~Probe();
  Probe(Probe const&) = delete;
  [[nodiscard]] ConnectionTest const& result() const { return result_; }
  /// As MappingEditor's.
  void map(Kind kind, std::string const& field, std::string member);
  /// As it was given, but for a secret that signing in has renewed.
  [[nodiscard]] Connection const& connection() const { return wire_.connection(); }
  /// The connector as the person has changed it.
  [[nodiscard]] std::string connector() const { return editor_.connector(); }

 private:
  using Step = ConnectionTest::Step;
  void ask(Step step, port::Http::Request request);
  void answered(port::Outcome const& outcome, port::Http::Response const& response);
  void passed(Step step);
  void failed(std::string why);
  void begin();
  void page(port::Http::Response const& response);
  void write();
  void written(port::Http::Response const& response);
  void count_local();

  Store& store_;
  port::Http& http_;
  port::Clock& clock_;
  Wire wire_;
  MappingEditor editor_;
  std::function<void()> tell_;
  ConnectionTest result_;
  Step step_ = Step::reach;
  std::uint32_t request_ = 0;
  bool asking_ = false;
  std::string cursor_;
  Doc sample_;
};

}  // namespace saddlebag::sync
